"""The board as one sees it: rooms across, time down, a cursor on a session, and a ghost. What keys do is in `board`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from roadshow.api import _
from roadshow.tui.engine.drawn import Drawn
from roadshow.tui.presentation.agenda import EVERYWHERE, Entry, Plan
from roadshow.tui.presentation.cells import fitted
from roadshow.tui.widgets.board_painter import GUTTER, Painter
from roadshow.tui.widgets.board_rows import Laid
from roadshow.tui.widgets.ghost import Ghost
from roadshow.tui.widgets.targets import Target

Judge = Callable[[Ghost], str]
SIGNS = ("head", "here", "hour", "gutter", "free", "outside", "odd", "even", "break", "title", "edge", "bad", "cursor",
         "lifted", "ghost", "clash")  # fmt: skip
OVERLAYS = frozenset({"here", "title", "edge", "bad", "cursor"})
"""Signs that lie over another one, whose background stays."""
COMFORT = 18
"""Columns of a lane below which one room at a time is shown first."""


class BoardView(Drawn):
    """A plan on a board. What may not be is judged by `judge`, which must be quick: it is asked at every step."""

    ALLOW_SELECT = False  # dragging would mark text, and paint the whole screen at every move
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{name}" for name in SIGNS}
    DEFAULT_CSS = """
    BoardView { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
            background: $surface; }
    BoardView > .board--head { background: $panel; color: $foreground-muted; text-style: bold; }
    BoardView > .board--here { color: $foreground; }
    BoardView > .board--gutter { color: $foreground-muted; background: $panel; }
    BoardView > .board--hour { text-style: bold; background: $panel; }
    BoardView > .board--free { background: $surface; }
    BoardView > .board--outside { background: $background; }
    BoardView > .board--odd { background: $primary 38%; }
    BoardView > .board--even { background: $primary 22%; }
    BoardView > .board--break { background: $success 24%; }
    BoardView > .board--title { text-style: bold; }
    BoardView > .board--edge { color: $secondary; }
    BoardView > .board--bad { color: $text-error; }
    BoardView > .board--cursor { background: $block-cursor-blurred-background; }
    BoardView:focus > .board--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    BoardView > .board--lifted { color: $foreground-muted; text-style: italic; background: $surface; }
    BoardView > .board--ghost { background: $success; color: $background; text-style: bold; }
    BoardView > .board--clash { background: $error; color: $background; text-style: bold; }
    """

    @dataclass
    class Moved(Message, namespace="board"):
        """The cursor stands on another session."""

        entry: Entry | None

    @dataclass
    class Haunted(Message, namespace="board"):
        """The ghost stands elsewhere; None where there is none any more."""

        ghost: Ghost | None

    def __init__(self, judge: Judge, **named: Any) -> None:
        super().__init__(**named)
        self._judge = judge
        self.plan: Plan | None = None
        self.cursor = ""
        """The session under the cursor, by id."""
        self.lane = 0
        """The lane that the cursor walks in."""
        self.scale = 15
        self.snap = 15
        self.only: bool | None = None
        """Whether one room at a time is shown; None lets the width decide."""
        self.ghost: Ghost | None = None
        self._painter: Painter | None = None
        self._painters: dict[tuple[tuple[int, ...], int], Painter] = {}
        self._laid: Laid | None = None
        self._fresh = False
        self._styles: dict[str, Style] = {}

    @property
    def entry(self) -> Entry | None:
        """The session under the cursor."""
        return self.plan.entry(self.cursor) if self.plan else None

    @property
    def wide(self) -> int:
        """Columns without the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def one_room(self) -> bool:
        """Whether one room at a time is shown."""
        if self.only is not None or self.plan is None:
            return bool(self.only)
        return self.wide < 100 and (self.wide - GUTTER) // len(self.plan.lanes) < COMFORT

    def show(self, plan: Plan, session_id: str = "") -> None:
        """Show a plan; the cursor goes to a session, else stays on the one it was on, else on the first of the stop."""
        fresh = self.plan is None or self.plan.stop.id != plan.stop.id
        old = None if fresh else self.entry
        self._end()
        self.plan = plan
        self._laid = None
        wanted = plan.entry(session_id) or plan.entry(self.cursor) or self._near(old)
        self.cursor = wanted.session.id if wanted else ""
        self.lane = min(self.lane, len(plan.lanes) - 1) if not fresh else 0
        if wanted and wanted.lane != EVERYWHERE:
            self.lane = wanted.lane
        self._fresh = self._fresh or fresh
        self._lay_out()
        self._reveal()
        self.post_message(self.Moved(self.entry))

    def _near(self, old: Entry | None) -> Entry | None:
        """Return what stands where the cursor was, else what opens the stop."""
        plan = self.plan
        if plan is None or not plan.entries:
            return None
        begin = old.begin if old else plan.opens
        later = [entry for entry in plan.entries if entry.begin >= begin]
        same = [entry for entry in later if old and entry.lane == old.lane]
        return next(iter(same or later), plan.entries[-1])

    def go(self, session_id: str) -> None:
        """Put the cursor on a session."""
        entry = self.plan.entry(session_id) if self.plan else None
        if entry is None or (session_id == self.cursor and entry.lane in {self.lane, EVERYWHERE}):
            return
        self._walk(session_id, entry.lane if entry.lane != EVERYWHERE else self.lane)

    def _walk(self, session_id: str, lane: int) -> None:
        """Put the cursor on a session, or in a lane where nothing is; draw only what that changes."""
        old, before = self.entry, self.lane
        self.cursor, self.lane = session_id, lane
        if self.one_room and lane != before:
            self._lay_out()
        elif lane != before:
            self.refresh(Region(0, 0, self.wide, 1))
        if not self._reveal():
            for touched in (old, self.entry):
                if touched:
                    self._repaint(touched.begin, touched.end)
        self.post_message(self.Moved(self.entry))

    def haunt(self, ghost: Ghost | None) -> None:
        """Let the ghost stand elsewhere, or vanish."""
        old = self.ghost
        if ghost is not None:
            clash = self._judge(ghost) if ghost.moved else ""
            ghost = replace(ghost, clash=clash)
        if ghost == old:
            return
        self.ghost = ghost
        for touched in (old, ghost):
            if touched:
                self._repaint(touched.begin, touched.end)
        if (old is None) is not (ghost is None):
            entry = (ghost or old).entry  # type: ignore[union-attr]  # one of the two is there
            self._repaint(entry.begin, entry.end)
            self.refresh_bindings()
        self.post_message(self.Haunted(ghost))

    def blame(self, ghost: Ghost, clash: str) -> None:
        """Say what a slower look found wrong, where the ghost still stands there."""
        if self.ghost is not None and not self.ghost.clash and replace(self.ghost, clash="") == ghost and clash:
            self.ghost = replace(ghost, clash=clash)
            self._repaint(ghost.begin, ghost.end)
            self.post_message(self.Haunted(self.ghost))

    def jump_targets(self) -> Iterator[Target]:
        """Give the sessions that are in view, for jump mode."""
        if self._painter is None:
            return
        seen: set[str] = set()
        for y in range(1, self.size.height):
            for span in self._painter.spans(y - 1 + round(self.scroll_y), self.cursor):
                name = span.entry.session.id
                x = GUTTER + span.x - round(self.scroll_x)
                if name not in seen and GUTTER <= x < self.wide:
                    seen.add(name)
                    yield Target(self, self.content_region.x + x, self.content_region.y + y, partial(self.go, name))

    def turn(self, by: int) -> None:
        """Walk in another lane, also in one where nothing is planned."""
        if self.plan is None or not by:
            return
        lane = (self.lane + by) % len(self.plan.lanes)
        there = [entry for entry in self._lane_entries(lane) if entry.lane == lane]
        begin = self.entry.begin if self.entry else 0
        near = min(there, key=lambda entry: abs(entry.begin - begin), default=None)
        self._walk(near.session.id if near else self.cursor, lane)

    def on_resize(self, _event: events.Resize) -> None:
        """Share the width anew."""
        self._lay_out()
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._restyle()

    def on_focus(self) -> None:
        """Draw the cursor of a board that has the keys."""
        self._restyle()

    def on_blur(self) -> None:
        """Draw the cursor of a board that has not."""
        self._restyle()

    def filling(self) -> Style:
        """Fill lines up as beside the hours of the stop."""
        return self._style("outside")

    def render_line(self, y: int) -> Strip:
        """Draw one line: the rooms, or a row."""
        width, base, painter = self.wide, self._style("free"), self._painter
        if painter is None or self.plan is None:
            return Strip.blank(width, base)
        x = round(self.scroll_x)
        if y == 0:
            strip = painter.head(self.lane).crop(x, x + width - GUTTER)
            return Strip.join([Strip.blank(GUTTER, self._style("head")), strip]).adjust_cell_length(
                width, self._style("head")
            )
        row = y - 1 + round(self.scroll_y)
        if row >= painter.laid.height:
            return Strip.blank(width, self._style("outside"))
        if not self.plan.entries and y == 2:
            begins = f"{self.plan.stop.start:%H:%M}"
            text = _("No sessions yet. Press n and type: {time} 30m Welcome").format(time=begins)
            return Strip([*painter.gutter(row), *Strip.blank(0), *_text(text, width - GUTTER, base)])
        return painter.line(row, self.cursor, self.ghost, (x, width))

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"board--{name}", partial=name in OVERLAYS)
        return style

    def _restyle(self) -> None:
        self._styles.clear()
        for painter in self._painters.values():
            painter.forget()
        self.refresh()

    def _lay_out(self) -> None:
        if self.plan is None or not self.wide:
            return
        shown = (self.lane,) if self.one_room else tuple(range(len(self.plan.lanes)))
        if self._laid is None or self._laid.scale != self.scale:
            self._laid = Laid(self.plan, self.scale)
            self._painters.clear()
        key = (shown, self.wide)
        if key not in self._painters:
            self._painters[key] = Painter(self.plan, self._laid, shown, self.wide, self._style)
        self._painter = self._painters[key]
        size = Size(max(self._painter.width + GUTTER, self.wide), self._painter.laid.height + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        if self._fresh:
            self._fresh = False
            self._scroll(self._first_row(self._painter), 0)
        self.refresh()

    def _first_row(self, painter: Painter) -> int:
        """Return the row to begin at, so that the hours of the stop are in view, in the middle where there is room."""
        if self.plan is None:
            return 0
        hours = painter.laid.rows(self.plan.opens, self.plan.closes)
        spare = self.size.height - 1 - len(hours)
        return max(hours[0] - max(spare, 0) // 2, 0)

    def _lane_entries(self, lane: int) -> list[Entry]:
        entries = self.plan.entries if self.plan else ()
        return [entry for entry in entries if entry.lane in {lane, EVERYWHERE}]

    def _end(self) -> None:
        if self.ghost is not None:
            entry = self.ghost.entry
            self.haunt(None)
            if self.one_room and entry.lane not in {self.lane, EVERYWHERE}:
                self.lane = entry.lane
                self._lay_out()

    def _repaint(self, begin: int, end: int) -> None:
        if self._painter:
            rows = self._painter.laid.rows(begin, end)
            top = rows[0] - round(self.scroll_y) + 1
            first, last = max(top, 1), min(top + len(rows), self.size.height)
            if first < last:
                self.refresh(Region(0, first, self.wide, last - first))

    def _reveal(self) -> bool:
        entry = self.entry
        return self._reveal_place(entry.begin, entry.end, entry.lane) if entry else False

    def _reveal_ghost(self) -> None:
        if self.ghost:
            self._reveal_place(self.ghost.begin, self.ghost.end, self.ghost.lane)

    def _reveal_place(self, begin: int, end: int, lane: int) -> bool:
        """Scroll so far that a place is in view; say whether anything moved."""
        if self._painter is None or not self.size.height:
            return False
        rows = self._painter.laid.rows(begin, end)
        room, top = max(self.size.height - 1, 1), round(self.scroll_y)
        y = top
        if rows[0] < top or len(rows) >= room:
            y = rows[0]
        elif rows[-1] >= top + room:
            y = rows[-1] - room + 1
        x = round(self.scroll_x)
        if lane != EVERYWHERE:
            left, width = self._painter.region(lane)
            wide = self.wide - GUTTER
            x = left if left < x else left + width - wide if left + width > x + wide else x
        return self._scroll(y, x)

    def _scroll(self, y: int, x: int | None = None) -> bool:
        before = self.scroll_offset
        self.scroll_to(x=x, y=y, animate=False, immediate=True, force=True)
        return self.scroll_offset != before


def _text(text: str, width: int, style: Style) -> Strip:
    return Strip([Segment(fitted(f" {text}", width), style)])
