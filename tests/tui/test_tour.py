"""The guided tour: walked to its end by keys, left by the mouse, and nothing of it stays behind."""

import asyncio
from pathlib import Path

import pytest
from screens import opener, press, seen, settled, until

from roadshow.api import Query, Roadshow, create_workspace, speak
from roadshow.tui.app import TOURING, RoadshowApp
from roadshow.tui.behind.desk import Desk
from roadshow.tui.keys import shipped
from roadshow.tui.places import Place
from roadshow.tui.presentation.tour import sentence, wrapped
from roadshow.tui.tour.app import TourApp
from roadshow.tui.tour.starting import copied
from roadshow.tui.tour.steps import STEPS
from roadshow.tui.widgets.band import Band

BY_KEYS = (
    ("down",),
    ("4",),
    ("n", *"10m Coffee", "enter"),
    ("m", "down", "enter"),
    ("u",),
    ("2",),
    ("slash", *"an", "enter"),
    ("a", "w"),
    ("question_mark",),
    ("escape", "9"),
    ("6",),
)
"""What the words of each step say, in order."""


def walk(path, story, size=(80, 24), **named):
    """Take the tour on a workspace, by a story."""

    async def run():
        desk = Desk(opener(path), "tour")
        try:
            app = TourApp.opened(desk, Place("programme"), **named)
            async with app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                await story(pilot, app)
        finally:
            desk.close()

    asyncio.run(run())


def band(app):
    """Return what the band of the area says."""
    return app.screen_stack[0].query_one(Band).text


def begun(app, number):
    """Say whether a step stands in the band."""
    return f"/{len(STEPS)}: " in band(app) and band(app).split("/")[0].endswith(f" {number}")


async def ended(pilot, app):
    """Wait until the app has been told to end."""
    for _turn in range(200):
        if app._exit:
            return
        await pilot.pause(0.02)
    raise AssertionError("it goes on")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_tour_is_walked_by_the_keys_it_names(language):
    speak(language)

    async def story(pilot, app):
        for number, keys in enumerate(BY_KEYS, 1):
            await until(pilot, lambda number=number: begun(app, number))
            lines = seen(app).splitlines()
            assert len(lines) == 24
            await press(pilot, *keys)
            await until(pilot, lambda number=number: begun(app, number + 1))
            assert band(app).startswith("✓ ")
        assert begun(app, len(STEPS))
        assert "^n" not in seen(app).splitlines()[2]

    with copied() as path:
        walk(path, story)
    assert not path.parent.exists()


def test_every_step_has_keys_in_this_test_and_acts_that_there_are():
    assert len(BY_KEYS) == len(STEPS) - 1
    for step in STEPS:
        assert set(step.keys.values()) <= set(shipped())
        assert "".join(cell.text for cell in sentence(step.text, dict.fromkeys(step.keys, "x")))


def test_a_key_alone_does_not_do_a_step():
    async def story(pilot, app):
        await until(pilot, lambda: begun(app, 1))
        for _step in range(2):
            await press(pilot, "ctrl+n")
        await press(pilot, "4")
        assert begun(app, 3)
        await press(pilot, "n", *"10m Coffee", "escape")
        app.look_at_step()
        assert begun(app, 3)
        await press(pilot, "3")
        app.look_at_step()
        assert begun(app, 3)

    with copied() as path:
        walk(path, story)


def test_steps_are_skipped_and_the_tour_is_left_by_the_mouse():
    async def story(pilot, app):
        await until(pilot, lambda: begun(app, 1))
        for number in range(2, len(STEPS) + 1):
            await pilot.click(offset=(seen(app).splitlines()[2].index("^n") + 1, 2))
            await settled(pilot)
            assert begun(app, number)
            assert not band(app).startswith("✓")
        await pilot.click(offset=(seen(app).splitlines()[2].index("^q") + 1, 2))
        await ended(pilot, app)

    with copied() as path:
        walk(path, story)


def test_own_keys_stand_in_the_band():
    async def story(pilot, app):
        await press(pilot, "f8")
        assert begun(app, 2)
        assert "F5 opens the agenda" in band(app)

    with copied() as path:
        walk(path, story, keymap={"area.agenda": "f5", "tour.skip": "f8"})


def test_the_copy_goes_also_when_the_tour_ends_in_an_error():
    kept = []

    def broken():
        with copied() as path:
            kept.append(path)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert not kept[0].parent.exists()


@pytest.mark.parametrize("way", ["f6", "click"])
def test_the_tour_is_asked_for_from_the_welcome_and_leaves_ones_own_workspace_alone(way, tmp_path: Path):
    path = tmp_path / "own.roadshow"
    create_workspace(path)
    left = []

    async def run():
        desk = Desk(opener(path), "own")
        try:
            app = RoadshowApp.opened(desk, Place("welcome"))
            async with app.run_test(size=(80, 24)) as pilot:
                await settled(pilot)
                if way == "click":
                    place = next(y for y, line in enumerate(seen(app).splitlines()) if "F6" in line)
                    await pilot.click(offset=(20, place))
                else:
                    await pilot.press(way)
                await ended(pilot, app)
            left.append((app.return_code, app.return_value))
            assert desk.office.store.count(Query(Roadshow)) == 0
        finally:
            desk.close()

    asyncio.run(run())
    assert left == [(TOURING, Place("welcome"))]


def test_a_sentence_is_broken_between_words_and_keys_stand_out():
    cells = sentence("Press {key}, or click on it.", {"key": "^n"})
    assert [cell.text for cell in cells if cell.tone] == ["^n"]
    lines = ["".join(cell.text for cell in line) for line in wrapped(cells, 12)]
    assert lines == ["Press ^n, or", "click on it."]
