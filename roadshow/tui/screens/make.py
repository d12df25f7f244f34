"""What can be made of the plan: calendars, letters, sheets, and what other plugins offer."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from roadshow.api import (
    N_,
    Outcome,
    RoadshowError,
    _,
    find_person,
    visible,
)
from roadshow.tui.behind import exporting
from roadshow.tui.behind.bench import Bench
from roadshow.tui.behind.exporting import Order, Running
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import make
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.under_way import under_way
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.made import Made
from roadshow.tui.screens.make_form import MakeForm
from roadshow.tui.screens.reader import Reader
from roadshow.tui.widgets.blocks import Blocks

TICK = 0.2
"""Seconds between two looks at how far the work is."""


class MakeScreen(MakeForm):
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
        """Yield the exports, the form, and a page for the preview."""
        self._work: Running | None = None
        self._bench: Bench | None = None
        self._preview_text = ""
        self._outpost = self.desk.outpost()
        self._last: tuple[Outcome, Path] | None = None
        yield from super().body()

    def arrive(self, place: Place) -> None:
        """Show what there is; look from time to time how far the work is."""
        if not self._known:
            self._text.update(_("The preview stands here: p."))
            self.set_interval(TICK, self._tick)
        super().arrive(place)

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
            self._show_preview()

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
            self._work, self.busy = Running(), True
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
            self._preview_text = text
            self._show_preview()
        else:
            self.app.push_screen(Reader(title, make.paged(text, self.size.width - 8)))

    def _show_preview(self) -> None:
        """Write the preview for the width that there is."""
        paper = self.query_one("#paper")
        if self._preview_text and paper.size.width:
            width = paper.scrollable_content_region.width
            self._text.update(make.paged(visible(self._preview_text, lines=True), width))

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
            self._work, self.busy = None, False
            self._explain()

    def _tick(self) -> None:
        running = self._work
        if running is not None:
            stop = shown(next((key for key, act in self.active_bindings.items() if act.binding.id == "make.stop"), "c"))
            self._line.show(
                under_way(self._exports.key, running.done, running.total, running.spent, stop, counted=True)
            )

    def _own_bench(self) -> Bench:
        if self._bench is None:
            self._bench = self.desk.bench("making")
        return self._bench
