"""Guests counted by stop, so that no rule needs a guest list in memory.

A tally is made by reading a guest list once, a page at a time, and keeps counts and a few names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from roadshow.domain.findings import Place
from roadshow.domain.folding import fold
from roadshow.domain.guests import Guest, GuestRole, InvitationState
from roadshow.domain.people import Person

NAMED = 20
"""How many guests a tally names; of the others it keeps the count."""

GONE = frozenset({InvitationState.DECLINED, InvitationState.WITHDRAWN})
HOLDING = frozenset({InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.MAYBE, InvitationState.WAITING})
SILENT = frozenset({InvitationState.INVITED, InvitationState.MAYBE})
COMING = frozenset({InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.MAYBE})

STEP_FREE_WORDS = ("rolstoel", "wheelchair", "scootmobiel", "rollator", "step", "drempel", "trap", "stairs", "lift",
                   "walker", "slecht ter been", "lopen", "mobility", "mobiliteit")  # fmt: skip
HEARING_WORDS = ("ringleiding", "slechthorend", "hearing", "gehoor", "doof", "deaf")
NOTHING = frozenset({"", "no", "none", "nee", "geen", "nvt", "n/a", "no diet", "alles", "everything"})


@dataclass(frozen=True, slots=True)
class Named:
    """How many there are, and the first of them by name: one group of places for each."""

    count: int = 0
    first: tuple[tuple[Place, ...], ...] = ()

    def more(self, *places: Place) -> "Named":
        """Count one more, by name while there is room."""
        first = (*self.first, places) if len(self.first) < NAMED else self.first
        return Named(self.count + 1, first)


@dataclass(frozen=True, slots=True)
class GuestTally:
    """The guest list of one stop in numbers.

    `coming` is accepted plus their companions, `listed` everybody who did not decline and was not withdrawn plus
    companions, `holding` those who were told a time and place, `told` those of them of whom
    the moment is known, `outdated` those who were told another than it has now.
    Needs are counted among those who were invited and may come.
    """

    guests: int = 0
    coming: int = 0
    listed: int = 0
    holding: int = 0
    told: int = 0
    unsent: int = 0
    unanswered: int = 0
    crew_unanswered: int = 0
    outdated: int = 0
    interpreter: int = 0
    step_free: int = 0
    hearing: int = 0
    childcare: int = 0
    diet: int = 0
    unreachable: Named = Named()
    sharing: Named = Named()

    def all_outdated(self) -> "GuestTally":
        """Return the tally after a new time or place: nobody who holds an invitation was told yet."""
        return replace(self, outdated=self.told)


EMPTY = GuestTally()


Stretch = tuple[datetime, datetime]
"""From a moment up to but not including another, both UTC."""


def tally(guests: Iterable[Guest], untrue: Sequence[Stretch] = ()) -> GuestTally:
    """Count a guest list in one pass. In the stretches `untrue` the stop had another time or place than it has now.

    Only the addresses of this one list are held while it is read; it can come page by page.
    """
    counts = dict.fromkeys(
        (
            "guests",
            "coming",
            "listed",
            "holding",
            "told",
            "unsent",
            "unanswered",
            "crew_unanswered",
            "outdated",
            *NEEDS,
        ),
        0,
    )
    unreachable = sharing = Named()
    owners: dict[str, Place] = {}
    for guest in guests:
        invitation, person = guest.invitation, guest.person
        if invitation.state in GONE:
            continue
        _count_answer(counts, guest, untrue)
        who = Place("person", person.id, person.name)
        if not reachable(person):
            unreachable = unreachable.more(who)
        address = fold(person.email)
        if address:
            owner = owners.setdefault(address, who)
            if owner.id != who.id:
                sharing = sharing.more(owner, who)
        if invitation.state in COMING:
            for need in needs(person):
                counts[need] += 1
    return GuestTally(**counts, unreachable=unreachable, sharing=sharing)


def _count_answer(counts: dict[str, int], guest: Guest, untrue: Sequence[Stretch]) -> None:
    invitation = guest.invitation
    heads = 1 + max(invitation.companions, 0)
    counts["guests"] += 1
    counts["listed"] += heads
    if invitation.state is InvitationState.ACCEPTED:
        counts["coming"] += heads
    if invitation.state is InvitationState.LISTED:
        counts["unsent"] += 1
    if invitation.state in HOLDING:
        counts["holding"] += 1
        told = invitation.invited_at
        counts["told"] += told is not None
        if told is not None and any(begin <= told < end for begin, end in untrue):
            counts["outdated"] += 1
    if invitation.state in SILENT:
        counts["unanswered"] += 1
        if invitation.role is not GuestRole.GUEST:
            counts["crew_unanswered"] += 1


NEEDS = ("interpreter", "step_free", "hearing", "childcare", "diet")


def needs(person: Person) -> tuple[str, ...]:
    """Return which needs somebody has, by the names in NEEDS. A word such as “none” is no need."""
    found = [
        need for need, text in (("interpreter", person.interpreter), ("childcare", person.childcare), ("diet", person.diet))
        if fold(text) not in NOTHING
    ]  # fmt: skip
    access = fold(person.access)
    if access:
        found += ["step_free"] if any(word in access for word in STEP_FREE_WORDS) else []
        found += ["hearing"] if any(word in access for word in HEARING_WORDS) else []
    return tuple(found)


def reachable(person: Person) -> bool:
    """Say whether there is an e-mail address, a phone number or a postal address."""
    return bool(person.email.strip() or person.phone.strip() or (person.street.strip() and person.town.strip()))
