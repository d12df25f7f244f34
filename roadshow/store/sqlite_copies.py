"""Whole copies of a workspace file: made by SQLite's own backup, looked into, and put back."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from roadshow.domain.errors import StoreError
from roadshow.domain.plain import moment_from
from roadshow.domain.wording import _
from roadshow.store import sqlite_log, statements
from roadshow.store.sqlite_file import APPLICATION_ID, SaidPlainly
from roadshow.store.sqlite_held import is_open
from roadshow.store.sqlite_kept import DRAFT, name_beside, whole_copy


class Contents(NamedTuple):
    """What a copy holds: its newest change by number and id, when that was made, and how many records of three kinds."""

    newest: tuple[int, str]
    moment: datetime | None
    stops: int
    people: int
    invitations: int


def contents(path: Path) -> Contents | None:
    """Look into a copy that nobody writes to, without leaving anything beside it; None where it cannot be read."""
    try:
        with contextlib.closing(sqlite_log.open_unlogged(path)) as connection:
            newest = connection.execute(statements.NEWEST).fetchone() or (0, "")
            moment = connection.execute(statements.NEWEST_MOMENT).fetchone()
            counted = connection.execute(statements.COUNTED).fetchone()
            return Contents((newest[0], newest[1]), moment_from(moment[0]) if moment else None, *counted)
    except (sqlite3.Error, ValueError):
        return None


def domain_of(path: Path) -> str:
    """Return the domain of the workspace in a file, empty where it is none or cannot be read."""
    try:
        with contextlib.closing(sqlite_log.open_unlogged(path)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return ""
            return str(connection.execute(statements.WORKSPACE, ["domain"]).fetchone()[0])
    except (sqlite3.Error, TypeError):
        return ""


def put_back(source: Path, path: Path, *, aside: bool) -> Path | None:
    """Put a whole copy of `source` at `path`, and take the log of what stood there away.

    With `aside` what stood there, log and all, gets a name beside it, which is returned. Raises StoreError where somebody
    has the file open.
    """
    with SaidPlainly(path), _alone(path):
        draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}{DRAFT}")
        try:
            with contextlib.closing(sqlite_log.open_unlogged(source)) as connection:
                whole_copy(connection, draft)
            kept = _set_aside(path) if aside and path.exists() else None
            for beside in (sqlite_log.log_of(path), sqlite_log.index_of(path)):
                beside.unlink(missing_ok=True)
            draft.replace(path)
            return kept
        finally:
            draft.unlink(missing_ok=True)


def _set_aside(path: Path) -> Path:
    """Give a file and its log another name, under which they are still one."""
    kept = name_beside(path)
    log = sqlite_log.log_of(path)
    if log.exists():
        log.rename(sqlite_log.log_of(kept))
    path.rename(kept)
    return kept


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    if not path.exists():
        yield
        return
    if is_open(path):
        raise _in_use(path)
    try:
        with sqlite_log.held_alone(path) as alone:
            if not alone:
                raise _in_use(path)
            yield
    except PermissionError as error:
        if os.name == "nt":  # there a file that is open can be neither renamed nor replaced
            raise _in_use(path) from error
        raise


def _in_use(path: Path) -> StoreError:
    return StoreError(
        _("{path} is open in another window or program.").format(path=path),
        _("Close it there, and do it again. Nothing was changed."),
    )
