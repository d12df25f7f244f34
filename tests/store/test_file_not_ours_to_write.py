"""A file or a folder that may only be read: it can be looked at, nothing is left beside it, and the words are right."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from store_contract import alter, put

from roadshow.api import Person, Query, StoreError, new_id
from roadshow.store import sqlite_log
from roadshow.store.sqlite import SqliteStore

posix = pytest.mark.skipif(os.name != "posix", reason="rights are of another sort there")
NOBODY = 65534

VISITOR = """
import mmap, os, sys, urllib.parse  # mmap before the rights go: Python itself may lie where nobody else may look
from pathlib import Path
sys.path[:] = sys.argv[3:]
from roadshow.api import Person, Query, StoreError, new_id, Edit
from roadshow.store.sqlite import SqliteStore
from store_contract import pen
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with SqliteStore(Path(sys.argv[1])) as store:
        print(*sorted(person.given for person in store.each(Query(Person))), len(store.problems()))
        if sys.argv[2] == "write":
            store.commit(pen().change("one", (Edit(None, Person(id=new_id(), given="Visitor")),)))
except StoreError as error:
    print(error.message)
"""


def visit(path, what="read"):
    """Open the workspace as somebody who has no more rights than the modes say; root becomes nobody for it."""
    done = subprocess.run(
        [sys.executable, "-c", VISITOR, str(path), what, *sys.path],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder():
    """A folder that everybody may enter, which pytest's own is not."""
    place = Path(tempfile.mkdtemp(prefix="roadshow-read-"))
    place.chmod(0o755)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


@pytest.fixture
def path(folder):
    path = folder / "plan.roadshow"
    with SqliteStore.create(path) as store:
        put(store, Person(id=new_id(), given="Sara"))
    path.chmod(0o644)
    return path


@posix
@pytest.mark.parametrize("mode", [0o555, 0o777])
def test_it_is_looked_at_and_nothing_is_left(path, folder, mode):
    if mode == 0o777 and os.getuid() != 0:
        path.chmod(0o444)
    folder.chmod(mode)
    assert visit(path) == "Sara 0"
    assert "may only be read" in visit(path, "write")
    assert [one.name for one in folder.iterdir()] == [path.name]
    folder.chmod(0o755)
    path.chmod(0o644)
    with SqliteStore(path) as store:
        put(store, Person(id=new_id(), given="Owner"))


@posix
def test_it_is_looked_at_while_its_owner_has_it_open(path, folder):
    with SqliteStore(path) as store:
        put(store, Person(id=new_id(), given="Owner"))
        for one in folder.iterdir():
            one.chmod(0o644)
        folder.chmod(0o555)
        assert visit(path) == "Owner Sara 0"
        store.rest()
        assert visit(path) == "Owner Sara 0"
        folder.chmod(0o755)
        put(store, Person(id=new_id(), given="Later"))


@posix
def test_a_log_that_was_left_is_named_where_it_cannot_be_played(path, folder):
    left = folder / "left.roadshow"
    with SqliteStore(path) as store:
        put(store, Person(id=new_id(), given="Owner"))
        shutil.copy(path, left)
        shutil.copy(sqlite_log.log_of(path), sqlite_log.log_of(left))
    for one in folder.iterdir():
        one.chmod(0o444)
    folder.chmod(0o555)
    assert visit(left) == f"{left} was not closed in order, and what was saved last is still in left.roadshow-wal."


@posix
def test_a_file_that_may_not_be_read_says_so(path):
    path.chmod(0o000)
    said = visit(path)
    path.chmod(0o644)
    assert said == f"You may not read {path}."


@posix
def test_a_pipe_is_no_workspace(tmp_path):
    pipe = tmp_path / "plan.roadshow"
    os.mkfifo(pipe)
    with pytest.raises(StoreError, match="no ordinary file"):
        SqliteStore(pipe)


def test_a_link_to_a_file_that_is_not_there_is_not_written_over(tmp_path):
    link = tmp_path / "plan.roadshow"
    try:
        link.symlink_to(tmp_path / "away" / "plan.roadshow")
    except OSError:
        pytest.skip("nobody may make links here")
    with pytest.raises(StoreError, match="exists already"):
        SqliteStore.create(link)
    assert link.is_symlink()
    with pytest.raises(StoreError, match="a link to a file that is not there"):
        SqliteStore(link)


@posix
def test_a_name_that_looks_like_an_address_is_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path("file:plan?mode=memory.roadshow")
    SqliteStore.create(path).close()
    with SqliteStore(path) as store:
        put(store, Person(id=new_id(), given="Sara"))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@posix
def test_a_link_leads_to_the_log_of_its_file(path, folder):
    link = folder / "link.roadshow"
    link.symlink_to(path)
    with SqliteStore(link) as store:
        put(store, Person(id=new_id(), given="By link"))
        store.rest()
        assert sqlite_log.size_of(sqlite_log.log_of(path)) == 0
        put(store, Person(id=new_id(), given="Again"))
    with SqliteStore(path) as store:
        assert store.count(Query(Person)) == 3


def test_a_value_that_nobody_wrote_is_damage(path):
    with SqliteStore(path) as store:
        person = store.window(Query(Person)).rows[0]
    connection = sqlite3.connect(path)
    connection.execute("UPDATE person SET needs_until = 'soon'")
    connection.commit()
    connection.close()
    with SqliteStore(path) as store, pytest.raises(StoreError, match="damaged") as told:
        store.get(Person, person.id)
    assert person.id in told.value.message


FORGETFUL = """
import resource, sys
from pathlib import Path
sys.path[:] = sys.argv[2:]
from roadshow.api import Person, Query, StoreError
from roadshow.planning import keeping
from roadshow.store.sqlite import SqliteStore
from store_contract import pen
store = SqliteStore(Path(sys.argv[1]))
rare = next(store.each(Query(Person).where(given="Zora")))
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    store.erase(keeping.forget(pen(), rare, ()), naming=(rare.id,))
except StoreError as error:
    print(error.message)
print(store.get(Person, rare.id), *store.problems())
store.close()
"""


@posix
def test_forgetting_on_a_disk_that_is_full_says_what_happened_and_is_finished_later(path):
    with SqliteStore(path) as store:
        put(store, *(Person(id=new_id(), given=f"Person {number}", notes="x" * 300) for number in range(3000)))
        rare = Person(id=new_id(), given="Zora", surname="Kwibus")
        put(store, rare)
        for number in range(20):
            rare = alter(store, rare, notes=f"Kwibus {number} " * 40)
    done = subprocess.run(
        [sys.executable, "-c", FORGETFUL, str(path), *sys.path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "It is gone from the workspace, but old bytes of it are still in the file" in done.stdout
    assert "None Somebody was forgotten" in done.stdout
    with SqliteStore(path) as store:
        assert store.problems() == ()
    assert b"Kwibus" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
