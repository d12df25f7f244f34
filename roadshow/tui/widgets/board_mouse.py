"""What the mouse does on the board: choose, drag, stretch by the lower edge, roll, and ask for a menu."""

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.message import Message
from textual.timer import Timer

from roadshow.tui.presentation.agenda import EVERYWHERE, Entry
from roadshow.tui.widgets.board_painter import GUTTER
from roadshow.tui.widgets.board_rows import Span
from roadshow.tui.widgets.board_view import BoardView
from roadshow.tui.widgets.ghost import Ghost, snapped

WHEEL = 3
EDGE = 3
"""Columns at the right end of a session's last row where its lower edge can be taken, however low it is."""
ROLL = 1 / 20
"""Seconds between two rows while something is dragged at the border."""


@dataclass(slots=True)
class Hold:
    """A button that is down on a session: what it holds, the row and lane it was taken at, and where the mouse is."""

    entry: Entry
    stretching: bool
    row: int
    lane: int
    x: int
    y: int
    cell: tuple[int, int]
    dragged: bool = False


class MouseBoard(BoardView):
    """A board that the mouse works on."""

    @dataclass
    class Dropped(Message, namespace="board"):
        """A session is to go where its ghost is."""

        ghost: Ghost

    @dataclass
    class Opened(Message, namespace="board"):
        """A session was chosen by Enter or a double click."""

        entry: Entry

    @dataclass
    class MenuAsked(Message, namespace="board"):
        """What can be done with a session is asked for."""

        entry: Entry
        x: int
        y: int

    @dataclass
    class PlaceChosen(Message, namespace="board"):
        """An empty place was chosen by a double click: minutes from the top, and the lane."""

        minutes: int
        lane: int

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._hold: Hold | None = None
        self._rolling: Timer | None = None
        self._let_go = False

    def place_at(self, x: int, y: int) -> tuple[int, int, Span | None]:
        """Return the row and lane under a place of the widget, and the session there."""
        painter = self._painter
        if painter is None:
            return 0, 0, None
        row = max(y - 1, 0) + round(self.scroll_y)
        column = x - GUTTER + round(self.scroll_x)
        under = (span for span in painter.spans(row, self.cursor) if span.x <= column < span.x + span.width)
        return row, painter.lane_at(column), next(under, None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a session, by its body or its lower edge."""
        self._let_go = False
        if event.button != 1 or event.y == 0 or self.plan is None:
            return
        event.stop()
        row, lane, span = self.place_at(event.x, event.y)
        if self.ghost is not None:
            self.haunt(self.ghost.at(snapped(row * self.scale, self.snap), lane))
        elif span is not None:
            entry = span.entry
            stretching = self._on_edge(span, row, lane, event.x - GUTTER + round(self.scroll_x))
            if entry.lane != EVERYWHERE:
                self.lane = entry.lane
            self.go(entry.session.id)
            self._hold = Hold(entry, stretching, row, lane, event.x, event.y, (row, lane))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag what is held; only another cell counts."""
        hold = self._hold
        if hold is None:
            return
        event.stop()
        hold.x, hold.y = event.x, event.y
        self._drag(hold)
        at_border = event.y <= 0 or event.y >= self.size.height - 1
        if at_border and self._rolling is None:
            self._rolling = self.set_interval(ROLL, self._roll)
        elif not at_border:
            self._stop_rolling()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go: one change, where anything changed."""
        hold = self._hold
        if hold is None:
            return
        event.stop()
        self._let_go = hold.dragged
        ghost = self.ghost
        self._end()
        if ghost is not None and ghost.moved:
            self.post_message(self.Dropped(ghost))

    def on_mouse_release(self) -> None:
        """Forget what was held, where the mouse was taken away."""
        self._hold = None
        self._stop_rolling()

    def on_click(self, event: events.Click) -> None:
        """Choose a room by its name, open by a double click, and offer a menu on the right button."""
        event.stop()
        if self._let_go or self.plan is None:
            self._let_go = False
            return
        if event.y == 0:
            self._choose_room(event.x)
            return
        row, lane, span = self.place_at(event.x, event.y)
        if span is None:
            if event.chain == 2 and self.ghost is None:
                self.post_message(self.PlaceChosen(row * self.scale, lane))
            return
        if event.button == 3:
            self.go(span.entry.session.id)
            self.post_message(self.MenuAsked(span.entry, event.screen_x, event.screen_y))
        elif event.chain == 2 and self.ghost is None:
            self.post_message(self.Opened(span.entry))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Roll down; with shift or ctrl to the right."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Roll up; with shift or ctrl to the left."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        if event.shift or event.ctrl:
            self._scroll(round(self.scroll_y), round(self.scroll_x) + by * WHEEL)
        else:
            self._scroll(round(self.scroll_y) + by * WHEEL)
        if self._hold is not None:
            self._drag(self._hold)

    def _choose_room(self, x: int) -> None:
        if self._painter is None or self.plan is None or self.ghost is not None:
            return
        if self.one_room:
            third = self.wide // 3
            self.turn(-1 if x < third else 1 if x > 2 * third else 0)
        else:
            self.turn(self._painter.lane_at(x - GUTTER + round(self.scroll_x)) - self.lane)

    def _on_edge(self, span: Span, row: int, lane: int, column: int) -> bool:
        if self._painter is None or row != self._painter.laid.last(span.entry, lane):
            return False
        high = len(self._painter.laid.rows(span.entry.begin, span.entry.end)) > 2
        return high or column >= span.x + span.width - EDGE

    def _drag(self, hold: Hold) -> None:
        row, lane, _span = self.place_at(hold.x, hold.y)
        if (row, lane) == hold.cell:
            return
        hold.cell = (row, lane)
        hold.dragged = True
        ghost = self.ghost or Ghost.of(hold.entry, stretching=hold.stretching)
        if hold.stretching:
            end = snapped((row + 1) * self.scale, self.snap) if row != hold.row else hold.entry.end
            self.haunt(ghost.until(end, self.snap))
            return
        begin = hold.entry.begin
        if row != hold.row:
            begin = snapped(begin + (row - hold.row) * self.scale, self.snap)
        home = hold.entry.lane == EVERYWHERE and lane == hold.lane
        self.haunt(ghost.at(begin, EVERYWHERE if home else lane))

    def _roll(self) -> None:
        hold = self._hold
        if hold is None or not self._scroll(round(self.scroll_y) + (-1 if hold.y <= 0 else 1)):
            self._stop_rolling()
        else:
            self._drag(hold)

    def _stop_rolling(self) -> None:
        if self._rolling is not None:
            self._rolling.stop()
            self._rolling = None

    def _end(self) -> None:
        self._stop_rolling()
        if self._hold is not None:
            self._hold = None
            self.release_mouse()
        super()._end()
