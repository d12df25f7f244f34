"""Single values of a plan file: how each type is written, read and described. What cannot be read raises `Wrong`.

One `Form` for each type of field serves the reader, the writer and the JSON Schema, so that the three cannot part.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from roadshow.domain.contacts import contact_in, contact_text
from roadshow.domain.people import Card, Contact, Registration
from roadshow.domain.places import ClosedPeriod, OpeningHours
from roadshow.domain.wording import _
from roadshow.planfile.problems import Wrong, shown
from roadshow.planfile.times import HOURS, WHEN, hours_in, hours_out, known_zone, when_in, when_out

MOST = 2**31 - 1
DATE = r"\d{4}-\d\d-\d\d"
MOMENT = rf"{DATE}[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """How one type of value crosses. `write` None: as it is."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any] | None
    schema: Schema


def text_in(value: object) -> str:
    """Read text."""
    if type(value) is str:
        return value
    raise Wrong(_("This must be text in quotes, not {value}.").format(value=shown(value)))


def _bool_in(value: object) -> bool:
    if type(value) is bool:
        return value
    raise Wrong(_("This must be true or false, not {value}.").format(value=shown(value)))


def _whole_in(value: object) -> int:
    if type(value) is int and 0 <= value <= MOST:
        return value
    raise Wrong(_("This must be a whole number, 0 or more, not {value}.").format(value=shown(value)))


def degrees(most: int) -> Form:
    """Return the form of an angle between -most and most degrees."""

    def read(value: object) -> float:
        if isinstance(value, int | float) and type(value) is not bool and abs(value) <= most:
            return float(value)
        raise Wrong(
            _("This must be a number from -{most} to {most}, not {value}.").format(most=most, value=shown(value))
        )

    return Form(read, None, {"type": "number", "minimum": -most, "maximum": most})


def _day_in(value: object) -> date:
    if type(value) is date:
        return value
    try:
        if type(value) is str and re.fullmatch(DATE, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong(_("This must be a date such as 2026-04-14, not {value}.").format(value=shown(value)))


def _moment_in(value: object) -> datetime:
    if type(value) is datetime and value.tzinfo is not None:
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            raise Wrong(_("“{time}” is too far from today.").format(time=value)) from error
    raise Wrong(_("This must be a moment such as 2026-03-17T09:00:00Z, not {value}.").format(value=shown(value)))


def _money_in(value: object) -> Decimal:
    try:
        amount = Decimal(str(value)) if type(value) in {str, int, float} else Decimal("nan")
    except (InvalidOperation, ValueError):
        amount = Decimal("nan")
    if not amount.is_finite():
        raise Wrong(_('This must be an amount such as "75.00", not {value}.').format(value=shown(value)))
    return amount


def texts_in(value: object) -> tuple[str, ...]:
    """Read several texts; one needs no brackets."""
    if type(value) is str:
        return (value,)
    if not isinstance(value, list):
        raise Wrong(_("This must be text, or several in square brackets, not {value}.").format(value=shown(value)))
    for place, item in enumerate(value):
        if type(item) is not str:
            raise Wrong(_("This must be text in quotes, not {value}.").format(value=shown(item)), inner=(place,))
    return tuple(value)


def texts_out(values: tuple[str, ...] | list[str]) -> str | list[str]:
    """Write several texts; one needs no brackets."""
    return values[0] if len(values) == 1 else list(values)


def _choice(kind: type[StrEnum]) -> Form:
    choices = {str(member): member for member in kind}

    def read(value: object) -> StrEnum:
        if type(value) is str and value in choices:
            return choices[value]
        names = ", ".join(choices)
        given = value if isinstance(value, str) else ""
        raise Wrong(_("“{value}” is none of: {names}.").format(value=shown(value), names=names), choices, given)

    return Form(read, str, {"enum": list(choices)})


def members(value: object) -> list[Any]:
    """Return the members of an array; one member needs no brackets."""
    return value if isinstance(value, list) else [value]


def _fields(value: object, allowed: Mapping[str, bool], place: int) -> dict[str, Any]:
    """Return a small inline table once its keys are right; `allowed` says which must be there."""
    if not isinstance(value, dict):
        raise Wrong(_("This must be a table in braces, not {value}.").format(value=shown(value)), inner=(place,))
    for key in value:
        if key not in allowed:
            raise Wrong(_("“{key}” is not known here.").format(key=shown(key)), allowed, key, (place, key))
    for key, needed in allowed.items():
        if needed and key not in value:
            raise Wrong(_("“{key}” is missing.").format(key=key), inner=(place, key))
    return value


def _within(read: Callable[[Any], Any], value: object, *inner: str | int) -> Any:
    try:
        return read(value)
    except Wrong as wrong:
        raise Wrong(wrong.sentence, wrong.choices, wrong.given, inner) from wrong


def _periods_in(value: object) -> tuple[ClosedPeriod, ...]:
    found: list[ClosedPeriod] = []
    for place, item in enumerate(members(value)):
        table = _fields(item, {"first": True, "last": False, "reason": False}, place)
        first = _within(_day_in, table["first"], place, "first")
        last = _within(_day_in, table.get("last", first), place, "last")
        reason = _within(text_in, table.get("reason", ""), place, "reason")
        found.append(ClosedPeriod(first=first, last=last, reason=reason))
    return tuple(found)


def _periods_out(periods: tuple[ClosedPeriod, ...]) -> list[dict[str, Any]]:
    return [
        {"first": period.first}
        | ({"last": period.last} if period.last != period.first else {})
        | ({"reason": period.reason} if period.reason else {})
        for period in periods
    ]


def _registrations_in(value: object) -> tuple[Registration, ...]:
    found: list[Registration] = []
    for place, item in enumerate(members(value)):
        if isinstance(item, str):
            register, space, number = item.partition(" ")
            if not space:
                sentence = _("“{value}” must be a register and a number with a space between: “SKJ 120034567”.")
                raise Wrong(sentence.format(value=shown(item)), inner=(place,))
        else:
            table = _fields(item, {"register": True, "number": True}, place)
            register = _within(text_in, table["register"], place, "register")
            number = _within(text_in, table["number"], place, "number")
        found.append(Registration(register=register, number=number))
    return tuple(found)


def _registrations_out(registrations: tuple[Registration, ...]) -> list[str | dict[str, str]]:
    return [
        {"register": entry.register, "number": entry.number}
        if " " in entry.register
        else f"{entry.register} {entry.number}"
        for entry in registrations
    ]


def _contacts_in(value: object) -> tuple[Contact, ...]:
    found: list[Contact] = []
    for place, item in enumerate(members(value)):
        if isinstance(item, str):
            found.append(contact_in(item))
        else:
            table = _fields(item, {"kind": False, "value": True}, place)
            kind = _within(text_in, table.get("kind", ""), place, "kind")
            found.append(Contact(kind=kind, value=_within(text_in, table["value"], place, "value")))
    return tuple(found)


def _contacts_out(contacts: tuple[Contact, ...]) -> list[str | dict[str, str]]:
    return [
        contact_text(one) if contact_in(contact_text(one)) == one else {"kind": one.kind, "value": one.value}
        for one in contacts
    ]


def _cards_in(value: object) -> tuple[Card, ...]:
    found: list[Card] = []
    for place, item in enumerate(members(value)):
        table = _fields(item, {"uid": True, "revised": False}, place)
        found.append(Card(**{key: _within(text_in, held, place, key) for key, held in table.items()}))
    return tuple(found)


def _cards_out(cards: tuple[Card, ...]) -> list[dict[str, str]]:
    return [{"uid": one.uid} | ({"revised": one.revised} if one.revised else {}) for one in cards]


STRING: Schema = {"type": "string"}
STRINGS: Schema = {"anyOf": [STRING, {"type": "array", "items": STRING}]}


def one_or_more(item: Schema) -> Schema:
    """Return the schema of one thing, or several in an array."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def pattern(text: str) -> Schema:
    """Return the schema of text that follows a pattern from end to end."""
    return {"type": "string", "pattern": f"^({text})$"}


def closed(properties: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    """Return the schema of a table that has these keys and no others."""
    table: dict[str, Any] = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return table | ({"required": list(required)} if required else {})


TEXT = Form(text_in, None, STRING)
TEXTS = Form(texts_in, texts_out, STRINGS)
ZONE = Form(lambda value: known_zone(text_in(value)), None, STRING)
WHEN_FORM = Form(when_in, when_out, pattern(WHEN))
DAY = Form(_day_in, None, pattern(DATE))

_BY_TYPE: dict[Any, Form] = {
    str: TEXT,
    bool: Form(_bool_in, None, {"type": "boolean"}),
    int: Form(_whole_in, None, {"type": "integer", "minimum": 0, "maximum": MOST}),
    date: DAY,
    datetime: Form(_moment_in, None, pattern(MOMENT)),
    Decimal: Form(_money_in, str, {"type": ["string", "number"]}),
    tuple[str, ...]: TEXTS,
    tuple[OpeningHours, ...]: Form(
        lambda value: hours_in(list(texts_in(value))),
        lambda hours: texts_out(hours_out(hours)),
        one_or_more(pattern(HOURS)),
    ),
    tuple[ClosedPeriod, ...]: Form(
        _periods_in,
        _periods_out,
        one_or_more(closed({"first": DAY.schema, "last": DAY.schema, "reason": STRING}, ("first",))),
    ),
    tuple[Contact, ...]: Form(
        _contacts_in,
        _contacts_out,
        one_or_more({"anyOf": [STRING, closed({"kind": STRING, "value": STRING}, ("value",))]}),
    ),
    tuple[Card, ...]: Form(
        _cards_in,
        _cards_out,
        one_or_more(closed({"uid": STRING, "revised": STRING}, ("uid",))),
    ),
    tuple[Registration, ...]: Form(
        _registrations_in,
        _registrations_out,
        one_or_more(
            {
                "anyOf": [
                    pattern(r"[^ ]* [\s\S]*"),
                    closed({"register": STRING, "number": STRING}, ("register", "number")),
                ]
            }
        ),
    ),
}


def form_of(hint: Any) -> Form:
    """Return the form of a field by its type; None in a type means that the key may be left out."""
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint)
    return _BY_TYPE[hint]
