"""What is kept of a workspace whose path another file took, under which name, and the sentence that tells it."""

import contextlib
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path

from roadshow.domain.errors import ReplacedError
from roadshow.domain.wording import _
from roadshow.store import sqlite_log

Identity = tuple[int, int]
"""Device and number of a file, which it keeps under any name."""
DRAFT = ".part"


def identity(path: Path) -> Identity:
    """Return device and number of the file at a path."""
    found = path.stat()
    return found.st_dev, found.st_ino


def whole_copy(source: sqlite3.Connection, place: Path) -> None:
    """Write a whole copy of what a connection sees, or nothing, readable by its owner only."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def copied(connection: sqlite3.Connection, place: Path) -> None:
    """Write a whole copy of what a connection sees, or nothing; what a kill left beside it is taken away."""
    sweep(place.parent)
    draft = place.with_name(f".{place.name}.{os.urandom(4).hex()}{DRAFT}")
    try:
        whole_copy(connection, draft)
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away the drafts of copies that nobody writes any more."""
    for draft in folder.glob(f".*.roadshow.????????{DRAFT}"):
        with contextlib.suppress(OSError):
            with sqlite_log.held_alone(draft) as alone:
                if not alone:
                    continue
            draft.unlink()


def name_beside(path: Path) -> Path:
    """Return a name beside a file that nothing has yet, with the time in it."""
    now = datetime.now().astimezone()
    name = _("{name} (kept {moment})").format(name=path.stem, moment=now.strftime("%Y-%m-%d %H%M"))
    places = (
        path.with_name(f"{name}{tail}{path.suffix}") for tail in ("", *(f" {number}" for number in range(2, 1000)))
    )
    return next(place for place in places if not place.exists())


def kept_beside(path: Path) -> list[Path]:
    """Return the versions and the logs that were kept beside a file, in whatever language they were named."""
    name = re.compile(
        rf"{re.escape(path.stem)} \(\w+ \d{{4}}-\d\d-\d\d \d{{4}}\)(?: \d+)?{re.escape(path.suffix)}(?:-log)?"
    )
    return sorted(one for one in path.parent.iterdir() if name.fullmatch(one.name))


def name_now(wanted: Identity) -> Path | None:
    """Return where the system says that an open file is; None where it does not say, or where it has no name."""
    try:
        numbers = [int(one.name) for one in Path("/dev/fd").iterdir()]
    except OSError:
        return None
    for number in numbers:
        with contextlib.suppress(OSError):
            found = os.fstat(number)
            if (found.st_dev, found.st_ino) == wanted and found.st_nlink:
                place = _name_of_descriptor(number)
                return place if identity(place) == wanted else None
    return None


def _name_of_descriptor(number: int) -> Path:
    with contextlib.suppress(OSError):
        return Path(f"/proc/self/fd/{number}").readlink()
    import fcntl  # noqa: PLC0415  Windows has none, and no /dev/fd either

    return Path(os.fsdecode(fcntl.fcntl(number, getattr(fcntl, "F_GETPATH", 50), bytes(1024)).rstrip(b"\0")))


def replaced(path: Path, kept: Path) -> ReplacedError:
    """Say that another file took the path, and where ours is."""
    return ReplacedError(
        _("{path} was replaced by another file while it was open, so nothing was changed in it.").format(path=path),
        _("Your version is whole in {kept}. Leave, and open either with -w.").format(kept=kept),
        kept=kept,
    )


def removed(path: Path, kept: Path) -> ReplacedError:
    """Say that the file was thrown away, and where a copy is."""
    return ReplacedError(
        _("{path} was thrown away while it was open, so nothing was changed in it.").format(path=path),
        _("Your version is whole in {kept}. Leave, and open it with -w.").format(kept=kept),
        kept=kept,
    )


def moved(path: Path, place: Path) -> ReplacedError:
    """Say where the file went, with all that was saved."""
    return ReplacedError(
        _("{path} was moved while it was open, so nothing is saved any more.").format(path=path),
        _("All that you saved before is in {place}. Leave, and open it there with -w.").format(place=place),
        kept=place,
    )


def overwritten(path: Path) -> ReplacedError:
    """Say that another file was written over ours, of which there is no copy."""
    return ReplacedError(
        _("{path} was written over by another file while it was open, so nothing is saved any more.").format(path=path),
        _("What stood there before is only in your backups. Leave, and open the file anew."),
    )


def unlike(path: Path) -> ReplacedError:
    """Say that the path leads to another file than the one that is open."""
    return ReplacedError(
        _("{path} was replaced by another file while it was open.").format(path=path),
        _("Leave, and open it anew."),
    )


def not_kept(path: Path, error: Exception) -> ReplacedError:
    """Say that the file is another, and why ours could not be kept."""
    return ReplacedError(
        _("{path} was replaced by another file while it was open, and yours could not be kept: {reason}.").format(
            path=path, reason=error
        ),
        _("Leave this window open, make room in that folder, and do it again."),
    )
