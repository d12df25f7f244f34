"""One clock for the line and the screen: what is late on the one is late on the other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadshow.api import create_workspace, now, open_office, today

SAID = "2027-03-19T16:00"


def test_the_office_of_every_face_reads_the_clock_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADSHOW_NOW", SAID)
    create_workspace(tmp_path / "plan.roadshow")
    with open_office(tmp_path / "plan.roadshow") as office:
        assert office.clock().astimezone().replace(tzinfo=None) == datetime.fromisoformat(SAID)
        assert office.clock().utcoffset() == datetime.now(UTC).utcoffset()
    assert (now(), today()) == (datetime.fromisoformat(SAID), datetime.fromisoformat(SAID).date())
