"""Draws the rows of the board: gutter, lanes, sessions, cursor and ghost."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from roadshow.api import _, columns
from roadshow.tui.presentation.agenda import ACROSS, EVERYWHERE, Entry, Plan
from roadshow.tui.presentation.cells import fitted
from roadshow.tui.widgets.board_rows import Laid, Span, spans, widths, wrapped
from roadshow.tui.widgets.ghost import Ghost

GUTTER = 7
ROOMY = 24
"""Columns from which a ghost says when it ends."""
FLOATING = ("┏", "┃", "┗", "▪")
FIXED = ("╔", "║", "╚", "▣")
LIFTED = ("┊", "┊", "┊", "┊")
"""The left edge of a session: its first row, between, its last, and the only one. A fixed one has double lines."""
GRIP = "↕"
"""Stands where the lower edge of the session under the cursor can be taken."""


class Painter:
    """Everything that stays the same while one moves about: the plan, the width of the lanes, and what was drawn."""

    def __init__(self, plan: Plan, laid: Laid, shown: Sequence[int], width: int, style: Callable[[str], Style]) -> None:
        self.plan = plan
        self.laid = laid
        self.shown = tuple(shown)
        self.style = style
        self.widths = widths(self.laid, plan, shown, width - GUTTER)
        self.lefts = [sum(self.widths[:place]) for place in range(len(self.widths))]
        self.width = sum(self.widths)
        self._strips: dict[tuple[int, str, str, int, int], Strip] = {}
        self._gutters: dict[int, Strip] = {}
        self._lines: dict[tuple[str, int], list[str]] = {}
        places: dict[int, int] = {}
        self._odd: set[str] = set()
        for entry in plan.entries:
            places[entry.lane] = places.get(entry.lane, 0) + 1
            if places[entry.lane] % 2:
                self._odd.add(entry.session.id)

    def forget(self) -> None:
        """Forget what was drawn: colours are others now."""
        self._strips.clear()
        self._gutters.clear()

    def head(self, cursor: int) -> Strip:
        """Draw the names of the rooms."""
        style = self.style("head")
        if len(self.shown) == 1 and len(self.plan.lanes) > 1:
            return self._one_head(self.shown[0], style)
        segments = []
        for lane, width in zip(self.shown, self.widths, strict=True):
            here = style + self.style("here") if lane == cursor else style
            segments.append(
                Segment(fitted(("›" if lane == cursor else " ") + self.plan.lanes[lane].title, width), here)
            )
        return Strip(segments)

    def _one_head(self, lane: int, style: Style) -> Strip:
        """Draw the name of the one room, with its neighbours at the sides."""
        lanes, third = self.plan.lanes, self.width // 3
        before, after = lanes[lane - 1].title, lanes[(lane + 1) % len(lanes)].title
        here = fitted(f"›{lanes[lane].title}", self.width - 2 * third)
        return Strip([
            Segment(fitted(f"‹ {before}", third), style), Segment(here, style + self.style("here")),
            Segment(fitted(f"{after} ›", third, right=True), style),
        ])  # fmt: skip

    def gutter(self, row: int) -> Strip:
        """Draw the time of a row; inside the hours of the stop its line is whole."""
        strip = self._gutters.get(row)
        if strip is None:
            strip = self._gutters[row] = self._timed(row)
        return strip

    def _timed(self, row: int) -> Strip:
        scale = self.laid.scale
        minutes = row * scale
        wall = self.plan.wall(minutes)
        inside = self.plan.opens <= minutes < self.plan.closes
        hour = wall.minute == 0 or scale == 30
        text = f"{wall:%H:%M}" if hour or row == 0 else f"  :{wall:%M}"
        days = ((wall - timedelta(minutes=scale)).date() - self.plan.stop.start.date()).days
        if days > 0 and wall.hour == 0 and wall.minute == scale % 60:
            text = f"  +{days}d"[-5:]
        style = self.style("hour" if hour else "gutter")
        return Strip([Segment(f"{text:5}", style), Segment(" ┃" if inside else " ┊", self.style("gutter"))])

    def spans(self, row: int, cursor: str) -> list[Span]:
        """Return what stands in a row, from left to right; what goes across all rooms is one for each stretch."""
        found: list[Span] = []
        for lane, x, width in zip(self.shown, self.lefts, self.widths, strict=True):
            for span in spans(self.laid.cells(row, lane), x, width, cursor):
                last = found[-1] if found else None
                if (
                    span.entry.lane == EVERYWHERE
                    and last
                    and last.entry is span.entry
                    and last.x + last.width == span.x
                ):
                    found[-1] = Span(span.entry, last.x, last.width + span.width, span.more)
                else:
                    found.append(span)
        return found

    def line(self, row: int, cursor: str, ghost: Ghost | None, view: tuple[int, int]) -> Strip:
        """Draw a row as it is in view: from a column on, so many columns. The same picture is the same strip.

        A strip that comes back is not styled, filtered and written out anew by Textual, which is most of the work.
        """
        lifted = ghost.entry.session.id if ghost else ""
        found = self.spans(row, cursor)
        ids = {span.entry.session.id for span in found}
        key = (row, cursor if cursor in ids else "", lifted if lifted in ids else "", *view)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._viewed(row, self._drawn(row, found, cursor, lifted), view)
        if ghost is not None and row in self.laid.rows(ghost.begin, ghost.end):
            return self._viewed(row, self._haunted(self._drawn(row, found, cursor, lifted), row, ghost), view)
        return strip

    def _viewed(self, row: int, body: Strip, view: tuple[int, int]) -> Strip:
        x, width = view
        seen = Strip.join([self.gutter(row), body.crop(x, x + width - GUTTER)])
        return seen.adjust_cell_length(width, self.style("outside"))

    def _drawn(self, row: int, found: Sequence[Span], cursor: str, lifted: str) -> Strip:
        minutes = row * self.laid.scale
        base = self.style("free" if self.plan.opens <= minutes < self.plan.closes else "outside")
        segments: list[Segment] = []
        used = 0
        for span in found:
            segments.append(Segment(" " * (span.x - used), base))
            segments += self._block(row, span, on_cursor=span.entry.session.id == cursor, lifted=lifted)
            segments.append(Segment(" ", base))
            used = span.x + span.width
        segments.append(Segment(" " * (self.width - used), base))
        return Strip(segments).simplify()

    def _block(self, row: int, span: Span, *, on_cursor: bool, lifted: str) -> list[Segment]:
        entry = span.entry
        rows = self.laid.rows(entry.begin, entry.end)
        gone = entry.session.id == lifted
        base = self.style(self._look(entry)) + (self.style("cursor") if on_cursor else Style())
        if gone:
            base = self.style("lifted")
        signs = LIFTED if gone else FIXED if entry.session.fixed else FLOATING
        single, first = len(rows) == 1, row == rows[0]
        last = row == (self.laid.last(entry, max(entry.lane, 0)) if on_cursor else rows[-1])
        sign = signs[3] if single else signs[0] if first else signs[2] if last else signs[1]
        if on_cursor and first and not gone:
            sign = "›"
        tail = f" +{span.more}" if span.more else f" {GRIP}" if on_cursor and last and not gone else ""
        room = max(span.width - 2 - len(tail), 0)
        line = self._line(entry, row - rows[0], room)
        strong = base + self.style("title") if first and not gone else base
        edge = self.style("bad") if entry.overlaps and not gone else self.style("edge")
        return [
            Segment(sign, base + Style(color=edge.color)),
            Segment(fitted(line, room), strong),
            Segment(fitted(tail, span.width - 2 - room), base),
        ]

    def _line(self, entry: Entry, place: int, width: int) -> str:
        key = (entry.session.id, width)
        lines = self._lines.get(key)
        if lines is None:
            past = f":{entry.start:%M} " if entry.begin % self.laid.scale else ""
            if columns(past + entry.title.split(" ")[0]) >= width:
                past = ""
            before = ("!" if entry.overlaps else "") + past
            lines = wrapped(before + entry.title, max(width - 1, 1), width)
            lines = [lines[0], *(f" {line}" for line in lines[1:])]
            rows = len(self.laid.rows(entry.begin, entry.end))
            if len(lines) > rows:
                lines = [*lines[: rows - 1], wrapped_end(lines[rows - 1 :], width)]
            names = list(dict.fromkeys(one.name for one in entry.who))
            lines += [f" · {name}" for name in names][: max(rows - len(lines), 0)]
            self._lines[key] = lines
        return lines[place] if place < len(lines) else ""

    def _look(self, entry: Entry) -> str:
        if entry.session.session_kind in ACROSS:
            return "break"
        return "odd" if entry.session.id in self._odd else "even"

    def region(self, lane: int) -> tuple[int, int]:
        """Return where a lane begins and how wide it is; the whole width for what goes across all rooms."""
        if lane in self.shown:
            place = self.shown.index(lane)
            return self.lefts[place], self.widths[place]
        return 0, self.width

    def lane_at(self, x: int) -> int:
        """Return the lane at a column, the nearest where there is none."""
        for lane, left in reversed(list(zip(self.shown, self.lefts, strict=True))):
            if x >= left:
                return lane
        return self.shown[0] if self.shown else 0

    def _haunted(self, strip: Strip, row: int, ghost: Ghost) -> Strip:
        rows = self.laid.rows(ghost.begin, ghost.end)
        if ghost.lane not in self.shown and ghost.lane != EVERYWHERE:
            return strip
        x, width = self.region(ghost.lane)
        style = self.style("clash" if ghost.clash else "ghost")
        start, until = self.plan.wall(ghost.begin), self.plan.wall(ghost.end)
        sign = "✗" if ghost.clash else "»"
        when = f"{start:%H:%M}-{until:%H:%M}" if width >= ROOMY else f"{start:%H:%M}"
        texts = [f"{when} {ghost.entry.title}", _("does not fit") if ghost.clash else ""]
        place = row - rows[0]
        text = texts[place] if place < len(texts) else ""
        block = Strip([Segment(sign + fitted(f" {text}", max(width - 2, 0)) + sign, style)])
        return Strip.join([strip.crop(0, x), block, strip.crop(x + width, self.width)])


def wrapped_end(lines: Sequence[str], width: int) -> str:
    """Return the last line there is room for, with … where more would follow."""
    whole = " ".join(line.strip() for line in lines)
    return fitted(f" {whole}" if lines[0].startswith(" ") else whole, width).rstrip()
