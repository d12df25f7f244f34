"""Addresses and numbers whose kind stands in a column beside them, as in Phone 1 - Label and Phone 1 - Value of Google."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from roadshow_addressbook.contactkinds import SILENT, is_mobile, kind_of
from roadshow_addressbook.drafting import Draft, cleaner_of

_PHONE = r"(?:phone|telefoon(?:nummer)?|telefon|telephone)"
_EMAIL = r"(?:email(?:adres|address)?)"
_VALUE = re.compile(rf"(?:(?P<phone>{_PHONE})|{_EMAIL})(?P<number>\d{{1,3}})(?:value|waarde|wert|valeur)")
_LABEL = re.compile(rf"(?:(?P<phone>{_PHONE})|{_EMAIL})(?P<number>\d{{1,3}})(?:label|type|typ|bezeichnung|libelle)")


class Labelled(NamedTuple):
    """A column of addresses or numbers and the column of their kinds, both from 0."""

    field: str
    value: int
    label: int


def labelled(keys: Sequence[str]) -> tuple[Labelled, ...]:
    """Return the columns whose kinds stand beside them, among heading keys."""
    labels = {_of(found): place for place, key in enumerate(keys) if (found := _LABEL.fullmatch(key))}
    values = {_of(found): place for place, key in enumerate(keys) if (found := _VALUE.fullmatch(key))}
    return tuple(Labelled(of[0], place, labels[of]) for of, place in values.items() if of in labels)


def _of(found: re.Match[str]) -> tuple[str, str]:
    return "phone" if found["phone"] else "email", found["number"]


def put_labelled(draft: Draft, cells: Sequence[str], columns: Sequence[Labelled]) -> None:
    """Put the addresses and numbers of a row into a draft, a mobile one first; what answers no voice is never the number."""
    found = [(one.field, cells[one.label].strip(" *"), cells[one.value].strip()) for one in columns]
    for field, kind, text in sorted(found, key=lambda one: not is_mobile(one[1])):
        put = cleaner_of("fax" if kind_of(kind) in SILENT and field == "phone" else field)
        if put is not None and text:
            put(draft, field, text, kind)
