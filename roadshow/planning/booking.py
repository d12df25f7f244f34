"""Places to be: venues, their rooms, when they are closed, and bookings of a venue for a stop."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.places import Booking, BookingState, ClosedPeriod, Room, Venue
from roadshow.domain.plain import same
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _


def add_venue(pen: Pen, name: str, **fields: Any) -> Change:
    """Add a venue; `fields` are those of Venue."""
    venue = sound(Venue(id=pen.new_id(), name=name, **fields))
    return pen.change(N_("Venue {venue} added"), (Edit(None, venue),), venue=name)


def add_room(pen: Pen, venue: Venue, name: str, *, rooms: Iterable[Room] = (), **fields: Any) -> Change:
    """Add a room to a venue. `rooms` are those it has; two of one name could not be told apart and are refused."""
    if any(fold(room.name) == fold(name) and room.venue_id == venue.id for room in rooms):
        raise BadInputError(
            _("{venue} has a room “{room}” already.").format(venue=venue.name, room=name),
            _("Give the room another name."),
        )
    room = sound(Room(id=pen.new_id(), venue_id=venue.id, name=name, **fields))
    return pen.change(N_("Room {room} added to {venue}"), (Edit(None, room),), room=name, venue=venue.name)


def book(
    pen: Pen,
    stop: Stop,
    venue: Venue,
    *,
    until: date | None = None,
    firm: bool = False,
    bookings: Iterable[Booking] = (),
) -> Change:
    """Book a venue for a stop: firm, or a hold up to and including the day `until`.

    `bookings` are those of the stop: one of this venue is changed rather than made twice.
    """
    state = BookingState.FIRM if firm else BookingState.HOLD
    known = next((one for one in bookings if (one.stop_id, one.venue_id) == (stop.id, venue.id)), None)
    base = known or Booking(id=pen.new_id(), stop_id=stop.id, venue_id=venue.id)
    after = sound(replace(base, state=state, until=until), {"until"})
    edits = () if known and same(known, after) else (Edit(known, after),)
    text = N_("{venue} booked for stop {stop}") if firm else N_("{venue} held for stop {stop}")
    return pen.change(text, edits, venue=venue.name, stop=stop.slug)


def confirm_booking(pen: Pen, booking: Booking) -> Change:
    """Make a hold firm; the day on which it would have lapsed no longer counts."""
    after = replace(booking, state=BookingState.FIRM, until=None)
    return pen.change(N_("Booking confirmed"), () if same(booking, after) else (Edit(booking, after),))


def hold(pen: Pen, booking: Booking, until: date | None) -> Change:
    """Make a booking a hold up to and including a day, or without an end."""
    after = sound(replace(booking, state=BookingState.HOLD, until=until), {"until"})
    return pen.change(N_("Booking made a hold"), () if same(booking, after) else (Edit(booking, after),))


def release_booking(pen: Pen, booking: Booking) -> Change:
    """Give a venue back."""
    return pen.change(N_("Booking released"), (Edit(booking, None),))


def lapsed(booking: Booking, today: date) -> bool:
    """Say whether a hold is over: its last day has gone by."""
    return booking.state is BookingState.HOLD and booking.until is not None and booking.until < today


def close(pen: Pen, venue: Venue, first: date, last: date, reason: str = "") -> Change:
    """Note that a venue is closed from the day `first` up to and including the day `last`."""
    period = ClosedPeriod(first=first, last=last, reason=reason)
    periods = sorted({*venue.closed_periods, period}, key=lambda one: (one.first, one.last, one.reason))
    after = sound(replace(venue, closed_periods=tuple(periods)), {"closed_periods"})
    edits = () if period in venue.closed_periods else (Edit(venue, after),)
    return pen.change(
        N_("{venue} closed from {first} to {last}"), edits, venue=venue.name, first=str(first), last=str(last)
    )


def close_otherwise(pen: Pen, venue: Venue, former: ClosedPeriod, period: ClosedPeriod) -> Change:
    """Give a closed period other days or another reason."""
    left = {one for one in venue.closed_periods if one != former}
    periods = sorted({*left, period}, key=lambda one: (one.first, one.last, one.reason))
    after = sound(replace(venue, closed_periods=tuple(periods)), {"closed_periods"})
    return pen.change(
        N_("{venue} closed from {first} to {last}"),
        () if same(venue, after) else (Edit(venue, after),),
        venue=venue.name,
        first=str(period.first),
        last=str(period.last),
    )


def reopen(pen: Pen, venue: Venue, first: date, last: date) -> Change:
    """Take back a closed period, named by its first and last day; one that is not there is refused."""
    left = tuple(one for one in venue.closed_periods if (one.first, one.last) != (first, last))
    if len(left) == len(venue.closed_periods):
        known = ", ".join(f"{one.first}/{one.last}" for one in venue.closed_periods)
        raise BadInputError(
            _("{venue} has no closed period from {first} to {last}.").format(venue=venue.name, first=first, last=last),
            _("Its closed periods: {periods}.").format(periods=known or "-"),
        )
    edits = (Edit(venue, replace(venue, closed_periods=left)),)
    return pen.change(
        N_("{venue} open again from {first} to {last}"), edits, venue=venue.name, first=str(first), last=str(last)
    )


def closed_on(venue: Venue, day: date) -> ClosedPeriod | None:
    """Return the period in which a venue is closed on a day, or None."""
    return next((one for one in venue.closed_periods if one.first <= day <= one.last), None)
