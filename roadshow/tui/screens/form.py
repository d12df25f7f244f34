"""A small form over the screen: one line for each field. What is wrong is said below, and nothing typed goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from roadshow.api import N_, RoadshowError
from roadshow.tui.engine.form_line import FormLine
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.widgets.footer import KeyLine


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: its name, its words, what stands there, and what is offered while one types."""

    name: str
    words: str
    value: str
    offers: tuple[str, ...] = ()
    hint: str = ""


class Form(Modal[None]):
    """Asks for some lines; `take` gets them all by name, and may raise RoadshowError."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar = bound(
        Act("form.save", "save", N_("save"), N_("Save what stands here"), strong=True),
        Act("form.next", "next(1)", N_("next"), N_("To the next line; behind the last one, save")),
        Act("form.before", "next(-1)", "", N_("To the line before")),
        Act("form.leave", "leave", N_("as it was"), N_("Leave everything as it was")),
    )

    def __init__(self, title: str, fields: Sequence[Field], take: Callable[[Mapping[str, str]], None]) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._take = take
        self._note = Static("", id="note", markup=False)
        self._lines: list[FormLine] = []

    def compose(self) -> ComposeResult:
        """Yield the fields, and what is said about them."""
        self._lines = [
            FormLine(
                self.action_next, field.value, placeholder=field.hint, id=field.name, select_on_focus=False,
                suggester=SuggestFromList(field.offers, case_sensitive=False) if field.offers else None,
            )
            for field in self._fields
        ]  # fmt: skip
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for field, line in zip(self._fields, self._lines, strict=True):
                    with Horizontal(classes="field"):
                        yield Static(field.words, classes="words", markup=False)
                        yield line
            yield self._note
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first line; what was said before goes, since it would lie over the form."""
        self.app.clear_notifications()
        self._lines[0].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line; behind the last one, save."""
        event.stop()
        self.action_next(1)

    def action_next(self, by: int) -> None:
        """Go along the lines."""
        place = next((place for place, line in enumerate(self._lines) if line.has_focus), 0) + by
        if place >= len(self._lines):
            self.action_save()
        else:
            self.set_focus(self._lines[max(place, 0)])

    def action_save(self) -> None:
        """Save once what was typed until now stands in its line."""
        (self.focused or self).call_later(self._save)

    def _save(self) -> None:
        """Save; stay where that cannot be."""
        if self.answered:
            return
        try:
            self._take({field.name: line.value.strip() for field, line in zip(self._fields, self._lines, strict=True)})
        except RoadshowError as error:
            self._note.update(cell(on_screen(f"! {error.message} {error.hint}")).text)
            return
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
