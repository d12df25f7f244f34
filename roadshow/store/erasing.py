"""Forgetting: a change whose content is kept nowhere, neither in rows nor in the journal nor in the bytes of the file."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from roadshow.domain.changes import Change
from roadshow.domain.errors import StoreError
from roadshow.domain.headcounts import Headcount
from roadshow.domain.wording import _
from roadshow.store import statements
from roadshow.store.rows import compact
from roadshow.store.writing import Writing


def erase(
    connection: sqlite3.Connection,
    change: Change,
    naming: Iterable[str],
    counts: Iterable[Headcount],
    words: Iterable[str] = (),
) -> int:
    """Write a change inside a transaction and take its content out of the journal; return the number of its entry."""
    number = Writing(connection, change).write()
    for kind, noun_id, before, after in connection.execute(statements.TRACES, [number]).fetchall():
        if after is None:
            _remove(connection, kind, noun_id)
        else:
            _empty(connection, kind, noun_id, frozenset(json.loads(before or "{}")))
    for person_id in naming:
        for kind, noun_id in connection.execute(statements.EDITS_NAMING, [person_id, person_id]).fetchall():
            _remove(connection, kind, noun_id)
        _remove(connection, "person", person_id)
    for word in words:
        for entry, values in connection.execute(statements.LABELS_NAMING, [compact(word)[1:-1]]).fetchall():
            connection.execute(statements.REWRITE_LABEL, [_scrubbed(values, word), entry])
    connection.executemany(
        statements.ADD_HEADCOUNT,
        [(one.stop_id, one.what, one.organisation, one.people, one.companions) for one in counts],
    )
    connection.execute(statements.SET_WORKSPACE, [statements.UNFINISHED, "erased"])
    return number


def finish(connection: sqlite3.Connection) -> None:
    """Write over what was removed, and note that it is done.

    Raises StoreError where the disk is full or another window reads on: then it is done at the next opening.
    """
    later = _("Make room on the disk; the next opening of the workspace clears them away.")
    try:
        overwrite(connection)
        connection.execute(statements.UNSET_WORKSPACE, [statements.UNFINISHED])
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(
            _("It is gone from the workspace, but old bytes of it are still in the file: {reason}.").format(
                reason=error
            ),
            later,
        ) from error


def overwrite(connection: sqlite3.Connection) -> None:
    """Write over what was removed: the log is emptied, and the file is built anew without it.

    SQLite zeroes what it removes (PRAGMA secure_delete), but a page that was once split may hold an older copy of a row in
    its unused part, and only VACUUM makes every page anew.
    """
    try:
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(
            _("It is gone from the workspace, but another window still reads the old pages of the file."),
            _("Close the other windows; the next opening of the workspace clears them away."),
        )


def _remove(connection: sqlite3.Connection, kind: str, noun_id: str) -> None:
    connection.execute(statements.REMOVE_EDITS, [noun_id, kind])
    connection.execute(statements.REMOVE_DEPARTED, [noun_id])


def _empty(connection: sqlite3.Connection, kind: str, noun_id: str, fields: frozenset[str]) -> None:
    """Take these fields out of everything that the journal holds of a record."""
    for change, position, before, after in connection.execute(statements.EDITS_OF, [noun_id, kind]).fetchall():
        row = [_without(before, fields), _without(after, fields), change, position]
        connection.execute(statements.REWRITE_EDIT, row)


def _without(text: str | None, fields: frozenset[str]) -> str | None:
    if text is None:
        return None
    values: dict[str, Any] = json.loads(text)
    return compact({name: value for name, value in values.items() if name not in fields})


def _scrubbed(values: str, word: str) -> str:
    """Take a text out of the values of a label."""
    held: dict[str, Any] = json.loads(values)
    return compact({name: one.replace(word, "…") if isinstance(one, str) else one for name, one in held.items()})
