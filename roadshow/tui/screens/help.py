"""The help: every key of what has the keys now, found by typing, done by Enter."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_, _, fold
from roadshow.tui.engine.modal import Modal
from roadshow.tui.entries import Entry
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted, wrapped
from roadshow.tui.widgets.blocks import Blocks

KEYS = 20
"""How many columns the keys of an entry take."""


class Help(Modal[Any]):
    """A searchable list of what can be done here; comes back with the entry to do, or None."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#search"
    BINDINGS: ClassVar = bound(
        Act("help.leave", "leave", N_("leave"), N_("Close the help")),
        Act("help.down", "move(1)", "", N_("One down")),
        Act("help.up", "move(-1)", "", N_("One up")),
        Act("help.page_down", "move(8)", "", N_("Some down")),
        Act("help.page_up", "move(-8)", "", N_("Some up")),
    )

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = {entry.id: entry for entry in entries}

    def compose(self) -> ComposeResult:
        """Yield a line to search in, and the entries."""
        self._blocks = Blocks(once=True, id="entries")
        self._blocks.can_focus = False
        with Vertical(id="box"):
            yield Static(
                _("{place}: what you can do here. Type to search, Enter does it.").format(place=cell(self._title).text),
                id="title",
                markup=False,
            )
            yield Input(placeholder=_("Search"), id="search")
            yield self._blocks

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show(self.query_one("#search", Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Do the entry under the cursor."""
        self._take(self._blocks.key)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Do the entry that was clicked."""
        self._take(event.key)

    def action_move(self, by: int) -> None:
        """Move among the entries."""
        self._blocks.action_move(by)

    def on_click(self, event: events.Click) -> None:
        """Leave on a click beside the box."""
        if not self.query_one("#box").region.contains(event.screen_x, event.screen_y):
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def _take(self, key: str) -> None:
        if key:
            self.dismiss(self._entries[key])

    def _block(self, entry: Entry) -> Block:
        """Write what an entry does beside its keys, on as many lines as that takes."""
        first, *others = wrapped(entry.does, max(self._blocks.wide - KEYS - 3, 20))
        beside = (Cell(fitted("  ".join(entry.keys), KEYS), "strong"), Cell(first))
        return Block(entry.id, (beside, *((Cell(" " * KEYS + line),) for line in others)))

    def _show(self, text: str) -> None:
        words = fold(text).split()
        found = [
            entry
            for entry in self._entries.values()
            if all(word in fold(f"{' '.join(entry.keys)} {entry.does}") for word in words)
        ]
        blocks = [self._block(entry) for entry in found]
        self._blocks.show(blocks or [Block("", ((Cell(_("Nothing fits that."), "dim"),),))])
