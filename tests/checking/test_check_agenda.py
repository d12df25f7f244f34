"""The agenda of one stop: each rule finds its case and leaves the neighbour alone."""

from datetime import timedelta

import pytest
from small_scenes import DAY, altered, at, clean, codes, found, part, scene, session, without

from roadshow.domain.tour import SessionKind


def only_sessions(*sessions):
    return (*without(clean(), "x1", "x2", "x3", "p1"), *sessions)


def test_before_the_doors():
    """Guests would miss what happens while the doors are shut."""
    early = (*clean(), session("x0", "12:59", 31, session_kind=SessionKind.WELCOME))
    assert codes(scene(*early)) == ["session-before-doors"]
    assert codes(scene(*altered(early, "x0", start=at("13:00"), length=30))) == []


def test_outside_the_stop():
    """A session after the announced end would find empty chairs."""
    plan = altered(clean(), "x3", length=56)
    assert codes(scene(*plan)) == ["session-outside-stop"]
    talk = (*clean(), session("x0", "13:10", 20, session_kind=SessionKind.TALK))
    assert len(found(scene(*talk), "session-outside-stop")) == 1
    assert codes(scene(*altered(talk, "x0", session_kind=SessionKind.NETWORKING))) == []


def test_setting_up_and_clearing_lie_around_the_stop():
    """Every run sheet, from opening the door to handing back the key, would be full of warnings."""
    plan = (*clean(), session("x0", "11:00", 60), session("x9", "15:30", 60))
    assert codes(scene(*plan)) == []
    assert codes(scene(*plan, around=59)) == ["session-before-doors", "session-outside-stop"]
    debrief = (*altered(plan, "x9", session_kind=SessionKind.EVALUATION), part("p9", "x9"))
    assert codes(scene(*debrief)) == []
    assert codes(scene(*altered(debrief, "x9", start=at("15:20"), room_id="k9"))) == ["session-outside-stop"]
    late = altered(plan, "x9", start=at("15:30", DAY + timedelta(days=1)))
    assert codes(scene(*late)) == ["session-outside-stop"]


def test_outside_the_stop_on_another_day():
    """A session left behind when the stop moved would be days away from it."""
    plan = altered(clean(), "x3", start=at("14:35", DAY + timedelta(days=1)))
    assert "session-outside-stop" in codes(scene(*plan))


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"session_kind": SessionKind.CASE_DISCUSSION}, True),
        ({"session_kind": SessionKind.CASE_DISCUSSION, "length": 60, "start": at("14:30")}, False),
        ({"description": "10 min terugblik\n- 15 min kiezen\n* 30' vragen\n5 minuten slot"}, True),
        ({"description": "10 min terugblik\n- 15 min kiezen\n* 30' vragen"}, False),
        ({"description": "2027 was een goed jaar\n100 mensen kwamen"}, False),
    ],
)
def test_too_short_for_its_content(fields, short):
    """A case discussion of 55 minutes, or steps that add up to 60 in 55, would run over."""
    plan = without(altered(clean(), "x3", **fields), "x2")
    assert bool(found(scene(*plan), "session-too-short")) is short


def test_the_steps_of_a_case_discussion_are_as_long_as_all_of_them():
    """A case discussion written as seven steps of ten minutes would be seven times too short."""
    steps = [
        session(f"c{n}", at("13:30") + timedelta(minutes=10 * n), 10, session_kind=SessionKind.CASE_DISCUSSION)
        for n in range(7)
    ]
    assert found(scene(*only_sessions(*steps)), "session-too-short") == []
    assert len(found(scene(*only_sessions(*steps[:5])), "session-too-short")) == 5
    parted = altered(only_sessions(*steps), "c3", room_id=None)
    assert {f.at("session")[0].id for f in found(scene(*parted), "session-too-short")} == {f"c{n}" for n in range(7)}


def test_too_short_for_its_speakers():
    """Four speakers in fifteen minutes would each get less than five."""
    plan = only_sessions(session("x1", "13:30", 15), *(part(f"p{n}", "x1", f"w{n}") for n in range(4)))
    assert len(found(scene(*plan), "session-too-short")) == 1
    assert found(scene(*without(plan, "p0")), "session-too-short") == []


def test_overlap_without_two_rooms():
    """Guests would have to choose between two things that happen in the same place."""
    plan = (*clean(), session("x4", "13:40", 30, room_id=None))
    assert len(found(scene(*plan), "agenda-overlap")) == 1
    assert found(scene(*altered(plan, "x4", room_id="k8")), "agenda-overlap") == []
    assert found(scene(*altered(plan, "x4", start=at("15:30"))), "agenda-overlap") == []


def test_a_gap():
    """Half an hour of nothing would be found by the guests first."""
    plan = altered(clean(), "x3", start=at("14:46"), length=44)
    (finding,) = found(scene(*plan), "agenda-gap")
    assert finding.at("session")[0].id == "x2"
    assert "11 minutes" in finding.why
    assert found(scene(*altered(clean(), "x3", start=at("14:45"), length=45)), "agenda-gap") == []


def test_a_stop_without_agenda_has_no_gap():
    """Every new stop would be one large hole."""
    assert codes(scene(*only_sessions())) == []


def talk(key, start, length, **fields):
    return session(key, start, length, **{"session_kind": SessionKind.OTHER, **fields})


def test_too_long_without_a_break():
    """People would sit for two hours."""
    long = only_sessions(talk("x1", "13:30", 45), talk("x2", "14:15", 46), talk("x3", "15:10", 20))
    (finding,) = found(scene(*long), "no-break")
    assert finding.at("session")[0].id == "x1"
    assert "120 minutes" in finding.why
    assert found(scene(*long, without_break=120), "no-break") == []
    pause = altered(clean(), "x2", session_kind=SessionKind.MEAL)
    assert found(scene(*pause), "no-break") == []


def test_what_the_team_does_meanwhile_is_no_sitting():
    """Childcare next door, or setting up in the morning, would be called two hours without a break."""
    plan = (*clean(), session("x8", "12:00", 200, room_id="k8"))
    assert found(scene(*plan), "no-break") == []


def test_a_break_of_five_minutes_is_a_break_and_so_is_a_hole_of_ten():
    """A planner who put a short break in would still be told that there is none."""
    broken = only_sessions(
        talk("x1", "13:30", 60), session("x2", "14:30", 5, session_kind=SessionKind.BREAK), talk("x3", "14:35", 55)
    )
    assert found(scene(*broken), "no-break") == []
    hole = only_sessions(talk("x1", "13:30", 55), talk("x3", "14:35", 55))
    assert found(scene(*hole), "no-break") == []
    nine = only_sessions(talk("x1", "13:30", 56), talk("x3", "14:35", 55))
    assert len(found(scene(*nine), "no-break")) == 1


def test_a_session_without_room_leader_or_title():
    """The time card would have blanks."""
    assert codes(scene(*altered(clean(), "x3", room_id=None))) == ["session-no-room"]
    assert codes(scene(*altered(clean(), "x2", room_id=None))) == []
    assert codes(scene(*without(clean(), "p1"))) == ["session-no-leader"]
    assert codes(scene(*altered(clean(), "x3", title="  "))) == ["session-no-title"]


def test_an_agenda_over_the_change_of_the_clock_is_measured_in_real_minutes():
    """In the night of 28 March 2027 the hour from 2 to 3 does not exist: 01:00 to 03:30 is 90 minutes, not 150."""
    night = DAY.replace(month=3, day=28)
    plan = only_sessions(talk("x1", at("01:00", night), 90))
    plan = altered(plan, "s1", doors=None, start=at("01:00", night), end=at("03:30", night))
    assert set(codes(scene(*plan))) == {"clock-change", "public-holiday"}
    longer = altered(plan, "x1", length=91)
    assert "session-outside-stop" in codes(scene(*longer, around=0))
