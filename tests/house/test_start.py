"""What a start pays for: a command that lists stops must not load what it does not need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from roadshow.testing import open_plan

HEAVY = {
    "textual",
    "rich",
    "typst",
    "icalendar",
    "jinja2",
    "pluggy",
    "xlsxwriter",
    "babel",
    "holidays",
    "rapidfuzz",
    "msgspec",
    "tomli_w",
}


def loaded(*arguments: str, whole: bool = False) -> set[str]:
    code = (
        "import sys, json\nfrom roadshow.__main__ import main\nsys.argv[1:] = json.loads(sys.argv[1])\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "sys.stderr.write(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)], capture_output=True, text=True, check=True, timeout=60
    )
    names = set(json.loads(done.stderr.splitlines()[-1]))
    return names if whole else {name.partition(".")[0] for name in names}


def test_the_version_loads_next_to_nothing() -> None:
    assert not loaded("--version") & (HEAVY | {"click", "sqlite3", "dataclasses", "inspect"})


def test_help_loads_no_workspace_and_nothing_heavy() -> None:
    assert not loaded("--help") & (HEAVY | {"sqlite3"})


@pytest.mark.parametrize("command", [("stop", "list"), ("agenda", "crooswijk"), ("log",)])
def test_a_list_loads_nothing_heavy(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "plan.roadshow"
    open_plan(path).close()
    assert not loaded("-w", str(path), *command) & HEAVY


def test_a_list_of_stops_loads_no_checker_no_verbs_and_no_time_zones(tmp_path: Path) -> None:
    path = tmp_path / "plan.roadshow"
    open_plan(path).close()
    names = loaded("-w", str(path), "stop", "list", whole=True)
    assert not {name for name in names if name.startswith(("roadshow.planning.checking", "roadshow.store.writing"))}
    assert not names & {"zoneinfo", "hashlib", "tempfile", "shutil", "roadshow.office.plugins"}


def test_the_first_picture_waits_for_no_checker_and_no_plugins() -> None:
    code = "import sys, roadshow.tui.starting, roadshow.tui.screens.programme as _; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    names = set(done.stdout.split())
    assert "roadshow.tui.screens.programme" in names
    assert not {name for name in names if name.startswith("roadshow.planning.checking")}
    assert not names & (HEAVY - {"textual", "rich"} | {"roadshow.office.plugins"})
