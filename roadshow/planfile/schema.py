"""The format of a plan file as JSON Schema (draft 2020-12), made from the same tables that the reader uses.

Dates and times of TOML are text for a schema, as editors that check TOML by a schema see them.
"""

import json
from typing import Any

from roadshow.domain.guests import Invitation
from roadshow.domain.nouns import Noun
from roadshow.domain.tour import Part, Stop
from roadshow.planfile.meanings import meaning
from roadshow.planfile.tables import EXTRA, FORMAT, ROLES, SUPPLIED, table_of
from roadshow.planfile.times import AT, WALL
from roadshow.planfile.values import STRING, closed, one_or_more, pattern

_ID = pattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REQUIRED: dict[type[Noun], tuple[str, ...]] = {
    Stop: ("start",),
    Part: ("person",),
    Invitation: ("person",),
}


def schema() -> dict[str, Any]:
    """Return the schema: what editors complete and check a plan file by."""
    tables = {kind.kind: _table(kind) for kind in EXTRA}
    top = {
        "format": {"const": FORMAT},
        "people": {"type": "boolean"},
        "written": closed({"workspace": STRING, "change": {"type": "integer"}, "at": STRING}),
        **{name: _several(name) for name in ("roadshow", "venue", "person", "stop", "task", "waiver")},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:roadshow:plan:1",
        "title": "Plan file of roadshow",
        **closed({key: _told("plan", key, value) for key, value in top.items()}),
        "$defs": tables,
    }


def schema_text() -> str:
    """Return the schema as the bytes of the file that ships in config/ and that a dump names."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _several(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


def _told(table: str, key: str, value: Any) -> dict[str, Any]:
    return dict(value) | {"description": meaning(table, key)}


def _table(kind: type[Noun]) -> dict[str, Any]:
    spec = table_of(kind)
    properties: dict[str, Any] = {}
    for entry in spec.entries:
        shape = dict(entry.form.schema)
        if isinstance(entry.default, str | int) and entry.default != "":
            shape["default"] = str(entry.default) if isinstance(entry.default, str) else entry.default
        properties[entry.key] = _told(kind.kind, entry.key, shape)
    for key in EXTRA[kind]:
        properties[str(key)] = _told(kind.kind, key, _SHAPES.get(f"{kind.kind}.{key}") or _SHAPES[key])
    properties["id"] = _told(kind.kind, "id", _ID)
    supplied = SUPPLIED.get(kind, frozenset())
    needed = tuple(entry.key for entry in spec.required if entry.key not in supplied)
    return dict(closed(properties, (*needed, *_REQUIRED.get(kind, ()))))


_WALL = pattern(WALL)
_GUESTS = {"anyOf": [STRING, _ref("invitation"), {"type": "array", "items": {"anyOf": [STRING, _ref("invitation")]}}]}
_PARTS = {"anyOf": [STRING, _ref("part"), {"type": "array", "items": {"anyOf": [STRING, _ref("part")]}}]}
_ROOM = {"anyOf": [STRING, {"type": "array", "items": STRING, "minItems": 2, "maxItems": 2}]}

_SHAPES: dict[str, Any] = {
    "alias": STRING,
    "at": pattern(AT),
    "booking": one_or_more(_ref("booking")),
    "bookings": one_or_more(_ref("booking")),
    "doors": _WALL,
    "end": _WALL,
    "guest": _GUESTS,
    "guests": _GUESTS,
    "key": STRING,
    "person": STRING,
    "roadshow": STRING,
    "room": _ROOM,
    "session": _several("session"),
    "sign_in": one_or_more(_ref("sign_in")),
    "start": _WALL,
    "task": _several("task"),
    "undoes": {"type": ["integer", "string"]},
    "venue": STRING,
    "venue.room": _several("room"),
    "zone": STRING,
    **{str(role): _PARTS for role in ROLES},
}
