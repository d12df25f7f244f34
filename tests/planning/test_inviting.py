import itertools
from datetime import UTC, datetime

import pytest
from verb_nouns import MOMENT, made, pen, person, stop

from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import Channel, GuestRole, Invitation, InvitationState
from roadshow.planning import inviting

LATER = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def listed(**fields):
    return Invitation(**{"id": "i1", "stop_id": "s1", "person_id": "p1", **fields})


def test_who_is_on_the_list_already_is_skipped_and_counted():
    tally = inviting.Tally()
    people = [person("p1"), person("p2"), person("p3")]
    change = inviting.invite(pen(), stop(), people, on_list={"p2"}.__contains__, tally=tally)
    assert [edit.after.person_id for edit in change.edits] == ["p1", "p3"]
    assert (tally.added, tally.skipped) == (2, 1)


def test_inviting_never_reads_further_than_it_writes():
    endless = (person(f"p{number}") for number in itertools.count())
    edits = iter(inviting.invite(pen(), stop(), endless, on_list=lambda _: False).edits)
    assert [next(edits).after.person_id for _ in range(3)] == ["p0", "p1", "p2"]


@pytest.mark.parametrize(
    ("fields", "channel"),
    [({"email": "a@b.nl"}, "mail"), ({"email": "a@b.nl", "consent_mail": False, "street": "Weg 1"}, "letter"),
     ({"phone": "06"}, "phone"), ({}, "mail")],
)  # fmt: skip
def test_everybody_gets_the_first_channel_that_reaches_them(fields, channel):
    change = inviting.invite(pen(), stop(), [person(**fields)], on_list=lambda _: False)
    assert made(change).channel == channel


def test_the_moments_of_invitation_and_answer_are_kept_through_every_state():
    sent = made(inviting.mark_invited(pen(), [listed()]))
    assert (sent.state, sent.invited_at, sent.answered_at) == (InvitationState.INVITED, MOMENT, None)
    yes = made(inviting.reply(pen(LATER), sent, InvitationState.ACCEPTED, companions=2))
    assert (yes.invited_at, yes.answered_at, yes.companions) == (MOMENT, LATER, 2)
    gone = made(inviting.withdraw(pen(), yes))
    assert (gone.invited_at, gone.answered_at) == (MOMENT, LATER)
    again = made(inviting.reply(pen(), gone, InvitationState.LISTED))
    assert (again.state, again.invited_at, again.answered_at) == (InvitationState.LISTED, MOMENT, LATER)


def test_a_second_letter_does_not_wipe_an_answer():
    yes = listed(state=InvitationState.ACCEPTED, answered_at=MOMENT)
    assert made(inviting.mark_invited(pen(LATER), [yes])).state is InvitationState.ACCEPTED


def test_the_same_answer_again_changes_nothing():
    yes = made(inviting.reply(pen(), listed(), InvitationState.ACCEPTED))
    assert inviting.reply(pen(LATER), yes, InvitationState.ACCEPTED).edits == ()
    more = made(inviting.reply(pen(LATER), yes, InvitationState.ACCEPTED, companions=1))
    assert (more.companions, more.answered_at) == (1, MOMENT)


def test_a_negative_number_of_companions_is_refused():
    with pytest.raises(BadInputError):
        inviting.reply(pen(), listed(), InvitationState.ACCEPTED, companions=-1)


def test_role_and_channel_change_alone():
    assert made(inviting.set_role(pen(), listed(), GuestRole.HOST)).role is GuestRole.HOST
    assert made(inviting.set_channel(pen(), listed(), Channel.PHONE)).channel is Channel.PHONE
    assert inviting.set_channel(pen(), listed(), Channel.MAIL).edits == ()
