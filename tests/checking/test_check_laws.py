"""What holds for every plan: one stop is checked as in the whole, order does not matter, and size costs its length."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_scenes import (
    DAY,
    TODAY,
    altered,
    at,
    clean,
    codes,
    found,
    invitation,
    part,
    person,
    roadshow,
    room,
    scene,
    second_stop,
    session,
    stop,
    task,
    venue,
)  # fmt: skip

from roadshow.domain.findings import Weight
from roadshow.domain.guests import GuestRole
from roadshow.domain.places import ClosedPeriod
from roadshow.domain.tour import SessionKind
from roadshow.planning.checking import RULES, Rule, Trouble, check, find
from roadshow.planning.checking.sweep import clashes, holes, merged, without


class Row(tuple):
    """An interval with a name."""

    __slots__ = ()

    begin = property(lambda self: self[0])
    end = property(lambda self: self[1])


rows = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6).map(
    lambda pairs: sorted(Row((begin, begin + length, number)) for number, (begin, length) in enumerate(pairs))
)
crowds = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=40).map(
    lambda pairs: sorted(Row((begin, begin + length, number)) for number, (begin, length) in enumerate(pairs))
)


def overlap(one, other):
    return one.begin < other.end and other.begin < one.end and one.end > one.begin and other.end > other.begin


@given(rows)
def test_the_sweep_finds_every_pair(found_rows):
    """A double booking would slip through between six sessions, or two that touch would be called one."""
    swept = {frozenset(pair) for pair in clashes(found_rows)}
    pairs = {frozenset((a, b)) for a in found_rows for b in found_rows if a is not b and overlap(a, b)}
    assert swept == pairs


@given(crowds)
def test_in_a_crowd_every_row_that_overlaps_is_named(crowd):
    """Of a hundred sessions in one room the last would look free."""
    pairs = list(clashes(crowd))
    assert all(overlap(one, other) for one, other in pairs)
    assert {row for pair in pairs for row in pair} == {
        a for a in crowd if any(overlap(a, b) for b in crowd if a is not b)
    }
    assert len(pairs) <= 5 * len(crowd)


@given(rows, rows)
def test_spans_holes_and_cuts_cover_each_minute_once(work, rests):
    """A minute of an agenda would count as work and as a break, or as neither."""
    spans, breaks = merged(row for row in work if row.end > row.begin), merged(r for r in rests if r.end > r.begin)
    worked = {minute for row in work for minute in range(row.begin, row.end)}
    rested = {minute for row in rests for minute in range(row.begin, row.end)}
    left = [minute for begin, end in without(spans, breaks) for minute in range(begin, end)]
    assert sorted(left) == sorted(worked - rested)
    empty = [minute for begin, end in holes(spans, 0, 60) for minute in range(begin, end)]
    assert sorted(empty) == sorted(set(range(60)) - worked)


PEOPLE = ("a", "b", "c")


@st.composite
def plans(draw):
    """Up to three stops in two roadshows, close together in time and sharing rooms, people and things."""
    nouns = [roadshow("r1"), roadshow("r2", organiser_email=""), venue("v1"), venue("v2"), room("k1"), room("k2", "v2"),
             *(person(who, tags=("team:x",) if who != "c" else (), away=(ClosedPeriod(first=date(2027, 6, 9), last=date(2027, 6, 9)),)) for who in PEOPLE)]  # fmt: skip
    for number in range(draw(st.integers(1, 3))):
        start = at("10:00") + timedelta(minutes=draw(st.sampled_from((0, 30, 90, 24 * 60))))
        place = draw(st.sampled_from(("v1", "v2", None)))
        nouns.append(
            stop(f"s{number}", roadshow_id=draw(st.sampled_from(("r1", "r2"))), venue_id=place, doors=None, start=start,
                 end=start + timedelta(hours=2))
        )  # fmt: skip
        nouns.append(invitation(f"i{number}", draw(st.sampled_from(PEOPLE)), f"s{number}", role=GuestRole.VOLUNTEER))
        nouns.append(task(f"t{number}", stop_id=draw(st.sampled_from((f"s{number}", None))), offset=-200, owner=""))
        for index in range(draw(st.integers(0, 3))):
            key = f"x{number}-{index}"
            begin = start + timedelta(minutes=draw(st.sampled_from((0, 20, 60, 110))))
            nouns.append(
                session(key, begin, draw(st.sampled_from((15, 45))), f"s{number}", materials=("beamer",),
                        room_id=draw(st.sampled_from(("k1", "k2", None))), session_kind=draw(st.sampled_from(SessionKind)))
            )  # fmt: skip
            nouns.append(part(f"p{key}", key, draw(st.sampled_from(PEOPLE)), confirmed=False))
    return nouns


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), st.randoms(use_true_random=False))
def test_one_stop_is_checked_as_in_the_whole_and_in_any_order(nouns, dice):
    """`check STOP` would say less or more of a stop than `check`, or depend on the order of the rows in the store."""
    stage = scene(*nouns, equipment=("beamer=1",))
    whole = list(check(stage))
    shuffled = list(nouns)
    dice.shuffle(shuffled)
    again = check(scene(*shuffled, equipment=("beamer=1",)))
    assert sorted(f.identity for f in again) == sorted(f.identity for f in whole)
    for row in stage.stops:
        own = {f.identity for f in whole if row.stop.id in {place.id for place in f.at("stop")}}
        assert {f.identity for f in check(stage, only=row.stop.id)} == own


@settings(max_examples=30)
@given(plans())
def test_no_finding_comes_twice_and_each_is_a_whole_sentence(nouns):
    """A waiver would cover one of two equal findings, or a sentence would show its {names}."""
    findings = list(check(scene(*nouns, equipment=("beamer=1",))))
    assert len({f.identity for f in findings}) == len(findings)
    for finding in findings:
        assert finding.places
        for sentence in (finding.why, finding.help):
            assert sentence.endswith(".") or "roadshow " in sentence, sentence
            assert "{" not in sentence


def test_hostile_names_stay_as_they_are():
    """A title with braces would end in a traceback in the middle of a check."""
    evil = "{0} {session.__class__} %s \x1b[31m"
    plan = altered(altered(altered(clean(), "x1", title=evil), "x2", title=evil, start=at("14:10")), "k1", name=evil)
    (finding,) = found(scene(*plan), "room-double-booked")
    assert finding.why.count(evil) == 3


def test_a_thousand_sessions_at_once_give_a_list_of_their_length():
    """A bad import would make half a million findings and never end."""
    crowd = (session(f"q{number}", "14:00", 30, room_id="k1") for number in range(1000))
    assert 999 <= len(found(scene(*clean(), *crowd), "room-double-booked")) <= 5100


def test_a_rule_can_be_heavier_lighter_or_off():
    """The settings for rules would do nothing."""
    plan = altered(clean(), "x3", room_id=None)
    (finding,) = check(scene(*plan), {"session-no-room": Weight.BLOCK})
    assert finding.weight is Weight.BLOCK
    assert list(check(scene(*plan), {"session-no-room": None})) == []


def test_a_rule_from_outside_runs_like_our_own():
    """A plugin's rule would need more than a scene, or would see stops that are over."""
    rule = Rule("too-many-sessions", Weight.HINT, "Too many sessions", "Take one out.", lambda stage: (
        Trouble((row.place,), f"{row.place.name} has {len(row.sessions)} sessions.") for row in stage.stops
    ))  # fmt: skip
    stage = scene(*clean(), *second_stop())
    assert [f.why for f in find(rule, stage)] == ["Halte s1 has 3 sessions.", "Halte s2 has 1 sessions."]
    assert [f.code for f in check(stage, only="s2", rules=(*RULES, rule))][-1:] == ["too-many-sessions"]
    assert [f.why for f in check(stage, {rule.code: Weight.WARN}, "s2", (rule,))] == ["Halte s2 has 1 sessions."]


def test_codes_are_unique():
    """Two rules with one code would share weights and waivers."""
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_a_stop_that_is_over_or_unknown_has_nothing_to_mend():
    """Last year's mistakes would fill the screen."""
    plan = altered(clean(), "x3", room_id=None)
    assert codes(scene(*plan, today=DAY)) != []
    assert codes(scene(*plan, today=DAY + timedelta(days=1))) == []
    assert codes(scene(*plan), only="nowhere") == []
    assert codes(scene(today=TODAY)) == []
