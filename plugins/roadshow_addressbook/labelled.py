"""Telephone numbers whose kind stands in a column beside them, as in Phone 1 - Label and Phone 1 - Value of Google."""

import re
from collections.abc import Sequence

from roadshow_addressbook.drafting import Draft, cleaner_of
from roadshow_addressbook.targets import heading_key

_PHONE = r"(?:phone|telefoon(?:nummer)?|telefon|telephone)"
_VALUE = re.compile(_PHONE + r"(\d{1,3})(?:value|waarde|wert|valeur)")
_LABEL = re.compile(_PHONE + r"(\d{1,3})(?:label|type|typ|bezeichnung|libelle)")
_MOBILE = ("mob", "cell", "gsm", "cep", "handy", "portable", "iphone")
_SILENT = ("fax", "pager", "semafoon", "pieper")


def is_mobile(heading: str) -> bool:
    """Say whether a heading or a kind, as a key, is that of a mobile number."""
    return heading.startswith("06") or any(word in heading for word in _MOBILE)


def labelled(keys: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return columns of numbers with the column of their kind, both from 0, among heading keys."""
    labels = {found[1]: place for place, key in enumerate(keys) if (found := _LABEL.fullmatch(key))}
    values = {found[1]: place for place, key in enumerate(keys) if (found := _VALUE.fullmatch(key))}
    return tuple((place, labels[number]) for number, place in values.items() if number in labels)


def put_labelled(draft: Draft, cells: Sequence[str], columns: Sequence[tuple[int, int]]) -> None:
    """Put the numbers of a row into a draft, a mobile one first; what answers no voice goes to the notes."""
    found = [(cells[label].strip(" *"), cells[place].strip()) for place, label in columns if cells[place].strip()]
    for kind, text in sorted(found, key=lambda one: not is_mobile(heading_key(one[0]))):
        silent = any(word in heading_key(kind) for word in _SILENT)
        put = cleaner_of("fax" if silent else "phone")
        if put is not None:
            put(draft, "phone", text, kind)
