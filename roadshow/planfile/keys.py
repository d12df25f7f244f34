"""Readable keys: what one noun in a plan file calls another by."""

from collections.abc import Iterable

from roadshow.domain.folding import fold
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.planfile.plan import Plan


def slug(text: str) -> str:
    """Return text as a key: folded, words joined by hyphens; '' where it has no letter or digit."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())


def person_base(person: Person) -> str:
    """Return the key that a person has where nobody else has the same name."""
    return slug(person.name) or "person"


def venue_base(venue: Venue) -> str:
    """Return the key that a venue has where no other has the same name: its name."""
    return venue.name or "venue"


def room_base(room: Room) -> str:
    """Return the key that a room has where no other of the venue has the same name: its name."""
    return room.name or "room"


def fresh(base: str, taken: dict[str, int]) -> str:
    """Take a key: the base, else the base with -2, -3. `taken` counts what was asked for, so that this stays quick."""
    count = taken.get(base, 0)
    key = base if not count else f"{base}-{count + 1}"
    while key in taken:
        count += 1
        key = f"{base}-{count + 1}"
    taken[base] = count + 1
    taken.setdefault(key, 1)
    return key


class Keys:
    """The keys of all venues, rooms and people of a plan, by id. Equal names are told apart in the order of ids."""

    def __init__(self, plan: Plan, people: Iterable[Person] | None = None) -> None:
        """Give them out; `people` are those of the plan, where they are not all to be in memory."""
        crowd = plan.of(Person).values() if people is None else people
        self.venue = _keyed((venue_base(venue), venue.id) for venue in plan.of(Venue).values())
        self.person = _keyed((person_base(person), person.id) for person in crowd)
        self.room: dict[str, str] = {}
        by_venue: dict[str, list[tuple[str, str]]] = {}
        for room in plan.of(Room).values():
            by_venue.setdefault(room.venue_id, []).append((room_base(room), room.id))
        for rooms in by_venue.values():
            self.room |= _keyed(rooms)


def _keyed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    taken: dict[str, int] = {}
    return {identity: fresh(base, taken) for base, identity in sorted(pairs)}
