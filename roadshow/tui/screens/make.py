"""What can be made of the plan: calendars, letters, sheets, and what other plugins offer."""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, ScrollableContainer
from textual.widgets import Static

from roadshow.api import (
    N_,
    Exporter,
    Outcome,
    Query,
    RoadshowError,
    Stop,
    _,
    converted,
    declared,
    find_person,
    visible,
)
from roadshow.api import Option as Declared
from roadshow.tui import exporting
from roadshow.tui.bench import Bench
from roadshow.tui.exporting import Order, Running
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import make
from roadshow.tui.presentation.cells import Block, Cell, cell
from roadshow.tui.presentation.make import Form
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.made import Made
from roadshow.tui.screens.pick import Pick
from roadshow.tui.screens.reader import Reader
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.line import Line

SIGNS = "1234567890abcdefghijklmnopqrstuvwxyz"
TICK = 0.2
"""Seconds between two looks at how far the work is."""


class MakeScreen(AreaScreen):
    """Exports: what there is, a form for one, its preview, the work, and what it left."""

    NAME = "make"
    CSS_PATH = "make.tcss"
    BINDINGS: ClassVar = bound(
        Act("make.make", "make", N_("make"), N_("Make the files")),
        Act("make.preview", "preview", N_("preview"), N_("Show what would come out, and write nothing")),
        Act("make.stops", "stops", N_("stops"), N_("Choose the stops that it is made for")),
        Act("make.guest", "guest", N_("guest"), N_("Choose the guest whose letter the preview shows")),
        Act("make.folder", "folder", "", N_("Choose the folder that the files go to")),
        Act("make.stop", "stop", "", N_("Stop the work; files that were made before are whole")),
        Act("make.result", "result", "", N_("Show the files that were made last")),
    )

    def body(self) -> ComposeResult:
        """Yield the exports, the form, a page for the preview, and how far the work is."""
        self._known: dict[str, tuple[str, Exporter]] = {}
        self._given: dict[str, dict[str, Any]] = {}
        self._folders: dict[str, Path] = {}
        self._chosen: tuple[str, ...] = ()
        self._stops: list[Stop] = []
        self._guest = ""
        self._work: Running | None = None
        self._bench: Bench | None = None
        self._outpost = self.desk.outpost()
        self._last: tuple[Outcome, Path] | None = None
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
            self.tell_notices(self.desk.office.plugins.notices)
            self._text.update(_("The preview stands here: p."))
            self.set_interval(TICK, self._tick)
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

    def on_unmount(self) -> None:
        """Stop what is under way, and let its office go."""
        self.action_stop()
        if self._bench is not None:
            self._bench.close()
        if self._outpost is not None:
            self._outpost.close()

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        if self._known:
            self._exports.show(make.exports(self._known, self._exports.size.width))
            self._show()

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Show the form of another export, and what a line of it means."""
        if event.blocks is self._exports:
            self._show()
        self._explain()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Go from an export to its form; in the form do what the row says."""
        if event.blocks is self._exports:
            self._form.focus()
        elif event.key.startswith("option:"):
            self._ask_option(event.key.partition(":")[2])
        else:
            getattr(self, f"action_{event.key}")()

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done."""
        options = (
            Option("m", _("Make the files"), "screen.make"),
            Option("p", _("Preview"), "screen.preview"),
            Option("s", _("Stops …"), "screen.stops"),
            Option("g", _("Preview for which guest …"), "screen.guest"),
            Option("f", _("Folder …"), "screen.folder"),
            Option("r", _("The files that were made last"), "screen.result"),
        )

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(Choice(cell(event.key).text, options, at=(event.x, event.y)), chosen)

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
            folder = Path(text).expanduser()
            if folder.exists() and not folder.is_dir():
                self.tell(_("{path} is a file, not a folder.").format(path=text), bad=True)
                return False
            self._folders[key] = folder
            self._show()
            return True

        ask_until(self, _("Folder for the files"), named, value=str(self._folder(key)))

    def action_guest(self) -> None:
        """Choose the guest of the preview."""

        def named(text: str) -> bool:
            try:
                self._guest = "" if text == "-" else cell(find_person(self.desk.office.store, text).name).text
            except RoadshowError as error:
                self.refuse(error)
                return False
            self._show()
            self.action_preview()
            return True

        ask_until(
            self, _("Whose letter?"), named, value=self._guest, hint=_("a name or an e-mail address; - for the first")
        )

    def action_preview(self) -> None:
        """Show what would come out."""
        order = self._order()
        if order is not None:
            self.run_worker(self._preview(order), group="preview", exclusive=True)

    def action_make(self) -> None:
        """Begin the work."""
        if self.locked():
            return
        order = self._order()
        if self._work is not None:
            self.tell(_("Something is being made already."))
        elif order is not None:
            self._work = Running()
            self.run_worker(self._make(order, self._work), group="making")

    def action_stop(self) -> None:
        """Stop the work at its next step."""
        if self._work is not None:
            self._work.stop()

    def action_result(self) -> None:
        """Show what was made last."""
        if self._last is None:
            self.tell(_("Nothing was made yet."))
        else:
            self.app.push_screen(Made(*self._last))

    async def _preview(self, order: Order) -> None:
        try:
            text = await self._own_bench().run(lambda office: exporting.preview(office, order, self._outpost))
        except RoadshowError as error:
            self.refuse(error)
            return
        title = _("Preview: {what}").format(what=_(self._known[order.key][1].title))
        if self._text.is_on_screen or self.has_class("-wide"):
            self._text.update(visible(text, lines=True))
        else:
            self.app.push_screen(Reader(title, text))

    async def _make(self, order: Order, running: Running) -> None:
        try:
            outcome = await self._own_bench().run(lambda office: exporting.make(office, order, running, self._outpost))
        except RoadshowError as error:
            self.refuse(error)
        else:
            self._last = (outcome, order.folder)
            if self.is_current:
                self.app.push_screen(Made(outcome, order.folder))
            else:
                self.tell(make.made_title(outcome, order.folder))
        finally:
            self._work = None
            self._explain()

    def _tick(self) -> None:
        running = self._work
        if running is not None:
            stop = shown(next((key for key, act in self.active_bindings.items() if act.binding.id == "make.stop"), "c"))
            self._line.show(make.progress(self._exports.key, running.done, running.total, running.spent, stop))

    def _explain(self) -> None:
        key = self._exports.key
        if self._work is None and key:
            self._line.show(make.about(self._filled(key), self._form.key))

    def _ask_option(self, name: str) -> None:
        key = self._exports.key
        form = self._filled(key)
        entry, setting = next(pair for pair in form.entries if pair[0].name == name)
        value = make.option_value(entry, setting, form.given)
        if entry.type is bool and not entry.several:
            self._set(key, entry, not value)
        elif entry.choices and not entry.several:
            options = [Option(sign, word, word) for sign, word in zip(SIGNS, entry.choices, strict=False)]
            self.app.push_screen(
                Choice(_(entry.meaning), options), lambda word: None if word is None else self._taken(key, entry, word)
            )
        else:
            text = ", ".join(value) if isinstance(value, tuple) else str(value)
            ask_until(self, _(entry.meaning), partial(self._set, key, entry), value=text, hint=_("- for nothing"))

    def _taken(self, key: str, entry: Declared, word: str) -> None:
        self._set(key, entry, word)

    def _set(self, key: str, entry: Declared, value: Any) -> bool:
        try:
            self._given.setdefault(key, {})[entry.name] = converted(entry, "" if value == "-" else value)
        except RoadshowError as error:
            self.refuse(error)
            return False
        self._show()
        return True

    def _own_bench(self) -> Bench:
        if self._bench is None:
            self._bench = self.desk.bench("making")
        return self._bench

    def _order(self) -> Order | None:
        key = self._exports.key
        if not key or not self._chosen:
            self.tell(_("There is nothing to make it of yet: plan a stop first."))
            return None
        return Order(key, dict(self._given.get(key, {})), self._chosen, self._folder(key), self._guest)

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
