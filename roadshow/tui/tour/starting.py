"""Start of the tour: a copy of the example in a folder that goes when the tour ends, however it ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from roadshow.api import Office, create_workspace, load_example, open_office
from roadshow.tui.behind.desk import Desk
from roadshow.tui.keys import chosen
from roadshow.tui.places import Place
from roadshow.tui.remembering import last_theme

NAME = "tour"
DAY = datetime(2027, 3, 19, 15, 0, tzinfo=UTC)
"""The moment at which the example stands as it is written (config/example/rotterdam.toml), so that nothing is late."""


def open_tour() -> None:
    """Open the tour, and stay until the user leaves. Raises RoadshowError for a file of keys that cannot be read."""
    from roadshow.tui.tour.app import TourApp  # noqa: PLC0415  only who takes the tour pays for it

    gc.disable()
    keymap = chosen()
    with copied() as path:
        desk = Desk(lambda: _office(path), NAME, unasked=True)
        try:
            TourApp.opened(desk, Place("programme"), theme=last_theme(), keymap=keymap).stay()
        finally:
            desk.close()


@contextmanager
def copied() -> Iterator[Path]:
    """Give a workspace with the example in a new folder; both are gone afterwards."""
    with TemporaryDirectory(prefix="roadshow-tour-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{NAME}.roadshow"
        create_workspace(path)
        with _office(path) as office:
            load_example(office)
        yield path


def _office(path: Path) -> Office:
    return open_office(path, given={"read_only": False}, clock=lambda: DAY)
