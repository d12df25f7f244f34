"""A program that exports people: the headings by which it is known, and what they mean."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Program:
    """A program that exports people.

    `every` must all be among the heading keys, and one of `one_of` where it is not empty. `rules` are patterns on a
    heading key with the field they mean, the first that fits wins; a pattern's group `group` parts one postal address
    from another. `closed` programs have no columns of the planner's own, so what no rule names is left out on purpose.
    """

    name: str
    every: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    one_of: frozenset[str] = field(default=frozenset())
    closed: bool = False


def rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns on a heading key, each with the field it means."""
    return tuple((re.compile(pattern), target) for pattern, target in pairs)


def keys(words: str) -> frozenset[str]:
    """Return heading keys that are written in one text."""
    return frozenset(words.split())
