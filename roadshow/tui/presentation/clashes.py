"""What would be wrong where a session is held: quick enough to be asked at every step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from roadshow.api import Change, Pen, RoadshowError, Session, Venue, _, ngettext, scheduling
from roadshow.tui.presentation.agenda import EVERYWHERE, Entry, Plan
from roadshow.tui.presentation.cells import cell

_NOWHERE = Pen("", datetime(1970, 1, 1, tzinfo=UTC), lambda: "")
"""Writes changes that nobody saves."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a session is to stand: minutes from the top of the board. `stretching` changes its length alone."""

    entry: Entry
    lane: int
    begin: int
    end: int
    stretching: bool = False


def wished(pen: Pen, plan: Plan, wish: Wish, session: Session, siblings: Sequence[Session]) -> Change:
    """Return the change that a wish comes down to. Raises BadInputError."""
    if wish.stretching:
        return scheduling.resize_session(pen, plan.stop, session, wish.end - wish.begin, siblings)
    start = None if wish.begin == wish.entry.begin else plan.wall(wish.begin)
    if wish.lane == wish.entry.lane:
        return scheduling.move_session(pen, plan.stop, session, start=start)
    return scheduling.move_session(pen, plan.stop, session, start=start, room=plan.lanes[wish.lane].room)


def clash(plan: Plan, venue: Venue | None, wish: Wish) -> str:
    """Say what a wish would break that is whole now; empty where nothing is known to break."""
    session = wish.entry.session
    room_id = session.room_id if wish.lane == EVERYWHERE else plan.lanes[wish.lane].room_id
    near = [one for one in plan.sessions if one.room_id == room_id or one.id == session.id]
    try:
        change = wished(_NOWHERE, plan, wish, session, near)
    except RoadshowError as error:
        return error.message
    for overlap in scheduling.overlaps_after(near, change, plan.stop.zone):
        other = overlap.second if overlap.first.id == session.id else overlap.first
        text = ngettext(
            "overlaps “{title}” by {count} minute", "overlaps “{title}” by {count} minutes", overlap.minutes
        )
        return text.format(title=cell(other.title).text, count=overlap.minutes)
    return _closed(plan, venue, wish) or _outside(plan, wish)


def _outside(plan: Plan, wish: Wish) -> str:
    if wish.begin < plan.opens <= wish.entry.begin:
        return _("begins before the stop does")
    if wish.end > plan.closes >= wish.entry.end:
        return _("goes on after the stop has ended")
    return ""


def _closed(plan: Plan, venue: Venue | None, wish: Wish) -> str:
    start, until = plan.wall(wish.begin), plan.wall(wish.end)
    room = plan.lanes[wish.lane].room if wish.lane != EVERYWHERE else None
    if room and wish.lane != wish.entry.lane and any(one.covers(start.date()) for one in room.closed_periods):
        return _("{room} is closed that day").format(room=cell(room.name).text)
    hours = [one for one in venue.opening_hours if one.weekday == start.isoweekday()] if venue else []
    if not hours or start.date() != until.date():
        return ""
    opens, closes = min(one.opens for one in hours), max(one.closes for one in hours)
    midnight = (not closes.hour and not closes.minute) or any(
        not one.closes.hour and not one.closes.minute for one in hours
    )
    if start.time() < opens <= wish.entry.start.time():
        return _("the venue opens at {time}").format(time=f"{opens:%H:%M}")
    if not midnight and until.time() > closes >= wish.entry.until.time():
        return _("the venue closes at {time}").format(time=f"{closes:%H:%M}")
    return ""
