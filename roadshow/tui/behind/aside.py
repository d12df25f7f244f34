"""A thread that nobody waits for: what plugins have to say beside a stop or a person. It ends with the program."""

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from roadshow.api import Office, PluginError, _

T = TypeVar("T")
Work = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[Office], Any]]

ANEW, END = True, False
"""What stands in the queue beside questions: open the office anew, and go."""
LOOK = 0.25
"""Seconds between two looks at whether the thread is stuck."""


class Aside:
    """One thread with an office of its own. Unlike a bench it is left behind where a plugin does not come back."""

    def __init__(self, opener: Callable[[], Office], patience: float | None = None) -> None:
        """Wait `patience` seconds for a plugin, or as long as the fence says a step may take."""
        self._opener = opener
        self._patience = patience
        self._asked: SimpleQueue[Work | bool] = SimpleQueue()
        self._at_work: _AtWork | None = None

    async def ask(self, read: Callable[[Office], T]) -> T:
        """Read there and wait for it; errors come through. A question that nobody waits for any more is not read.

        Raises PluginError where a plugin does not come back.
        """
        if self._at_work is None:
            self._at_work = _AtWork(self._opener, self._asked)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._asked.put((loop, answer, read))
        try:
            while not answer.done():
                await asyncio.wait([answer], timeout=LOOK)
                if not answer.done() and (left := self._at_work) is not None and left.is_late(self._patience):
                    raise self._leave_behind(left)
            return answer.result()
        finally:
            answer.cancel()

    def _leave_behind(self, left: "_AtWork") -> PluginError:
        """Go on without a thread that is stuck; what waits behind it is asked in a new one."""
        self._at_work = None
        waiting, self._asked = self._asked, SimpleQueue()
        while not waiting.empty():
            self._asked.put(waiting.get())
        waiting.put(END)
        if not self._asked.empty():
            self._at_work = _AtWork(self._opener, self._asked)
        return left.fault()

    def renew(self) -> None:
        """Open the office anew for what is asked from now on, since the settings changed."""
        if self._at_work is not None:
            self._asked.put(ANEW)

    def close(self, patience: float = 0.5) -> None:
        """Let go of the workspace; wait no longer than this for a plugin that is at work."""
        if self._at_work is not None:
            self._asked.put(END)
            self._at_work.join(patience)
            self._at_work = None


class _AtWork:
    """The thread, and what it is doing."""

    def __init__(self, opener: Callable[[], Office], asked: "SimpleQueue[Work | bool]") -> None:
        self._opener = opener
        self._asked = asked
        self._office: Office | None = None
        self._since = 0.0
        self._thread = Thread(target=self._work, name="roadshow-aside", daemon=True)
        self._thread.start()

    def is_late(self, patience: float | None) -> bool:
        """Say whether what it does takes longer than it may."""
        office, since = self._office, self._since
        if not since or office is None:
            return False
        return monotonic() - since > (office.plugins.fence.limits.step if patience is None else patience)

    def fault(self) -> PluginError:
        """Count it against the plugin that does not come back, and return what is to be said."""
        if self._office is None:
            return PluginError(_("A plugin did not come back."))
        fence = self._office.plugins.fence
        return fence.left_behind()

    def join(self, patience: float) -> None:
        """Wait so long for its end."""
        self._thread.join(patience)

    def _work(self) -> None:
        try:
            while (asked := self._asked.get()) is not END:
                if isinstance(asked, bool):
                    _leave(self._office)
                    self._office = None
                else:
                    self._answer(*asked)
        finally:
            _leave(self._office)

    def _answer(
        self, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[Any]", read: Callable[[Office], Any]
    ) -> None:
        if answer.cancelled():
            return
        found: Any = None
        problem: Exception | None = None
        try:
            self._office = self._office or self._opener()
            self._since = monotonic()
            found = read(self._office)
        except Exception as error:  # noqa: BLE001  whoever waits for the answer gets it
            problem = error
        self._since = 0.0
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_give, answer, found, problem)


def _leave(office: Office | None) -> None:
    if office is not None:
        office.close()


def _give(answer: "asyncio.Future[Any]", found: object, problem: Exception | None) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(found)
    else:
        answer.set_exception(problem)
