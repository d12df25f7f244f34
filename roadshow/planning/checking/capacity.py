"""Rules about size: rooms and venues against those who come and those who are listed."""

from collections.abc import Iterator
from typing import NamedTuple

from roadshow.domain.findings import Weight
from roadshow.domain.tour import Session
from roadshow.domain.wording import N_, _
from roadshow.planning.checking.rule import Rule, Trouble, clock, room_place, session_place
from roadshow.planning.checking.scene import Scene, TimedSession, TimedStop


def session_over_room(scene: Scene) -> Iterator[Trouble]:
    """Find a session that takes more people than its room has places."""
    for stop in scene.stops:
        for row in stop.sessions:
            room = scene.rooms.get(row.session.room_id or "")
            wanted = row.session.capacity
            if room is not None and room.capacity is not None and wanted is not None and wanted > room.capacity:
                yield Trouble(
                    (stop.place, session_place(row.session), room_place(room)),
                    _("“{session}” takes {wanted} people; {room} has {places} places.").format(
                        session=session_place(row.session).name, wanted=wanted, room=room.name, places=room.capacity
                    ),
                )


def room_too_small(scene: Scene) -> Iterator[Trouble]:
    """Find a moment at which the rooms in use hold fewer people than accepted, companions included."""
    for stop in scene.stops:
        coming = scene.tally(stop.stop.id).coming
        text = _("{number} people come, and at {time} there are {places} places: “{session}” in {room}.")
        yield from _small_moments(scene, stop, coming, text, spare=0)


def room_small_for_list(scene: Scene) -> Iterator[Trouble]:
    """Find a moment at which the rooms in use hold all who accepted, but not all who are on the list."""
    for stop in scene.stops:
        counted = scene.tally(stop.stop.id)
        text = _("{number} people are listed, and at {time} there are {places} places: “{session}” in {room}.")
        yield from _small_moments(scene, stop, counted.listed, text, spare=counted.coming)


def venue_too_small(scene: Scene) -> Iterator[Trouble]:
    """Find a stop to which more people come, companions included, than it takes or the rooms of its venue hold."""
    for stop in scene.stops:
        limit = _limit(scene, stop)
        coming = scene.tally(stop.stop.id).coming
        if limit is not None and coming > limit:
            text = _("{number} people come to {stop}; there are {places} places.")
            yield Trouble((stop.place,), text.format(number=coming, stop=stop.place.name, places=limit))


def venue_small_for_list(scene: Scene) -> Iterator[Trouble]:
    """Find a stop that holds those who accepted, but not all who are listed."""
    for stop in scene.stops:
        limit = _limit(scene, stop)
        counted = scene.tally(stop.stop.id)
        if limit is not None and counted.coming <= limit < counted.listed:
            text = _("{number} people are listed for {stop}; there are {places} places.")
            yield Trouble((stop.place,), text.format(number=counted.listed, stop=stop.place.name, places=limit))


def _limit(scene: Scene, stop: TimedStop) -> int | None:
    """Return how many people a stop takes: its own limit or the places of all rooms, whichever is less."""
    limits = [] if stop.stop.capacity is None else [stop.stop.capacity]
    rooms = scene.rooms_of.get(stop.venue.id, ()) if stop.venue else ()
    capacities = [room.capacity for room in rooms if room.capacity is not None]
    if rooms and len(capacities) == len(rooms):
        limits.append(sum(capacities))
    return min(limits, default=None)


class _Moment(NamedTuple):
    """One stretch of a stop in which the same sessions run."""

    places: int
    first: TimedSession


def _small_moments(scene: Scene, stop: TimedStop, number: int, text: str, *, spare: int) -> Iterator[Trouble]:
    """Name each session that opens a moment with fewer places than `number` and no fewer than `spare`."""
    if number <= 0 or number <= spare or _every_room_holds(scene, stop, number):
        return
    for places, row in _moments(scene, stop):
        if not spare <= places < number:
            continue
        room = scene.rooms[row.session.room_id or ""]
        yield Trouble(
            (stop.place, session_place(row.session), room_place(room)),
            text.format(
                number=number, time=clock(row.session.start), places=places,
                session=session_place(row.session).name, room=room.name,
            ),
        )  # fmt: skip


def _every_room_holds(scene: Scene, stop: TimedStop, number: int) -> bool:
    """Say whether each room alone is large enough, so that no moment has to be looked at."""
    return all((_places(scene, row.session) or 0) >= number for row in stop.sat if row.session.room_id)


def _moments(scene: Scene, stop: TimedStop) -> Iterator[_Moment]:
    """Sweep over the sessions: the places of all rooms in use whenever one starts, once for each first session.

    A moment with a session without a room, or in a room whose size nobody knows, says nothing and is left out.
    """
    rows = [row for row in stop.sat if row.end > row.begin]
    starts = sorted({row.begin for row in rows})
    ends = sorted(rows, key=lambda row: row.end)
    running: dict[str, TimedSession] = {}
    places = unknown = gone = come = 0
    told: set[str] = set()
    for moment in starts:
        while gone < len(ends) and ends[gone].end <= moment:
            left = running.pop(ends[gone].session.id, None)
            if left is not None:
                size = _places(scene, left.session)
                places, unknown = places - (size or 0), unknown - (size is None)
            gone += 1
        while come < len(rows) and rows[come].begin <= moment:
            running[rows[come].session.id] = rows[come]
            size = _places(scene, rows[come].session)
            places, unknown = places + (size or 0), unknown + (size is None)
            come += 1
        first = next(iter(running.values()))
        if not unknown and first.session.id not in told:
            told.add(first.session.id)
            yield _Moment(places, first)


def _places(scene: Scene, session: Session) -> int | None:
    room = scene.rooms.get(session.room_id or "")
    return None if room is None else room.capacity


RULES = (
    Rule("session-over-room", Weight.WARN, N_("A session takes more people than its room has places"),
         N_("Choose a larger room, or let fewer people in."), session_over_room),
    Rule("room-too-small", Weight.WARN, N_("The rooms in use hold fewer people than come, companions included"),
         N_("Choose a larger room, or let groups work at the same time in more rooms."), room_too_small),
    Rule("room-small-for-list", Weight.HINT, N_("The rooms in use hold fewer people than are listed"),
         N_("Keep a larger room in mind, or start a waiting list."), room_small_for_list),
    Rule("venue-too-small", Weight.WARN, N_("More people come than there are places at the stop"),
         N_("Choose a larger venue, raise the capacity of the stop, or put people on the waiting list."),
         venue_too_small),
    Rule("venue-small-for-list", Weight.HINT, N_("More people are listed than there are places at the stop"),
         N_("Invite in two rounds, or start a waiting list."), venue_small_for_list),
)  # fmt: skip
