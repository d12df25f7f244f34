"""Who never sees a command line adds a stop, moves it, and says who organises: each is one change that undo takes back."""

from datetime import datetime

import pytest
from screens import example, opener, play, press, seen, told

from roadshow.api import Query, Roadshow, Session, Stop, Venue, create_workspace, touring
from roadshow.tui.screens.form import Form


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "leeg.roadshow"
    create_workspace(path)
    with opener(path)() as office:
        office.do(touring.add_roadshow(office.pen(), "Buurtronde"))
    return path


def each(app, kind, **where):
    return list(app._desk.office.store.each(Query(kind, limit=None).where(**where)))


async def fill(pilot, *lines):
    """Type line after line; None leaves one as it is."""
    for line in lines:
        if line is not None:
            pilot.app.focused.value = line
        await press(pilot, "enter")


def test_without_a_stop_the_programme_says_how_to_add_one(workspace):
    async def story(pilot, app):
        assert "No stop yet: n adds one" in seen(app)

    play(workspace, story)


def test_a_stop_is_added_with_a_venue_that_was_not_known(workspace):
    async def story(pilot, app):
        await press(pilot, "n")
        await fill(
            pilot,
            "Samen in Crooswijk",
            "14-4-2027 13:30-16:00",
            "De Branding",
            "Crooswijk",
            "40",
            "Ria",
            "wijk=10, school",
        )
        assert "“school” does not say how many places a group has." in seen(app)
        await fill(pilot, *[None] * 6, "wijk=10, tag:school=5")
        [stop], [venue] = each(app, Stop), each(app, Venue)
        assert (stop.title, stop.slug, stop.capacity, stop.venue_id) == (
            "Samen in Crooswijk",
            "crooswijk",
            40,
            venue.id,
        )
        assert (stop.start, stop.end) == (datetime(2027, 4, 14, 13, 30), datetime(2027, 4, 14, 16))
        assert venue.name == "De Branding"
        assert stop.per_group == ("wijk=10", "tag:school=5")
        await press(pilot, "u")
        assert not each(app, Stop)
        assert not each(app, Venue)

    play(workspace, story)


def test_what_cannot_be_read_is_said_and_stays_typed(workspace):
    async def story(pilot, app):
        await press(pilot, "n")
        await fill(pilot, "Samen", "someday", None, None, "many", None, None)
        assert isinstance(app.screen, Form)
        assert app.screen.query_one("#when").value == "someday"
        assert "someday" in seen(app)
        assert not each(app, Stop)

    play(workspace, story)


def test_a_stop_moves_with_its_agenda(tmp_path):
    async def story(pilot, app):
        stop = app._desk.office.store.get(Stop, app.screen.stop_id)
        before = {one.id: one.start for one in each(app, Session, stop_id=stop.id)}
        day = stop.start.date().replace(day=stop.start.day + 1)
        await press(pilot, "c")
        await fill(
            pilot, "Anders", f"{day:%d-%m-%Y} {stop.start:%H:%M}-{stop.end:%H:%M}", None, None, "33", "Ria", None
        )
        now = app._desk.office.store.get(Stop, stop.id)
        assert (now.title, now.start.date(), now.capacity, now.contact) == ("Anders", day, 33, "Ria")
        assert now.venue_id == stop.venue_id
        assert before
        assert all(one.start.day == before[one.id].day + 1 for one in each(app, Session, stop_id=stop.id))
        await press(pilot, "u")
        assert app._desk.office.store.get(Stop, stop.id) == stop
        assert {one.id: one.start for one in each(app, Session, stop_id=stop.id)} == before

    play(example(tmp_path), story)


def test_a_form_that_nothing_was_changed_in_changes_nothing(tmp_path):
    async def story(pilot, app):
        stop = app._desk.office.store.get(Stop, app.screen.stop_id)
        await press(pilot, "c", "ctrl+s")
        assert "Nothing changed." in told(app)
        assert app._desk.office.store.get(Stop, stop.id) == stop

    play(example(tmp_path), story)


def test_who_organises_is_said_on_the_screen(workspace):
    async def story(pilot, app):
        await press(pilot, "o")
        await fill(pilot, None, "Buurtnetwerk", "geen adres")
        assert isinstance(app.screen, Form)
        app.focused.value = "organisatie@example.org"
        await press(pilot, "enter")
        [roadshow] = each(app, Roadshow)
        assert (roadshow.organiser_name, roadshow.organiser_email) == ("Buurtnetwerk", "organisatie@example.org")

    play(workspace, story)


@pytest.mark.parametrize(("gap", "line"), [("organiser-missing", "#organiser_email"), ("no-contact", "#contact")])
def test_a_gap_leads_to_the_line_that_mends_it(tmp_path, gap, line):
    async def story(pilot, app):
        app.screen._mend(gap)
        await press(pilot)
        assert isinstance(app.screen, Form)
        assert app.screen.query_one(line)

    play(example(tmp_path), story)
