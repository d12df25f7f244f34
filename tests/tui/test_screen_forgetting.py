"""What no undo brings back: shown before it goes, left alone unless it is chosen, and then in no byte of the file."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from screens import opener, play, press, seen, settled, until

from roadshow.api import (
    Edit,
    Invitation,
    Panel,
    Person,
    Query,
    Roadshow,
    Stop,
    Task,
    Weight,
    addressing,
    create_workspace,
    hookimpl,
    inviting,
    new_id,
    touring,
)
from roadshow.testing import MOMENT
from roadshow.tui.screens.forgetting import ForEver
from roadshow.tui.screens.reader import Reader


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "mensen.roadshow"
    create_workspace(path)
    with opener(path)() as office:
        office.do(touring.add_roadshow(office.pen(), "Ronde"))
        show = next(iter(office.store.each(Query(Roadshow))))
        start = (MOMENT - timedelta(days=500)).replace(tzinfo=None)
        office.do(touring.add_stop(office.pen(), show, "Lang geleden", start, start + timedelta(hours=2)))
        office.do(addressing.add_person(office.pen(), given="Quirijn", surname="Zonderling", notes="Xanthippe"))
        office.do(addressing.add_person(office.pen(), given="Bea", surname="Bos"))
        [stop] = office.store.each(Query(Stop))
        people = list(office.store.each(Query(Person)))
        office.do(inviting.invite(office.pen(), stop, people, on_list=lambda _id: False))
    return path


def people(app):
    return [person.given for person in app._desk.office.store.each(Query(Person))]


async def found(pilot, app, name):
    app.screen.listing.text = name
    await until(pilot, lambda: len(app.screen.listing.rows.pages) == 1)
    app.screen.listing.rows.focus()
    await settled(pilot)


def test_what_goes_is_shown_and_leaving_is_what_stands_first(workspace):
    async def story(pilot, app):
        await found(pilot, app, "Zonderling")
        await press(pilot, "F")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        picture = seen(app)
        for text in ("Forget Quirijn Zonderling?", "1 place on a guest list", "how many were invited", "No undo"):
            assert text in picture, text
        await press(pilot, "enter")
        assert people(app) == ["Bea", "Quirijn"]
        await press(pilot, "F")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        await press(pilot, "escape")
        assert len(people(app)) == 2

    play(workspace, story, "people")


def test_somebody_forgotten_on_the_screen_is_in_no_byte_of_the_workspace(workspace):
    async def story(pilot, app):
        await found(pilot, app, "Zonderling")
        await press(pilot, "F")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        y, x = next((y, line.index("Erase")) for y, line in enumerate(seen(app).splitlines()) if "Erase" in line)
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: people(app) == ["Bea"])
        await settled(pilot)
        assert app.screen.listing.text == ""
        app.clear_notifications()
        await settled(pilot)
        assert "Zonderling" not in seen(app)

    play(workspace, story, "people")
    for file in workspace.parent.glob("mensen.roadshow*"):
        for text in (b"Zonderling", b"zonderling", b"Xanthippe", b"Quirijn"):
            assert text not in file.read_bytes(), (file.name, text)


def test_everything_that_is_kept_is_a_page_to_read(workspace):
    async def story(pilot, app):
        await found(pilot, app, "Zonderling")
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, Reader))
        picture = seen(app)
        for text in ("Everything that is kept of Quirijn", "Xanthippe", "On the guest list of lang-geleden"):
            assert text in picture, text
        await press(pilot, "escape")
        assert app.screen.NAME == "people"

    play(workspace, story, "people", (120, 50))


def test_below_it_stands_what_plugins_say_of_somebody(workspace):
    """A plugin was asked about people and its answer was shown nowhere."""

    def panels(about):
        return [Panel("Coffee", (("cups", "[b]3[/b]"), f"\x1b[31mfor {about.given}"), Weight.HINT)] if about else []

    async def story(pilot, app):
        await found(pilot, app, "Zonderling")
        await press(pilot, "o")
        await until(pilot, lambda: "Coffee" in seen(app))
        picture = seen(app)
        for text in ("i Coffee  (brew)", "cups  [b]3[/b]", "for Quirijn"):
            assert text in picture, text
        assert "\x1b" not in picture

    play(workspace, story, "people", (120, 50), plugins={"brew": SimpleNamespace(panels=hookimpl(panels))})


def test_what_was_kept_long_enough_is_shown_and_goes_when_that_is_chosen(workspace):
    async def story(pilot, app):
        await press(pilot, "R")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        assert "invitations and answers" in seen(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: app._desk.office.store.count(Query(Invitation)) == 0)
        await settled(pilot)
        await press(pilot, "R")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        assert "Nothing has been kept too long" in seen(app)
        await press(pilot, "enter")
        assert len(people(app)) == 2

    play(workspace, story, "people")


def test_the_name_goes_from_texts_of_others_in_the_same_stroke(workspace):
    with opener(workspace)() as office:
        roadshow = Roadshow(id=new_id(), slug="r", name="R")
        task = Task(id=new_id(), roadshow_id=roadshow.id, title="Bellen", owner="Quirijn Zonderling")
        office.do(office.pen().change("t", [Edit(None, roadshow), Edit(None, task)]))

    async def story(pilot, app):
        await found(pilot, app, "Zonderling")
        await press(pilot, "F")
        await until(pilot, lambda: isinstance(app.screen, ForEver))
        lines = seen(app).splitlines()
        y, x = next((y, line.index("The same")) for y, line in enumerate(lines) if "The same" in line)
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: people(app) == ["Bea"])

    play(workspace, story, "people")
    assert b"Zonderling" not in workspace.read_bytes()
