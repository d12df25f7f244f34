"""What every test has: an environment of its own, without the home directory of whoever runs it."""

from pathlib import Path

import pytest

from roadshow.api import speak

pytest_plugins = ["roadshow.testing.fixtures"]


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
