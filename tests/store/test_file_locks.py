"""A file that is open stays ours: nothing this process does beside SQLite may drop the locks that SQLite holds.

On POSIX a process loses all its locks on a file as soon as it closes any descriptor of it (fcntl(2); "How to corrupt an
SQLite database file", section 2.2). Another process that opens and closes the workspace then takes itself for the last
one and removes the write-ahead log, and all that is saved here from then on goes into a file that is no longer there.
"""

import subprocess
import sys

import pytest

from roadshow.api import Query, Stop, StoreError, find_stop, touring
from roadshow.domain.errors import ReplacedError
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import open_plan

PASSER_BY = (
    "from pathlib import Path; from roadshow.store.sqlite import SqliteStore; SqliteStore(Path({path!r})).close()"
)
READER = (
    "from pathlib import Path; from roadshow.store.sqlite import SqliteStore; from roadshow.domain.asking import Query;"
    " from roadshow.domain.tour import Stop; store = SqliteStore(Path({path!r}));"
    " print(*[stop.title for stop in store.each(Query(Stop, limit=None))])"
)


def other_process(text, path):
    done = subprocess.run(
        [sys.executable, "-c", text.format(path=str(path))], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def retitle(office, title):
    office.do(touring.amend(office.pen(), find_stop(office.store, "crooswijk"), title=title))


def test_what_is_saved_after_another_process_came_and_went_is_there(tmp_path):
    path = tmp_path / "plan.roadshow"
    with open_plan(path) as office:
        retitle(office, "One")
        second = SqliteStore(path)
        other_process(PASSER_BY, path)
        retitle(office, "Two")
        assert "Two" in other_process(READER, path)
        second.close()
        other_process(PASSER_BY, path)
        retitle(office, "Three")
        assert "Three" in other_process(READER, path)
    with SqliteStore(path) as store:
        assert [stop.title for stop in store.each(Query(Stop, limit=None))] == ["Three"]


def test_a_file_that_took_the_place_of_an_open_one_is_looked_at(tmp_path):
    """Only the very file that is open is known to be a workspace."""
    path = tmp_path / "plan.roadshow"
    office = open_plan(path)
    moved = path.rename(tmp_path / "elsewhere.roadshow")
    path.write_bytes(b"no workspace at all" * 20)
    with pytest.raises(StoreError):
        SqliteStore(path)
    with pytest.raises(StoreError, match="open already"):
        SqliteStore(moved)
    with pytest.raises(ReplacedError):
        office.close()
