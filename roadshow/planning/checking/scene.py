"""The scene: everything the rules look at, arranged once so that no rule has to search.

A scene holds the plan, never the guests: those come as a tally for each stop.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeVar

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Place
from roadshow.domain.folding import fold
from roadshow.domain.guests import Invitation
from roadshow.domain.moments import zone
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.revising import is_material
from roadshow.domain.tour import Part, Roadshow, Session, Stop, StopStatus, Task
from roadshow.domain.wording import _
from roadshow.planning.checking.calendar import DayIndex, SpecialDays, by_day
from roadshow.planning.checking.settings import CheckSettings
from roadshow.planning.checking.tally import EMPTY, GONE, GuestTally

N = TypeVar("N", bound=Noun)
Rows = dict[str, list["Presence"]]
LONGEST_STOP = 31
"""Days of one stop that are looked at; a stop that seems longer has a wrong date, which other rules name."""


class TimedSession(NamedTuple):
    """A session with its moments, in minutes since 1970 (UTC)."""

    begin: int
    end: int
    session: Session
    stop: Stop


class Presence(NamedTuple):
    """Somebody who must be at a stop, in a session or, as crew, from the doors to the end. Minutes since 1970."""

    begin: int
    end: int
    person_id: str
    stop: Stop
    session: Session | None


@dataclass(frozen=True, slots=True)
class TimedStop:
    """A stop that is still to come, with its moments in minutes since 1970, its venue and its sessions in order."""

    stop: Stop
    doors: int
    begin: int
    end: int
    venue: Venue | None
    sessions: tuple[TimedSession, ...]
    crew: tuple[Invitation, ...]

    @property
    def place(self) -> Place:
        """The stop as findings name it."""
        return Place("stop", self.stop.id, self.stop.title or self.stop.slug)

    def days(self) -> tuple[date, ...]:
        """Return the days it touches; one that ends at midnight does not touch the next."""
        first = min(self.stop.doors or self.stop.start, self.stop.start).date()
        last = max((self.stop.end - timedelta(minutes=1)).date(), first)
        return tuple(first + timedelta(days=number) for number in range(min((last - first).days + 1, LONGEST_STOP)))


Plan = Mapping[type[Noun], Mapping[str, Noun]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the rules look at. Made by `arrange`; the indexes hold stops that are still to come, no others.

    `stops` are in order of start. `by_room`, `by_person`, `by_team` and `by_equipment` hold rows sorted by begin.
    `tallies` may be a mapping that counts a guest list when it is asked for one.
    """

    plan: Plan
    today: date
    settings: CheckSettings
    special: tuple[SpecialDays, ...]
    tallies: Mapping[str, GuestTally]
    days: DayIndex
    roadshows: Mapping[str, Roadshow]
    venues: Mapping[str, Venue]
    rooms: Mapping[str, Room]
    people: Mapping[str, Person]
    stops: tuple[TimedStop, ...]
    by_id: Mapping[str, TimedStop]
    by_room: Mapping[str, tuple[TimedSession, ...]]
    by_equipment: Mapping[str, tuple[TimedSession, ...]]
    by_person: Mapping[str, tuple[Presence, ...]]
    by_team: Mapping[str, tuple[Presence, ...]]
    parts_of: Mapping[str, tuple[Part, ...]]
    bookings_of: Mapping[str, tuple[Booking, ...]]
    rooms_of: Mapping[str, tuple[Room, ...]]
    tasks: tuple[Task, ...]
    tasks_of: Mapping[str, tuple[Task, ...]]
    known_stops: Mapping[str, Stop]

    def tally(self, stop_id: str) -> GuestTally:
        """Return the guests of a stop in numbers; none where nobody counted."""
        return self.tallies.get(stop_id, EMPTY)

    def person_name(self, person_id: str) -> str:
        """Return the name of a person, or a word that says that the person is gone."""
        person = self.people.get(person_id)
        return person.name if person is not None and person.name else _("somebody without a name")


def arrange(
    nouns: Iterable[Noun],
    *,
    today: date,
    settings: CheckSettings | None = None,
    special: Iterable[SpecialDays] = (),
    tallies: Mapping[str, GuestTally] | None = None,
) -> Scene:
    """Arrange a scene from nouns of any kind, in any order.

    Of people only those with a part or a role other than guest are needed, of invitations only those of such roles;
    guests come as `tallies` by stop id. Stops that are held, cancelled or over before `today` are not looked at.
    """
    kept: dict[type[Noun], dict[str, Noun]] = defaultdict(dict)
    for noun in nouns:
        kept[type(noun)][noun.id] = noun
    return _arranged(kept, today, settings or CheckSettings(), tuple(special), tallies or {})


def after(scene: Scene, edits: Iterable[Edit]) -> Scene:
    """Return the scene as it would be after the edits of a change. Guests who were told an old time become outdated."""
    plan: dict[type[Noun], dict[str, Noun]] = defaultdict(dict)
    plan.update({kind: dict(rows) for kind, rows in scene.plan.items()})
    moved: set[str] = set()
    for edit in edits:
        rows = plan[type(edit.noun)]
        if edit.after is None:
            rows.pop(edit.noun.id, None)
        else:
            rows[edit.noun.id] = edit.after
        if isinstance(edit.noun, Stop) and edit.before and edit.after and is_material(edit.before, edit.after):
            moved.add(edit.noun.id)
    tallies = scene.tallies
    if moved:
        tallies = {**tallies, **{stop_id: scene.tally(stop_id).all_outdated() for stop_id in moved}}
    return _arranged(plan, scene.today, scene.settings, scene.special, tallies)


def _arranged(
    plan: Plan,
    today: date,
    settings: CheckSettings,
    special: tuple[SpecialDays, ...],
    tallies: Mapping[str, GuestTally],
) -> Scene:
    people = _of(plan, Person)
    venues, rooms = _of(plan, Venue), _of(plan, Room)
    stops = _timed_stops(plan, venues, today)
    parts_of = _grouped(_of(plan, Part).values(), "session_id")
    tasks = _of(plan, Task)
    sessions = [row for stop in stops for row in stop.sessions]
    sessions.sort(key=_order)
    by_room, by_equipment = _session_indexes(sessions, settings)
    by_person, by_team = _people_indexes(stops, sessions, parts_of, people, settings)
    return Scene(
        plan=plan, today=today, settings=settings, special=special, tallies=tallies, days=by_day(special),
        roadshows=_of(plan, Roadshow), venues=venues, rooms=rooms, people=people,
        stops=stops, by_id={row.stop.id: row for row in stops},
        by_room=by_room, by_equipment=by_equipment, by_person=by_person, by_team=by_team,
        parts_of=parts_of, bookings_of=_grouped(_of(plan, Booking).values(), "stop_id"),
        rooms_of=_grouped(rooms.values(), "venue_id"),
        tasks=tuple(tasks.values()), tasks_of=_grouped(tasks.values(), "stop_id"),
        known_stops=_of(plan, Stop),
    )  # fmt: skip


def narrow(scene: Scene, stop_id: str) -> Scene:
    """Return a scene that has one stop in full, and of the others only what shares a room, person or thing with it."""
    stop = scene.by_id.get(stop_id)
    rows = () if stop is None else stop.sessions
    rooms = {row.session.room_id for row in rows}
    things = {fold(thing) for row in rows for thing in row.session.materials}
    people = {part.person_id for row in rows for part in scene.parts_of.get(row.session.id, ())}
    people |= {invitation.person_id for invitation in stop.crew} if stop else set()
    teams = {tag for who in people if who in scene.people for tag in scene.people[who].tags}
    roadshow_id = stop.stop.roadshow_id if stop else ""
    return replace(
        scene,
        roadshows={key: roadshow for key, roadshow in scene.roadshows.items() if key == roadshow_id},
        stops=() if stop is None else (stop,),
        by_room={key: scene.by_room[key] for key in sorted(room for room in rooms if room) if key in scene.by_room},
        by_equipment={key: row for key, row in scene.by_equipment.items() if key in things},
        by_person={key: row for key, row in scene.by_person.items() if key in people},
        by_team={key: row for key, row in scene.by_team.items() if key in teams},
        tasks=tuple(task for task in scene.tasks if task.stop_id == stop_id),
    )


def minutes(wall: datetime, zone_name: str) -> int:
    """Return minutes since 1970 (UTC) of a wall time."""
    return int(wall.replace(tzinfo=zone(zone_name)).timestamp()) // 60


def _of(plan: Plan, kind: type[N]) -> dict[str, N]:
    return {key: noun for key, noun in plan.get(kind, {}).items() if isinstance(noun, kind)}


def _grouped(nouns: Iterable[N], owner: str) -> dict[str, tuple[N, ...]]:
    owner_of = attrgetter(owner)
    groups: dict[str, list[N]] = defaultdict(list)
    for noun in nouns:
        key = owner_of(noun)
        if key is not None:
            groups[key].append(noun)
    return {key: tuple(rows) for key, rows in groups.items()}


def _order(row: TimedSession) -> tuple[int, int, str]:
    return row.begin, row.end, row.session.id


def _timed_stops(plan: Plan, venues: Mapping[str, Venue], today: date) -> tuple[TimedStop, ...]:
    sessions_of = _grouped(_of(plan, Session).values(), "stop_id")
    crew = (row for row in _of(plan, Invitation).values() if row.role != "guest" and row.state not in GONE)
    crew_of = _grouped(crew, "stop_id")
    found: list[TimedStop] = []
    for stop in _of(plan, Stop).values():
        if stop.status in {StopStatus.CANCELLED, StopStatus.HELD} or stop.end.date() < today:
            continue
        begin = minutes(stop.start, stop.zone)
        rows = [_timed(session, stop) for session in sessions_of.get(stop.id, ())]
        rows.sort(key=_order)
        found.append(
            TimedStop(
                stop,
                minutes(stop.doors, stop.zone) if stop.doors else begin,
                begin,
                minutes(stop.end, stop.zone),
                venues.get(stop.venue_id) if stop.venue_id else None,
                tuple(rows),
                crew_of.get(stop.id, ()),
            )
        )
    found.sort(key=lambda row: (row.begin, row.stop.id))
    return tuple(found)


def _timed(session: Session, stop: Stop) -> TimedSession:
    begin = minutes(session.start, stop.zone)
    return TimedSession(begin, begin + session.length, session, stop)


def _session_indexes(
    sessions: Iterable[TimedSession], settings: CheckSettings
) -> tuple[dict[str, tuple[TimedSession, ...]], dict[str, tuple[TimedSession, ...]]]:
    rooms: dict[str, list[TimedSession]] = defaultdict(list)
    things: dict[str, list[TimedSession]] = defaultdict(list)
    counted = {fold(name) for name in settings.equipment}
    for row in sessions:
        if row.session.room_id:
            rooms[row.session.room_id].append(row)
        if counted:
            for name in {fold(material) for material in row.session.materials} & counted:
                things[name].append(row)
    return {key: tuple(rows) for key, rows in rooms.items()}, {key: tuple(rows) for key, rows in things.items()}


def _people_indexes(
    stops: Iterable[TimedStop],
    sessions: Iterable[TimedSession],
    parts_of: Mapping[str, tuple[Part, ...]],
    people: Mapping[str, Person],
    settings: CheckSettings,
) -> tuple[dict[str, tuple[Presence, ...]], dict[str, tuple[Presence, ...]]]:
    rows: Rows = defaultdict(list)
    for row in sessions:
        for who in {part.person_id for part in parts_of.get(row.session.id, ())}:
            rows[who].append(Presence(row.begin, row.end, who, row.stop, row.session))
    for stop in stops:
        for invitation in stop.crew:
            who = invitation.person_id
            rows[who].append(Presence(min(stop.doors, stop.begin), stop.end, who, stop.stop, None))
    teams: Rows = defaultdict(list)
    for who, presences in rows.items():
        presences.sort(key=_presence_order)
        for tag in people[who].tags if who in people else ():
            if settings.team_tag and tag.startswith(settings.team_tag):
                teams[tag] += presences
    for presences in teams.values():
        presences.sort(key=_presence_order)
    return {key: tuple(found) for key, found in rows.items()}, {key: tuple(found) for key, found in teams.items()}


def _presence_order(row: Presence) -> tuple[int, int, str, str, str]:
    return row.begin, row.end, row.person_id, row.stop.id, row.session.id if row.session else ""
