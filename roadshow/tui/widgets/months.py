"""Months side by side: weeks as rows, a cursor that walks days. Each line is drawn for itself; there is no layout."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from roadshow.api import N_, _, columns
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation import months
from roadshow.tui.presentation.cells import TONES, Cell, fitted
from roadshow.tui.presentation.months import Day, Diary
from roadshow.tui.presentation.programme import DAYS
from roadshow.tui.widgets.month_shape import FIRST, GAP, HEAD, LAST, NUMBER, Shape, day_at, monday_of, months_on, shaped
from roadshow.tui.widgets.targets import Target


class Months(Widget, can_focus=True):
    """The months of a programme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"months--cursor", *(f"months--{tone}" for tone in TONES)}
    DEFAULT_CSS = """
    Months { height: 1fr; background: $surface; }
    Months > .months--cursor { background: $boost; text-style: bold; }
    Months:focus > .months--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    Months > .months--good { color: $text-success; }
    Months > .months--doubt { color: $text-warning; }
    Months > .months--bad { color: $text-error; }
    Months > .months--dim { color: $foreground-muted; }
    Months > .months--strong { text-style: bold; }
    """
    BINDINGS: ClassVar = bound(
        Act("months.left", "move(-1)", "", N_("The day before")),
        Act("months.right", "move(1)", "", N_("The next day")),
        Act("months.up", "move(-7)", "", N_("The week before")),
        Act("months.down", "move(7)", "", N_("The next week")),
        Act("months.page_up", "month(-1)", "", N_("The month before")),
        Act("months.page_down", "month(1)", "", N_("The next month")),
        Act("months.today", "today", N_("today"), N_("To today")),
        Act("months.next", "stop(1)", N_("next stop"), N_("To the next day with a stop")),
        Act("months.before", "stop(-1)", "", N_("To the day with a stop before this")),
        Act("months.open", "open", N_("open"), N_("Open what is on this day")),
    )

    @dataclass
    class Moved(Message):
        """The cursor stands on another day."""

        day: date

    @dataclass
    class Opened(Message):
        """A day was chosen by Enter or a double click."""

        day: date

    @dataclass
    class MenuAsked(Message):
        """The right button was pressed on a day."""

        day: date
        x: int
        y: int

    @dataclass
    class Turned(Message):
        """Other months are in view."""

        first: date
        last: date

    def __init__(self, cursor: date, today: date, **named: Any) -> None:
        super().__init__(**named)
        self.today = today
        self.cursor = cursor
        self._first = cursor.replace(day=1)
        self._days: Diary = {}
        self._drawn: dict[int, Strip] = {}
        self._fitted = Size()
        """The size that was drawn last. A widget that is there from the first picture on is told of no other size."""
        self._styles: dict[str, Style] | None = None

    @property
    def shape(self) -> Shape:
        """How the months fit into the room there is."""
        return shaped(*self.size)

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that are in view."""
        shape = self.shape
        return self._first, months_on(self._first, shape.months) - timedelta(days=1)

    def show(self, days: Diary) -> None:
        """Show what is on the days; the cursor stays."""
        self._days = days
        self._anew()

    def go(self, day: date) -> None:
        """Put the cursor on a day."""
        day = max(FIRST, min(day, LAST))
        if day != self.cursor:
            left, self.cursor = self.cursor, day
            self._reveal()
            for one in (left, day):
                self._redraw(one)
            self.post_message(self.Moved(day))

    def jump_targets(self) -> Iterator[Target]:
        """Give the days in view on which something is."""
        shape, (x, y) = self.shape, self.content_region.offset
        for row in range(min(self.size.height, shape.high * shape.down)):
            for column in range(shape.across):
                for place in range(7):
                    left = column * (shape.month + GAP) + NUMBER + place * shape.square
                    day = self.day_at(left, row)
                    found = self._days.get(day) if day else None
                    if day and found and not found.empty and (row % shape.high - HEAD) % shape.lines == 0:
                        yield Target(self, x + left, y + row, partial(self.go, day))

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day at a place of the widget."""
        return day_at(self.shape, self._first, x, y)

    def action_move(self, by: int) -> None:
        """Walk days."""
        self.go(self.cursor + timedelta(days=by))

    def action_month(self, by: int) -> None:
        """Walk months; the day stays where the month has it."""
        month = months_on(self.cursor.replace(day=1), by)
        last = calendar.monthrange(month.year, month.month)[1]
        self.go(month.replace(day=min(self.cursor.day, last)))

    def action_today(self) -> None:
        """Go to today."""
        self.go(self.today)

    def action_stop(self, way: int) -> None:
        """Go to the next day with a stop, or the one before."""
        days = sorted(day for day, found in self._days.items() if found.stops and (day - self.cursor).days * way > 0)
        if days:
            self.go(days[0] if way > 0 else days[-1])

    def action_open(self) -> None:
        """Open the day under the cursor."""
        self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Go to a day; a second click opens it, the right button asks for a menu."""
        day = self.day_at(event.x, event.y)
        if day is None:
            return
        event.stop()
        self.go(day)
        if event.button == 3:
            self.post_message(self.MenuAsked(day, event.screen_x, event.screen_y))
        elif event.chain == 2:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn a month on."""
        event.stop()
        self.action_month(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn a month back."""
        event.stop()
        self.action_month(-1)

    def notify_style_update(self) -> None:
        """Forget the styles of the former theme."""
        super().notify_style_update()
        self._styles = None
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line of all months that stand beside each other."""
        if self._fitted != self.size:
            self._fitted = self.size
            self._drawn.clear()
            self.call_later(self._reveal, turned=True)
        if y not in self._drawn:
            self._drawn[y] = self._line(y)
        return self._drawn[y]

    def _line(self, y: int) -> Strip:
        shape, width = self.shape, self.size.width
        row, line = divmod(y, shape.high)
        if row >= shape.down:
            return Strip.blank(width, self._tones()[""])
        segments: list[Segment] = []
        for column in range(shape.across):
            first = months_on(self._first, row * shape.across + column)
            part = Strip(list(self._part(first, line, shape)))
            wide = shape.month + (GAP if column < shape.across - 1 else 0)
            segments += part.adjust_cell_length(wide, self._tones()[""])
        return Strip(segments).adjust_cell_length(width, self._tones()[""])

    def _part(self, first: date, line: int, shape: Shape) -> Iterator[Segment]:
        tones = self._tones()
        if line == 0:
            yield Segment(" " * NUMBER + " " + months.month_name(first), tones["strong"])
        elif line == 1:
            heads = "".join(" " + fitted(f"{_(day):>2}", shape.square - 1) for day in DAYS)
            yield Segment(fitted(_("wk"), NUMBER) + heads, tones["dim"])
        else:
            week, part = divmod(line - HEAD, shape.lines)
            monday = monday_of(first) + timedelta(days=7 * week)
            days = [monday + timedelta(days=place) for place in range(7)]
            if any(day.month == first.month for day in days):
                number = f"{monday.isocalendar().week:>2}" if part == 0 else ""
                yield Segment(fitted(number, NUMBER), tones["dim"])
                for day in days:
                    yield from self._square(day if day.month == first.month else None, part, shape)

    def _square(self, day: date | None, part: int, shape: Shape) -> Iterator[Segment]:
        tones, width = self._tones(), shape.square
        if day is None:
            yield Segment(" " * width, tones[""])
            return
        base = tones["cursor"] if day == self.cursor else Style()
        found = self._days.get(day)
        if part:
            cells = [Cell(" "), *self._words(day, found, part - 1)]
        else:
            opens = "›" if day == self.cursor else "[" if day == self.today else " "
            number = Cell(f"{opens}{day.day:>2}{']' if day == self.today else ' '}", "strong" if found else "")
            cells = [number, *(months.signs(found) if found else ())]
        left = width
        for text, tone in cells:
            shown = text if columns(text) <= left else fitted(text, left)
            left -= columns(shown)
            yield Segment(shown, tones[tone] + base)
            if left <= 0:
                return
        yield Segment(" " * left, tones[""] + base)

    def _words(self, day: date, found: Day | None, line: int) -> list[Cell]:
        if found is None:
            return []
        before = self._days.get(day - timedelta(days=1))
        known = {one.name for one in before.names} if before and day.weekday() and day.day > 1 else set()
        begins = frozenset(one.name for one in found.names if one.name not in known)
        said = list(months.words(found, begins=begins))
        return [Cell(fitted(said[line].text, self.shape.square - 1), said[line].tone)] if line < len(said) else []

    def _tones(self) -> dict[str, Style]:
        if self._styles is None:
            base = self.rich_style
            self._styles = {"": base}
            for tone in TONES:
                style = self.get_component_rich_style(f"months--{tone}", partial=True)
                self._styles[tone] = base + Style(color=style.color, bold=style.bold)
            cursor = self.get_component_rich_style("months--cursor", partial=True)
            self._styles["cursor"] = Style(bgcolor=cursor.bgcolor, bold=cursor.bold)
        return self._styles

    def _anew(self) -> None:
        self._drawn.clear()
        self.refresh()

    def _redraw(self, day: date) -> None:
        """Draw the lines of one week anew, not the whole."""
        shape = self.shape
        place = (day.year - self._first.year) * 12 + day.month - self._first.month
        if 0 <= place < shape.months:
            week = (day - monday_of(day.replace(day=1))).days // 7
            top = place // shape.across * shape.high + HEAD + week * shape.lines
            for y in range(top, top + shape.lines):
                self._drawn.pop(y, None)
            self.refresh(Region(0, top, self.size.width, shape.lines))

    def _reveal(self, *, turned: bool = False) -> None:
        shape = self.shape
        month, shown = self.cursor.replace(day=1), shape.months
        before = self._first
        if month < self._first:
            self._first = month
        elif month >= months_on(self._first, shown):
            self._first = months_on(month, 1 - shown)
        if before != self._first:
            self._anew()
        if turned or before != self._first:
            self.post_message(self.Turned(*self.span))
