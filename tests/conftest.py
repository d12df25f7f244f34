"""What every test has: an environment of its own, without the home directory of whoever runs it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from roadshow.api import speak

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how long an example takes says more about the machine than about the program

pytest_plugins = ["roadshow.testing.fixtures"]


def pytest_xdist_auto_num_workers() -> int:
    """Take one more process than there are processors: a third of the time of a screen's test is waiting."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ROADSHOW_WORKSPACE", "ROADSHOW_LANGUAGE", "ROADSHOW_DISABLED", "NO_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROADSHOW_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ROADSHOW_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ROADSHOW_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ROADSHOW_TRACEBACK", "1")
    monkeypatch.setenv("LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    speak("en")
