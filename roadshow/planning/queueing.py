"""The waiting list: who waits since when, what is free, who is next by the fair rule, and offering a place until a day.

A place is taken by who accepted and by who was offered it, companions included, until somebody says otherwise: an offer
whose day is over lapsed, but holds its place until it is passed on. Who was invited and has not answered holds none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.guests import Guest, Invitation, InvitationState
from roadshow.domain.options import option
from roadshow.domain.quotas import Quotas
from roadshow.domain.tour import Session, Stop
from roadshow.domain.wording import N_, _

SECTION = "waiting"
STOP = ("stop", "")
LAST = datetime.max.replace(tzinfo=UTC)
Limit = tuple[str, str]
"""What can be full: ("stop", ""), a group such as ("district", "hillesluis"), or ("session", id)."""


class FairRule(StrEnum):
    """Who goes first when a place becomes free."""

    STRICT = "strict"
    FITS = "fits"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSettings:
    """How places that become free are handed out."""

    rule: FairRule = option(
        FairRule.STRICT,
        N_(
            "Who goes first when a place is free. strict: who waits longest; a group that is too large for what is free "
            "waits, and nobody passes it. fits: who waits longest among those who fit."
        ),
        word=N_("fair rule"),
        words={
            FairRule.STRICT: N_("who waits longest, nobody passes a group that is too large"),
            FairRule.FITS: N_("who waits longest among those who fit"),
        },
    )
    days: int = option(
        7, N_("How many days an offered place is kept; never beyond the day of the stop."), low=0, high=365
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A waiting list. `free` is None where the stop has no number of places; `waiting` and `next` are in order.

    `lapsed` were offered a place until a day that is over, the longest ago first; `offered` have an offer that stands.
    """

    free: int | None
    waiting: tuple[Guest, ...]
    next: tuple[Guest, ...]
    lapsed: tuple[Guest, ...]
    offered: tuple[Guest, ...]

    @property
    def heads(self) -> int:
        """How many people wait, companions included."""
        return sum(guest.invitation.heads for guest in self.waiting)


class Places:
    """What a stop, its groups and its sessions hold, and what of it is taken.

    Somebody is in a session where its title is a line of the notes of the invitation, as answers from a form write it.
    """

    def __init__(self, stop: Stop, sessions: Iterable[Session] = (), coming: int = 0) -> None:
        self._quotas = Quotas(stop.per_group)
        limited = [session for session in sessions if session.capacity is not None]
        self._titles = {fold(session.title): session.id for session in limited}
        self._holds: dict[Limit, int] = {("session", session.id): session.capacity or 0 for session in limited}
        if stop.capacity is not None:
            self._holds[STOP] = stop.capacity
        self._taken: Counter[Limit] = Counter({STOP: coming})

    def limits(self, guest: Guest) -> tuple[Limit, ...]:
        """Return what has to have room for somebody; empty where nothing limits them."""
        groups = tuple(self._quotas.groups_of(guest.person))
        lines = map(fold, guest.invitation.notes.splitlines()) if self._titles else ()
        sessions = tuple(dict.fromkeys(("session", self._titles[line]) for line in lines if line in self._titles))
        return (*((STOP,) if STOP in self._holds else ()), *groups, *sessions)

    def take(self, guest: Guest) -> None:
        """Give somebody a place, with those who come along."""
        for limit in self.limits(guest):
            self._taken[limit] += guest.invitation.heads

    def left(self, limit: Limit) -> int | None:
        """Return how many places are left, below zero where more people come than fit; None without a limit."""
        holds = self._holds.get(limit) if limit == STOP or limit[0] == "session" else self._quotas.places(*limit)
        return None if holds is None else holds - self._taken[limit]

    def short(self, guest: Guest) -> frozenset[Limit]:
        """Return what has no room for somebody."""
        left = ((limit, self.left(limit)) for limit in self.limits(guest))
        return frozenset(limit for limit, count in left if count is not None and count < guest.invitation.heads)


def stand(
    stop: Stop,
    sessions: Iterable[Session],
    guests: Iterable[Guest],
    rule: FairRule,
    today: date,
    *,
    passing: bool = False,
    coming: int = 0,
) -> Line:
    """Return how a waiting list stands, from the guests of the stop in any order.

    Where `passing`, offers that lapsed hold no place any more, as they would after they are passed on. `coming` are
    people who come and are not among `guests`, which will do where groups and sessions have no limit.
    """
    places = Places(stop, sessions, coming)
    waiting: list[Guest] = []
    offered: list[Guest] = []
    for guest in guests:
        state = guest.invitation.state
        over = state is InvitationState.OFFERED and has_lapsed(guest.invitation, today)
        if state is InvitationState.WAITING:
            waiting.append(guest)
        elif state is InvitationState.OFFERED:
            offered.append(guest)
        if state is InvitationState.ACCEPTED or (state is InvitationState.OFFERED and not (over and passing)):
            places.take(guest)
    waiting.sort(key=place_in_line)
    offered.sort(key=lambda guest: (guest.invitation.offered_until or date.max, guest.invitation.id))
    lapsed = [guest for guest in offered if has_lapsed(guest.invitation, today)]
    free = places.left(STOP)
    following = tuple(_next(places, waiting, rule))
    return Line(free, tuple(waiting), following, tuple(lapsed), tuple(offered[len(lapsed) :]))


def place_in_line(guest: Guest) -> tuple[datetime, str]:
    """Return what orders a waiting list: since when somebody waits. Who has no moment stands behind the others."""
    return guest.invitation.answered_at or LAST, guest.invitation.id


def has_lapsed(invitation: Invitation, today: date) -> bool:
    """Say whether the day until which a place was offered is over."""
    return invitation.offered_until is not None and invitation.offered_until < today


def _next(places: Places, waiting: Sequence[Guest], rule: FairRule) -> Iterator[Guest]:
    """Give those who can be offered a place, and take it for them.

    Under the strict rule whoever does not fit closes what is too full for them to all behind: a full district keeps
    back its own people, a full stop everybody.
    """
    closed: set[Limit] = set()
    for guest in waiting:
        limits, short = places.limits(guest), places.short(guest)
        if rule is FairRule.STRICT:
            closed |= short
        if limits and not short and closed.isdisjoint(limits):
            places.take(guest)
            yield guest


def last_day(stop: Stop, today: date, days: int) -> date:
    """Return until when a place is offered: so many days from now, never beyond the day of the stop."""
    return max(today, min(today + timedelta(days=days), stop.start.date()))


def offer(
    pen: Pen, stop: Stop, guests: Iterable[Guest], until: date, today: date, *, lapsed: Iterable[Guest] = ()
) -> Change:
    """Offer a place until the end of a day; those whose offer `lapsed` wait again, behind all others.

    Raises BadInputError for a day that is over, and for one after the stop.
    """
    if not today <= until <= max(stop.start.date(), today):
        raise BadInputError(
            _("A place at {stop} cannot be offered until {day}.").format(stop=stop.slug, day=until.isoformat()),
            _("Use a day from {first} to {last}.").format(first=today.isoformat(), last=stop.start.date().isoformat()),
        )
    back = _back(pen, lapsed)
    offered = _edits(guests, lambda one: replace(one, state=InvitationState.OFFERED, offered_until=until))
    if not offered:
        return pen.change(N_("Offers of {stop} that lapsed taken back"), back, stop=stop.slug)
    text = N_("Places at {stop} offered until {day}")
    return pen.change(text, (*back, *offered), stop=stop.slug, day=until.isoformat())


def _back(pen: Pen, lapsed: Iterable[Guest]) -> tuple[Edit, ...]:
    waits = InvitationState.WAITING
    return _edits(lapsed, lambda one: replace(one, state=waits, offered_until=None, answered_at=pen.moment))


def _edits(guests: Iterable[Guest], after: Callable[[Invitation], Invitation]) -> tuple[Edit, ...]:
    return tuple(Edit(guest.invitation, after(guest.invitation)) for guest in guests)
