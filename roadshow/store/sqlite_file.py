"""A workspace as a file: is it one, is it whole, is it ours, and is it of our time? Asked before SQLite touches it."""

import os
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from roadshow.domain.errors import BadInputError, DroppedError, RoadshowError, StoreError
from roadshow.domain.wording import _
from roadshow.store import sqlite_log, statements
from roadshow.store.matching import Matching
from roadshow.store.sqlite_held import OPEN, OPENING, Held, demand_one_name, held_file, is_open
from roadshow.store.sqlite_kept import copied, name_beside

APPLICATION_ID = 0x52534857
"""The letters RSHW, at offset 68 of the file (SQLite file format, section 1.3.15)."""
SCHEMA = 3
"""The schema this program writes; the steps that lead there are schema/0001.sql and on."""
CACHE_KIB = 2_048
"""Pages that SQLite may keep in memory for each connection, in KiB: the system keeps the file in memory anyway."""
WRITING_CACHE_KIB = 32_768
"""The same while it writes: enough that a large import does not fetch the same ones again."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


Keeping = Callable[[str, Path], Path]
"""Names the place of a backup of a file, by the domain of the workspace and its path."""


def connect(path: Path, keeping: Keeping | None = None) -> Held:
    """Open a workspace file that exists, upgraded where it is older, after a backup to `keeping`. Raises StoreError."""
    with OPENING, SaidPlainly(path):
        writable = _check(path)
        demand_one_name(path)
        if not is_open(path):
            _settle_log(path.resolve(), writable=writable)
        return _connected(path, writable, keeping)


def _connected(path: Path, writable: bool, keeping: Keeping | None) -> Held:  # noqa: FBT001  what the check found
    connection = _open(path, writable=writable)
    connection.file = held_file(path, writable=writable)
    OPEN.add(connection)
    try:
        _prepare(connection, writable=writable)
        _upgrade(connection, path, writable=writable, keeping=keeping)
        connection.file.begin(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle_log(path: Path, *, writable: bool) -> None:
    """Move a log aside that belongs to another file, before SQLite plays it. Raises StoreError, so that it is told."""
    log = sqlite_log.log_of(path)
    if not writable or not (log.exists() or sqlite_log.index_of(path).exists()):
        return
    own = sqlite_log.belongs(path)  # asked first: SQLite's reading of a file ends every lock of this process on it
    with sqlite_log.held_alone(path) as alone:
        if own:
            if alone:
                sqlite_log.part_from_others(path)
            return
        if not alone:
            raise _held_elsewhere(path)
        aside = name_beside(path.with_name(f"{path.name}-log"))  # no name that SQLite knows
        try:
            log.rename(aside)
        except PermissionError:
            raise _held_elsewhere(path) from None
        sqlite_log.index_of(path).unlink(missing_ok=True)
    raise StoreError(
        _("Beside {path} lay the log of another file, which was not played into it.").format(path=path),
        _("The log was moved to {aside}. Open the workspace again: it is as it was put there.").format(aside=aside),
    )


def _held_elsewhere(path: Path) -> StoreError:
    return StoreError(
        _("{path} was written over while another window has it open.").format(path=path),
        _("Close that window first: it keeps its own version beside this one."),
    )


def create(path: Path) -> None:
    """Make an empty workspace, whole or not at all, readable by its owner only. Raises StoreError."""
    if os.path.lexists(path):
        raise StoreError(_("{path} exists already.").format(path=path), _("Choose another name, or open it with -w."))
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    with SaidPlainly(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                _build(connection)
            finally:
                connection.close()
            if os.path.lexists(path):
                raise FileExistsError(17, os.strerror(17))
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)


class SaidPlainly:
    """Says what the file or the disk refuses as one sentence and a hint; a statement that is wrong is a bug and raises."""

    def __init__(self, path: Path, matching: Matching | None = None, held: Held | None = None) -> None:
        self._path = path
        self._matching = matching
        self._held = held

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            return
        if isinstance(error, sqlite3.Error | OSError):
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
                if self._matching is not None:
                    self._matching.refuse_stopped()
                return
            if self._held is not None and self._held.file is not None and _looks_replaced(error):
                self._held.file.demand(self._held)
            raise _plain_error(self._path, error) from error


def _looks_replaced(error: Exception) -> bool:
    """Say whether this is what SQLite meets where another file was written over the one that is open."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, FileNotFoundError) or code in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
    }


def _plain_error(path: Path, error: Exception) -> RoadshowError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return DroppedError(_("This question was dropped for a newer one."))
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreError(
            _("Another program is writing to {path} and does not stop.").format(path=path),
            _("Close the other window, or try again in a moment. Nothing was changed."),
        )
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == 28:
        return StoreError(
            _("The disk is full, so {path} was not changed.").format(path=path),
            _("Make room on the disk and do it again. Everything saved before is still there."),
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM} or isinstance(error, PermissionError):
        return StoreError(
            _("{path} may only be read, not changed.").format(path=path),
            _("Ask its owner for the right to write, or copy the file and open the copy with -w."),
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return _damaged(path)
    return StoreError(
        _("{path} cannot be used: {reason}.").format(path=path, reason=error),
        _('Check the disk and the path, and run "roadshow doctor".'),
    )


def _damaged(path: Path) -> StoreError:
    return StoreError(
        _("{path} is damaged or not complete.").format(path=path),
        _(
            'Put back a backup: "roadshow backups". What can still be read is saved by: roadshow dump --rescue -o plan.toml'
        ),
    )


def _check(path: Path) -> bool:
    """Look at the first bytes of the file; return whether it may be written."""
    if path.is_dir():
        raise StoreError(
            _("{path} is a folder, not a workspace.").format(path=path),
            _("Name the file inside it, such as {example}.").format(example=path / "plan.roadshow"),
        )
    if not path.exists():
        raise (
            _dangling(path)
            if path.is_symlink()
            else StoreError(
                _("There is no workspace at {path}.").format(path=path),
                _('Make one with "roadshow new {name}".').format(name=path),
            )
        )
    if not path.is_file():
        raise StoreError(_("{path} is no ordinary file.").format(path=path), _("Choose a file that ends in .roadshow."))
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if is_open(path):
        return may_write
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except PermissionError:
        raise StoreError(
            _("You may not read {path}.").format(path=path), _("Ask its owner for the right to read and to write.")
        ) from None
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise StoreError(
            _("{path} is not a roadshow workspace.").format(path=path),
            _("Choose a file that ends in .roadshow. This file was not touched."),
        )
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != APPLICATION_ID:
        raise StoreError(
            _("{path} is a database of another program.").format(path=path),
            _("Choose a file that ends in .roadshow. This file was not touched."),
        )
    if version > SCHEMA:
        raise StoreError(
            _("{path} was made by a newer version of roadshow.").format(path=path),
            _("Install the newest roadshow and open it again. This file was not touched."),
        )
    page = struct.unpack(">H", head[16:18])[0]
    pages = struct.unpack(">I", head[28:32])[0]
    waiting = path.with_name(path.name + "-wal")
    if size < pages * (65536 if page == 1 else page) and not (waiting.exists() and waiting.stat().st_size):
        raise _damaged(path)
    return may_write


def _dangling(path: Path) -> StoreError:
    return StoreError(
        _("{path} is a link to a file that is not there.").format(path=path),
        _("Is its disk connected? Otherwise throw the link away."),
    )


def demand_not_open(path: Path) -> None:
    """Refuse to take for an ordinary file what this process has open as a workspace: reading it drops SQLite's locks.

    Raises BadInputError.
    """
    name = path.name.removesuffix("-shm").removesuffix("-wal")
    for place in {path, path.with_name(name)} if name and name != path.name else (path,):
        try:
            held = is_open(place)
        except (OSError, ValueError):
            continue
        if held:
            raise BadInputError(
                _("{path} is the workspace itself, which is open.").format(path=path), _("Name another file.")
            )


def _open(path: Path, *, writable: bool) -> Held:
    """Open a file; one that may only be read so that nothing is made beside it, which would lock its owner out."""
    if writable:
        return _connection(path, "rw")
    log = sqlite_log.log_of(path.resolve())
    waiting = sqlite_log.words_of(log) is not None
    if not (log.exists() and sqlite_log.index_of(path.resolve()).exists()):
        if waiting:
            raise _has_log(path, log)
        return _connection(path, "ro&immutable=1")
    connection = _connection(path, "ro")
    try:
        connection.execute(statements.LAST_NUMBER)
    except sqlite3.OperationalError:  # log and index of somebody who went without tidying up
        connection.close()
        if waiting:
            raise _has_log(path, log) from None
        return _connection(path, "ro&immutable=1")
    return connection


def _connection(path: Path, mode: str) -> Held:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=5.0, factory=Held)


def _has_log(path: Path, log: Path) -> StoreError:
    return StoreError(
        _("{path} was not closed in order, and what was saved last is still in {log}.").format(path=path, log=log.name),
        _(
            "Copy both files, under the names that they have, to a folder where you may write, and open the copy with -w."
        ),
    )


def _prepare(connection: sqlite3.Connection, *, writable: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    if writable:
        set_cache(connection, CACHE_KIB)
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # the file is looked at before anything is put into it
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def set_cache(connection: sqlite3.Connection, kib: int) -> None:
    """Let SQLite keep so much in memory; what is kept beyond it is let go at once."""
    connection.execute(f"PRAGMA cache_size = -{kib}")


def _build(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 8192")  # a large import splits half as many pages
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    run_steps(connection, 0)
    connection.execute(
        "INSERT INTO workspace (name, content) VALUES ('domain', ?)", [f"{os.urandom(8).hex()}.roadshow.invalid"]
    )


def _upgrade(connection: sqlite3.Connection, path: Path, *, writable: bool, keeping: Keeping | None) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version == SCHEMA:
        return
    if not writable:
        raise StoreError(
            _("{path} is of an older version and may only be read.").format(path=path),
            _("Copy it to a place where you may write, and open the copy with -w."),
        )
    if keeping is not None:
        domain = str(connection.execute(statements.WORKSPACE, ["domain"]).fetchone()[0])
        copied(connection, keeping(domain, path))
    run_steps(connection, version)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def run_steps(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables from one schema to ours, step by step."""
    for number in range(version + 1, SCHEMA + 1):
        step = Path(__file__).with_name("schema").joinpath(f"{number:04}.sql").read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};")
        sqlite_log.renew(connection)
        connection.execute("COMMIT")
