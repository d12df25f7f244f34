"""One line to type in over the screen, such as a tag or a name. Esc leaves everything as it is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.modal import Modal
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.typed import Typed


class Ask(Modal[str | None]):
    """Asks for one line; comes back with it, or None."""

    CSS_PATH = "ask.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(Act("ask.leave", "leave", N_("leave"), N_("Leave everything as it is")))

    def __init__(self, title: str, *, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Yield the question and the line."""
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            yield Typed(self._value, placeholder=self._hint, id="line")
            yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; nothing typed is nothing wished."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
