"""What can still be read of a damaged workspace: every row that is whole, around the pages that are not."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from roadshow.domain.errors import RoadshowError, StoreError
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.wording import _
from roadshow.store import sqlite_log
from roadshow.store.rows import row_shape
from roadshow.store.scratch import scratch_folder
from roadshow.store.sqlite_file import run_steps
from roadshow.store.sqlite_held import is_open
from roadshow.store.statements import rows_between

HIGHEST = 1 << 24
"""The row number up to which a table is looked through that cannot say itself how long it is."""


class Rescued:
    """The nouns that could be read, in the order in which they can be written, and how many could not, by kind.

    `without` counts what could be read and belongs to something that could not.
    """

    def __init__(self) -> None:
        self.nouns: list[Noun] = []
        self.lost: Counter[str] = Counter()
        self.without: Counter[str] = Counter()


def rescued(path: Path) -> Rescued:
    """Read what can be read; the file itself is not touched. Raises StoreError where nothing can be."""
    if is_open(path):
        raise StoreError(_("{path} is open.").format(path=path), _("Close it first."))
    found = Rescued()
    with scratch_folder() as folder:
        copy = folder / "copy"
        try:
            shutil.copyfile(path, copy)
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(sqlite_log.log_of(path), sqlite_log.log_of(copy))
            with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                with contextlib.suppress(sqlite3.Error):
                    run_steps(connection, version)
                _read_all(connection, found)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                _("Nothing can be read from {path}: {reason}.").format(path=path, reason=error),
                _('Put back a backup: "roadshow backups list".'),
            ) from error
    return found


def _read_all(connection: sqlite3.Connection, found: Rescued) -> None:
    known: set[str] = set()
    for name, kind in KINDS.items():
        for noun in _rows(connection, kind, found):
            fitting = _fitting(noun, known)
            if fitting is None:
                found.without[name] += 1
            else:
                known.add(noun.id)
                found.nouns.append(fitting)


def _fitting(noun: Noun, known: set[str]) -> Noun | None:
    """Return a noun that refers to nothing that is lost; None where it cannot be without it."""
    gone = [one for one in fields(noun) if one.name.endswith("_id") or one.name == "undoes"]
    gone = [one for one in gone if getattr(noun, one.name) and getattr(noun, one.name) not in known]
    if any(one.default is not None for one in gone):
        return None
    without: dict[str, Any] = {one.name: None for one in gone}
    return replace(noun, **without)


def _rows(connection: sqlite3.Connection, kind: type[Noun], found: Rescued) -> Iterator[Noun]:
    try:
        last = connection.execute(rows_between(kind, last=True)).fetchone()[0] or 0
    except sqlite3.Error:
        last = HIGHEST
    ranges = [(1, last)] if last else []
    while ranges:
        first, last = ranges.pop()
        try:
            rows = connection.execute(rows_between(kind), [first, last]).fetchall()
        except sqlite3.Error:
            if first == last:
                found.lost[kind.kind] += 1
            else:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
            continue
        for row in rows:
            try:
                yield row_shape(kind).read(row)
            except (RoadshowError, ValueError, TypeError, KeyError):
                found.lost[kind.kind] += 1
