"""Some of a list, ticked over the screen. Leaving it takes what is ticked, so that nothing ticked is lost."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, _
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import Block, Cell, cell
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine


class Pick(Modal[tuple[str, ...]]):
    """Rows with a box each; comes back with the keys of those that are ticked, in their order."""

    CSS_PATH = "pick.tcss"
    BINDINGS: ClassVar = bound(
        Act("pick.tick", "tick", N_("tick"), N_("Tick this, or take the tick away")),
        Act("pick.all", "all", N_("all"), N_("Tick all")),
        Act("pick.none", "none", N_("none"), N_("Take all ticks away")),
        Act("pick.leave", "leave", N_("done"), N_("Take what is ticked, and go on")),
    )

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """Title, rows, keys."""
        self._blocks = Blocks(once=True, id="rows")
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            yield self._blocks
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the rows."""
        self._show()
        self._blocks.focus()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Tick what was clicked."""
        event.stop()
        if event.key == DONE:
            self.action_leave()
        else:
            self._ticked ^= {event.key}
            self._show()

    def action_tick(self) -> None:
        """Tick the row under the cursor."""
        self._blocks.action_open()

    def action_all(self) -> None:
        """Tick all."""
        self._ticked = {key for key, _words in self._rows}
        self._show()

    def action_none(self) -> None:
        """Tick none."""
        self._ticked = set()
        self._show()

    def action_leave(self) -> None:
        """Take what is ticked."""
        self.dismiss(tuple(key for key, _words in self._rows if key in self._ticked))

    def _show(self) -> None:
        blocks = [
            Block(
                key,
                (
                    (
                        Cell("[x] " if key in self._ticked else "[ ] ", "good" if key in self._ticked else "dim"),
                        cell(words),
                    ),
                ),
            )
            for key, words in self._rows
        ]
        blocks.append(Block(DONE, ((Cell("▶ ", "good"), Cell(_("Done"), "strong")),)))
        self._blocks.show(blocks)
        self._blocks.styles.height = min(len(blocks), max(self.size.height - 6, 3))


DONE = "\0done"
