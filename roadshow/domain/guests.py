"""Guests: who is invited to a stop, what they answered, and what happened at the door."""

from dataclasses import dataclass
from datetime import datetime
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
    WITHDRAWN = "withdrawn"


ANSWERS = frozenset(
    [InvitationState.ACCEPTED, InvitationState.MAYBE, InvitationState.DECLINED, InvitationState.WAITING]
)
"""States that somebody chose for themselves."""


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
    """A person on the guest list of a stop. `companions` come along unnamed. Moments are UTC."""

    kind: ClassVar[str] = "invitation"

    stop_id: str
    person_id: str
    role: GuestRole = GuestRole.GUEST
    state: InvitationState = InvitationState.LISTED
    companions: int = 0
    channel: Channel = Channel.MAIL
    invited_at: datetime | None = None
    answered_at: datetime | None = None


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


def best_channel(person: Person) -> Channel:
    """Return how somebody is best reached: mail unless they refused it, else a letter, else the phone."""
    if person.email and person.consent_mail is not False:
        return Channel.MAIL
    if person.street or person.postcode:
        return Channel.LETTER
    return Channel.PHONE if person.phone else Channel.MAIL
