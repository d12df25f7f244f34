"""Plugins: found by name, loaded when first needed, called one by one behind a fence.

A plugin that raises is a notice with its name, never a crash; after three failures it is off for the run.
"""

import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

import pluggy

from roadshow.domain.errors import BadInputError, PluginError, RoadshowError
from roadshow.domain.papers import Notice
from roadshow.domain.wording import _
from roadshow.hooks.offers import Exporter, Importer, PeopleExporter
from roadshow.hooks.specs import GROUP, Hooks

T = TypeVar("T")
Answers = dict[str, list[tuple[str, Any, tuple[str, ...]]]]
"""By hook: the plugin's name, its function, and the arguments that it wants."""

PATIENCE = 3
"""Failures after which a plugin is off for the run."""


def found_plugins() -> dict[str, EntryPoint]:
    """Return the installed plugins by name, none of them imported."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


class Plugins:
    """The plugins that are on. `extra` are plugin objects by name, for tests and authors."""

    def __init__(self, disabled: tuple[str, ...] = (), extra: dict[str, Any] | None = None) -> None:
        self._disabled = frozenset(disabled)
        self._extra = extra or {}
        self._failures: dict[str, int] = {}
        self._answers: Answers | None = None
        self.notices: list[Notice] = []
        self.errors: dict[str, str] = {}

    def ask(self, hook: str, **given: Any) -> Iterator[tuple[str, Any]]:
        """Call a hook plugin by plugin; yield the plugin's name and its answer. A failure is a notice."""
        for name, function, wanted in self._loaded().get(hook, ()):
            answer = self.fenced(name, hook, partial(function, *(given[argument] for argument in wanted)))
            if answer is not None:
                yield name, answer

    def fenced(self, name: str, hook: str, call: Callable[[], T]) -> T | None:
        """Call something of a plugin behind the fence: None and a notice where it fails, None where it is off."""
        if self._failures.get(name, 0) >= PATIENCE:
            return None
        try:
            return call()
        except RoadshowError as error:
            self._failed(name, hook, error.message, error.hint)
        except Exception as error:  # noqa: BLE001  the fence: a plugin may fail in any way
            self.errors[name] = "".join(traceback.format_exception(error))
            self._failed(name, hook, f"{type(error).__name__}: {error}", "")
        return None

    def exporters(self) -> dict[str, tuple[str, Exporter]]:
        """Return the exporters by key, with the plugin each comes from. Raises PluginError where two have one key."""
        return self._offered("exporters")

    def importers(self) -> dict[str, tuple[str, Importer]]:
        """Return the readers of files with people by key, with the plugin each comes from."""
        return self._offered("importers")

    def people_exporters(self) -> dict[str, tuple[str, PeopleExporter]]:
        """Return the forms in which people can be written by key, with the plugin each comes from."""
        return self._offered("people_exporters")

    def _offered(self, hook: str) -> dict[str, tuple[str, Any]]:
        known: dict[str, tuple[str, Any]] = {}
        for plugin, offered in self.ask(hook):
            for one in offered:
                if one.key in known:
                    other = known[one.key][0]
                    raise PluginError(
                        _("The plugins {one} and {other} both offer “{key}”.").format(
                            one=other, other=plugin, key=one.key
                        ),
                        _("Switch one off: roadshow plugins disable {plugin}.").format(plugin=plugin),
                        plugin=plugin,
                        hook=hook,
                    )
                known[one.key] = (plugin, one)
        return known

    def exporter(self, key: str) -> tuple[str, Exporter]:
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
            if name in self._disabled or name in self._extra:
                continue
            try:
                yield name, found[name].load()
            except Exception as error:  # noqa: BLE001  the fence: importing a plugin runs its code
                self.errors[name] = "".join(traceback.format_exception(error))
                self._say(name, _("it cannot be loaded ({reason})").format(reason=error))
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
            self._say(name, _("it does not fit this program ({reason})").format(reason=str(error).splitlines()[-1]))
            return
        for caller in manager.get_hookcallers(plugin) or ():
            for answer in caller.get_hookimpls():
                if answer.plugin is plugin:
                    yield caller.name, answer.function, tuple(answer.argnames)

    def _failed(self, name: str, hook: str, reason: str, hint: str) -> None:
        self._failures[name] = self._failures.get(name, 0) + 1
        self.errors.setdefault(name, reason)
        if self._failures[name] == PATIENCE:
            self._say(name, _("it failed {count} times and is off until you start again").format(count=PATIENCE))
        else:
            self._say(name, _("{hook} failed ({reason})").format(hook=hook, reason=reason), hint)

    def _say(self, name: str, what: str, hint: str = "") -> None:
        self.notices.append(
            Notice(
                _("Plugin {name}: {what}.").format(name=name, what=what),
                hint
                or _('See "roadshow plugins list"; switch it off with "roadshow plugins disable {name}".').format(
                    name=name
                ),
            )
        )
