"""The waiting list: laws of who is next, and of what an offer does."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import MOMENT, applied, as_plain, pen, person, plan_of, session, stop

from roadshow.domain.changes import Revision
from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import Guest, Invitation, InvitationState
from roadshow.domain.queues import Queue
from roadshow.domain.quotas import quota_of
from roadshow.planning import inviting, queueing
from roadshow.planning.queueing import FairRule, Places

TODAY = date(2026, 3, 10)
ACCEPTED, OFFERED, WAITING = InvitationState.ACCEPTED, InvitationState.OFFERED, InvitationState.WAITING


def guest(key, state=WAITING, along=0, since=0, until=None, notes="", **about):
    one = Invitation(
        id=key, stop_id="s1", person_id=f"p{key}", state=state, companions=along, notes=notes, offered_until=until if state is OFFERED else None,
        answered_at=None if since is None else MOMENT + timedelta(minutes=since),
    )  # fmt: skip
    return Guest(invitation=one, person=person(f"p{key}", **about), revision=Revision(MOMENT, MOMENT, 0))


def keys(guests):
    return [one.invitation.id for one in guests]


def stand(place, guests, rule=FairRule.STRICT, sessions=(), **more):
    return queueing.stand(place, sessions, guests, rule, TODAY, **more)


DISTRICTS = ("", "Oost", "West")
SESSIONS = (session("Koken", "14:00", 30, capacity=3), session("Dans", "14:00", 30))


@st.composite
def lists(draw):
    count = draw(st.integers(0, 12))
    return [
        guest(
            f"i{number:02}",
            draw(st.sampled_from([ACCEPTED, OFFERED, WAITING, WAITING, WAITING])),
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(0, 5)),
            draw(st.sampled_from([None, TODAY, TODAY - timedelta(days=1)])),
            draw(st.sampled_from(["", "komt met de tram\nkoken", "Dans"])),
            district=draw(st.sampled_from(DISTRICTS)),
        )
        for number in range(count)
    ]


stops = st.builds(
    lambda capacity, quotas: stop(capacity=capacity, per_group=tuple(quotas)),
    st.none() | st.integers(1, 14),
    st.sets(st.sampled_from(["district=4", "district:oost=2", "wijk:West=6"]), max_size=3),
)
rules = st.sampled_from(FairRule)


def taken(place, guests):
    """How many heads each limit holds, counted anew."""
    places, heads = Places(place, SESSIONS), Counter()
    for one in guests:
        for limit in places.limits(one):
            heads[limit] += 1 + one.invitation.companions
    return heads, {limit: places.left(limit) for limit in heads}


def after(line, guests, *, passing=False):
    """Everybody with a place when the offers are made."""
    lapsed = set(keys(line.lapsed)) if passing else set()
    return [
        one for one in guests if one.invitation.state in {ACCEPTED, OFFERED} and one.invitation.id not in lapsed
    ] + list(line.next)


@given(stops, lists(), rules, st.booleans())
def test_nobody_is_offered_a_place_that_is_not_there(place, guests, rule, passing):
    line = stand(place, guests, rule, SESSIONS, passing=passing)
    heads, places = taken(place, after(line, guests, passing=passing))
    for one in line.next:
        limits = Places(place, SESSIONS).limits(one)
        assert limits
        assert all(heads[limit] <= places[limit] for limit in limits)


@given(stops, lists(), rules, st.randoms())
def test_the_line_is_in_order_of_the_moment_however_the_list_comes(place, guests, rule, random):
    line = stand(place, guests, rule, SESSIONS)
    shuffled = random.sample(guests, len(guests))
    again = stand(place, shuffled, rule, SESSIONS)
    assert (keys(line.waiting), keys(line.next)) == (keys(again.waiting), keys(again.next))
    moments = [one.invitation.answered_at or datetime.max.replace(tzinfo=UTC) for one in line.waiting]
    assert moments == sorted(moments)
    order = [key for key in keys(line.waiting) if key in keys(line.next)]
    assert order == keys(line.next)


@given(st.integers(1, 14), lists(), rules, st.booleans())
def test_who_comes_may_be_counted_beforehand_where_only_the_stop_has_a_limit(capacity, guests, rule, passing):
    coming = [one for one in guests if one.invitation.state is ACCEPTED]
    others = [one for one in guests if one.invitation.state is not ACCEPTED]
    place, heads = stop(capacity=capacity), sum(1 + one.invitation.companions for one in coming)
    assert stand(place, others, rule, passing=passing, coming=heads) == stand(place, guests, rule, passing=passing)


@given(st.integers(1, 14), lists())
def test_under_the_strict_rule_nobody_is_passed(capacity, guests):
    line = stand(stop(capacity=capacity), guests)
    assert keys(line.next) == keys(line.waiting)[: len(line.next)]


@given(stops, lists())
def test_under_the_strict_rule_nobody_takes_what_somebody_before_them_waits_for(place, guests):
    line = stand(place, guests, FairRule.STRICT, SESSIONS)
    places = Places(place, SESSIONS)
    for one in after(stand(place, [one for one in guests if one.invitation.state is not WAITING]), guests):
        places.take(one)
    awaited = set()
    for one in line.waiting:
        if one.invitation.id in keys(line.next):
            assert awaited.isdisjoint(places.limits(one))
            places.take(one)
        else:
            awaited |= places.short(one)


@given(stops, lists())
def test_the_other_rule_leaves_nothing_free_for_anybody_who_waits(place, guests):
    line = stand(place, guests, FairRule.FITS, SESSIONS)
    heads, places = taken(place, [*after(line, guests), *line.waiting])
    heads = taken(place, after(line, guests))[0]
    for one in line.waiting:
        limits = Places(place, SESSIONS).limits(one)
        if limits and one.invitation.id not in keys(line.next):
            assert any(heads[limit] + 1 + one.invitation.companions > places[limit] for limit in limits)


@given(stops, lists(), rules)
def test_offering_and_taking_that_back_gives_the_same_plan(place, guests, rule):
    line = stand(place, guests, rule, passing=True)
    plan = plan_of(*(one.invitation for one in guests))
    change = queueing.offer(pen(), place, line.next, TODAY, TODAY, lapsed=line.lapsed)
    offered = applied(plan, change.edits)
    assert {key for (_kind, key), one in offered.items() if one.state is OFFERED} >= set(keys(line.next))
    assert not [one for one in offered.values() if queueing.has_lapsed(one, TODAY)], "an offer that lapsed stands"
    back = [type(edit)(edit.after, edit.before) for edit in reversed(tuple(change.edits))]
    assert as_plain(applied(offered, back)) == as_plain(plan)


def test_a_group_that_is_too_large_is_passed_only_where_the_rule_says_so():
    waiting = [guest("a", along=1, since=1), guest("b", since=2)]
    assert keys(stand(stop(capacity=1), waiting).next) == []
    assert keys(stand(stop(capacity=1), waiting, FairRule.FITS).next) == ["b"]


def test_a_full_district_keeps_back_its_own_people_only():
    place = stop(capacity=10, per_group=("district=1",))
    there = guest("z", ACCEPTED, district="Oost")
    waiting = [guest("a", since=1, district="OOST"), guest("b", since=2, district="West"), guest("c", since=3)]
    assert keys(stand(place, [there, *waiting]).next) == ["b", "c"]


def test_a_session_that_is_full_keeps_back_who_chose_it():
    chosen = [guest(f"z{number}", ACCEPTED, notes="Koken") for number in range(3)]
    waiting = [guest("a", since=1, notes="Komt later\nkoken"), guest("b", since=2, notes="Dans")]
    assert keys(stand(stop(capacity=9), [*chosen, *waiting], sessions=SESSIONS).next) == ["b"]


def test_where_no_number_of_places_is_known_nobody_is_next():
    assert keys(stand(stop(), [guest("a")]).next) == []


def test_an_offer_whose_day_is_over_holds_its_place_until_it_is_passed_on():
    late = guest("a", OFFERED, since=1, until=TODAY - timedelta(days=1))
    guests, place = [late, guest("b", since=2)], stop(capacity=1)
    line = stand(place, guests)
    assert (keys(line.next), keys(line.lapsed), line.free) == ([], ["a"], 0)
    line = stand(place, guests, passing=True)
    change = queueing.offer(pen(MOMENT + timedelta(days=9)), place, line.next, TODAY, TODAY, lapsed=line.lapsed)
    back, offered = (edit.after for edit in change.edits)
    assert (back.state, back.offered_until, back.answered_at) == (WAITING, None, MOMENT + timedelta(days=9))
    assert (offered.id, offered.state, offered.offered_until) == ("b", OFFERED, TODAY)


def test_the_last_day_counts_whole_and_a_day_that_is_over_or_behind_the_stop_is_refused():
    assert not queueing.has_lapsed(guest("a", OFFERED, until=TODAY).invitation, TODAY)
    place = stop(capacity=1)
    assert queueing.last_day(place, TODAY, 7) == date(2026, 3, 17)
    assert queueing.last_day(place, date(2026, 4, 10), 7) == date(2026, 4, 14)
    for day in (date(2026, 3, 9), date(2026, 4, 15)):
        with pytest.raises(BadInputError):
            queueing.offer(pen(), place, [guest("a")], day, TODAY)


def test_an_answer_ends_the_offer_and_who_goes_back_keeps_the_place_in_the_line():
    offered = guest("a", OFFERED, since=1, until=TODAY).invitation
    later = MOMENT + timedelta(days=3)
    for state in (ACCEPTED, InvitationState.DECLINED):
        (edit,) = inviting.reply(pen(later), offered, state).edits
        assert (edit.after.state, edit.after.offered_until, edit.after.answered_at) == (state, None, later)
    (edit,) = inviting.reply(pen(later), offered, WAITING).edits
    assert (edit.after.offered_until, edit.after.answered_at) == (None, offered.answered_at)
    (edit,) = inviting.withdraw(pen(later), offered).edits
    assert edit.after.offered_until is None


def test_the_sentence_names_the_first_of_them_and_counts_heads():
    assert Queue(2, 3, (2, 1)).said() == "2 places free, 3 people waiting: first a group of 2, then one person"
    assert Queue(9, 9, (1, 1, 1, 1)).said().endswith(": first one person, then one person, then one person …")
    assert Queue(1, 2, ()).said() == "1 place free, 2 people waiting"


@pytest.mark.parametrize("text", ["10", "district", "district=", "district=0", "colour=3", "district=x", "=4"])
def test_what_names_no_group_and_no_number_is_refused(text):
    with pytest.raises(BadInputError):
        quota_of(text)


def test_a_group_is_named_in_either_language():
    assert quota_of("wijk:Hillesluis=20") == ("district", "hillesluis", 20)
    assert quota_of(' label:"School" = 5') == ("tag", "school", 5)
