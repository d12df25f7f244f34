from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from verb_nouns import ZONE, applied, made, pen, plan_of, session, stop, wall

from roadshow.domain.errors import BadInputError
from roadshow.domain.moments import to_utc, to_wall
from roadshow.domain.places import Room
from roadshow.domain.tour import Part, PartRole, Session
from roadshow.planning import scheduling


def starts(plan):
    """The wall times at which sessions start, by key."""
    return {key: f"{one.start:%H:%M}" for (kind, key), one in plan.items() if kind == "session"}


def resized(key, length, *sessions):
    plan = plan_of(*sessions)
    change = scheduling.resize_session(pen(), stop(), plan["session", key], length, sessions)
    return starts(applied(plan, change.edits)), scheduling.overlaps_after(sessions, change, ZONE)


def test_what_follows_moves_along_when_a_session_grows_and_comes_back_when_it_shrinks():
    row = session("a", "13:30", 30), session("b", "14:00", 30), session("c", "14:30", 15)
    assert resized("a", 40, *row)[0] == {"a": "13:30", "b": "14:10", "c": "14:40"}
    assert resized("a", 20, *row)[0] == {"a": "13:30", "b": "13:50", "c": "14:20"}
    assert resized("b", 5, *row)[0] == {"a": "13:30", "b": "14:00", "c": "14:05"}


def test_a_gap_is_eaten_before_anything_is_pushed_and_nothing_is_drawn_over_it():
    row = session("a", "13:30", 30), session("b", "14:10", 30), session("c", "14:40", 15)
    assert resized("a", 40, *row)[0] == {"a": "13:30", "b": "14:10", "c": "14:40"}
    assert resized("a", 45, *row)[0] == {"a": "13:30", "b": "14:15", "c": "14:45"}
    assert resized("a", 10, *row)[0] == {"a": "13:30", "b": "14:10", "c": "14:40"}


def test_a_fixed_session_never_moves_and_the_overlap_is_told_not_cut():
    row = (
        session("a", "13:30", 30),
        session("b", "14:00", 30),
        session("meal", "14:30", 30, fixed=True),
        session("c", "15:00", 15),
    )
    after, said = resized("a", 40, *row)
    assert after == {"a": "13:30", "b": "14:10", "meal": "14:30", "c": "15:00"}
    assert [(pair.first.id, pair.second.id, pair.minutes) for pair in said] == [("b", "meal", 10)]


def test_other_rooms_do_not_move_and_sessions_without_a_room_are_a_lane_of_their_own():
    row = session("a", "13:30", 30, room_id="k1"), session("b", "14:00", 30, room_id="k2"), session("c", "14:00", 30)
    assert resized("a", 60, *row)[0] == {"a": "13:30", "b": "14:00", "c": "14:00"}
    assert scheduling.overlaps(row, ZONE) == ()


def test_parallel_sessions_behind_a_longer_one_stay_parallel():
    row = session("a", "13:30", 30), session("w1", "14:00", 60), session("w2", "14:00", 60), session("end", "15:00", 10)
    assert resized("a", 40, *row)[0] == {"a": "13:30", "w1": "14:10", "w2": "14:10", "end": "15:10"}


def test_nothing_is_drawn_into_a_session_that_still_runs_beside_it():
    row = session("w1", "14:00", 60), session("w2", "14:00", 60), session("end", "15:00", 10)
    assert resized("w1", 30, *row)[0]["end"] == "15:00"


def test_sixty_minutes_over_the_autumn_change_are_sixty_real_minutes():
    row = session("a", "2026-10-25 01:30", 60), session("b", "2026-10-25 02:30", 60)
    slots = scheduling.agenda(row, ZONE)
    assert (slots[0].end, slots[0].end.fold) == (wall("2026-10-25 02:30"), 0)
    assert (slots[1].end, slots[1].end.fold) == (wall("2026-10-25 02:30"), 1)
    change = scheduling.resize_session(pen(), stop(), row[0], 90, row)
    moved = [edit.after for edit in change.edits if edit.after.id == "b"]
    assert (moved[0].start, moved[0].start.fold) == (wall("2026-10-25 02:00"), 1)


def test_midnight_is_a_moment_like_any_other():
    row = session("a", "23:30", 30), session("b", "2026-04-15 00:00", 30)
    change = scheduling.resize_session(pen(), stop(), row[0], 45, row)
    assert [edit.after.start for edit in change.edits][1] == wall("2026-04-15 00:15")


def test_a_session_without_a_time_comes_behind_a_break_that_all_rooms_have():
    """Typed in order, an agenda would lay what follows a break over the break."""
    room, other = (Room(id=key, venue_id="v1", name=key) for key in ("k1", "k9"))
    row = session("a", "13:30", 45, room_id="k1"), session("break", "14:15", 15), session("end", "15:00", 10)
    assert made(scheduling.add_session(pen(), stop(), "Next", 20, room=room, siblings=row)).start == wall(
        "2026-04-14 14:30"
    )
    opening = (*row, session("all", f"{stop().start:%H:%M}", 10))
    later = made(scheduling.add_session(pen(), stop(), "Elsewhere", 20, room=other, siblings=opening)).start
    assert (later - stop().start).seconds == 600
    strange = session("strange", f"{stop().start:%H:%M}", 10, stop_id="another")
    alone = scheduling.add_session(pen(), stop(), "Elsewhere", 20, room=other, siblings=(strange,))
    assert made(alone).start == stop().start


def test_a_session_without_a_time_follows_the_last_in_its_room():
    row = session("a", "13:30", 45, room_id="k1"), session("b", "15:00", 10)
    room = Room(id="k1", venue_id="v1", name="Zaal 1")
    assert made(scheduling.add_session(pen(), stop(), "Next", 20, room=room, siblings=row)).start == wall(
        "2026-04-14 14:15"
    )
    assert made(scheduling.add_session(pen(), stop(), "Last", 20, siblings=row)).start == wall("2026-04-14 15:10")
    assert made(scheduling.add_session(pen(), stop(), "First", 20)).start == stop().start
    other = Room(id="k9", venue_id="v1", name="Serre")
    assert made(scheduling.add_session(pen(), stop(), "Elsewhere", 20, room=other, siblings=row)).start == stop().start
    with pytest.raises(BadInputError):
        scheduling.add_session(pen(), stop(), "Gap", 20, start=wall("2027-03-28 02:30"))


def test_moving_a_session_moves_nothing_else_and_can_take_it_out_of_its_room():
    one = session("a", "13:30", 30, room_id="k1")
    assert made(scheduling.move_session(pen(), stop(), one, start=wall("2026-04-14 15:00"))).room_id == "k1"
    assert made(scheduling.move_session(pen(), stop(), one, room=None)).room_id is None
    assert scheduling.move_session(pen(), stop(), one).edits == ()


def test_the_rest_of_the_evening_is_pushed_from_here_on_even_from_a_fixed_session():
    row = session("a", "13:30", 30), session("b", "14:00", 30, fixed=True), session("c", "14:30", 15)
    plan = applied(plan_of(*row), scheduling.push_rest(pen(), stop(), row[1], 10, row).edits)
    assert starts(plan) == {"a": "13:30", "b": "14:10", "c": "14:40"}


def test_two_sessions_change_places_and_the_whole_keeps_its_bounds():
    row = session("a", "13:30", 30), session("b", "14:00", 10), session("c", "14:10", 50)
    plan = applied(plan_of(*row), scheduling.swap(pen(), stop(), row[0], row[2], row).edits)
    assert starts(plan) == {"c": "13:30", "b": "14:20", "a": "14:30"}
    with pytest.raises(BadInputError):
        scheduling.swap(pen(), stop(), row[0], session("f", "15:00", 10, fixed=True), row)


def test_sessions_of_two_rooms_change_room_and_time():
    one, other = session("a", "13:30", 30, room_id="k1"), session("b", "14:00", 10, room_id="k2")
    plan = applied(plan_of(one, other), scheduling.swap(pen(), stop(), one, other, [one, other]).edits)
    assert (plan["session", "a"].room_id, plan["session", "b"].room_id) == ("k2", "k1")
    assert starts(plan) == {"a": "14:00", "b": "13:30"}


def test_two_halves_last_as_long_as_the_whole_and_keep_the_people():
    one = session("a", "13:30", 50, fixed=True)
    part = Part(id="x", session_id="a", person_id="p1", role=PartRole.SPEAKER)
    change = scheduling.split(pen(), stop(), one, 20, parts=[part])
    head, tail, copied = (edit.after for edit in change.edits)
    assert (head.length, tail.length, tail.start, tail.fixed) == (20, 30, wall("2026-04-14 13:50"), False)
    assert (copied.session_id, copied.person_id) == (tail.id, "p1")
    with pytest.raises(BadInputError):
        scheduling.split(pen(), stop(), one, 50)


def test_the_agenda_is_in_order_and_shows_gaps_and_overlaps_per_room():
    row = (
        session("c", "14:50", 10),
        session("a", "13:30", 60),
        session("b", "14:00", 20),
        session("r", "13:30", 5, room_id="k1"),
    )
    slots = {slot.session.id: slot.gap for slot in scheduling.agenda(row, ZONE)}
    assert slots == {"a": None, "r": None, "b": -30, "c": 20}, "the gap before c counts from the end of a, not of b"
    assert [(pair.first.id, pair.second.id, pair.minutes) for pair in scheduling.overlaps(row, ZONE)] == [
        ("a", "b", 20)
    ]


lengths = st.integers(1, 120)


@st.composite
def evenings(draw):
    """Sessions of one lane in order, with gaps, through the night of the autumn change; none overlaps."""
    moment = to_utc(wall("2026-10-24 20:00"), ZONE)
    sessions = []
    for number in range(draw(st.integers(1, 8))):
        moment += timedelta(minutes=draw(st.sampled_from([0, 0, 0, 5, 30])))
        length = draw(lengths)
        sessions.append(
            Session(id=f"x{number}", stop_id="s1", title=str(number), start=to_wall(moment, ZONE), length=length,
                    fixed=draw(st.booleans()) and draw(st.booleans()))
        )  # fmt: skip
        moment += timedelta(minutes=length)
    return sessions


@given(evenings(), st.integers(0, 7), lengths)
def test_a_resize_keeps_order_and_lengths_and_overlaps_only_with_fixed_ones(row, place, length):
    assume(place < len(row))
    target = row[place]
    change = scheduling.resize_session(pen(), stop(), target, length, row)
    plan = applied(plan_of(*row), change.edits)
    after = [plan["session", one.id] for one in row]
    assert after[:place] == row[:place]
    for before, now in zip(row, after, strict=True):
        assert now.length == (length if before is target else before.length)
        if before.fixed or before is target:
            assert to_utc(now.start, ZONE) == to_utc(before.start, ZONE)
    for pair in scheduling.overlaps(after, ZONE):
        assert pair.second.fixed or pair.first.fixed or any(one.fixed for one in row[place + 1 :])
    if not any(one.fixed for one in row[place + 1 :]):
        assert scheduling.overlaps(after, ZONE) == ()


@given(evenings(), st.integers(0, 7), st.integers(1, 60))
def test_longer_and_back_again_is_nothing_where_no_gap_was_eaten(row, place, more):
    assume(place < len(row))
    slots = scheduling.agenda(row, ZONE)
    assume(all(slot.gap == 0 and not slot.session.fixed for slot in slots[place + 1 :]))
    grown = applied(
        plan_of(*row), scheduling.resize_session(pen(), stop(), row[place], row[place].length + more, row).edits
    )
    lane = [one for one in grown.values() if isinstance(one, Session)]
    back = applied(
        grown, scheduling.resize_session(pen(), stop(), grown["session", row[place].id], row[place].length, lane).edits
    )
    assert {key: (one.start, one.start.fold) for key, one in back.items()} == {
        key: (one.start, one.start.fold) for key, one in plan_of(*row).items()
    }
