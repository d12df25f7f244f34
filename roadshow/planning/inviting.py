"""The guest list: who is on it, what they were sent and what they answered.

Any state may follow any other, because people change their minds and planners mend mistakes; the moments of the last
invitation and the last answer are kept through it all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.guests import ANSWERS, Channel, GuestRole, Invitation, InvitationState, best_channel, put
from roadshow.domain.people import Person
from roadshow.domain.plain import same
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_


@dataclass(slots=True)
class Tally:
    """Counts what a stream of edits did, while it is read: true only after the change was saved."""

    added: int = 0
    skipped: int = 0


def invite(
    pen: Pen,
    stop: Stop,
    persons: Iterable[Person],
    *,
    on_list: Callable[[str], bool],
    tally: Tally | None = None,
    role: GuestRole = GuestRole.GUEST,
    channel: Channel | None = None,
    state: InvitationState = InvitationState.LISTED,
) -> Change:
    """Put people on the guest list of a stop. The edits stream, so that any number of people may come.

    `on_list` says whether a person, by id, is on the list of this stop already; those are skipped and counted in
    `tally`. Each person may come only once. Without a `channel` everybody gets the first that can reach them.
    """
    count = Tally() if tally is None else tally

    def edits() -> Iterator[Edit]:
        for person in persons:
            if on_list(person.id):
                count.skipped += 1
                continue
            count.added += 1
            reach = channel or best_channel(person)
            listed = Invitation(id=pen.new_id(), stop_id=stop.id, person_id=person.id, role=role, channel=reach)
            yield Edit(None, put(listed, state, pen.moment))

    return pen.change(N_("Guests put on the list of {stop}"), edits(), stop=stop.slug)


def mark_invited(pen: Pen, invitations: Iterable[Invitation], tally: Tally | None = None) -> Change:
    """Note that invitations went out at the moment of the pen. The edits stream.

    Who answered before keeps that answer and its moment; only the moment of the invitation is new.
    """
    return pen.change(N_("Invitations sent"), _sent(pen, invitations, Tally() if tally is None else tally))


def _sent(pen: Pen, invitations: Iterable[Invitation], tally: Tally) -> Iterator[Edit]:
    for invitation in invitations:
        fresh = invitation.state is InvitationState.LISTED
        state = InvitationState.INVITED if fresh else invitation.state
        sent = replace(invitation, state=state, invited_at=pen.moment)
        if same(invitation, sent):
            tally.skipped += 1
        else:
            tally.added += 1
            yield Edit(invitation, sent)


def withdraw(pen: Pen, invitation: Invitation) -> Change:
    """Withdraw an invitation; it stays on the list as withdrawn, so that nobody is invited again by accident."""
    edits = _edit(invitation, put(invitation, InvitationState.WITHDRAWN, pen.moment))
    return pen.change(N_("Invitation withdrawn"), edits)


def reply(
    pen: Pen,
    invitation: Invitation,
    state: InvitationState,
    *,
    companions: int | None = None,
    moment: datetime | None = None,
    notes: str | None = None,
) -> Change:
    """Note an answer: its state, how many come along, and when it came (UTC; the pen's moment unless given).

    The same answer again, with nothing new in it, has no edits and keeps the moment of the first.
    """
    answered: dict[str, Any] = {}
    if companions is not None:
        answered["companions"] = companions
    if notes is not None:
        answered["notes"] = notes
    after = sound(replace(invitation, **answered), answered)
    if state is not invitation.state or moment is not None:
        after = put(after, state, moment or pen.moment)
        after = after if moment is None or state not in ANSWERS else replace(after, answered_at=moment)
    return pen.change(N_("Reply noted: {state}"), _edit(invitation, after), state=state.value)


def set_role(pen: Pen, invitation: Invitation, role: GuestRole) -> Change:
    """Say why somebody is on the list."""
    return pen.change(N_("Guest made {role}"), _edit(invitation, replace(invitation, role=role)), role=role.value)


def set_channel(pen: Pen, invitation: Invitation, channel: Channel) -> Change:
    """Say how somebody is to be reached."""
    after = replace(invitation, channel=channel)
    return pen.change(N_("Guest to be reached by {channel}"), _edit(invitation, after), channel=channel.value)


def _edit(before: Invitation, after: Invitation) -> tuple[Edit, ...]:
    return () if same(before, after) else (Edit(before, after),)
