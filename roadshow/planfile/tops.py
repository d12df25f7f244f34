"""Reading a plan file: the roadshows, venues, rooms and people, and the findings that are waived."""

from collections.abc import Mapping
from typing import Any

from roadshow.domain.findings import Waiver
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Roadshow
from roadshow.planfile.keys import fresh, person_base, slug
from roadshow.planfile.matching import person_keys
from roadshow.planfile.problems import Path
from roadshow.planfile.reader import Reader
from roadshow.planfile.values import text_in

DEFAULT_ZONE = "Europe/Amsterdam"


def read_roadshows(reader: Reader) -> None:
    """Read the roadshows. One without a slug gets it from its name."""
    rows = reader.rows(reader.document, "roadshow")
    for _path, table in rows:
        if "slug" not in table and isinstance(table.get("name"), str):
            table["slug"] = slug(table["name"]) or "roadshow"
    ids = reader.identities(Roadshow, rows, [[(str(table.get("slug")),)] for _path, table in rows])
    for (path, table), identity in zip(rows, ids, strict=True):
        show = reader.build(Roadshow, identity, reader.values(Roadshow, table, path), table, path)
        reader.zones[identity] = show.zone if show else DEFAULT_ZONE
        if isinstance(table.get("slug"), str):
            reader.shows.setdefault(table["slug"], identity)
        if show:
            reader.unique(Roadshow, (show.slug,), identity, (*path, "slug"), show.slug)


def read_venues(reader: Reader) -> None:
    """Read the venues and their rooms."""
    rows = reader.rows(reader.document, "venue")
    read = [reader.values(Venue, table, path) for path, table in rows]
    named = [_names(reader, table, path, values, "venue") for (path, table), values in zip(rows, read, strict=True)]
    ids = reader.identities(Venue, rows, [[("key", key), ("name", name)] for key, name in named])
    for (path, table), values, identity, (key, _name) in zip(rows, read, ids, named, strict=True):
        reader.build(Venue, identity, values, table, path)
        reader.name(reader.venues, key, identity, path)
        _read_rooms(reader, identity, table, path)


def _read_rooms(reader: Reader, venue_id: str, venue: Mapping[str, Any], venue_path: Path) -> None:
    rows = reader.rows(venue, "room", venue_path)
    read = [reader.values(Room, table, path) for path, table in rows]
    named = [_names(reader, table, path, values, "room") for (path, table), values in zip(rows, read, strict=True)]
    ids = reader.identities(Room, rows, [[(venue_id, "key", key), (venue_id, "name", name)] for key, name in named])
    rooms = reader.rooms.setdefault(venue_id, {})
    for (path, table), values, identity, (key, _name) in zip(rows, read, ids, named, strict=True):
        reader.build(Room, identity, values | {"venue_id": venue_id}, table, path)
        reader.name(rooms, key, identity, path)


def _names(reader: Reader, table: Mapping[str, Any], path: Path, values: dict[str, Any], word: str) -> tuple[str, str]:
    """Return the key that others use, and the name that it comes from."""
    base = values.get("name") or word
    return reader.optional(text_in, table, "alias", path) or base, base


def read_people(reader: Reader) -> None:
    """Read the people. Whoever has no key gets one from the name."""
    rows = reader.rows(reader.document, "person")
    read = [reader.values(Person, table, path) for path, table in rows]
    people = [Person(id="", **values) for values in read]
    keys = [reader.optional(text_in, table, "key", path) or "" for path, table in rows]
    ids = reader.identities(Person, rows, [person_keys(one, key) for one, key in zip(people, keys, strict=True)])
    taken = dict.fromkeys(filter(None, keys), 1)
    for (path, table), values, one, key, identity in zip(rows, read, people, keys, ids, strict=True):
        reader.build(Person, identity, values, table, path)
        reader.name(reader.persons, key or fresh(person_base(one), taken), identity, path)


def read_waivers(reader: Reader) -> None:
    """Read the findings that somebody waived. Places that are gone are no problem: the waiver is then idle."""
    rows = reader.rows(reader.document, "waiver")
    read = [reader.values(Waiver, table, path) for path, table in rows]
    wishes = [[(one.get("code"), one.get("places"))] for one in read]
    for (path, table), values, identity in zip(rows, read, reader.identities(Waiver, rows, wishes), strict=True):
        reader.build(Waiver, identity, values, table, path)
