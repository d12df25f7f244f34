"""Rules about rooms, venues, bookings and things: taken twice, closed, not booked, too small."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from roadshow.domain.findings import Place, Weight
from roadshow.domain.folding import fold
from roadshow.domain.places import BookingState, Venue
from roadshow.domain.wording import N_, _, ngettext
from roadshow.planning.checking.rule import Rule, Trouble, clock, hours, room_place, session_place, venue_place
from roadshow.planning.checking.scene import Scene, TimedSession, TimedStop
from roadshow.planning.checking.settings import counted_equipment
from roadshow.planning.checking.sweep import clashes


def room_double_booked(scene: Scene) -> Iterator[Trouble]:
    """Find two sessions in one room at once, also of two stops or two roadshows. Breaks count; touching ends do not."""
    for room_id, rows in scene.by_room.items():
        room = scene.rooms.get(room_id)
        name = room.name if room else _("a room")
        for one, other in clashes(rows):
            places = _pair(scene, one, other)
            if room:
                places = (room_place(room), *places)
            yield Trouble(places, _("{room} is used by “{one}” and “{other}” at once, at {time}.").format(
                room=name, one=session_place(one.session).name, other=session_place(other.session).name,
                time=clock(other.session.start),
            ))  # fmt: skip


def room_elsewhere(scene: Scene) -> Iterator[Trouble]:
    """Find a session in a room of another venue than that of its stop."""
    for stop in scene.stops:
        for row in stop.sessions:
            room = scene.rooms.get(row.session.room_id or "")
            if room is not None and stop.venue is not None and room.venue_id != stop.venue.id:
                yield Trouble(
                    (stop.place, session_place(row.session), room_place(room)),
                    _("“{session}” is in {room}, which is not a room of {venue}.").format(
                        session=session_place(row.session).name, room=room.name, venue=stop.venue.name
                    ),
                )


def room_closed(scene: Scene) -> Iterator[Trouble]:
    """Find a session in a room that is closed that day."""
    closed = {key: room.closed_periods for key, room in scene.rooms.items() if room.closed_periods}
    for room_id in closed.keys() & scene.by_room.keys():
        room = scene.rooms[room_id]
        for row in scene.by_room[room_id]:
            day = row.session.start.date()
            if any(period.covers(day) for period in closed[room_id]):
                yield Trouble(
                    (scene.by_id[row.stop.id].place, session_place(row.session), room_place(room)),
                    _("{room} is closed on {day}.").format(room=room.name, day=day),
                )


def equipment_double_booked(scene: Scene) -> Iterator[Trouble]:
    """Find more sessions at one moment that need a thing than there are of it, for things that the settings count."""
    owned = {fold(name): (name, number) for name, number in counted_equipment(scene.settings.equipment).items()}
    for key, rows in scene.by_equipment.items():
        name, number = owned[key]
        running: list[TimedSession] = []
        for row in rows:
            running = [other for other in running if other.end > row.begin]
            if row.end > row.begin:
                running.append(row)
            if len(running) > number:
                text = ngettext(
                    "There is {number} “{thing}”, and “{session}” needs it while another session has it, at {time}.",
                    "There are {number} of “{thing}”, and “{session}” needs one more, at {time}.",
                    number,
                )
                sentence = text.format(
                    number=number, thing=name, session=session_place(row.session).name, time=clock(row.session.start)
                )
                yield Trouble(_pair(scene, running[0], row) if number else _alone(scene, row), sentence)
                running.remove(min(running, key=lambda other: other.end))


def venue_closed(scene: Scene) -> Iterator[Trouble]:
    """Find a stop on a day on which its venue is closed: a closed period, or a weekday without opening hours."""
    for stop in scene.stops:
        venue = stop.venue
        if venue is None:
            continue
        reason = _closed_reason(venue, stop)
        if reason is not None:
            yield Trouble((stop.place, venue_place(venue)), reason)


def _closed_reason(venue: Venue, stop: TimedStop) -> str | None:
    days = stop.days
    for period in venue.closed_periods:
        if period.first <= days[-1] and days[0] <= period.last:
            text = (
                _("{venue} is closed from {first} to {last}: {reason}.")
                if period.reason
                else _("{venue} is closed from {first} to {last}.")
            )
            return text.format(venue=venue.name, first=period.first, last=period.last, reason=period.reason)
    if venue.opening_hours and not any(hour.weekday == days[0].isoweekday() for hour in venue.opening_hours):
        return _("{venue} has no opening hours on the weekday of {day}.").format(venue=venue.name, day=days[0])
    return None


Window = tuple[datetime, datetime]


def outside_opening_hours(scene: Scene) -> Iterator[Trouble]:
    """Find a stop, or a session of one, that lies outside the opening hours of the venue."""
    for stop in scene.stops:
        venue = stop.venue
        if venue is None or not venue.opening_hours or _closed_reason(venue, stop) is not None:
            continue
        windows = _windows(venue, stop)
        doors = min(stop.stop.doors or stop.stop.start, stop.stop.start)
        open_throughout = _covered(windows, doors, stop.stop.end)
        if not open_throughout:
            yield Trouble(
                (stop.place, venue_place(venue)),
                _("{venue} is not open all the time from {hours}.").format(venue=venue.name, hours=hours(stop)),
            )
        for row in stop.sessions:
            start = row.session.start
            end = start + timedelta(minutes=row.session.length)
            if open_throughout and doors <= start and end <= stop.stop.end:
                continue
            if not _covered(windows, start, end):
                yield Trouble(
                    (stop.place, session_place(row.session), venue_place(venue)),
                    _("“{session}” is at {time}, when {venue} is not open all the time.").format(
                        session=session_place(row.session).name, time=clock(start), venue=venue.name
                    ),
                )


def _windows(venue: Venue, stop: TimedStop) -> list[Window]:
    """Return when the venue is open around the days of the stop.

    One that closes at or before the time it opens is open over midnight.
    """
    days = stop.days
    found: list[Window] = []
    for day in (days[0] - timedelta(days=1), *days, days[-1] + timedelta(days=1)):
        for hour in venue.opening_hours:
            if hour.weekday == day.isoweekday():
                closes = datetime.combine(day, hour.closes)
                opens = datetime.combine(day, hour.opens)
                found.append((opens, closes if closes > opens else closes + timedelta(days=1)))
    return sorted(found)


def _covered(windows: list[Window], begin: datetime, end: datetime) -> bool:
    cursor = begin
    for opens, closes in windows:
        if opens <= cursor < closes:
            cursor = closes
        if cursor >= end:
            return True
    return False


def hold_expired(scene: Scene) -> Iterator[Trouble]:
    """Find a venue that was held until a day that has passed, while no firm booking took its place."""
    for stop in scene.stops:
        if stop.venue is None:
            continue
        bookings = [row for row in scene.bookings_of.get(stop.stop.id, ()) if row.venue_id == stop.venue.id]
        lapsed = [row.until for row in bookings if row.until is not None and row.until < scene.today]
        if lapsed and len(lapsed) == len(bookings) and all(row.state is BookingState.HOLD for row in bookings):
            yield Trouble(
                (stop.place, venue_place(stop.venue)),
                _("The hold on {venue} ended on {day}.").format(venue=stop.venue.name, day=max(lapsed)),
            )


def venue_unconfirmed(scene: Scene) -> Iterator[Trouble]:
    """Find a stop that comes near while its venue is not firmly booked: only held, or not booked at all."""
    near = scene.today + timedelta(days=scene.settings.booking_days)
    for stop in scene.stops:
        venue = stop.venue
        if venue is None or stop.stop.start.date() > near:
            continue
        bookings = [row for row in scene.bookings_of.get(stop.stop.id, ()) if row.venue_id == venue.id]
        if any(row.state is BookingState.FIRM for row in bookings):
            continue
        text = (
            _("{venue} is only held for {day}, not firmly booked.")
            if bookings
            else _("There is no booking of {venue} for {day}.")
        )
        yield Trouble((stop.place, venue_place(venue)), text.format(venue=venue.name, day=stop.stop.start.date()))


def _pair(scene: Scene, one: TimedSession, other: TimedSession) -> tuple[Place, ...]:
    stops = dict.fromkeys((scene.by_id[one.stop.id].place, scene.by_id[other.stop.id].place))
    return (*stops, session_place(one.session), session_place(other.session))


def _alone(scene: Scene, row: TimedSession) -> tuple[Place, ...]:
    return scene.by_id[row.stop.id].place, session_place(row.session)


RULES = (
    Rule("room-double-booked", Weight.BLOCK, N_("A room is used by two sessions at once"),
         N_("Give one of them another room or another time."), room_double_booked),
    Rule("room-elsewhere", Weight.BLOCK, N_("A session is in a room of another venue"),
         N_("Choose a room of the venue of this stop."), room_elsewhere),
    Rule("room-closed", Weight.BLOCK, N_("A room is closed on the day of a session"),
         N_("Choose another room, or mend when the room is closed."), room_closed),
    Rule("equipment-double-booked", Weight.WARN, N_("A thing is needed in more places at once than there are of it"),
         N_("Move one session, rent one more, or raise the number in the settings."), equipment_double_booked),
    Rule("venue-closed", Weight.BLOCK, N_("The venue is closed on a day of the stop"),
         N_("Move the stop to another day, or choose another venue."), venue_closed),
    Rule("outside-opening-hours", Weight.WARN, N_("A stop or session lies outside the opening hours of the venue"),
         N_("Ask the venue to open earlier or close later, or move the session."), outside_opening_hours),
    Rule("hold-expired", Weight.BLOCK, N_("The hold on a venue has ended"),
         N_("Call the venue and book it firmly, or agree on a new day for the hold."), hold_expired),
    Rule("venue-unconfirmed", Weight.WARN, N_("A stop comes near and its venue is not firmly booked"),
         N_("Call the venue, then note the booking as firm."), venue_unconfirmed),
)  # fmt: skip
