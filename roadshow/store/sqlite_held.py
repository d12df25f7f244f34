"""A file that this process has open: whether its path still leads to it, and what is kept of it where it does not.

Whoever synchronises or puts back a copy gives the path another file: by a rename, so that what is open has no name any
more, or by writing over the very file. Neither asks SQLite. So the path is looked at before each change and behind it, and
before the log is put into the file; the word of the last change (`sqlite_log`) tells a neighbour's writing from another's.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from weakref import WeakSet

from roadshow.domain.errors import ReplacedError, StoreError
from roadshow.domain.wording import _
from roadshow.store import sqlite_log, statements
from roadshow.store.sqlite_kept import (
    Identity,
    identity,
    moved,
    name_beside,
    name_now,
    not_kept,
    overwritten,
    removed,
    replaced,
    unlike,
    whole_copy,
)

LONG_LOG = 8_000_000
"""Bytes of log from which it is put into the file at once."""
STAND_IN = 64_000_000
"""Bytes up to which a file has a stand-in, a second whole copy that nobody else can write over."""
_SETTLED = 30_000_000
"""Nanoseconds after which a second writing of a file cannot have the time of the first."""


class Held(sqlite3.Connection):
    """A connection that is known as long as it is open, with the file that it holds."""

    file: "HeldFile | None" = None
    view: tuple[int, str] = (-1, "")
    """SQLite's count of the changes of others, and the word of the last change at that count."""

    def close(self) -> None:
        """Let go of the file. Raises ReplacedError where it is not there any more and nobody was told."""
        file, self.file = self.file, None
        try:
            if file is not None:
                file.leave(self)
        finally:
            super().close()
            with OPENING:
                OPEN.discard(self)


OPEN: "WeakSet[Held]" = WeakSet()
OPENING = RLock()


def is_open(path: Path) -> bool:
    """Say whether this process has this file open, which was looked at then.

    To look once more would be harm: when a process closes any descriptor of a file, POSIX drops all its locks on it,
    SQLite's among them, and another process may take the write-ahead log away under it.
    """
    wanted = identity(path)
    with OPENING:
        return any(one.file is not None and one.file.identity == wanted for one in OPEN)


def held_file(path: Path, *, writable: bool) -> "HeldFile":
    """Return what this process knows of the file at a path, shared by all its connections to it."""
    wanted = identity(path)
    for one in OPEN:
        if one.file is not None and one.file.identity == wanted and one.file.path == path:
            return one.file
    return HeldFile(path, wanted, writable=writable)


def held_by(connection: Held) -> "HeldFile":
    """Return the file of an open connection."""
    if connection.file is None:
        raise ValueError("the connection is closed")
    return connection.file


def demand_one_name(path: Path) -> None:
    """Refuse a path that this process knew otherwise: two versions, or two logs of one file, must not meet in it.

    Raises StoreError.
    """
    found, real = identity(path), path.resolve()
    for file in {one.file for one in OPEN if one.file is not None}:
        if file.path == path and file.identity != found:
            raise file.refusal or unlike(path)
        if file.identity == found and file.real != real:
            raise StoreError(
                _("{path} is open already, as {name}.").format(path=path, name=file.path),
                _("Leave that first, and open it then."),
            )


class HeldFile:
    """One open file: who it is, what was seen of it, and the stand-in that nobody else can write over."""

    def __init__(self, path: Path, found: Identity, *, writable: bool) -> None:
        self.path = path
        self.real = path.resolve()
        self.identity = found
        self.writable = writable
        self.refusal: ReplacedError | None = None
        self._told = False
        self._wrote = False
        self._passed_by = False
        self._lock = RLock()
        self._known: tuple[int, int, int] | None = None
        self._log: Identity | None = None
        self._newest = (0, "")
        self._stand_in: sqlite3.Connection | None = None

    def begin(self, connection: Held) -> None:
        """Take note of the log that was opened, and of the change that the file is at. Raises ReplacedError."""
        with self._lock:
            if not self._look_round(connection):
                raise self.refused(connection)
            with contextlib.suppress(OSError):
                self._log = identity(sqlite_log.log_of(self.real))
            self._newest = _newest(connection)

    def demand(self, connection: Held) -> None:
        """Refuse where the path leads elsewhere, outside a transaction; what was ours is kept then. Raises ReplacedError."""
        with self._lock:
            if not self.is_ours(connection):
                raise self.refused(connection)

    def wrote(self, connection: Held, word: str) -> None:
        """Take note of a change that was saved, and of the word that it left. Raises ReplacedError."""
        with self._lock:
            self._look_round(connection)
            connection.view = connection.view[0], word
            self._newest = _newest(connection)
            if not self.is_there():
                raise self.refused(connection)
            self._wrote = True
            if self._passed_by and self._stand_in is not None:
                self._passed_by = False
                words = sqlite_log.words_of(sqlite_log.log_of(self.real))
                if words and sqlite_log.word_seen(self._stand_in) not in words:
                    self._renew_stand_in(connection)  # a neighbour put in what went before: the log does not lead here

    def is_ours(self, connection: Held) -> bool:
        """Say whether the path leads to the file that is open, and whether only such as keep its log wrote to it."""
        with self._lock:
            if self.refusal is not None or not self.is_there():
                return False
            try:
                if connection.in_transaction:
                    return self._was_left_alone(connection)
                with _alone(connection):
                    return self._was_left_alone(connection)
            except sqlite3.Error as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # then the word may be a neighbour's by now
                return sqlite_log.belongs(self.real, "" if busy else connection.view[1])

    def is_there(self) -> bool:
        """Say whether the path leads to the file that is open, whoever wrote to it."""
        try:
            return identity(self.path) == self.identity
        except FileNotFoundError:
            return False

    def _was_left_alone(self, connection: Held) -> bool:
        """Look, while nobody else can change anything, whether the file is where we or a neighbour left it."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        stamp = found.st_size, found.st_mtime_ns, found.st_ctime_ns  # the last is set by nobody who copies times along
        if stamp == self._known:
            return True
        if not self._look_round(connection):
            return False
        if not sqlite_log.belongs(self.real, connection.view[1]):
            return False
        settled = abs(time.time_ns() - max(stamp[1:])) > _SETTLED
        self._known = stamp if settled else None
        return True

    def _look_round(self, connection: Held) -> bool:
        """Take note of what others changed since this connection last looked; False where it goes on from something else."""
        count = _count(connection)
        if count != connection.view[0]:
            if not self._continues(connection):
                return False
            connection.view = count, sqlite_log.word_seen(connection)
            self._passed_by = True
        return True

    def _continues(self, connection: Held) -> bool:
        """Say whether the newest change that this process knows of is in what a connection sees."""
        number, known = self._newest
        row = connection.execute(statements.ENTRY_ID, [number]).fetchone()
        return not number or (row is not None and row[0] == known)

    def rest(self, connection: Held) -> None:
        """Bring all that was saved into the file, and into its stand-in, without keeping anybody. Raises ReplacedError."""
        with self._lock:
            if not self.writable:
                return
            self.demand(connection)
            if self._stand_in is None or sqlite_log.word_seen(self._stand_in) != sqlite_log.word_seen(connection):
                self._renew_stand_in(connection)
            if sqlite_log.size_of(sqlite_log.log_of(self.real)):
                self.put_in(connection)
                self.demand(connection)

    def put_in(self, connection: Held) -> None:
        """Put the log into the file as far as nobody reads from it, and empty it where nobody does at all."""
        self._known = None
        with _no_waiting(connection), contextlib.suppress(sqlite3.OperationalError):
            if connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0] == 0:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def shorten(self, connection: Held) -> None:
        """Put a long log into the file."""
        if sqlite_log.size_of(sqlite_log.log_of(self.real)) > LONG_LOG:
            self.demand(connection)
            self.put_in(connection)

    def forget(self) -> None:
        """Let go of the stand-in, which may hold what was just forgotten."""
        with self._lock:
            if self._stand_in is not None:
                self._stand_in.close()
                self._stand_in = None

    def leave(self, connection: Held) -> None:
        """Get ready for the end of a connection, which may put the log into the file. Raises ReplacedError."""
        with self._lock:
            last = not any(one.file is self for one in OPEN)
            try:
                if self.writable and (self._wrote or sqlite_log.size_of(sqlite_log.log_of(self.real))):
                    self._leave_well(connection, last=last)
            finally:
                if last:
                    self.forget()

    def _leave_well(self, connection: Held, *, last: bool) -> None:
        try:
            if self.is_ours(connection):
                return
            told = self._told
            refusal = self.refused(connection) if self._wrote else None
        except (sqlite3.Error, OSError):
            return
        self._spare_the_other(connection.view[1])
        if last and refusal is not None and not told:
            raise refusal

    def _renew_stand_in(self, connection: Held) -> None:
        """Make a stand-in of what there is now; the one of before stays where another file came in between."""
        if sqlite_log.size_of(self.real) > STAND_IN:
            self.forget()
            return
        copy = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        try:
            copy.execute("PRAGMA cache_size = -256")
            connection.backup(copy)
            good = self.is_ours(connection)
        except sqlite3.Error:  # no room where the system keeps what is temporary, or no reading in the midst of a copy
            good = False
        if good:
            self.forget()
            self._stand_in = copy
        else:
            copy.close()

    def refused(self, connection: Held) -> ReplacedError:
        """Keep what was ours, once, and return the sentence that tells it."""
        if self.refusal is None:
            try:
                self.refusal = self._kept(connection)
            except (OSError, sqlite3.Error) as error:
                return not_kept(self.path, error)
        self._told = True
        told = self.refusal
        return ReplacedError(told.message, told.hint, kept=told.kept)

    def _kept(self, connection: Held) -> ReplacedError:
        if self.is_there():
            return self._kept_from_stand_in()
        self._look_round(connection)
        place = self._where_it_went()
        if place is not None:
            self.put_in(connection)
            if (
                sqlite_log.size_of(sqlite_log.log_of(self.real)) == 0
                and sqlite_log.word_in(place) == connection.view[1]
            ):
                self._drop_log()
                return moved(self.path, place)
        kept = name_beside(self.path)
        whole_copy(connection, kept)
        self._drop_log()
        return replaced(self.path, kept) if self.path.exists() else removed(self.path, kept)

    def _kept_from_stand_in(self) -> ReplacedError:
        """Keep the stand-in with what the log has beyond it: the file itself was written over."""
        if self._stand_in is None:
            return overwritten(self.path)
        kept = name_beside(self.path)
        whole_copy(self._stand_in, kept)
        log, own = sqlite_log.log_of(self.real), sqlite_log.log_of(kept)
        words = sqlite_log.words_of(log)
        if words and sqlite_log.word_seen(self._stand_in) in words:
            own.write_bytes(log.read_bytes())
            with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as copy:
                copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return replaced(self.path, kept)

    def _where_it_went(self) -> Path | None:
        """Return the name that the open file has now, None where it has none, or where it cannot be known or trusted."""
        place = name_now(self.identity)
        if place is None or sqlite_log.log_of(place).exists() or sqlite_log.index_of(place).exists():
            return None
        words = sqlite_log.words_of(sqlite_log.log_of(self.real))
        return place if not words or sqlite_log.word_in(place) in words else None

    def _drop_log(self) -> None:
        """Take away the log that no file at this path belongs to, now that what it held is kept."""
        log = sqlite_log.log_of(self.real)
        with contextlib.suppress(OSError):
            if self._log is not None and identity(log) == self._log:
                log.unlink()
                sqlite_log.index_of(self.real).unlink()

    def _spare_the_other(self, word: str) -> None:
        """Keep SQLite from putting our log into a file that was written over ours, when the last connection closes.

        Of a file that has another name or none SQLite sees that itself (pager.c, databaseIsUnmoved).
        """
        log = sqlite_log.log_of(self.real)
        with contextlib.suppress(OSError):
            if self.is_there() and identity(log) == self._log and word in (sqlite_log.words_of(log) or ()):
                os.truncate(log, 0)  # what is not there cannot be read, and then nothing is written


@contextlib.contextmanager
def _no_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Take no for an answer at once, where others write or read."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


@contextlib.contextmanager
def _alone(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep others from writing meanwhile. Raises OperationalError where somebody writes."""
    with _no_waiting(connection):
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if connection.in_transaction:  # SQLite ends it by itself where the file fails
            connection.execute("ROLLBACK")


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _newest(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute(statements.NEWEST).fetchone()
    return (0, "") if row is None else (row[0], row[1])
