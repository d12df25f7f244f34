"""Findings on the screen: grouped, jumped to, waived with a reason, and counted in the heading of every screen."""

import asyncio
import os
from datetime import date

from pictures import pictured
from screens import example, opener, play, press, seen, settled, told, until

from roadshow.api import (
    Checkup,
    Finding,
    Office,
    Query,
    Session,
    Stop,
    Task,
    Venue,
    Waiver,
    Weight,
    find_roadshow,
    find_stop,
    load_settings,
    tasking,
    user_file,
)
from roadshow.domain.findings import Place as Spot
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT
from roadshow.tui import settled as settled_settings
from roadshow.tui.behind.desk import Desk
from roadshow.tui.behind.watch import Watch
from roadshow.tui.presentation.findings import note
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.work.leading import place_of


def listing(app):
    return app.screen.query_one(Listing)


def marks(app):
    rows = listing(app).rows
    return [rows.pages.row(place).finding.mark for place in range(len(rows.pages))]


def waivers(app):
    return app._desk.office.store.count(Query(Waiver))


async def waive(pilot, app, reason):
    await press(pilot, "w")
    app.screen.query_one("#line").value = reason
    await press(pilot, "enter")


def with_late_task(path):
    with opener(path)() as office:
        office.do(
            tasking.add_task(office.pen(), find_roadshow(office.store, "samen-leren"), "Laat", due=date(2026, 11, 1))
        )
    return path


def test_findings_are_grouped_by_stop_with_a_word_and_a_sign_for_their_weight(tmp_path):
    async def story(pilot, app):
        picture = seen(app)
        assert "Crooswijk" in picture
        assert any(f"{sign} {word}" in picture for sign, word in (("i", "hint"), ("!", "warn"), ("✗", "block")))
        rows = listing(app).rows
        starts = [row.stop.start for place in range(len(rows.pages)) if (row := rows.pages.row(place)).stop]
        assert starts == sorted(starts)

    play(with_late_task(example(tmp_path)), story, "findings")


def test_waiving_asks_for_a_reason_and_undo_brings_the_finding_back(tmp_path):
    async def story(pilot, app):
        before = marks(app)
        await waive(pilot, app, "Dat mag zo.")
        await until(pilot, lambda: len(marks(app)) == len(before) - 1)
        assert waivers(app) == 1
        assert "u undoes" in told(app)
        await press(pilot, "u")
        await until(pilot, lambda: marks(app) == before)

    play(example(tmp_path), story, "findings")


def test_several_are_waived_as_one_change_and_shown_again_and_brought_back(tmp_path):
    async def story(pilot, app):
        before = marks(app)
        number = app._desk.office.store.last_number()
        await press(pilot, "space", "space")
        await waive(pilot, app, "Allebei.")
        await until(pilot, lambda: len(marks(app)) == len(before) - 2)
        assert app._desk.office.store.last_number() == number + 1
        await press(pilot, "d")
        await until(pilot, lambda: len(marks(app)) == len(before))
        await press(pilot, "G")
        await until(pilot, lambda: "Allebei." in seen(app))
        await press(pilot, "b")
        await until(pilot, lambda: waivers(app) == 1)

    play(example(tmp_path), story, "findings")


def test_leaving_the_reason_leaves_the_finding(tmp_path):
    async def story(pilot, app):
        await press(pilot, "w", "escape")
        assert waivers(app) == 0
        await press(pilot, "b")
        assert "not waived" in told(app)

    play(example(tmp_path), story, "findings")


def test_a_change_elsewhere_makes_a_finding_go(tmp_path):
    path = with_late_task(example(tmp_path))

    async def story(pilot, app):
        before = len(marks(app))
        with opener(path)() as other:
            task = next(one for one in other.store.each(Query(Task, limit=None)) if one.title == "Laat")
            other.do(tasking.done(other.pen(), task))
        app._poll()
        await until(pilot, lambda: len(marks(app)) < before)

    play(path, story, "findings")


def test_enter_a_double_click_and_the_menu_lead_to_where_it_can_be_mended(tmp_path):
    async def story(pilot, app):
        for go in ("enter", "o"):
            await press(pilot, go)
            assert app.screen.NAME != "findings", go
            app.action_area("findings")
            await settled(pilot)
        await pilot.click(listing(app).rows, offset=(6, 1), times=2)
        await settled(pilot)
        assert app.screen.NAME != "findings"
        app.action_area("findings")
        await settled(pilot)
        await pilot.click(listing(app).rows, offset=(6, 1), button=3)
        await settled(pilot)
        await press(pilot, "w")
        assert type(app.screen).__name__ == "Ask"

    play(example(tmp_path), story, "findings")


def test_every_kind_of_place_leads_to_its_own_area(tmp_path):
    with opener(example(tmp_path))() as office:
        store = office.store
        stop = find_stop(store, "crooswijk")
        session = next(store.each(Query(Session, order=("n",)).where(stop_id=stop.id)))
        venue, task = next(store.each(Query(Venue))), next(store.each(Query(Task, order=("n",))))
        for spot, area, row in (
            (Spot("task", task.id, ""), "tasks", task.id),
            (Spot("venue", venue.id, ""), "venues", venue.id),
            (Spot("session", session.id, ""), "agenda", session.id),
            (Spot("stop", stop.id, ""), "programme", stop.id),
        ):
            place = place_of(Finding("x", Weight.WARN, (spot,), "why"), office)
            assert (place.area, place.row) == (area, row)


def test_the_heading_of_a_screen_counts_without_holding_it_up(tmp_path):
    path = with_late_task(example(tmp_path))

    async def story(pilot, app):
        app._desk.unasked = True
        app.screen.count_findings()
        await until(pilot, lambda: "findings" in seen(app).splitlines()[0])

    play(path, story, "people")


def test_the_same_state_is_checked_once(tmp_path, monkeypatch):
    path = example(tmp_path)
    asked = []
    real = Checkup.findings
    monkeypatch.setattr(Checkup, "findings", lambda self, stop=None: asked.append(1) or real(self, stop))
    with opener(path)() as office:
        looked = Watch(opener(path))
        first = looked.check(office)
        assert looked.check(office) is first
        office.do(tasking.done(office.pen(), next(office.store.each(Query(Task).where(done=0)))))
        looked.check(office)
    assert len(asked) == 2


def test_no_findings_say_so_and_the_worst_sign_goes_first(tmp_path):
    from roadshow.api import Sifted

    spot = (Spot("stop", "1", "x"),)
    found = tuple(Finding(str(weight), weight, spot, "why") for weight in (Weight.HINT, Weight.BLOCK, Weight.WARN))
    assert note(Sifted((), (), ())) == "✓ no findings"
    assert note(Sifted(found, (), ())) == "✗ 3 findings"
    assert note(Sifted(found[:1], (), ())) == "i 1 finding"
    desk = Desk(opener(example(tmp_path)), "x")
    assert not desk.unasked
    assert desk.office.store.count(Query(Stop))
    desk.close()


def test_pictures(tmp_path):
    pictured(with_late_task(example(tmp_path)), "findings", "findings", mask=r"  [0-9a-f]{8}(?=\s)")


def test_how_much_a_rule_matters_is_chosen_where_its_finding_stands(tmp_path):
    async def story(pilot, app):
        code = listing(app).rows.row.finding.code
        await press(pilot, "t")
        assert "Shipped:" in seen(app)
        await press(pilot, "o")
        assert f'"{code}=off"' in user_file().read_text(encoding="utf-8")
        assert "○ off" in told(app)
        await press(pilot, "t")
        assert "Now: ○ off" in seen(app)
        await press(pilot, "b")
        assert f'"{code}=block"' in user_file().read_text(encoding="utf-8")

    play(example(tmp_path), story, "findings")


def test_another_weight_counts_at_once_for_who_checks_in_another_thread(tmp_path):
    path = example(tmp_path)
    desk = Desk(
        lambda: Office(SqliteStore(path), load_settings(os.environ), author=lambda: "", clock=lambda: MOMENT), "x"
    )

    async def story():
        before = await desk.watch.sifted()
        code = before.open[0].code
        row = settled_settings.rule_row(desk.office, code)
        settled_settings.write(row, "off", os.environ)
        desk.settle(settled_settings.settings_of(desk.office))
        after = await desk.watch.sifted()
        assert code not in {finding.code for finding in after.open}
        assert len(after.open) < len(before.open)

    try:
        asyncio.run(story())
    finally:
        desk.close()
