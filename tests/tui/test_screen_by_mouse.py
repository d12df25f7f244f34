"""What is opened with the mouse is also taken and left with the mouse; who cannot press Enter or Esc is never stuck."""

from pathlib import Path

import pytest
from screens import example, opener, play, seen, settled, until

from roadshow.api import Person, Query, Roadshow, Stop, addressing, create_workspace
from roadshow.tui.behind.desk import Desk
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.form import Form
from roadshow.tui.screens.goto import GoTo
from roadshow.tui.screens.help import Help
from roadshow.tui.starting import first_place
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.rows import Rows

SIZES = ((60, 20), (80, 24), (160, 45))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "leeg.roadshow"
    create_workspace(path)
    return path


async def click(pilot, app, words, *, times=1):
    """Click where these words stand, the lowest of them."""
    lines = seen(app).splitlines()
    y = max(at for at, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[y].index(words) + 1, y), times=times)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
def test_a_question_is_answered_and_left_by_mouse(workspace, size):
    async def story(pilot, app):
        await click(pilot, app, "Begin with a name")
        assert isinstance(app.screen, Ask)
        await click(pilot, app, "esc leave")
        assert isinstance(app.screen, AreaScreen)
        await click(pilot, app, "Begin with a name")
        await pilot.press(*"Buurtronde")
        await click(pilot, app, "enter save")
        [made] = app._desk.office.store.each(Query(Roadshow))
        assert made.name == "Buurtronde"

    play(workspace, story, "welcome", size)


@pytest.mark.parametrize("size", SIZES)
def test_a_form_is_saved_and_left_by_mouse(workspace, size):
    async def story(pilot, app):
        for leave in (True, False):
            await click(pilot, app, "Begin from a template")
            await click(pilot, app, "Wijkbijeenkomst")
            assert isinstance(app.screen, Form)
            if leave:
                await click(pilot, app, "as it was")
                assert isinstance(app.screen, AreaScreen)
        await click(pilot, app, "14-4")
        await pilot.press(*"14-4-2027")
        await click(pilot, app, "^s save")
        assert app._desk.office.store.count(Query(Stop)) == 1

    play(workspace, story, "welcome", size)


def test_an_empty_programme_is_begun_by_mouse(workspace):
    async def story(pilot, app):
        for button in (1, 3):
            line = next(at for at, text in enumerate(seen(app).splitlines()) if "No stop yet" in text)
            await pilot.click(offset=(10, line), button=button)
            await settled(pilot)
            await click(pilot, app, "from a template")
            await click(pilot, app, "Wijkbijeenkomst")
            assert isinstance(app.screen, Form), button
            await click(pilot, app, "as it was")
        await pilot.press("a", "t", "enter", "escape", "2")
        assert app.journey.stop_id == ""

    play(workspace, story)


def test_who_took_people_in_and_comes_back_sees_them(workspace):
    with opener(workspace)() as office:
        office.do(addressing.add_person(office.pen(), given="Sara de Wit"))
    desk = Desk(opener(workspace), "leeg")
    try:
        assert first_place(desk, workspace).area == "people"
    finally:
        desk.close()


def test_a_click_in_the_head_of_the_marks_marks_all_rows_and_none(tmp_path):
    async def story(pilot, app):
        people = app.screen.query_one(Rows)
        order = people.order
        for count in (app._desk.office.store.count(Query(Person)), 0):
            await pilot.click(people, offset=(0, 0))
            await settled(pilot)
            assert people.marks.count == count
            assert people.order == order

    play(example(tmp_path), story, "people")


@pytest.mark.parametrize(("key", "kind"), [("question_mark", Help), ("colon", GoTo)])
def test_a_click_beside_the_help_and_the_go_to_line_leaves_them(tmp_path, key, kind):
    async def story(pilot, app):
        await pilot.press(key)
        assert isinstance(app.screen, kind)
        await pilot.click(offset=(40, 0))
        await settled(pilot)
        assert isinstance(app.screen, AreaScreen)

    play(example(tmp_path), story)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("times", [1, 2])
def test_a_click_on_preview_shows_and_never_makes_what_stands_below_it(tmp_path, monkeypatch, size, times):
    monkeypatch.chdir(tmp_path)
    left = set(tmp_path.iterdir()) | {example(tmp_path)}

    async def story(pilot, app):
        app.screen.query_one("#exports", Blocks).go("mailmerge")
        form = app.screen.query_one("#form", Blocks)
        form.focus()
        form.go("preview")
        await settled(pilot)
        await click(pilot, app, "▷ Preview", times=times)
        await until(pilot, lambda: "Nobody gets the letter" in seen(app))

    play(tmp_path / "rotterdam.roadshow", story, "make", size)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {path for path in left if path.is_dir()}


def test_a_click_meets_the_block_it_is_on_below_a_line_of_its_own(tmp_path):
    """A list with a line above it is one lower than it begins: every click was one too low."""

    async def story(pilot, app):
        form = app.screen.query_one("#form", Blocks)
        for words, key in (("▶ Make", "make"), ("folder", "folder")):
            lines = seen(app).splitlines()
            y = max(at for at, line in enumerate(lines) if words in line)
            hit = [found for found in form.jump_targets() if found.y == y]
            await pilot.click(offset=(4, y), button=3)
            await settled(pilot)
            assert form.key == key
            assert len(hit) == 1
            await pilot.press("escape")
            await settled(pilot)

    play(example(tmp_path), story, "make", (160, 45))
