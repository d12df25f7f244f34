"""Plugins: found by name, loaded when first needed, asked one by one behind the fence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import pluggy

from roadshow.domain.errors import BadInputError
from roadshow.domain.papers import Notice
from roadshow.domain.wording import N_, _
from roadshow.hooks.specs import GROUP, Hooks
from roadshow.office.fence import Fence, Limits, Strikes
from roadshow.office.offered import (
    MOST,
    FencedExporter,
    FencedImporter,
    FencedPeopleExporter,
    Offered,
    checked_command,
    checked_rule,
)

T = TypeVar("T")
Answers = dict[str, list[tuple[str, Any, tuple[str, ...]]]]
"""By hook: the plugin's name, its function, and the arguments that it wants."""
Known = dict[str, tuple[str, T]]
"""By key: the plugin's name, and what it offers."""

OFFERS = {
    "exporters": N_("exports"),
    "people_exporters": N_("forms for people"),
    "importers": N_("readers of people"),
    "commands": N_("commands"),
    "rules": N_("rules"),
}
"""The kinds of things that have a key, as a table of plugins calls them."""
ANSWERS = {
    "merge_fields": N_("fields of letters"),
    "enclosures": N_("enclosures of letters"),
    "panels": N_("panels"),
    "announce": N_("hears of changes"),
}
"""What plugins are asked and told, as a table of plugins calls it."""


def found_plugins() -> dict[str, EntryPoint]:
    """Return the installed plugins by name, none of them imported."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


class Plugins:
    """The plugins that are on. `extra` are plugin objects by name, for tests and authors.

    `strikes` counts failures for all who share it.
    """

    def __init__(
        self,
        disabled: tuple[str, ...] = (),
        extra: dict[str, Any] | None = None,
        *,
        strikes: Strikes | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._disabled = frozenset(disabled)
        self._extra = extra or {}
        self._answers: Answers | None = None
        self._offers: dict[str, Known[Any]] = {}
        self.fence = Fence(strikes or Strikes(), limits or Limits())

    @property
    def notices(self) -> list[Notice]:
        """What the planner should know of plugins; whoever shows it clears it."""
        return self.fence.notices

    @property
    def errors(self) -> dict[str, str]:
        """The last fault of each plugin that had one, with its traceback where there is one."""
        return self.fence.errors

    def ask(self, hook: str, check: Callable[[Any], T], *, aside: float = 0, **given: Any) -> Iterator[tuple[str, T]]:
        """Ask plugin by plugin; yield the plugin's name and its answer, held to what was promised by `check`.

        A failure is a notice. An answer of None is none. With `aside` each is asked in a thread of its own, and left
        behind after so many seconds.
        """
        for name, function, wanted in self.asked(hook):
            call = partial(_answered, function, [given[argument] for argument in wanted], check)
            answer = self.fence.ask(name, hook, call, aside=aside)
            if answer is not None:
                yield name, answer

    def asked(self, hook: str) -> Iterable[tuple[str, Callable[..., Any], tuple[str, ...]]]:
        """Return who answers a hook: the plugin, its function, and the arguments that the function wants."""
        return self._loaded().get(hook, ())

    def exporters(self) -> Known[FencedExporter]:
        """Return the exporters by key, with the plugin each comes from."""
        return self._offered("exporters", FencedExporter)

    def importers(self) -> Known[FencedImporter]:
        """Return the readers of files with people by key, with the plugin each comes from."""
        return self._offered("importers", FencedImporter)

    def people_exporters(self) -> Known[FencedPeopleExporter]:
        """Return the forms in which people can be written by key, with the plugin each comes from."""
        return self._offered("people_exporters", FencedPeopleExporter)

    def commands(self) -> Known[Offered]:
        """Return the commands by key, with the plugin each comes from."""
        return self._offered("commands", lambda one, plugin, _fence: checked_command(one, plugin))

    def rules(self) -> Known[Any]:
        """Return the rules by code, with the plugin each comes from."""
        return self._offered("rules", lambda one, _plugin, _fence: checked_rule(one), key="code")

    def with_options(self) -> Known[FencedExporter | FencedPeopleExporter]:
        """Return all that has options of its own: what writes people, and what writes papers of stops."""
        return {**self.people_exporters(), **self.exporters()}

    def _offered(self, hook: str, checked: Callable[[Any, str, Fence], T], key: str = "key") -> Known[T]:
        """Ask once; of two things with one key the first plugin by name keeps it."""
        if hook not in self._offers:
            known: Known[T] = {}
            for plugin, offered in self.ask(hook, lambda answer: list(islice(answer, MOST)), aside=self._offer):
                for one in offered:
                    call = partial(checked, one, plugin, self.fence)
                    thing = self.fence.ask(plugin, hook, call, aside=self._offer)
                    if thing is not None:
                        self._enter(known, getattr(thing, key), plugin, thing)
            self._offers[hook] = known
        return self._offers[hook]

    @property
    def _offer(self) -> float:
        return self.fence.limits.offer

    def _enter(self, known: Known[T], key: str, plugin: str, thing: T) -> None:
        other = known.setdefault(key, (plugin, thing))[0]
        if known[key][1] is not thing:
            sentence = _("The plugins {one} and {other} both offer “{key}”; it is that of {one}.")
            hint = _("Switch one off: roadshow plugins disable {plugin}.").format(plugin=plugin)
            self.notices.append(Notice(sentence.format(one=other, other=plugin, key=key), hint))

    def exporter(self, key: str) -> tuple[str, FencedExporter]:
        """Return one exporter and its plugin by key, or say which there are."""
        known = self.exporters()
        if key not in known:
            raise BadInputError(
                _("There is no export “{key}”.").format(key=key),
                _("There are: {keys}.").format(keys=", ".join(sorted(known)) or _('none; see "roadshow plugins list"')),
            )
        return known[key]

    def _loaded(self) -> Answers:
        if self._answers is None:
            answers: Answers = {}
            self._answers = answers
            manager = pluggy.PluginManager(GROUP)
            manager.add_hookspecs(Hooks)
            for name, plugin in self._imported():
                for hook, function, wanted in self._registered(manager, name, plugin):
                    answers.setdefault(hook, []).append((name, function, wanted))
        return self._answers

    def _imported(self) -> Iterator[tuple[str, Any]]:
        found = found_plugins()
        for name in sorted(found):
            if name not in self._disabled and name not in self._extra:
                plugin = self.fence.ask(name, _("loading it"), found[name].load, aside=self._offer)
                if plugin is not None:
                    yield name, plugin
        yield from ((name, plugin) for name, plugin in self._extra.items() if name not in self._disabled)

    def _registered(
        self, manager: pluggy.PluginManager, name: str, plugin: Any
    ) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
        """Let a plugin in; give its answers as hook, function and the arguments that the function wants."""
        try:
            manager.register(plugin, name)
            manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            self.errors[name] = str(error)
            if manager.is_registered(plugin):
                manager.unregister(plugin)
            reason = str(error).splitlines()[-1]
            self.fence.tell(name, _("it does not fit this program ({reason})").format(reason=reason))
            return
        for caller in manager.get_hookcallers(plugin) or ():
            for answer in caller.get_hookimpls():
                if answer.plugin is plugin:
                    yield caller.name, answer.function, tuple(answer.argnames)


def _answered(function: Callable[..., Any], given: list[Any], check: Callable[[Any], T]) -> T | None:
    answer = function(*given)
    return None if answer is None else check(answer)


class PluginRow(NamedTuple):
    """An installed plugin. `offers` are words for people; `error` is its last fault with its traceback, or empty."""

    name: str
    on: bool
    version: str
    offers: tuple[str, ...]
    error: str
    exports: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """The last fault in one line."""
        return self.error.strip().rpartition("\n")[2]


def installed_plugins(disabled: tuple[str, ...]) -> list[PluginRow]:
    """Return the plugins that are installed, with all that each offers; those that are off are not imported."""
    live = Plugins(disabled)
    offered: Mapping[str, Known[Any]] = {
        "exporters": live.exporters(),
        "people_exporters": live.people_exporters(),
        "importers": live.importers(),
        "commands": live.commands(),
        "rules": live.rules(),
    }
    return [
        PluginRow(
            name,
            name not in disabled,
            entry.dist.version if entry.dist else "",
            tuple(_offers(live, offered, name)),
            live.errors.get(name, "").strip(),
            tuple(sorted(_of(offered["exporters"], name))),
        )
        for name, entry in sorted(found_plugins().items())
    ]


def _offers(live: Plugins, offered: Mapping[str, Known[Any]], name: str) -> Iterator[str]:
    for hook, word in OFFERS.items():
        keys = sorted(_of(offered[hook], name))
        if keys:
            yield f"{_(word)}: " + ", ".join(keys)
    yield from (_(word) for hook, word in ANSWERS.items() if any(plugin == name for plugin, *_rest in live.asked(hook)))


def _of(known: Known[Any], name: str) -> Iterator[str]:
    return (key for key, (plugin, _thing) in known.items() if plugin == name)
