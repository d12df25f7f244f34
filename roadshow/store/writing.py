"""One change, one transaction: rows and journal together, each row checked against what the edit says it was."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from roadshow.domain.changes import Change, Edit, Turn
from roadshow.domain.errors import StaleError
from roadshow.domain.fieldwords import field_word
from roadshow.domain.guests import Invitation
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import differing, moment_text, plain, same, sparse
from roadshow.domain.revising import is_material
from roadshow.domain.tour import Part, Session
from roadshow.domain.wording import _
from roadshow.store import statements
from roadshow.store.rows import compact, row_shape

BATCH = 500
"""New rows are written this many at a time."""


class Writing:
    """The writing of one change on a connection that is inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, change: Change) -> None:
        self._connection = connection
        self._change = change
        self._moment = moment_text(change.moment)
        self._position = 0
        self._number = 0
        self._new: list[Noun] = []
        self._traces: list[tuple[Any, ...]] = []

    def write(self) -> int:
        """Write journal and rows; return the number of the entry. Raises StaleError, and sqlite3.IntegrityError."""
        change = self._change
        cursor = self._connection.execute(
            statements.ADD_JOURNAL,
            [
                change.id,
                change.label.text,
                compact(dict(change.label.values)),
                change.author,
                self._moment,
                change.turn.value,
                change.reverses,
            ],
        )
        self._number = int(cursor.lastrowid or 0)
        if change.reverses is not None:
            self._mark_reversed(change.reverses)
        for edit in change.edits:
            self._apply(edit)
        self._flush()
        self._connection.execute(statements.CLOSE_JOURNAL, [self._position, self._number])
        return self._number

    def _mark_reversed(self, number: int) -> None:
        marked = self._connection.execute(statements.MARK_REVERSED, [self._number, number])
        if marked.rowcount != 1:
            raise StaleError(
                _("Change {number} was taken back already.").format(number=number), _("See “roadshow log”.")
            )

    def _apply(self, edit: Edit) -> None:
        if edit.before is None and edit.after is not None:
            if self._new and type(self._new[-1]) is not type(edit.after):
                self._flush()
            self._new.append(edit.after)
            self._trace(edit.after, None, sparse(edit.after))
            if len(self._new) >= BATCH:
                self._flush()
            return
        self._flush()
        if edit.before is None:
            return
        self._check(edit.before)
        if edit.after is None:
            self._remove(edit.before)
        else:
            self._replace(edit.before, edit.after)

    def _check(self, before: Noun) -> None:
        shape = row_shape(type(before))
        row = self._connection.execute(statements.one(type(before)), [before.id]).fetchone()
        if row is None:
            raise StaleError(
                _("This was removed by somebody else in the meantime."),
                _("Nothing was changed. Look at it again, and see “roadshow log”."),
                yours=plain(before),
            )
        stored = shape.read(row)
        if not same(stored, before):
            yours, theirs = differing(before, stored)
            raise StaleError(
                _("Somebody else changed this in the meantime: {fields}.").format(
                    fields=", ".join(map(field_word, theirs))
                ),
                _("Nothing was changed. Look at it again and repeat what you still want."),
                yours=yours,
                theirs=theirs,
            )

    def _remove(self, before: Noun) -> None:
        kind = type(before)
        kept = self._connection.execute(statements.revisions(kind, 1), [before.id]).fetchone()
        self._connection.execute(statements.DEPART, [before.id, kept[1], kept[3]])
        self._connection.execute(statements.delete(kind), [before.id])
        self._trace(before, sparse(before), None)
        self._echo(before, before.id, rise=0)

    def _replace(self, before: Noun, after: Noun) -> None:
        old, new = differing(before, after)
        if not new:
            return
        shape = row_shape(type(after))
        rise = int(is_material(before, after))
        terms, sort = self._found_by(after)
        self._connection.execute(
            statements.update(type(after)),
            [*shape.values(after), terms, sort, self._moment, rise, self._number, after.id],
        )
        if isinstance(after, Person):
            self._connection.execute(statements.SORT_INVITATIONS, {"sort": sort, "id": after.id})
        self._trace(after, old, new)
        self._echo(after, after.id, rise=rise)

    def _flush(self) -> None:
        if self._new:
            kind = type(self._new[0])
            rows = list(self._rows(self._new))
            try:
                self._connection.executemany(statements.insert(kind), rows)
            except sqlite3.IntegrityError as error:
                raise _doubled(error) from error
            if kind in {Session, Part}:
                for noun in self._new:
                    self._echo(noun, noun.id, rise=0)
            self._new = []
        if self._traces:
            self._connection.executemany(statements.ADD_EDIT, self._traces)
            self._traces = []

    def _rows(self, nouns: list[Noun]) -> Iterator[tuple[Any, ...]]:
        shape = row_shape(type(nouns[0]))
        for noun in nouns:
            created, sequence = self._moment, 0
            if self._change.turn is not Turn.DO:
                departed = self._connection.execute(statements.DEPARTED, [noun.id]).fetchone()
                if departed:
                    created, sequence = departed[0], departed[1] + 1
            yield (*shape.values(noun), *self._found_by(noun), created, self._moment, sequence, self._number)

    def _found_by(self, noun: Noun) -> tuple[str, str]:
        if isinstance(noun, Invitation):
            row = self._connection.execute(statements.PERSON_SORT, [noun.person_id]).fetchone()
            return "", row[0] if row else ""
        return row_shape(type(noun)).found_by(noun)

    def _trace(self, noun: Noun, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self._position += 1
        self._traces.append(
            (
                self._number,
                self._position,
                noun.kind,
                noun.id,
                None if before is None else compact(before),
                None if after is None else compact(after),
            )
        )

    def _echo(self, noun: Noun, noun_id: str, *, rise: int) -> None:
        parent = noun.stop_id if isinstance(noun, Session) else noun.session_id if isinstance(noun, Part) else ""
        for statement in statements.ECHOES.get(noun.kind, ()):
            self._connection.execute(statement, {"moment": self._moment, "rise": rise, "id": noun_id, "parent": parent})


def _doubled(error: sqlite3.IntegrityError) -> StaleError:
    return StaleError(
        _("Something with this name or this place on the list exists already ({detail}).").format(detail=error),
        _("Nothing was changed. Look at the list again."),
    )
