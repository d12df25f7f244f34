"""Plans to test with: any plan that hypothesis can think of, with hostile text, and what two plans are compared by."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import get_args, get_origin

from hypothesis import assume
from hypothesis import strategies as st

from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.ids import from_parts
from roadshow.domain.moments import later, to_wall
from roadshow.domain.people import Card, Contact, Person, Registration
from roadshow.domain.places import Booking, ClosedPeriod, OpeningHours, Room, Venue
from roadshow.domain.plain import plain, shapes
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task
from roadshow.planfile import Plan

HOSTILE = (
    "", " ", "\n", "\r\n", "a\r\nb", "regel één\nregel twee", "tab\there", "\x00\x1b[31m", "\x85\x9b0m", '"""', "'''", "\\", "\\n",
    '"quoted" # no comment', "x = 1\n[[stop]]\nslug = 1", "\u202eback", "\u2028", "\ufeff", "=SUM(A1)", "[bold]", "~2", "🧑‍🤝‍🧑",
    "İstanbul", "ъ", "فاطمة", "Zaal 1", "Zaal 1-2", "jan", "jan-2", "é" * 300, "€ \\u0041", "trailing\\\n", "\n\nlead",
)  # fmt: skip
TURNS = {
    "Europe/Amsterdam": (datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2026, 11, 1, 6, tzinfo=UTC), datetime(2026, 3, 8, 7, tzinfo=UTC)),
    "Australia/Lord_Howe": (datetime(2026, 4, 4, 15, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    "Pacific/Apia": (datetime(2012, 3, 31, 14, tzinfo=UTC), datetime(2011, 12, 30, 10, tzinfo=UTC)),
    "UTC": (datetime(2026, 4, 14, 11, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)),
}
"""The moments at which clocks go back, and forward; in Apia a whole day is skipped."""

ONE_DAY = date(2026, 4, 14)
texts = st.sampled_from(HOSTILE) | st.text(max_size=12)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))

_BY_TYPE = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(0, 500),
    float: st.floats(-90, 90),
    date: days,
    datetime: moments,
    Decimal: st.decimals(0, 10**6, places=2) | st.just(Decimal("1E+3")),
    tuple[str, ...]: st.lists(texts, max_size=3).map(tuple),
    tuple[OpeningHours, ...]: st.lists(
        st.builds(OpeningHours, weekday=st.integers(1, 7), opens=st.just(time(9)) | minutes, closes=st.just(time(0))),
        max_size=4,
    ).map(tuple),
    tuple[ClosedPeriod, ...]: st.lists(
        st.builds(ClosedPeriod, first=days, last=st.just(ONE_DAY) | days, reason=texts), max_size=2
    ).map(tuple),
    tuple[Contact, ...]: st.lists(
        st.builds(Contact, kind=st.sampled_from(("", "work", "fax")), value=st.just("fax 1") | texts), max_size=2
    ).map(tuple),
    tuple[Card, ...]: st.lists(st.builds(Card, uid=texts, revised=texts), max_size=2).map(tuple),
    tuple[Registration, ...]: st.lists(
        st.builds(Registration, register=st.just("SKJ") | texts, number=texts), max_size=2
    ).map(tuple),
}


def _values(hint):
    if type(None) in get_args(hint):
        return st.none() | _values(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is None and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return _BY_TYPE[hint]


@st.composite
def nouns(draw, kind, **fixed):
    """One noun: a few of its fields at random, the rest at their defaults."""
    hints = {shape.name: shape.type for shape in shapes(kind) if shape.name not in {"id", *fixed}}
    chosen = draw(st.sets(st.sampled_from(sorted(hints)), max_size=4))
    needed = {name for name in hints if not hasattr(kind, "__dataclass_fields__") or _required(kind, name)}
    return kind(id=draw(ids), **fixed, **{name: draw(_values(hints[name])) for name in sorted(chosen | needed)})


def _required(kind, name):
    field = kind.__dataclass_fields__[name]
    return repr(field.default).startswith("<dataclasses._MISSING")


ids = st.builds(from_parts, st.integers(1_700_000_000_000, 1_900_000_000_000), st.integers(0, 2**74 - 1))


@st.composite
def walls(draw, zone_name):
    """A time that clocks in the zone show, often in a night in which they change."""
    moment = draw(st.sampled_from(TURNS[zone_name]))
    near = st.sampled_from([0, 1, -1, 29, -30, -60, 59]) | st.integers(-120, 120) | st.integers(-3000, 3000)
    return to_wall(moment + timedelta(minutes=draw(near)), zone_name)


@st.composite
def plans(draw):
    """A whole plan of one to three of everything."""
    some = st.integers(0, 3)
    shows = [
        draw(nouns(Roadshow, slug=slug, zone=draw(st.sampled_from(list(TURNS)))))
        for slug in draw(st.lists(texts, unique=True, min_size=1, max_size=2))
    ]
    venues = [draw(nouns(Venue)) for _ in range(draw(some))]
    rooms = [draw(nouns(Room, venue_id=venue.id)) for venue in venues for _ in range(draw(some))]
    people = [draw(nouns(Person)) for _ in range(draw(some))]
    plan = [*shows, *venues, *rooms, *people]
    for slug in draw(st.lists(texts, unique=True, max_size=2)):
        plan += draw(_stop(slug, draw(st.sampled_from(shows)), venues, rooms, people))
    plan += [draw(_tasks(draw(st.sampled_from(shows)).id, None)) for _ in range(draw(some))]
    plan += [draw(nouns(Waiver)) for _ in range(draw(some))]
    assume(len({noun.id for noun in plan}) == len(plan))
    return Plan(plan)


@st.composite
def _stop(draw, slug, show, venues, rooms, people):
    zone = draw(st.just(show.zone) | st.sampled_from(list(TURNS)))
    start = draw(walls(zone))
    times = {"start": start, "end": later(start, zone, draw(st.integers(0, 600))), "zone": zone}
    times["doors"] = draw(st.none() | walls(zone))
    place = draw(st.sampled_from([None, *(venue.id for venue in venues)]))
    stop = draw(nouns(Stop, slug=slug, roadshow_id=show.id, venue_id=place, **times))
    found = [stop]
    somewhere = st.sampled_from([None, *(room.id for room in rooms)])
    for _ in range(draw(st.integers(0, 3))):
        session = draw(nouns(Session, stop_id=stop.id, start=draw(walls(zone)), room_id=draw(somewhere)))
        found.append(session)
        found += [draw(nouns(Part, session_id=session.id, person_id=person.id)) for person in people]
    found += [draw(nouns(Booking, stop_id=stop.id, venue_id=venue.id)) for venue in venues]
    found += [draw(nouns(Invitation, stop_id=stop.id, person_id=person.id)) for person in people]
    found += [draw(_tasks(show.id, stop.id)) for _ in range(draw(st.integers(0, 2)))]
    return found + draw(_sign_ins(stop.id, people))


@st.composite
def _sign_ins(draw, stop_id, people):
    facts = []
    whom = st.sampled_from([None, *(person.id for person in people)])
    for _ in range(draw(st.integers(0, 3))):
        undone = draw(st.sampled_from([None, *(fact.id for fact in facts)]))
        desk = draw(st.sampled_from(["A", "B"]) | texts)
        fixed = {"stop_id": stop_id, "person_id": draw(whom), "undoes": undone, "desk": desk}
        facts.append(draw(nouns(SignIn, counter=draw(st.integers(0, 3)), **fixed)))
    return facts


@st.composite
def _tasks(draw, roadshow_id, stop_id):
    due = draw(st.none() | days)
    offset = None if due else draw(st.none() | st.integers(-60, 30))
    return draw(nouns(Task, roadshow_id=roadshow_id, stop_id=stop_id, due=due, offset=offset))


def held(plan):
    """Everything in a plan, so that two can be compared: the reading of a time that occurs twice counts."""
    return {(noun.kind, noun.id): plain(noun) for noun in plan}
