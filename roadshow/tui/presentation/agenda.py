"""The agenda of a stop as it is shown: its lanes, its sessions in minutes from the top, and the run sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from roadshow.api import (
    N_,
    Part,
    PartRole,
    Person,
    Room,
    Session,
    SessionKind,
    Stop,
    _,
    called,
    scheduling,
    to_utc,
    to_wall,
)
from roadshow.tui.presentation.cells import Cell, cell

ACROSS = frozenset({SessionKind.BREAK, SessionKind.MEAL})
"""Kinds that go across all rooms where they have no room of their own."""
EVERYWHERE = -1
"""The lane of what goes across all rooms."""
KINDS = {
    SessionKind.WELCOME: N_("welcome"),
    SessionKind.TALK: N_("talk"),
    SessionKind.CASE_DISCUSSION: N_("case discussion"),
    SessionKind.WORKSHOP: N_("workshop"),
    SessionKind.MEAL: N_("meal"),
    SessionKind.BREAK: N_("break"),
    SessionKind.NETWORKING: N_("networking"),
    SessionKind.EVALUATION: N_("evaluation"),
    SessionKind.OTHER: N_("other"),
}
ROLES = {
    PartRole.SPEAKER: N_("speaker"),
    PartRole.FACILITATOR: N_("facilitator"),
    PartRole.HOST: N_("host"),
    PartRole.INTERPRETER: N_("interpreter"),
    PartRole.TIMEKEEPER: N_("timekeeper"),
    PartRole.MINUTES: N_("minutes"),
}
LEADING = (PartRole.FACILITATOR, PartRole.SPEAKER, PartRole.HOST)


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the board. `room` None is where sessions without a room stand."""

    room: Room | None

    @property
    def room_id(self) -> str | None:
        """The room, by id."""
        return self.room.id if self.room else None

    @property
    def title(self) -> str:
        """What stands above the column."""
        return cell(self.room.name).text if self.room else _("no room")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a session, by name, and whether they said yes."""

    name: str
    role: PartRole
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A session on the board. `begin` and `end` are minutes that really pass from the top of the board.

    Sessions of one lane that run at the same time stand in columns of their own: `column` of `columns`.
    `slack` is how many minutes are free behind it in its room, None where nothing follows; below 0 it overlaps.
    """

    session: Session
    lane: int
    begin: int
    end: int
    start: datetime
    until: datetime
    column: int = 0
    columns: int = 1
    overlaps: bool = False
    slack: int | None = None
    who: tuple[Who, ...] = ()

    @property
    def title(self) -> str:
        """Its title, safe to show."""
        return cell(self.session.title).text


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the board shows. `top` is the moment (UTC) at its upper edge; `opens` and `closes` are the stop's hours.

    `opens`, `closes` and `height` are minutes from the top.
    """

    stop: Stop
    top: datetime
    lanes: tuple[Lane, ...]
    entries: tuple[Entry, ...]
    opens: int
    closes: int
    height: int

    def wall(self, minutes: int) -> datetime:
        """Return the wall time so many minutes from the top."""
        return to_wall(self.top + timedelta(minutes=minutes), self.stop.zone)

    def entry(self, session_id: str) -> Entry | None:
        """Return where a session stands."""
        return next((entry for entry in self.entries if entry.session.id == session_id), None)

    def lane_of(self, room_id: str | None) -> int:
        """Return the lane of a room; the first where it has none."""
        return next((place for place, lane in enumerate(self.lanes) if lane.room_id == room_id), 0)

    def following(self, entry: Entry) -> Entry | None:
        """Return what comes next in the lane of a session."""
        lane = [other for other in self.entries if other.lane == entry.lane and other is not entry]
        return next((other for other in lane if other.begin >= entry.begin), None)

    def place(self, lane: int) -> str:
        """Return what a lane is called, also where that is all of them."""
        return _("all rooms") if lane == EVERYWHERE else self.lanes[lane].title

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions themselves."""
        return tuple(entry.session for entry in self.entries)


def plan(
    stop: Stop, sessions: Sequence[Session], rooms: Sequence[Room], who: Mapping[str, Sequence[Who]] | None = None
) -> Plan:
    """Lay a stop out. Every room has a lane; sessions without a room have one where there are any."""
    slots = scheduling.agenda(sessions, stop.zone)
    opens, closes = to_utc(stop.start, stop.zone), to_utc(stop.end, stop.zone)
    doors = to_utc(stop.doors, stop.zone) if stop.doors else opens
    first = min([opens, doors, *(slot.begins for slot in slots)])
    last = max([closes, *(slot.ends for slot in slots)])
    top = first - timedelta(minutes=_past_hour(first, stop.zone) % 30)
    known = {room.id for room in rooms}
    loose = any(slot.session.room_id not in known and not _goes_across(slot.session) for slot in slots)
    lanes = tuple(Lane(room) for room in rooms) + ((Lane(None),) if loose or not rooms else ())
    places = {lane.room_id: place for place, lane in enumerate(lanes)}
    entries = [
        Entry(
            slot.session,
            EVERYWHERE if _goes_across(slot.session) else places.get(slot.session.room_id, len(lanes) - 1),
            _minutes(top, slot.begins), _minutes(top, slot.ends), slot.start, slot.end,
            who=tuple((who or {}).get(slot.session.id, ())),
        )
        for slot in slots
    ]  # fmt: skip
    return Plan(
        stop, top, lanes, tuple(_beside(entries)), _minutes(top, opens), _minutes(top, closes), _minutes(top, last)
    )


def _goes_across(session: Session) -> bool:
    return session.room_id is None and session.session_kind in ACROSS


def _past_hour(moment: datetime, zone: str) -> int:
    return to_wall(moment, zone).minute


def _minutes(first: datetime, moment: datetime) -> int:
    return int((moment - first).total_seconds()) // 60


def _beside(entries: Iterable[Entry]) -> list[Entry]:
    """Give sessions of one lane that run at the same time columns of their own, and all their slack."""
    lanes: dict[int, list[Entry]] = {}
    for entry in entries:
        lanes.setdefault(entry.lane, []).append(entry)
    placed: list[Entry] = []
    for lane in lanes.values():
        cluster: list[Entry] = []
        for entry in lane:
            if cluster and entry.begin >= max(other.end for other in cluster):
                placed += _columns(cluster, entry.begin)
                cluster = []
            cluster.append(entry)
        placed += _columns(cluster, None)
    return sorted(placed, key=lambda entry: (entry.begin, entry.lane, entry.column))


def _columns(cluster: Sequence[Entry], following: int | None) -> list[Entry]:
    """Place sessions that hang together by overlapping; `following` is when the next one begins."""
    ends: list[int] = []
    columns: list[int] = []
    for entry in cluster:
        column = next((place for place, end in enumerate(ends) if end <= entry.begin), len(ends))
        ends[column : column + 1] = [entry.end]
        columns.append(column)
    placed = []
    for entry, column in zip(cluster, columns, strict=True):
        behind = [other.begin for other in cluster if other is not entry and other.begin >= entry.begin]
        until = min([*behind, *([] if following is None else [following])], default=None)
        placed.append(
            Entry(
                entry.session, entry.lane, entry.begin, entry.end, entry.start, entry.until, column, len(ends),
                any(o is not entry and o.begin < entry.end and entry.begin < o.end for o in cluster),
                None if until is None else until - entry.end, entry.who,
            )
        )  # fmt: skip
    return placed


def who_is(parts: Iterable[Part], people: Mapping[str, Person]) -> dict[str, list[Who]]:
    """Return who is in each session, those who lead it first."""
    found: dict[str, list[Who]] = {}
    order = [*LEADING, *(role for role in PartRole if role not in LEADING)]
    for part in sorted(parts, key=lambda part: order.index(part.role)):
        person = people.get(part.person_id)
        name = cell(called(person)).text if person else _("somebody without a name")
        found.setdefault(part.session_id, []).append(Who(name, part.role, part.confirmed))
    return found


def named(who: Iterable[Who]) -> str:
    """Name people with what they do; who has not said yes yet has a question mark."""
    return ", ".join(f"{one.name}{'' if one.confirmed else '?'} ({_(ROLES[one.role])})" for one in who)


def times(start: datetime, until: datetime) -> str:
    """Write from when to when; the day that it ends on is said where it is another."""
    days = (until.date() - start.date()).days
    return f"{start:%H:%M}-{until:%H:%M}" + (f" (+{days})" if days else "")


def length_said(minutes: int) -> str:
    """Write how long something takes."""
    return _("{minutes} min").format(minutes=minutes)


def slack_said(entry: Entry) -> Cell:
    """Say how much room there is behind a session."""
    if entry.overlaps:
        return Cell(_("! overlaps"), "bad")
    if entry.slack:
        return Cell(_("{minutes} min slack").format(minutes=entry.slack), "dim")
    return Cell("")


def details(plan: Plan, entry: Entry | None) -> tuple[list[Cell], list[Cell]]:
    """Return two lines about the session under the cursor."""
    if entry is None:
        return [Cell(_("No sessions yet."), "dim")], []
    session = entry.session
    first = [
        Cell(times(entry.start, entry.until), "strong"),
        Cell(length_said(session.length)),
        Cell(plan.place(entry.lane)),
        Cell(_(KINDS[session.session_kind])),
        *([Cell(_("fixed"), "doubt")] if session.fixed else []),
        *([slack] if (slack := slack_said(entry)).text else []),
    ]
    second = [Cell(entry.title, "strong")]
    if entry.who:
        second.append(Cell(named(entry.who)))
    if session.materials:
        second.append(cell(", ".join(session.materials), "dim"))
    return first, second
