"""Sweep lines: what overlaps, what leaves a hole, what goes on too long. Minutes since 1970 in UTC, ends excluded.

Everything here passes once over rows that are sorted by their begin, so that a long list costs its length.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

KEPT = 5
"""How many running rows a new one is compared with: those that end last. Pairs beyond say nothing new."""


class Timed(Protocol):
    """Anything that begins and ends."""

    @property
    def begin(self) -> int:
        """Minutes since 1970."""

    @property
    def end(self) -> int:
        """Minutes since 1970; touching ends do not overlap."""


T = TypeVar("T", bound=Timed)
Span = tuple[int, int]


def clashes(rows: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Return pairs of rows that overlap, for rows sorted by begin.

    All pairs where up to six rows overlap at one moment; of more, enough to name each row that overlaps another.
    """
    running: list[T] = []
    latest = 0
    for row in rows:
        begin, end = row.begin, row.end
        if end <= begin:
            continue
        if begin >= latest:
            running, latest = [row], end
            continue
        running = [other for other in running if other.end > begin]
        latest = max(latest, end)
        for other in running:
            yield other, row
        running.append(row)
        if len(running) > KEPT:
            running.remove(min(running, key=lambda other: other.end))


def merged(rows: Iterable[Timed]) -> list[Span]:
    """Return the stretches that rows cover together, for rows sorted by begin; rows that touch are one stretch."""
    spans: list[Span] = []
    for row in rows:
        if spans and row.begin <= spans[-1][1]:
            if row.end > spans[-1][1]:
                spans[-1] = (spans[-1][0], row.end)
        else:
            spans.append((row.begin, row.end))
    return spans


def holes(spans: Iterable[Span], begin: int, end: int) -> Iterator[Span]:
    """Return the stretches between begin and end that no span covers."""
    cursor = begin
    for first, last in spans:
        if first >= end:
            break
        if first > cursor:
            yield cursor, first
        cursor = max(cursor, last)
    if cursor < end:
        yield cursor, end


def without(spans: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Return what is left of spans where the taken ones are cut out; both sorted and apart."""
    index = 0
    for begin, end in spans:
        while index < len(taken) and taken[index][1] <= begin:
            index += 1
        cursor = begin
        ahead = index
        while ahead < len(taken) and taken[ahead][0] < end:
            if taken[ahead][0] > cursor:
                yield cursor, taken[ahead][0]
            cursor = max(cursor, taken[ahead][1])
            ahead += 1
        if cursor < end:
            yield cursor, end
