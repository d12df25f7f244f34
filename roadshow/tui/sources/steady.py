"""Rows of one kind that are few enough to hold: read in the reading thread, numbered by id so that marks stay put."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from roadshow.api import Office, fold
from roadshow.tui.presentation.cells import Counts, cell
from roadshow.tui.sources.windowed import answer
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Answer

R = TypeVar("R")
T = TypeVar("T")
Sorting = Callable[[R], Any]


class Asked(Protocol):
    """Who reads in another thread: the desk, or the watch for what the checker finds."""

    async def ask(self, read: Callable[[Office], T]) -> T:
        """Read there, and wait for it."""


class SteadySource(Generic[R]):
    """Rows of a list that are read whole, such as tasks. A row keeps its number as long as the list lives.

    `load` reads them in the order in which they are shown at first, `name` gives the id of one, `words` what a filter
    looks in, `sorts` what a column sorts by where its text would sort wrongly.
    """

    fields: tuple[str, ...] = ()

    def __init__(
        self,
        desk: Asked,
        columns: Sequence[Column],
        load: Callable[[Office], Sequence[R]],
        name: Callable[[R], str],
        words: Callable[[R], str],
        *,
        empty: str = "",
        sorts: Mapping[str, Sorting[R]] | None = None,
        count: Callable[[Sequence[R]], Counts] | None = None,
    ) -> None:
        self._desk = desk
        self.columns = columns
        self.empty = empty
        self._load = load
        self._name = name
        self._words = words
        self._sorts = sorts or {}
        self._count = count
        self._numbers: dict[str, int] = {}
        self._rows: dict[int, R] = {}
        self._shown: list[R] = []

    async def ask(
        self,
        text: str,
        column: Column,
        near: int | None,
        *,
        backwards: bool,
        most: int | None = None,  # noqa: ARG002  the shape of a source
    ) -> Answer:
        """Filter by all words; the first column keeps the order in which the rows were read."""
        rows = await self._desk.ask(self._load)
        self._rows = {self.number(self._name(row)): row for row in rows}
        wanted = fold(text).split()
        shown = [row for row in rows if all(word in fold(self._words(row)) for word in wanted)] if wanted else [*rows]
        if column is not self.columns[0]:
            shown.sort(key=self._sorts.get(column.name) or (lambda row: fold(column.show(row).text)))
        if backwards:
            shown.reverse()
        self._shown = shown
        return answer(array("q", (self.number(self._name(row)) for row in shown)), near)

    def drop(self) -> None:
        """Let it be: these are few."""

    async def counts(self, text: str) -> Counts:  # noqa: ARG002  the shape of a source
        """Say what is counted in the rows that are shown."""
        return self._count(self._shown) if self._count else Counts((cell(f"{len(self._shown):,}", "strong"),))

    def read(self, keys: Sequence[int]) -> Sequence[R | None]:
        """Return rows by number, None where one is gone."""
        return [self._rows.get(key) for key in keys]

    def number(self, name: str) -> int:
        """Return the number of the row with this id, also before it is there."""
        return self._numbers.setdefault(name, len(self._numbers))

    def rows(self, keys: Sequence[int]) -> list[R]:
        """Return the rows of these numbers that are still there."""
        return [row for key in keys if (row := self._rows.get(key)) is not None]
