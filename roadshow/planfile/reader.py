"""What all tables of a plan file have in common: keys, ids, references, and the list of problems."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from roadshow.domain.nouns import Noun
from roadshow.domain.places import Room
from roadshow.domain.tour import Roadshow
from roadshow.domain.wording import _
from roadshow.planfile.keys import Keys
from roadshow.planfile.matching import Key, Matches
from roadshow.planfile.plan import NewId, Plan
from roadshow.planfile.problems import Path, Problems, Wrong, shown
from roadshow.planfile.tables import SUPPLIED, key_of, table_of

N = TypeVar("N", bound=Noun)
V = TypeVar("V")
Rows = list[tuple[Path, dict[str, Any]]]
Flaws = Callable[[Noun], Iterable[tuple[str, str]]]
"""Says what is wrong with a noun that was read: a field and a sentence for each flaw."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def no_flaws(_noun: Noun) -> tuple[()]:
    """Find nothing wrong with a noun: whoever loads a file may know better."""
    return ()


class Reader:
    """What has been read so far: nouns, the keys they go by, and problems."""

    def __init__(self, document: dict[str, Any], known: Plan, new_id: NewId, flaws: Flaws = no_flaws) -> None:
        self.document = document
        self.known = known
        self.new_id = new_id
        self._flaws = flaws
        self.problems = Problems()
        self.nouns: list[Noun] = []
        self.known_keys = Keys(known)
        self.matches = Matches(known, self.known_keys, _ids_in(document))
        self.zones = {show.id: show.zone for show in known.of(Roadshow).values()}
        self.people = document.get("people") is not False
        self.shows: dict[str, str] = {}
        self.venues: dict[str, str] = {}
        self.rooms: dict[str, dict[str, str]] = {}
        self.persons: dict[str, str] = {}
        self.known_shows = {show.slug: show.id for show in known.of(Roadshow).values()}
        self.known_venues = _turned(self.known_keys.venue)
        self.known_persons = _turned(self.known_keys.person)
        self.known_rooms: dict[str, dict[str, str]] = {}
        for room in known.of(Room).values():
            self.known_rooms.setdefault(room.venue_id, {})[self.known_keys.room[room.id]] = room.id
        self._seen: set[tuple[type[Noun], str]] = set()
        self._unique: dict[tuple[type[Noun], Key], tuple[str, Path]] = {}

    def rows(self, table: Mapping[str, Any], key: str, path: Path = ()) -> Rows:
        """Return the tables of an array of tables, each with its path."""
        value = table.get(key, [])
        if isinstance(value, list):
            return list(self._tables(value, (*path, key)))
        header = ".".join([*(step for step in path if isinstance(step, str)), key])
        self.problems.add(
            (*path, key), _("Write [[{header}]], with two brackets on either side.").format(header=header)
        )
        return []

    def _tables(self, value: list[Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
        for place, item in enumerate(value):
            if isinstance(item, dict):
                yield (*path, place), item
            else:
                self.problems.add((*path, place), _("This must be a table, not {value}.").format(value=shown(item)))

    def values(self, kind: type[Noun], table: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Return the fields that a table gives, and note what cannot be read."""
        spec = table_of(kind)
        found: dict[str, Any] = {}
        for key, value in table.items():
            entry = spec.by_key.get(key)
            if entry is not None:
                try:
                    found[entry.attribute] = entry.read(value)
                except Wrong as wrong:
                    self.wrong((*path, key), wrong)
            elif key not in spec.extra:
                self.unknown((*path, key), spec.names)
        return found

    def build(
        self, kind: type[N], identity: str, values: dict[str, Any], table: Mapping[str, Any], path: Path
    ) -> N | None:
        """Make a noun and keep it; None where something that it must have is missing or wrong."""
        if not self.required(kind, values, table, path):
            return None
        noun = kind(id=identity, **values)
        for attribute, sentence in self._flaws(noun):
            self.problems.add((*path, key_of(kind, attribute)), sentence)
        self.nouns.append(noun)
        return noun

    def required(self, kind: type[Noun], values: Mapping[str, Any], table: Mapping[str, Any], path: Path) -> bool:
        """Say whether all that a noun must have was read; note what is missing."""
        whole = True
        for entry in table_of(kind).required:
            if entry.attribute not in values:
                whole = False
                if entry.key not in table and entry.key not in SUPPLIED.get(kind, ()):
                    self.missing(path, entry.key)
        return whole

    def identities(self, kind: type[Noun], rows: Rows, wishes: Sequence[Sequence[Key]]) -> list[str]:
        """Return an id for every table: its own, that of the noun of the workspace that it means, or a new one."""
        unnamed = [place for place, (_path, table) in enumerate(rows) if "id" not in table]
        claimed = self.matches.claim(kind, [wishes[place] for place in unnamed])
        found = {place: identity or self.new_id() for place, identity in zip(unnamed, claimed, strict=True)}
        return [
            found[place] if place in found else self._own_id(kind, table["id"], (*path, "id"))
            for place, (path, table) in enumerate(rows)
        ]

    def _own_id(self, kind: type[Noun], value: object, path: Path) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.problems.add(path, _("An id is made by the program. Leave it out for something new."))
            return self.new_id()
        if (kind, value) in self._seen:
            self.problems.add(path, _("This id stands in the file twice. Leave it out for something new."))
        self._seen.add((kind, value))
        return value

    def optional(self, read: Callable[[Any], V], table: Mapping[str, Any], key: str, path: Path) -> V | None:
        """Read one key by hand; None where it is left out or wrong."""
        if key not in table:
            return None
        try:
            return read(table[key])
        except Wrong as wrong:
            self.wrong((*path, key), wrong)
            return None

    def name(self, names: dict[str, str], key: str, identity: str, path: Path) -> None:
        """Note the key that others call a noun by; two of one key are a problem."""
        if key in names:
            word = "key" if names is self.persons else "alias"
            sentence = _("“{key}” stands in the file twice. Give one of them another {word}.")
            self.problems.add(path, sentence.format(key=shown(key), word=word))
        names.setdefault(key, identity)

    def unique(self, kind: type[Noun], key: Key, identity: str, path: Path, name: str) -> None:
        """Note a key that only one noun may have, in the file and later in the workspace."""
        if (kind, key) in self._unique:
            self.problems.add(path, _("“{key}” stands in the file twice.").format(key=shown(name)))
        self._unique[kind, key] = identity, path

    def clashes(self) -> None:
        """Find what would take the place of something else in the workspace."""
        kept = {(type(noun), noun.id) for noun in self.nouns}
        for (kind, key), (identity, path) in self._unique.items():
            holder = self.matches.holder(kind, key)
            if holder not in {None, identity} and (kind, holder) not in kept:
                self.problems.add(
                    path, _("The workspace has this already, under another id. Leave the id out to change that one.")
                )

    def refer(self, value: object, path: Path, word: str, *places: Mapping[str, str]) -> str | None:
        """Return the id of what a readable key means, or note that nothing has that key."""
        if not isinstance(value, str):
            self.problems.add(path, _("This must be text in quotes, not {value}.").format(value=shown(value)))
            return None
        for names in places:
            if value in names:
                return names[value]
        if _ID.fullmatch(value) and any(value in names.values() for names in places):
            return value
        choices = [name for names in places for name in names]
        sentence = _("There is no {noun} “{key}”.").format(noun=word, key=shown(value))
        self.problems.add(path, sentence, given=value, choices=choices)
        return None

    def person(self, value: object, path: Path) -> str | None:
        """Return the id of the person that a key means."""
        return self.refer(value, path, _("person"), self.persons, self.known_persons)

    def person_of(self, row: Mapping[str, Any], path: Path) -> str | None:
        """Return the id of the person that a table names under `person`."""
        if "person" in row:
            return self.person(row["person"], (*path, "person"))
        self.missing(path, "person")
        return None

    def venue(self, value: object, path: Path) -> str | None:
        """Return the id of the venue that a key means."""
        return self.refer(value, path, _("venue"), self.venues, self.known_venues)

    def roadshow(self, table: Mapping[str, Any], path: Path) -> str | None:
        """Return the id of the roadshow that a table names; where there is only one it need not be named."""
        if "roadshow" in table:
            return self.refer(table["roadshow"], (*path, "roadshow"), _("roadshow"), self.shows, self.known_shows)
        only = list(self.shows.values()) or list(self.known_shows.values())
        if len(only) != 1:
            self.missing(path, "roadshow")
            return None
        return only[0]

    def missing(self, path: Path, key: str) -> None:
        """Note a key that must be there."""
        self.problems.add((*path, key), _("“{key}” is missing.").format(key=key))

    def unknown(self, path: Path, names: Iterable[str]) -> None:
        """Note a key that means nothing."""
        key = str(path[-1])
        self.problems.add(path, _("“{key}” is not known here.").format(key=shown(key)), given=key, choices=names)

    def wrong(self, path: Path, wrong: Wrong) -> None:
        """Note a value that cannot be read."""
        self.problems.add((*path, *wrong.inner), wrong.sentence, given=wrong.given, choices=wrong.choices)


def _turned(keys: Mapping[str, str]) -> dict[str, str]:
    return {key: identity for identity, key in keys.items()}


def _ids_in(value: object) -> Iterator[str]:
    open_values = [value]
    while open_values:
        value = open_values.pop()
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                yield value["id"]
            open_values += [inner for inner in value.values() if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            open_values += [inner for inner in value if isinstance(inner, dict | list)]
