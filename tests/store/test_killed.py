"""Killed at any moment: what was confirmed is there, and nothing of what was not."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from killed_writer import PEOPLE

from roadshow.api import Person, Query
from roadshow.store.sqlite import SqliteStore

ROUNDS = 200
WRITER = Path(__file__).with_name("killed_writer.py")


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_killed_in_the_middle_of_writing_two_hundred_times(tmp_path: Path) -> None:
    path = tmp_path / "plan.roadshow"
    SqliteStore.create(path).close()
    chance = random.Random(20261122)
    kept_between = 0
    places = os.pathsep.join([str(WRITER.parents[2]), *sys.path])
    for _round in range(ROUNDS):
        confirmed = _write_and_kill(path, chance.randrange(1, 6), chance.random() * 0.003, places)
        with SqliteStore(path) as store:
            last = store.last_number()
            assert last in {confirmed, confirmed + 1}, "a confirmed change is gone, or more came than was written"
            assert store.count(Query(Person)) == last * PEOPLE, "half a change was kept"
            assert len(list(store.traces(last))) == PEOPLE
        kept_between += last - confirmed
    with SqliteStore(path) as store:
        assert store.problems() == ()
    assert kept_between <= ROUNDS


def _write_and_kill(path: Path, changes: int, delay: float, places: str) -> int:
    """Let the writer confirm some changes, kill it a moment later, and return the last number it confirmed."""
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": places},
    )
    with writer:
        assert writer.stdout is not None
        confirmed = 0
        for _number in range(changes):
            confirmed = int(writer.stdout.readline())
        _wait(delay)
        writer.kill()
        rest = [line for line in writer.stdout.read().split("\n") if line]
    return int(rest[-1]) if rest else confirmed


def _wait(seconds: float) -> None:
    """Spin for a moment that is too short to sleep for: the kill must fall anywhere inside a transaction."""
    import time

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass
