"""An empty workspace: each way to begin really begins there, by its key and by the mouse."""

from datetime import date

import pytest
from screens import play, press, seen, settled, told, until

from roadshow.api import Person, Query, Roadshow, Stop, Venue, create_workspace, kits
from roadshow.tui.screens.files import FileChoice
from roadshow.tui.screens.form import Form
from roadshow.tui.screens.intake import IntakeScreen

SIZES = ((60, 20), (80, 24), (160, 45))


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "leeg.roadshow"
    create_workspace(path)
    return path


def count(app, kind):
    return app._desk.office.store.count(Query(kind))


@pytest.mark.parametrize("size", SIZES)
def test_all_ways_to_begin_are_on_the_screen(workspace, size):
    async def story(pilot, app):
        for words in (
            "Look at the example",
            "Begin from a template",
            "Begin with a name",
            "Take people in from a file",
        ):
            assert words in seen(app), words

    play(workspace, story, "welcome", size)


def test_a_template_asks_only_names_days_and_places_and_one_undo_takes_it_back(workspace):
    async def story(pilot, app):
        await press(pilot, "t")
        picture = seen(app)
        assert "Wijkbijeenkomst" in picture
        await press(pilot, str(list(kits()).index("wijkbijeenkomst") + 1))
        assert isinstance(app.screen, Form)
        await press(pilot, *"!", "enter", "enter", "enter")
        assert "Say when it begins" in seen(app)
        await press(pilot, "up", *"14-4-2027", "enter", *"De Branding", "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "programme")
        [stop] = app._desk.office.store.each(Query(Stop))
        assert stop.start.date() == date(2027, 4, 14)
        assert count(app, Venue) == 1
        assert "u undoes" in told(app)
        await press(pilot, "u")
        assert (count(app, Stop), count(app, Roadshow), count(app, Venue)) == (0, 0, 0)

    play(workspace, story, "welcome")


def test_later_days_follow_the_first_unless_they_are_typed(workspace):
    async def story(pilot, app):
        await press(pilot, "f4", str(list(kits()).index("casusbespreking") + 1))
        await press(pilot, "down", *"12-1-2027", "down", "down", *"1-3-2027", "ctrl+s")
        await until(pilot, lambda: count(app, Stop) > 0)
        days = [stop.start.date() for stop in app._desk.office.store.each(Query(Stop, order=("start",)))]
        assert days[0] == date(2027, 1, 12)
        assert date(2027, 3, 1) in days
        assert len(days) > 2

    play(workspace, story, "welcome")


def test_ways_work_by_a_click(workspace, tmp_path, monkeypatch):
    (tmp_path / "lijst.csv").write_text("Naam;E-mail\nJan de Vries;jan@example.org\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        lines = seen(app).splitlines()
        y, x = next((y, line.index("Take people in")) for y, line in enumerate(lines) if "Take people in" in line)
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: isinstance(app.screen, FileChoice) and "lijst.csv" in seen(app))
        y, x = next(
            (y, line.index("lijst.csv")) for y, line in enumerate(seen(app).splitlines()) if "lijst.csv" in line
        )
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen._looked is not None)
        await press(pilot, "a")
        await until(pilot, lambda: count(app, Person) == 1 and app.screen.NAME == "people")

    play(workspace, story, "welcome")


def test_the_example_is_loaded_and_shown(workspace):
    async def story(pilot, app):
        lines = seen(app).splitlines()
        y, x = next((y, line.index("Look at")) for y, line in enumerate(lines) if "Look at the example" in line)
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: app.screen.NAME == "programme")
        assert count(app, Stop) > 3

    play(workspace, story, "welcome")


def test_a_name_begins_a_roadshow(workspace):
    async def story(pilot, app):
        await press(pilot, "n", *"Ronde", "enter")
        await settled(pilot)
        assert count(app, Roadshow) == 1
        assert app.screen.NAME == "programme"

    play(workspace, story, "welcome")
