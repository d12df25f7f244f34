"""A record as plain values and back: what a row, the journal and a plan file are made of.

Plain values are None, str, int, float, bool, and lists and dicts of these. Moments are ISO 8601 in UTC with Z,
wall times ISO 8601 to the minute, with `~2` behind the second reading of a time that occurs twice.
"""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from roadshow.domain.nouns import Noun

Convert = Callable[[Any], Any]
N = TypeVar("N")


class FieldShape:
    """How one field crosses: its name, its default, and what to do on the way out and in; None means as it is."""

    __slots__ = ("default", "inward", "name", "nested", "outward", "type")

    def __init__(self, name: str, hint: Any, default: Any) -> None:
        self.name = name
        self.default = default
        self.type = hint
        self.outward, self.inward = _converters(hint)
        self.nested = get_origin(_present(hint)) is tuple


_SHAPES: dict[type, tuple[FieldShape, ...]] = {}


def shapes(noun: type) -> tuple[FieldShape, ...]:
    """Return the fields of a dataclass with their converters, in the order of declaration."""
    known = _SHAPES.get(noun)
    if known is None:
        hints = get_type_hints(noun)
        known = _SHAPES[noun] = tuple(
            FieldShape(field.name, hints[field.name], field.default) for field in fields(noun)
        )
    return known


class _Fields:
    """The fields of a dataclass side by side, so that a hundred thousand records cross in a moment."""

    __slots__ = ("columns", "crossing", "defaults", "read")

    def __init__(self, noun: type) -> None:
        every = shapes(noun)
        self.columns = tuple((shape.name, shape.default, shape.outward) for shape in every)
        self.defaults = tuple(shape.default for shape in every)
        self.crossing = tuple((shape.name, shape.outward) for shape in every if shape.outward)
        names = [shape.name for shape in every]
        self.read: Convert = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)


_FIELDS: dict[type, _Fields] = {}


def _fields(noun: type) -> _Fields:
    known = _FIELDS.get(noun)
    if known is None:
        known = _FIELDS[noun] = _Fields(noun)
    return known


def field_values(record: Any) -> tuple[Any, ...]:
    """Return the values of all fields as they are, in the order of declaration."""
    values: tuple[Any, ...] = _fields(type(record)).read(record)
    return values


def plain(record: Any) -> dict[str, Any]:
    """Return a record as plain values by field name."""
    known = _fields(type(record))
    values = {column[0]: value for column, value in zip(known.columns, known.read(record), strict=True)}
    for name, outward in known.crossing:
        value = values[name]
        if value is not None:
            values[name] = outward(value)
    return values


def sparse(record: Any) -> dict[str, Any]:
    """Return a record as plain values by field name, without those that have their default."""
    known = _fields(type(record))
    held = known.read(record)
    values: dict[str, Any] = {}
    # most fields hold the very object that is their default, and those are passed over without a step of Python
    for (name, default, outward), value in compress(zip(known.columns, held), map(is_not, held, known.defaults)):  # noqa: B905  of one length
        if value != default:
            values[name] = value if value is None or outward is None else outward(value)
    return values


def side_by_side(records: Sequence[Any]) -> list[tuple[FieldShape, tuple[Any, ...]]]:
    """Return records of one kind field by field, in the order of declaration; fields that are empty in all are left out.

    Empty means the default of the field. Many records have the same empty fields, and those cost nothing then.
    """
    kind = type(records[0])
    columns = zip(*map(_fields(kind).read, records), strict=True)
    count = len(records)
    return [
        (shape, column)
        for shape, column in zip(shapes(kind), columns, strict=True)
        if column.count(shape.default) != count
    ]


def each_sparse(columns: Sequence[tuple[FieldShape, tuple[Any, ...]]]) -> Iterator[dict[str, Any]]:
    """Give, record by record, what `sparse` gives of records that stand side by side."""
    meant = [(shape.name, shape.default) for shape, _column in columns]
    crossing = [(shape.name, shape.outward) for shape, _column in columns if shape.outward]
    for row in zip(*(column for _shape, column in columns), strict=True):
        values = {name: value for (name, default), value in zip(meant, row) if value != default}  # noqa: B905  of one length
        for name, outward in crossing:
            value = values.get(name)
            if value is not None:
                values[name] = outward(value)
        yield values


def from_plain(noun: type[N], values: Mapping[str, Any]) -> N:
    """Build a record from plain values; fields that are absent keep their default. Raises ValueError or TypeError."""
    given: dict[str, Any] = {}
    for shape in shapes(noun):
        if shape.name in values:
            value = values[shape.name]
            given[shape.name] = value if value is None or shape.inward is None else shape.inward(value)
    return noun(**given)


def differing(before: Noun, after: Noun) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the plain values of the fields in which two records of one kind differ: before and after."""
    old, new = plain(before), plain(after)
    changed = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def same(one: Noun, other: Noun) -> bool:
    """Say whether two records hold the same, the reading of a time that occurs twice included."""
    return type(one) is type(other) and plain(one) == plain(other)


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC, fixed in width, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_from(text: str) -> datetime:
    """Read a moment written by `moment_text`."""
    return datetime.fromisoformat(text)


def wall_text(wall: datetime) -> str:
    """Write a wall time to the minute."""
    return wall.isoformat(timespec="minutes") + ("~2" if wall.fold else "")


def wall_from(text: str) -> datetime:
    """Read a wall time written by `wall_text`."""
    second = text.endswith("~2")
    return datetime.fromisoformat(text.removesuffix("~2")).replace(fold=int(second))


def _present(hint: Any) -> Any:
    """Return the type of a hint without its None."""
    if get_origin(hint) in {types.UnionType, Union}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _converters(hint: Any) -> tuple[Convert | None, Convert | None]:
    hint = _present(hint)
    if get_origin(hint) is tuple:
        return _tuple_converters(get_args(hint)[0])
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    if isinstance(hint, type) and is_dataclass(hint):
        return plain, lambda values: from_plain(hint, values)
    return None, None


def _tuple_converters(item: Any) -> tuple[Convert, Convert]:
    outward, inward = _converters(item)
    return (
        lambda values: [value if outward is None else outward(value) for value in values],
        lambda values: tuple(value if inward is None else inward(value) for value in values),
    )


def _datetime_text(value: datetime) -> str:
    return wall_text(value) if value.tzinfo is None else moment_text(value)


def _datetime_from(text: str) -> datetime:
    return moment_from(text) if text.endswith("Z") else wall_from(text)


_SIMPLE: dict[Any, tuple[Convert | None, Convert | None]] = {
    datetime: (_datetime_text, _datetime_from),
    date: (date.isoformat, date.fromisoformat),
    time: (lambda value: value.isoformat(timespec="minutes"), time.fromisoformat),
    Decimal: (str, Decimal),
    bool: (None, bool),
}
