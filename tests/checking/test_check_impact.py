"""What a change would do, and how ready a stop is, told in words."""

from datetime import timedelta

import pytest
from small_scenes import (
    DAY,
    altered,
    at,
    clean,
    days_later,
    invitation,
    part,
    person,
    scene,
    second_stop,
    session,
    task,
    without,
)  # fmt: skip

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Finding, Weight
from roadshow.domain.guests import GuestRole
from roadshow.domain.places import BookingState
from roadshow.domain.tour import PartRole, SessionKind, StopStatus
from roadshow.planning.checking import (
    GuestTally,
    Impact,
    Touched,
    after,
    check,
    impact,
    readiness,
    ready_line,
    touched,
    weigh,
)  # fmt: skip


def edit(nouns, key, /, **fields):
    (before,) = (noun for noun in nouns if noun.id == key)
    (changed,) = (noun for noun in altered(nouns, key, **fields) if noun.id == key)
    return Edit(before, changed)


def tallied(**counts):
    return {"s1": GuestTally(**{"guests": 40, "holding": 31, "told": 31, "coming": 20, "listed": 40, **counts})}


def test_a_move_into_a_holiday_appears_before_it_is_saved():
    """A planner would move a stop to King's Day and find out afterwards."""
    plan = clean()
    feast = DAY.replace(month=4, day=27)
    before = scene(*plan)
    later = after(before, [edit(plan, "s1", doors=None, start=at("13:30", feast), end=at("15:30", feast))])
    appear, go = impact(before, later, only="s1")
    assert "public-holiday" in {f.code for f in appear}
    assert go == ()
    back_appear, back_go = impact(later, before, only="s1")
    assert {f.identity for f in back_go} == {f.identity for f in appear}
    assert back_appear == ()


def test_a_scene_after_edits_is_the_scene_of_the_edited_plan():
    """The preview would differ from what check says after saving."""
    plan = (*clean(), *second_stop())
    before = scene(*plan)
    new = session("x9", "15:00", 30)
    edits = [edit(plan, "x2", start=at("14:10")), Edit(None, new), Edit(next(n for n in plan if n.id == "y1"), None)]
    wanted = scene(*without(altered(plan, "x2", start=at("14:10")), "y1"), new)
    assert {f.identity for f in check(after(before, edits))} == {f.identity for f in check(wanted)}
    assert {f.identity for f in check(before)} == {f.identity for f in check(scene(*plan))}


def test_guests_who_were_told_the_old_time_appear():
    """31 people would come at the old hour and nobody would be warned."""
    plan = clean()
    before = scene(*plan, tallies=tallied())
    moved = weigh(before, after(before, [edit(plan, "s1", start=at("14:00"))]), "s1")
    assert "invitation-outdated" in {f.code for f in moved.appear}
    renamed = weigh(before, after(before, [edit(plan, "s1", title="Anders")]), "s1")
    assert (renamed.appear, renamed.go) == ((), ())


def test_findings_that_stay_neither_appear_nor_go():
    """An old mistake would be blamed on every change."""
    plan = altered(clean(), "x3", room_id=None)
    before = scene(*plan)
    moved = weigh(before, after(before, [edit(plan, "x3", title="")]), "s1", session_id="x3")
    assert [f.code for f in moved.appear] == ["session-no-title"]
    assert moved.go == ()


def test_a_cancelled_stop_takes_its_findings_along():
    """The room that two stops fight over would stay blocked after one is cancelled."""
    plan = (*clean(), *altered(second_stop(), "y1", room_id="k1"))
    before = scene(*plan)
    told = weigh(before, after(before, [edit(plan, "s2", status=StopStatus.CANCELLED)]), "s2")
    assert "room-double-booked" in {f.code for f in told.go}
    assert told.appear == ()


def test_what_hangs_on_a_stop_is_counted():
    """The sentence before saving would leave somebody out."""
    plan = (
        *clean(), person("b"), part("p2", "x3", "b", PartRole.FACILITATOR), part("p3", "x3", "b", PartRole.SPEAKER),
        part("p4", "x3", "c", PartRole.TIMEKEEPER), invitation("i1", "d", role=GuestRole.HOST),
        invitation("i2", "e", role=GuestRole.VOLUNTEER),
        task("t1", offset=-21), task("t2", offset=7), task("t3", offset=-7, done=True), task("t4", due=DAY),
    )  # fmt: skip
    stage = scene(*plan, tallies=tallied())
    assert touched(stage, "s1", prints=1) == Touched(guests=31, facilitators=3, tasks=2, prints=1)
    assert touched(stage, "s1", "x3") == Touched(guests=31, facilitators=1)
    assert touched(stage, "nowhere") == Touched()


def finding(code):
    return Finding(code, Weight.WARN, (), "…")


def test_the_sentence():
    """“1 guests” or a list of noughts would stand before every question."""
    four = tuple(finding(f"c{n}") for n in range(4))
    whole = Impact(Touched(31, 2, 3, 1), four, (finding("d"),))
    assert whole.sentence() == "31 guests invited, 2 facilitators, 3 tasks, 1 printed list; 4 findings appear, 1 goes"
    assert Impact(Touched(1), (), ()).sentence() == "1 guest invited; no finding changes"
    assert Impact(Touched(), (), four).sentence() == "nobody is touched; 4 go"


READY = GuestTally(guests=40, coming=20, listed=40, holding=40)


def gaps(*plan, tally=READY, **kwargs):
    stage = scene(*plan, tallies={"s1": tally}, **kwargs)
    return {gap.code: gap for gap in readiness(stage, "s1")}


def test_a_ready_stop_has_no_gaps():
    """All other tests compare with it."""
    stage = scene(*clean(), tallies={"s1": READY})
    assert readiness(stage, "s1") == ()
    assert ready_line(stage, "s1", ()) == "Halte s1, 2027-06-08 13:30: ready"


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (altered(clean(), "s1", venue_id=None), "no-venue"),
        (altered(clean(), "b-s1", state=BookingState.HOLD), "venue-not-firm"),
        (without(clean(), "b-s1"), "venue-not-firm"),
        (altered(clean(), "v1", key=""), "no-key-holder"),
        (altered(clean(), "v1", step_free=None), "step-free-unknown"),
        (altered(clean(), "s1", contact=" "), "no-contact"),
        (without(clean(), "x1", "x2", "x3", "p1"), "no-agenda"),
        (altered(clean(), "x3", session_kind=SessionKind.WORKSHOP), "no-leader"),
        (altered(clean(), "p1", confirmed=False), "part-unconfirmed"),
        ((*clean(), task(offset=-200)), "task-overdue"),
    ],
)
def test_each_gap_of_the_plan_has_a_name_and_a_step(plan, code):
    """A stop would be called not ready and nobody would know what to do."""
    found = gaps(*plan)
    assert set(found) == {code}
    assert found[code].help.strip()


def test_gaps_of_the_guest_list():
    """Four hosts who never answered would be missed on the day."""
    assert set(gaps(*clean(), tally=GuestTally())) == {"no-guests"}
    assert gaps(*clean(), tally=GuestTally(guests=9, crew_unanswered=4))["crew-silent"].what.startswith("4 hosts")
    unsent = GuestTally(guests=9, unsent=3)
    assert gaps(*clean(), tally=unsent) == {}
    assert set(gaps(*clean(), tally=unsent, today=days_later(-28, DAY))) == {"not-invited"}
    steps = gaps(*altered(clean(), "v1", step_free=False), tally=GuestTally(guests=9, step_free=2))["not-step-free"]
    assert steps.what == "no step-free entrance while 2 asked for it"


def test_the_line_names_the_gaps_and_says_when_a_stop_is_over():
    """A bare number would explain nothing."""
    plan = altered(altered(clean(), "s1", contact=""), "v1", key="")
    stage = scene(*plan, tallies={"s1": READY})
    block = (Finding("x", Weight.BLOCK, (), "…"), Finding("y", Weight.HINT, (), "…"))
    line = ready_line(stage, "s1", readiness(stage, "s1", block))
    assert line == (
        "Halte s1, 2027-06-08 13:30: 3 gaps: nobody known who opens and locks; no contact for the day; "
        "1 finding that blocks"
    )
    over = scene(*clean(), today=DAY + timedelta(days=1))
    assert ready_line(over, "s1", readiness(over, "s1")) == "Halte s1, 2027-06-08 13:30: over"
    off = scene(*altered(clean(), "s1", status=StopStatus.CANCELLED))
    assert ready_line(off, "s1", ()).endswith(": cancelled")
