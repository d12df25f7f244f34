"""What is kept of the lists of people that came in: where their columns went, so that nobody says it twice.

It is kept in the workspace, by the headings: the next file with the same ones is read the same way.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from roadshow.domain.drafts import Column
from roadshow.domain.folding import fold
from roadshow.store.base import Store

NOTE = "columns"
MOST = 50
"""Lists whose columns are kept; the oldest goes."""


class Recalled(NamedTuple):
    """Where columns of one sort of list went: its headings, folded, and the field of those that were given by hand."""

    headings: tuple[str, ...]
    columns: Mapping[str, str]


def recalled(store: Store) -> tuple[Recalled, ...]:
    """Return all that is kept, the newest last."""
    held = json.loads(store.note(NOTE) or "[]")
    return tuple(Recalled(tuple(one["headings"]), one["columns"]) for one in held)


def recall(kept: Iterable[Recalled], columns: Iterable[Column]) -> Mapping[str, str]:
    """Return where columns with these headings went last time; empty where they were not seen yet."""
    headings = _folded(column.heading for column in columns)
    return next((one.columns for one in kept if one.headings == headings), {})


def remember(store: Store, columns: Iterable[Column], mapping: Mapping[str, str]) -> None:
    """Keep where the columns of a list went by hand."""
    headings = _folded(column.heading for column in columns)
    others = [one for one in recalled(store) if one.headings != headings]
    _keep(store, [*others, Recalled(headings, dict(mapping))][-MOST:])


def forget_columns(store: Store, place: int) -> None:
    """Forget one of what is kept, by its place from 0."""
    kept = list(recalled(store))
    del kept[place]
    _keep(store, kept)


def _keep(store: Store, kept: Sequence[Recalled]) -> None:
    plain = [{"headings": list(one.headings), "columns": dict(one.columns)} for one in kept]
    store.keep_note(NOTE, json.dumps(plain, ensure_ascii=False) if plain else "")


def _folded(headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(heading) for heading in headings)
