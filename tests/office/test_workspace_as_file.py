"""The workspace that is open is never taken for an ordinary file: not read as a list or a plan, and not written over.

To read it would drop the locks of SQLite on it (tests/store/test_file_locks.py says how); to write it would lose it.
"""

import os
import subprocess
import sys

import pytest

from roadshow.api import BadInputError, PeopleFile, find_stop, lost_by_writing, read_plan_text, write_plan
from roadshow.office.exchange import write
from roadshow.testing import open_plan

WAYS = {
    "a list of people": PeopleFile,
    "a plan": lambda _office, path: read_plan_text(path),
    "a plan to write over": lambda _office, path: lost_by_writing(path),
    "a plan written": lambda _office, path: write_plan(path, "title = 'x'", private=False),
    "a document": lambda _office, path: write(path, b"name;email", private=True),
}


@pytest.fixture
def office(tmp_path):
    with open_plan(tmp_path / "plan.csv") as office:  # an end of name that a reader of lists takes
        yield office


@pytest.mark.parametrize("name", ["plan.csv", "plan.csv-shm", "plan.csv-wal", "other-name.csv"])
@pytest.mark.parametrize("way", WAYS)
def test_it_is_refused_in_a_sentence(office, tmp_path, way, name):
    os.link(tmp_path / "plan.csv", tmp_path / "other-name.csv")
    with pytest.raises(BadInputError, match="is the workspace itself"):
        WAYS[way](office, tmp_path / name)
    assert find_stop(office.store, "crooswijk")


def test_its_locks_are_still_held_afterwards(office, tmp_path):
    """Another process that comes and goes takes the write-ahead log along where nobody holds a lock any more."""
    for way in WAYS.values():
        with pytest.raises(BadInputError):
            way(office, tmp_path / "plan.csv")
    passer_by = (
        "import sys; from pathlib import Path; from roadshow.store.sqlite import SqliteStore;"
        " SqliteStore(Path(sys.argv[1])).close()"
    )
    subprocess.run([sys.executable, "-c", passer_by, str(tmp_path / "plan.csv")], check=True, timeout=60)
    assert (tmp_path / "plan.csv-wal").exists()


def test_another_file_beside_it_may_be_read_and_written(office, tmp_path):
    write_plan(tmp_path / "plan.toml", "", private=False)
    assert read_plan_text(tmp_path / "plan.toml") == ""
