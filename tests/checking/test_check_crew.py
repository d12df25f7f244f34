"""People in two places, away, on the road, not sure: each rule finds its case and leaves the neighbour alone."""

from datetime import date, timedelta

import pytest
from small_scenes import (
    DAY,
    altered,
    at,
    clean,
    codes,
    days_later,
    found,
    invitation,
    part,
    person,
    scene,
    second_stop,
    without,
)  # fmt: skip

from roadshow.domain.guests import GuestRole, InvitationState
from roadshow.domain.places import ClosedPeriod
from roadshow.domain.tour import PartRole
from roadshow.planning.checking.crew import kilometres, travel_minutes
from roadshow.planning.checking.settings import CheckSettings

ROTTERDAM = {"latitude": 51.9225, "longitude": 4.47917}
UTRECHT = {"latitude": 52.0908, "longitude": 5.1222}


def both(**fields):
    """Two stops at the same time, with A in the first and whoever is asked for in the second."""
    return (*clean(), *second_stop(), part("p2", "y1", fields.get("who", "a")), person("b"))


def test_a_person_in_two_districts_at_once():
    """A speaker would be announced at two stops of two roadshows at the same hour."""
    (finding,) = found(scene(*both()), "person-double-booked")
    assert {place.id for place in finding.places} == {"a", "s1", "s2"}
    assert found(scene(*both(who="b")), "person-double-booked") == []


def test_touching_parts_of_one_stop_are_fine():
    """Somebody who leads two sessions in a row would be called double-booked."""
    plan = (*clean(), part("p2", "x2", "a", PartRole.HOST))
    assert codes(scene(*plan)) == []
    assert found(scene(*altered(plan, "x2", start=at("14:19"), room_id=None)), "person-double-booked")


def test_two_roles_in_one_session_are_no_clash():
    """A host who also keeps the minutes would be in two places."""
    assert codes(scene(*clean(), part("p2", "x1", "a", PartRole.MINUTES))) == []


def test_crew_of_one_stop_may_have_a_part_in_it_but_not_in_another():
    """A volunteer at the door of one stop would be asked to speak at another."""
    crew = invitation("i1", "a", role=GuestRole.VOLUNTEER)
    assert codes(scene(*clean(), crew)) == []
    assert len(found(scene(*both(), crew), "person-double-booked")) >= 1
    gone = invitation("i1", "b", role=GuestRole.VOLUNTEER, state=InvitationState.DECLINED)
    assert found(scene(*both(who="b"), gone), "person-double-booked") == []


def test_a_guest_is_not_crew():
    """Every guest of two stops would be called double-booked, and all guest lists would be needed in memory."""
    assert found(scene(*both(who="b"), invitation("i1", "b")), "person-double-booked") == []


def test_a_team_in_two_places():
    """A team that travels together would be split over two districts."""
    plan = altered(altered(both(who="b"), "a", tags=("team:bus",)), "b", tags=("team:bus", "vrijwilliger"))
    (finding,) = found(scene(*plan), "team-split")
    assert {place.id for place in finding.at("stop")} == {"s1", "s2"}
    assert found(scene(*altered(plan, "b", tags=("team:fiets",))), "team-split") == []


def test_one_person_is_no_split_team():
    """Somebody in two places at once would be told twice, once as a team."""
    plan = altered(both(), "a", tags=("team:bus",))
    assert found(scene(*plan), "team-split") == []


def test_the_way_begins_when_the_last_duty_ends():
    """A host whose own talk is over early, but who stays to the end, would seem to have an hour to travel."""
    start = at("15:35")
    plan = (*clean(), invitation("i1", "a", role=GuestRole.HOST), part("p2", "y1", "a"),
            *second_stop(doors=start, start=start, end=start + timedelta(hours=1)))  # fmt: skip
    assert len(found(scene(*altered(plan, "y1", start=start)), "travel-too-short")) == 1


def test_somebody_who_is_away():
    """A speaker on holiday would stand on the agenda."""
    plan = altered(clean(), "a", away=(ClosedPeriod(first=date(2027, 6, 1), last=DAY, reason="vakantie"),))
    (finding,) = found(scene(*plan), "person-away")
    assert {place.id for place in finding.places} == {"a", "s1", "x1"}
    assert (
        codes(scene(*altered(clean(), "a", away=(ClosedPeriod(first=date(2027, 6, 9), last=date(2027, 6, 20)),)))) == []
    )


def travelling(minutes):
    """A leads a session in Rotterdam until 14:20 and one in Utrecht so many minutes later."""
    start = at("14:20") + timedelta(minutes=minutes)
    plan = (*clean(), *second_stop(doors=start, start=start, end=start + timedelta(hours=1)), part("p2", "y1", "a"))
    plan = altered(altered(plan, "v1", **ROTTERDAM), "v2", **UTRECHT)
    return altered(plan, "y1", start=start)


def test_too_little_time_between_two_cities():
    """Somebody would be expected in Utrecht while the train is still in Gouda."""
    need = travel_minutes(*(v for v in travelling(0) if v.id in {"v1", "v2"}), CheckSettings())
    (finding,) = found(scene(*travelling(need - 1)), "travel-too-short")
    assert {place.id for place in finding.places} == {"a", "s1", "s2"}
    assert str(need) in finding.why
    assert found(scene(*travelling(need)), "travel-too-short") == []
    assert found(scene(*travelling(need - 1), speed=60), "travel-too-short") == []


def test_without_coordinates_only_the_changeover_counts():
    """Two venues without coordinates would count as one place."""
    blind = altered(travelling(10), "v2", latitude=None)
    assert len(found(scene(*blind), "travel-too-short")) == 1
    assert found(scene(*altered(travelling(20), "v2", latitude=None)), "travel-too-short") == []


def test_the_distance_is_right():
    """A wrong formula would make every journey too short or too long: Rotterdam to Utrecht is about 48 km."""
    here, there = (v for v in travelling(0) if v.id in {"v1", "v2"})
    assert kilometres(here, there) == pytest.approx(47.8, abs=0.5)
    assert kilometres(here, here) == 0


def test_a_part_that_nobody_confirmed():
    """On the day itself a speaker would say that nobody asked."""
    plan = altered(clean(), "p1", confirmed=False)
    assert codes(scene(*plan, today=days_later(-21, DAY))) == ["part-unconfirmed"]
    assert codes(scene(*plan, today=days_later(-22, DAY))) == []
    assert codes(scene(*clean(), today=days_later(-21, DAY))) == []


def test_a_person_who_is_not_in_the_scene_is_still_named():
    """A part of somebody who was forgotten would stop the check."""
    plan = without(both(), "a")
    (finding,) = found(scene(*plan), "person-double-booked")
    assert finding.why.startswith("somebody without a name")
