"""The write-ahead log beside a workspace: which file it belongs to, proved before SQLite plays it.

SQLite takes any log of the right name for the file's own ("How to corrupt an SQLite database file", section 1.4). So each
change writes a row that holds two random words: the one the change found and the one it left. A log belongs to a file
when the word in the file is among the words of the log: it began there, or was partly put into the file already.
"""

import contextlib
import os
import re
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from roadshow.store import statements

if TYPE_CHECKING:
    import mmap

LINEAGE = "lineage"
"""The row of the table `workspace` that holds the words before and after the last change, as "before>after"."""
_ROW = re.compile(LINEAGE.encode() + rb"([0-9a-f]{32})>([0-9a-f]{32})")
_WORD = re.compile(r"[0-9a-f]{32}")
_MAGIC = (0x377F0682, 0x377F0683)
_HEADER, _FRAME = 32, 24
"""Bytes before the frames and before each page (SQLite file format, section 4.1)."""
_LEAF = 0x0D
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510
"""The bytes on which every connection to a file in use holds a lock (os_unix.c, "Posix Advisory Locking")."""
_PATIENCE = 4
"""Looks at a file and its log, which another process may be putting into the file between two readings."""


def log_of(path: Path) -> Path:
    """Return where the log of a file is."""
    return path.with_name(path.name + "-wal")


def index_of(path: Path) -> Path:
    """Return where the index of the log of a file is."""
    return path.with_name(path.name + "-shm")


def size_of(path: Path) -> int:
    """Return how many bytes a file has, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def renew(connection: sqlite3.Connection) -> str:
    """Leave a new word inside the transaction of a change; return it."""
    word = os.urandom(16).hex()
    connection.execute(statements.SET_WORKSPACE, [LINEAGE, f"{word_seen(connection)}>{word}"])
    return word


def word_seen(connection: sqlite3.Connection) -> str:
    """Return the word that the last change left, as a connection sees it.

    In a file of before there were any, the id of the last change stands for it.
    """
    row = connection.execute(statements.WORKSPACE, [LINEAGE]).fetchone()
    if row is not None:
        return str(row[0]).partition(">")[2]
    last = connection.execute(statements.NEWEST).fetchone()
    word = str(last[1]).replace("-", "") if last else ""
    return word if _WORD.fullmatch(word) else "0" * 32


def word_in(path: Path) -> str | None:
    """Return the word in the file itself, whatever its log says; None where it cannot be read."""
    try:
        with contextlib.closing(open_unlogged(path)) as connection:
            return word_seen(connection)
    except sqlite3.Error:
        return None


def open_unlogged(path: Path) -> sqlite3.Connection:
    """Open a file for reading, as if nobody ever wrote to it: no log, no locks, nothing made beside it.

    SQLite closes the descriptor when no connection of this process has a lock on the file any more, so none is dropped.
    """
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def words_of(log: Path) -> frozenset[str] | None:
    """Return the words of a log, None where nothing in it would be played."""
    if not size_of(log):
        return None
    import mmap  # noqa: PLC0415  most files have no log beside them

    try:
        with log.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _words(content)
    except (OSError, ValueError):  # nothing there, or nothing in it
        return None


def _words(content: "mmap.mmap") -> frozenset[str] | None:
    if len(content) < _HEADER or struct.unpack(">I", content[:4])[0] not in _MAGIC:
        return None
    page = struct.unpack(">I", content[8:12])[0]
    found: set[str] = set()
    kept: frozenset[str] | None = None
    for start in range(_HEADER, len(content) - page - _FRAME + 1, page + _FRAME):
        if content[start + 8 : start + 16] != content[16:24]:
            break  # of an earlier round
        found |= _words_in_page(content, start + _FRAME, page)
        if content[start + 4 : start + 8] != b"\0\0\0\0":
            kept = frozenset(found)
    return kept


def _words_in_page(content: "mmap.mmap", start: int, size: int) -> set[str]:
    """Return the words in the live cells of a page; what was there before may stand in its unused part."""
    if content[start] != _LEAF:
        return set()
    count = struct.unpack(">H", content[start + 3 : start + 5])[0]
    cells = struct.unpack(f">{count}H", content[start + 8 : start + 8 + 2 * count])
    return {
        word.decode()
        for row in _ROW.finditer(content, start, start + size)
        if any(0 < row.start() - start - cell < 12 for cell in cells)
        for word in row.groups()
    }


def belongs(path: Path, expected: str = "") -> bool:
    """Say whether the log beside a file is its own, or holds nothing; then the file must be at `expected`, where given.

    A neighbour may be putting the log into the file meanwhile, so that what does not fit is looked at again.
    """
    word = None
    for look in range(_PATIENCE):
        time.sleep(look * 0.005)
        word = word_in(path)
        words = words_of(log_of(path))
        if word is not None and (word in words if words else not expected or word == expected):
            return True
        if words == frozenset() or (words is None and not expected):
            return True  # by a program that left no words, or nothing to play
    return word is None and words is not None and _whole_together(path)


def _whole_together(path: Path) -> bool:
    """Try file and log on a copy: a file that was left while its log was put into it may be unreadable alone."""
    import shutil  # noqa: PLC0415  hardly any file comes with such a log, and every start would pay

    from roadshow.store.scratch import scratch_folder  # noqa: PLC0415  as above

    with scratch_folder() as folder:
        copy = folder / "copy"
        try:
            shutil.copyfile(path, copy)
            shutil.copyfile(log_of(path), log_of(copy))
            with contextlib.closing(sqlite3.connect(copy)) as connection:
                return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
        except (OSError, sqlite3.Error):
            return False


@contextlib.contextmanager
def held_alone(path: Path) -> Iterator[bool]:
    """Give whether no process has this file open, and keep all away meanwhile. For a file that this process has not open.

    Where locks are of another sort the answer is yes: there a file that is open cannot be renamed.
    """
    try:
        import fcntl  # noqa: PLC0415  Windows has none
    except ImportError:
        yield True
        return
    with path.open("r+b", buffering=0) as file:
        yield _locked(lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST))


def _locked(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except (BlockingIOError, PermissionError):  # somebody has it (fcntl(2): EAGAIN or EACCES)
        return False
    except OSError:  # a file system without locks
        return True
    return True


def part_from_others(path: Path) -> None:
    """See to it that log and index beside a file that nobody has open are shared with no one.

    Whoever has a file open that stood here before still writes to the log that it opened, by whatever name. Where a file
    that is open cannot be renamed there is nobody like that.
    """
    if os.name == "nt":
        return
    log = log_of(path)
    if words_of(log) is None:
        log.unlink(missing_ok=True)
    elif index_of(path).exists():
        own = log.with_name(f".{log.name}.{os.urandom(4).hex()}")
        own.write_bytes(log.read_bytes())
        own.chmod(log.stat().st_mode & 0o777)
        own.replace(log)
    index_of(path).unlink(missing_ok=True)
