"""A plan: nouns of every kind, by id. What a plan file holds, and what two files are compared by."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeVar, cast

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task

N = TypeVar("N", bound=Noun)

PERSONAL = (Person, Part, Invitation, SignIn, Waiver)
"""The kinds that are about people: a file made for sharing has none of them."""


class Written(NamedTuple):
    """What a workspace was at when a plan of it was written: the domain, the number of its last change, and the moment."""

    workspace: str
    change: int
    at: datetime


class Plan:
    """Nouns by kind and id, never altered. A noun given twice under one id: the last one counts.

    `people` is False where the plan says nothing about people, which is not the same as saying that there are none.
    `written` says at which change of which workspace it was written, where that is known.
    """

    __slots__ = ("_by_kind", "people", "written")

    def __init__(self, nouns: Iterable[Noun] = (), *, people: bool = True, written: "Written | None" = None) -> None:
        self._by_kind: dict[type[Noun], dict[str, Noun]] = {kind: {} for kind in KINDS.values()}
        self.people = people
        self.written = written
        for noun in nouns:
            self._by_kind[type(noun)][noun.id] = noun

    def of(self, kind: type[N]) -> Mapping[str, N]:
        """Return all nouns of one kind by id, in the order in which they came."""
        return cast("Mapping[str, N]", MappingProxyType(self._by_kind[kind]))

    def get(self, kind: type[N], key: str | None) -> N | None:
        """Return one noun by its id, or None."""
        return cast("N | None", self._by_kind[kind].get(key or ""))

    def __iter__(self) -> Iterator[Noun]:
        for nouns in self._by_kind.values():
            yield from nouns.values()

    def __len__(self) -> int:
        return sum(map(len, self._by_kind.values()))

    def after(self, edits: Iterable[Edit]) -> "Plan":
        """Return the plan as it is once the edits are done."""
        changed = Plan(self, people=self.people)
        for edit in edits:
            nouns = changed._by_kind[type(edit.noun)]
            if edit.after is None:
                nouns.pop(edit.noun.id, None)
            else:
                nouns[edit.noun.id] = edit.after
        return changed

    def of_roadshow(self, *ids: str) -> "Plan":
        """Return these roadshows with all that belongs to them, and the venues, rooms and people they name."""
        stops = [stop for stop in self.of(Stop).values() if stop.roadshow_id in ids]
        tasks = [task for task in self.of(Task).values() if task.roadshow_id in ids]
        inner = self._under(stops, tasks)
        venues = {stop.venue_id for stop in stops}
        venues |= {noun.venue_id for noun in inner if isinstance(noun, Booking)}
        used = {noun.room_id for noun in inner if isinstance(noun, Session)}
        venues |= {room.venue_id for room in self.of(Room).values() if room.id in used}
        people = {noun.person_id for noun in inner if isinstance(noun, Part | Invitation | SignIn)}
        outer: list[Noun] = [show for show in self.of(Roadshow).values() if show.id in ids]
        outer += [venue for venue in self.of(Venue).values() if venue.id in venues]
        outer += [room for room in self.of(Room).values() if room.venue_id in venues]
        outer += [person for person in self.of(Person).values() if person.id in people]
        kept = {noun.id for noun in (*outer, *inner)}
        waived = [waiver for waiver in self.of(Waiver).values() if _named(waiver) <= kept]
        return Plan([*outer, *inner, *waived], people=self.people)

    def of_stop(self, key: str) -> "Plan":
        """Return one stop with what belongs to it alone: no roadshow, venue or people. For editing a stop by itself."""
        stop = self.of(Stop)[key]
        tasks = [task for task in self.of(Task).values() if task.stop_id == key]
        return Plan(self._under([stop], tasks), people=self.people)

    def _under(self, stops: list[Stop], tasks: list[Task]) -> list[Noun]:
        ids = {stop.id for stop in stops}
        sessions = [session for session in self.of(Session).values() if session.stop_id in ids]
        running = {session.id for session in sessions}
        kept: list[Noun] = [*stops, *sessions, *tasks]
        kept += [part for part in self.of(Part).values() if part.session_id in running]
        for kind in (Booking, Invitation, SignIn):
            kept += [noun for noun in self._by_kind[kind].values() if getattr(noun, "stop_id", None) in ids]
        return kept


def _named(waiver: Waiver) -> set[str]:
    return {place.partition(" ")[2] for place in waiver.places}


NewId = Callable[[], str]
