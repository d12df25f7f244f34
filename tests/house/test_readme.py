"""Every command in README is run, in order, as a reader would type it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]
FIRST, SECOND, *STEPS = LINES


def test_the_first_two_commands_are_one_line_each_and_stand_first() -> None:
    assert FIRST.endswith("roadshow demo --out demo")
    assert SECOND.endswith("-m pytest")
    assert all("venv" in line and "install" in line for line in (FIRST, SECOND))


def test_continuous_integration_says_the_second_command_as_printed() -> None:
    assert SECOND in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(os.name != "posix", reason="the line is for a POSIX shell")
def test_the_first_command_makes_the_example_from_a_fresh_copy(tmp_path: Path) -> None:
    """The very line, in a copy of what is tracked; packages come from this environment, not from the network."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        target = tmp_path / "copy" / name
        if (ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    here = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    offline = {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1", "PYTHONPATH": here}
    done = subprocess.run(
        ["sh", "-c", FIRST], cwd=tmp_path / "copy", env={**os.environ, **offline}, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    demo = tmp_path / "copy" / "demo"
    assert (demo / "rotterdam.roadshow").is_file()
    for made in ("calendar/*.ics", "letters/*/*.eml", "sheets/*.pdf"):
        assert list(demo.glob(made)), made


def test_the_steps_of_ones_own_meeting_work_as_typed(tmp_path: Path) -> None:
    environment = {**os.environ, "ROADSHOW_DATA": str(tmp_path / "data"), "PYTHONUTF8": "1"}
    for line in STEPS:
        program, *arguments = shlex.split(line)
        assert program == "roadshow", line
        done = subprocess.run(
            [sys.executable, "-m", "roadshow", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
            check=False, timeout=120, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    for made in ("calendar/*.ics", "letters/*/*.eml", "sheets/*.pdf"):
        assert list((tmp_path / "papers").glob(made)), made


def test_every_page_that_is_named_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_the_keys_that_are_named_are_keys_of_the_program_and_do_what_is_said() -> None:
    """Each key of the short guide stands in the long one, which is made of the program itself."""
    short = README.split("## The screen")[1].split("\n## ")[0]
    long = (ROOT / "docs" / "screen.md").read_text(encoding="utf-8")
    tables = "\n".join(row.split(" | ")[0] for row in long.splitlines() if row.startswith("| `"))
    named = [
        key
        for row in short.splitlines()
        if row.startswith("| `")
        for key in re.findall(r"`([^`]+)`", row.split(" | ")[0])
    ]
    assert len(named) > 15
    for key in named:
        assert f"`{key}`" in tables, key


def test_the_screenshot_is_small_and_asks_nothing_of_the_net() -> None:
    svg = (ROOT / "docs" / "screenshot.svg").read_bytes()
    assert b"roadshow" in svg
    assert len(svg) < 100_000
    assert re.findall(rb"https?://[^\"' ]+", svg) == [b"http://www.w3.org/2000/svg"]
