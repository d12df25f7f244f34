"""Columns such as Nr: the number of a house right behind its street, and the count of rows everywhere else."""

import itertools
from collections.abc import Sequence

from roadshow_addressbook.targets import heading_key

_UNCLEAR = frozenset(["nr", "nummer", "no", "num", "number"])
_CLEAR = frozenset(
    ["huisnummer", "huisnr", "housenumber", "hausnummer", "hausnr", "huisnummertoevoeging", "huisnrtoev"]
)
_FEWEST = 3
"""Rows that make a count; two houses may well be 1 and 2."""
Meaning = tuple[str, str]


def without_counts(
    headings: Sequence[str], meant: Sequence[Meaning], below: Sequence[Sequence[str]]
) -> Sequence[Meaning]:
    """Return what headings mean, where a column such as Nr is left out unless it is surely the number of a house.

    `meant` is field and address group by column, `below` the first rows under the heading.
    """
    keys = [heading_key(heading) for heading in headings]
    asked = [place for place, key in enumerate(keys) if key in _UNCLEAR and meant[place][0] == "house_number"]
    if not asked:
        return meant
    clear = any(key in _CLEAR for key in keys)
    counts = {place for place in asked if clear or not _is_house_number(place, meant, below)}
    return [("ignore", "") if place in counts else each for place, each in enumerate(meant)]


def _is_house_number(place: int, meant: Sequence[Meaning], below: Sequence[Sequence[str]]) -> bool:
    """Say whether a column stands right behind streets that lack a number, and does not count."""
    if not place or meant[place - 1][0] != "street":
        return False
    rows = [cells for cells in below if len(cells) > place]
    streets = [cells[place - 1].strip() for cells in rows if cells[place - 1].strip()]
    numbered = sum(any(sign.isdigit() for sign in street.rpartition(" ")[2]) for street in streets)
    return numbered * 2 <= len(streets) and not _counts(
        [cells[place].strip() for cells in rows if cells[place].strip()]
    )


def _counts(texts: Sequence[str]) -> bool:
    """Say whether the cells of a column count rows: 1, 2, 3."""
    bare = [text.rstrip(".") for text in texts]
    if len(bare) < _FEWEST or not all(text.isascii() and text.isdigit() and len(text) < 10 for text in bare):
        return False
    return {int(after) - int(before) for before, after in itertools.pairwise(bare)} == {1}
