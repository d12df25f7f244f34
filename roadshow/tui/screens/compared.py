"""A text over the screen with what to do about it below: what a change would do, or what is wrong with a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import ScrollableContainer, Vertical
from textual.widgets import Static

from roadshow.api import N_
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.choice import Choice
from roadshow.tui.widgets.blocks import Blocks


class Compared(Choice):
    """Lines that may be many, above options with a letter each."""

    CSS_PATH: ClassVar = ["choice.tcss", "compared.tcss"]
    BINDINGS: ClassVar = bound(
        Act("compared.on", "read(1)", "", N_("Read on"), strong=True),
        Act("compared.back", "read(-1)", "", N_("Read back"), strong=True),
    )

    def compose(self) -> ComposeResult:
        """Title, lines, options."""
        self._blocks = Blocks(once=True, id="options")
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            with ScrollableContainer(id="page", can_focus=False):
                yield Static("\n".join(cell(line).text for line in self._lines_above), markup=False)
            yield self._blocks

    def action_read(self, by: int) -> None:
        """Scroll the lines by most of what is seen of them."""
        page = self.query_one("#page")
        page.scroll_relative(y=by * max(page.size.height - 2, 1), animate=False)
