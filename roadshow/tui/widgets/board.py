"""The board: sessions are walked, lifted, moved and stretched, by keys or by mouse."""

from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from roadshow.api import N_
from roadshow.tui.keys import Act, bound
from roadshow.tui.widgets.board_mouse import MouseBoard
from roadshow.tui.widgets.board_painter import GUTTER
from roadshow.tui.widgets.ghost import SNAPS, Ghost


class Board(MouseBoard, can_focus=True):
    """A board that takes keys and the mouse."""

    BINDINGS: ClassVar = bound(
        Act("board.down", "walk(1)", "", N_("To the next session in this room; a lifted one later")),
        Act("board.up", "walk(-1)", "", N_("To the session before; a lifted one earlier")),
        Act("board.left", "aside(-1)", "", N_("To the room on the left; a lifted session too")),
        Act("board.right", "aside(1)", "", N_("To the room on the right; a lifted session too")),
        Act("board.page_down", "walk(4)", "", N_("Some sessions on; a lifted one four steps later")),
        Act("board.page_up", "walk(-4)", "", N_("Some sessions back; a lifted one four steps earlier")),
        Act("board.home", "jump(0)", "", N_("To the first session in this room")),
        Act("board.end", "jump(-1)", "", N_("To the last session in this room")),
        Act("board.lift", "lift", N_("move"), N_("Lift this session, to put it down elsewhere")),
        Act("board.drop", "drop", N_("put down"), N_("Put the lifted session down here")),
        Act("board.open", "open", N_("edit"), N_("Change what stands in this session")),
        Act("board.leave", "leave", N_("leave it"), N_("Leave the lifted session where it was")),
        Act("board.snap", "snap", N_("steps"), N_("Move in steps of 5, 15 or 30 minutes")),
        Act("board.zoom", "zoom", N_("rows"), N_("Show rows of 5, 15 or 30 minutes")),
        Act("board.rooms", "rooms", N_("rooms"), N_("One room, or all rooms beside each other")),
        Act("board.room_before", "room(-1)", "", N_("Show the room before")),
        Act("board.room_after", "room(1)", "", N_("Show the next room")),
        Act("board.menu", "menu", N_("menu"), N_("What can be done with this session")),
    )

    @dataclass
    class Changed(Message):
        """Steps, rows or rooms are shown otherwise."""

        board: "Board"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's own signature
        """Offer what fits: putting down only where something is lifted."""
        if action in {"drop", "leave"}:
            return self.ghost is not None
        if action in {"lift", "open", "menu", "rooms", "room"}:
            return self.ghost is None
        return True

    def action_walk(self, by: int) -> None:
        """Move the cursor, or the ghost, along the time."""
        if self.ghost is not None:
            self.haunt(self.ghost.stepped(by, self.snap))
            self._reveal_ghost()
            return
        walked = self._lane_entries(self.lane)
        place = next((place for place, entry in enumerate(walked) if entry.session.id == self.cursor), -1)
        if walked:
            self.go(walked[max(0, min(place + by, len(walked) - 1))].session.id)

    def action_jump(self, place: int) -> None:
        """Move to the first or last session of the lane."""
        walked = self._lane_entries(self.lane)
        if walked and self.ghost is None:
            self.go(walked[place].session.id)

    def action_aside(self, by: int) -> None:
        """Move the cursor, or the ghost, to another lane."""
        if self.plan is None:
            return
        if self.ghost is not None:
            self._ghost_aside(by)
            return
        here = self.entry
        begin = here.begin if here else 0
        lane = self.lane + by
        while 0 <= lane < len(self.plan.lanes):
            there = [entry for entry in self._lane_entries(lane) if entry.lane == lane]
            if there:
                nearest = min(there, key=lambda entry: (not entry.begin <= begin < entry.end, abs(entry.begin - begin)))
                self.go(nearest.session.id)
                return
            lane += by

    def action_lift(self) -> None:
        """Lift the session under the cursor."""
        if self.entry is not None:
            self.haunt(Ghost.of(self.entry))

    def action_drop(self) -> None:
        """Put the lifted session down."""
        ghost = self.ghost
        if ghost is not None:
            self._end()
            if ghost.moved:
                self.post_message(self.Dropped(ghost))

    def action_leave(self) -> None:
        """Leave the lifted session where it was."""
        self._end()

    def action_open(self) -> None:
        """Open the session under the cursor."""
        if self.entry is not None:
            self.post_message(self.Opened(self.entry))

    def action_menu(self) -> None:
        """Ask what can be done here."""
        entry = self.entry
        if entry is not None and self._painter:
            x, _width = self._painter.region(entry.lane)
            y = entry.begin // self.scale - round(self.scroll_y) + 2
            self.post_message(self.MenuAsked(entry, self.region.x + GUTTER + x, self.region.y + y))

    def action_snap(self) -> None:
        """Take the next step: 5, 15 or 30 minutes."""
        self.snap = SNAPS[(SNAPS.index(self.snap) + 1) % len(SNAPS)]
        self.post_message(self.Changed(self))

    def action_zoom(self) -> None:
        """Take the next height of rows: 5, 15 or 30 minutes."""
        minutes = round(self.scroll_y) * self.scale
        self.scale = SNAPS[(SNAPS.index(self.scale) + 1) % len(SNAPS)]
        self._lay_out()
        self._scroll(minutes // self.scale)
        self._reveal()
        self.post_message(self.Changed(self))

    def action_rooms(self) -> None:
        """Show one room, or all."""
        self.only = not self.one_room
        self._lay_out()
        self._reveal()
        self.post_message(self.Changed(self))

    def action_room(self, by: int) -> None:
        """Show another room, also one where nothing is planned."""
        self.turn(by)
        self.post_message(self.Changed(self))

    def _ghost_aside(self, by: int) -> None:
        ghost, plan = self.ghost, self.plan
        if ghost is None or plan is None:
            return
        ghost = ghost.aside(by, len(plan.lanes))
        if self.one_room and ghost.lane != self.lane:
            self.lane = ghost.lane
            self._lay_out()
        self.haunt(ghost)
        self._reveal_ghost()
