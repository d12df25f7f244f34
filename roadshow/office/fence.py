"""The fence round code of plugins: whatever raises, exits, prints or never comes back is told with the plugin's name.

After three failures a plugin is off until the program is started again.
"""

import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar

from roadshow.domain.errors import PluginError, RoadshowError
from roadshow.domain.papers import Notice
from roadshow.domain.visible import visible
from roadshow.domain.wording import _
from roadshow.office.errand import Errand, LateError, Within, sent, was_woken
from roadshow.office.printed import HeldBack, held_now

T = TypeVar("T")

PATIENCE = 3
"""Failures after which a plugin is off until the program ends."""
SHOWN = 200
"""Characters that a notice shows of what a plugin printed."""
ROWS = 200
"""Rows that are asked for at a time."""
_END: Any = object()


class Limits(NamedTuple):
    """Seconds that a plugin may take: to be loaded or say what it offers, to hear of a change, and for one step of work.

    A step is one document, some rows, a preview, a rule, a command, a panel.
    """

    offer: float = 10.0
    told: float = 5.0
    step: float = 30.0


class Strikes:
    """How often each plugin failed, counted once for all offices of a program."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(self, plugin: str) -> int:
        """Count one more failure; return how many there are now."""
        with self._lock:
            self._counts[plugin] = self._counts.get(plugin, 0) + 1
            return self._counts[plugin]

    def are_out(self, plugin: str) -> bool:
        """Say whether a plugin is off by its failures."""
        return self._counts.get(plugin, 0) >= PATIENCE


class Sent(NamedTuple):
    """A call that is under way in a thread of its own: of which plugin and hook, since when on the clock of `monotonic`."""

    plugin: str
    hook: str
    errand: Errand[Any]
    since: float


class Fence:
    """Calls what belongs to plugins. `notices` gather what the planner should know, `errors` the last fault by plugin.

    `at_work` is the plugin that is called just now, or empty: whoever waits in vain knows for whom.
    """

    def __init__(self, strikes: Strikes, limits: Limits) -> None:
        self.strikes = strikes
        self.limits = limits
        self.notices: list[Notice] = []
        self.errors: dict[str, str] = {}
        self.at_work = ""
        self._printed: set[str] = set()

    def ask(self, plugin: str, hook: str, call: Callable[[], T], *, aside: float = 0) -> T | None:
        """Call something of a plugin: None and a notice where it fails, None where the plugin is off.

        With `aside` it is called in a thread of its own, which is left behind after so many seconds; for what needs no
        workspace.
        """
        if self.strikes.are_out(plugin):
            return None
        return self._asked(plugin, hook, partial(self._called, plugin, call, aside))

    def send(self, plugin: str, hook: str, call: Callable[[], Any]) -> Sent:
        """Begin a call in a thread of its own, for whoever cannot wait; `received` says what came of it."""
        return Sent(plugin, hook, Errand(lambda: self._called(plugin, call, 0)), time.monotonic())

    def received(self, sent: Sent, wait: float) -> tuple[bool, Any]:
        """Wait so long for a call that was sent; return whether it is over, and its answer, None where it failed.

        One that is told of a change and takes longer than that may has failed, and is left behind.
        """
        if not sent.errand.is_back(wait):
            limit = self.limits.told
            if time.monotonic() - sent.since < limit:
                return False, None
            self._asked(sent.plugin, sent.hook, partial(_raise, self._late(sent.plugin, limit)))
            return True, None
        return True, self._asked(sent.plugin, sent.hook, sent.errand.answer)

    def _asked(self, plugin: str, hook: str, call: Callable[[], T]) -> T | None:
        try:
            return call()
        except RoadshowError as error:
            self.errors[plugin] = error.message
            self.failed(plugin, hook, error.message, error.hint)
        except _FaultError as fault:
            self.failed(plugin, hook, fault.reason)
        return None

    def demand(self, plugin: str, hook: str, call: Callable[[], T], *, aside: float = 0, hint: str = "") -> T:
        """Call something of a plugin that the user asked for. Raises RoadshowError as the plugin does, and PluginError."""
        if self.strikes.are_out(plugin):
            raise PluginError(
                _("Plugin {name} failed too often and is off until you start again.").format(name=plugin),
                _('See "roadshow plugins list".'),
                plugin=plugin,
                hook=hook,
            )
        try:
            return self._called(plugin, call, aside)
        except _FaultError as fault:
            is_out = self.strikes.add(plugin) == PATIENCE
            reason = f"{fault.reason}; {_out()}" if is_out else fault.reason
            raise PluginError(
                _("Plugin {plugin} failed: {reason}.").format(plugin=plugin, reason=reason),
                hint or _("Tell the maker of the plugin."),
                plugin=plugin,
                hook=hook,
            ) from fault.__cause__

    def stream(
        self, plugin: str, hook: str, begin: Callable[[], Iterable[Any]], check: Callable[[Any], T], *, hint: str = ""
    ) -> Iterator[T]:
        """Give what a plugin gives, one thing at a time, each asked for and checked behind the fence.

        Raises as `demand` does.
        """
        each = self.demand(plugin, hook, lambda: iter(begin()), hint=hint)
        step = partial(_checked_next, each, check)
        try:
            while (item := self.demand(plugin, hook, step, hint=hint)) is not _END:
                yield item
        finally:
            close = getattr(each, "close", None)
            if close is not None:
                self.ask(plugin, hook, close)

    def rows(self, plugin: str, hook: str, rows: Iterable[T], *, hint: str = "") -> Iterator[T]:
        """Give the rows that a plugin reads, some at a time, read aside: a reader needs no workspace."""
        each = iter(rows)
        while True:
            some, problem = self.demand(plugin, hook, partial(_some, each), aside=self.limits.step, hint=hint)
            yield from some
            if problem is not None:
                self.demand(plugin, hook, partial(_raise, problem), hint=hint)
            if len(some) < ROWS:
                return

    def left_behind(self) -> PluginError:
        """Count it against the plugin at work that it does not come back; return what is to be said."""
        plugin, seconds = self.at_work, self.limits.step
        self.strikes.add(plugin)
        return PluginError(
            _("Plugin {plugin} failed: {reason}.").format(plugin=plugin, reason=self._late(plugin, seconds).reason),
            _('Switch it off with "roadshow plugins disable {name}".').format(name=plugin),
            plugin=plugin,
        )

    def failed(self, plugin: str, hook: str, reason: str, hint: str = "") -> None:
        """Count a failure and leave a notice of it."""
        if self.strikes.add(plugin) == PATIENCE:
            self.tell(plugin, _out())
        else:
            self.tell(plugin, _("{hook} failed ({reason})").format(hook=hook, reason=reason), hint)

    def tell(self, plugin: str, what: str, hint: str = "") -> None:
        """Leave a notice about a plugin; the same one only once."""
        usual = _('See "roadshow plugins list"; switch it off with "roadshow plugins disable {name}".')
        notice = Notice(
            _("Plugin {name}: {what}.").format(name=plugin, what=_one_line(what)), hint or usual.format(name=plugin)
        )
        if notice not in self.notices:
            self.notices.append(notice)

    def _called(self, plugin: str, call: Callable[[], T], aside: float) -> T:
        """Call it. Raises RoadshowError as it does, and _FaultError for all else; what the user stops stays a stop."""
        held = held_now()
        if held is not None and not aside:
            return self._called_within(plugin, call, held)
        held = []
        try:
            if aside:
                return sent(lambda: self._quietly(plugin, call, held), aside)
            with Within(self.limits.step):
                return self._quietly(plugin, call, held)
        except LateError as error:
            raise self._late(plugin, error.seconds) from error
        finally:
            self._tell_printed(plugin, held)

    def _quietly(self, plugin: str, call: Callable[[], T], held: list[str]) -> T:
        with HeldBack(held):
            return self._called_within(plugin, call, held)

    def _called_within(self, plugin: str, call: Callable[[], T], held: list[str]) -> T:
        """Call it where prints are held back and time is watched already, as for a field of a letter that is written."""
        before, known = self.at_work, len(held)
        self.at_work = plugin
        try:
            return call()
        except (RoadshowError, LateError, _FaultError):
            raise
        except KeyboardInterrupt as error:
            seconds = was_woken() if before else None
            if seconds is not None:
                raise self._late(plugin, seconds) from error
            if threading.current_thread() is threading.main_thread():
                raise
            raise self._fault(plugin, error) from error
        except BaseException as error:
            raise self._fault(plugin, error) from error
        finally:
            self.at_work = before
            if before and len(held) > known:
                self._tell_printed(plugin, held[known:])
                del held[known:]

    def _tell_printed(self, plugin: str, held: list[str]) -> None:
        if held and plugin not in self._printed:
            self._printed.add(plugin)
            what = _("it printed “{text}”, which is not shown as an answer")
            self.tell(plugin, what.format(text="".join(held).strip()[:SHOWN]))

    def _late(self, plugin: str, seconds: float) -> "_FaultError":
        self.errors[plugin] = _("it did not come back in {seconds} s").format(seconds=f"{seconds:g}")
        return _FaultError(self.errors[plugin])

    def _fault(self, plugin: str, error: BaseException) -> "_FaultError":
        self.errors[plugin] = "".join(traceback.format_exception(error))
        if isinstance(error, SystemExit):
            return _FaultError(_("it wanted to end the program"))
        return _FaultError(_one_line(traceback.format_exception_only(error)[-1]))


class _FaultError(Exception):
    """What a plugin did wrong, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _out() -> str:
    return _("it failed {count} times and is off until you start again").format(count=PATIENCE)


def _checked_next(each: Iterator[Any], check: Callable[[Any], Any]) -> Any:
    item = next(each, _END)
    return item if item is _END else check(item)


def _some(each: Iterator[T]) -> tuple[list[T], BaseException | None]:
    """Take some rows, and what was raised behind them: the rows before it are good.

    Fewer than asked for are the last ones.
    """
    found: list[T] = []
    try:
        while len(found) < ROWS:
            item = next(each, _END)
            if item is _END:
                break
            found.append(item)
    except BaseException as error:  # noqa: BLE001  it is raised again when the rows were given
        return found, error
    return found, None


def _raise(problem: BaseException) -> None:
    raise problem


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))
