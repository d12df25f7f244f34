"""The first engine: one SQLite file, write-ahead log, every commit on the disk before it is confirmed."""

import contextlib
import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from roadshow.domain.asking import Query, Window
from roadshow.domain.changes import Change, Entry, Phrase, Revision, Trace, Turn
from roadshow.domain.errors import ReadOnlyError, StaleError, StoreError
from roadshow.domain.guests import Guest, Invitation
from roadshow.domain.headcounts import Answers, Headcount
from roadshow.domain.matchkeys import Wanted, uid_key
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import moment_from
from roadshow.domain.wording import _
from roadshow.store import sqlite_file, sqlite_held, sqlite_log, statements
from roadshow.store.matching import NAME, Matching
from roadshow.store.rows import row_shape

N = TypeVar("N", bound=Noun)
R = TypeVar("R")
NOTED = "note:"
"""What stands before the names of notes, so that none is mistaken for what the store itself keeps."""
AT_ONCE = 500
"""Ids or row numbers that one statement asks for; SQLite takes 32,766 (limits, section 9)."""


class SqliteStore:
    """A store in one file. Each thread and each process opens its own."""

    def __init__(
        self, path: Path, *, read_only: bool = False, keeping: Callable[[str, Path], Path] | None = None
    ) -> None:
        """Open the file. `keeping` names the place of a backup, made before the file is brought to our time."""
        self.path = path
        self._read_only = read_only
        self._connection = sqlite_file.connect(path, keeping)
        self._held = sqlite_held.held_by(self._connection)
        self._matching = Matching()
        self._connection.create_function(NAME, 3, self._matching, deterministic=True)
        if read_only:
            self._connection.execute("PRAGMA query_only = ON")
        self._domain = ""
        if not read_only:
            self._finish_erasing()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty workspace file and open it. Raises StoreError where something is there already."""
        sqlite_file.create(path)
        return cls(path)

    def again(self) -> Self:
        """Open the same address once more."""
        return type(self)(self.path, read_only=self._read_only)

    @property
    def domain(self) -> str:
        """The name this workspace signs its UIDs with."""
        if not self._domain:
            self._domain = str(self._one(statements.WORKSPACE, ["domain"])[0])
        return self._domain

    def get(self, kind: type[N], noun_id: str) -> N | None:
        """Return one record, or None."""
        row = self._one(statements.one(kind), [noun_id])
        if row is None and kind is Person:
            later = self._one(statements.FORMER, [noun_id])
            row = None if later is None else self._one(statements.one(kind), later)
        return None if row is None else row_shape(kind).read(row)

    def people_like(self, wanted: Wanted) -> tuple[Person, ...]:
        """Return the people who have one of these keys."""
        asked = (wanted.emails, wanted.phones, wanted.names)
        uids = tuple(wanted.uids)
        if not any(asked) and not uids:
            return ()
        keys = [key for keys in asked for key in keys]
        read = row_shape(Person).read
        statement = statements.people_like(*map(len, (*asked, uids)))
        found = tuple(read(row) for row in self._all(statement, [*keys, *uids, *uids]))
        if not self._one(statements.HAS_FURTHER_KEYS)[0]:
            return found
        keys += map(uid_key, uids)
        further = (read(row) for row in self._all(statements.people_further(len(keys)), keys))
        return tuple({one.id: one for one in (*found, *further)}.values())

    def window(self, query: Query[N]) -> Window[N]:
        """Return one page of an answer and the total."""
        rows = tuple(self.each(query))
        return Window(rows, self._total(query, len(rows)))

    def count(self, query: Query[N]) -> int:
        """Return how many records answer."""
        return int(self._one(*statements.count(query))[0])

    def each(self, query: Query[N]) -> Iterator[N]:
        """Stream an answer."""
        read = row_shape(query.kind).read
        for row in self._all(*statements.select(query)):
            yield read(row)

    def keys(self, query: Query[N], most: int | None = None) -> "array[int]":
        """Return the row numbers of an answer, in order; with `most` only the first ones."""
        return array("q", (row[0] for row in self._all(*statements.keys(query, most))))

    def rows(self, kind: type[N], keys: Sequence[int]) -> list[N]:
        """Return the records of these row numbers, in this order; those that are gone are left out."""
        shape = row_shape(kind)
        found: dict[int, N] = {}
        for some in _pieces(keys):
            for row in self._all(statements.by_key(kind, len(some)), some):
                found[row[0]] = shape.read(row[1:])
        return [found[key] for key in keys if key in found]

    def guests(self, query: Query[Invitation]) -> Window[Guest]:
        """Return one page of invitations with their people."""
        rows = tuple(self.each_guest(query))
        return Window(rows, self._total(query, len(rows)))

    def each_guest(self, query: Query[Invitation]) -> Iterator[Guest]:
        """Stream invitations with their people."""
        return self._read_guests(*statements.guests(query))

    def answers(self, stop_ids: Sequence[str]) -> Iterator[Answers]:
        """Count the invitations to some hundred stops by state, role and the moment they were sent."""
        for row in self._all(statements.answers(len(stop_ids)), stop_ids):
            stop_id, state, role, sent, guests, companions = row
            yield Answers(stop_id, state, role, moment_from(sent) if sent else None, guests, companions)

    def notable_guests(self, stop_ids: Sequence[str]) -> Iterator[Guest]:
        """Stream the guests of some hundred stops whom a count by answers does not cover."""
        return self._read_guests(statements.notable_guests(len(stop_ids)), stop_ids)

    def _read_guests(self, statement: str, values: Sequence[Any]) -> Iterator[Guest]:
        invitation, person = row_shape(Invitation), row_shape(Person)
        width = len(invitation.columns)
        for row in self._all(statement, values):
            yield Guest(
                invitation=invitation.read(row[:width]),
                revision=_revision(row[width : width + 3]),
                person=person.read(row[width + 3 :]),
            )

    def tally(self, query: Query[N], column: str) -> dict[str, int]:
        """Return how many records of an answer hold each value of a column."""
        return {str(row[0]): int(row[1]) for row in self._all(*statements.tally(query, column))}

    def revisions(self, kind: type[Noun], ids: Iterable[str]) -> dict[str, Revision]:
        """Return what is stored about the history of these records, by id."""
        found: dict[str, Revision] = {}
        for some in _pieces(tuple(ids)):
            for row in self._all(statements.revisions(kind, len(some)), some):
                found[row[0]] = _revision(row[1:])
        return found

    def commit(self, change: Change) -> Entry:
        """Save a change and its journal entry, all or nothing, and durably so."""
        from roadshow.store.writing import Writing  # noqa: PLC0415  most commands only read

        return self._written(lambda: Writing(self._connection, change).write())

    def erase(
        self, change: Change, *, naming: Iterable[str] = (), counts: Iterable[Headcount] = (), words: Iterable[str] = ()
    ) -> Entry:
        """Save a change of which nothing is to be remembered."""
        from roadshow.store import erasing  # noqa: PLC0415  as above

        self._may_write()
        with self._plainly():
            self._connection.execute("PRAGMA secure_delete = ON")
        entry = self._written(lambda: erasing.erase(self._connection, change, naming, counts, words))
        self._held.forget()
        erasing.finish(self._connection)
        return entry

    def headcounts(self, stop_id: str) -> tuple[Headcount, ...]:
        """Return what is left of guests of a stop who were forgotten."""
        return tuple(Headcount(*row) for row in self._all(statements.HEADCOUNTS, [stop_id]))

    def mentions(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Give kind, id and field of the records that hold a text in a field that somebody wrote."""
        from roadshow.domain.kinds import KINDS  # noqa: PLC0415  as above

        for kind, noun in KINDS.items():
            for column in row_shape(noun).written:
                for row in self._all(statements.mentions(noun, column), [text]):
                    yield kind, row[0], column

    def note(self, name: str) -> str:
        """Return a text that is kept beside the plan under a name, empty where there is none."""
        row = self._one(statements.WORKSPACE, [NOTED + name])
        return "" if row is None else str(row[0])

    def keep_note(self, name: str, text: str) -> None:
        """Keep a text beside the plan, or with an empty one nothing."""
        statement = statements.SET_WORKSPACE if text else statements.UNSET_WORKSPACE
        self._transact(lambda: self._connection.execute(statement, [NOTED + name, *([text] if text else [])]))

    def _written(self, write: Callable[[], int]) -> Entry:
        """Run a writing in a transaction of its own; return the entry that it made."""
        entry = self.entry(self._transact(write))
        if entry is None:
            raise StoreError(_("The change was saved, but its entry cannot be read."), _('Run "roadshow doctor".'))
        return entry

    def _transact(self, write: Callable[[], R]) -> R:
        """Run a writing in a transaction of its own, in our file and no other."""
        self._may_write()
        with self._plainly():
            sqlite_file.set_cache(self._connection, sqlite_file.WRITING_CACHE_KIB)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._demand_ours()
                written = write()
                word = sqlite_log.renew(self._connection)
                self._connection.execute("COMMIT")
            except sqlite3.IntegrityError as error:
                self._rollback()
                raise _still_needed(error) from error
            except BaseException:
                self._rollback()
                raise
            finally:
                sqlite_file.set_cache(self._connection, sqlite_file.CACHE_KIB)
            self._held.wrote(self._connection, word)
            self._held.shorten(self._connection)
        return written

    def journal(self, *, limit: int | None = 50, before: int | None = None) -> tuple[Entry, ...]:
        """Return journal entries, the newest first, older than number `before`."""
        everything = 2**62
        bounds = [everything if before is None else before, everything if limit is None else limit]
        return tuple(_entry(row) for row in self._all(statements.ENTRIES, bounds))

    def entry(self, number: int) -> Entry | None:
        """Return one journal entry."""
        row = self._one(statements.ENTRY, [number])
        return None if row is None else _entry(row)

    def traces(self, number: int, *, backwards: bool = False) -> Iterator[Trace]:
        """Stream what a change did, in its order or against it."""
        statement = statements.TRACES_BACKWARDS if backwards else statements.TRACES
        for row in self._all(statement, [number]):
            yield _trace(row)

    def touched(self, kind: str, noun_id: str) -> tuple[Entry, ...]:
        """Return the entries that changed one record, the newest first."""
        return tuple(_entry(row) for row in self._all(statements.TOUCHED, [noun_id, kind]))

    def past(self, kind: str, noun_id: str) -> Iterator[tuple[datetime, Trace]]:
        """Stream what was done to one record and when, the newest first."""
        for moment, *row in self._all(statements.PAST, [noun_id, kind]):
            yield moment_from(moment), _trace(row)

    def last_number(self) -> int:
        """Return the number of the newest entry, 0 where there is none."""
        return int(self._one(statements.LAST_NUMBER)[0])

    def last_moment(self) -> datetime | None:
        """Return when the newest entry was made, None where there is none."""
        row = self._one(statements.NEWEST_MOMENT)
        return None if row is None else moment_from(row[0])

    def to_undo(self) -> Entry | None:
        """Return the newest change that can be taken back, or None."""
        row = self._one(statements.TO_UNDO)
        return None if row is None else _entry(row)

    def to_redo(self) -> Entry | None:
        """Return the change that can be done again, or None."""
        row = self._one(statements.TO_REDO)
        return None if row is None else _entry(row)

    def problems(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file, for the doctor; empty where all is well."""
        checks = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")
        found = [str(row[0]) for check in checks for row in self._all(check)]
        if self._one(statements.WORKSPACE, [statements.UNFINISHED]) is not None:
            found.append(
                _("Somebody was forgotten whose old bytes are still in the file: make room on the disk, open it again.")
            )
        return tuple(line for line in found if line != "ok")

    def copy(self, place: Path) -> None:
        """Write a whole copy of all that was saved to a place where nothing is, readable by its owner only."""
        from roadshow.store.sqlite_kept import copied  # noqa: PLC0415  most commands copy nothing

        with sqlite_file.SaidPlainly(place):
            copied(self._connection, place)

    def rest(self) -> None:
        """Bring all that was saved into the one file, and see to it that it can be kept whatever happens to the file."""
        if not self._read_only:
            with self._plainly():
                self._held.rest(self._connection)

    def interrupt(self) -> None:
        """Stop what is being read, from any thread."""
        self._connection.interrupt()

    def close(self) -> None:
        """Let go of the file. Raises ReplacedError where what was saved is not at its address and nobody was told."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _demand_ours(self) -> None:
        """Refuse to write where the address leads to another file by now; nothing is held that keeping ours would wait for."""
        if not self._held.is_ours(self._connection):
            self._rollback()
            raise self._held.refused(self._connection)

    def _plainly(self) -> sqlite_file.SaidPlainly:
        return sqlite_file.SaidPlainly(self.path, self._matching, self._connection)

    def _finish_erasing(self) -> None:
        """Write over what was forgotten when the disk was full or another window still read it; say nothing if it must wait."""
        if self._held.writable and self._one(statements.WORKSPACE, [statements.UNFINISHED]) is not None:
            from roadshow.store import erasing  # noqa: PLC0415  as above

            with contextlib.suppress(StoreError):
                erasing.finish(self._connection)

    def _may_write(self) -> None:
        if self._read_only:
            raise ReadOnlyError(
                _("This workspace is open for reading only, so nothing was changed."),
                _("To change it, start roadshow without --read-only, and with the setting read_only off."),
            )

    def _rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _total(self, query: Query[N], seen: int) -> int:
        if query.offset == 0 and (query.limit is None or seen < query.limit):
            return seen
        return self.count(query)

    def _all(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        self._matching.begin()
        with self._plainly():
            for row in self._connection.execute(statement, values):  # noqa: UP028  yield from would close the cursor late
                yield row

    def _one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        self._matching.begin()
        with self._plainly():
            return self._connection.execute(statement, values).fetchone()


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(
        number=row[0],
        id=row[1],
        label=Phrase(row[2], json.loads(row[3])),
        author=row[4],
        moment=moment_from(row[5]),
        turn=Turn(row[6]),
        reverses=row[7],
        reversed_by=row[8],
        edits=row[9],
    )


def _trace(row: Sequence[Any]) -> Trace:
    kind, noun_id, before, after = row
    return Trace(
        kind, noun_id, None if before is None else json.loads(before), None if after is None else json.loads(after)
    )


def _revision(row: Sequence[Any]) -> Revision:
    created, modified, sequence = row
    return Revision(moment_from(created), moment_from(modified), sequence)


def _pieces(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _still_needed(error: sqlite3.IntegrityError) -> StaleError:
    if "FOREIGN KEY" in str(error):
        return StaleError(
            _("Something else still belongs to this, so it cannot go."),
            _('Remove what belongs to it first, or see "roadshow log" for who added it. Nothing was changed.'),
        )
    if "UNIQUE" in str(error):
        from roadshow.store.writing import doubled  # noqa: PLC0415  only who writes needs it

        return doubled(error)
    return StaleError(_("The workspace refused this: {detail}.").format(detail=error), _("Nothing was changed."))
