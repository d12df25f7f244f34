"""Rows of a list, drawn line by line: a head, a cursor on a cell, marks. Good for a million rows."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from roadshow.api import N_, _
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import TONES, cell, fitted
from roadshow.tui.widgets.columns import Column, Slot, laid_out
from roadshow.tui.widgets.drawn import Drawn
from roadshow.tui.widgets.marks import Marks
from roadshow.tui.widgets.paging import Pages
from roadshow.tui.widgets.styled import steady_size
from roadshow.tui.widgets.targets import Target

STRIPS = 256
"""Lines that stay drawn, each of some KiB: a few screens."""
WHEEL = 3


class Rows(Drawn, can_focus=True):
    """A list of rows by window. It draws and moves; what a row is and where it comes from, it does not know."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--head", "rows--cursor", "rows--cell", "rows--marked", "rows--bar", *(f"rows--{tone}" for tone in TONES),
    }  # fmt: skip
    DEFAULT_CSS = """
    Rows { height: 1fr; overflow: hidden hidden; background: $surface; }
    Rows > .rows--head { text-style: bold; color: $foreground-muted; background: $panel; }
    Rows > .rows--cursor { background: $boost; }
    Rows:focus > .rows--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    Rows:focus > .rows--cell { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    Rows > .rows--cell { text-style: bold; }
    Rows > .rows--marked { color: $accent; text-style: bold; }
    Rows > .rows--bar { color: $foreground-muted; }
    Rows > .rows--good { color: $text-success; }
    Rows > .rows--doubt { color: $text-warning; }
    Rows > .rows--bad { color: $text-error; }
    Rows > .rows--dim { color: $foreground-muted; }
    Rows > .rows--strong { text-style: bold; }
    """
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
        Act("list.menu", "menu", N_("menu"), N_("What can be done with this row")),
        Act("list.open", "open", N_("open"), N_("Open this row")),
    )

    virtual_size = steady_size()

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
        super().__init__(**named)
        self.columns = tuple(columns)
        self.pages = Pages(read)
        self.marks = Marks()
        self.cursor = 0
        self.column = 0
        self.empty = empty
        self.order: tuple[str, bool] = (self.columns[0].name, False)
        self._marked_last = -1
        self._slots: tuple[Slot, ...] = ()
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        self._dragging = False
        self._styles: dict[str, Style] = {}
        self._base: Style | None = None

    @property
    def row(self) -> Any:
        """The row under the cursor, None where there is none."""
        return self.pages.row(self.cursor) if len(self.pages) else None

    @property
    def key(self) -> int | None:
        """The number of the row under the cursor."""
        return self.pages.keys[self.cursor] if self.cursor < len(self.pages) else None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The columns that are in view, from left to right."""
        return self._slots

    @property
    def slot(self) -> Slot:
        """The column under the cursor, and where it stands."""
        return self._slots[min(self.column, len(self._slots) - 1)]

    def chosen(self) -> "array[int]":
        """Return the numbers of the marked rows, or of the row under the cursor where none is marked."""
        if self.marks:
            return self.marks.keys()
        return array("q", () if self.key is None else (self.key,))

    def take(self, keys: "array[int]", cursor: int) -> None:
        """Show another answer, with the cursor there."""
        self.pages.take(keys)
        self._strips.clear()
        self.cursor = max(0, min(cursor, len(keys) - 1))
        size = Size(self.size.width, len(keys) + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def again(self) -> None:
        """Read what is shown again: rows may hold something else now."""
        self.pages.forget()
        self._strips.clear()
        self.refresh()

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
        self.post_message(self.Moved(place))

    def cell_region(self) -> Region:
        """Return where the cell under the cursor is, inside this widget."""
        self._reveal()
        slot = self.slot
        return Region(slot.x, self.cursor - round(self.scroll_y) + 1, max(slot.width, 12), 1)

    def show_column(self, name: str) -> None:
        """Put the cursor on a column, where it is in view."""
        for place, slot in enumerate(self._slots):
            if slot.column.name == name:
                self.column = place
                self._repaint(self.cursor)

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

    def action_menu(self) -> None:
        """Ask what can be done with the row."""
        if self.row is not None:
            at = self.cell_region()
            self.post_message(self.MenuAsked(self.row, self.region.x + at.x, self.region.y + at.y + 1))

    def action_open(self) -> None:
        """Open the row."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_resize(self, _event: events.Resize) -> None:
        """Share the width anew."""
        self._slots = laid_out(self.columns, self.size.width - 1)
        self._strips.clear()
        self.refresh()
        self.virtual_size = Size(self.size.width, len(self.pages) + 1)
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        known, self._styles = self._styles, {}
        base, self._base = self._base, None
        same = base == self._ground() and all(
            self._style(name.removesuffix("+"), tint=name.endswith("+")) == style
            for name, style in known.items()
            if name not in {"cursor", "cell"}
        )
        if same:
            self._forget_cursor()
        else:
            self._strips.clear()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Roll down; the cursor stays."""
        event.stop()
        self.scroll_to(y=self.scroll_y + WHEEL, animate=False, immediate=True, force=True)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Roll up; the cursor stays."""
        event.stop()
        self.scroll_to(y=self.scroll_y - WHEEL, animate=False, immediate=True, force=True)

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
        """Choose a cell, sort by the head, open by a double click, and offer a menu on the right button."""
        event.stop()
        if event.x >= self.size.width - 1:
            return
        if event.y == 0:
            slot = self._slot_at(event.x)
            if slot is not None:
                self._sort(slot.column)
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
            self.post_message(self.MenuAsked(self.row, event.screen_x, event.screen_y))
        elif event.x < 2 or event.ctrl:
            self.marks.turn(self.pages.keys[place])
            self._marked_last = place
            self._repaint(place)
            self.post_message(self.Marked(self.marks.count))
        elif event.shift:
            self.action_mark_range()
        elif event.chain == 2:
            self.action_open()

    def filling(self) -> Style:
        """Fill lines up with the style of the list."""
        return self._ground()

    def render_line(self, y: int) -> Strip:
        """Draw one line: the head, a row, or nothing."""
        if not self._slots:
            return Strip.blank(self.size.width, self._ground())
        if y == 0:
            return self._head()
        place = y - 1 + round(self.scroll_y)
        if place >= len(self.pages):
            return self._nothing(y)
        key = self.pages.keys[place]
        on_cursor = place == self.cursor
        thumb = y in self._thumb()
        slot = (key, self.column if on_cursor else -1, key in self.marks, thumb)
        strip = self._strips.get(slot)
        if strip is None:
            if len(self._strips) > STRIPS:
                self._strips.clear()
            strip = self._strips[slot] = self._drawn(place, key, on_cursor=on_cursor, thumb=thumb)
        return strip

    def on_focus(self) -> None:
        """Draw the cursor of a list that has the keys."""
        self._changed_focus()

    def on_blur(self) -> None:
        """Draw the cursor of a list that has not."""
        self._changed_focus()

    def _changed_focus(self) -> None:
        for name in ("cursor", "cell"):
            self._styles.pop(name, None)
        self._forget_cursor()

    def _forget_cursor(self) -> None:
        self.forget_lines()
        self._strips = {slot: strip for slot, strip in self._strips.items() if slot[1] < 0}

    def _drawn(self, place: int, key: int, *, on_cursor: bool, thumb: bool) -> Strip:
        row = self.pages.row(place)
        base = self._ground()
        if on_cursor:
            base = self._style("cursor")
        marked = key in self.marks
        sign = ("›" if on_cursor else " ") + ("●" if marked else " ")
        segments = [Segment(sign, base + self._style("marked", tint=True) if marked else base)]
        used = 2
        for number, slot in enumerate(self._slots):
            if slot.x > used:
                segments.append(Segment(" " * (slot.x - used), base))
            shown = cell("") if row is None else slot.column.show(row)
            style = base + self._style(shown.tone, tint=True) if shown.tone else base
            if on_cursor and number == min(self.column, len(self._slots) - 1):
                style = base + self._style("cell")
            segments.append(Segment(fitted(shown.text, slot.width, right=slot.column.right), style))
            used = slot.x + slot.width
        width = self.size.width
        if used > width - 1:
            return Strip(segments).adjust_cell_length(width, base)
        segments.append(Segment(" " * (width - 1 - used), base))
        segments.append(Segment("▐" if thumb else " ", base + self._style("bar", tint=True)))
        return Strip(segments, width)

    def _thumb(self) -> range:
        """Return the lines where the bar on the right shows which part of the list is in view."""
        room, count = self.size.height - 1, len(self.pages)
        if count <= room or room <= 0:
            return range(0)
        length = max(room * room // count, 1)
        top = 1 + round(self.scroll_y * (room - length) / (count - room))
        return range(top, top + length)

    def _roll_to(self, y: int) -> None:
        """Scroll to the part of the list that a line of the bar stands for."""
        room = max(self.size.height - 2, 1)
        wanted = (max(min(y, room + 1), 1) - 1) * max(len(self.pages) - room, 0) / room
        self.scroll_to(y=round(wanted), animate=False, immediate=True, force=True)

    def _head(self) -> Strip:
        style = self._style("head")
        segments = [Segment("  ", style)]
        used = 2
        name, backwards = self.order
        for slot in self._slots:
            sign = ("▼" if backwards else "▲") if slot.column.name == name else ""
            room = slot.width - len(sign)
            text = fitted(_(slot.column.title), room, right=slot.column.right) if room > 0 else ""
            text = text.rstrip() + sign if not slot.column.right else text + sign
            segments += [Segment(" " * (slot.x - used), style), Segment(fitted(text, slot.width), style)]
            used = slot.x + slot.width
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _nothing(self, y: int) -> Strip:
        text = f"  {_(self.empty)}" if y == 2 and not len(self.pages) else ""
        style = self._ground() + self._style("dim", tint=True)
        return Strip([Segment(fitted(text, self.size.width), style)])

    def _ground(self) -> Style:
        """Return the style of the list itself; Textual counts it anew each time it is asked."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def _style(self, name: str, *, tint: bool = False) -> Style:
        """Return a component's style; a tint has no background of its own, so that the cursor shows through."""
        slot = f"{name}+" if tint else name
        style = self._styles.get(slot)
        if style is None:
            style = self.get_component_rich_style(f"rows--{name}", partial=True)
            if tint:
                style = Style(color=style.color, bold=style.bold, italic=style.italic, underline=style.underline)
            self._styles[slot] = style
        return style

    def _slot_at(self, x: int) -> Slot | None:
        for slot in reversed(self._slots):
            if x >= slot.x:
                return slot
        return None

    def _sort(self, column: Column) -> None:
        if column.order:
            name, backwards = self.order
            self.post_message(self.Sorted(column, column.name == name and not backwards))

    def _all_marks(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self.marks.count))

    def _repaint(self, place: int) -> None:
        y = place - round(self.scroll_y) + 1
        if 0 < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _reveal(self) -> bool:
        """Scroll so far that the cursor is in view; say whether anything moved."""
        room = max(self.size.height - 1, 1)
        top = round(self.scroll_y)
        wanted = min(top, self.cursor) if self.cursor < top + room else self.cursor - room + 1
        if wanted == top or not self.size.height:
            return False
        self.scroll_to(y=wanted, animate=False, immediate=True, force=True)
        return round(self.scroll_y) != top
