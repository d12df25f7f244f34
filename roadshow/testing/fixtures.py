"""Fixtures for pytest: an office with a small plan, made anew for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadshow.office.live import Office
from roadshow.testing.plans import open_plan


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Open an office on the small plan, in a workspace file of this test alone."""
    with open_plan(tmp_path / "plan.roadshow") as opened:
        yield opened
