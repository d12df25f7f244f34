"""Reading a plan file: stops, and the bookings, guests, sign-ins and tasks that belong to them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.places import Booking
from roadshow.domain.tour import Stop, Task
from roadshow.domain.wording import _
from roadshow.planfile.keys import slug
from roadshow.planfile.problems import Path, shown
from roadshow.planfile.reader import Reader, Rows
from roadshow.planfile.sessions import read_sessions
from roadshow.planfile.times import known_zone, wall_in
from roadshow.planfile.tops import DEFAULT_ZONE
from roadshow.planfile.values import members, text_in


def read_stops(reader: Reader) -> None:
    """Read the stops with all that belongs to them."""
    rows = reader.rows(reader.document, "stop")
    shows = [reader.roadshow(table, path) for path, table in rows]
    for _path, table in rows:
        if "slug" not in table and isinstance(table.get("title"), str):
            table["slug"] = slug(table["title"]) or "stop"
    wishes = [[(show, str(table.get("slug")))] for (_path, table), show in zip(rows, shows, strict=True)]
    sign_ins: list[tuple[SignIn, object, Path]] = []
    ids = reader.identities(Stop, rows, wishes)
    for (path, table), show, identity in zip(rows, shows, ids, strict=True):
        _read_stop(reader, table, path, identity, show)
        sign_ins += _read_sign_ins(reader, identity, table, path)
    _keep_sign_ins(reader, sign_ins)


def _read_stop(reader: Reader, table: dict[str, Any], path: Path, identity: str, show: str | None) -> None:
    zone = reader.optional(_zone, table, "zone", path) or reader.zones.get(show or "", DEFAULT_ZONE)
    start = _wall(reader, table, "start", path, zone)
    venue = reader.venue(table["venue"], (*path, "venue")) if "venue" in table else None
    if start is None and "start" not in table:
        reader.missing(path, "start")
    last = read_sessions(reader, (path, table), identity, (start, zone), venue)
    end = _wall(reader, table, "end", path, zone) or last
    if end is None and "end" not in table and not table.get("session"):
        reader.missing(path, "end")
    values = reader.values(Stop, table, path)
    if start and end and show:
        values |= {"roadshow_id": show, "start": start, "end": end, "zone": zone, "venue_id": venue}
        values["doors"] = _wall(reader, table, "doors", path, zone)
        stop = reader.build(Stop, identity, values, table, path)
        if stop:
            reader.unique(Stop, (show, stop.slug), identity, (*path, "slug"), stop.slug)
    else:
        reader.required(Stop, values, table, path)
        _wall(reader, table, "doors", path, zone)
    _read_bookings(reader, identity, table, path, venue)
    _read_guests(reader, identity, table, path)
    if show:
        _keep_tasks(reader, reader.rows(table, "task", path), show, identity)


def _zone(value: object) -> str:
    return known_zone(text_in(value))


def _wall(reader: Reader, table: Mapping[str, Any], key: str, path: Path, zone: str) -> datetime | None:
    return reader.optional(lambda value: wall_in(value, zone), table, key, path)


def _inline(reader: Reader, table: Mapping[str, Any], keys: tuple[str, ...], path: Path, *, bare: str = "") -> Rows:
    """Return the tables under these keys; a single one needs no brackets, and bare text stands for its key `bare`."""
    rows: Rows = []
    for key in keys:
        for place, item in enumerate(members(table.get(key, []))):
            where = (*path, key, place) if isinstance(table[key], list) else (*path, key)
            if isinstance(item, dict):
                rows.append((where, item))
            elif bare and isinstance(item, str):
                rows.append((where, {bare: item}))
            else:
                reader.problems.add(where, _("This must be a table, not {value}.").format(value=shown(item)))
    return rows


def _read_bookings(reader: Reader, stop_id: str, table: Mapping[str, Any], path: Path, venue: str | None) -> None:
    rows = _inline(reader, table, ("booking", "bookings"), path)
    venues: list[str | None] = []
    for where, row in rows:
        venues.append(reader.venue(row["venue"], (*where, "venue")) if "venue" in row else venue)
        if "venue" not in row and "venue" not in table:
            reader.missing(where, "venue")
    ids = reader.identities(Booking, rows, [[(stop_id, venue_id)] for venue_id in venues])
    for (where, row), venue_id, identity in zip(rows, venues, ids, strict=True):
        values = reader.values(Booking, row, where)
        if venue_id:
            reader.build(Booking, identity, values | {"stop_id": stop_id, "venue_id": venue_id}, row, where)


def _read_guests(reader: Reader, stop_id: str, table: Mapping[str, Any], path: Path) -> None:
    rows = _inline(reader, table, ("guest", "guests"), path, bare="person")
    people = [reader.person_of(row, where) for where, row in rows]
    ids = reader.identities(Invitation, rows, [[(stop_id, person)] for person in people])
    for (where, row), person, identity in zip(rows, people, ids, strict=True):
        values = reader.values(Invitation, row, where)
        if person:
            reader.build(Invitation, identity, values | {"stop_id": stop_id, "person_id": person}, row, where)
            reader.unique(Invitation, (stop_id, person), identity, where, str(row["person"]))


def read_tasks(reader: Reader) -> None:
    """Read the tasks of roadshows that belong to no stop."""
    for path, table in reader.rows(reader.document, "task"):
        show = reader.roadshow(table, path)
        _keep_tasks(reader, [(path, table)], show, None)


def _keep_tasks(reader: Reader, rows: Rows, show: str | None, stop_id: str | None) -> None:
    shows = [reader.roadshow(table, path) if stop_id and "roadshow" in table else show for path, table in rows]
    read = [reader.values(Task, table, path) for path, table in rows]
    wishes = [[(one, stop_id, values.get("title"))] for values, one in zip(read, shows, strict=True)]
    ids = reader.identities(Task, rows, wishes)
    for (path, table), values, one, identity in zip(rows, read, shows, ids, strict=True):
        if "due" in table and "when" in table:
            reader.problems.add((*path, "when"), _("A task has “due” or “when”, not both."))
        if not reader.people and "owner" not in table and (former := reader.known.get(Task, identity)):
            values["owner"] = former.owner
        if one:
            reader.build(Task, identity, values | {"roadshow_id": one, "stop_id": stop_id}, table, path)


def _read_sign_ins(
    reader: Reader, stop_id: str, table: Mapping[str, Any], path: Path
) -> Iterator[tuple[SignIn, object, Path]]:
    rows = _inline(reader, table, ("sign_in",), path)
    read = [reader.values(SignIn, row, where) | {"stop_id": stop_id} for where, row in rows]
    ids = reader.identities(SignIn, rows, [[(stop_id, one.get("desk"), one.get("counter"))] for one in read])
    for (where, row), values, identity in zip(rows, read, ids, strict=True):
        if "person" in row:
            values["person_id"] = reader.person(row["person"], (*where, "person"))
        fact = reader.build(SignIn, identity, values, row, where)
        if fact:
            yield fact, row.get("undoes"), (*where, "undoes")


def _keep_sign_ins(reader: Reader, facts: list[tuple[SignIn, object, Path]]) -> None:
    """Find what each fact takes back: a number is the counter of a fact of the same desk, text is an id."""
    numbered = {(fact.stop_id, fact.desk, fact.counter): fact.id for fact, _undoes, _path in facts}
    ids = {fact.id for fact, _undoes, _path in facts}
    for fact, undoes, path in facts:
        if undoes is None:
            continue
        taken_back = numbered.get((fact.stop_id, fact.desk, undoes)) if type(undoes) is int else undoes
        if isinstance(taken_back, str) and (taken_back in ids or reader.known.get(SignIn, taken_back)):
            reader.nouns.append(replace(fact, undoes=taken_back))
        else:
            reader.problems.add(path, _("No sign-in at this desk has the counter {value}.").format(value=shown(undoes)))
