from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import ZONE, applied, made, pen, person, plan_of, roadshow, session, stop, wall

from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import SignIn, SignInKind
from roadshow.domain.moments import readings
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Session, Stop, StopStatus, Task
from roadshow.planning import touring


def test_a_stop_takes_zone_and_a_free_slug_from_what_is_known():
    change = touring.add_stop(
        pen(), roadshow(zone="Europe/Istanbul"), "Avond", wall("2026-05-01 19:00"), wall("2026-05-01 21:00"),
        district="Hillesluis", taken={"hillesluis"},
    )  # fmt: skip
    assert (made(change).slug, made(change).zone) == ("hillesluis-2", "Europe/Istanbul")
    assert made(touring.add_roadshow(pen(), "Samen Leren", taken={"samen-leren"})).slug == "samen-leren-2"


def test_a_slug_that_was_asked_for_and_is_taken_is_refused_rather_than_changed():
    with pytest.raises(BadInputError) as refused:
        touring.add_roadshow(pen(), "Samen Leren", slug="a", taken={"a"})
    assert "a-2" in refused.value.hint
    with pytest.raises(BadInputError):
        touring.amend(pen(), stop(), slug="other", taken={"other"})


def test_amend_checks_only_what_changes_and_says_what_changed():
    change = touring.amend(pen(), stop(), title="Nieuw", capacity=40)
    assert (made(change).title, made(change).capacity) == ("Nieuw", 40)
    assert change.label.values == {"stop": "crooswijk", "fields": "title, capacity"}
    assert touring.amend(pen(), stop(), title="Crooswijk").edits == ()
    with pytest.raises(BadInputError):
        touring.amend(pen(), stop(), title=" ")


def test_the_other_reading_of_a_time_that_occurs_twice_is_a_change():
    night = session("a", "2026-10-25 02:30", 10)
    change = touring.amend(pen(), night, stop=stop(), start=wall("2026-10-25 02:30~2"))
    assert made(change).start.fold == 1
    assert change.label.values["fields"] == "start"


def test_nobody_s_name_gets_into_a_label_of_the_journal():
    changed = touring.amend(pen(), person(), surname="Geheim")
    removed = touring.remove(pen(), person())
    for change in (changed, removed):
        assert "Vries" not in str(change.label)
        assert "Geheim" not in str(change.label)


def test_facts_at_the_door_are_never_altered():
    fact = SignIn(id="f", stop_id="s1", sign_in_kind=SignInKind.IN, desk="A", counter=1, moment=pen().moment)
    with pytest.raises(BadInputError):
        touring.amend(pen(), fact, desk="B")


def test_moving_a_stop_moves_doors_end_and_sessions_by_the_same_hands_of_the_clock():
    evening = stop(start=wall("2026-03-27 22:00"), end=wall("2026-03-28 00:30"), doors=wall("2026-03-27 21:30"))
    late = session("late", "2026-03-28 00:10", 20)
    change = touring.move_stop(pen(), evening, [late], wall("2026-03-28 22:00"))
    moved, moved_session = (edit.after for edit in change.edits)
    assert (moved.doors, moved.end) == (wall("2026-03-28 21:30"), wall("2026-03-29 00:30"))
    assert moved_session.start == wall("2026-03-29 00:10"), "a session over midnight keeps its place"


def test_a_stop_never_moves_into_the_hour_that_does_not_exist():
    night = stop(start=wall("2026-03-20 23:00"), end=wall("2026-03-21 04:00"), doors=None)
    with pytest.raises(BadInputError, match="“film”"):
        touring.move_stop(pen(), night, [session("film", "2026-03-21 02:30", 60)], wall("2026-03-28 23:00"))
    with pytest.raises(BadInputError):
        touring.move_stop(pen(), stop(), [], wall("9999-12-31 23:59"))


def test_a_stop_moved_to_the_night_of_two_readings_keeps_the_reading_asked_for():
    change = touring.move_stop(pen(), stop(doors=None), [], wall("2026-10-25 02:30~2"))
    assert made(change).start.fold == 1
    back = touring.move_stop(pen(), made(change), [], wall("2026-10-26 02:30"))
    assert made(back).start.fold == 0, "an ordinary night has one reading"


@given(st.integers(-400, 400), st.integers(0, 23 * 60), st.lists(st.integers(-120, 600), max_size=4))
def test_a_move_keeps_every_distance_on_the_clock_or_is_refused(days, minute, starts):
    base = stop()
    items = [
        replace(session(f"x{i}", "13:30", 30), start=base.start + timedelta(minutes=m)) for i, m in enumerate(starts)
    ]
    target = wall("2026-04-14 00:00") + timedelta(days=days, minutes=minute)
    walls = [target + (one - base.start) for one in [base.start, base.end, base.doors, *(item.start for item in items)]]
    try:
        plan = applied(plan_of(base, *items), touring.move_stop(pen(), base, items, target).edits)
    except BadInputError:
        gap = any(not readings(one, ZONE) for one in walls)
        doors_late = readings(walls[0], ZONE) < readings(walls[2], ZONE) or readings(walls[1], ZONE) < readings(
            walls[0], ZONE
        )
        assert gap or doors_late
        return
    moved = plan["stop", "s1"]
    assert [moved.start, moved.end, moved.doors] == walls[:3]
    assert [plan["session", item.id].start for item in items] == walls[3:]


def test_only_a_cancelled_stop_can_be_reinstated():
    cancelled = made(touring.cancel_stop(pen(), stop(status=StopStatus.CONFIRMED)))
    assert cancelled.status is StopStatus.CANCELLED
    assert touring.cancel_stop(pen(), cancelled).edits == ()
    assert made(touring.reinstate(pen(), cancelled)).status is StopStatus.PLANNED
    with pytest.raises(BadInputError):
        touring.reinstate(pen(), stop())


def test_removing_streams_so_that_a_long_list_never_stands_in_memory():
    asked = []

    def hanging():
        for number in range(3):
            asked.append(number)
            yield session(f"x{number}", "13:30", 10)

    edits = iter(touring.remove(pen(), stop(), hanging()).edits)
    next(edits)
    assert asked == [0]
    assert [edit.after for edit in edits] == [None, None, None]


def test_a_copy_takes_agenda_and_tasks_and_leaves_people_behind():
    old = stop(venue_id="v1", status=StopStatus.HELD, notes="Jan was late", district="Crooswijk")
    rooms = [Room(id="k1", venue_id="v1", name="Zaal 1"), Room(id="k2", venue_id="v1", name="Serre")]
    new_rooms = [Room(id="m1", venue_id="v2", name="ZAAL  1")]
    sessions = [session("a", "13:30", 30, room_id="k1"), session("b", "14:00", 60, room_id="k2", fixed=True)]
    tasks = [
        Task(id="t1", roadshow_id="r1", title="Mail", stop_id="s1", offset=-21, done=True),
        Task(id="t2", roadshow_id="r1", title="Key", stop_id="s1", due=date(2026, 4, 13)),
    ]
    change = touring.copy_stop(
        pen(), old, wall("2026-05-20 19:30"), district="Hillesluis", venue=Venue(id="v2", name="Huis"),
        sessions=sessions, tasks=tasks, rooms=rooms, new_rooms=new_rooms, taken={"crooswijk"},
    )  # fmt: skip
    copy, first, second, mail, key = (edit.after for edit in change.edits)
    assert isinstance(copy, Stop)
    assert (copy.slug, copy.status, copy.venue_id, copy.notes) == ("hillesluis", StopStatus.PLANNED, "v2", "")
    assert (copy.end, copy.doors) == (wall("2026-05-20 22:00"), wall("2026-05-20 19:00"))
    assert [(one.start, one.room_id, one.stop_id) for one in (first, second)] == [
        (wall("2026-05-20 19:30"), "m1", copy.id),
        (wall("2026-05-20 20:00"), None, copy.id),
    ]
    assert isinstance(first, Session)
    assert (mail.offset, mail.done, mail.stop_id) == (-21, False, copy.id)
    assert key.due == date(2026, 5, 19), "a task on the day before stays on the day before"
    assert len({noun.id for noun in (copy, first, second, mail, key, old, *sessions, *tasks)}) == 10
