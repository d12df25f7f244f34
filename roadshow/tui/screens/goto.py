"""The go-to line at the bottom: an area, a stop and a filter, typed in one line."""

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_, DroppedError, RoadshowError, _
from roadshow.tui.behind.desk import Desk
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.lines.goto import offers, place_for
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.reading.single import Offer, sought
from roadshow.tui.widgets.blocks import Blocks

SHOWN = 10
LINES = 4
"""Areas and stops that are still offered where venues, people and sessions fit too."""


class GoTo(Modal[Place | None]):
    """One line to type in, with what may be meant above it; comes back with a place, or None.

    Single people and sessions are sought in the reading thread, so that a key never waits for them.
    """

    CSS_PATH = "goto.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(
        Act("goto.leave", "leave", N_("leave"), N_("Stay here")),
        Act("goto.down", "choose(1)", "", N_("Next of what is offered")),
        Act("goto.up", "choose(-1)", "", N_("The one before")),
        Act("goto.fill", "fill", "", N_("Take over what is offered")),
    )

    def __init__(self, desk: Desk, current_stop: str) -> None:
        super().__init__()
        self._desk = desk
        self._found: list[Offer] = []
        self._stop = current_stop
        self._chosen = False

    def compose(self) -> ComposeResult:
        """Yield what is offered, what is wrong, and the line."""
        self._blocks = Blocks(once=True, id="offers")
        self._blocks.can_focus = False
        self._note = Static("", id="note", markup=False)
        with Vertical(id="box"):
            yield self._blocks
            yield self._note
            yield Input(placeholder=_("guests crooswijk state:maybe · people jansen · stop hillesluis"), id="line")

    def on_mount(self) -> None:
        """Offer all areas first."""
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits what is typed."""
        self._chosen = False
        self._offer(event.value)
        self.run_worker(self._seek(event.value), group="seek", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go where the line says."""
        if self._chosen or not event.value.strip():
            self._go(self._blocks.key)
        else:
            self.unready = True
            self.run_worker(self._read(event.value), group="seek", exclusive=True)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Go to what was clicked."""
        self._go(event.key)

    def action_choose(self, step: int) -> None:
        """Move among what is offered."""
        if self._chosen or step < 0:
            self._blocks.action_move(step)
        self._chosen = True

    def action_fill(self) -> None:
        """Write what is offered into the line, to type on."""
        if self._blocks.key:
            line = self.query_one("#line", Input)
            line.value = self._blocks.key + " "
            line.cursor_position = len(line.value)

    def on_click(self, event: events.Click) -> None:
        """Stay here on a click beside the box."""
        if not self.query_one("#box").region.contains(event.screen_x, event.screen_y):
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay here."""
        self.dismiss(None)

    async def _seek(self, text: str) -> None:
        """Offer single things as well, as soon as they are found; what was found for other words goes."""
        self._desk.drop(self)
        try:
            self._found = await self._desk.ask(partial(sought, _line(text)), self)
        except DroppedError:
            return
        self._offer(text)

    async def _read(self, text: str) -> None:
        """Go where the line says; where it says nothing, to what is offered."""
        try:
            self.dismiss(place_for(self._desk.office, _line(text), self._stop))
        except RoadshowError as error:
            self._found = []
            await self._seek(text)
            if self._blocks.key:
                self._go(self._blocks.key)
            else:
                self._refuse(error)
        finally:
            self.unready = False

    def _go(self, key: str) -> None:
        found = next((offer for offer in self._found if offer.key == key), None)
        if found is not None:
            self.dismiss(found.place)
            return
        try:
            self.dismiss(place_for(self._desk.office, key, self._stop))
        except RoadshowError as error:
            self._refuse(error)

    def _refuse(self, error: RoadshowError) -> None:
        self._note.update(cell(on_screen(f"{error.message} {error.hint}")).text)

    def _offer(self, text: str) -> None:
        """Show what may be meant; what was sought belongs to the words before until the new answer is there."""
        lines = offers(self._desk.office, _line(text))
        told = {line for line, _title in lines}
        found = [offer for offer in self._found if offer.key not in told]
        lines = lines[: max(SHOWN - len(found), LINES)]
        shown = [Block(line, _cells(line, title)) for line, title in lines]
        shown += [Block(offer.key, _cells(offer.name, offer.what)) for offer in found[: SHOWN - len(lines)]]
        self._blocks.show(shown)
        self._blocks.styles.height = max(len(shown), 1)
        self._note.update("")


def _line(text: str) -> str:
    return text.removeprefix(":")


def _cells(name: str, what: str) -> tuple[tuple[Cell, ...]]:
    return ((Cell(fitted(cell(name).text, 34), "strong"), cell(what, "dim")),)
