"""Who may be there twice: side by side, what stays chosen by field, made one, told apart, and all of it undone."""

import pytest
from pictures import pictured
from screens import opener, play, press, seen, settled, told, until

from roadshow.api import Edit, Person, Query, addressing, create_workspace, new_id
from roadshow.tui.screens.doubles import DoublesScreen
from roadshow.tui.widgets.listing import Listing


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "dubbel.roadshow"
    create_workspace(path)
    with opener(path)() as office:
        for fields in (
            {
                "given": "Aad",
                "surname": "Vries",
                "email": "aad@example.org",
                "organisation": "De Brug",
                "town": "Delft",
            },
            {
                "given": "Aad",
                "surname": "Vries",
                "email": "aad@example.org",
                "organisation": "De Haven",
                "phone": "010-1",
            },
            {"given": "Bea", "surname": "Bos", "phone": "0612345678"},
            {"given": "Bea", "surname": "Bos", "phone": "06-12345678", "email": "bea@example.org"},
            {"given": "Cor", "surname": "Alleen"},
        ):
            office.do(addressing.add_person(office.pen(), **fields))
    return path


def people(app):
    return list(app._desk.office.store.each(Query(Person)))


async def ready(pilot, app):
    await until(pilot, lambda: isinstance(app.screen, DoublesScreen) and app.screen._found is not None)
    await settled(pilot)


def test_pairs_are_shown_side_by_side_and_made_one_with_the_chosen_value(workspace):
    async def story(pilot, app):
        await press(pilot, "d")
        await ready(pilot, app)
        picture = seen(app)
        for text in ("2 pairs may be one person", "● De Brug", "○ De Haven", "Both have the e-mail address"):
            assert text in picture, text
        await press(pilot, "tab")
        app.screen._fields.go("organisation")
        await press(pilot, "space")
        assert "● De Haven" in seen(app)
        await press(pilot, "m")
        assert "u undoes" in told(app)
        [aad] = [one for one in people(app) if one.given == "Aad"]
        assert (aad.organisation, aad.town, aad.phone) == ("De Haven", "Delft", "010-1")
        assert "1 pair may be one person" in seen(app)
        await press(pilot, "u")
        assert len(people(app)) == 5
        assert "2 pairs may be one person" in seen(app)

    play(workspace, story, "people", (120, 40))


def test_the_other_one_stays_and_what_was_chosen_stays_chosen(workspace):
    async def story(pilot, app):
        await press(pilot, "d")
        await ready(pilot, app)
        at = app.screen._at()
        await press(pilot, "s")
        assert "○ De Haven" in seen(app)
        assert "● De Brug" in seen(app)
        await press(pilot, "m")
        [aad] = [one for one in people(app) if one.given == "Aad"]
        assert aad.id == at[2].id
        assert aad.organisation == "De Brug"

    play(workspace, story, "people", (120, 40))


def test_two_people_told_apart_are_not_proposed_again(workspace):
    async def story(pilot, app):
        await press(pilot, "d")
        await ready(pilot, app)
        await press(pilot, "n")
        assert "1 pair may be one person" in seen(app)
        await press(pilot, "escape", "d")
        await ready(pilot, app)
        assert "1 pair may be one person" in seen(app)
        await press(pilot, "n")
        assert "Nobody seems to be there twice" in seen(app)
        assert len(people(app)) == 5
        await press(pilot, "u")
        assert "1 pair may be one person" in seen(app)

    play(workspace, story, "people")


def test_two_marked_people_are_put_beside_each_other(workspace):
    async def story(pilot, app):
        rows = app.screen.query_one(Listing).rows
        await press(pilot, "space", "G", "space", "d")
        await ready(pilot, app)
        assert "Cor Alleen" in seen(app)
        await press(pilot, "m", "escape")
        assert len(people(app)) == 4
        await settled(pilot)
        assert rows.app is app

    play(workspace, story, "people", (120, 40))


def test_it_all_works_by_mouse(workspace):
    async def story(pilot, app):
        lines = seen(app).splitlines()
        await pilot.click(offset=(lines[-1].index("doubles"), len(lines) - 1))
        await ready(pilot, app)
        lines = seen(app).splitlines()
        y, x = next((y, line.index("○ De Haven")) for y, line in enumerate(lines) if "○ De Haven" in line)
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert "● De Haven" in seen(app)
        y, x = next((y, line.index("Bea Bos")) for y, line in enumerate(seen(app).splitlines()) if "Bea Bos" in line)
        await pilot.click(offset=(x, y), button=3)
        await settled(pilot)
        y, x = next((y, line.index("Make one")) for y, line in enumerate(seen(app).splitlines()) if "Make one" in line)
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert len([one for one in people(app) if one.given == "Bea"]) == 1

    play(workspace, story, "people", (160, 45))


def test_both_beside_each_other_look_as_they_did(workspace):
    async def story(pilot, app):
        await press(pilot, "d")
        await ready(pilot, app)

    pictured(workspace, "people", "doubles", story)


def test_pairs_that_are_less_sure_stand_behind_a_line_that_opens_them(workspace):
    with opener(workspace)() as office:
        nameless = Person(id=new_id(), organisation="De Zon", phone="0698765432")
        known = Person(id=new_id(), given="Dia", surname="Sluis", phone="06-98765432")
        office.do(office.pen().change("test", (Edit(None, nameless), Edit(None, known))))

    async def story(pilot, app):
        await press(pilot, "d")
        await ready(pilot, app)
        assert "▸ 1 pair that is less sure" in seen(app)
        assert "Dia Sluis" not in seen(app)
        await press(pilot, "end", "enter")
        await settled(pilot)
        assert "▾ 1 pair that is less sure" in seen(app)
        await press(pilot, "down")
        await settled(pilot)
        assert "Both have the phone number" in seen(app)
        assert "Dia Sluis" in seen(app)
        await press(pilot, "m")
        await settled(pilot)
        assert len([one for one in people(app) if one.given == "Dia" or one.organisation == "De Zon"]) == 1

    play(workspace, story, "people", (120, 40))
