"""How months fit into a number of columns and lines, and which day is where; arithmetic alone."""

from datetime import date, timedelta
from typing import NamedTuple

NUMBER = 3
"""Columns of the number of a week."""
SQUARE = 10
"""Columns of a day from which another month fits beside."""
GAP = 2
HEAD = 2
"""Lines above the weeks: the month, and the days of the week."""
WEEKS = 6
DAYS = 7
MOST_LINES = 3
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class Shape(NamedTuple):
    """How many months are shown across and down, the columns of a month and of a day, and the lines of a week."""

    across: int
    down: int
    month: int
    square: int
    lines: int

    @property
    def high(self) -> int:
        """How many lines a month takes."""
        return HEAD + WEEKS * self.lines

    @property
    def months(self) -> int:
        """How many months are in view."""
        return self.across * self.down


def shaped(width: int, height: int) -> Shape:
    """Fit months into so much room: as many as leave each day its columns, and two lines a week where they fit."""
    across = max((width + GAP) // (NUMBER + DAYS * SQUARE + GAP), 1)
    month = max((width - GAP * (across - 1)) // across, NUMBER + DAYS * 4)
    down = max(height // (HEAD + WEEKS * 2), 1)
    lines = max(min((height // down - HEAD) // WEEKS, MOST_LINES), 1)
    return Shape(across, down, month, (month - NUMBER) // DAYS, lines)


def day_at(shape: Shape, first: date, x: int, y: int) -> date | None:
    """Return the day at a column and a line, where `first` begins the first month in view; None between the days."""
    column, inside = divmod(x, shape.month + GAP)
    row, line = divmod(y, shape.high)
    place = (inside - NUMBER) // shape.square
    if line < HEAD or not 0 <= place < DAYS or column >= shape.across or row >= shape.down:
        return None
    month = months_on(first, row * shape.across + column)
    day = monday_of(month) + timedelta(days=(line - HEAD) // shape.lines * DAYS + place)
    return day if day.month == month.month else None


def months_on(first: date, count: int) -> date:
    """Return the first day of the month so many months on, or back."""
    number = max(12, min(first.year * 12 + first.month - 1 + count, 9999 * 12 - 1))
    return date(number // 12, number % 12 + 1, 1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())
