"""The journal on the screen: changes in words, each value before and after, and the way back to any of them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pictures import pictured
from screens import example, opener, play, press, seen, told, until

from roadshow.api import Edit, Person, Query, Stop, addressing, find_stop, touring
from roadshow.tui.presentation import history
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.work.taking_back import standing, take_back_to


def listing(app):
    return app.screen.query_one(Listing)


def changed(path, count=3):
    """Give a workspace in which a stop got another title so many times."""
    with opener(path)() as office:
        for number in range(count):
            stop = find_stop(office.store, "crooswijk")
            office.do(touring.amend(office.pen(), stop, title=f"Titel {number}", district=f"Wijk {number}"))
    return path


def title(app):
    return find_stop(app._desk.office.store, "crooswijk").title


def test_the_newest_change_is_first_with_who_when_and_what(tmp_path):
    async def story(pilot, app):
        assert [listing(app).rows.pages.row(place).number for place in range(4)] == [4, 3, 2, 1]
        picture = seen(app)
        assert "tester" in picture
        assert "2026" in picture
        assert "title: Titel 1 → Titel 2" in picture
        assert "district: Wijk 1 → Wijk 2" in picture

    play(changed(example(tmp_path)), story, "history")


def test_a_change_in_full_opens_by_key_and_by_double_click(tmp_path):
    async def story(pilot, app):
        await press(pilot, "o")
        await until(pilot, lambda: type(app.screen).__name__ == "Reader")
        assert "title: Titel 1 → Titel 2" in seen(app)
        await press(pilot, "escape")
        await pilot.click(listing(app).rows, offset=(20, 2), times=2)
        await until(pilot, lambda: type(app.screen).__name__ == "Reader")
        assert "title: Titel 0 → Titel 1" in seen(app)

    play(changed(example(tmp_path)), story, "history")


def test_only_one_change_is_taken_back_where_it_still_can_be(tmp_path):
    async def story(pilot, app):
        await press(pilot, "b", "1")
        assert title(app) == "Titel 1"
        await until(pilot, lambda: "↶ by 5" in seen(app) and "taken back by 5" in seen(app))
        await press(pilot, "down", "down", "b", "1")
        assert title(app) == "Titel 1"
        assert told(app)

    play(changed(example(tmp_path)), story, "history", size=(160, 45))


def test_undo_to_here_takes_back_all_newer_ones_one_by_one_and_redo_brings_one_again(tmp_path):
    async def story(pilot, app):
        await press(pilot, "down", "down", "b", "2")
        await until(pilot, lambda: "3 changes taken back" in told(app))
        assert title(app).startswith("Crooswijk")
        await press(pilot, "ctrl+r")
        assert title(app) == "Titel 0"

    play(changed(example(tmp_path)), story, "history")


def test_undo_to_here_can_leave_the_change_itself_standing(tmp_path):
    async def story(pilot, app):
        await press(pilot, "down", "down", "full_stop", "b", "3")
        await until(pilot, lambda: "2 changes taken back" in told(app))
        assert title(app) == "Titel 0"

    play(changed(example(tmp_path)), story, "history")


def test_it_stops_at_the_first_change_that_is_refused_and_says_which(tmp_path):
    path = changed(example(tmp_path), 2)
    with opener(path)() as office:
        last = office.store.last_number()
        with closing(sqlite3.connect(path, isolation_level=None)) as outside:
            outside.execute("UPDATE stop SET title = 'Anders' WHERE slug = 'crooswijk'")
        done = take_back_to(office, 2)
    assert done.count == 0
    assert done.refused.number == last
    assert done.error.message


def test_what_stands_is_counted_as_far_as_it_would_be_taken_back(tmp_path):
    path = changed(example(tmp_path), 3)
    with opener(path)() as office:
        assert standing(office, 2) == 3
        office.undo()
        assert standing(office, 2) == 2
        assert take_back_to(office, 2).count == 2
        assert find_stop(office.store, "crooswijk").title.startswith("Crooswijk")
        assert take_back_to(office, 2).count == 0


def test_filter_finds_words_of_changes_and_numbers_stay_true(tmp_path):
    path = changed(example(tmp_path), 1)
    with opener(path)() as office:
        office.do(addressing.add_person(office.pen(), given="Aaltje", surname="Aarts"))

    async def story(pilot, app):
        await press(pilot, "slash", *"person add")
        await until(pilot, lambda: len(listing(app).rows.pages) == 1)
        assert listing(app).rows.row.number == 3
        await until(pilot, lambda: "Aaltje" in seen(app))

    play(path, story, "history")


def test_hostile_values_are_shown_as_text(tmp_path):
    path = example(tmp_path)
    with opener(path)() as office:
        person = next(one for one in office.store.each(Query(Person, limit=None)) if not one.notes)
        change = office.pen().change("[b]\x1b[31m", (Edit(person, replace(person, notes="[red]\x1b]0;x\x07")),))
        office.do(change)

    async def story(pilot, app):
        await until(pilot, lambda: "[red]\\x1b]0;x\\x07" in seen(app))
        picture = seen(app)
        assert "\x1b" not in picture

    play(path, story, "history")


def test_another_records_name_is_shown_not_its_id(tmp_path):
    path = example(tmp_path)
    with opener(path)() as office:
        stop = find_stop(office.store, "crooswijk")
        other = next(one for one in office.store.each(Query(Stop)) if one.venue_id not in {None, stop.venue_id})
        office.do(touring.amend(office.pen(), stop, venue_id=other.venue_id))

    async def story(pilot, app):
        await press(pilot, "o")
        await until(pilot, lambda: type(app.screen).__name__ == "Reader")
        assert "venue: Wijkgebouw De Rietvink → " in seen(app)
        assert other.venue_id not in seen(app)

    play(path, story, "history", size=(160, 45))


def test_pictures(tmp_path):
    pictured(
        changed(example(tmp_path)), "history", "history", mask=r"[A-Z][a-z]{2} [ 0-9]\d [A-Z][a-z]{2} 2026 \d\d:\d\d"
    )


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("2027-04-14T13:30", "Wed 14 Apr 2027 13:30"),
        ("2027-04-14", "Wed 14 Apr 2027"),
        ("2027-04-14T13:30:00.000000Z", None),
        ("2027-04-31", "2027-04-31"),
        ("deel 2027-04-14", "deel 2027-04-14"),
    ],
)
def test_a_day_in_the_journal_is_said_as_people_say_it(held, shown):
    if shown is None:
        moment = datetime(2027, 4, 14, 13, 30, tzinfo=UTC).astimezone()
        shown = f"Wed 14 Apr 2027 {moment:%H:%M}"
    assert history.in_words(held) == shown
