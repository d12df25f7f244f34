"""How long what is known of people is kept, and what goes when the time is over: purpose by purpose.

There is no term in Dutch law for lists of guests: whoever keeps them chooses one for each purpose and says why (GDPR
article 5(1)(e)). The terms that ship are suggestions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadshow.domain.changes import Change, Edit, Pen, Turn
from roadshow.domain.guests import Invitation, InvitationState, SignIn, SignInKind
from roadshow.domain.headcounts import CAME, Headcount
from roadshow.domain.nouns import Noun
from roadshow.domain.options import option
from roadshow.domain.people import Person
from roadshow.domain.wording import N_

SECTION = "retention"
NEEDS = ("diet", "access", "interpreter", "childcare")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """Terms in days after a stop; 0 keeps for ever."""

    needs_days: int = option(
        7,
        N_("Days after somebody's last stop that diet, access, interpreter and childcare are kept."),
        low=0,
        high=36500,
    )
    sign_in_days: int = option(
        28, N_("Days after a stop that the notes of the door are kept; then counts remain."), low=0, high=36500
    )
    reply_days: int = option(
        365, N_("Days after a stop that invitations and answers are kept; then counts remain."), low=0, high=36500
    )


def has_needs(person: Person) -> bool:
    """Say whether a need of somebody is known."""
    return any(getattr(person, field) for field in NEEDS)


def needs_end(person: Person, last_stop: date | None, days: int) -> date | None:
    """Return the last day on which somebody's needs may be kept; None where there is no end yet.

    A day of their own goes before the term after `last_stop`.
    """
    if person.needs_until is not None:
        return person.needs_until
    return last_stop + timedelta(days=days) if last_stop is not None and days else None


def without_needs(person: Person) -> Edit:
    """Empty the needs of somebody."""
    return Edit(person, replace(person, diet="", access="", interpreter="", childcare="", needs_until=None))


def term_over(last_day: date, days: int, today: date) -> bool:
    """Say whether what belongs to a stop that ended on `last_day` has been kept for its whole term."""
    return days > 0 and last_day + timedelta(days=days) < today


def forget(pen: Pen, person: Person | None, hanging: Iterable[Noun], blanked: Iterable[Edit] = ()) -> Change:
    """Take somebody out of everything: first what hangs on them, then the person. It is no change to be undone.

    `blanked` are the edits that take their name out of texts. None stands for somebody who is in the journal alone.
    """
    edits = (*blanked, *(Edit(noun, None) for noun in hanging), *((Edit(person, None),) if person else ()))
    return replace(pen.change(N_("Somebody was forgotten"), edits), turn=Turn.NOTE)


def let_go(pen: Pen, edits: Iterable[Edit]) -> Change:
    """Let go of what has been kept for its whole term. It is no change to be undone."""
    return replace(pen.change(N_("What was kept long enough was let go"), edits), turn=Turn.NOTE)


def invited_counts(invitations: Iterable[tuple[Invitation, str]]) -> Iterator[Headcount]:
    """Count invitations, each with the organisation of its guest, by stop, state and organisation."""
    people: Counter[tuple[str, InvitationState, str]] = Counter()
    companions: Counter[tuple[str, InvitationState, str]] = Counter()
    for invitation, organisation in invitations:
        key = invitation.stop_id, invitation.state, organisation
        people[key] += 1
        companions[key] += invitation.companions
    for key, count in people.items():
        stop_id, state, organisation = key
        yield Headcount(stop_id, state.value, organisation, count, companions[key])


def came_counts(facts: Iterable[SignIn], organisation_of: dict[str, str]) -> Iterator[Headcount]:
    """Count who was signed in, by stop and organisation. `organisation_of` gives that of people by id.

    A fact that was taken back does not count; of an undo that was taken back, the fact counts again.
    """
    every = {fact.id: fact for fact in facts}
    undone: set[str] = set()
    for fact in sorted(every.values(), key=lambda one: (one.moment, one.desk, one.counter), reverse=True):
        if fact.sign_in_kind is SignInKind.UNDO and fact.id not in undone and fact.undoes:
            undone.add(fact.undoes)
    came: dict[tuple[str, str], str] = {}
    for fact in every.values():
        if fact.sign_in_kind is SignInKind.IN and fact.id not in undone:
            who = fact.person_id or f"{fact.walk_in} {fact.desk} {fact.counter}"
            came[fact.stop_id, who] = organisation_of.get(fact.person_id or "", fact.organisation)
    counted = Counter((stop_id, organisation) for (stop_id, _who), organisation in came.items())
    for (stop_id, organisation), count in counted.items():
        yield Headcount(stop_id, CAME, organisation, count)
