"""The programme on the screen: route, months and all stops side by side; gaps, panels of plugins, named days."""

import asyncio
import time
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from pictures import pictured
from screens import example, opener, play, press, seen, settled, told, until

from roadshow.api import Booking, Office, Panel, Query, Settings, Stop, Task, Weight, find_stop, hookimpl, named_days
from roadshow.settings.layers import Layer
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT
from roadshow.tui.app import RoadshowApp
from roadshow.tui.behind.aside import Aside
from roadshow.tui.behind.desk import Desk
from roadshow.tui.places import Place
from roadshow.tui.widgets.month_shape import day_at, months_on, shaped
from roadshow.tui.widgets.months import Months

SIZES = ((60, 20), (80, 24), (160, 45))


def stop(app, slug):
    return find_stop(app._desk.office.store, slug)


async def with_gaps(pilot, app):
    """Read the gaps as the program does; the number of findings in the heading is not waited for."""
    app._desk.unasked = True
    app.screen._look_soon()
    app._desk.unasked = False
    await until(pilot, lambda: app.screen._gaps is not None)


async def in_months(pilot, app):
    await with_gaps(pilot, app)
    if not app.screen.has_class("-months"):
        await press(pilot, "w")
    await until(pilot, lambda: app.screen._names)


def grid(app):
    return app.screen.query_one(Months)


def test_each_stop_says_how_many_gaps_it_has_and_the_pane_names_them(tmp_path):
    """A planner would think that a stop is ready, or would have to leave the screen to learn what is missing."""

    async def story(pilot, app):
        assert "gap" not in seen(app).splitlines()[4]
        await with_gaps(pilot, app)
        assert "! 2 gaps" in seen(app)
        await press(pilot, "i")
        assert "people have not confirmed" in seen(app)
        assert "Call and ask" in seen(app)
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: app.screen.NAME == "agenda")

    play(example(tmp_path), story)


def test_gaps_are_those_of_the_command_line(tmp_path):
    """The screen would name other gaps than `roadshow ready`."""
    from roadshow.api import Checkup

    async def story(pilot, app):
        await with_gaps(pilot, app)
        office = app._desk.office
        checkup = Checkup(office, MOMENT.date())
        findings = checkup.findings().open
        stops = office.store.each(Query(Stop, limit=None))
        assert dict(app.screen._gaps) == {
            one.id: checkup.gaps(one, findings) for one in stops if one.id in checkup.scene.by_id
        }

    play(example(tmp_path), story)


@pytest.mark.parametrize("size", SIZES)
def test_w_shows_months_then_all_stops_side_by_side_then_the_route(tmp_path, size):
    """Somebody at 60 columns would lose the cursor or the stop on the way through the views."""

    async def story(pilot, app):
        await in_months(pilot, app)
        assert "March 2027" in seen(app)
        assert grid(app).has_focus
        assert grid(app).cursor == date(2027, 3, 23)
        assert app.here() == Place("programme", row=stop(app, "crooswijk").id, text="months")
        await press(pilot, "w")
        lines = seen(app).splitlines()
        assert any("Tue 23 Mar" in line and "Crooswijk" in line and "45/45" in line for line in lines)
        assert app.here().row == stop(app, "crooswijk").id
        await press(pilot, "w")
        assert "Leernetwerk Samen Leren" in seen(app)
        assert app.here() == Place("programme", row=stop(app, "crooswijk").id)
        assert all(len(line) <= size[0] for line in seen(app).splitlines())

    play(example(tmp_path), story, size=size)


def test_days_have_signs_names_and_a_legend(tmp_path):
    """A stop on Good Friday, in Ramadan or on the last day of a hold would look like any other day."""

    async def story(pilot, app):
        await in_months(pilot, app)
        picture = seen(app)
        for text in ("23 ●", "26 □2*", "Good Frid", " 8 R", " 9 E", "R Ramadan", "* public holiday", "● confirmed"):
            assert text in picture, text
        await press(pilot, "pagedown")
        assert grid(app).cursor == date(2027, 4, 23)
        for text in ("April 2027", " 2 H", "24 ~", "H hold ends", "~ school holidays"):
            assert text in seen(app), text

    play(example(tmp_path), story)


def test_the_cursor_walks_days_weeks_months_stops_and_to_today(tmp_path):
    async def story(pilot, app):
        await in_months(pilot, app)
        for key, day in (("right", (3, 24)), ("down", (3, 31)), ("l", (4, 1)), ("k", (3, 25)), ("n", (4, 15)),
                         ("b", (3, 23)), ("pageup", (2, 23))):  # fmt: skip
            await press(pilot, key)
            assert grid(app).cursor == date(2027, *day), key
        await press(pilot, "home")
        assert grid(app).cursor == MOMENT.date()
        assert "[1] today" in seen(app)
        assert "›22]" in seen(app)

    play(example(tmp_path), story)


def test_enter_opens_the_stop_and_asks_where_there_is_more(tmp_path):
    async def story(pilot, app):
        await in_months(pilot, app)
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen.NAME == "guests")
        assert app.here().stop_id == stop(app, "crooswijk").id
        await press(pilot, "left_square_bracket")
        await press(pilot, "right", "enter")
        await until(pilot, lambda: app.screen.NAME == "tasks")
        await press(pilot, "left_square_bracket")
        grid(app).go(date(2027, 4, 9))
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "Choice"
        await press(pilot, "1")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "venues")

    play(example(tmp_path), story)


def test_an_empty_day_says_so(tmp_path):
    async def story(pilot, app):
        await in_months(pilot, app)
        grid(app).go(date(2027, 3, 17))
        await press(pilot, "enter")
        assert "Nothing is on this day" in told(app)

    play(example(tmp_path), story)


def test_mouse_goes_to_a_day_opens_it_and_turns_months(tmp_path):
    async def story(pilot, app):
        await in_months(pilot, app)
        row, line = next((y, line) for y, line in enumerate(seen(app).splitlines()) if "30 □2" in line)
        x = line.index("30 □2")
        await pilot.click(offset=(x, row))
        await settled(pilot)
        assert grid(app).cursor == date(2027, 3, 30)
        row, line = next((y, line) for y, line in enumerate(seen(app).splitlines()) if "23 ●" in line)
        await pilot.click(offset=(line.index("23 ●"), row), times=2)
        await until(pilot, lambda: app.screen.NAME == "guests")
        await press(pilot, "left_square_bracket")
        await pilot.click(offset=(line.index("23 ●"), row), button=3)
        await settled(pilot)
        assert type(app.screen).__name__ == "Choice"
        await press(pilot, "a")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "agenda")

    play(example(tmp_path), story)


def test_a_task_of_a_day_is_ticked_there(tmp_path):
    async def story(pilot, app):
        await in_months(pilot, app)
        store = app._desk.office.store
        before = store.count(Query(Task).where(done=1))
        await press(pilot, "right")
        pane = app.screen.query_one("#about")
        pane.focus()
        pane.go(next(key for key in pane.keys if key.startswith("task:")))
        await press(pilot, "x")
        assert store.count(Query(Task).where(done=1)) == before + 1
        assert not any(key.startswith("task:") for key in pane.keys)

    play(example(tmp_path), story)


def test_what_changes_is_seen_in_the_months(tmp_path):
    """A hold that was given back would still stand in the calendar."""
    from roadshow.api import booking

    async def story(pilot, app):
        await in_months(pilot, app)
        await press(pilot, "pagedown")
        assert " 2 H" in seen(app)
        held = next(
            one for one in app._desk.office.store.each(Query(Booking, limit=None)) if one.until == date(2027, 4, 2)
        )
        app.screen.run(lambda office: booking.release_booking(office.pen(), held))
        await settled(pilot)
        assert " 2 H" not in seen(app)

    play(example(tmp_path), story)


def test_it_opens_in_the_view_where_one_was(tmp_path):
    async def story(pilot, app):
        app.screen.come(Place("programme", row=stop(app, "hillesluis").id, text="months"))
        await in_months(pilot, app)
        assert grid(app).cursor == date(2027, 4, 15)

    play(example(tmp_path), story)


def test_a_start_in_the_months_names_the_days_too(tmp_path):
    """Who left the program in the months would find them without holidays and without a legend."""

    async def run():
        path = example(tmp_path)
        desk = Desk(opener(path), path.stem)
        try:
            app = RoadshowApp.opened(desk, Place("programme", text="months"))
            async with app.run_test(size=(80, 24)) as pilot:
                await until(pilot, lambda: "R Ramadan" in seen(app))
        finally:
            desk.close()

    asyncio.run(run())


def told_by(path, story, *, wait=True, **plugins):
    """Play with plugins beside the installed ones; `wait` for what they answer before the story begins."""

    def with_plugins():
        return Office(
            SqliteStore(path), Settings(), author=lambda: "t", clock=lambda: MOMENT, extra_plugins=dict(plugins)
        )

    async def run():
        desk = Desk(with_plugins, path.stem, unasked=True)
        try:
            app = RoadshowApp.opened(desk, Place("programme"))
            async with app.run_test(size=(160, 45), notifications=True) as pilot:
                if wait:
                    await settled(pilot)
                await story(pilot, app)
        finally:
            desk.close()

    asyncio.run(run())


def test_panels_of_plugins_stand_beside_the_stop_and_the_whole(tmp_path):
    """A plugin's panel would not be seen, or its text would be read as markup or escapes."""

    def panels(about):
        if about is None:
            return [Panel("Everywhere", ("for all",))]
        return [Panel(f"Coffee for {about.slug}", (("cups", "[b]90[/b]"), "\x1b[31mhot"), Weight.WARN)]

    async def story(pilot, app):
        await until(pilot, lambda: "Everywhere" in seen(app))
        picture = seen(app)
        for text in ("! Coffee for crooswijk  brew", "cups  [b]90[/b]", "Everywhere  brew", "for all"):
            assert text in picture, text
        assert "\x1b" not in picture
        await press(pilot, "down")
        await until(pilot, lambda: "Coffee for hillesluis" in seen(app))

    told_by(example(tmp_path), story, brew=SimpleNamespace(panels=hookimpl(panels)))


def test_a_plugin_that_raises_is_a_notice_with_its_name_and_the_screen_goes_on(tmp_path):
    def panels():
        raise ZeroDivisionError("oops")

    async def story(pilot, app):
        await until(pilot, lambda: "Plugin brew" in told(app))
        assert "oops" in told(app)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: app.screen.NAME == "guests")

    told_by(example(tmp_path), story, brew=SimpleNamespace(panels=hookimpl(panels)))


def test_a_plugin_that_never_answers_stops_neither_keys_nor_leaving(tmp_path):
    """The screen, or quitting, would hang until somebody kills the program."""
    from threading import Event

    begun, never = Event(), Event()

    def panels():
        begun.set()
        never.wait(60)
        return []

    async def story(pilot, app):
        for _turn in range(200):
            await pilot.pause(0.02)
            if begun.is_set():
                break
        assert begun.is_set()
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.stop_id == stop(app, "hillesluis").id

    before = time.monotonic()
    told_by(example(tmp_path), story, wait=False, slow=SimpleNamespace(panels=hookimpl(panels)))
    never.set()
    assert time.monotonic() - before < 30


def test_a_question_that_nobody_waits_for_is_not_asked(tmp_path):
    """Walking over a hundred stops would queue a hundred questions to a slow plugin."""
    from threading import Event

    path, asked, free = example(tmp_path), [], Event()

    def first(_office):
        free.wait(10)
        return 1

    async def run():
        aside = Aside(lambda: Office(SqliteStore(path), Settings(), author=lambda: "t", clock=lambda: MOMENT))
        held = asyncio.create_task(aside.ask(first))
        dropped = asyncio.create_task(aside.ask(lambda _office: asked.append("dropped")))
        await asyncio.sleep(0)
        dropped.cancel()
        await asyncio.sleep(0)
        free.set()
        assert await held == 1
        assert await aside.ask(lambda office: office.store.count(Query(Stop))) == 11
        with pytest.raises(ZeroDivisionError):
            await aside.ask(lambda _office: 1 // 0)
        aside.close()

    asyncio.run(run())
    assert asked == []


def test_days_are_named_for_the_region_that_is_set():
    """A planner in Rotterdam would be warned of a holiday in Groningen, or not of the own one."""
    autumn = date(2026, 10, 10), date(2026, 10, 26)

    def names(region):
        settings = Settings((Layer("test", sections={"checks": {"school_region": region}}),))
        return {day.day: [one.name for one in several] for day, several in named_days(settings, *autumn).items()}

    assert names("midden") == {day: ["herfstvakantie"] for day in range(17, 26)}
    everywhere = names("")
    assert everywhere[10] == ["herfstvakantie (noord)"]
    assert everywhere[18] == ["herfstvakantie (midden, noord, zuid)"]
    assert 26 not in everywhere


def test_public_holidays_ramadan_and_eid_are_named():
    found = named_days(Settings(), date(2027, 3, 8), date(2027, 3, 28))
    assert [one.kind for one in found[date(2027, 3, 8)]] == ["ramadan"]
    assert [one.kind for one in found[date(2027, 3, 9)]] == ["eid"]
    assert [one.name for one in found[date(2027, 3, 28)]] == ["Easter Sunday"]
    assert date(2027, 3, 15) not in found


@tuned(max_examples=25)
@given(st.integers(30, 240), st.integers(5, 60), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_of_the_months_in_view_has_one_place(width, height, day):
    """A click would go to another day than the one it hit, or a day would be nowhere."""
    shape, first = shaped(width, height), day.replace(day=1)
    found = {}
    for y in range(shape.high * shape.down):
        for x in range(width):
            at = day_at(shape, first, x, y)
            if at is not None:
                found.setdefault(at, (x, y))
    last = months_on(first, shape.months)
    assert min(found) == first
    assert len(found) == (last - first).days
    assert shape.across * (shape.month + 2) - 2 <= max(width, 31)


def test_pictures(tmp_path):
    async def table(pilot, app):
        await in_months(pilot, app)
        await press(pilot, "w")

    pictured(example(tmp_path), "programme", "programme", with_gaps)
    pictured(example(tmp_path), "programme", "programme-months", in_months)
    pictured(example(tmp_path), "programme", "programme-table", table)
