"""What every store can do. One contract test class holds each engine to it."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from roadshow.domain.asking import Query, Window
from roadshow.domain.changes import Change, Entry, Revision, Trace
from roadshow.domain.guests import Guest, Invitation
from roadshow.domain.headcounts import Answers, Headcount
from roadshow.domain.matchkeys import Wanted
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person

N = TypeVar("N", bound=Noun)


class Store(Protocol):
    """Nouns and journal at one address.

    Reading sees what was committed before the reading began. Writing is `commit` alone.
    Raises StoreError where the address cannot be read or written.
    """

    @property
    def domain(self) -> str:
        """The name this workspace signs its UIDs with; made once, at random, and kept."""

    def get(self, kind: type[N], noun_id: str) -> N | None:
        """Return one record, or None. A person is found by the ids in `former_ids` too."""

    def people_like(self, wanted: Wanted) -> tuple[Person, ...]:
        """Return the people who have one of these keys, in any order. Some hundred keys of each sort at a time."""

    def again(self) -> Self:
        """Open the same address once more: it sees what was committed, whatever this one is writing just now."""

    def window(self, query: Query[N]) -> Window[N]:
        """Return one page of an answer and the total."""

    def count(self, query: Query[N]) -> int:
        """Return how many records answer."""

    def each(self, query: Query[N]) -> Iterator[N]:
        """Stream an answer; nothing but the row at hand is in memory. `limit` None streams all."""

    def keys(self, query: Query[N], most: int | None = None) -> "array[int]":
        """Return the row numbers of an answer, in order: 8 bytes a row, for a list that shows any part at once.

        With `most` only the first ones, which is quick where many answer.
        """

    def rows(self, kind: type[N], keys: Sequence[int]) -> list[N]:
        """Return the records of these row numbers, in this order; those that are gone are left out."""

    def guests(self, query: Query[Invitation]) -> Window[Guest]:
        """Return one page of invitations with their people. Clauses and words may ask about the person."""

    def each_guest(self, query: Query[Invitation]) -> Iterator[Guest]:
        """Stream invitations with their people."""

    def answers(self, stop_ids: Sequence[str]) -> Iterator[Answers]:
        """Count the invitations to some hundred stops by state, role and the moment they were sent, in any order."""

    def notable_guests(self, stop_ids: Sequence[str]) -> Iterator[Guest]:
        """Stream the guests of some hundred stops whom a count by answers does not cover, each list in order of names.

        Those who have a need or no name, who cannot be reached, or whose address somebody else has too; others may be among them.
        """

    def tally(self, query: Query[N], column: str) -> dict[str, int]:
        """Return how many records of an answer hold each value of a column."""

    def revisions(self, kind: type[Noun], ids: Iterable[str]) -> dict[str, Revision]:
        """Return what is stored about the history of these records, by id."""

    def commit(self, change: Change) -> Entry:
        """Save a change and its journal entry, all or nothing, and durably so.

        Raises StaleError where a record is no longer what the edit says it was, and where a record that is
        still referred to would go.
        """

    def erase(
        self, change: Change, *, naming: Iterable[str] = (), counts: Iterable[Headcount] = (), words: Iterable[str] = ()
    ) -> Entry:
        """Save a change of which nothing is to be remembered, all or nothing, and durably so.

        What its edits remove or empty goes from all earlier entries of the journal as well, and so does every record that
        ever named one of the ids `naming`, and the texts `words` from all labels. `counts` are added to those kept. The bytes are written over: when this
        returns, they are not in the file any more. Raises as `commit` does.
        """

    def headcounts(self, stop_id: str) -> tuple[Headcount, ...]:
        """Return what is left of guests of a stop who were forgotten."""

    def mentions(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Give kind, id and field of the records that hold a text in a field that somebody wrote, to the letter."""

    def journal(self, *, limit: int | None = 50, before: int | None = None) -> tuple[Entry, ...]:
        """Return journal entries, the newest first, older than number `before`."""

    def entry(self, number: int) -> Entry | None:
        """Return one journal entry."""

    def traces(self, number: int, *, backwards: bool = False) -> Iterator[Trace]:
        """Stream what a change did, in its order or against it."""

    def touched(self, kind: str, noun_id: str) -> tuple[Entry, ...]:
        """Return the entries that changed one record, the newest first."""

    def past(self, kind: str, noun_id: str) -> Iterator[tuple[datetime, Trace]]:
        """Stream what was done to one record and when, the newest first."""

    def last_number(self) -> int:
        """Return the number of the newest entry, 0 where there is none: cheap enough to ask every second."""

    def last_moment(self) -> datetime | None:
        """Return when the newest entry was made, None where there is none."""

    def to_undo(self) -> Entry | None:
        """Return the newest change that can be taken back, or None."""

    def to_redo(self) -> Entry | None:
        """Return the change that can be done again, or None."""

    def note(self, name: str) -> str:
        """Return a text that is kept beside the plan under a name, empty where there is none."""

    def keep_note(self, name: str, text: str) -> None:
        """Keep a text beside the plan, or with an empty one nothing. It is no change, and no undo touches it."""

    def problems(self) -> tuple[str, ...]:
        """Look through everything kept; return what is wrong with it, empty where all is well."""

    def copy(self, place: Path) -> None:
        """Write all that was saved as a whole copy, or nothing, to a place where nothing is. Raises StoreError."""

    def rest(self) -> None:
        """Bring what was saved to its lasting place, when nobody has changed anything for a moment.

        Raises ReplacedError where the address leads to something else by now; so do `commit`, `erase` and `close`, each
        before anything of it is touched, and what was confirmed is kept in a place that the error names.
        """

    def interrupt(self) -> None:
        """Stop what is being read, from any thread: whoever reads gets a DroppedError. Does nothing where nobody reads."""

    def close(self) -> None:
        """Let go of the address."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
