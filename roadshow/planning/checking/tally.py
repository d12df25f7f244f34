"""Guests counted by stop, so that no rule needs a guest list in memory.

A tally keeps counts and a few names. The store counts answers itself, and hands over only those guests whom a count
does not cover; a list that comes guest by guest is counted by the same rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from roadshow.domain.findings import Place
from roadshow.domain.folding import fold
from roadshow.domain.guests import Guest, GuestRole, InvitationState
from roadshow.domain.headcounts import Answers
from roadshow.domain.matchkeys import email_key
from roadshow.domain.names import called
from roadshow.domain.people import Person
from roadshow.domain.queues import Queue

NAMED = 20
"""How many guests a tally names; of the others it keeps the count."""

GONE = frozenset({InvitationState.DECLINED, InvitationState.WITHDRAWN})
COMING = frozenset({InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.MAYBE, InvitationState.OFFERED})
HOLDING = COMING | {InvitationState.WAITING}
SILENT = frozenset({InvitationState.INVITED, InvitationState.MAYBE})

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

    `coming` is accepted plus their companions, `listed` everybody who did not decline, was not withdrawn and does
    not wait plus companions, `holding` those who were told a time and place, `told` those of them of whom
    the moment is known, `outdated` those who were told another than it has now.
    Needs are counted among those who were invited and may come. `queue` is None where nobody waits.
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
    nameless: Named = Named()
    sharing: Named = Named()
    queue: Queue | None = None

    def all_outdated(self) -> "GuestTally":
        """Return the tally after a new time or place: nobody who holds an invitation was told yet."""
        return replace(self, outdated=self.told)


EMPTY = GuestTally()


Stretch = tuple[datetime, datetime]
"""From a moment up to but not including another, both UTC."""


class Counting:
    """One guest list being counted. In the stretches `untrue` the stop had another time or place than it has now.

    Answers may come many at a time; of people only those have to be named who need something, cannot be reached or
    share an address. Only the addresses of the people named are held.
    """

    def __init__(self, untrue: Sequence[Stretch] = ()) -> None:
        self._untrue = untrue
        self._counts = dict.fromkeys((*COUNTED, *NEEDS), 0)
        self._unreachable = self._sharing = self._nameless = Named()
        self._owners: dict[str, Place] = {}

    def answer(self, some: Answers) -> None:
        """Count invitations that stand alike."""
        if some.state in GONE:
            return
        counts, number = self._counts, some.guests
        counts["guests"] += number
        counts["listed"] += number + some.companions if some.state != InvitationState.WAITING else 0
        if some.state == InvitationState.ACCEPTED:
            counts["coming"] += number + some.companions
        if some.state == InvitationState.LISTED:
            counts["unsent"] += number
        if some.state in HOLDING:
            counts["holding"] += number
            told = some.invited_at
            counts["told"] += number if told is not None else 0
            if told is not None and any(begin <= told < end for begin, end in self._untrue):
                counts["outdated"] += number
        if some.state in SILENT:
            counts["unanswered"] += number
            counts["crew_unanswered"] += number if some.role != GuestRole.GUEST else 0

    def person(self, state: InvitationState, person: Person) -> None:
        """Look at somebody on the list, in the order of the list."""
        if state in GONE:
            return
        if not reachable(person):
            self._unreachable = self._unreachable.more(_place(person))
        if not person.name:
            self._nameless = self._nameless.more(_place(person))
        address = email_key(person.email)
        if address:
            owner = self._owners.setdefault(address, _place(person))
            if owner.id != person.id:
                self._sharing = self._sharing.more(owner, _place(person))
        if state in COMING:
            for need in needs(person):
                self._counts[need] += 1

    def done(self) -> GuestTally:
        """Return what was counted so far."""
        return GuestTally(
            **self._counts,
            queue=None,
            unreachable=self._unreachable,
            nameless=self._nameless,
            sharing=self._sharing,
        )


def tally(guests: Iterable[Guest], untrue: Sequence[Stretch] = ()) -> GuestTally:
    """Count a guest list that comes guest by guest, as `Counting` does."""
    counting = Counting(untrue)
    for guest in guests:
        one = guest.invitation
        counting.answer(Answers(one.stop_id, one.state, one.role, one.invited_at, 1, max(one.companions, 0)))
        counting.person(one.state, guest.person)
    return counting.done()


def _place(person: Person) -> Place:
    return Place("person", person.id, called(person))


COUNTED = (
    "guests", "coming", "listed", "holding", "told", "unsent", "unanswered", "crew_unanswered", "outdated",
)  # fmt: skip
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
