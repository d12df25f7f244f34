"""A small plan to try things on: one roadshow, one stop with a venue, rooms, an agenda and guests."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from roadshow.domain.changes import Edit
from roadshow.domain.guests import GuestRole, Invitation, InvitationState
from roadshow.domain.ids import from_parts
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop, StopStatus
from roadshow.office.live import Office
from roadshow.settings.layers import Layer, Settings
from roadshow.store.sqlite import SqliteStore

T = TypeVar("T")
MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The moment at which everything in the small plan was written."""


def sure(value: T | None) -> T:
    """Return a value that must be there."""
    if value is None:
        raise AssertionError("nothing was found")
    return value


def open_plan(
    path: Path, *nouns: Noun, plugins: dict[str, Any] | None = None, settings: dict[str, Any] | None = None
) -> Office:
    """Make a workspace at `path` that holds these nouns, or the small plan where none are given.

    `plugins` are plugin objects by name beside the installed ones; `settings` go before all others. The clock stands
    still at MOMENT.
    """
    office = Office(
        SqliteStore.create(path),
        Settings((Layer("test", settings or {}),)),
        author=lambda: "tester",
        clock=lambda: MOMENT,
        extra_plugins=plugins,
    )
    write_plan(office, *(nouns or tuple(small_plan())))
    return office


def write_plan(office: Office, *nouns: Noun) -> None:
    """Save these nouns as one change."""
    office.store.commit(office.pen().change("test plan", tuple(Edit(None, noun) for noun in nouns)))


def steady_ids() -> Callable[[], str]:
    """Return a maker of ids that gives the same ones every time."""
    numbers = count(1)
    return lambda: from_parts(1_795_000_000_000, next(numbers))


def small_plan() -> Iterator[Noun]:
    """Give the small plan: 1 roadshow, 1 venue, 2 rooms, 1 stop, 4 sessions, 1 part, 6 people, 5 guests."""
    new_id = steady_ids()
    roadshow = Roadshow(
        id=new_id(),
        slug="samen",
        name="Samen Leren",
        organiser_name="Buurtnetwerk",
        organiser_email="organisatie@example.org",
        web="https://example.org/samen",
    )
    venue = Venue(
        id=new_id(), name="De Branding", street="Lindenstraat 1", postcode="3034 AB", town="Rotterdam",
        latitude=51.93, longitude=4.5, step_free=True, public_transport="tram 7",
    )  # fmt: skip
    rooms = [Room(id=new_id(), venue_id=venue.id, name=name, capacity=40) for name in ("Zaal 1", "Zaal 2")]
    stop = Stop(
        id=new_id(), roadshow_id=roadshow.id, slug="crooswijk", title="Samen in Crooswijk", district="Crooswijk",
        start=datetime(2027, 4, 13, 13, 30), end=datetime(2027, 4, 13, 16, 0),
        doors=datetime(2027, 4, 13, 13, 0), zone="Europe/Amsterdam", venue_id=venue.id,
        status=StopStatus.CONFIRMED, capacity=60, contact="Sara de Wit", themes=("gezinnen",),
    )  # fmt: skip
    yield from (roadshow, venue, *rooms, stop)
    people = [
        Person(id=new_id(), given=given, particle=particle, surname=surname, email=email, organisation=organisation,
               languages=languages, display_name=display)
        for given, particle, surname, email, organisation, languages, display in (
            ("Sara", "de", "Wit", "sara@example.org", "Buurtnetwerk", ("nl",), ""),
            ("İsmail", "", "Yılmaz", "ismail@example.org", "SV Hillesluis", ("tr", "nl"), ""),
            ("Fatima", "", "El Amrani", "fatima@example.org", "Moedergroep", ("ar", "nl"), "فاطمة العمراني"),
            ("Łukasz", "", "Żak", "lukasz@example.org", "Polska Szkoła", ("pl",), ""),
            ("Jan", "van 't", "Hof", "", "Wijkraad", ("nl",), ""),
            ("Thị Hồng", "", "Nguyễn", "hong@example.org", "Bibliotheek", ("nl",), ""),
        )
    ]  # fmt: skip
    yield from people
    for place, (title, start, length, kind, room) in enumerate(
        (
            ("Inloop", (13, 30), 15, SessionKind.WELCOME, rooms[0]),
            ("Casuïstiek", (13, 45), 65, SessionKind.CASE_DISCUSSION, rooms[0]),
            ("Werkplaats", (13, 45), 65, SessionKind.WORKSHOP, rooms[1]),
            ("Afsluiting", (15, 0), 60, SessionKind.NETWORKING, rooms[0]),
        )
    ):
        session = Session(
            id=new_id(), stop_id=stop.id, title=title, start=stop.start.replace(hour=start[0], minute=start[1]),
            length=length, session_kind=kind, room_id=room.id,
        )  # fmt: skip
        yield session
        if place == 1:
            yield Part(id=new_id(), session_id=session.id, person_id=people[0].id, role=PartRole.FACILITATOR)
    states = (
        InvitationState.ACCEPTED,
        InvitationState.INVITED,
        InvitationState.ACCEPTED,
        InvitationState.MAYBE,
        InvitationState.LISTED,
    )
    for person, state in zip(people[1:], states, strict=True):
        yield Invitation(
            id=new_id(), stop_id=stop.id, person_id=person.id, role=GuestRole.GUEST, state=state, invited_at=MOMENT
        )
