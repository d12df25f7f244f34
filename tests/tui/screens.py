"""The program on a screen that is not there: Pilot on the example or on the small plan."""

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from roadshow.api import Office, Settings, create_workspace, load_example
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT
from roadshow.tui.app import RoadshowApp
from roadshow.tui.behind.desk import Desk
from roadshow.tui.places import Place

LIMIT = 240.0
"""Seconds after which a story has come to a halt, which it must say rather than wait for ever."""
Story = Callable[[Pilot[Any], RoadshowApp], Coroutine[Any, Any, None]]


def opener(path: Path, plugins: dict[str, Any] | None = None) -> Callable[[], Office]:
    """Open this workspace with a clock that stands still, and with these plugins beside the installed ones."""
    return lambda: Office(
        SqliteStore(path), Settings(), author=lambda: "tester", clock=lambda: MOMENT, extra_plugins=plugins
    )


@cache
def _example() -> Path:
    path = Path(mkdtemp()) / "rotterdam.roadshow"
    create_workspace(path)
    with opener(path)() as office:
        load_example(office)
    return path


def example(folder: Path) -> Path:
    """Copy the example workspace, made once for all tests of this process."""
    path = folder / "rotterdam.roadshow"
    shutil.copy(_example(), path)
    return path


def play(
    path: Path,
    story: Story,
    area: str = "programme",
    size: tuple[int, int] = (80, 24),
    kind: type[RoadshowApp] = RoadshowApp,
    plugins: dict[str, Any] | None = None,
    **named: Any,
) -> None:
    """Open a workspace on an area, let the story press keys and look, and close everything."""

    async def run() -> None:
        desk = Desk(opener(path, plugins), path.stem)
        try:
            app = kind.opened(desk, Place(area), **named)
            async with app.run_test(size=size, notifications=True) as pilot:
                async with asyncio.timeout(LIMIT):
                    await settled(pilot)
                    await story(pilot, app)
        finally:
            desk.close()

    asyncio.run(run())


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until no key waits, and no worker and no question is under way."""
    await pilot.pause()
    await handed_on(pilot)
    with suppress(WorkerCancelled):  # a newer question took the place of one that was waited for
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def handed_on(pilot: Pilot[Any]) -> None:
    """Wait until every key that waited for the screen has gone where it belongs."""
    for _turn in range(100_000):
        if getattr(pilot.app, "_ahead", None) is None or not pilot.app._ahead.waiting:
            return
        await asyncio.sleep(0)
    raise AssertionError("a key still waits")


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until all that follows is shown."""
    await pilot.press(*keys)
    await settled(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait for something that a timer brings, such as the answer to a filter."""
    for _turn in range(200):
        await settled(pilot)
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


def seen(app: RoadshowApp) -> str:
    """Return the screen as text, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip() for strip in strips)


def told(app: RoadshowApp) -> str:
    """Return all notes that are shown."""
    return "\n".join(str(note.message) for note in app._notifications)
