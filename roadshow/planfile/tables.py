"""Which keys the tables of a plan file have, taken from the fields of the nouns.

A key is called what its field is called, apart from the few in `RENAMED`. The fields in `BY_PLACE` say where a noun
belongs or need its surroundings to be read (a zone, another noun); the reader and the writer treat them by hand.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import Any

from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.plain import shapes
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, Stop, Task
from roadshow.planfile.values import WHEN_FORM, ZONE, Form, degrees, form_of

FORMAT = 1
ROLES = tuple(PartRole)

RENAMED = {(Session, "session_kind"): "kind", (SignIn, "sign_in_kind"): "kind", (Task, "offset"): "when"}
BY_PLACE: dict[type[Noun], frozenset[str]] = {
    Room: frozenset({"venue_id"}),
    Stop: frozenset({"roadshow_id", "start", "end", "doors", "zone", "venue_id"}),
    Session: frozenset({"stop_id", "start", "room_id"}),
    Part: frozenset({"session_id", "person_id", "role"}),
    Booking: frozenset({"stop_id", "venue_id"}),
    Task: frozenset({"roadshow_id", "stop_id"}),
    Invitation: frozenset({"stop_id", "person_id"}),
    SignIn: frozenset({"stop_id", "person_id", "undoes"}),
}
EXTRA: dict[type[Noun], tuple[str, ...]] = {
    Roadshow: (),
    Venue: ("alias", "room"),
    Room: ("alias",),
    Person: ("key",),
    Stop: ("roadshow", "start", "end", "doors", "zone", "venue", "booking", "bookings", "guest", "guests", "sign_in",
           "session", "task"),
    Session: ("at", "room", *ROLES),
    Part: ("person",),
    Booking: ("venue",),
    Task: ("roadshow",),
    Invitation: ("person",),
    SignIn: ("person", "undoes"),
    Waiver: (),
}  # fmt: skip
_OWN_FORMS: dict[tuple[type[Noun], str], Form] = {
    (Roadshow, "zone"): ZONE,
    (Venue, "latitude"): degrees(90),
    (Venue, "longitude"): degrees(180),
    (Task, "offset"): WHEN_FORM,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a table, and the field it stands for. `default` is MISSING where the key must be there."""

    key: str
    attribute: str
    form: Form
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] | None
    default: Any


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of one kind of noun. `extra` are the keys that are read by hand."""

    entries: tuple[Entry, ...]
    by_key: dict[str, Entry]
    extra: frozenset[str]
    names: tuple[str, ...]
    required: tuple[Entry, ...]


_TABLES: dict[type[Noun], Table] = {}


def table_of(kind: type[Noun]) -> Table:
    """Return the keys of a kind, in the order in which they are written: notes and id come last."""
    if kind not in _TABLES:
        _TABLES[kind] = _table(kind)
    return _TABLES[kind]


def key_of(kind: type[Noun], attribute: str) -> str:
    """Return the key that a field of a noun is written under; a session starts `at`."""
    if kind is Session and attribute == "start":
        return "at"
    return RENAMED.get((kind, attribute), attribute.removesuffix("_id"))


def _table(kind: type[Noun]) -> Table:
    hints = {shape.name: shape.type for shape in shapes(kind)}
    entries: list[Entry] = []
    for field in fields(kind):
        if field.name in BY_PLACE.get(kind, ()) or field.name in {"id", "notes"}:
            continue
        entries.append(_entry(kind, field.name, hints[field.name], field.default))
    entries.append(_entry(kind, "notes", str, ""))
    by_key = {entry.key: entry for entry in entries}
    extra = frozenset(EXTRA[kind]) | {"id"}
    required = tuple(entry for entry in entries if entry.default is MISSING)
    return Table(tuple(entries), by_key, extra, (*by_key, *sorted(extra)), required)


def _entry(kind: type[Noun], attribute: str, hint: Any, default: Any) -> Entry:
    form = _OWN_FORMS.get((kind, attribute)) or form_of(hint)
    key = RENAMED.get((kind, attribute), attribute)
    return Entry(key, attribute, form, form.read, form.write, default)


SUPPLIED: dict[type[Noun], frozenset[str]] = {Roadshow: frozenset({"slug"}), Stop: frozenset({"slug"})}
"""Keys that the reader makes from others where they are left out, although the noun must have them."""
