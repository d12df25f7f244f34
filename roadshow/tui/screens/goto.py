"""The go-to line at the bottom: an area, a stop and a filter, typed in one line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_, Office, RoadshowError, _
from roadshow.tui.going import offers, place_for
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.screens.modal import Modal
from roadshow.tui.widgets.blocks import Blocks

SHOWN = 8


class GoTo(Modal[Place | None]):
    """One line to type in, with what may be meant above it; comes back with a place, or None."""

    CSS_PATH = "goto.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(
        Act("goto.leave", "leave", N_("leave"), N_("Stay here")),
        Act("goto.down", "choose(1)", "", N_("Next of what is offered")),
        Act("goto.up", "choose(-1)", "", N_("The one before")),
        Act("goto.fill", "fill", "", N_("Take over what is offered")),
    )

    def __init__(self, office: Office, current_stop: str) -> None:
        super().__init__()
        self._office = office
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

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go where the line says."""
        text = self._blocks.key if self._chosen or not event.value.strip() else event.value
        self._go(text.removeprefix(":"))

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

    def action_leave(self) -> None:
        """Stay here."""
        self.dismiss(None)

    def _go(self, text: str) -> None:
        try:
            place = place_for(self._office, text, self._stop)
        except RoadshowError as error:
            self._note.update(cell(f"{error.message} {error.hint}").text)
            return
        self.dismiss(place)

    def _offer(self, text: str) -> None:
        found = offers(self._office, text.removeprefix(":"))[:SHOWN]
        self._blocks.show(
            [Block(line, ((Cell(fitted(cell(line).text, 26), "strong"), cell(title, "dim")),)) for line, title in found]
        )
        self._blocks.styles.height = max(len(found), 1)
        self._note.update("")
