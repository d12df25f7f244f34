"""Two records of one person become one, and come apart again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from verb_nouns import applied, as_plain, pen, person, plan_of, traced

from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import Invitation, InvitationState, SignIn, SignInKind
from roadshow.domain.tour import Part, PartRole
from roadshow.planning.likeness import merged
from roadshow.planning.merging import Hanging, merge_people
from roadshow.planning.undoing import reversal

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
JAN, TWIN = person("p1", email="jan@example.org"), person("p2", phone="0612345678", former_ids=("p0",))


def invitation(key, who, stop="s1", **fields):
    return Invitation(id=key, stop_id=stop, person_id=who, **fields)


def merge(own=(), others=()):
    def hanging(nouns):
        return Hanging(*(tuple(one for one in nouns if isinstance(one, kind)) for kind in (Invitation, Part, SignIn)))

    after = merged(JAN, TWIN).person
    change = merge_people(pen(), JAN, TWIN, after, of_kept=hanging(own), of_gone=hanging(others))
    before = plan_of(JAN, TWIN, *own, *others)
    return before, tuple(change.edits), applied(before, change.edits)


def test_one_person_is_left_with_what_both_knew_and_all_former_ids():
    _before, _edits, after = merge()
    assert list(after) == [("person", "p1")]
    jan = after["person", "p1"]
    assert (jan.email, jan.phone, jan.former_ids) == ("jan@example.org", "0612345678", ("p2", "p0"))


def test_everything_that_hung_on_the_other_hangs_on_the_one():
    fact = SignIn(id="f", stop_id="s1", person_id="p2", sign_in_kind=SignInKind.IN, desk="A", counter=1, moment=NOON)
    part = Part(id="t", session_id="e", person_id="p2", role=PartRole.SPEAKER)
    _before, _edits, after = merge(others=(invitation("i", "p2"), part, fact))
    assert {noun.person_id for key, noun in after.items() if key[0] != "person"} == {"p1"}
    assert len(after) == 4


@pytest.mark.parametrize(
    ("mine", "theirs", "state"),
    [
        ({"state": "listed"}, {"state": "invited"}, "invited"),
        ({"state": "accepted", "answered_at": NOON}, {"state": "invited"}, "accepted"),
        (
            {"state": "accepted", "answered_at": NOON},
            {"state": "declined", "answered_at": NOON.replace(hour=13)},
            "declined",
        ),
        ({"state": "declined", "answered_at": NOON}, {"state": "accepted", "answered_at": NOON}, "accepted"),
    ],
)
def test_two_invitations_to_one_stop_become_one_and_the_later_answer_counts(mine, theirs, state):
    mine, theirs = (dict(fields, state=InvitationState(fields["state"])) for fields in (mine, theirs))
    own, other = invitation("i", "p1", companions=1, **mine), invitation("j", "p2", companions=2, **theirs)
    _before, _edits, after = merge((own,), (other,))
    assert ("invitation", "j") not in after
    assert (after["invitation", "i"].state, after["invitation", "i"].companions) == (state, 2)


def test_a_part_that_both_have_is_one_part_and_confirmed_if_either_was():
    own = Part(id="t", session_id="e", person_id="p1", role=PartRole.SPEAKER)
    other = Part(id="u", session_id="e", person_id="p2", role=PartRole.SPEAKER, confirmed=True)
    _before, _edits, after = merge((own,), (other,))
    assert ("part", "u") not in after
    assert after["part", "t"].confirmed


def test_taking_it_back_gives_both_people_as_they_were():
    nouns = (invitation("i", "p1"),), (invitation("j", "p2"), invitation("k", "p2", stop="s2"))
    before, edits, after = merge(*nouns)
    turned = reversal(reversed(traced(edits)), lambda kind, key: after.get((kind, key)))
    assert as_plain(applied(after, turned)) == as_plain(before)


def test_nobody_becomes_one_with_themselves():
    with pytest.raises(BadInputError):
        merge_people(pen(), JAN, JAN, JAN, of_kept=Hanging(), of_gone=Hanging())


def test_who_stands_in_the_line_twice_keeps_the_first_place_and_the_offer():
    later, day = NOON.replace(hour=14), NOON.date()
    first = invitation("a", "p1", state=InvitationState.OFFERED, answered_at=NOON, offered_until=day)
    again = invitation("b", "p2", state=InvitationState.WAITING, answered_at=later)
    for own, other in ((first, again), (replace(again, person_id="p1"), replace(first, person_id="p2"))):
        _before, _edits, after = merge([own], [other])
        one = after["invitation", own.id]
        assert (one.state, one.answered_at, one.offered_until) == (InvitationState.OFFERED, NOON, day)
    _before, _edits, after = merge([first], [replace(again, state=InvitationState.ACCEPTED)])
    assert (after["invitation", "a"].state, after["invitation", "a"].offered_until) == (InvitationState.ACCEPTED, None)
