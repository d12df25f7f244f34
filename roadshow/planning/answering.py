"""Answers and tickets from a file, on the guest list of a stop: the later answer counts, and tickets add up.

What was answered here after the moment that a file names stands; reading the same file again changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from roadshow.domain.changes import Edit, Pen
from roadshow.domain.drafts import Answer
from roadshow.domain.guests import ANSWERS, WAITING, Invitation, InvitationState, best_channel
from roadshow.domain.moments import to_utc
from roadshow.domain.people import Person
from roadshow.domain.plain import same
from roadshow.domain.tour import Stop

OPEN = frozenset([InvitationState.LISTED, InvitationState.INVITED])


@dataclass(slots=True)
class Said:
    """What all rows of one person say together. `seats` are those of tickets, that person's own among them."""

    state: str = ""
    companions: int | None = None
    when: datetime | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    seats: int = 0
    tickets: int = 0

    def add(self, answer: Answer) -> None:
        """Add one row."""
        if answer.ticket:
            self._add_ticket(answer)
        elif not self._is_older(answer):
            self.state = answer.state or self.state
            self.companions = self.companions if answer.companions is None else answer.companions
            self.when = answer.when or self.when
            self.needs = {**self.needs, **answer.needs}
            self.session = answer.session or self.session

    def add_seat(self) -> None:
        """Add a ticket without a name."""
        if self.seats:
            self.seats += 1
            self.companions = self.seats - 1

    def _add_ticket(self, answer: Answer) -> None:
        is_good = answer.state not in {InvitationState.WITHDRAWN, InvitationState.DECLINED}
        self.tickets += 1
        self.seats += is_good * (1 + (answer.companions or 0))
        if is_good or not self.seats:
            self.state = answer.state
        self.companions = max(self.seats - 1, 0)
        self.when = max(filter(None, (self.when, answer.when)), default=None)
        self.needs = {**self.needs, **answer.needs}
        self.session = answer.session or self.session

    def _is_older(self, answer: Answer) -> bool:
        return self.when is not None and answer.when is not None and answer.when < self.when


@dataclass(slots=True)
class AnswerCounts:
    """How many are so now by a file, by the new state of their invitation; and how many more come along.

    `listed` are new on the list, `changes` are all records that change.
    """

    states: Counter[str] = field(default_factory=Counter)
    seats: int = 0
    listed: int = 0
    changes: int = 0


class Replies:
    """The answers of a file to one stop, person by person."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._said: dict[str, Said] = {}
        self._orders: dict[str, str] = {}

    def note(self, person_id: str, answer: Answer | None) -> None:
        """Note what a row says of somebody."""
        said = self._said.setdefault(person_id, Said())
        if answer is not None:
            said.add(answer)
            if answer.order:
                self._orders[answer.order] = person_id

    def note_unnamed(self, order: str) -> None:
        """Note a ticket without a name: a seat beside whoever has the same order."""
        person_id = self._orders.get(order)
        if person_id is not None:
            self._said[person_id].add_seat()

    def edits(
        self, pen: Pen, people: Mapping[str, Person], invitations: Mapping[str, Invitation], counts: AnswerCounts
    ) -> Iterator[Edit]:
        """Give what changes: on the guest list, and in what people need who answered anew."""
        for person_id, said in self._said.items():
            person, before = people[person_id], invitations.get(person_id)
            after = self._after(pen, person, before, said)
            is_new = after is not None and (before is None or not same(before, after))
            needing = _with_needs(person, said.needs, only_lacking=not is_new)
            if not same(needing, person):
                counts.changes += 1
                yield Edit(person, needing)
            if after is not None and is_new:
                self._count(before, after, counts)
                yield Edit(before, after)

    def _after(self, pen: Pen, person: Person, before: Invitation | None, said: Said) -> Invitation | None:
        """Return the invitation as it is then; None where somebody is not put on the list."""
        off = said.state == InvitationState.WITHDRAWN
        if before is None and off:
            return None
        after = before or Invitation(
            id=pen.new_id(), stop_id=self._stop.id, person_id=person.id, channel=best_channel(person)
        )
        when = None if said.when is None else to_utc(said.when, self._stop.zone)
        if self._stands(after, said, when):
            return after
        state = InvitationState(said.state) if said.state else after.state
        moved = state is not after.state or (when is not None and when != after.answered_at)
        if state is InvitationState.WAITING and after.state in WAITING and after.answered_at:
            state, moved = after.state, False  # who says again that they wait keeps the place in the line, and an offer
        return replace(
            after,
            state=state,
            companions=after.companions if said.companions is None else said.companions,
            answered_at=(when or pen.moment) if moved and state in ANSWERS else after.answered_at,
            offered_until=after.offered_until if state is InvitationState.OFFERED else None,
            notes=_with_line(after.notes, said.session),
        )

    def _stands(self, known: Invitation, said: Said, when: datetime | None) -> bool:
        """Say whether what we know stays: it is later, or nobody can tell and it says something else."""
        given_back = said.tickets and said.state == InvitationState.WITHDRAWN  # a ticket tells when it was bought
        if when is not None and known.answered_at is not None and not given_back:
            return when < known.answered_at
        if said.state in {"", InvitationState.WITHDRAWN}:
            return False
        return known.state not in OPEN and known.state != said.state

    def _count(self, before: Invitation | None, after: Invitation, counts: AnswerCounts) -> None:
        counts.changes += 1
        counts.listed += before is None
        if (before is None and after.state not in OPEN) or (before is not None and before.state is not after.state):
            counts.states[after.state.value] += 1
        coming = InvitationState.ACCEPTED
        had = before.companions if before is not None and before.state is coming else 0
        counts.seats += max((after.companions if after.state is coming else 0) - had, 0)


def _with_needs(person: Person, needs: Mapping[str, str], *, only_lacking: bool) -> Person:
    """Return somebody with what they said they need; an old answer only fills what we do not know."""
    values: dict[str, Any] = {name: need for name, need in needs.items() if not only_lacking or need}
    return replace(
        person, **{name: need for name, need in values.items() if not (only_lacking and getattr(person, name))}
    )


def _with_line(notes: str, line: str) -> str:
    if not line or line in notes.splitlines():
        return notes
    return f"{notes}\n{line}" if notes else line
