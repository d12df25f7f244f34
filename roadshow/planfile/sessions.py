"""Reading a plan file: the sessions of a stop, when they start, and who has a part in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from roadshow.domain.moments import later
from roadshow.domain.tour import Part, PartRole, Session
from roadshow.domain.wording import _
from roadshow.planfile.matching import session_keys
from roadshow.planfile.problems import Path, shown
from roadshow.planfile.reader import Reader, Rows
from roadshow.planfile.tables import ROLES
from roadshow.planfile.times import at_in, in_order
from roadshow.planfile.values import members

ROLE_NAMES = frozenset(map(str, ROLES))
Opening = tuple[datetime | None, str]


class Timeline:
    """The sessions of a stop read so far: each room, start and length. `opening` is the stop's start and its zone."""

    def __init__(self, opening: Opening) -> None:
        self.start, self.zone = opening
        self.broken = False
        self.blocks: list[tuple[str | None, datetime, int]] = []

    def next_in(self, room: str | None) -> datetime | None:
        """Return when the room is free after all that stands before; a session without a room fills every room."""
        if not self.blocks:
            return self.start
        return self._last([block for block in self.blocks if room is None or block[0] in {room, None}])

    def end(self) -> datetime | None:
        """Return when the last session is over."""
        return self._last(self.blocks)

    def _last(self, blocks: list[tuple[str | None, datetime, int]]) -> datetime | None:
        ends = [later(start, self.zone, length) for _room, start, length in blocks]
        return max(ends, key=lambda end: in_order(end, self.zone), default=None)


def read_sessions(
    reader: Reader, row: tuple[Path, Mapping[str, Any]], stop_id: str, opening: Opening, venue: str | None
) -> datetime | None:
    """Read the sessions and parts of a stop; return when the last one is over, if that is needed and known."""
    path, stop = row
    rows = reader.rows(stop, "session", path)
    timeline = Timeline(opening)
    read: list[dict[str, Any]] = []
    for where, table in rows:
        values = reader.values(Session, table, where) | {"stop_id": stop_id}
        values["room_id"] = _room(reader, table, where, venue, named="venue" in stop)
        start = _start(reader, table, where, timeline, values["room_id"])
        timeline.broken = timeline.broken or start is None
        if start:
            values["start"] = start
            timeline.blocks.append((values["room_id"], start, values.get("length", 0)))
        read.append(values)
    wishes = [session_keys(stop_id, values.get("title"), values.get("start")) for values in read]
    ids = reader.identities(Session, rows, wishes)
    for (where, table), values, identity in zip(rows, read, ids, strict=True):
        if "start" in values:
            reader.build(Session, identity, values, table, where)
        else:
            reader.required(Session, values, table, where)
        if not ROLE_NAMES.isdisjoint(table):
            _read_parts(reader, identity, table, where)
    if "end" in stop:
        return None
    try:
        return timeline.end()
    except OverflowError:
        reader.problems.add((*path, "end"), _("The sessions end too far from today."))
        return None


def _start(
    reader: Reader, table: Mapping[str, Any], path: Path, timeline: Timeline, room: str | None
) -> datetime | None:
    opening = timeline.start
    if opening is None:
        return None
    if "at" in table:
        return reader.optional(lambda value: at_in(value, opening.date(), timeline.zone), table, "at", path)
    try:
        start = timeline.next_in(room)
    except OverflowError:
        start = None
    if start is None and not timeline.broken:
        sentence = _("Nothing stands before this session in its room. Say when it starts, such as at = “13:00”.")
        reader.problems.add((*path, "at"), sentence)
    return start


def _room(reader: Reader, table: Mapping[str, Any], path: Path, venue: str | None, *, named: bool) -> str | None:
    """Return the id of a room: its name, or the venue and the name where the room is elsewhere."""
    value, path = table.get("room"), (*path, "room")
    if value is None:
        return None
    if isinstance(value, list):
        if len(value) != 2:
            reader.problems.add(path, _("Write the venue and the room, both in quotes: [venue, room]."))
            return None
        venue, value = reader.venue(value[0], (*path, 0)), value[1]
        path = (*path, 1)
    elif not named:
        reader.problems.add(path, _("The stop names no venue, so its rooms are not known."))
    if venue is None:
        return None
    rooms = reader.rooms.get(venue, {}), reader.known_rooms.get(venue, {})
    return reader.refer(value, path, _("room"), *rooms)


def _read_parts(reader: Reader, session_id: str, table: Mapping[str, Any], path: Path) -> None:
    rows: Rows = []
    roles: list[PartRole] = []
    for role in ROLES:
        for place, item in enumerate(members(table.get(role, []))):
            where = (*path, str(role), place) if isinstance(table[role], list) else (*path, str(role))
            if isinstance(item, dict | str):
                rows.append((where, item if isinstance(item, dict) else {"person": item}))
                roles.append(role)
            else:
                reader.problems.add(
                    where, _("This must be the key of a person, not {value}.").format(value=shown(item))
                )
    people = [reader.person_of(row, where) for where, row in rows]
    wishes = [[(session_id, person, role)] for person, role in zip(people, roles, strict=True)]
    ids = reader.identities(Part, rows, wishes)
    for (where, row), person, role, identity in zip(rows, people, roles, ids, strict=True):
        values = reader.values(Part, row, where) | {"session_id": session_id, "role": role}
        if person:
            reader.build(Part, identity, values | {"person_id": person}, row, where)
