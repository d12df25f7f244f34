"""One change, one transaction: rows and journal together, each row checked against what the edit says it was."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from roadshow.domain.changes import Change, Edit, Turn
from roadshow.domain.errors import StaleError
from roadshow.domain.fieldwords import field_word
from roadshow.domain.guests import Invitation
from roadshow.domain.matchkeys import further_keys
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import differing, each_sparse, moment_text, plain, same, side_by_side, sparse
from roadshow.domain.revising import is_material
from roadshow.domain.tour import Part, Session
from roadshow.domain.wording import _
from roadshow.store import statements
from roadshow.store.rows import compact, row_shape

BATCH = 500
"""New rows are written this many at a time."""
FEW = 2000
"""People among whom indexes are not missed while many more come in."""


class Writing:
    """The writing of one change on a connection that is inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, change: Change) -> None:
        self._connection = connection
        self._change = change
        self._moment = moment_text(change.moment)
        # what is taken back is compared with the rows as they are, so that none of them may still wait
        self._batch = BATCH if change.turn is Turn.DO else 1
        self._position = 0
        self._number = 0
        self._new: list[Noun] = []
        self._traces: list[tuple[Any, ...]] = []
        self._indexes: list[str] = []
        self._lightened: set[type[Noun]] = set()

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
        for statement in self._indexes:
            self._connection.execute(statement)
        self._connection.execute(statements.CLOSE_JOURNAL, [self._position, self._number])
        return self._number

    def _mark_reversed(self, number: int) -> None:
        marked = self._connection.execute(statements.MARK_REVERSED, [self._number, number])
        if marked.rowcount != 1:
            raise StaleError(
                _("Change {number} was taken back already.").format(number=number), _('See "roadshow log".')
            )

    def _apply(self, edit: Edit) -> None:
        before, after = edit.before, edit.after
        if before is None:
            if after is not None:
                self._add(after)
            return
        self._flush()
        self._check(before)
        if after is None:
            self._remove(before)
        else:
            self._replace(before, after)

    def _add(self, noun: Noun) -> None:
        if self._new and type(self._new[-1]) is not type(noun):
            self._flush()
        self._new.append(noun)
        if len(self._new) >= self._batch:
            self._flush()

    def _check(self, before: Noun) -> None:
        shape = row_shape(type(before))
        row = self._connection.execute(statements.one(type(before)), [before.id]).fetchone()
        if row is None:
            raise StaleError(
                _("This was removed by somebody else in the meantime."),
                _('Nothing was changed. Look at it again, and see "roadshow log".'),
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
        if isinstance(before, Person):
            self._leave(before)
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
            [*shape.values(after), terms, sort, self._moment, rise, self._number, *shape.keys(after), after.id],
        )
        if isinstance(after, Person):
            found = {"terms": terms, "sort": sort, "id": after.id}
            self._connection.execute(statements.FIND_INVITATIONS, found)
            if isinstance(before, Person) and not new.keys().isdisjoint(
                ("former_ids", "contacts", "other_names", "cards")
            ):
                self._leave(before)
                self._enter([after])
        self._trace(after, old, new)
        self._echo(after, after.id, rise=rise)

    def _flush(self) -> None:
        """Write the new rows that wait, and then all that is for the journal."""
        waiting, self._new = self._new, []
        if waiting:
            kind = type(waiting[0])
            if len(waiting) >= BATCH and kind not in self._lightened:
                self._lighten(kind)
            try:
                self._insert(waiting)
            except sqlite3.IntegrityError as error:
                raise doubled(error) from error
            if kind is Person:
                self._enter(waiting)
            if kind in {Session, Part}:
                for noun in waiting:
                    self._echo(noun, noun.id, rise=0)
        if self._traces:
            self._connection.executemany(statements.ADD_EDIT, self._traces)
            self._traces = []

    def _lighten(self, kind: type[Noun]) -> None:
        """Take the indexes off a table that held little, until the end: built in one go they cost a fifth.

        It is a part of the transaction, so that a change that fails leaves them where they were.
        """
        self._lightened.add(kind)
        if kind is not Person or self._connection.execute(statements.more_than(kind, FEW)).fetchone():
            return
        for name, statement in self._connection.execute(statements.INDEXES, [kind.kind]).fetchall():
            self._connection.execute(statements.drop_index(name))
            self._indexes.append(statement)

    def _insert(self, nouns: Sequence[Noun]) -> None:
        """Write new rows of one kind, and note them for the journal."""
        kind = type(nouns[0])
        shape, filled = row_shape(kind), side_by_side(nouns)
        columns = [shape.column(field.name, values) for field, values in filled]
        columns += zip(*self._beside(nouns), strict=True)
        statement = statements.insert(kind, [field.name for field, _values in filled])
        self._connection.executemany(statement, zip(*columns, strict=True))
        self._trace_new(nouns, each_sparse(filled))

    def _beside(self, nouns: Sequence[Noun]) -> Iterator[tuple[Any, ...]]:
        """Give what the store keeps beside each new row."""
        found_by, keys = self._found_by, row_shape(type(nouns[0])).keys
        moment, number, is_new = self._moment, self._number, self._change.turn is Turn.DO
        for noun in nouns:
            created, modified, sequence = (moment, moment, 0) if is_new else self._before_departing(noun)
            yield (*found_by(noun), created, modified, sequence, number, *keys(noun))

    def _before_departing(self, noun: Noun) -> tuple[str, str, int]:
        """Return when a record that comes back was made and last changed, and the sequence that it goes on with."""
        departed = self._connection.execute(statements.DEPARTED, [noun.id]).fetchone()
        if departed is None:
            return self._moment, self._moment, 0
        touched = self._connection.execute(statements.LAST_TOUCHED, [noun.id]).fetchone()[0] or ""
        return departed[0], max(self._moment, touched), departed[1] + 1

    def _enter(self, people: Iterable[Noun]) -> None:
        """Turn round what else people are found by: their former ids, and their further addresses and numbers."""
        former: list[tuple[str, str]] = []
        further: list[tuple[str, str]] = []
        for noun in people:
            if isinstance(noun, Person):
                former += [(old, noun.id) for old in noun.former_ids]
                if noun.contacts or noun.other_names or noun.cards:
                    further += [(noun.id, key) for key in dict.fromkeys(further_keys(noun))]
        if former:
            self._connection.executemany(statements.ADD_FORMER, former)
        if further:
            self._connection.executemany(statements.ADD_FURTHER_KEY, further)

    def _leave(self, person: Person) -> None:
        if person.former_ids:
            self._connection.execute(statements.REMOVE_FORMER, [person.id])
        if person.contacts or person.other_names or person.cards:
            self._connection.execute(statements.REMOVE_FURTHER_KEYS, [person.id])

    def _found_by(self, noun: Noun) -> tuple[str, str]:
        if isinstance(noun, Invitation):
            row = self._connection.execute(statements.PERSON_FOUND, [noun.person_id]).fetchone()
            return (row[0], row[1]) if row else ("", "")
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

    def _trace_new(self, nouns: Sequence[Noun], values: Iterable[dict[str, Any]]) -> None:
        """Note new records; many of them by way of an encoder that is quick and takes a moment to load."""
        encode = compact if len(nouns) < BATCH else _quick_encoder()
        number, position, kind = self._number, self._position, nouns[0].kind
        self._traces += [
            (number, place, kind, noun.id, None, encode(held))
            for place, noun, held in zip(range(position + 1, position + len(nouns) + 1), nouns, values, strict=True)
        ]
        self._position = position + len(nouns)

    def _echo(self, noun: Noun, noun_id: str, *, rise: int) -> None:
        parent = noun.stop_id if isinstance(noun, Session) else noun.session_id if isinstance(noun, Part) else ""
        for statement in statements.ECHOES.get(noun.kind, ()):
            self._connection.execute(statement, {"moment": self._moment, "rise": rise, "id": noun_id, "parent": parent})


def _quick_encoder() -> Callable[[Any], str]:
    from msgspec.json import Encoder  # noqa: PLC0415  small changes are written before it is loaded

    encode = Encoder().encode
    return lambda values: encode(values).decode()


def doubled(error: sqlite3.IntegrityError) -> StaleError:
    """Say which fields of a record have what another has already (SQLite names them as kind.field)."""
    names = [name.partition(".")[2] for name in str(error).rpartition(": ")[2].split(", ")]
    if "person_id" in names:
        return StaleError(_("This person is on that list already."), _("Nothing was changed. Look at the list again."))
    fields = ", ".join(field_word(name) for name in names if not name.endswith("_id"))
    return StaleError(
        _("There is another one already with the same {fields}.").format(fields=fields),
        _("Nothing was changed. Give one of the two another {fields} first.").format(fields=fields),
    )
