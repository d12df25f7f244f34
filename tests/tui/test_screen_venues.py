"""The venues on the screen: facts edited in place, rooms, closed periods, the time line and the map."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pictures import pictured
from screens import example, play, press, seen, settled, told, until

from roadshow.api import Booking, BookingState, Query, Room, Venue, find_stop
from roadshow.tui.presentation import map as mapped
from roadshow.tui.widgets.listing import Listing

DEGREES = st.tuples(st.floats(50.0, 54.0), st.floats(3.0, 8.0))


def listing(app):
    return app.screen.query_one(Listing)


def here(app):
    row = listing(app).rows.row
    return app._desk.office.store.get(Venue, row.venue.id)


async def type_line(pilot, app, text):
    app.screen.query_one("#line").value = text
    await press(pilot, "enter")


async def choose(pilot, app, begins):
    pane = app.screen.query_one("#pane")
    if not pane.has_focus:
        await press(pilot, "tab")
    pane.go(next(key for key in pane.keys if key.startswith(begins)))
    await press(pilot, "enter")


def test_every_fact_of_a_venue_is_there_and_changed_by_enter(tmp_path):
    async def story(pilot, app):
        await choose(pilot, app, "field:phone")
        await type_line(pilot, app, "010-1234567")
        assert here(app).phone == "010-1234567"
        assert "u undoes" in told(app)
        await choose(pilot, app, "field:lift")
        await press(pilot, "n")
        assert here(app).lift is False
        await choose(pilot, app, "field:opening_hours")
        await type_line(pilot, app, "altijd")
        assert app.screen.query_one("#line").value == "altijd"
        await type_line(pilot, app, "ma-vr 9:00-22:00")
        assert len(here(app).opening_hours) == 5
        await choose(pilot, app, "field:cost")
        await type_line(pilot, app, "120,50")
        assert str(here(app).cost) == "120.50"
        await press(pilot, "u")
        assert str(here(app).cost) != "120.50"

    play(example(tmp_path), story, "venues")


def test_a_cell_of_the_list_is_edited_in_place(tmp_path):
    async def story(pilot, app):
        listing(app).rows.show_column("contact")
        await press(pilot, "e")
        listing(app).field.value = "Wim de Wit"
        await press(pilot, "enter")
        assert here(app).contact == "Wim de Wit"

    play(example(tmp_path), story, "venues")


def test_rooms_are_added_changed_and_removed_where_nothing_is_in_them(tmp_path):
    async def story(pilot, app):
        store = app._desk.office.store
        await press(pilot, "r")
        await type_line(pilot, app, "Serre, 25")
        room = next(store.each(Query(Room, order=("-n",), limit=1)))
        assert (room.name, room.capacity, room.venue_id) == ("Serre", 25, here(app).id)
        await press(pilot, "r")
        await type_line(pilot, app, "serre, 30")
        assert app.screen.query_one("#line").value == "serre, 30"
        await press(pilot, "escape")
        await until(pilot, lambda: any("Serre" in str(row) for row in listing(app).rows.row.rooms))
        await choose(pilot, app, f"room:{room.id}")
        await type_line(pilot, app, "-")
        assert store.get(Room, room.id) is None

    play(example(tmp_path), story, "venues")


def test_a_closed_period_is_noted_shown_and_taken_back(tmp_path):
    async def story(pilot, app):
        before = len(here(app).closed_periods)
        await press(pilot, "c")
        await type_line(pilot, app, "24-12-2026..2-1-2027 kerst")
        assert here(app).closed_periods[0].last == date(2027, 1, 2)
        await until(pilot, lambda: len(listing(app).rows.row.venue.closed_periods) == before + 1)
        await choose(pilot, app, "closed:2026-12-24")
        await press(pilot, "x")
        assert len(here(app).closed_periods) == before

    play(example(tmp_path), story, "venues")


def test_a_closed_period_gets_other_days_and_another_reason(tmp_path):
    """A holiday that is moved by a day would have to be taken away and typed anew."""

    async def story(pilot, app):
        await press(pilot, "c")
        await type_line(pilot, app, "24-12-2026..2-1-2027 kerst")
        await until(pilot, lambda: listing(app).rows.row.venue.closed_periods)
        await choose(pilot, app, "closed:2026-12-24")
        await press(pilot, "c")
        assert app.screen.query_one("#line").value == "24-12-2026..02-01-2027 kerst"
        await type_line(pilot, app, "23-12-2026..3-1-2027 kerstvakantie")
        [period] = here(app).closed_periods
        assert (period.first, period.last, period.reason) == (date(2026, 12, 23), date(2027, 1, 3), "kerstvakantie")

    play(example(tmp_path), story, "venues")


def bookings(app, slug):
    office = app._desk.office
    return list(office.store.each(Query(Booking).where(stop_id=find_stop(office.store, slug).id)))


def test_a_venue_is_booked_held_made_firm_and_given_back(tmp_path):
    """The planner would have to leave the screen to note what was agreed on the telephone."""

    async def story(pilot, app):
        name, slug = here(app).name, "hillesluis"
        before = bookings(app, slug)
        await press(pilot, "b")
        assert f"Book {name} for" in seen(app)
        key = next(option.key for option in app.screen._options if "Hillesluis" in option.words)
        await press(pilot, key, "h")
        await type_line(pilot, app, "1-1-2020")
        assert "has gone by" in told(app)
        assert app.screen.query_one("#line").value == "1-1-2020"
        await type_line(pilot, app, "1-3-2027")
        [held] = [one for one in bookings(app, slug) if one not in before]
        assert (held.state, held.until, held.venue_id) == (BookingState.HOLD, date(2027, 3, 1), here(app).id)
        await until(pilot, lambda: any(one.id == held.id for one, _stop in listing(app).rows.row.bookings))
        await choose(pilot, app, f"stop:{held.stop_id}")
        await press(pilot, "f")
        assert app._desk.office.store.get(Booking, held.id).state is BookingState.FIRM
        await until(pilot, lambda: any(one.until is None for one, _stop in listing(app).rows.row.bookings))
        await choose(pilot, app, f"stop:{held.stop_id}")
        await press(pilot, "x")
        assert bookings(app, slug) == before
        await press(pilot, "u")
        assert len(bookings(app, slug)) == len(before) + 1

    play(example(tmp_path), story, "venues")


def test_all_bookings_stand_in_one_list_and_each_can_be_made_firm(tmp_path):
    """A stop whose venue nobody booked would not be seen before the day."""

    async def story(pilot, app):
        await press(pilot, "w")
        assert "? not booked" in seen(app)
        pane = app.screen.query_one("#pane")
        stop = find_stop(app._desk.office.store, "bospolder-tussendijken")
        await choose_shown(pilot, pane, f"booking:{stop.id}:{stop.venue_id}")
        assert "held until" in seen(app)
        await press(pilot, "f")
        [firm] = [one for one in bookings(app, stop.slug) if one.venue_id == stop.venue_id]
        assert firm.state is BookingState.FIRM

    play(example(tmp_path), story, "venues", (160, 45))


async def choose_shown(pilot, pane, key):
    pane.focus()
    pane.go(key)
    await press(pilot, "enter")


def test_a_venue_that_is_closed_on_the_day_is_said_when_it_is_booked(tmp_path):
    """A booking on a day on which nobody opens the door would look as good as any."""

    async def story(pilot, app):
        await press(pilot, "c")
        await type_line(pilot, app, "10-4-2027..20-4-2027 verbouwing")
        await until(pilot, lambda: listing(app).rows.row.venue.closed_periods)
        await press(pilot, "b")
        key = next(option.key for option in app.screen._options if "Hillesluis" in option.words)
        await press(pilot, key, "f")
        assert "is closed then" in told(app)
        assert "verbouwing" in told(app)

    play(example(tmp_path), story, "venues")


def test_a_venue_with_stops_stays_and_a_new_one_goes_and_comes_back(tmp_path):
    async def story(pilot, app):
        store = app._desk.office.store
        count = store.count(Query(Venue))
        await press(pilot, "down", "delete")
        assert store.count(Query(Venue)) == count
        assert "takes place" in told(app)
        await press(pilot, "n")
        await type_line(pilot, app, "Aaa")
        await until(pilot, lambda: len(listing(app).rows.pages) == count + 1)
        await press(pilot, "g", "delete")
        assert store.count(Query(Venue)) == count
        await press(pilot, "u")
        assert store.count(Query(Venue)) == count + 1

    play(example(tmp_path), story, "venues")


def test_w_shows_all_bookings_the_time_line_and_the_map(tmp_path):
    async def story(pilot, app):
        await press(pilot, "w")
        assert "● firm" in seen(app)
        assert "Tue 23 Mar 2027" in seen(app)
        await press(pilot, "w")
        assert "H hold ends" in seen(app)
        assert "Jan" in seen(app)
        await press(pilot, "w")
        assert "4 Tue 23 Mar Crooswijk" in seen(app)
        assert any(0x2800 < ord(sign) < 0x2900 for sign in seen(app))
        await press(pilot, "w")
        assert "postcode" in seen(app)

    play(example(tmp_path), story, "venues")


def test_mouse_opens_the_facts_and_changes_one(tmp_path):
    async def story(pilot, app):
        await pilot.click(listing(app).rows, offset=(6, 2), times=2)
        await settled(pilot)
        assert app.screen.query_one("#pane").has_focus
        await pilot.click("#pane", offset=(6, 1), times=2)  # under the line that stands above the facts
        await settled(pilot)
        await type_line(pilot, app, "Paviljoen")
        assert here(app).name == "Paviljoen"
        await until(pilot, lambda: len(listing(app).rows.pages) == 5)
        await pilot.click(listing(app).rows, offset=(6, 2), button=3)
        await settled(pilot)
        assert type(app.screen).__name__ == "Choice"

    play(example(tmp_path), story, "venues")


def test_pictures(tmp_path):
    async def on_map(pilot, app):
        await press(pilot, "w", "w", "w")

    pictured(example(tmp_path), "venues", "venues")

    async def on_bookings(pilot, app):
        await press(pilot, "w")

    pictured(example(tmp_path), "venues", "venues-map", on_map)
    pictured(example(tmp_path), "venues", "venues-bookings", on_bookings)


@given(st.lists(DEGREES, min_size=1, max_size=40), st.integers(3, 120), st.integers(2, 40))
def test_a_map_always_fits_and_shows_every_single_place(points, width, height):
    lines = mapped.drawn(points, width, height)
    assert len(lines) == height
    assert all(len(line) == width for line in lines)
    assert "1" in "".join(lines)


def test_north_is_up_and_east_is_right():
    lines = mapped.drawn([(52.0, 4.0), (52.2, 4.4)], 40, 12)
    first = next((y, line.index("1")) for y, line in enumerate(lines) if "1" in line)
    second = next((y, line.index("2")) for y, line in enumerate(lines) if "2" in line)
    assert first[0] > second[0]
    assert first[1] < second[1]
