"""What can be made of the plan, and a form of the options of one export: which stops, where to, and how."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container, ScrollableContainer
from textual.widgets import Static

from roadshow.api import Exporter, Query, RoadshowError, Stop, _, converted, declared, meant_path
from roadshow.api import Option as Declared
from roadshow.tui.behind.exporting import Order
from roadshow.tui.places import Place
from roadshow.tui.presentation import make
from roadshow.tui.presentation.cells import Block, Cell, cell
from roadshow.tui.presentation.make import Form
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, lettered
from roadshow.tui.screens.pick import Pick
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.line import Line

ANOTHER = "-"
"""Stands for a value that is typed; a dash alone is never one."""


class MakeForm(AreaScreen):
    """Shows exports and the form of one. While something is made it is `busy`; what is made is in `make`."""

    def body(self) -> ComposeResult:
        """Yield the exports, the form, a page for the preview, and how far the work is."""
        self._known: Mapping[str, tuple[str, Exporter]] = {}
        self._given: dict[str, dict[str, Any]] = {}
        self._folders: dict[str, Path] = {}
        self._chosen: tuple[str, ...] = ()
        self._stops: list[Stop] = []
        self._guest = ""
        self.busy = False
        self._exports = Blocks(id="exports")
        self._form = Blocks(id="form")
        self._text = Static("", id="text", markup=False)
        self._line = Line(id="progress")
        with Container(id="halves"):
            with Container(id="making"):
                yield self._exports
                yield self._form
            with ScrollableContainer(id="paper"):
                yield self._text
        yield self._line

    def arrive(self, place: Place) -> None:
        """Show what there is, for the stop that was looked at last."""
        self.heading.show(_("Make"))
        if not self._known:
            self._known = self.desk.office.plugins.exporters()
            self.desk.office.gather()
            self.tell_notices(self.desk.office.notices)
        self._read_stops()
        wanted = place.stop_id or self.journey.stop_id
        if place.stop_id or not self._chosen:
            self._chosen = tuple(stop.id for stop in self._stops if wanted in {"", stop.id})
        self._exports.show(make.exports(self._known, self._exports.size.width or 78), place.text)
        self._show()
        if self.focused is None:
            self._exports.focus()

    def here(self) -> Place:
        """Return the export under the cursor."""
        return Place("make", text=self._exports.key)

    def refreshed(self) -> None:
        """Read the stops again."""
        self._read_stops()
        self._show()

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Show the form of another export, and what a line of it means."""
        if event.blocks is self._exports:
            self._show()
        self._explain()

    def action_stops(self) -> None:
        """Choose stops."""

        def picked(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._chosen = keys
                self._show()
            elif keys is not None:
                self.tell(_("At least one stop is needed; the choice stays as it was."))

        rows = make.chosen_stops(self._stops, 68)
        self.app.push_screen(Pick(_("Which stops?"), rows, self._chosen), picked)

    def action_folder(self) -> None:
        """Choose a folder."""
        key = self._exports.key

        def named(text: str) -> bool:
            folder = meant_path(text)
            if folder.exists() and not folder.is_dir():
                self.tell(_("{path} is a file, not a folder.").format(path=text), bad=True)
                return False
            self._folders[key] = folder
            self._show()
            return True

        ask_until(self, _("Folder for the files"), named, value=str(self._folder(key)))

    def _order(self) -> Order | None:
        key = self._exports.key
        if not key or not self._chosen:
            self.tell(_("There is nothing to make it of yet: plan a stop first."))
            return None
        return Order(key, dict(self._given.get(key, {})), self._chosen, self._folder(key), self._guest)

    def _explain(self) -> None:
        key = self._exports.key
        if not self.busy and key:
            self._line.show(make.about(self._filled(key), self._form.key))

    def _ask_option(self, name: str) -> None:
        key = self._exports.key
        form = self._filled(key)
        entry, setting = next(pair for pair in form.entries if pair[0].name == name)
        value = make.option_value(entry, setting, form.given)
        if entry.type is bool and not entry.several:
            self._set(key, entry, not value)
        elif entry.several and entry.words:
            self._pick_values(key, entry, value)
        elif entry.choices or entry.words:
            self._choose_value(key, entry, value)
        else:
            self._ask_value(key, entry, value)

    def _pick_values(self, key: str, entry: Declared, value: Any) -> None:
        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._set(key, entry, chosen)

        rows = [(word, entry.said(word)) for word in entry.words]
        self.app.push_screen(Pick(_(entry.meaning), rows, value), picked)

    def _choose_value(self, key: str, entry: Declared, value: Any) -> None:
        def chosen(word: str | None) -> None:
            if word == ANOTHER:
                self._ask_value(key, entry, value)
            elif word is not None:
                self._set(key, entry, word)

        offered = [(entry.said(word), word) for word in entry.choices or entry.words]
        if not entry.choices:
            offered.append((_("another …"), ANOTHER))
        self.app.push_screen(Choice(_(entry.meaning), lettered(offered)), chosen)

    def _ask_value(self, key: str, entry: Declared, value: Any) -> None:
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        ask_until(self, _(entry.meaning), partial(self._set, key, entry), value=text, hint=_("- for nothing"))

    def _set(self, key: str, entry: Declared, value: Any) -> bool:
        try:
            self._given.setdefault(key, {})[entry.name] = converted(entry, "" if value == "-" else value)
        except RoadshowError as error:
            self.refuse(error)
            return False
        self._show()
        return True

    def _folder(self, key: str) -> Path:
        return self._folders.get(key, Path.cwd() / key)

    def _filled(self, key: str) -> Form:
        plugin, exporter = self._known[key]
        settings = self.desk.office.settings.plugin(plugin, exporter.options, key)
        entries = tuple(zip(declared(exporter.options), settings, strict=True))
        chosen = tuple(stop for stop in self._stops if stop.id in self._chosen)
        given = self._given.get(key, {})
        return Form(exporter, plugin, entries, given, chosen, len(self._stops), self._folder(key), self._guest)

    def _show(self) -> None:
        key = self._exports.key
        if key:
            try:
                self._form.show(make.form_blocks(self._filled(key), self._form.size.width or 78))
                self._explain()
            except RoadshowError as error:
                self._form.show([Block("", ((cell(error.message, "bad"),), (cell(error.hint, "dim"),)))])
        else:
            self._form.show([Block("", ((Cell(_("No plugin that makes something is on."), "doubt"),),))])

    def _read_stops(self) -> None:
        self._stops = list(self.desk.office.store.each(Query(Stop, order=("start",), limit=None)))
        known = {stop.id for stop in self._stops}
        self._chosen = tuple(key for key in self._chosen if key in known)
