"""Rows of a list as one sees them: a head, a cursor on a cell, marks, and a bar. What keys and the mouse do is in `rows`."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from roadshow.api import _
from roadshow.tui.engine.drawn import Drawn
from roadshow.tui.engine.styled import steady_size
from roadshow.tui.presentation.cells import TONES, cell, fitted
from roadshow.tui.widgets.columns import Column, Slot, laid_out
from roadshow.tui.widgets.marks import Marks
from roadshow.tui.widgets.paging import Pages

STRIPS = 256
"""Lines that stay drawn, each of some KiB: a few screens."""
WHEEL = 3


class RowsView(Drawn):
    """A list of rows by window. It draws; what a row is and where it comes from, it does not know."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--head", "rows--cursor", "rows--cell", "rows--marked", "rows--bar", *(f"rows--{tone}" for tone in TONES),
    }  # fmt: skip
    DEFAULT_CSS = """
    RowsView { height: 1fr; overflow: hidden hidden; background: $surface; }
    RowsView > .rows--head { text-style: bold; color: $foreground-muted; background: $panel; }
    RowsView > .rows--cursor { background: $boost; }
    RowsView:focus > .rows--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    RowsView:focus > .rows--cell { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    RowsView > .rows--cell { text-style: bold; }
    RowsView > .rows--marked { color: $accent; text-style: bold; }
    RowsView > .rows--bar { color: $foreground-muted; }
    RowsView > .rows--good { color: $text-success; }
    RowsView > .rows--doubt { color: $text-warning; }
    RowsView > .rows--bad { color: $text-error; }
    RowsView > .rows--dim { color: $foreground-muted; }
    RowsView > .rows--strong { text-style: bold; }
    """

    virtual_size = steady_size()

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
        self._slots: tuple[Slot, ...] = ()
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        self._styles: dict[str, Style] = {}
        self._base: Style | None = None
        self._bar = range(0)

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

    def again(self) -> None:
        """Read what is shown again: rows may hold something else now."""
        self.pages.forget()
        self._strips.clear()
        self.refresh()

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

    def filling(self) -> Style:
        """Fill lines up with the style of the list."""
        return self._ground()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what changed; where the bar is, is the same for all of it."""
        self._bar = self._thumb()
        return super().render_lines(crop)

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
        thumb = y in self._bar
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
        room, count, rolled = self.size.height - 1, len(self.pages), self.scroll_y
        if count <= room or room <= 0:
            return range(0)
        length = max(room * room // count, 1)
        top = 1 + round(rolled * (room - length) / (count - room))
        return range(top, top + length)

    def _roll_to(self, y: int) -> None:
        """Scroll to the part of the list that a line of the bar stands for."""
        room = max(self.size.height - 2, 1)
        wanted = (max(min(y, room + 1), 1) - 1) * max(len(self.pages) - room, 0) / room
        self.scroll_to(y=round(wanted), animate=False, immediate=True, force=True)

    def _head(self) -> Strip:
        style = self._style("head")
        segments = [Segment("● " if self.marks else "○ ", style)]
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

    def _repaint_head(self) -> None:
        self.refresh(Region(0, 0, self.size.width, 1))

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
