"""Two records of one person become one: whatever hung on either hangs on the one that stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import WAITING, Invitation, InvitationState, SignIn
from roadshow.domain.people import Person
from roadshow.domain.plain import moment_text
from roadshow.domain.tour import Part
from roadshow.domain.wording import N_, _

_FURTHER = (
    InvitationState.LISTED,
    InvitationState.WITHDRAWN,
    InvitationState.INVITED,
    InvitationState.WAITING,
    InvitationState.OFFERED,
    InvitationState.MAYBE,
    InvitationState.DECLINED,
    InvitationState.ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on somebody."""

    invitations: tuple[Invitation, ...] = ()
    parts: tuple[Part, ...] = ()
    sign_ins: tuple[SignIn, ...] = ()


def merge_people(pen: Pen, kept: Person, gone: Person, after: Person, *, of_kept: Hanging, of_gone: Hanging) -> Change:
    """Make one person of two. `after` is what `kept` becomes, with its id; `gone` goes, and its id leads to `kept`.

    Where both are on one guest list, one invitation stays: the later answer counts, else the one that got further.
    """
    if kept.id == gone.id or after.id != kept.id:
        raise BadInputError(_("This is one and the same person already."), _("Name two people."))
    former = tuple(dict.fromkeys((*kept.former_ids, gone.id, *gone.former_ids)))
    edits = (
        *_invitations(kept.id, of_kept.invitations, of_gone.invitations),
        *_parts(kept.id, of_kept.parts, of_gone.parts),
        *(Edit(fact, replace(fact, person_id=kept.id)) for fact in of_gone.sign_ins),
        Edit(gone, None),
        Edit(kept, replace(after, former_ids=former)),
    )
    return pen.change(N_("Two records of one person put together"), edits)


def _invitations(kept_id: str, own: Iterable[Invitation], others: Iterable[Invitation]) -> Iterator[Edit]:
    by_stop = {invitation.stop_id: invitation for invitation in own}
    for other in others:
        mine = by_stop.get(other.stop_id)
        if mine is None:
            yield Edit(other, replace(other, person_id=kept_id))
            continue
        yield Edit(other, None)
        both = _both(mine, other)
        if both != mine:
            yield Edit(mine, both)


def _both(mine: Invitation, other: Invitation) -> Invitation:
    """Make one invitation of two for one stop, with the id of `mine`."""
    leading = max(mine, other, key=_standing)
    moment = leading.answered_at
    if {mine.state, other.state} <= WAITING:  # who stands in the line twice keeps the first place, and an offer
        leading = max(mine, other, key=lambda one: _FURTHER.index(one.state))
        moment = min(filter(None, (mine.answered_at, other.answered_at)), default=None)
    invited = [one.invited_at for one in (mine, other) if one.invited_at]
    return replace(
        mine,
        role=leading.role,
        state=leading.state,
        companions=max(mine.companions, other.companions),
        channel=leading.channel,
        invited_at=min(invited, default=None),
        answered_at=moment,
        offered_until=leading.offered_until,
        notes="\n".join(dict.fromkeys(text for text in (mine.notes, other.notes) if text)),
    )


def _standing(invitation: Invitation) -> tuple[str, int]:
    """Return by what one of two invitations leads: the later answer, then how far it got."""
    answered = moment_text(invitation.answered_at) if invitation.answered_at else ""
    return answered, _FURTHER.index(invitation.state)


def _parts(kept_id: str, own: Iterable[Part], others: Iterable[Part]) -> Iterator[Edit]:
    held = {(part.session_id, part.role): part for part in own}
    for other in others:
        mine = held.get((other.session_id, other.role))
        if mine is None:
            yield Edit(other, replace(other, person_id=kept_id))
            continue
        yield Edit(other, None)
        if other.confirmed and not mine.confirmed:
            yield Edit(mine, replace(mine, confirmed=True))
