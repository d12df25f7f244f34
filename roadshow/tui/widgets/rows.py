"""A list to walk in: what keys and the mouse do with its rows. Good for a million."""

import asyncio
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message

from roadshow.api import N_, _, ngettext
from roadshow.tui.keys import Act, bound
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.paging import Pages
from roadshow.tui.widgets.rows_view import RowsView
from roadshow.tui.widgets.targets import Target

MARKS = 2
"""Columns before the first cell, where the marks stand."""
AFTER = 0.01
"""Seconds after a move before rows further on are read: the frame goes first."""
COPIED = 1000
"""Rows of a column that go to the clipboard: a terminal takes some 70 kB at once."""


class Rows(RowsView, can_focus=True):
    """Rows with a cursor that moves, marks, and an order; it tells what is wished of them."""

    BINDINGS: ClassVar = bound(
        Act("list.down", "move(1)", "", N_("One row down")),
        Act("list.up", "move(-1)", "", N_("One row up")),
        Act("list.page_down", "page(1)", "", N_("One page down")),
        Act("list.page_up", "page(-1)", "", N_("One page up")),
        Act("list.home", "jump(0)", "", N_("To the first row")),
        Act("list.end", "jump(-1)", "", N_("To the last row")),
        Act("list.left", "aside(-1)", "", N_("One column to the left")),
        Act("list.right", "aside(1)", "", N_("One column to the right")),
        Act("list.mark", "mark", N_("mark"), N_("Mark this row, or take its mark away")),
        Act("list.mark_range", "mark_range", "", N_("Mark all rows from the last marked one to here")),
        Act("list.mark_all", "mark_all", "", N_("Mark all rows that are shown")),
        Act("list.mark_none", "mark_none", "", N_("Take all marks away")),
        Act("list.sort", "sort", N_("sort"), N_("Sort on this column; again turns the order round")),
        Act("list.copy", "copy", "", N_("Copy this cell")),
        Act("list.copy_row", "copy_row", "", N_("Copy this row, with tabs between the cells")),
        Act("list.copy_column", "copy_column", "", N_("Copy this column: of the marked rows, else of all in the list")),
        Act("list.menu", "menu", N_("menu"), N_("What can be done with this row")),
        Act("list.open", "open", N_("open"), N_("Open this row")),
    )

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        place: int

    @dataclass
    class Marked(Message):
        """Marks changed."""

        count: int

    @dataclass
    class Sorted(Message):
        """Another order is wished: a column, and whether the other way round."""

        column: Column
        backwards: bool

    @dataclass
    class Opened(Message):
        """A row was chosen by Enter or a double click."""

        row: Any

    @dataclass
    class MenuAsked(Message):
        """What can be done with this row is asked for, at a place on the screen."""

        row: Any
        x: int
        y: int

    def __init__(
        self, columns: Sequence[Column], read: Callable[[Sequence[int]], Sequence[Any]], empty: str = "", **named: Any
    ) -> None:
        super().__init__(columns, read, empty, **named)
        self._marked_last = -1
        self._dragging = False

    def chosen(self) -> "array[int]":
        """Return the numbers of the marked rows, or of the row under the cursor where none is marked."""
        if self.marks:
            return self.marks.keys()
        return array("q", () if self.key is None else (self.key,))

    def take(self, keys: "array[int]", cursor: int, *, rest: bool = False) -> None:
        """Show another answer, with the cursor there; or the `rest` of one that was begun, whose rows stay drawn."""
        if not (rest and self.pages.go_on(keys)):
            self.pages.take(keys)
            self._strips.clear()
        self.cursor = max(0, min(cursor, len(keys) - 1))
        size = Size(self.size.width, len(keys) + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def jump_targets(self) -> Iterator[Target]:
        """Give the rows that are in view, for jump mode."""
        top = self.scroll_offset.y
        for line in range(1, self.size.height):
            place = top + line - 1
            if place < len(self.pages):
                yield Target(self, self.content_region.x, self.content_region.y + line, partial(self.go, place))

    def go(self, place: int) -> None:
        """Put the cursor on a row."""
        place = max(0, min(place, len(self.pages) - 1))
        if place == self.cursor:
            return
        old, self.cursor = self.cursor, place
        if not self._reveal():
            self._repaint(old)
            self._repaint(place)
        elif abs(place - old) <= self.size.height:
            self._read_ahead(1 if place > old else -1)
        self.post_message(self.Moved(place))

    def _read_ahead(self, way: int) -> None:
        """Read the next rows on the way once this frame is out, so that the next key does not wait for them."""
        edge = round(self.scroll_y) + (self.size.height if way > 0 else 0)
        next_rows = edge + way * self.size.height
        if self.pages.lacks(next_rows):
            asyncio.get_running_loop().call_later(AFTER, self._read_then, self.pages, next_rows)

    def _read_then(self, pages: Pages, place: int) -> None:
        if pages is self.pages and pages.lacks(place):
            pages.row(place)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.go(self.cursor + by * max(self.size.height - 2, 1))

    def action_jump(self, place: int) -> None:
        """Move to the first or the last row."""
        self.go(place if place >= 0 else len(self.pages) - 1)

    def action_aside(self, by: int) -> None:
        """Move the cursor by columns."""
        self.column = max(0, min(min(self.column, len(self._slots) - 1) + by, len(self._slots) - 1))
        self._repaint(self.cursor)

    def action_mark(self) -> None:
        """Mark the row, and go one down."""
        if self.key is not None:
            self.marks.turn(self.key)
            self._marked_last = self.cursor
            self._repaint_head()
            self._repaint(self.cursor)
            self.action_move(1)
            self.post_message(self.Marked(self.marks.count))

    def action_mark_range(self) -> None:
        """Mark from the last marked row to here."""
        start = self._marked_last if 0 <= self._marked_last < len(self.pages) else self.cursor
        low, high = sorted((start, self.cursor))
        self.marks.all(self.pages.keys[low : high + 1])
        self._marked_last = self.cursor
        self._all_marks()

    def action_mark_all(self) -> None:
        """Mark all rows of the answer."""
        self.marks.all(self.pages.keys)
        self._all_marks()

    def action_mark_none(self) -> None:
        """Take all marks away."""
        self.marks.clear()
        self._all_marks()

    def action_sort(self) -> None:
        """Sort on the column under the cursor."""
        self._sort(self.slot.column)

    def action_copy(self) -> None:
        """Copy the cell under the cursor to the clipboard."""
        if self.row is not None:
            text = self.slot.column.show(self.row).text
            self.app.copy_to_clipboard(text)
            self.notify(_("Copied: {text}").format(text=text), markup=False, timeout=2)

    def action_copy_row(self) -> None:
        """Copy all columns of the row to the clipboard, as a spreadsheet takes them."""
        row = self.row
        if row is not None:
            texts = [column.show(row).text for column in self.columns]
            self.app.copy_to_clipboard("\t".join(texts))
            self.notify(_("Row copied: {text}").format(text=texts[0]), markup=False, timeout=2)

    def action_copy_column(self) -> None:
        """Copy the column under the cursor, a line for each marked row, else for all; as many as a terminal takes."""
        marked = self.marks.keys() if self.marks else self.pages.keys
        if len(marked) > COPIED:
            words = _("A terminal takes no more than {count} rows: mark some, or filter first.")
            self.notify(words.format(count=f"{COPIED:,}"), severity="error", markup=False)
            return
        column = self.slot.column
        texts = [column.show(row).text for row in self.pages.some(marked) if row is not None]
        if texts:
            self.app.copy_to_clipboard("\n".join(texts))
            words = ngettext("Column copied: {count} row", "Column copied: {count} rows", len(texts))
            self.notify(words.format(count=f"{len(texts):,}"), markup=False, timeout=2)

    def action_menu(self) -> None:
        """Ask what can be done with the row."""
        if self.row is not None:
            at = self.cell_region()
            self.post_message(self.MenuAsked(self.row, self.region.x + at.x, self.region.y + at.y + 1))

    def action_open(self) -> None:
        """Open the row."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the bar on the right."""
        if event.x >= self.size.width - 1 and event.y > 0:
            self._dragging = True
            self.capture_mouse()
            self._roll_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Roll with the bar."""
        if self._dragging:
            self._roll_to(event.y)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Let the bar go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Choose a cell, sort by the head, open by a double click, and offer a menu on the right button.

        The two columns of marks mark a row, and in the head all of them. What is opened or asked about is the row
        under the mouse: where that one is not marked, the marks of others go, so that nothing is done to those unseen.
        """
        event.stop()
        if event.x >= self.size.width - 1:
            return
        if event.y == 0:
            self._head_clicked(event.x)
            return
        place = event.y - 1 + round(self.scroll_y)
        if place >= len(self.pages):
            return
        slot = self._slot_at(event.x)
        if slot is not None:
            self.column = self._slots.index(slot)
        self.go(place)
        self._repaint(place)
        if event.button == 3:
            self._only_here()
            self.post_message(self.MenuAsked(self.row, event.screen_x, event.screen_y))
        elif event.x < MARKS or event.ctrl:
            self.marks.turn(self.pages.keys[place])
            self._marked_last = place
            self._repaint_head()
            self._repaint(place)
            self.post_message(self.Marked(self.marks.count))
        elif event.shift:
            self.action_mark_range()
        elif event.chain == 2:
            self._only_here()
            self.action_open()

    def _only_here(self) -> None:
        """Take the marks of other rows away, where this one is not among them."""
        if self.marks and self.key is not None and self.key not in self.marks:
            self.action_mark_none()

    def _head_clicked(self, x: int) -> None:
        slot = self._slot_at(x)
        if x < MARKS:
            self.action_mark_none() if self.marks else self.action_mark_all()
        elif slot is not None:
            self._sort(slot.column)

    def _sort(self, column: Column) -> None:
        if column.order:
            name, backwards = self.order
            self.post_message(self.Sorted(column, column.name == name and not backwards))

    def _all_marks(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self.marks.count))
