"""Which noun of the workspace a table without an id means: the one with the same readable key."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task
from roadshow.planfile.keys import Keys, person_base, room_base, venue_base
from roadshow.planfile.plan import Plan

Key = tuple[object, ...]


def person_keys(person: Person, key: str) -> list[Key]:
    """Return what a person is known by, the surest first: the key, name and address, the name alone."""
    base = person_base(person)
    keys: list[Key] = [("key", key)] if key else []
    if person.email:
        keys.append(("email", base, person.email.lower()))
    return [*keys, ("name", base)]


def session_keys(stop_id: str, title: object, start: object) -> list[Key]:
    """Return what a session is known by: its title and start, else its title."""
    return [(stop_id, title, start), (stop_id, title)]


_KEYS: dict[type[Noun], Callable[[Any, Keys], Sequence[Key]]] = {
    Roadshow: lambda noun, _: [(noun.slug,)],
    Venue: lambda noun, keys: [("key", keys.venue[noun.id]), ("name", venue_base(noun))],
    Room: lambda noun, keys: [(noun.venue_id, "key", keys.room[noun.id]), (noun.venue_id, "name", room_base(noun))],
    Person: lambda noun, keys: person_keys(noun, keys.person[noun.id]),
    Stop: lambda noun, _: [(noun.roadshow_id, noun.slug)],
    Session: lambda noun, _: session_keys(noun.stop_id, noun.title, noun.start),
    Part: lambda noun, _: [(noun.session_id, noun.person_id, noun.role)],
    Booking: lambda noun, _: [(noun.stop_id, noun.venue_id)],
    Task: lambda noun, _: [(noun.roadshow_id, noun.stop_id, noun.title)],
    Invitation: lambda noun, _: [(noun.stop_id, noun.person_id)],
    SignIn: lambda noun, _: [(noun.stop_id, noun.desk, noun.counter)],
    Waiver: lambda noun, _: [(noun.code, noun.places)],
}


class Matches:
    """Gives out the ids of the workspace, each one once, and none that the file itself names."""

    def __init__(self, known: Plan, keys: Keys, reserved: Iterable[str]) -> None:
        self._known = known
        self._keys = keys
        self._taken = set(reserved)
        self._index: dict[type[Noun], dict[Key, list[str]]] = {}

    def claim(self, kind: type[Noun], wishes: Sequence[Sequence[Key]]) -> list[str | None]:
        """Return an id or None for every list of keys; the surest keys of all choose before the less sure ones."""
        found: list[str | None] = [None] * len(wishes)
        index = self._of(kind)
        if not index:
            return found
        for rank in range(max(map(len, wishes), default=0)):
            for place, keys in enumerate(wishes):
                if found[place] is None and rank < len(keys):
                    found[place] = self._take(index.get(keys[rank], []))
        return found

    def holder(self, kind: type[Noun], key: Key) -> str | None:
        """Return the id of the noun in the workspace that has this key, taken or not."""
        return next(iter(self._of(kind).get(key, [])), None)

    def _take(self, ids: list[str]) -> str | None:
        for identity in ids:
            if identity not in self._taken:
                self._taken.add(identity)
                return identity
        return None

    def _of(self, kind: type[Noun]) -> dict[Key, list[str]]:
        if kind not in self._index:
            index: dict[Key, list[str]] = {}
            for noun in self._known.of(kind).values():
                for key in _KEYS[kind](noun, self._keys):
                    index.setdefault(key, []).append(noun.id)
            self._index[kind] = index
        return self._index[kind]
