"""Where the lists get their rows: questions to the store, asked in the reading thread, and pages by row number."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from roadshow.api import (
    N_,
    Invitation,
    Noun,
    Person,
    Query,
    Stop,
    fold,
    guest_fields,
    guests_of,
    understand,
)
from roadshow.tui.behind.desk import Desk
from roadshow.tui.presentation import guests, people
from roadshow.tui.presentation.cells import Cell, Counts, cell
from roadshow.tui.presentation.guests import GuestRow
from roadshow.tui.reading.shared import coming
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Answer


def ordered(column: Column, *, backwards: bool) -> tuple[str, ...]:
    """Return the order of a query for a column, the other way round where wished."""
    first, *rest = column.order or ("sort",)
    return (f"-{first}" if backwards else first, *rest)


def answer(keys: "array[int]", near: int | None) -> Answer:
    """Return an answer with the place of the row the cursor was on."""
    if near is None:
        return Answer(keys)
    try:
        return Answer(keys, keys.index(near))
    except ValueError:
        return Answer(keys)


def _person(field: str) -> Callable[[GuestRow], Cell]:
    return lambda row: cell(getattr(row.person, field))


def _own(field: str) -> Callable[[Person], Cell]:
    return lambda person: cell(getattr(person, field))


GUEST_COLUMNS = (
    Column("name", N_("Name"), guests.name, ("sort",), least=18, share=4, most=36),
    Column("state", N_("State"), guests.state, ("state", "answered_at", "sort"), least=13),
    Column("since", N_("Since"), guests.since, ("answered_at", "id"), least=12, rank=4),
    Column("companions", N_("With"), guests.companions, ("companions", "sort"), least=4, rank=3, right=True,
           field="companions", typed=lambda row: str(row.invitation.companions)),
    Column("organisation", N_("Organisation"), _person("organisation"), ("organisation", "sort"), least=14, share=4,
           most=40, rank=1, field="organisation"),
    Column("email", N_("E-mail"), _person("email"), ("email", "sort"), least=18, share=3, most=36, rank=2, field="email"),
    Column("phone", N_("Phone"), _person("phone"), ("phone", "sort"), least=13, rank=7, field="phone"),
    Column("role", N_("Role"), guests.role, ("role", "sort"), least=14, rank=8),
    Column("channel", N_("By"), guests.channel, ("channel", "sort"), least=6, rank=5),
    Column("district", N_("District"), _person("district"), ("district", "sort"), least=12, rank=8, field="district"),
    Column("needs", N_("Needs"), guests.wishes, ("diet", "sort"), least=12, share=2, most=30, rank=9),
    Column("notes", N_("Notes"), lambda row: cell(row.invitation.notes), ("notes", "sort"), least=12, share=3, rank=10,
           field="notes"),
)  # fmt: skip
PERSON_COLUMNS = (
    Column("name", N_("Name"), people.name, ("sort",), least=20, share=4, most=40),
    Column("organisation", N_("Organisation"), _own("organisation"), ("organisation", "sort"), least=16, share=3,
           most=40, rank=1, field="organisation"),
    Column("email", N_("E-mail"), _own("email"), ("email", "sort"), least=18, share=3, most=36, rank=2, field="email"),
    Column("phone", N_("Phone"), _own("phone"), ("phone", "sort"), least=13, rank=4, field="phone"),
    Column("district", N_("District"), _own("district"), ("district", "sort"), least=12, rank=3, field="district"),
    Column("tags", N_("Tags"), lambda person: people.listed(person.tags), ("tags", "sort"), least=12, share=2, most=30,
           rank=5, field="tags"),
    Column("function", N_("Function"), _own("function"), ("function", "sort"), least=12, share=2, most=26, rank=6,
           field="function"),
    Column("languages", N_("Languages"), lambda person: people.listed(person.languages), ("languages", "sort"),
           least=9, rank=8, field="languages"),
    Column("needs", N_("Needs"), people.needs, ("diet", "sort"), least=12, share=2, most=30, rank=7),
    Column("town", N_("Town"), _own("town"), ("town", "sort"), least=12, rank=9, field="town"),
)  # fmt: skip


class NounSource:
    """Rows of one kind, by key; one that went since the answer leaves an empty row, not a shifted list."""

    def __init__(self, desk: Desk, kind: type[Noun]) -> None:
        self._desk = desk
        self._kind = kind

    def read_nouns(self, keys: Sequence[int]) -> list[Any]:
        """Return records at the places of their numbers, None where one is gone."""
        store = self._desk.office.store
        found = store.rows(self._kind, keys)
        if len(found) == len(keys):
            return list(found)
        return [next(iter(store.rows(self._kind, (key,))), None) for key in keys]

    def drop(self) -> None:
        """Stop what is being read for this list."""
        self._desk.drop(self)


class PeopleSource(NounSource):
    """All people of the workspace."""

    columns = PERSON_COLUMNS
    empty = N_("Nobody found. n adds somebody, I takes people in from a file.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Person)
        self.fields = tuple(name for name in guest_fields() if name not in {"state", "role", "channel"})
        self._total = 0

    async def ask(
        self, text: str, column: Column, near: int | None, *, backwards: bool, most: int | None = None
    ) -> Answer:
        """Ask which people answer."""
        query = Query(Person).matching(understand(text)).by(*ordered(column, backwards=backwards))
        found = await self._desk.ask(lambda office: answer(office.store.keys(query, most), near), self)
        self._total = len(found.keys)
        return found

    async def counts(self, text: str) -> Counts:
        """Say how many."""
        return people.counted(self._total, asked=bool(text.strip()))

    def read(self, keys: Sequence[int]) -> Sequence[Any]:
        """Return people by row number."""
        return self.read_nouns(keys)


class GuestSource(NounSource):
    """The guest list of a stop. `counted` is told the counts per state and per organisation of each answer."""

    columns = GUEST_COLUMNS
    empty = N_("Nobody found. n puts people on this list.")

    def __init__(self, desk: Desk, stop: Stop, told: Callable[[dict[str, int]], None] | None = None) -> None:
        super().__init__(desk, Invitation)
        self.stop = stop
        self.fields = guest_fields()
        self._told = told

    async def ask(
        self, text: str, column: Column, near: int | None, *, backwards: bool, most: int | None = None
    ) -> Answer:
        """Ask who on the list answers."""
        query = guests_of(self.stop.id).matching(understand(text, self.fields))
        query = query.by(*ordered(column, backwards=backwards))
        return await self._desk.ask(lambda office: answer(office.store.keys(query, most), near), self)

    async def counts(self, text: str) -> Counts:
        """Say how many by state; tell how many by organisation, where somebody wants to know."""
        query = guests_of(self.stop.id).matching(understand(text, self.fields))
        states, expected = await self._desk.ask(
            lambda office: (office.store.tally(query, "state"), coming(office, self.stop.id)), self
        )
        if self._told is not None:
            self._told(await self._desk.ask(lambda office: office.store.tally(query, "organisation"), self))
        return guests.counted(states, expected, self.stop)

    def read(self, keys: Sequence[int]) -> Sequence[Any]:
        """Return invitations with their people by row number."""
        invitations = self.read_nouns(keys)
        ids = tuple(one.person_id for one in invitations if one is not None)
        if not ids:
            return [None] * len(keys)
        query = Query(Person, order=("n",), limit=None).among("id", ids)
        known = {person.id: person for person in self._desk.office.store.each(query)}
        return [None if one is None else GuestRow(one, known[one.person_id]) for one in invitations]


class StillSource:
    """Rows that are all in memory, such as tasks or findings of one workspace. `words` is what a filter looks in."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Any], words: Callable[[Any], str], empty: str = ""
    ) -> None:
        self.columns = columns
        self.fields: tuple[str, ...] = ()
        self.empty = empty
        self.rows = rows
        self._words = [fold(words(row)) for row in rows]
        self._total = 0

    async def ask(
        self,
        text: str,
        column: Column,
        near: int | None,
        *,
        backwards: bool,
        most: int | None = None,  # noqa: ARG002  the shape of a source
    ) -> Answer:
        """Filter by all words, sort by what the column shows; the first column keeps the order given."""
        wanted = fold(text).split()
        places = [place for place, words in enumerate(self._words) if all(word in words for word in wanted)]
        if column is not self.columns[0]:
            places.sort(key=lambda place: fold(column.show(self.rows[place]).text))
        if backwards:
            places.reverse()
        self._total = len(places)
        return answer(array("q", places), near)

    def drop(self) -> None:
        """Nothing is read for long here."""

    async def counts(self, text: str) -> Counts:  # noqa: ARG002  the shape of a source
        """Say how many rows there are."""
        return Counts((cell(f"{self._total:,}", "strong"),))

    def read(self, keys: Sequence[int]) -> Sequence[Any]:
        """Return rows by place."""
        return [self.rows[key] for key in keys]
