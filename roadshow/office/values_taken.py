"""Which values a question took: whoever wrote district:Wijk sees that Wijk 1 to Wijk 20 were meant."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadshow.domain.asking import Clause, Query, Wish
from roadshow.domain.fieldwords import field_word
from roadshow.store.base import Store

COLUMNS = frozenset({"district", "organisation", "town", "function"})
"""Facets that are one column, of which the values themselves are counted."""
COUNTED = frozenset({"tag", "language", "theme"})
"""Facets with several values in a record: what was asked for is counted."""
SHOWN = 5
"""Values that are named; the rest are counted."""


def values_taken(store: Store, wish: Wish, query: Query[Any]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Give each field that a question names with the values that it took and how many records have each."""
    whole = query.matching(wish)
    for clause in wish.clauses:
        if not clause.facet or clause.negated or clause.present or clause.pattern:
            continue
        if clause.name in COLUMNS:
            yield clause.name, store.tally(whole, clause.name)
        elif clause.name in COUNTED:
            yield (
                clause.name,
                {str(value): store.count(whole.matching(_only(clause, value))) for value in clause.values},
            )


def in_words(name: str, values: Mapping[str, int]) -> str:
    """Say the values of one field, those with the most first."""
    most = sorted(values.items(), key=lambda held: -held[1])
    shown = ", ".join(f"{value} {count:,}" for value, count in most[:SHOWN])
    return f"{field_word(name)}: {shown}" + (" …" if len(most) > SHOWN else "")


def _only(clause: Clause, value: Any) -> Wish:
    return Wish((clause._replace(values=(value,)),))
