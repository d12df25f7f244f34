"""What a list says of somebody laid beside what is known of them: what is added, and in which fields the two differ."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from roadshow.domain.contacts import WAYS, all_known, further, known_as
from roadshow.domain.drafts import Repair, repaired
from roadshow.domain.folding import fold
from roadshow.domain.people import Contact, Person
from roadshow.domain.plain import from_plain, plain

_SAID = ("given", "particle", "surname")
NAMES = frozenset(_SAID)
_NAME = (*_SAID, "display_name")
_EMPTY: tuple[Any, ...] = ("", None, [])
_CONSENTS = frozenset(["consent_mail", "consent_photo"])
_KINDS_OF = {f"{way}_kind": way for way in WAYS}


def laid_beside(
    person: Person, values: Mapping[str, Any], taken: Collection[str] = (), mends: Iterable[Repair] = ()
) -> tuple[Person, dict[str, tuple[Any, Any]]]:
    """Return somebody with what is empty filled from plain values, and the fields in which the two say something else.

    Lists and notes are added to. A name is only filled as a whole, where there was none at all. A consent that is taken
    back goes before one that was given (GDPR article 7(3)). In the fields `taken` the values count; an address that goes for another stays beside it.
    `mends` are proposals: where the person still holds what was read, it becomes what was meant.
    """
    if not mends and all(getattr(person, field) == value for field, value in values.items()):
        return person, {}
    stored = plain(person)
    held = {**stored, **repaired(stored, (one for one in mends if one.read))} if mends else stored
    own = all_known(held)
    changes: dict[str, Any] = {field: value for field, value in held.items() if mends and value != stored[field]}
    conflicts: dict[str, tuple[Any, Any]] = {}
    for field, value in values.items():
        known = held[field]
        is_taken = field in taken or _KINDS_OF.get(field) in taken
        if value in _EMPTY or value == known or (not is_taken and _is_said_elsewhere(field, value, held, values, own)):
            continue
        added = _added(field, value, held, own)
        if added is not None:
            changes[field] = added
        elif _differs(field, known, value):
            if is_taken:
                changes[field] = value
            else:
                conflicts[field] = known, value
    if not changes:
        return person, conflicts
    return from_plain(Person, held | _keeping_replaced(held, changes)), conflicts


def _is_said_elsewhere(
    field: str, value: Any, held: Mapping[str, Any], values: Mapping[str, Any], own: Collection[str]
) -> bool:
    """Say whether an address is a further one here, or whether a kind is that of another address than the known one."""
    if field in WAYS:
        return known_as(value) in own
    way = _KINDS_OF.get(field)
    return way is not None and held[way] != "" and known_as(held[way]) != known_as(values.get(way, ""))


def _added(field: str, value: Any, held: Mapping[str, Any], own: Collection[str]) -> Any:
    """Return what a field holds with what is new in it, None where nothing is added."""
    known = held[field]
    if value is False and field in _CONSENTS:
        return False
    if isinstance(known, list):
        new = [item for item in value if _is_new(field, item, known, own)]
        return [*known, *new] if new else None
    if field == "notes" and known:
        return None if value in known else f"{known}\n{value}"
    if known in _EMPTY and (field not in NAMES or not any(held[part] for part in _NAME)):
        return value
    return None


def _is_new(field: str, item: Any, known: Collection[Any], own: Collection[str]) -> bool:
    return known_as(item["value"]) not in own if field == "contacts" else item not in known


def _differs(field: str, known: Any, value: Any) -> bool:
    """Say whether two values are not one that is written in two ways; a list and notes only grow."""
    if isinstance(known, list) or field == "notes":
        return False
    if isinstance(known, str) and isinstance(value, str):
        return known_as(known) != known_as(value) if field in WAYS else _squeezed(known) != _squeezed(value)
    return True


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def _whole_name(held: Mapping[str, Any]) -> str:
    return " ".join(held[part] for part in _SAID if held[part])


def _keeping_replaced(held: Mapping[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return changes that keep, beside the new address, number or name, the one it goes for; and what is said of no other."""
    if not NAMES.isdisjoint(changes) and (called := _whole_name(held)) and called != _whole_name({**held, **changes}):
        changes = {**changes, "other_names": [*changes.get("other_names", held["other_names"]), called]}
    replaced = [way for way in WAYS if held[way] and changes.get(way, held[way]) != held[way]]
    if not replaced and "contacts" not in changes:
        return changes
    now = {**held, **changes}
    before = [{"kind": held[f"{way}_kind"], "value": held[way]} for way in replaced]
    contacts = [Contact(**one) for one in (*now["contacts"], *before)]
    kept = further(contacts, now["email"], now["phone"])
    unsaid = {f"{way}_kind": "" for way in replaced if f"{way}_kind" not in changes}
    return {**changes, **unsaid, "contacts": [plain(one) for one in kept]}
