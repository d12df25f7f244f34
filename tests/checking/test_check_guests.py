"""Guests are counted one by one and judged by stop; tasks are judged by the plan."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_scenes import (
    DAY,
    TODAY,
    altered,
    clean,
    codes,
    days_later,
    found,
    invitation,
    part,
    person,
    scene,
    stop,
    task,
)  # fmt: skip

from roadshow.domain.changes import Revision
from roadshow.domain.guests import Guest, GuestRole, InvitationState
from roadshow.domain.tour import PartRole, RoadshowStatus, StopStatus
from roadshow.planning.checking import GuestTally, tally
from roadshow.planning.checking.tally import NAMED, Named, reachable

MOMENT = datetime(2027, 1, 1, 12, tzinfo=UTC)


def guest(key="g1", state=InvitationState.ACCEPTED, companions=0, role=GuestRole.GUEST, invited_at=None, **fields):
    return Guest(
        invitation=invitation(f"i-{key}", key, state=state, companions=companions, role=role, invited_at=invited_at),
        person=person(key, **fields),
        revision=Revision(MOMENT, MOMENT, 0),
    )


def judged(*guests, plan=None, untrue=()):
    """The codes of the clean stop with this guest list."""
    return codes(scene(*(plan or clean()), tallies={"s1": tally(guests, untrue)}))


def test_a_tally_counts_heads_and_answers():
    """Companions would get no chair, and people who declined would get one."""
    counted = tally(
        [
            guest("a", companions=2), guest("b", InvitationState.INVITED, companions=1), guest("c", InvitationState.DECLINED, 5),
            guest("d", InvitationState.LISTED), guest("e", InvitationState.WITHDRAWN), guest("f", InvitationState.WAITING),
            guest("h", InvitationState.MAYBE, role=GuestRole.HOST),
        ]
    )  # fmt: skip
    assert (counted.coming, counted.listed, counted.guests) == (3, 7, 5)
    assert (counted.holding, counted.unsent, counted.unanswered, counted.crew_unanswered) == (4, 1, 2, 1)


@given(
    st.lists(st.tuples(st.sampled_from(InvitationState), st.integers(0, 4), st.sampled_from(GuestRole)), max_size=30)
)
def test_a_tally_does_not_depend_on_the_order_of_the_list(rows):
    """A list read in pages of another order would give other numbers."""
    guests = [guest(f"g{n}", state, companions, role) for n, (state, companions, role) in enumerate(rows)]
    assert tally(guests) == tally(list(reversed(guests)))
    assert tally(iter(guests)).coming <= tally(iter(guests)).listed


def test_a_guest_without_any_way_to_be_reached():
    """Somebody would wait for an invitation that nobody can send."""
    lost = guest("z", email=" ", phone="", street="Kade 1")
    (finding,) = found(scene(*clean(), tallies={"s1": tally([lost])}), "guest-unreachable")
    assert {place.id for place in finding.places} == {"s1", "z"}
    assert judged(guest("z", email="", phone="06 1")) == []
    assert judged(guest("z", email="", street="Kade 1", town="Rotterdam")) == []
    assert judged(guest("z", InvitationState.DECLINED, email="")) == []


def test_many_unreachable_guests_are_named_up_to_a_limit_and_then_counted():
    """A list of thousands without addresses would fill memory and screen, or the rest would go unsaid."""
    many = tally(guest(f"z{n}", email="") for n in range(NAMED + 7))
    findings = found(scene(*clean(), tallies={"s1": many}), "guest-unreachable")
    assert len(findings) == NAMED + 1
    assert findings[-1].why.startswith("7 more guests")
    assert len(many.unreachable.first) == NAMED


def test_two_guests_with_one_address():
    """One person on the list twice would get two chairs and two letters."""
    double = (guest("b", email="Jan@example.org "), guest("c", email="jan@example.org"))
    (finding,) = found(scene(*clean(), tallies={"s1": tally(double)}), "guests-share-address")
    assert {place.id for place in finding.places} == {"s1", "b", "c"}
    assert judged(guest("b", email=""), guest("c", email="", phone="1"), guest("d")) == ["guest-unreachable"]
    assert judged(guest("b"), guest("c")) == []


def test_an_invitation_older_than_the_last_change():
    """Guests would go to the old hall at the old time."""
    told = guest("b", InvitationState.INVITED, invited_at=MOMENT)
    assert judged(told, untrue=((MOMENT, MOMENT + timedelta(minutes=1)),)) == ["invitation-outdated"]
    assert judged(told, untrue=((MOMENT - timedelta(1), MOMENT),)) == []
    assert judged(told) == []
    assert (
        judged(guest("b", InvitationState.DECLINED, invited_at=MOMENT), untrue=((MOMENT, MOMENT + timedelta(1)),)) == []
    )


NEEDS = [
    ("interpreter", {"interpreter": "Turks"}, "tolk Turks regelen"),
    ("childcare", {"childcare": "2 kinderen"}, "Kinderopvang regelen"),
    ("diet", {"diet": "halal"}, "Catering bestellen"),
    ("step-free", {"access": "rolstoel"}, "oprijplaat lenen"),
    ("hearing", {"access": "slechthorend"}, "ringleiding nakijken"),
]


@pytest.mark.parametrize(("need", "fields", "title"), NEEDS)
def test_a_need_without_arrangement(need, fields, title):
    """Somebody would come and could not follow, eat, get in or leave the children."""
    plan = altered(clean(), "v1", step_free=None)
    assert judged(guest("b", **fields), plan=plan) == [f"{need}-not-arranged"]
    assert judged(guest("b", **fields), plan=(*plan, task(title=title))) == []
    assert judged(guest("b", InvitationState.LISTED, **fields), plan=plan) == []


def test_needs_are_met_by_a_part_or_by_the_venue():
    """A planner who did arrange it would still be told that nothing is arranged."""
    wants = guest("b", interpreter="Arabisch", access="wheelchair, hearing aid")
    plan = (*altered(clean(), "v1", step_free=True, hearing_loop=True), part("p9", "x3", "a", PartRole.INTERPRETER))
    assert judged(wants, plan=plan) == []
    refused = altered(plan, "v1", step_free=False)
    assert judged(wants, plan=refused) == ["step-free-not-arranged"]


@pytest.mark.parametrize("text", ["geen", "None", " nee ", "n/a", ""])
def test_a_word_for_nothing_is_no_need(text):
    """Half of all forms say “geen” and would call for a cook."""
    assert judged(guest("b", diet=text, interpreter=text, childcare=text, access=text)) == []


def test_somebody_who_walks_badly_does_not_need_a_hearing_loop():
    """“loopt slecht” holds the letters of loop."""
    assert tally([guest("b", access="loopt slecht, kan niet lang lopen")]).hearing == 0
    assert reachable(person("b"))


def test_a_task_that_is_late():
    """T-21 would pass and nobody would say so; when the stop moves the day moves too."""
    late = task(offset=-21)
    assert codes(scene(*clean(), late, today=days_later(-20, DAY))) == ["task-overdue"]
    assert codes(scene(*clean(), late, today=days_later(-21, DAY))) == []
    assert codes(scene(*clean(), task(due=TODAY - timedelta(days=1)))) == ["task-overdue"]
    assert codes(scene(*clean(), task(due=TODAY - timedelta(days=1), done=True))) == []


def test_tasks_around_stops_that_are_over():
    """The report that is due afterwards would be forgotten; the hall nobody booked in time is past worrying."""
    held = altered(clean(), "s1", status=StopStatus.HELD)
    late = days_later(30, DAY)
    assert codes(scene(*held, task("t1", offset=21), task("t2", offset=-21), today=late)) == ["task-overdue"]
    assert codes(scene(*altered(held, "s1", status=StopStatus.CANCELLED), task("t1", offset=21), today=late)) == []
    done = altered((*held, task("t1", offset=21)), "r1", status=RoadshowStatus.DONE)
    assert codes(scene(*done, today=late)) == []


def test_a_task_of_the_whole_roadshow_and_one_without_owner():
    """A task that hangs on no stop would be seen by nobody."""
    plan = (*clean(), task(stop_id=None, offset=None, due=TODAY - timedelta(days=3), owner=" "))
    assert codes(scene(*plan)) == ["task-no-owner", "task-overdue"]
    assert codes(scene(*clean(), task(owner=""))) == ["task-no-owner"]


def test_a_tally_is_asked_for_only_where_it_is_needed():
    """A mapping that counts on demand would count every guest list for the check of one stop."""
    asked = set()

    class Counting(dict):
        def get(self, key, default=None):
            asked.add(key)
            return super().get(key, default)

    stage = scene(*clean(), stop("s5"), tallies=Counting(s1=GuestTally()))
    codes(stage, only="s1")
    assert asked == {"s1"}
    assert Named().count == 0
