"""Nothing of anybody is left where a command was ended by the system; and a kill's rest goes with the next export."""

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without a word")

ENDING = """
import os, signal, sys, threading
from pathlib import Path
folder, wanted, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
def end():
    while not any(folder.glob(wanted)):
        pass
    os.kill(os.getpid(), number)
threading.Thread(target=end, daemon=True).start()
from roadshow.cli.main import run
run(sys.argv[4:])
"""


@pytest.fixture
def ended(planned, tmp_path, monkeypatch):
    """Run an export of 3,000 people in a process that gets a signal once a file of a certain name is there."""
    rows = "".join(f"Mens Nummer{number};mens{number}@example.org\n" for number in range(3000))
    (tmp_path / "list.csv").write_text("Naam;E-mail\n" + rows)
    planned("people", "import", str(tmp_path / "list.csv"), "--yes", "--json")
    (tmp_path / "scratch").mkdir()

    def run(wanted, number, *words):
        path = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
        surroundings = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(tmp_path / "scratch")}
        command = [sys.executable, "-c", ENDING, str(tmp_path), wanted, str(int(number)), *words]
        return subprocess.run(command, env=surroundings, capture_output=True, timeout=60, check=False)

    return run


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_by_the_system_leaves_as_little_as_a_key(ended, tmp_path, number):
    done = ended("scratch/roadshow-*/*", number, "people", "export", "--out", str(tmp_path / "all.xlsx"))
    assert done.returncode == 128 + number, done.stderr
    assert b"Stopped" in done.stderr
    assert list((tmp_path / "scratch").iterdir()) == []
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob(".*.part"))


def test_what_a_kill_left_goes_with_the_next_export_and_nothing_else(ended, line, tmp_path, monkeypatch):
    done = ended("scratch/roadshow-*/*", signal.SIGKILL, "people", "export", "--out", str(tmp_path / "all.xlsx"))
    assert done.returncode == -signal.SIGKILL
    assert list((tmp_path / "scratch").iterdir())
    for name in (".0123456789ab.part", ".mine.part", "0123456789ab.part"):
        (tmp_path / name).write_text("x")
    (tmp_path / "scratch" / "roadshow-mine").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    line("people", "export", "--out", str(tmp_path / "all.xlsx"))
    assert [one.name for one in (tmp_path / "scratch").iterdir()] == ["roadshow-mine"]
    assert sorted(one.name for one in tmp_path.glob("*.part")) == [".mine.part", "0123456789ab.part"]


def test_an_export_over_another_workspace_is_refused(planned, tmp_path):
    other = tmp_path / "other.roadshow"
    planned("new", str(other))
    before = other.read_bytes()
    assert "not written over" in planned("people", "export", "--form", "csv", "--out", str(other), code=3).err
    assert "not written over" in planned("dump", "--out", str(other), "--yes", code=3).err
    assert other.read_bytes() == before


def test_a_file_that_is_replaced_is_told(planned, tmp_path):
    assert "stood there" not in planned("people", "export", "--out", str(tmp_path / "all.csv"))
    assert "stood there" in planned("people", "export", "--out", str(tmp_path / "all.csv"))
