"""One line to type in over the screen, such as a tag or a name. Esc leaves everything as it is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.typed import Typed


class Ask(Modal[str | None]):
    """Asks for one line; comes back with it, or None."""

    CSS_PATH = "ask.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(
        Act("ask.leave", "leave", N_("leave"), N_("Leave everything as it is")),
        Act("ask.next", "go_on(1)", N_("next"), N_("Save this and go on to the next line")),
        Act("ask.before", "go_on(-1)", "", N_("Save this and go back to the line before")),
    )

    def __init__(self, title: str, *, value: str = "", hint: str = "", among: bool = False) -> None:
        """Ask; where this is one line `among` several, tab goes on to the next of them."""
        super().__init__()
        self._among = among
        self.step = 0
        """Which line is wished after this one: the next (1), the one before (-1), or none."""
        self._title = title
        self._begun_with = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Yield the question and the line; where something stands in the line, what may stand there is said below it."""
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            yield Typed(self._begun_with, placeholder=self._hint, id="line")
            if self._begun_with and self._hint:
                yield Static(cell(self._hint).text, id="hint", markup=False)
            yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; nothing typed is nothing wished."""
        self.dismiss(event.value.strip() or None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go on only where there is something to go on to."""
        return self._among if action == "go_on" else super().check_action(action, parameters)

    def action_go_on(self, step: int) -> None:
        """Take what was typed, and go on."""
        self.step = step
        self.dismiss(self.query_one("#line", Typed).value.strip() or None)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
