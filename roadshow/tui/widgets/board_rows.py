"""Which sessions stand in which row of the board, and how they share the width of a lane."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadshow.api import columns, cut
from roadshow.tui.presentation.agenda import EVERYWHERE, Entry, Plan

LEAST = 11
"""Columns that a lane has at least."""
EMPTY = 9
"""Columns of a lane with no session, where others need the room."""
SLIM = 14
"""Columns of a lane with one session, where others need the room."""
AMPLE = 40
"""Columns from which on all lanes have the same."""
NARROWEST = 6
"""Columns that a session has at least where several begin in one row; what does not fit is counted."""


@dataclass(frozen=True, slots=True)
class Span:
    """A session in one row: from `x` on, `width` wide. `more` counts those that did not fit behind it."""

    entry: Entry
    x: int
    width: int
    more: int = 0


class Laid:
    """The sessions of a plan by row and lane, for rows of `scale` minutes."""

    def __init__(self, plan: Plan, scale: int) -> None:
        self.scale = scale
        self.height = max(-(-plan.height // scale), 1)
        self._rows: dict[int, dict[int, list[Entry]]] = {}
        across = [entry for entry in plan.entries if entry.lane == EVERYWHERE]
        for lane in range(len(plan.lanes)):
            for entry in across:
                self._put(entry, lane)
        for entry in plan.entries:
            if entry.lane != EVERYWHERE:
                self._put(entry, entry.lane)
        self._seen = {
            (row, lane): _seen(cells, row, scale) for row, lanes in self._rows.items() for lane, cells in lanes.items()
        }

    def cells(self, row: int, lane: int) -> Sequence[Entry]:
        """Return the sessions to show in a row of a lane, from left to right."""
        return self._seen.get((row, lane), ())

    def busiest(self, lane: int) -> int:
        """Return how many sessions stand beside each other in a row of a lane at most; above three makes no difference."""
        return min(max((len(cells) for (_row, one), cells in self._seen.items() if one == lane), default=1), 3)

    def last(self, entry: Entry, lane: int) -> int:
        """Return the last row in which a session is shown in a lane."""
        rows = self.rows(entry.begin, entry.end)
        return next((row for row in reversed(rows) if entry in self.cells(row, lane)), rows[0])

    def rows(self, begin: int, end: int) -> range:
        """Return the rows that a stretch of minutes touches."""
        return range(begin // self.scale, max(-(-end // self.scale), begin // self.scale + 1))

    def _put(self, entry: Entry, lane: int) -> None:
        for row in self.rows(entry.begin, entry.end):
            self._rows.setdefault(row, {}).setdefault(lane, []).append(entry)


def _seen(cells: Sequence[Entry], row: int, scale: int) -> tuple[Entry, ...]:
    """Leave out what something else in the same column begins over; a break that goes on is behind a room's own."""
    begun = [entry for entry in cells if entry.begin // scale == row]
    own = [entry for entry in cells if entry.lane != EVERYWHERE]
    chosen = list(begun)
    taken = {entry.column for entry in begun}
    for column in sorted({entry.column for entry in own} - taken):
        chosen += [entry for entry in own if entry.column == column][-1:]
    if not chosen:
        chosen = list(cells[-1:])
    return tuple(sorted(chosen, key=lambda entry: (entry.column, entry.begin)))


def spans(cells: Sequence[Entry], x: int, width: int, cursor: str) -> list[Span]:
    """Share a lane among the sessions of a row; the one under the cursor is always among those that fit."""
    if not cells:
        return []
    beside = max(entry.columns for entry in cells)
    found: list[Span] = []
    for column in range(beside):
        stacked = [entry for entry in cells if min(entry.column, beside - 1) == column]
        left, right = width * column // beside, width * (column + 1) // beside
        if stacked:
            found += _stacked(stacked, x + left, right - left, cursor)
    return found


def _stacked(cells: Sequence[Entry], x: int, width: int, cursor: str) -> Iterable[Span]:
    fit = max(min(len(cells), width // NARROWEST), 1)
    shown = list(cells[:fit])
    hidden = [entry for entry in cells[fit:] if entry.session.id == cursor]
    if hidden:
        shown[-1] = hidden[0]
    for place, entry in enumerate(shown):
        left, right = width * place // fit, width * (place + 1) // fit
        more = len(cells) - fit if place == fit - 1 else 0
        yield Span(entry, x + left, right - left, more)


def widths(laid: "Laid", plan: Plan, shown: Sequence[int], room: int) -> list[int]:
    """Share the width of the board among the lanes: where it is narrow, more for those where more happens at once."""
    if room // max(len(shown), 1) >= AMPLE or len(shown) == 1:
        return _shared(room, [1] * len(shown))
    counts = [sum(entry.lane == lane for entry in plan.entries) for lane in shown]
    kept = [EMPTY if not count else SLIM if count == 1 else 0 for count in counts]
    weights = [0 if slim else laid.busiest(lane) for slim, lane in zip(kept, shown, strict=True)]
    if not any(weights):
        return _shared(room, [1] * len(shown))
    wide = _shared(max(room - sum(kept), 0), weights)
    return [slim or max(share, LEAST) for slim, share in zip(kept, wide, strict=True)]


def _shared(room: int, weights: Sequence[int]) -> list[int]:
    """Share columns by weight; what is left over goes to the first."""
    whole = max(sum(weights), 1)
    found = [room * weight // whole for weight in weights]
    if found:
        found[next((place for place, weight in enumerate(weights) if weight), 0)] += room - sum(found)
    return found


def wrapped(text: str, width: int, first: int) -> list[str]:
    """Break text into lines of `width` columns, the first of `first`; a word that is too long is cut."""
    lines: list[str] = []
    line, room = "", first
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if columns(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = width
        line = cut(word, room)
    return [*lines, line]
