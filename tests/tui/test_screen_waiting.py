"""The waiting list on the screen: sorted by since when, and one key that hands on what is free."""

from dataclasses import replace
from datetime import date, timedelta

from boards import small
from screens import opener, play, press, seen, told, until

from roadshow.api import Edit, Invitation, InvitationState, Person, Query, touring
from roadshow.testing import MOMENT
from roadshow.tui.widgets.listing import Listing

WAITING = InvitationState.WAITING


def waiting(folder, capacity=3):
    """Two come and one place is free; Jan waits longest, with one more, and Thị Hồng, who was asked last, second."""

    def lined_up(office, stop):
        pen, edits = office.pen(), []
        edits += touring.amend(pen, stop, capacity=capacity).edits
        for place, (given, along) in enumerate((("Jan", 1), ("Thị Hồng", 0))):
            before = found(office, given)
            edits += touring.amend(
                pen, before, state=WAITING, companions=along, answered_at=MOMENT + timedelta(minutes=place)
            ).edits
        return pen.change("test", tuple(edits))

    return small(folder, lined_up)


def found(office, given):
    person = next(iter(office.store.each(Query(Person).where(given=given))))
    return next(iter(office.store.each(Query(Invitation).where(person_id=person.id))))


def shown(app):
    rows = app.screen.query_one(Listing).rows
    return [rows.pages.row(place).person.given for place in range(len(rows.pages))]


def test_one_key_offers_what_is_free_and_one_takes_that_back(tmp_path):
    path = waiting(tmp_path, capacity=5)

    async def story(pilot, app):
        store = app._desk.office.store
        number = store.last_number()
        await press(pilot, "p")
        offered = found(app._desk.office, "Jan")
        assert (offered.state.value, offered.offered_until) == ("offered", date(2026, 11, 29))
        assert "A place is offered to Jan van 't Hof (+1), Thị Hồng Nguyễn until 2026-11-29" in told(app)
        assert store.last_number() == number + 1
        await until(pilot, lambda: "◇ by 29 Nov" in seen(app))
        await press(pilot, "u")
        back = found(app._desk.office, "Jan")
        assert (back.state, back.offered_until, back.answered_at) == (WAITING, None, MOMENT)

    play(path, story, "guests", size=(140, 30))


def test_the_strict_rule_offers_nothing_past_a_group_that_is_too_large(tmp_path):
    async def story(pilot, app):
        await press(pilot, "p")
        assert "There is no place to offer at crooswijk: 1 place free, 3 people waiting." in told(app)
        assert found(app._desk.office, "Thị Hồng").state is WAITING

    play(waiting(tmp_path), story, "guests")


def test_the_list_is_sorted_by_since_when_somebody_waits(tmp_path):
    async def story(pilot, app):
        await press(pilot, "slash", *"state:waiting", "enter")
        await until(pilot, lambda: len(shown(app)) == 2)
        rows = app.screen.query_one(Listing).rows
        while rows.slot.column.name != "since":
            await press(pilot, "right")
        await press(pilot, "s")
        await until(pilot, lambda: shown(app) == ["Jan", "Thị Hồng"])
        await press(pilot, "s")
        await until(pilot, lambda: shown(app) == ["Thị Hồng", "Jan"])
        assert "Since" in seen(app)

    play(waiting(tmp_path), story, "guests", size=(140, 30))


def test_a_finding_says_who_is_first_and_its_key_offers_it(tmp_path):
    path = waiting(tmp_path, capacity=4)

    async def story(pilot, app):
        await until(pilot, lambda: "places-free" in seen(app))
        await press(pilot, "slash", *"places-free", "enter")
        await until(pilot, lambda: len(app.screen.query_one(Listing).rows.pages) == 1)
        await until(
            pilot, lambda: "2 places free, 3 people waiting: first a group of 2." in " ".join(seen(app).split())
        )
        await press(pilot, "o")
        await until(pilot, lambda: app.screen.NAME == "guests")
        await until(pilot, lambda: len(shown(app)) == 2)
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: app.screen.NAME == "findings")
        await press(pilot, "p")
        assert found(app._desk.office, "Jan").state.value == "offered"
        assert found(app._desk.office, "Thị Hồng").state is WAITING

    play(path, story, "findings", size=(140, 40))


def test_an_offer_that_lapsed_is_a_finding_and_one_key_passes_it_on(tmp_path):
    path = waiting(tmp_path)
    with opener(path)() as office:
        one = found(office, "Jan")
        late = replace(one, state=InvitationState.OFFERED, offered_until=date(2026, 11, 21))
        office.do(office.pen().change("test", (Edit(one, late),)))

    async def story(pilot, app):
        assert found(app._desk.office, "Jan").state.value == "offered"
        await press(pilot, "p")
        jan, hong = (found(app._desk.office, given) for given in ("Jan", "Thị Hồng"))
        assert (jan.state, jan.answered_at, hong.state.value) == (WAITING, MOMENT, "offered")
        assert "The offer to Jan van 't Hof (+1) has lapsed; a place is offered to Thị Hồng Nguyễn" in told(app)

    play(path, story, "guests")
