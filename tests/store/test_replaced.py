"""Another file at the path of one that is open: no file is damaged, no confirmed change is lost, and it is told."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing, nullcontext
from datetime import UTC, datetime

import pytest

from roadshow.api import Edit, Pen, Person, Query, SignIn, SignInKind, Stop, new_id
from roadshow.domain.errors import ReplacedError
from roadshow.office.live import Office
from roadshow.settings.layers import Settings
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT, open_plan

ROUNDS = 200


def people(count, given):
    return tuple(Edit(None, Person(id=new_id(), given=given, surname=str(number))) for number in range(count))


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """A workspace as it was opened, and what a colleague made of the same one meanwhile."""
    folder = tmp_path_factory.mktemp("versions")
    with open_plan(folder / "base.roadshow") as office:
        office.store.commit(office.pen().change("base", people(40, "Base")))
    shutil.copy(folder / "base.roadshow", folder / "theirs.roadshow")
    with SqliteStore(folder / "theirs.roadshow") as store:
        store.commit(pen().change("theirs", people(60, "Theirs")))
    return (folder / "base.roadshow").read_bytes(), (folder / "theirs.roadshow").read_bytes()


def pen():
    return Pen("tester", datetime(2026, 11, 22, tzinfo=UTC), new_id)


def opened(path):
    return Office(SqliteStore(path), Settings(), author=lambda: "tester", clock=lambda: MOMENT, extra_plugins={})


def rename_over(path, content):
    draft = path.with_name(".sync.part")
    draft.write_bytes(content)
    draft.replace(path)


def copy_over(path, content):
    with path.open("wb") as file:
        for start in range(0, len(content), 50_000):
            file.write(content[start : start + 50_000])
            file.flush()


def delete_and_create(path, content):
    path.unlink()
    path.write_bytes(content)


def truncated_copy(path, content):
    copy_over(path, content[: len(content) // 2])


def thrown_away(path, _content):
    path.unlink()


def moved(path, _content):
    path.rename(path.with_name("elsewhere.roadshow"))


IN_PLACE = {copy_over, truncated_copy}
"""Ways that write into the very file: in the milliseconds in which the log is put into it, nobody can keep two writers apart."""
WAYS = (rename_over, copy_over, delete_and_create, truncated_copy, thrown_away, moved)


class Session:
    """Somebody at work: each confirmed change is noted by the id of its entry, until one is refused."""

    def __init__(self, path, chance):
        self.confirmed = []
        self.told = None
        self.fault = None
        self.after = 0
        self.replaced = threading.Event()
        self.reached = threading.Event()
        self.putting_in = threading.Lock()
        self._path, self._chance = path, chance
        self._start = chance.randrange(0, 7)
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        self.reached.wait(20)
        return self

    def __exit__(self, *_error):
        self._thread.join(60)
        assert not self._thread.is_alive()
        if self.fault is not None:
            raise self.fault

    def _run(self):
        try:
            self._work()
        except ReplacedError as error:
            self.told = error
        except BaseException as error:  # noqa: BLE001  it is raised where the session is waited for
            self.fault = error
        finally:
            self.reached.set()

    def _work(self):
        office = opened(self._path)
        self._guest = office.store.window(Query(Person, limit=1)).rows[0]
        self._stop = office.store.window(Query(Stop, limit=1)).rows[0]
        try:
            office.store.rest()
            for number in range(self._start + 3):
                if number == self._start:
                    self.reached.set()
                if number == self._start + 2:
                    self.replaced.wait(20)
                self.after += self.replaced.is_set()
                entry = self._act(office)
                if entry is not None:
                    self.confirmed.append(entry.id)
            self.after = 0
        finally:
            with self.putting_in:
                office.close()

    def _act(self, office):
        """Type, import, take back, sign in, or rest."""
        act = self._chance.choice(("type", "type", "import", "undo", "sign in", "rest", "leave"))
        if act == "rest" or (act == "leave" and self.replaced.is_set()):
            with self.putting_in:
                office.store.rest()
            return None
        newest = office.store.to_undo()
        if act == "undo" and newest is not None and newest.id in self.confirmed:
            return office.undo()
        if act == "sign in":
            return office.do(pen().change("door", (Edit(None, self._sign_in(office.store)),)))
        return office.do(pen().change(act, people(400 if act == "import" else 1, "Ours")))

    def _sign_in(self, store):
        return SignIn(
            id=new_id(),
            stop_id=self._stop.id,
            sign_in_kind=SignInKind.IN,
            desk="A",
            counter=store.last_number(),
            moment=MOMENT,
            person_id=self._guest.id,
        )


def entries_of(path):
    """The ids of all entries of a workspace that is whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {row[0] for row in connection.execute("SELECT id FROM journal")}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_replaced_at_a_random_moment(tmp_path, versions, way):
    base, theirs = versions
    for number in range(ROUNDS // len(WAYS) + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        once(folder / "plan.roadshow", base, theirs, way, random.Random(f"{way.__name__} {number}"))


def once(path, base, theirs, way, chance):
    path.write_bytes(base)
    with Session(path, chance) as session:
        for _turn in range(chance.randrange(0, 4000)):
            pass
        with session.putting_in if way in IN_PLACE else nullcontext():
            way(path, theirs)
        session.replaced.set()
    assert session.told is not None, "nobody was told"
    assert session.after <= 1, "it was told later than at the next change"
    assert set(session.confirmed) <= entries_of(session.told.kept), "a confirmed change is lost"
    if path.exists():
        put = theirs[: len(theirs) // 2] if way is truncated_copy else theirs
        assert path.read_bytes() == put, "what was put there was written to"
    assert not list(path.parent.glob("*.roadshow-wal")) or path.with_name(path.name + "-wal").stat().st_size == 0
    if path.exists() and way is not truncated_copy:
        with SqliteStore(path) as store:
            assert store.problems() == ()
            assert store.count(Query(Person).where(given="Theirs")) == 60
