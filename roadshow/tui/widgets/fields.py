"""Fields one types in: the filter of a list, and the one over a cell. Leaving a cell by any way saves it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from roadshow.api import N_
from roadshow.tui.engine.styled import steady_size
from roadshow.tui.keys import Act, bound


class FieldNames(Suggester):
    """Offers the names of fields behind what is typed: dis becomes district:."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = (*names, "has")

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole text with the nearest field name at its end."""
        head, space, last = value.rpartition(" ")
        begun = last.removeprefix("-")
        if len(begun) < 2 or ":" in begun:
            return None
        for name in self._names:
            if name.startswith(begun):
                return f"{head}{space}{last[: len(last) - len(begun)]}{name}:"
        return None


class Filter(Input):
    """The line that narrows a list down while one types."""

    DEFAULT_CSS = """
    Filter { border: none; height: 1; padding: 0 1; background: $panel; }
    Filter:focus { border: none; background-tint: $foreground 5%; }
    """
    BINDINGS: ClassVar = bound(
        Act("filter.leave", "leave", N_("list"), N_("Go to the list; what is typed stays")),
        Act("filter.clear", "empty", N_("clear"), N_("Empty the filter and go to the list")),
    )

    virtual_size = steady_size()

    class Left(Message):
        """The list is wanted."""

    def action_leave(self) -> None:
        """Go to the list."""
        self.post_message(self.Left())

    def action_empty(self) -> None:
        """Empty the line and go to the list."""
        self.value = ""
        self.post_message(self.Left())


class CellField(Input):
    """The field over a cell. It says `Done` once for each cell, whichever way it is left."""

    DEFAULT_CSS = """
    CellField { border: none; height: 1; padding: 0; display: none; position: absolute; layer: above;
                background: $primary-background; }
    CellField:focus { border: none; background-tint: transparent; }
    CellField.-open { display: block; }
    """
    BINDINGS: ClassVar = bound(
        Act("cell.save", "save(0, 0)", N_("save"), N_("Save this cell")),
        Act("cell.next", "save(0, 1)", N_("next"), N_("Save this cell and edit the next one")),
        Act("cell.before", "save(0, -1)", "", N_("Save this cell and edit the one before")),
        Act("cell.below", "save(1, 0)", "", N_("Save this cell and edit the one below")),
        Act("cell.above", "save(-1, 0)", "", N_("Save this cell and edit the one above")),
        Act("cell.restore", "restore", N_("as it was"), N_("Leave the cell as it was")),
    )

    @dataclass
    class Done(Message):
        """Editing ended. `text` is None where the cell stays as it was; `rows` and `cells` say where to go on."""

        text: str | None
        rows: int = 0
        cells: int = 0

    def __init__(self, **named: Any) -> None:
        super().__init__(select_on_focus=True, **named)
        self.opened = False

    def open(self, text: str, x: int, y: int, width: int) -> None:
        """Stand over a cell and take the keys."""
        self.value = text
        self.styles.offset = (x, y)
        self.styles.width = width
        self.opened = True
        self.add_class("-open")
        self.focus()

    def finish(self, text: str | None, rows: int = 0, cells: int = 0) -> None:
        """Say that editing ended; a second time says nothing.

        Where it goes on to another cell the field stays in view: Textual takes the keys from what was hidden, and that word
        may come when the field stands over the next cell already.
        """
        if self.opened:
            self.opened = False
            if not (rows or cells):
                self.hide()
            self.post_message(self.Done(text, rows, cells))

    def hide(self) -> None:
        """Go out of view."""
        self.remove_class("-open")

    def close(self) -> str | None:
        """Close without a word, and return what stood there; None where nothing was being edited."""
        if not self.opened:
            return None
        self.opened = False
        self.remove_class("-open")
        return self.value

    def action_save(self, rows: int, cells: int) -> None:
        """Save, and go on where the key says."""
        self.finish(self.value, rows, cells)

    def action_restore(self) -> None:
        """Leave the cell as it was."""
        self.finish(None)

    def on_blur(self, _event: events.Blur) -> None:
        """Save when the keys go elsewhere; word of that may come when the field stands over the next cell already."""
        if self.screen.focused is not self:
            self.finish(self.value)
