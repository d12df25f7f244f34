"""Rooms, venues, bookings, things and sizes: each rule finds its case and leaves the neighbour alone."""

from datetime import date, time, timedelta

import pytest
from small_scenes import (
    DAY,
    TODAY,
    altered,
    at,
    clean,
    codes,
    days_later,
    firm,
    found,
    room,
    scene,
    second_stop,
    session,
    venue,
    weekdays,
    without,
)  # fmt: skip

from roadshow.domain.places import BookingState, ClosedPeriod, OpeningHours
from roadshow.domain.tour import SessionKind, StopStatus
from roadshow.planning.checking import GuestTally


def test_the_clean_stop_is_clean():
    """All other tests compare with it: a finding here would make them prove nothing."""
    assert codes(scene(*clean())) == []


def test_two_sessions_in_one_room_overlap():
    """A room given away twice would go unseen until people stand in the corridor."""
    plan = altered(clean(), "x2", start=at("14:10"))
    (finding,) = found(scene(*plan), "room-double-booked")
    assert {place.id for place in finding.places} == {"k1", "s1", "x1", "x2"}
    assert finding.why == "Zaal k1 is used by “Deel x1” and “Deel x2” at once, at 2027-06-08 14:10."


def test_touching_ends_are_no_overlap():
    """Every agenda would be full of false alarms."""
    assert found(scene(*altered(clean(), "x2", start=at("14:20"))), "room-double-booked") == []


def test_a_break_takes_part_in_the_room():
    """A coffee break in a room where a workshop still runs would go unseen."""
    plan = (*clean(), session("x4", "14:20", 15, session_kind=SessionKind.WORKSHOP, room_id="k1"))
    assert len(found(scene(*plan), "room-double-booked")) == 1


def test_a_room_is_taken_twice_across_roadshows():
    """Two roadshows that use one building would not see each other."""
    plan = (*clean(), *altered(second_stop(), "y1", room_id="k1"))
    (finding, *_rest) = found(scene(*plan), "room-double-booked")
    assert {place.id for place in finding.at("stop")} == {"s1", "s2"}


def test_sessions_over_midnight_overlap_with_the_early_morning():
    """A night that runs past twelve would be compared by date only."""
    late = session("x9", at("23:30"), 90, room_id="k1")
    early = session("y9", at("00:30", DAY + timedelta(days=1)), 30, "s2", room_id="k1")
    plan = (*clean(), late, *without(second_stop(), "y1"), early)
    assert len(found(scene(*plan), "room-double-booked")) == 1
    apart = altered(plan, "y9", start=at("01:00", DAY + timedelta(days=1)))
    assert found(scene(*apart), "room-double-booked") == []


def test_same_start_and_same_length_overlap():
    """Two equal sessions would sort as one and hide each other."""
    plan = (*clean(), session("x4", "13:30", 50))
    assert len(found(scene(*plan), "room-double-booked")) == 1


def test_the_hour_that_comes_twice_is_two_hours():
    """In the night of 31 October 2027 02:30 comes twice; wall time alone would see an overlap or miss one."""
    night = date(2027, 10, 31)
    first = session("x1", at("02:10", night), 30)
    second = session("x2", at("02:10", night).replace(fold=1), 30)
    plan = without(clean(), "x1", "x2", "x3", "p1")
    plan = (*altered(plan, "s1", doors=None, start=at("01:00", night), end=at("04:00", night)), first, second)
    assert found(scene(*plan), "room-double-booked") == []
    both = altered(plan, "x2", start=at("02:10", night))
    assert len(found(scene(*both), "room-double-booked")) == 1


@pytest.mark.parametrize("status", [StopStatus.CANCELLED, StopStatus.HELD])
def test_cancelled_and_held_stops_take_no_room(status):
    """A cancelled stop would block its old room for ever."""
    plan = (*clean(), *altered(altered(second_stop(), "y1", room_id="k1"), "s2", status=status))
    assert codes(scene(*plan)) == []


def test_a_room_of_another_venue():
    """After a stop moves to another building its sessions would stay in the old one."""
    plan = (*clean(), venue("v3"), room("k3", "v3"))
    assert [f.at("session")[0].id for f in found(scene(*altered(plan, "x1", room_id="k3")), "room-elsewhere")] == ["x1"]
    assert found(scene(*plan), "room-elsewhere") == []


def test_a_closed_room():
    """A room that is being painted would be planned in."""
    plan = altered(clean(), "k1", closed_periods=(ClosedPeriod(first=date(2027, 6, 7), last=DAY, reason="schilder"),))
    assert len(found(scene(*plan), "room-closed")) == 3
    day_before = altered(clean(), "k1", closed_periods=(ClosedPeriod(first=date(2027, 6, 7), last=date(2027, 6, 7)),))
    assert found(scene(*day_before), "room-closed") == []


def test_one_thing_in_two_places():
    """One beamer would be promised to two districts at once."""
    plan = (*altered(clean(), "x1", materials=("Beamer", "stiften")),
            *altered(second_stop(), "y1", materials=("beamer",)))  # fmt: skip
    (finding,) = found(scene(*plan, equipment=("beamer=1",)), "equipment-double-booked")
    assert {place.id for place in finding.at("session")} == {"x1", "y1"}
    assert found(scene(*plan, equipment=("beamer=2",)), "equipment-double-booked") == []
    assert found(scene(*plan), "equipment-double-booked") == []


def test_a_venue_in_its_closed_period():
    """The hall would be locked when the guests come."""
    shut = ClosedPeriod(first=DAY, last=DAY + timedelta(days=3), reason="vloer")
    (finding,) = found(scene(*altered(clean(), "v1", closed_periods=(shut,))), "venue-closed")
    assert "vloer" in finding.why
    over = ClosedPeriod(first=DAY - timedelta(days=3), last=DAY - timedelta(days=1))
    assert found(scene(*altered(clean(), "v1", closed_periods=(over,))), "venue-closed") == []


def test_a_venue_without_hours_on_that_weekday():
    """A venue that is closed on Tuesdays would be booked for one."""
    no_tuesday = tuple(hour for hour in weekdays() if hour.weekday != 2)
    assert codes(scene(*altered(clean(), "v1", opening_hours=no_tuesday))) == ["venue-closed"]
    assert codes(scene(*altered(clean(), "v1", opening_hours=weekdays()))) == []


def test_after_the_venue_closes():
    """The last session would end in front of a caretaker with a key."""
    assert codes(scene(*altered(clean(), "v1", opening_hours=weekdays("08:00", "15:00")))) == [
        "outside-opening-hours", "outside-opening-hours",
    ]  # fmt: skip
    assert codes(scene(*altered(clean(), "v1", opening_hours=weekdays("13:00", "15:30")))) == []


def test_open_over_midnight():
    """A venue that closes at two at night would count as closed from midnight."""
    night = (OpeningHours(weekday=2, opens=time(18), closes=time(2)),)
    plan = altered(
        without(clean(), "x1", "x2", "x3", "p1"),
        "s1",
        doors=None,
        start=at("22:00"),
        end=at("01:30", DAY + timedelta(1)),
    )
    assert codes(scene(*altered(plan, "v1", opening_hours=night))) == []
    longer = altered(plan, "s1", end=at("02:30", DAY + timedelta(days=1)))
    assert codes(scene(*altered(longer, "v1", opening_hours=night))) == ["outside-opening-hours"]


def test_a_hold_that_ended():
    """The venue would have given the hall to somebody else."""
    held = altered(clean(), "b-s1", state=BookingState.HOLD, until=TODAY - timedelta(days=1))
    assert codes(scene(*held)) == ["hold-expired"]
    assert codes(scene(*altered(held, "b-s1", until=TODAY))) == []
    again = (*held, firm("s1", id="b2", state=BookingState.HOLD, until=TODAY + timedelta(days=9)))
    assert codes(scene(*again)) == []


def test_a_hold_that_nobody_made_firm():
    """Three weeks before the day there would be only a promise."""
    held = altered(clean(), "b-s1", state=BookingState.HOLD, until=DAY)
    near = days_later(-28, DAY)
    assert found(scene(*held, today=near), "venue-unconfirmed")[0].places[1].id == "v1"
    assert found(scene(*held, today=days_later(-29, DAY)), "venue-unconfirmed") == []
    assert len(found(scene(*without(held, "b-s1"), today=near), "venue-unconfirmed")) == 1
    assert found(scene(*clean(), today=near), "venue-unconfirmed") == []


def test_a_firm_booking_of_another_venue_counts_for_nothing():
    """After a change of venue the old booking would hide that the new hall is not booked."""
    plan = (*without(clean(), "b-s1"), firm("s1", "v9"))
    assert codes(scene(*plan, today=days_later(-10, DAY))) == ["venue-unconfirmed"]


def tallied(**counts):
    return {"s1": GuestTally(**counts)}


def test_a_session_takes_more_than_its_room():
    """A workshop for 80 would be put in a room for 60."""
    assert codes(scene(*altered(clean(), "x1", capacity=61))) == ["session-over-room"]
    assert codes(scene(*altered(clean(), "x1", capacity=60))) == []


def test_a_room_smaller_than_those_who_come():
    """Guests with companions would stand along the wall."""
    stage = scene(*clean(), room("k0", capacity=500), tallies=tallied(coming=61, listed=61))
    assert {f.at("session")[0].id for f in found(stage, "room-too-small")} == {"x1", "x3"}
    assert codes(scene(*clean(), tallies=tallied(coming=60, listed=60))) == []


def test_parallel_rooms_count_together():
    """Two groups of thirty in two rooms would be called too small for sixty."""
    plan = (*clean(), room("k5", capacity=40),
            session("x5", "13:30", 50, room_id="k5", session_kind=SessionKind.WELCOME))  # fmt: skip
    assert found(scene(*plan, tallies=tallied(coming=100, listed=100)), "room-too-small")[0].at("session")[0].id == "x3"
    assert len(found(scene(*plan, tallies=tallied(coming=100, listed=100)), "room-too-small")) == 1


def test_a_room_smaller_than_the_list():
    """If everybody on the list says yes, nobody would have been told that they do not fit."""
    stage = scene(*clean(), room("k0", capacity=500), tallies=tallied(coming=10, listed=61))
    assert set(codes(stage)) == {"room-small-for-list"}
    full = scene(*clean(), room("k0", capacity=500), tallies=tallied(coming=61, listed=70))
    assert set(codes(full)) == {"room-too-small"}


def test_the_kitchen_is_no_hall():
    """While some cook, the kitchen would be too small for sixty guests, or would add places to the hall."""
    plan = (*clean(), room("k5", capacity=4), session("x5", "13:30", 120, room_id="k5"), session("x6", "12:00", 60))
    assert found(scene(*plan, tallies=tallied(coming=50, listed=50)), "room-too-small") == []
    assert len(found(scene(*plan, tallies=tallied(coming=62, listed=62)), "room-too-small")) == 2


def test_a_room_of_unknown_size_says_nothing():
    """Every venue that nobody measured would be too small."""
    plan = (*altered(clean(), "x3", room_id=None), room("k6", capacity=None),
            session("x6", "13:30", 50, room_id="k6", session_kind=SessionKind.WELCOME))  # fmt: skip
    assert found(scene(*plan, tallies=tallied(coming=300, listed=300)), "room-too-small") == []


def test_a_stop_with_fewer_places_than_guests():
    """The limit of the stop would be a number that nothing looks at."""
    plan = altered(clean(), "s1", capacity=20)
    assert codes(scene(*plan, tallies=tallied(coming=21, listed=21))) == ["venue-too-small"]
    assert codes(scene(*plan, tallies=tallied(coming=20, listed=21))) == ["venue-small-for-list"]
    assert codes(scene(*plan, tallies=tallied(coming=20, listed=20))) == []


def test_rooms_of_a_venue_together_are_its_limit():
    """A venue whose rooms hold 60 in all would take 70 as long as no limit is set."""
    assert "venue-too-small" in codes(scene(*clean(), tallies=tallied(coming=70, listed=70)))
    unknown = (*clean(), room("k7", capacity=None))
    assert "venue-too-small" not in codes(scene(*unknown, tallies=tallied(coming=70, listed=70)))
