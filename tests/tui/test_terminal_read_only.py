"""A screen for reading only, as at the door: it shows all, and refuses every change in one sentence."""

import asyncio

import pytest
from screens import example, press, seen, settled, told

from roadshow.api import Person, Query, Settings, Stop, touring
from roadshow.domain.errors import ReadOnlyError
from roadshow.office.live import Office
from roadshow.settings.layers import COMMAND_LINE, Layer
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT
from roadshow.tui.app import RoadshowApp
from roadshow.tui.behind.desk import Desk
from roadshow.tui.places import Place

LOCKED = Settings((Layer(COMMAND_LINE, {"read_only": True}),))


def opened(path):
    store = SqliteStore(path, read_only=True)
    return Office(store, LOCKED, author=lambda: "tester", clock=lambda: MOMENT)


def content(path):
    with SqliteStore(path) as store:
        return store.last_number(), store.count(Query(Person)), tuple(store.each(Query(Stop, limit=None)))


def look(path, story, area="programme"):
    """Open a screen for reading only; nothing may be changed when it is left."""
    before = content(path)

    async def run():
        desk = Desk(lambda: opened(path), path.stem)
        try:
            app = RoadshowApp.opened(desk, Place(area))
            async with app.run_test(size=(100, 30), notifications=True) as pilot:
                await settled(pilot)
                await story(pilot, app)
        finally:
            desk.close()

    asyncio.run(run())
    assert content(path) == before


def test_every_way_to_write_is_shut(tmp_path):
    path = example(tmp_path)
    with opened(path) as office:
        stop = office.store.window(Query(Stop)).rows[0]
        with pytest.raises(ReadOnlyError) as refused:
            office.do(touring.amend(office.pen(), stop, title="Other"))
        for write in (office.undo, lambda: office.store.erase(office.pen().change("x", ()))):
            with pytest.raises(ReadOnlyError):
                write()
        with office.store.again() as other, pytest.raises(ReadOnlyError):
            other.commit(office.pen().change("x", ()))
    assert refused.value.message.endswith(".")
    assert refused.value.exit_code == 4


def test_the_heading_says_it(tmp_path):
    async def story(_pilot, app):
        assert "(read only)" in seen(app)

    look(example(tmp_path), story)


def test_a_cell_keeps_its_text_and_undo_is_refused(tmp_path):
    async def story(pilot, app):
        await press(pilot, "f2", *"Zwaluw", "enter")
        assert told(app).count("reading only") == 1
        await press(pilot, "escape", "down", "ctrl+z")
        app.clear_notifications()
        await app.run_action("undo")
        await settled(pilot)
        assert "reading only" in told(app)

    look(example(tmp_path), story, "people")


def test_settings_and_exports_are_refused_too(tmp_path):
    async def story(pilot, app):
        await app.run_action("area('settings')")
        await settled(pilot)
        app.screen.listing.rows.focus()
        await press(pilot, "down", "c")
        await press(pilot, *"Sara", "enter")
        assert "reading only" in told(app)
        app.clear_notifications()
        await app.run_action("area('make')")
        await settled(pilot)
        app.screen.action_make()
        await settled(pilot)
        assert "reading only" in told(app)

    look(example(tmp_path), story)
    assert not (tmp_path / "config" / "config.toml").exists()
