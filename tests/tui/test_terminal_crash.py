"""A fault of our own: the terminal comes back, what is saved is said, and the report names nobody."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from screens import example

pytest.importorskip("pty")

from terminals import Terminal

SECRET = "Fatima El Amrani"
BREAK = """
from roadshow.__main__ import main
from roadshow.tui.screens.people import PeopleScreen
from roadshow.tui.widgets.heading import Heading

def broken(self, *given):
    name = person = {name!r}
    raise ValueError("no seat for " + name)

{where} = broken
main()
"""
PLACES = {
    "where one goes": "PeopleScreen.arrive",
    "what is drawn": "Heading.render_line",
    "what a key does": "PeopleScreen.workspace_moved = PeopleScreen.here",
    "a worker": "PeopleScreen._show_count",
}


@pytest.fixture(autouse=True)
def _as_a_user_has_it(monkeypatch):
    monkeypatch.delenv("ROADSHOW_TRACEBACK")


@pytest.mark.parametrize("place", PLACES)
def test_a_fault_of_the_screen_restores_the_terminal_and_names_nobody(tmp_path, place):
    script = BREAK.format(name=SECRET, where=PLACES[place])
    terminal = Terminal("-w", str(example(tmp_path)), start=("-c", script))
    if place != "what is drawn":
        terminal.until("Crooswijk")
        terminal.type("3")
    if place == "what a key does":
        terminal.until("Soumaya")
        terminal.type("2")
    assert terminal.ended() == 70
    terminal.restored()
    (report,) = (tmp_path / "state" / "crashes").iterdir()
    said = terminal.after()
    assert "stopped because of a fault of its own" in said
    assert "the last change is “" in said
    assert "typing" in said
    assert report.name in said.replace(" ", "")
    text = report.read_text(encoding="utf-8")
    for words in ("builtins.ValueError", "in broken", "sqlite: 3"):
        assert words in text
    for kept in (SECRET, "Fatima", "no seat", str(tmp_path), str(Path.home()), "rotterdam"):
        assert kept not in text, kept
        assert kept not in terminal.all.rpartition("\x1b[?1049l")[2].replace(str(report), ""), kept
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
        assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700


def test_after_a_fault_it_opens_again_elsewhere(tmp_path):
    path = str(example(tmp_path))
    terminal = Terminal("-w", path, start=("-c", BREAK.format(name=SECRET, where="PeopleScreen.arrive")))
    terminal.until("Crooswijk")
    terminal.type("3")
    assert terminal.ended() == 70
    again = Terminal("-w", path, start=("-c", BREAK.format(name=SECRET, where="PeopleScreen.arrive")))
    again.until("Next tasks")
    again.type("q")
    assert again.ended() == 0


def command(tmp_path, *words, fault):
    script = f"from roadshow.cli import stops\nfrom roadshow.__main__ import main\n{fault}\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env={**os.environ, "ROADSHOW_STATE": str(tmp_path / "state")},
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    reports = sorted((tmp_path / "state" / "crashes").glob("*")) if (tmp_path / "state").is_dir() else []
    return done, [report.read_text(encoding="utf-8") for report in reports]


FAULT = "def broken(*a, **n):\n    raise KeyError(a[1])\nstops.find_stop = broken"


def test_a_command_that_breaks_says_so_in_three_sentences(tmp_path):
    done, reports = command(tmp_path, "-w", str(example(tmp_path)), "stop", "show", SECRET, fault=FAULT)
    assert done.returncode == 70
    assert len(done.stderr.splitlines()) == 3
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    assert "doing: stop\n" in reports[0]
    assert "builtins.KeyError\n" in reports[0]
    assert SECRET not in reports[0]


def test_a_fault_is_json_where_json_is_asked_for(tmp_path):
    import json

    words = ("-w", str(example(tmp_path)), "stop", "show", "x", "--json")
    done, _reports = command(tmp_path, *words, fault=FAULT)
    assert json.loads(done.stderr)["exit"] == 70


def test_where_no_report_can_be_written_it_says_that(tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")
    done, reports = command(tmp_path, "-w", str(example(tmp_path)), "stop", "show", "x", fault=FAULT)
    assert done.returncode == 70
    assert "could not be written" in done.stderr
    assert not reports


def test_whoever_mends_it_can_ask_for_the_traceback(tmp_path, monkeypatch):
    monkeypatch.setenv("ROADSHOW_TRACEBACK", "1")
    done, reports = command(tmp_path, "-w", str(example(tmp_path)), "stop", "show", "x", fault=FAULT)
    assert "Traceback" in done.stderr
    assert not reports
