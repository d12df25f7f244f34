"""Going to a single thing by typing a part of it: a venue, a person, a stop or a session, and the cursor stands on it."""

import pytest
from screens import example, opener, play, press, seen, until

from roadshow.api import Person, Query, Session, Venue, fold, listed_name
from roadshow.tui.reading.single import EACH, sought


def first(office, kind):
    return next(iter(office.store.each(Query(kind, limit=1))))


@pytest.mark.parametrize("kind", [Venue, Person, Session])
def test_a_part_of_its_name_and_enter_go_to_the_row_itself(tmp_path, kind):
    async def story(pilot, app):
        wanted = first(app._desk.office, kind)
        name = wanted.name if kind is not Session else wanted.title
        await press(pilot, "colon", *fold(name))
        await until(pilot, lambda: any(offer.place.row == wanted.id for offer in app.screen._found))
        offers = app.screen._found
        keys = app.screen._blocks.keys
        assert len(keys) <= 10
        place = keys.index(next(offer.key for offer in offers if offer.place.row == wanted.id))
        await press(pilot, *("down" for _step in range(place + 1)), "enter")
        if kind is Person:
            await until(pilot, lambda: app.screen.NAME == "people" and app.screen.listing.rows.row is not None)
            await until(pilot, lambda: app.screen.listing.rows.row.id == wanted.id)
        else:
            await until(pilot, lambda: app.here().row == wanted.id)

    play(example(tmp_path), story)


def test_words_that_are_no_line_go_to_what_is_offered_first_by_enter_alone(tmp_path):
    async def story(pilot, app):
        wanted = first(app._desk.office, Person)
        await press(pilot, "colon", *f"{fold(wanted.given)} {fold(wanted.surname)}")
        await press(pilot, "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "people")
        await until(pilot, lambda: app.screen.listing.rows.row is not None)
        assert app.screen.listing.rows.row.id == wanted.id

    play(example(tmp_path), story)


def test_a_person_who_is_hidden_by_the_filter_is_shown_all_the_same(tmp_path):
    async def story(pilot, app):
        wanted = first(app._desk.office, Person)
        await press(pilot, "slash", *"zzz", "enter", "colon", *fold(listed_name(wanted).replace(",", " ")), "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "people" and app.screen.listing.text == "")
        await until(pilot, lambda: getattr(app.screen.listing.rows.row, "id", "") == wanted.id)

    play(example(tmp_path), story, area="people")


def test_the_palette_offers_single_people(tmp_path):
    async def story(pilot, app):
        wanted = first(app._desk.office, Person)
        await pilot.press("ctrl+p", *fold(wanted.name))
        await until(pilot, lambda: listed_name(wanted) in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "people")

    play(example(tmp_path), story)


def test_what_begins_a_name_comes_first_and_few_of_each_kind_come(tmp_path):
    with opener(example(tmp_path))() as office:
        people = [offer for offer in sought("de", office) if offer.place.area == "people"]
        assert len(people) == EACH
        assert sought("d", office) == []
        assert sought("zzqq", office) == []
