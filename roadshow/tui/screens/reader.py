"""A text to read over the screen, such as the preview of a letter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import ScrollableContainer, Vertical
from textual.widgets import Static

from roadshow.api import N_, visible
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.widgets.footer import KeyLine


class Reader(Modal[None]):
    """Shows a text that can be scrolled both ways."""

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar = bound(Act("reader.leave", "leave", N_("back"), N_("Back to where you were")))

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            with ScrollableContainer(id="page"):
                yield Static(visible(self._text, lines=True), id="text", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        self.query_one("#page").focus()

    def add(self, text: str) -> None:
        """Write something below it that came later."""
        self._text = f"{self._text}\n\n{text}"
        self.query_one("#text", Static).update(visible(self._text, lines=True))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
