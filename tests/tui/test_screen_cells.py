"""Cells edited one after another: Tab saves and goes on, Shift+Tab goes back, and Esc gives back what stood there."""

from screens import example, play, press, told

from roadshow.api import Person
from roadshow.tui.widgets.listing import Listing


def begun(app, column):
    listing = app.screen.query_one(Listing)
    listing.rows.show_column(column)
    return listing


def saved(app, key):
    return app._desk.office.store.rows(Person, [key])[0]


def test_tab_saves_a_cell_and_goes_on_to_the_next_one_until_the_last(tmp_path):
    async def story(pilot, app):
        listing = begun(app, "organisation")
        key = listing.rows.key
        await press(pilot, "e")
        listing.field.value = "De Brug"
        await press(pilot, "tab")
        assert listing.field.opened
        assert listing.field.has_focus
        assert listing.rows.slot.column.name == "email"
        listing.field.value = "een@example.org"
        await press(pilot, "tab")
        assert listing.field.opened
        assert listing.rows.slot.column.name == "phone"
        await press(pilot, "shift+tab")
        assert listing.rows.slot.column.name == "email"
        assert listing.field.value == "een@example.org"
        await press(pilot, "escape")
        assert not listing.field.opened
        person = saved(app, key)
        assert (person.organisation, person.email) == ("De Brug", "een@example.org")

    play(example(tmp_path), story, "people", (120, 30))


def test_down_saves_a_cell_and_edits_the_one_below(tmp_path):
    async def story(pilot, app):
        listing = begun(app, "organisation")
        first = listing.rows.key
        await press(pilot, "e")
        listing.field.value = "Boven"
        await press(pilot, "down")
        assert listing.field.opened
        assert listing.rows.cursor == 1
        second = listing.rows.key
        listing.field.value = "Onder"
        await press(pilot, "enter")
        assert (saved(app, first).organisation, saved(app, second).organisation) == ("Boven", "Onder")
        assert "u undoes" in told(app)

    play(example(tmp_path), story, "people")


def test_a_refused_cell_keeps_the_field_where_tab_would_go_on(tmp_path):
    async def story(pilot, app):
        listing = begun(app, "email")
        await press(pilot, "e")
        listing.field.value = "geen adres"
        await press(pilot, "tab")
        assert listing.field.opened
        assert listing.field.value == "geen adres"
        assert listing.rows.slot.column.name == "email"

    play(example(tmp_path), story, "people", (120, 30))


def test_tab_behind_the_last_cell_saves_and_ends(tmp_path):
    async def story(pilot, app):
        listing = app.screen.query_one(Listing)
        last = [slot.column.name for slot in listing.rows.slots if slot.column.field][-1]
        begun(app, last)
        key = listing.rows.key
        await press(pilot, "e")
        listing.field.value = "Laatste"
        await press(pilot, "tab")
        assert not listing.field.opened
        assert not listing.field.has_class("-open")
        assert listing.rows.has_focus
        assert getattr(saved(app, key), last) == "Laatste"

    play(example(tmp_path), story, "people")
