"""The tasks of all stops: late first; ticked, given, moved, added and removed by keys and by mouse."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import pictured
from screens import example, opener, play, press, seen, settled, told, until

from roadshow.api import BadInputError, Query, Stop, Task, find_roadshow, find_stop, tasking
from roadshow.tui.lines.task import read_line
from roadshow.tui.widgets.listing import Listing

TODAY = date(2026, 11, 22)


def listing(app):
    return app.screen.query_one(Listing)


def here(app):
    return listing(app).rows.row.task


def kept(app, task):
    return app._desk.office.store.get(Task, task.id)


def with_late_task(path):
    with opener(path)() as office:
        office.do(
            tasking.add_task(office.pen(), find_roadshow(office.store, "samen-leren"), "Te laat", due=date(2026, 11, 1))
        )
    return path


def test_late_tasks_come_first_and_say_so_in_words(tmp_path):
    async def story(pilot, app):
        assert here(app).title == "Te laat"
        picture = seen(app)
        assert "! Sun" in picture
        assert "! 1 late" in picture

    play(with_late_task(example(tmp_path)), story, "tasks")


def test_x_and_enter_tick_a_task_off_and_undo_opens_it_again(tmp_path):
    async def story(pilot, app):
        for key in ("x", "enter"):
            task = here(app)
            await press(pilot, key)
            assert kept(app, task).done, key
            assert "u undoes" in told(app)
            assert here(app).id != task.id
            await press(pilot, "u")
            assert not kept(app, task).done

    play(example(tmp_path), story, "tasks")


def test_all_that_is_marked_is_ticked_as_one_change(tmp_path):
    async def story(pilot, app):
        store = app._desk.office.store
        before = store.last_number()
        await press(pilot, "space", "space", "space", "x")
        assert store.count(Query(Task).where(done=1)) == 28 + 3
        assert store.last_number() == before + 1
        assert listing(app).rows.marks.count == 0

    play(example(tmp_path), story, "tasks")


def test_done_tasks_are_shown_when_asked_and_ticking_one_opens_it(tmp_path):
    async def story(pilot, app):
        count = len(listing(app).rows.pages)
        await press(pilot, "d")
        await until(pilot, lambda: len(listing(app).rows.pages) > count)
        await press(pilot, "G")
        task = here(app)
        assert task.done
        assert "✓" in seen(app)
        await press(pilot, "x")
        assert not kept(app, task).done
        await press(pilot, "d")
        await until(pilot, lambda: len(listing(app).rows.pages) == count + 1)

    play(example(tmp_path), story, "tasks")


def test_assigning_fills_in_who_does_it_and_minus_takes_the_name_away(tmp_path):
    async def story(pilot, app):
        task = here(app)
        await press(pilot, "a")
        app.screen.query_one("#line").value = "Sara de Wit"
        await press(pilot, "enter")
        assert kept(app, task).owner == "Sara de Wit"
        await press(pilot, "a")
        app.screen.query_one("#line").value = "-"
        await press(pilot, "enter")
        assert kept(app, task).owner == ""

    play(example(tmp_path), story, "tasks")


def test_moving_takes_days_from_the_stop_or_a_date_and_the_cursor_stays_on_the_task(tmp_path):
    async def story(pilot, app):
        task = here(app)
        for typed, due, offset in (("T-30", None, -30), ("2027-05-03", date(2027, 5, 3), None), ("-", None, None)):
            await press(pilot, "m")
            app.screen.query_one("#line").value = typed
            await press(pilot, "enter")
            await until(pilot, lambda: here(app).id == task.id)
            assert (kept(app, task).due, kept(app, task).offset) == (due, offset)

    play(example(tmp_path), story, "tasks")


def test_what_cannot_be_read_stands_in_the_line_again(tmp_path):
    async def story(pilot, app):
        task = here(app)
        await press(pilot, "m")
        app.screen.query_one("#line").value = "volgende sint juttemis"
        await press(pilot, "enter")
        assert app.screen.query_one("#line").value == "volgende sint juttemis"
        assert told(app)
        await press(pilot, "escape")
        assert kept(app, task) == task

    play(example(tmp_path), story, "tasks")


def test_one_line_adds_a_task_with_stop_day_and_owner(tmp_path):
    async def story(pilot, app):
        store = app._desk.office.store
        await press(pilot, "n")
        app.screen.query_one("#line").value = "Stoelen lenen @hillesluis T-3 #Ali_Demir"
        await press(pilot, "enter")
        task = next(store.each(Query(Task, order=("-n",), limit=1)))
        assert (task.title, task.owner, task.offset) == ("Stoelen lenen", "Ali Demir", -3)
        assert store.get(Stop, task.stop_id).slug == find_stop(store, "hillesluis").slug
        await press(pilot, "n")
        app.screen.query_one("#line").value = "Iets @nergens"
        await press(pilot, "enter")
        assert app.screen.query_one("#line").value == "Iets @nergens"

    play(example(tmp_path), story, "tasks")


def test_a_task_without_a_stop_in_its_line_hangs_where_the_cursor_is(tmp_path):
    async def story(pilot, app):
        stop_id = here(app).stop_id
        await press(pilot, "n")
        app.screen.query_one("#line").value = "Bloemen"
        await press(pilot, "enter")
        task = next(app._desk.office.store.each(Query(Task, order=("-n",), limit=1)))
        assert (task.title, task.stop_id) == ("Bloemen", stop_id)

    play(example(tmp_path), story, "tasks")


def test_a_cell_edited_in_place_changes_the_task(tmp_path):
    async def story(pilot, app):
        task = here(app)
        listing(app).rows.show_column("title")
        await press(pilot, "e")
        listing(app).field.value = "Iets anders"
        await press(pilot, "enter")
        assert kept(app, task).title == "Iets anders"
        listing(app).rows.show_column("due")
        await press(pilot, "e")
        listing(app).field.value = "geen dag"
        await press(pilot, "enter")
        assert listing(app).field.value == "geen dag"
        assert listing(app).field.has_focus

    play(example(tmp_path), story, "tasks")


def test_removed_tasks_come_back_with_undo(tmp_path):
    async def story(pilot, app):
        task = here(app)
        await press(pilot, "delete")
        assert kept(app, task) is None
        await press(pilot, "u")
        assert kept(app, task) == task

    play(example(tmp_path), story, "tasks")


def test_s_goes_to_the_stop_and_back_comes_back_to_the_task(tmp_path):
    async def story(pilot, app):
        await press(pilot, "j", "j")
        task = here(app)
        await press(pilot, "S")
        assert app.screen.NAME == "programme"
        assert app.screen.here().row == task.stop_id
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: app.screen.NAME == "tasks" and here(app).id == task.id)

    play(example(tmp_path), story, "tasks")


def test_filter_finds_stop_and_owner(tmp_path):
    async def story(pilot, app):
        count = len(listing(app).rows.pages)
        await press(pilot, "slash", *"hillesluis ayse")
        await until(pilot, lambda: 0 < len(listing(app).rows.pages) < count)
        assert "Ay" in here(app).owner

    play(example(tmp_path), story, "tasks")


def test_mouse_ticks_by_double_click_and_by_the_menu(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        await pilot.click(rows, offset=(30, 2))
        await settled(pilot)
        task = here(app)
        await pilot.click(rows, offset=(30, 2), times=2)
        await settled(pilot)
        assert kept(app, task).done
        await pilot.click(rows, offset=(30, 3), button=3)
        await settled(pilot)
        task = app.screen_stack[0].listing.rows.row.task
        await pilot.click("#options", offset=(4, 0))
        await settled(pilot)
        assert kept(app, task).done

    play(example(tmp_path), story, "tasks")


def test_every_action_is_in_the_menu_of_the_right_button(tmp_path):
    async def story(pilot, app):
        for key, shows in (("a", "Who does"), ("m", "When is"), ("g", "Programme"), ("r", "removed")):
            await press(pilot, "full_stop", key)
            assert shows in seen(app) + told(app), key
            await press(pilot, "escape")
            await press(pilot, "5")

    play(example(tmp_path), story, "tasks")


def test_pictures(tmp_path):
    pictured(with_late_task(example(tmp_path)), "tasks", "tasks")


@given(st.text(max_size=80))
def test_any_line_is_read_or_refused_in_a_sentence(text):
    with suppress(BadInputError):
        assert set(read_line(text, TODAY).title.split()) <= set(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zaal boeken T-60 @crooswijk #Sara", ("Zaal boeken", "crooswijk", "Sara", None, -60)),
        ("Subsidie 1-3-2027 aanvragen", ("Subsidie aanvragen", "", "", date(2027, 3, 1), None)),
        ("Mail @ # sturen", ("Mail @ # sturen", "", "", None, None)),
    ],
)
def test_a_line_is_taken_apart(text, expected):
    line = read_line(text, TODAY)
    assert (line.title, line.stop, line.owner, line.due, line.offset) == expected
