"""One line to type in, which is tried where it stands: what is wrong is said below it, and the text stays."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_, RoadshowError
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.typed import Typed


class Typing(Modal[str]):
    """Asks for one line, and comes back with what stands there: empty where it was taken.

    `read` says what the line means while it is typed; `take` does it. Both may raise RoadshowError.
    Where `replace`, the first key takes the place of what is offered.
    """

    CSS_PATH = "typing.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(
        Act("typing.leave", "leave", N_("leave"), N_("Go back; what was typed is kept for the next time"))
    )

    def __init__(
        self,
        title: str,
        *,
        read: Callable[[str], str],
        take: Callable[[str], None],
        value: str = "",
        hint: str = "",
        replace: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._read = read
        self._take = take
        self._begun_with = value
        self._hint = hint
        self._replace = replace
        self._note = Static("", id="note", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the question, the line, and what is said about it."""
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            yield Typed(self._begun_with, placeholder=self._hint, id="line", select_on_focus=self._replace)
            yield self._note
            yield KeyLine()

    def on_mount(self) -> None:
        """Let what was said before go, since it would lie over what is said about the line."""
        self.app.clear_notifications()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the line means so far."""
        self._say(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what the line says, once; stay where that cannot be."""
        if self.answered:
            return
        if not event.value.strip():
            self.dismiss("")
            return
        try:
            self._take(event.value)
        except RoadshowError as error:
            self._wrong(error)
            return
        self.dismiss("")

    def action_leave(self) -> None:
        """Go back with what was typed."""
        self.dismiss(self.query_one("#line", Input).value)

    def _say(self, text: str) -> None:
        self._note.remove_class("-wrong")
        try:
            self._note.update(cell(self._read(text)).text if text.strip() else "")
        except RoadshowError as error:
            self._note.update(cell(f"… {error.message}").text)

    def _wrong(self, error: RoadshowError) -> None:
        self._note.add_class("-wrong")
        self._note.update(cell(on_screen(f"! {error.message} {error.hint}")).text)
