"""The SQLite engine: the contract, and what is special about a file."""

import os
import shutil
import sqlite3
import stat
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from people_contract import PeopleContract
from store_contract import StoreContract, alter, put

from roadshow.api import KINDS, Person, StoreError, new_id
from roadshow.store import sqlite_file
from roadshow.store.rows import row_shape
from roadshow.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.roadshow"


@pytest.fixture
def store(path: Path):
    with SqliteStore.create(path) as opened:
        yield opened


@pytest.fixture
def neighbour(store: SqliteStore, path: Path):
    with SqliteStore(path) as opened:
        yield opened


class TestSqlite(StoreContract, PeopleContract):
    """The contract on SQLite."""


def refused(path: Path) -> StoreError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    if before is not None:
        assert path.read_bytes() == before, "a file that is refused must not be touched"
    assert caught.value.exit_code == 4
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    return caught.value


def test_the_tables_have_the_fields_of_the_nouns(store: SqliteStore, path: Path) -> None:
    connection = sqlite3.connect(path)
    for kind, noun in KINDS.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({kind})")]
        expected = ["n", *(field.name for field in fields(noun)), *row_shape(noun).own_columns]
        assert sorted(columns) == sorted(expected), kind
        assert connection.execute("SELECT strict FROM pragma_table_list WHERE name = ?", [kind]).fetchone() == (1,)
    connection.close()


def test_the_file_says_whose_it_is_and_is_written_safely(store: SqliteStore, path: Path) -> None:
    asked = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys")
    }
    assert asked == {
        "application_id": 0x52534857,
        "user_version": sqlite_file.SCHEMA,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
    }
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        put(store, Person(id=new_id(), given="Sara"))
        for beside in path.parent.glob("plan.roadshow-*"):
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600, beside.name


def test_a_workspace_is_never_made_over_something_else(path: Path) -> None:
    path.write_text("my shopping list")
    with pytest.raises(StoreError):
        SqliteStore.create(path)
    assert path.read_text() == "my shopping list"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_a_newer_program_is_refused_untouched(store: SqliteStore, path: Path) -> None:
    store._connection.execute("PRAGMA user_version = 999")
    store.close()
    assert "newer" in refused(path).message


def test_a_database_of_another_program_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    assert "another program" in refused(path).message


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be one" * 20, b"SQLite format 3\x00"])
def test_what_is_no_database_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a roadshow workspace" in refused(path).message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).message


def test_a_file_that_is_not_there_is_refused_and_not_made(path: Path) -> None:
    assert "There is no workspace" in refused(path).message
    assert not path.exists()


def test_a_truncated_file_is_refused_untouched(store: SqliteStore, path: Path) -> None:
    put(store, *(Person(id=new_id(), given=f"Person {number}") for number in range(500)))
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refused(path).message


def test_damage_in_the_middle_is_a_sentence_and_not_a_traceback(store: SqliteStore, path: Path) -> None:
    put(store, *(Person(id=new_id(), given=f"Person {number}") for number in range(500)))
    store.close()
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 200] = b"\xff" * 200
    path.write_bytes(bytes(content))
    with pytest.raises(StoreError):
        _read_all(path)


def _read_all(path: Path) -> None:
    with SqliteStore(path) as opened:
        opened.problems()
        opened.journal()


def test_a_lock_that_is_never_let_go_is_a_sentence(store: SqliteStore, path: Path) -> None:
    person = Person(id=new_id(), given="Sara")
    put(store, person)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store._connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreError) as caught:
        alter(store, person, given="Other")
    assert "Another program" in caught.value.message
    assert store.get(Person, person.id) == person, "reading goes on while somebody else writes"
    other.execute("ROLLBACK")
    other.close()
    alter(store, person, given="Other")


def test_a_full_disk_refuses_the_change_and_keeps_everything_before(store: SqliteStore) -> None:
    kept = Person(id=new_id(), given="Kept")
    put(store, kept)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        put(store, *(Person(id=new_id(), given="x" * 500) for _ in range(2000)))
    assert "disk is full" in caught.value.message
    assert store.get(Person, kept.id) == kept
    assert store.last_number() == 1
    assert store.problems() == ()


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs a place to mount")
def test_a_really_full_disk_refuses_the_change(tmp_path: Path) -> None:
    import subprocess

    script = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:];"
        "from store_contract import put; from roadshow.api import Person, StoreError, new_id;"
        "from roadshow.store.sqlite import SqliteStore;"
        "store = SqliteStore.create(Path(sys.argv[1]) / 'p.roadshow'); put(store, Person(id=new_id(), given='Kept'))\n"
        "try: put(store, *(Person(id=new_id(), given='x' * 900) for _ in range(9000)))\n"
        "except StoreError as error: print(error.message)\n"
        "print(store.last_number(), store.problems())"
    )
    mounted = f'mount -t tmpfs -o size=3m none {tmp_path} && exec {sys.executable} -c "$0" "$@"'
    places = [str(tmp_path), str(Path(__file__).parent), str(Path(__file__).parents[2])]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, script, *places],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this system lets nobody mount")
    assert "disk is full" in done.stdout, done.stderr
    assert done.stdout.strip().endswith("1 ()")


def test_a_file_that_may_only_be_read_can_be_read_and_refuses_changes(
    store: SqliteStore, path: Path, monkeypatch
) -> None:
    person = Person(id=new_id(), given="Sara")
    put(store, person)
    store.close()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with SqliteStore(path) as opened:
        assert opened.get(Person, person.id) == person
        with pytest.raises(StoreError) as caught:
            alter(opened, person, given="Other")
    assert "only be read" in caught.value.message


def test_an_older_schema_is_upgraded_step_by_step(path: Path, monkeypatch) -> None:
    SqliteStore.create(path).close()
    monkeypatch.setattr(sqlite_file, "SCHEMA", sqlite_file.SCHEMA + 1)
    steps: list[int] = []
    monkeypatch.setattr(
        sqlite_file,
        "run_steps",
        lambda connection, version: (steps.append(version), connection.execute(f"PRAGMA user_version = {version + 1}")),
    )
    SqliteStore(path).close()
    SqliteStore(path).close()
    assert steps == [sqlite_file.SCHEMA - 1]


def test_the_bytes_of_somebody_forgotten_are_in_no_file(store: SqliteStore, path: Path) -> None:
    from roadshow.planning import keeping

    crowd = [
        Person(id=new_id(), given=f"Person {number}", surname="Gewoon", notes="x" * (number % 90))
        for number in range(3000)
    ]
    rare = Person(id=new_id(), given="Zoraïda", surname="Kwibus", email="z.kwibus@example.org", notes="Kwibus " * 400)
    store._connection.execute("PRAGMA secure_delete = OFF")  # as most builds of SQLite come
    put(store, *crowd[:1500], rare, *crowd[1500:])
    for number in range(40):
        rare = alter(store, rare, notes=f"Kwibus {number} " * (number * 9), town=f"Kwibusdorp {number}")
        alter(store, crowd[1500 + number], notes="y" * 300)
    assert any(b"wibus" in file.read_bytes() for file in path.parent.iterdir())
    store.erase(keeping.forget(store_pen(), rare, ()), naming=(rare.id,))
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"wibus" not in content, file
        assert rare.id.encode() not in content, file
    store.close()
    assert b"wibus" not in path.read_bytes()


def store_pen():
    from store_contract import pen

    return pen()
