"""A log that was left beside a file is played only where it is proved to be that file's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from killed_writer import PEOPLE

from roadshow.api import Edit, Person, Query, StoreError, new_id
from roadshow.store import sqlite_log
from roadshow.store.sqlite import SqliteStore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a file that is open cannot be replaced elsewhere")

WRITER = Path(__file__).with_name("killed_writer.py")


def killed_after(path, changes):
    """Let another process write and be killed, so that its log stays; return the last number that it confirmed."""
    places = os.pathsep.join([str(WRITER.parents[2]), *sys.path])
    with subprocess.Popen(
        [sys.executable, str(WRITER), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": places},
    ) as writer:
        numbers = [int(writer.stdout.readline()) for _change in range(changes)]
        writer.kill()
        numbers += [int(line) for line in writer.stdout.read().split("\n") if line]
    assert sqlite_log.words_of(sqlite_log.log_of(path))
    return numbers[-1]


def add(path, given):
    from store_contract import pen

    with SqliteStore(path) as store:
        store.commit(pen().change("one", (Edit(None, Person(id=new_id(), given=given)),)))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "plan.roadshow"
    SqliteStore.create(path).close()
    add(path, "First")
    return path


def opened_after_refusal(path):
    """Open twice: the log of another is told once, and then the file is as it was put there."""
    put = path.read_bytes()
    with pytest.raises(StoreError, match="log of another file") as told:
        SqliteStore(path)
    assert path.read_bytes() == put
    (aside,) = path.parent.glob("*.roadshow-log")
    assert str(aside) in told.value.hint
    store = SqliteStore(path)
    assert store.problems() == ()
    return store


def test_a_log_goes_on_where_its_own_file_is(path):
    last = killed_after(path, 3)
    with SqliteStore(path) as store:
        assert store.last_number() >= last
        assert store.count(Query(Person)) == 1 + (store.last_number() - 1) * PEOPLE


def test_a_backup_of_before_put_back_after_a_kill_stays_as_it_is(path, tmp_path):
    shutil.copy(path, tmp_path / "backup")
    add(path, "Second")
    killed_after(path, 3)
    shutil.copy(tmp_path / "backup", path)
    with opened_after_refusal(path) as store:
        assert store.count(Query(Person)) == 1


def test_a_backup_that_an_emptied_log_led_to_is_not_mixed_with_the_next_log(path, tmp_path):
    """The journal in the log holds the entry of the backup as well: the proof must not be taken in by that."""
    shutil.copy(path, tmp_path / "backup")
    for number in range(5):
        add(path, f"More {number}")
    killed_after(path, 2)
    (tmp_path / "backup").replace(path)
    with opened_after_refusal(path) as store:
        assert store.count(Query(Person)) == 1


def test_a_version_that_went_another_way_from_the_same_state_is_not_mixed(path, tmp_path):
    shutil.copy(path, tmp_path / "theirs")
    add(tmp_path / "theirs", "Theirs")
    killed_after(path, 2)
    (tmp_path / "theirs").replace(path)
    with opened_after_refusal(path) as store:
        assert {person.given for person in store.each(Query(Person))} == {"First", "Theirs"}


def test_a_log_of_another_workspace_is_not_played(path, tmp_path):
    other = tmp_path / "other.roadshow"
    SqliteStore.create(other).close()
    killed_after(path, 2)
    other.replace(path)
    with opened_after_refusal(path) as store:
        assert store.last_number() == 0


def test_a_log_of_a_program_that_left_no_words_is_played(path, tmp_path, monkeypatch):
    """What an earlier version of roadshow left after a kill is not lost."""
    monkeypatch.setattr(sqlite_log, "renew", lambda _connection: "0" * 32)
    store = SqliteStore(path)
    store.commit(_one("Of before"))
    left = tmp_path / "left.roadshow"
    shutil.copy(path, left)
    shutil.copy(sqlite_log.log_of(path), sqlite_log.log_of(left))
    store.close()
    with SqliteStore(left) as found:
        assert found.count(Query(Person)) == 2


def _one(given):
    from store_contract import pen

    return pen().change("one", (Edit(None, Person(id=new_id(), given=given)),))


def test_words_in_the_unused_part_of_a_page_prove_nothing(path):
    with SqliteStore(path) as store:
        for _number in range(30):
            store.commit(_one("More"))
        words = sqlite_log.words_of(sqlite_log.log_of(path))
        assert len(words) == 31


def replace(path, theirs):
    theirs.replace(path)


def copy_over(path, theirs):
    path.write_bytes(theirs.read_bytes())


@pytest.mark.parametrize("way", [replace, copy_over])
def test_a_newcomer_to_the_other_file_loses_nothing_to_whoever_holds_the_log(path, tmp_path, way):
    """The log of an open file is empty after a rest, and its name is the same: nothing in it says whose it is."""
    holder = SqliteStore(path)
    holder.commit(_one("Ours"))
    holder.rest()
    shutil.copy(path, tmp_path / "theirs")
    add(tmp_path / "theirs", "Theirs")
    way(path, tmp_path / "theirs")
    done = subprocess.run(
        [sys.executable, "-c", NEWCOMER, str(path), *sys.path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    with pytest.raises(StoreError, match="was replaced") as told:
        holder.commit(_one("Late"))
    holder.close()
    for place, names in ((told.value.kept, {"First", "Ours"}), (path, {"First", "Ours", "Theirs", "Newcomer"})):
        with SqliteStore(place) as store:
            assert store.problems() == ()
            assert {person.given for person in store.each(Query(Person))} == names


NEWCOMER = """
import sys; from pathlib import Path; sys.path[:] = sys.argv[2:]
from roadshow.api import Edit, Person, new_id
from roadshow.store.sqlite import SqliteStore
from store_contract import pen
store = SqliteStore(Path(sys.argv[1]))
store.commit(pen().change("one", (Edit(None, Person(id=new_id(), given="Newcomer")),)))
store.close()
"""
