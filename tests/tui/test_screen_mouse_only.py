"""Who has a mouse and no keys can do, see and leave everything, and never does something to rows that nobody meant."""

import pytest
from screens import example, play, press, seen, settled

from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice
from roadshow.tui.screens.files import FileChoice
from roadshow.tui.screens.form import Form
from roadshow.tui.widgets.rows import Rows


async def click(pilot, app, words, **how):
    """Click where these words stand, the lowest of them."""
    lines = seen(app).splitlines()
    y = max(at for at, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[y].index(words) + 1, y), **how)
    await settled(pilot)


@pytest.mark.parametrize("how", [{"button": 3}, {"times": 2}])
def test_what_is_asked_for_on_one_row_is_never_done_to_others_that_are_marked(tmp_path, how):
    """Guests marked for the answer before kept their marks: the next answer, for another guest, went to them."""

    async def story(pilot, app):
        rows = app.screen.query_one(Rows)
        for line in (2, 3):
            await pilot.click(rows, offset=(1, line))
        await pilot.click(rows, offset=(6, 3), **how)
        await settled(pilot)
        assert isinstance(app.screen, Choice)
        assert len(rows.chosen()) == 2, "a marked row: all that are marked are meant"
        await press(pilot, "escape")
        await pilot.click(rows, offset=(6, 1), **how)
        await settled(pilot)
        assert isinstance(app.screen, Choice)
        assert list(rows.chosen()) == [rows.key]

    play(example(tmp_path), story, "guests")


def test_the_head_of_the_marks_says_whether_any_row_is_marked(tmp_path):
    async def story(pilot, app):
        rows = app.screen.query_one(Rows)
        head = rows.region.y
        assert seen(app).splitlines()[head].startswith("○")
        await pilot.click(rows, offset=(1, 2))
        await settled(pilot)
        assert seen(app).splitlines()[head].startswith("●")

    play(example(tmp_path), story, "people")


def test_the_way_out_of_what_lies_on_top_is_in_view_however_narrow_it_is(tmp_path):
    async def story(pilot, app):
        await press(pilot, "d")
        await click(pilot, app, "esc back")
        assert isinstance(app.screen, AreaScreen)

    for width in (44, 60, 80):
        play(example(tmp_path), story, "people", (width, 24))


def test_the_first_line_leads_to_what_can_be_done_anywhere_and_to_the_findings(tmp_path):
    async def story(pilot, app):
        app._desk.unasked = True
        await click(pilot, app, "≡ rotterdam")
        await click(pilot, app, "Go to an area")
        assert not isinstance(app.screen, AreaScreen)
        await press(pilot, "escape")
        app.screen.heading.show(note="! 7 findings")
        await settled(pilot)
        await click(pilot, app, "! 7 findings")
        assert app.screen.NAME == "findings"
        await click(pilot, app, "≡ rotterdam")
        await click(pilot, app, "Leave the program")
        assert not app.is_running or app._exit

    play(example(tmp_path), story)


def test_what_may_stand_in_a_line_is_said_also_where_something_stands_in_it(tmp_path):
    async def story(pilot, app):
        await press(pilot, "m")
        assert "T-21, T+7 or a day such as 1-3" in seen(app)

    play(example(tmp_path), story, "tasks")


def test_the_keys_below_the_choice_of_a_file_are_those_that_work_there(tmp_path):
    async def story(pilot, app):
        app.push_screen(FileChoice("Which file?", tmp_path, (".csv",)))
        await settled(pilot)
        assert "›" not in seen(app), "the cursor is in the line"
        await click(pilot, app, "choose below")
        assert "›" in seen(app)
        await click(pilot, app, "type a path")
        assert "choose below" in seen(app)
        await click(pilot, app, "esc leave")
        assert isinstance(app.screen, AreaScreen)

    (tmp_path / "lijst.csv").write_text("Naam\nSara\n", encoding="utf-8")
    play(example(tmp_path), story, "people")


def test_a_plugin_has_its_own_words_below_and_nothing_of_a_setting_stays(tmp_path):
    async def story(pilot, app):
        about = app.screen.query_one("#about")
        assert "as shipped" in seen(app)
        await click(pilot, app, "tab plugins")
        lines = seen(app).splitlines()
        assert "as shipped" not in lines[-1]
        assert "its settings" in lines[-1]
        assert not lines[about.region.y].strip()

    play(example(tmp_path), story, "settings")


def test_a_stop_is_added_and_changed_by_the_words_below(tmp_path):
    async def story(pilot, app):
        below = seen(app).splitlines()[-1]
        assert "n add" in below
        assert "tick" not in below, "there is no task among the stops"
        await click(pilot, app, "n add")
        assert isinstance(app.screen, Form)

    play(example(tmp_path), story)
