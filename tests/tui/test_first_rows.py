"""While somebody types in a long list its first rows stand there at once; nothing may then be done to those alone."""

from screens import opener, play, press, seen, until

from roadshow.api import Edit, Pen, Person, create_workspace, new_id
from roadshow.testing import MOMENT
from roadshow.tui.widgets.listing import FIRST, Listing

MANY = 3 * FIRST


def long_list(folder):
    path = folder / "lang.roadshow"
    create_workspace(path)
    people = [Person(id=new_id(), given="Jan", surname=f"Visser {number:04}") for number in range(MANY)]
    with opener(path)() as office:
        office.store.commit(Pen("t", MOMENT, new_id).change("t", tuple(Edit(None, one) for one in people)))
    return path


def test_the_rest_follows_and_the_last_row_and_all_marks_are_of_the_whole(tmp_path):
    async def story(pilot, app):
        rows = app.screen.query_one(Listing).rows
        shown = []
        real = rows.take
        rows.take = lambda keys, *given, **named: shown.append(len(keys)) or real(keys, *given, **named)
        await pilot.press("slash", *"jan", "enter", "end", "asterisk")
        await until(pilot, lambda: len(rows.pages) == MANY)
        assert shown[-2:] == [FIRST, MANY]
        assert rows.cursor == MANY - 1
        assert rows.marks.count == MANY
        await press(pilot, "home")
        assert "Visser 0000" in seen(app)

    play(long_list(tmp_path), story, "people")


def test_the_cursor_stays_on_a_row_that_is_not_among_the_first(tmp_path):
    async def story(pilot, app):
        rows = app.screen.query_one(Listing).rows
        await press(pilot, "end")
        held = rows.key
        await press(pilot, "slash", *"jan", "enter")
        await until(pilot, lambda: len(rows.pages) == MANY)
        assert rows.key == held

    play(long_list(tmp_path), story, "people")
