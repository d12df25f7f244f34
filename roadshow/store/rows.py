"""Nouns as rows and rows as nouns."""

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING
from functools import lru_cache
from typing import Any, Generic, TypeVar

from roadshow.domain.errors import StoreError
from roadshow.domain.matchkeys import keys_of
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import FieldShape, field_values, shapes
from roadshow.domain.wording import _

N = TypeVar("N", bound=Noun)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
STORE_COLUMNS = ("terms", "sort", "created", "modified", "sequence", "change")
KEY_COLUMNS = ("email_key", "phone_key", "name_key")


class RowShape(Generic[N]):
    """How one kind of noun lies in its table: columns in order, and a row both ways."""

    def __init__(self, noun: type[N]) -> None:
        self.noun = noun
        self.table = noun.kind
        self.columns = tuple(shape.name for shape in shapes(noun))
        self.own_columns = (*STORE_COLUMNS, *KEY_COLUMNS) if noun is Person else STORE_COLUMNS
        self.written = tuple(
            shape.name
            for shape in shapes(noun)
            if (shape.type is str and shape.name != "id" and not shape.name.endswith("_id")) or shape.nested
        )
        self._writers = {shape.name: _writer(shape) for shape in shapes(noun) if shape.outward}
        self._outward = tuple((place, _writer(shape)) for place, shape in enumerate(shapes(noun)) if shape.outward)
        self.defaults = {
            shape.name: self._stored(shape.name, shape.default)
            for shape in shapes(noun)
            if shape.default is not MISSING
        }
        readers = ((shape.name, _reader(shape.inward, nested=shape.nested)) for shape in shapes(noun))
        self._inward = tuple((name, reader) for name, reader in readers if reader is not None)

    def values(self, noun: N) -> list[Any]:
        """Return the noun's own columns."""
        row = list(field_values(noun))
        for place, outward in self._outward:
            if row[place] is not None:
                row[place] = outward(row[place])
        return row

    def column(self, name: str, values: Sequence[Any]) -> Sequence[Any]:
        """Return the values of one field of many nouns as they lie in their column."""
        write = self._writers.get(name)
        return values if write is None else _each_written(write, values)

    def _stored(self, name: str, value: Any) -> Any:
        return self.column(name, [value])[0]

    def found_by(self, noun: N) -> tuple[str, str]:
        """Return the terms and the sort text that stand beside the row."""
        from roadshow.domain.indexing import search_terms, sort_text  # noqa: PLC0415  only who writes needs it

        return search_terms(noun), sort_text(noun)

    def keys(self, noun: N) -> tuple[str | None, ...]:
        """Return what stands in the last columns: of people the keys by which a list that comes in meets them."""
        if not isinstance(noun, Person):
            return ()
        email, phone, name = keys_of(noun)
        return email or None, phone or None, name or None

    def read(self, row: Sequence[Any]) -> N:
        """Build the noun from its own columns. Raises StoreError for a value that no program of this schema writes."""
        fields = dict(zip(self.columns, row, strict=False))
        name = ""
        try:
            for name, inward in self._inward:
                value = fields[name]
                if value is not None:
                    fields[name] = inward(value)
            return self.noun(**fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreError(
                _("The workspace is damaged: {kind} {id} holds what cannot be read, in {field}.").format(
                    kind=self.table, id=fields["id"], field=name
                ),
                _(
                    'Put back a backup: "roadshow backups". What can still be read is saved by: roadshow dump --rescue -o plan.toml'
                ),
            ) from error


SHARED = 500
"""Lists of values that are kept once they were read, such as the tags that many people have: a record never changes."""
_SHAPES: dict[type[Noun], RowShape[Any]] = {}


def row_shape(noun: type[N]) -> RowShape[N]:
    """Return how a kind of noun lies in its table."""
    shape = _SHAPES.get(noun)
    if shape is None:
        shape = _SHAPES[noun] = RowShape(noun)
    return shape


def compact(values: Any) -> str:
    """Write plain values as JSON without spaces, letters as they are."""
    return "[]" if values == [] else _encode(values)


def _each_written(write: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Write values, of which many that follow each other may be one and the same, such as the list that all came from."""
    written: list[Any] = []
    last = text = None
    for value in values:
        if value is not last:
            last, text = value, None if value is None else write(value)
        written.append(text)
    return written


def _writer(shape: FieldShape) -> Callable[[Any], Any]:
    outward = shape.outward or (lambda value: value)
    return (lambda value: compact(outward(value)) if value else "[]") if shape.nested else outward


def _reader(inward: Callable[[Any], Any] | None, *, nested: bool) -> Callable[[Any], Any] | None:
    if not nested:
        return inward
    if inward is None:
        return json.loads

    @lru_cache(SHARED)
    def read(text: str) -> Any:
        return inward(json.loads(text))

    return read
