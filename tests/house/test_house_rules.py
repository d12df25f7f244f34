"""The rules of the house, run with the tests, so that one command says all."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def passes(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.xdist_group("slow")
def test_ruff_finds_nothing() -> None:
    passes("ruff", "check", "--no-cache", ".")


def test_the_code_is_formatted() -> None:
    passes("ruff", "format", "--no-cache", "--check", ".")


def test_every_type_holds() -> None:
    passes("mypy", "--no-incremental", "--cache-dir", "/dev/null" if sys.platform != "win32" else "nul")


def test_every_import_stays_on_its_floor() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as main; main(['--no-cache'])",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
