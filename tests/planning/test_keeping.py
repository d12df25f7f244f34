"""Terms: what has been kept long enough, and the counts that stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from verb_nouns import person

from roadshow.domain.guests import Invitation, InvitationState, SignIn, SignInKind
from roadshow.domain.headcounts import Headcount
from roadshow.planning.keeping import came_counts, has_needs, invited_counts, needs_end, term_over, without_needs

DAY = date(2026, 4, 14)
NOON = datetime(2026, 4, 14, 12, 0, tzinfo=UTC)


def fact(key, who, kind=SignInKind.IN, minute=0, **fields):
    base = {"id": key, "stop_id": "s1", "desk": "A", "counter": minute + 1, "moment": NOON + timedelta(minutes=minute)}
    return SignIn(**{**base, "person_id": who, "sign_in_kind": kind, **fields})


@pytest.mark.parametrize(
    ("until", "last", "days", "end"),
    [
        (date(2026, 5, 1), DAY, 7, date(2026, 5, 1)),
        (None, DAY, 7, date(2026, 4, 21)),
        (None, DAY, 0, None),
        (None, None, 7, None),
    ],
)
def test_a_day_of_their_own_goes_before_the_term_and_without_a_stop_there_is_no_end(until, last, days, end):
    assert needs_end(person(needs_until=until), last, days) == end


def test_a_term_is_over_on_the_day_after_it_and_never_where_it_is_0():
    assert [term_over(DAY, 28, DAY + timedelta(days=days)) for days in (0, 28, 29)] == [False, False, True]
    assert not term_over(DAY, 0, date(2090, 1, 1))


def test_needs_are_emptied_and_nothing_else():
    needy = person(diet="halal", access="lift", interpreter="tr", childcare="2", needs_until=DAY, phone="06")
    edit = without_needs(needy)
    assert not has_needs(edit.after)
    assert (edit.after.phone, edit.after.needs_until) == ("06", None)


def test_invitations_are_counted_by_state_and_organisation_with_who_came_along():
    guests = [
        (Invitation(id=str(number), stop_id="s1", person_id=str(number), state=state, companions=along), organisation)
        for number, (state, along, organisation) in enumerate(
            [
                (InvitationState.ACCEPTED, 2, "Brug"),
                (InvitationState.ACCEPTED, 0, "Brug"),
                (InvitationState.LISTED, 0, ""),
            ]
        )
    ]
    assert list(invited_counts(guests)) == [
        Headcount("s1", "accepted", "Brug", 2, 2),
        Headcount("s1", "listed", "", 1, 0),
    ]


def test_somebody_came_once_however_often_they_went_out_and_in_and_not_at_all_when_taken_back():
    facts = [
        fact("a", "p1"), fact("b", "p1", SignInKind.OUT, 1), fact("c", "p1", minute=2),
        fact("d", "p2", minute=3), fact("e", "p2", SignInKind.UNDO, 4, undoes="d"),
        fact("f", "p3", minute=5), fact("g", "p3", SignInKind.UNDO, 6, undoes="f"),
        fact("h", "p3", SignInKind.UNDO, 7, undoes="g"),
        fact("i", None, minute=8, walk_in="Onbekend", organisation="Straat"),
    ]  # fmt: skip
    counted = list(came_counts(facts, {"p1": "Brug", "p2": "Brug", "p3": "Brug"}))
    assert sorted(counted, key=lambda one: one.organisation) == [
        Headcount("s1", "came", "Brug", 2),
        Headcount("s1", "came", "Straat", 1),
    ]
