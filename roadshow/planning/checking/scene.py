"""The scene: everything the rules look at, arranged once so that no rule has to search.

A scene holds the plan, never the guests: those come as a tally for each stop.
"""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Place
from roadshow.domain.folding import fold
from roadshow.domain.guests import Invitation
from roadshow.domain.moments import zone
from roadshow.domain.names import called
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.revising import is_material
from roadshow.domain.tour import Part, Roadshow, Session, SessionKind, Stop, StopStatus, Task
from roadshow.domain.wording import _
from roadshow.planning.checking.calendar import DayIndex, SpecialDays, by_day
from roadshow.planning.checking.settings import CheckSettings, counted_equipment
from roadshow.planning.checking.tally import EMPTY, GONE, GuestTally

N = TypeVar("N", bound=Noun)
BEHIND = frozenset({SessionKind.BREAK, SessionKind.MEAL, SessionKind.NETWORKING})
LONGEST_STOP = 31
"""Days of one stop that are looked at; a stop that seems longer has a wrong date, which other rules name."""


class TimedSession(NamedTuple):
    """A session with its moments, in minutes since 1970 (UTC). Sorts as it stands: by begin, end and id."""

    begin: int
    end: int
    key: str
    session: Session
    stop: Stop


class Shift(NamedTuple):
    """Somebody of the crew at a stop, from the doors to the end. Shaped like a session, but in none."""

    begin: int
    end: int
    key: str
    session: None
    stop: Stop


Presence = TimedSession | Shift


@dataclass(frozen=True, slots=True)
class TimedStop:
    """A stop that is still to come, with its moments in minutes since 1970, its venue and its sessions in order.

    `days` are those it touches, 31 at most; one that ends at midnight does not touch the next.
    """

    stop: Stop
    doors: int
    begin: int
    end: int
    venue: Venue | None
    sessions: tuple[TimedSession, ...]
    crew: Sequence[Invitation]
    days: tuple[date, ...]

    @property
    def sat(self) -> list[TimedSession]:
        """What guests sit through: sessions within its hours that are no break, meal or networking.

        Sessions of kind other are the team's: setting up, cooking, childcare. Only in a stop that names no kinds at
        all they are what guests come for.
        """
        rows = [row for row in self.sessions if row.begin >= self.begin and row.end <= self.end]
        named = [row for row in rows if row.session.session_kind not in BEHIND]
        return [row for row in named if row.session.session_kind is not SessionKind.OTHER] or named

    @property
    def place(self) -> Place:
        """The stop as findings name it."""
        return Place("stop", self.stop.id, self.stop.title or self.stop.slug)


Plan = Mapping[type[Noun], Mapping[str, Noun]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the rules look at. Made by `arrange`; the indexes hold stops that are still to come, no others.

    `stops` are in order of start. `by_room`, `by_person` and `by_equipment` hold rows sorted by begin,
    `teams` the ids of the people of each team.
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
    by_room: Mapping[str, Sequence[TimedSession]]
    by_equipment: Mapping[str, Sequence[TimedSession]]
    by_person: Mapping[str, Sequence[Presence]]
    teams: Mapping[str, Sequence[str]]
    parts_of: Mapping[str, Sequence[Part]]
    bookings_of: Mapping[str, Sequence[Booking]]
    rooms_of: Mapping[str, Sequence[Room]]
    tasks: tuple[Task, ...]
    tasks_of: Mapping[str, Sequence[Task]]
    known_stops: Mapping[str, Stop]

    def tally(self, stop_id: str) -> GuestTally:
        """Return the guests of a stop in numbers; none where nobody counted."""
        return self.tallies.get(stop_id, EMPTY)

    def person_name(self, person_id: str) -> str:
        """Return the name of a person, or a word that says that the person is gone."""
        person = self.people.get(person_id)
        return called(person) if person is not None else _("somebody without a name")


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
        outdated = {stop_id: scene.tally(stop_id).all_outdated() for stop_id in moved}
        tallies = ChainMap(outdated, cast("dict[str, GuestTally]", tallies))
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
    sessions.sort()
    by_room, by_equipment = _session_indexes(sessions, settings)
    by_person, teams = _people_indexes(stops, sessions, parts_of, people, settings)
    return Scene(
        plan=plan, today=today, settings=settings, special=special, tallies=tallies, days=by_day(special),
        roadshows=_of(plan, Roadshow), venues=venues, rooms=rooms, people=people,
        stops=stops, by_id={row.stop.id: row for row in stops},
        by_room=by_room, by_equipment=by_equipment, by_person=by_person, teams=teams,
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
    tags = {tag for who in people if who in scene.people for tag in scene.people[who].tags}
    teams = {tag: scene.teams[tag] for tag in sorted(tags) if tag in scene.teams}
    people = people.union(*teams.values())
    known = scene.known_stops.get(stop_id)
    roadshow = scene.roadshows.get(known.roadshow_id) if known else None
    return replace(
        scene,
        roadshows={} if roadshow is None else {roadshow.id: roadshow},
        stops=() if stop is None else (stop,),
        by_room={key: scene.by_room[key] for key in sorted(room for room in rooms if room) if key in scene.by_room},
        by_equipment={key: scene.by_equipment[key] for key in sorted(things) if key in scene.by_equipment},
        by_person={key: scene.by_person[key] for key in sorted(people) if key in scene.by_person},
        teams=teams,
        tasks=tuple(scene.tasks_of.get(stop_id, ())),
    )


def minutes(wall: datetime, zone_name: str) -> int:
    """Return minutes since 1970 (UTC) of a wall time."""
    return int(wall.replace(tzinfo=zone(zone_name)).timestamp()) // 60


def _of(plan: Plan, kind: type[N]) -> Mapping[str, N]:
    return cast("Mapping[str, N]", plan.get(kind, {}))


def _grouped(nouns: Iterable[N], owner: str) -> Mapping[str, Sequence[N]]:
    owner_of = attrgetter(owner)
    groups: dict[str, list[N]] = defaultdict(list)
    for noun in nouns:
        key = owner_of(noun)
        if key is not None:
            groups[key].append(noun)
    return groups


def _timed_stops(plan: Plan, venues: Mapping[str, Venue], today: date) -> tuple[TimedStop, ...]:
    sessions_of = _grouped(_of(plan, Session).values(), "stop_id")
    crew = (row for row in _of(plan, Invitation).values() if row.role != "guest" and row.state not in GONE)
    crew_of = _grouped(crew, "stop_id")
    found: list[TimedStop] = []
    for stop in _of(plan, Stop).values():
        if stop.status in {StopStatus.CANCELLED, StopStatus.HELD} or stop.end.date() < today:
            continue
        begin = minutes(stop.start, stop.zone)
        rules = zone(stop.zone)
        rows = sorted(_timed(session, stop, rules) for session in sessions_of.get(stop.id, ()))
        found.append(
            TimedStop(
                stop,
                minutes(stop.doors, stop.zone) if stop.doors else begin,
                begin,
                minutes(stop.end, stop.zone),
                venues.get(stop.venue_id) if stop.venue_id else None,
                tuple(rows),
                crew_of.get(stop.id, ()),
                _days(stop),
            )
        )
    found.sort(key=lambda row: (row.begin, row.stop.id))
    return tuple(found)


def _days(stop: Stop) -> tuple[date, ...]:
    first = min(stop.doors or stop.start, stop.start).date()
    last = max((stop.end - timedelta(minutes=1)).date(), first)
    if first == last:
        return (first,)
    return tuple(first + timedelta(days=number) for number in range(min((last - first).days + 1, LONGEST_STOP)))


def _timed(session: Session, stop: Stop, rules: ZoneInfo) -> TimedSession:
    begin = int(session.start.replace(tzinfo=rules).timestamp()) // 60
    return TimedSession(begin, begin + session.length, session.id, session, stop)


def _session_indexes(
    sessions: Iterable[TimedSession], settings: CheckSettings
) -> tuple[Mapping[str, Sequence[TimedSession]], Mapping[str, Sequence[TimedSession]]]:
    rooms: dict[str, list[TimedSession]] = defaultdict(list)
    things: dict[str, list[TimedSession]] = defaultdict(list)
    counted = {fold(name) for name in counted_equipment(settings.equipment)}
    for row in sessions:
        if row.session.room_id:
            rooms[row.session.room_id].append(row)
        if counted:
            for name in {fold(material) for material in row.session.materials} & counted:
                things[name].append(row)
    return rooms, things


def _people_indexes(
    stops: Iterable[TimedStop],
    sessions: Iterable[TimedSession],
    parts_of: Mapping[str, Sequence[Part]],
    people: Mapping[str, Person],
    settings: CheckSettings,
) -> tuple[Mapping[str, Sequence[Presence]], Mapping[str, Sequence[str]]]:
    rows: dict[str, list[Presence]] = defaultdict(list)
    for row in sessions:
        for who in {part.person_id for part in parts_of.get(row.key, ())}:
            rows[who].append(row)
    for stop in stops:
        begin = min(stop.doors, stop.begin)
        for who in {invitation.person_id for invitation in stop.crew}:
            rows[who].append(Shift(begin, stop.end, stop.stop.id, None, stop.stop))
    teams: dict[str, list[str]] = defaultdict(list)
    for who, presences in rows.items():
        presences.sort()
        for tag in people[who].tags if who in people else ():
            if settings.team_tag and tag.startswith(settings.team_tag):
                teams[tag].append(who)
    return rows, teams
