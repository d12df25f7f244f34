"""Guests: who is invited to a stop, what they answered, and what happened at the door."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from roadshow.domain.changes import Revision
from roadshow.domain.nouns import Noun, Record
from roadshow.domain.people import Person


class GuestRole(StrEnum):
    """Why somebody is on the guest list."""

    GUEST = "guest"
    HOST = "host"
    FACILITATOR = "facilitator"
    VOLUNTEER = "volunteer"


class InvitationState(StrEnum):
    """Where an invitation stands."""

    LISTED = "listed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    MAYBE = "maybe"
    DECLINED = "declined"
    WAITING = "waiting"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


ANSWERS = frozenset(
    [InvitationState.ACCEPTED, InvitationState.MAYBE, InvitationState.DECLINED, InvitationState.WAITING]
)
"""States that somebody chose for themselves."""
WAITING = frozenset([InvitationState.WAITING, InvitationState.OFFERED])
"""States of those who wait, or waited until a place was offered."""


class Channel(StrEnum):
    """How somebody is reached."""

    MAIL = "mail"
    LETTER = "letter"
    PHONE = "phone"


class SignInKind(StrEnum):
    """What was noted at the door."""

    IN = "in"
    OUT = "out"
    UNDO = "undo"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)  # compared by the hundred thousand
class Invitation(Noun):
    """A person on the guest list of a stop. `companions` come along unnamed. Moments are UTC.

    Who waits does so since `answered_at`. A place is offered to the end of the day `offered_until`, None unless offered.
    """

    kind: ClassVar[str] = "invitation"

    stop_id: str
    person_id: str
    role: GuestRole = GuestRole.GUEST
    state: InvitationState = InvitationState.LISTED
    companions: int = 0
    channel: Channel = Channel.MAIL
    invited_at: datetime | None = None
    answered_at: datetime | None = None
    offered_until: date | None = None

    @property
    def heads(self) -> int:
        """How many people come with this invitation."""
        return 1 + max(self.companions, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SignIn(Noun):
    """One fact at the door, never altered: a correction is a new fact of kind undo.

    `desk` and `counter` number the facts of one table; inside a desk the counter decides the order, not the clock.
    A walk-in has a name and perhaps an organisation instead of a person; `undoes` is the id of the fact taken back.
    """

    kind: ClassVar[str] = "sign_in"

    stop_id: str
    sign_in_kind: SignInKind
    desk: str
    counter: int
    moment: datetime
    person_id: str | None = None
    walk_in: str = ""
    organisation: str = ""
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Guest(Record):
    """One row of a guest list: the invitation, the person it is for, and the history of the invitation."""

    invitation: Invitation
    person: Person
    revision: Revision


def put(invitation: Invitation, state: InvitationState, moment: datetime) -> Invitation:
    """Set a state, and the moment that belongs to it; an offer ends with every other state.

    Who was offered a place and goes back to waiting keeps the moment, and so the place in the line.
    """
    until = invitation.offered_until if state is InvitationState.OFFERED else None
    back = state is InvitationState.WAITING and invitation.state in WAITING
    if state is InvitationState.INVITED:
        return replace(invitation, state=state, invited_at=moment, offered_until=until)
    if state in ANSWERS and not (back and invitation.answered_at):
        return replace(invitation, state=state, answered_at=moment, offered_until=until)
    return replace(invitation, state=state, offered_until=until)


def best_channel(person: Person) -> Channel:
    """Return how somebody is best reached: mail unless they refused it, else a letter, else the phone."""
    if person.email and person.consent_mail is not False:
        return Channel.MAIL
    if person.street or person.postcode:
        return Channel.LETTER
    return Channel.PHONE if person.phone else Channel.MAIL
