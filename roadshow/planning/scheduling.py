"""Sessions in time: add, move, make longer or shorter, swap, split, push; and the agenda that follows from them.

A lane is one room of a stop; sessions without a room are a lane of their own. All reckoning is done in UTC, so that
midnight and a change of the clock count the minutes that really pass.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.moments import later, to_utc, to_wall
from roadshow.domain.places import Room
from roadshow.domain.plain import same
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Part, Session, Stop
from roadshow.domain.wording import N_, _


class Keep(Enum):
    """Says that a room stays as it is, where None means no room."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class Slot:
    """A session in its place. `start` and `end` are wall time, `begins` and `ends` the same moments in UTC.

    `gap` is the number of minutes since everything before it in its lane ended: negative is an overlap, None the first.
    """

    session: Session
    start: datetime
    end: datetime
    begins: datetime
    ends: datetime
    gap: int | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sessions of one lane at the same time, for so many minutes. `room_id` None is the lane without a room."""

    first: Session
    second: Session
    minutes: int
    room_id: str | None


def agenda(sessions: Iterable[Session], zone: str) -> tuple[Slot, ...]:
    """Return the sessions of a stop in the order in which they begin."""
    busy_until: dict[str | None, datetime] = {}
    slots = []
    for session in _ordered(sessions, zone):
        begins, ends = _begins(session, zone), _ends(session, zone)
        before = busy_until.get(session.room_id)
        gap = None if before is None else int((begins - before).total_seconds()) // 60
        busy_until[session.room_id] = ends if before is None else max(before, ends)
        slots.append(Slot(session, session.start, to_wall(ends, zone), begins, ends, gap))
    return tuple(slots)


def overlaps(sessions: Iterable[Session], zone: str) -> tuple[Overlap, ...]:
    """Return every two sessions of one lane that run at the same time; ends that touch are no overlap."""
    found = []
    running: dict[str | None, list[Session]] = {}
    for session in _ordered(sessions, zone):
        begins, ends = _begins(session, zone), _ends(session, zone)
        still = [other for other in running.get(session.room_id, []) if _ends(other, zone) > begins]
        for other in still:
            minutes = int((min(ends, _ends(other, zone)) - begins).total_seconds()) // 60
            found.append(Overlap(other, session, minutes, session.room_id))
        running[session.room_id] = [*still, session]
    return tuple(found)


def overlaps_after(sessions: Iterable[Session], change: Change, zone: str) -> tuple[Overlap, ...]:
    """Return the overlaps that a change to these sessions would bring or lengthen; it is not refused for them.

    Reads the edits of the change, which must not be a stream.
    """
    before = {session.id: session for session in sessions}
    after = dict(before)
    for edit in change.edits:
        if isinstance(edit.after, Session):
            after[edit.after.id] = edit.after
        elif isinstance(edit.before, Session):
            after.pop(edit.before.id, None)
    known = {frozenset((pair.first.id, pair.second.id)): pair.minutes for pair in overlaps(before.values(), zone)}
    return tuple(
        pair
        for pair in overlaps(after.values(), zone)
        if pair.minutes > known.get(frozenset((pair.first.id, pair.second.id)), 0)
    )


def _begins(session: Session, zone: str) -> datetime:
    return to_utc(session.start, zone)


def _ends(session: Session, zone: str) -> datetime:
    return to_utc(session.start, zone) + timedelta(minutes=session.length)


def _ordered(sessions: Iterable[Session], zone: str) -> list[Session]:
    """Sort by beginning; of two that begin together the fixed one is first, so that what follows stays beside it."""
    return sorted(sessions, key=lambda one: (_begins(one, zone), not one.fixed, one.room_id or "", one.id))


def _lane(session: Session, siblings: Iterable[Session], zone: str) -> list[Session]:
    """Return the other sessions of the same stop and lane, in order."""
    others = (other for other in siblings if other.id != session.id and other.stop_id == session.stop_id)
    return _ordered((other for other in others if other.room_id == session.room_id), zone)


def add_session(
    pen: Pen,
    stop: Stop,
    title: str,
    length: int,
    *,
    start: datetime | None = None,
    room: Room | None = None,
    siblings: Iterable[Session] = (),
    **fields: Any,
) -> Change:
    """Add a session of `length` minutes.

    Without a start it follows the last one in its room, and a break of all rooms that stands there; without a room, the
    last one of all; else it opens the stop.
    """
    room_id = room.id if room else None
    session = Session(
        id=pen.new_id(), stop_id=stop.id, title=title, start=stop.start, length=length, room_id=room_id, **fields
    )
    if start is None:
        others = tuple(siblings)
        before = _lane(session, others, stop.zone) if room else others
        opens = to_utc(stop.start, stop.zone)
        begins = _past_breaks(max((_ends(one, stop.zone) for one in before), default=opens), others, stop)
        start = stop.start if begins == opens else to_wall(begins, stop.zone)
    session = sound(replace(session, start=start), zone=stop.zone)
    return pen.change(N_("Session {session} added"), (Edit(None, session),), session=title)


def _past_breaks(moment: datetime, others: Iterable[Session], stop: Stop) -> datetime:
    """Return the first moment from this one on at which no session of all rooms is under way."""
    across = (one for one in others if one.room_id is None and one.stop_id == stop.id)
    for one in _ordered(across, stop.zone):
        if _begins(one, stop.zone) <= moment < _ends(one, stop.zone):
            moment = _ends(one, stop.zone)
    return moment


def move_session(
    pen: Pen, stop: Stop, session: Session, *, start: datetime | None = None, room: Room | Keep | None = KEEP
) -> Change:
    """Move a session to another time, another room (None: out of its room) or both. Nothing else moves."""
    room_id = session.room_id if isinstance(room, Keep) else room.id if room else None
    moved = replace(session, start=start or session.start, room_id=room_id)
    moved = sound(moved, {"start"}, stop.zone)
    time = f"{moved.start:%Y-%m-%d %H:%M}"
    return pen.change(
        N_("Session {session} moved to {time}"), _edits((session, moved)), session=session.title, time=time
    )


def resize_session(pen: Pen, stop: Stop, session: Session, length: int, siblings: Iterable[Session]) -> Change:
    """Give a session another length in minutes; what follows in its room moves along.

    A longer session eats the gaps behind it before it pushes; a shorter one draws along what followed without a gap.
    A fixed session never moves and nothing behind it does: an overlap with it stays, for `overlaps_after` to tell.
    """
    resized = sound(replace(session, length=length), {"length"})
    pairs = [(session, resized), *_following(session, resized, _lane(session, siblings, stop.zone), stop.zone)]
    return pen.change(
        N_("Session {session} made {minutes} minutes long"), _edits(*pairs), session=session.title, minutes=length
    )


def push_rest(pen: Pen, stop: Stop, session: Session, minutes: int, siblings: Iterable[Session]) -> Change:
    """Let a session and what follows in its room begin so many minutes later, or earlier where negative.

    The session itself moves even where it is fixed, since it was named; gaps and fixed ones behind it count as in
    `resize_session`.
    """
    pushed = _pushed(session, timedelta(minutes=minutes), stop.zone)
    pairs = [(session, pushed), *_following(session, pushed, _lane(session, siblings, stop.zone), stop.zone)]
    return pen.change(
        N_("Session {session} and what follows moved by {minutes} minutes"),
        _edits(*pairs),
        session=session.title,
        minutes=minutes,
    )


def _following(before: Session, after: Session, lane: Sequence[Session], zone: str) -> list[tuple[Session, Session]]:
    """Return what follows a session in its lane, before and after the session's end has moved."""
    begun, busy_until = _begins(before, zone), _ends(before, zone)
    shift = _ends(after, zone) - busy_until
    beside = begun  # until when sessions run that stay where they are: nothing is drawn into them
    moved = []
    for other in lane:
        begins = _begins(other, zone)
        if begins < _ends(before, zone):
            if other.fixed and begins > begun:
                break
            beside = max(beside, _ends(other, zone))
            continue
        shift = _behind_gap(shift, begins - busy_until, beside - begins)
        if other.fixed or not shift:
            break
        moved.append((other, _pushed(other, shift, zone)))
        busy_until = max(busy_until, _ends(other, zone))
    return moved


def _behind_gap(shift: timedelta, gap: timedelta, earliest: timedelta) -> timedelta:
    """Return what is left of a shift behind a gap: pushing eats the gap first, and nothing is drawn over one.

    `earliest` is how far the next session may come forward at most, as a negative time.
    """
    nothing = timedelta()
    if shift > nothing:
        return max(shift - max(gap, nothing), nothing)
    return nothing if gap > nothing else max(shift, min(earliest, nothing))


def _pushed(session: Session, shift: timedelta, zone: str) -> Session:
    return sound(
        replace(session, start=later(session.start, zone, round(shift.total_seconds()) // 60)), {"start"}, zone
    )


def _edits(*pairs: tuple[Session, Session]) -> tuple[Edit, ...]:
    return tuple(Edit(before, after) for before, after in pairs if not same(before, after))


def swap(pen: Pen, stop: Stop, one: Session, other: Session, siblings: Iterable[Session]) -> Change:
    """Let two sessions change places. In one room the whole keeps its bounds and gaps, and what is between shifts.

    In two rooms, or with a fixed session between them, they only take each other's start and room. A fixed session
    keeps its place, so swapping one is refused.
    """
    if one.fixed or other.fixed:
        raise BadInputError(
            _("A fixed session keeps its time, so it cannot change places."), _("Make it floating first.")
        )
    first, second = _ordered((one, other), stop.zone)
    lane = [] if one.room_id != other.room_id else _lane(first, siblings, stop.zone)
    between = [
        middle
        for middle in lane
        if middle.id != second.id
        and _begins(first, stop.zone) <= _begins(middle, stop.zone) <= _begins(second, stop.zone)
    ]
    ahead = replace(second, start=first.start, room_id=first.room_id)
    behind = replace(first, start=second.start, room_id=second.room_id)
    pairs: list[tuple[Session, Session]] = []
    if one.room_id == other.room_id and not any(middle.fixed for middle in between):
        shift = timedelta(minutes=second.length - first.length)
        behind = _pushed(behind, shift, stop.zone)
        pairs = [(middle, _pushed(middle, shift, stop.zone)) for middle in between]
    pairs = [(second, ahead), *pairs, (first, behind)]
    return pen.change(
        N_("Sessions {session} and {other} swapped"), _edits(*pairs), session=one.title, other=other.title
    )


def split(
    pen: Pen, stop: Stop, session: Session, minutes: int, *, title: str = "", parts: Iterable[Part] = ()
) -> Change:
    """Cut a session in two after so many minutes. The second half floats behind the first, with the same `parts`."""
    if not 0 < minutes < session.length:
        raise BadInputError(
            _("A session of {length} minutes cannot be cut after {minutes}.").format(
                length=session.length, minutes=minutes
            ),
            _("Give a number of minutes inside the session."),
        )
    head = replace(session, length=minutes)
    tail = replace(
        session,
        id=pen.new_id(),
        title=title or session.title,
        start=later(session.start, stop.zone, minutes),
        length=session.length - minutes,
        fixed=False,
    )
    copies = tuple(Edit(None, replace(part, id=pen.new_id(), session_id=tail.id)) for part in parts)
    edits = (Edit(session, head), Edit(None, sound(tail, zone=stop.zone)), *copies)
    return pen.change(
        N_("Session {session} split after {minutes} minutes"), edits, session=session.title, minutes=minutes
    )
