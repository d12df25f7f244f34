"""The command line under test: `line` in this process, `program` as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from roadshow.cli.main import answer

ROOT = Path(__file__).parents[2]
NOW = "2026-11-22T10:00"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def __contains__(self, text: str) -> bool:
        return text in self.out


Line = Callable[..., Answer]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Run a command in this process: line("person", "list", code=0); the code is checked, None takes any."""
    monkeypatch.setenv("ROADSHOW_NOW", NOW)
    monkeypatch.setenv("ROADSHOW_WORKSPACE", str(tmp_path / "test.roadshow"))

    def run(*words: str, code: int | None = 0) -> Answer:
        capsys.readouterr()
        left = answer(list(words))
        printed = capsys.readouterr()
        found = Answer(left, printed.out, printed.err)
        assert code is None or found.code == code, f"exit {found.code}, not {code}\n{found.out}\n{found.err}"
        return found

    return run


@pytest.fixture
def workspace(line: Line, tmp_path: Path) -> Line:
    """Make an empty workspace; commands of `line` work in it."""
    line("new", str(tmp_path / "test.roadshow"))
    return line


@pytest.fixture
def planned(workspace: Line) -> Line:
    """Make a workspace with a roadshow, a stop and four people of whom two share a given name."""
    workspace("roadshow", "add", "Samen Leren")
    workspace("stop", "add", "Samen in Crooswijk", "14-4-2027 13:30-16:30", "--district", "Crooswijk")
    for name, *flags in (
        ("Jan de Vries", "--organisation", "De Brug", "--email", "jan@example.org", "--phone", "0612345678"),
        ("Fatima El Amrani", "--organisation", "Moedergroep", "--district", "Hillesluis", "--tags", "zorg"),
        ("Jan Jansen", "--organisation", "De Brug", "--district", "Hillesluis"),
        ("İsmail Yılmaz", "--organisation", "SV Hillesluis", "--diet", "halal"),
    ):
        workspace("person", "add", name, *flags)
    return workspace


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Answer]:
    """Run a command as a real process, with its output in a pipe."""
    monkeypatch.setenv("ROADSHOW_NOW", NOW)
    monkeypatch.setenv("ROADSHOW_WORKSPACE", str(tmp_path / "test.roadshow"))

    def run(*words: str, code: int | None = 0, **environment: str) -> Answer:
        path = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
        done = subprocess.run(
            [sys.executable, "-m", "roadshow", *words],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **environment},
            encoding="utf-8",
            errors="surrogateescape",
            timeout=60,
            check=False,
        )
        found = Answer(done.returncode, done.stdout, done.stderr)
        assert code is None or found.code == code, f"exit {found.code}, not {code}\n{found.out}\n{found.err}"
        return found

    return run
