"""A folder for what is only needed for a moment, taken away at the end, and by the next one where a kill left it."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "roadshow-"
_MARK = ".taken"


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder that only the user may look into, in the system's folder for such things."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        number = os.open(Path(folder) / _MARK, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            is_taken(number)
            yield Path(folder)
        finally:
            os.close(number)


def is_taken(number: int) -> bool:
    """Take an open file for this process, as long as it is open; say whether another process has it.

    Where files have no such locks, one that is open cannot be thrown away.
    """
    try:
        import fcntl  # noqa: PLC0415  Windows has none
    except ImportError:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _sweep(top: Path) -> None:
    """Take away the folders of ours that nobody has any more."""
    for mark in top.glob(f"{PREFIX}*/{_MARK}"):
        with contextlib.suppress(OSError):
            if mark.parent.is_symlink() or mark.is_symlink():
                continue
            with mark.open("r+b") as file:
                if is_taken(file.fileno()):
                    continue
            mark.unlink()
            shutil.rmtree(mark.parent, ignore_errors=True)
