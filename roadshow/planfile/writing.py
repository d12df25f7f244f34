"""Writing a plan file: the same plan gives the same bytes. What stands at its default is not written.

Headers and the order of tables are ours, so that a small change of the plan is a small change of the text; every
value is written by tomli-w.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task
from roadshow.planfile.keys import Keys, room_base, venue_base
from roadshow.planfile.lines import SCHEMA_MARK
from roadshow.planfile.plan import Plan, Written
from roadshow.planfile.tables import FORMAT, ROLES, table_of
from roadshow.planfile.times import at_out, in_order, wall_out

N = TypeVar("N", bound=Noun)
SCHEMA_FILE = "plan.schema.json"
LAST_PLACE = 1_000_000
TOGETHER = 500
"""People that are written before they are handed on."""

_HIDDEN = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


class Source(Protocol):
    """A plan that is too large to be held whole: one part at a time."""

    core: Plan
    """All but people, and but what stands under a stop."""

    def people(self) -> Iterable[Person]:
        """Give all people, in any order."""

    def in_order(self, ids: Sequence[str]) -> Iterable[Person]:
        """Give people by their ids, in this order."""

    def under(self, stop: Stop) -> Plan:
        """Return what belongs to a stop."""


class Whole:
    """A plan that is held whole."""

    def __init__(self, plan: Plan) -> None:
        self.core = plan
        self._parts = _by(plan, Part, lambda noun: noun.session_id)
        kinds = (Booking, Session, Invitation, SignIn)
        self._of_stop: list[dict[str, list[Any]]] = [_by(plan, kind, lambda noun: noun.stop_id) for kind in kinds]
        self._of_stop.append(_by(plan, Task, lambda noun: noun.stop_id or ""))

    def people(self) -> Iterable[Person]:
        """Give all people, in any order."""
        return self.core.of(Person).values()

    def in_order(self, ids: Sequence[str]) -> Iterable[Person]:
        """Give people by their ids, in this order."""
        return map(self.core.of(Person).__getitem__, ids)

    def under(self, stop: Stop) -> Plan:
        """Return what belongs to a stop."""
        nouns: list[Noun] = [noun for kind in self._of_stop for noun in kind.get(stop.id, ())]
        parts = [part for noun in nouns if isinstance(noun, Session) for part in self._parts.get(noun.id, ())]
        return Plan([*nouns, *parts])


def pieces(source: Source, *, people: bool = True, written: Written | None = None) -> Iterator[str]:
    """Write a plan as TOML, table by table, so that only one stop of it is in memory."""
    return _Writer(source, source.core, people=people, written=written).pieces()


def dump(plan: Plan, *, people: bool = True, known: Plan | None = None) -> str:
    """Write a plan as TOML; `load` gives the same plan back.

    Without `people` the file has no people, guests, sign-ins and parts, and no owners of tasks, and says so in
    `people = false`. `known` is a larger plan that this one is part of: it lends the keys of what is referred to.
    """
    return "".join(_Writer(Whole(plan), known or plan, people=people and plan.people, written=plan.written).pieces())


class _Writer:
    """One dump. `known` names what is referred to; what it does not have either is referred to by its id."""

    def __init__(self, source: Source, known: Plan, *, people: bool, written: Written | None) -> None:
        import tomli_w  # noqa: PLC0415  only a dump needs it

        self._dumps = tomli_w.dumps
        self._source = source
        self._plan = plan = source.core
        self._people = people
        self._written = written
        named = plan if known is plan else Plan([*known, *plan])
        self._keys = Keys(named, source.people() if known is plan else None)
        self._lends = known is not plan
        self._rooms = named.of(Room)
        self._shows = named.of(Roadshow)
        self._chunks: list[str] = []

    def pieces(self) -> Iterator[str]:
        for _step in self._steps():
            yield _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", "".join(self._chunks))
            self._chunks.clear()

    def _steps(self) -> Iterator[None]:
        """Write, and stop now and then, so that what was written can be handed on."""
        head: dict[str, Any] = {"format": FORMAT} | ({} if self._people else {"people": False})
        self._chunks += [f"{SCHEMA_MARK} {SCHEMA_FILE}\n", self._dumps(head)]
        if self._written is not None:
            self._chunks += ["\n[written]\n", self._dumps(self._written._asdict())]
        for show in sorted(self._plan.of(Roadshow).values(), key=lambda noun: (noun.slug, noun.id)):
            self._table("roadshow", {"slug": show.slug, "name": show.name}, show)
        self._venues()
        if self._people:
            for number, person in enumerate(self._source.in_order(self._people_in_order())):
                self._table("person", {"key": self._keys.person[person.id]}, person)
                if number % TOGETHER == 0:
                    yield
        for stop in sorted(self._plan.of(Stop).values(), key=self._stop_order):
            self._stop(stop, self._source.under(stop))
            yield
        loose = [task for task in self._plan.of(Task).values() if task.stop_id is None]
        self._tasks("task", loose, "")
        if self._people:
            for waiver in sorted(self._plan.of(Waiver).values(), key=lambda noun: (noun.code, noun.places, noun.id)):
                self._table("waiver", {"code": waiver.code}, waiver)
        yield

    def _people_in_order(self) -> list[str]:
        own = {person.id for person in self._source.people()} if self._lends else self._keys.person
        return sorted(own, key=self._keys.person.__getitem__)

    # Tables.

    def _venues(self) -> None:
        rooms = _by(self._plan, Room, lambda noun: noun.venue_id)
        for venue in sorted(self._plan.of(Venue).values(), key=lambda noun: self._keys.venue[noun.id]):
            key = self._keys.venue[venue.id]
            self._table("venue", {"name": venue.name} | _unless(key == venue_base(venue), "alias", key), venue)
            for room in sorted(rooms.get(venue.id, ()), key=lambda noun: self._keys.room[noun.id]):
                key = self._keys.room[room.id]
                self._table("venue.room", {"name": room.name} | _unless(key == room_base(room), "alias", key), room)

    def _stop(self, stop: Stop, under: Plan) -> None:
        parts = _by(under, Part, lambda noun: noun.session_id) if self._people else {}
        rows = {
            "booking": [self._booking(noun, stop) for noun in self._booked(under.of(Booking).values())],
            "guest": self._guests(under.of(Invitation).values() if self._people else ()),
            "sign_in": self._sign_ins(tuple(under.of(SignIn).values()) if self._people else ()),
        }
        self._table("stop", self._stop_body(stop), stop, rows)
        self._sessions(stop, under.of(Session).values(), parts)
        self._tasks("stop.task", under.of(Task).values(), stop.roadshow_id)

    def _stop_order(self, stop: Stop) -> tuple[Any, ...]:
        return self._show(stop.roadshow_id), in_order(stop.start, stop.zone), stop.slug, stop.id

    def _stop_body(self, stop: Stop) -> dict[str, Any]:
        show = self._shows.get(stop.roadshow_id)
        body: dict[str, Any] = {"roadshow": self._show(stop.roadshow_id), "slug": stop.slug, "title": stop.title}
        body |= {"start": wall_out(stop.start, stop.zone), "end": wall_out(stop.end, stop.zone)}
        if stop.doors is not None:
            body["doors"] = wall_out(stop.doors, stop.zone)
        if show is None or stop.zone != show.zone:
            body["zone"] = stop.zone
        return body | _unless(stop.venue_id is None, "venue", self._venue(stop.venue_id))

    def _sessions(self, stop: Stop, sessions: Iterable[Session], parts: Mapping[str, list[Part]]) -> None:
        first = stop.start.date()
        ordered = sorted(
            sessions,
            key=lambda one: (in_order(one.start, stop.zone), self._keys.room.get(one.room_id or "", ""), one.id),
        )
        for session in ordered:
            body: dict[str, Any] = {"title": session.title, "at": at_out(session.start, first, stop.zone)}
            body["length"] = session.length
            rest = self._fields(session, body)
            if session.room_id is not None:
                rest["room"] = self._room(session.room_id, stop.venue_id)
            self._write("stop.session", rest | {"id": session.id}, self._parts(parts.get(session.id, ())))

    def _tasks(self, header: str, tasks: Iterable[Task], show: str) -> None:
        for task in sorted(tasks, key=lambda one: (self._show(one.roadshow_id), *_task_order(one))):
            body: dict[str, Any] = {"title": task.title}
            if task.roadshow_id != show:
                body["roadshow"] = self._show(task.roadshow_id)
            values = self._fields(task, body)
            if not self._people:
                values.pop("owner", None)
            self._write(header, values | {"id": task.id})

    # Rows: tables that take one line.

    def _booked(self, bookings: Iterable[Booking]) -> list[Booking]:
        return sorted(bookings, key=lambda noun: (self._venue(noun.venue_id), noun.id))

    def _booking(self, booking: Booking, stop: Stop) -> dict[str, Any]:
        elsewhere = _unless(booking.venue_id == stop.venue_id, "venue", self._venue(booking.venue_id))
        return self._fields(booking, elsewhere) | {"id": booking.id}

    def _guests(self, guests: Iterable[Invitation]) -> list[dict[str, Any]]:
        named = sorted((self._person(guest.person_id), guest.id, guest) for guest in guests) if guests else []
        return [self._fields(guest, {"person": key}) | {"id": identity} for key, identity, guest in named]

    def _parts(self, parts: Iterable[Part]) -> dict[str, list[dict[str, Any]]]:
        rows: dict[str, list[dict[str, Any]]] = {}
        for role in ROLES if parts else ():
            named = sorted((self._person(part.person_id), part.id, part) for part in parts if part.role is role)
            if named:
                rows[role] = [self._fields(part, {"person": key}) | {"id": part.id} for key, _id, part in named]
        return rows

    def _sign_ins(self, facts: Iterable[SignIn]) -> list[dict[str, Any]]:
        counted: dict[tuple[str, int], list[str]] = {}
        for fact in facts:
            counted.setdefault((fact.desk, fact.counter), []).append(fact.id)
        alone = {ids[0]: counter for (_desk, counter), ids in counted.items() if len(ids) == 1}
        desks = {fact.id: fact.desk for fact in facts}
        rows: list[dict[str, Any]] = []
        for fact in sorted(facts, key=lambda one: (one.desk, one.counter, one.id)):
            row = self._fields(fact, _unless(fact.person_id is None, "person", self._person(fact.person_id)))
            if fact.undoes is not None:
                near = fact.undoes in alone and desks[fact.undoes] == fact.desk
                row["undoes"] = alone[fact.undoes] if near else fact.undoes
            rows.append(row | {"id": fact.id})
        return rows

    # Names of what is referred to.

    def _show(self, key: str) -> str:
        show = self._shows.get(key)
        return show.slug if show else key

    def _venue(self, key: str | None) -> str:
        return self._keys.venue.get(key or "", key or "")

    def _person(self, key: str | None) -> str:
        return self._keys.person.get(key or "", key or "")

    def _room(self, key: str, venue_id: str | None) -> str | list[str]:
        room = self._rooms.get(key)
        name = self._keys.room.get(key, key)
        return name if room is None or room.venue_id == venue_id else [self._venue(room.venue_id), name]

    # Text.

    def _fields(self, noun: Noun, body: dict[str, Any]) -> dict[str, Any]:
        """Add the fields that are not at their default; those that are in the body already keep their place."""
        for entry in table_of(type(noun)).entries:
            value = getattr(noun, entry.attribute)
            if value != entry.default and entry.key not in body:
                body[entry.key] = entry.write(value) if entry.write else value
        return body

    def _table(
        self, header: str, body: dict[str, Any], noun: Noun, rows: Mapping[str, list[dict[str, Any]]] | None = None
    ) -> None:
        self._write(header, self._fields(noun, body) | {"id": noun.id}, rows or {})

    def _write(self, header: str, body: dict[str, Any], rows: Mapping[str, list[dict[str, Any]]] | None = None) -> None:
        inner = {key: value for key, value in body.items() if type(value) is list and value and type(value[0]) is dict}
        for key in inner:
            del body[key]
        text = self._dumps(body)
        if "\\n" in text and "\\r\\n" not in text:
            text = self._dumps(body, multiline_strings=True)
        self._chunks += ["\n[[", header, "]]\n", text]
        self._chunks += [self._rows(key, lines) for key, lines in (inner | dict(rows or {})).items() if lines]

    def _rows(self, key: str, rows: list[dict[str, Any]]) -> str:
        """Write tables a line each. The empty text keeps tomli-w from giving the longer ones a header of their own."""
        return self._dumps({key: ["", *rows]}).replace('    "",\n', "", 1)


def _by(plan: Plan, kind: type[N], key: Callable[[N], str]) -> dict[str, list[N]]:
    found: dict[str, list[N]] = {}
    for noun in plan.of(kind).values():
        found.setdefault(key(noun), []).append(noun)
    return found


def _task_order(task: Task) -> tuple[object, ...]:
    due = task.due.toordinal() if task.due else LAST_PLACE * 10
    return due, LAST_PLACE if task.offset is None else task.offset, task.title, task.id


def _unless(usual: bool, key: str, value: object) -> dict[str, Any]:  # noqa: FBT001  reads as a sentence where it is used
    return {} if usual else {key: value}
