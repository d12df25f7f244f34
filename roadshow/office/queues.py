"""The waiting list of a stop in an open workspace: how it stands, and the one change that hands on what is free."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from roadshow.domain.asking import Query, guests_of
from roadshow.domain.changes import Change
from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Place
from roadshow.domain.guests import WAITING, Guest, InvitationState
from roadshow.domain.moments import to_wall
from roadshow.domain.names import called, typed_name
from roadshow.domain.queues import Queue
from roadshow.domain.tour import Session, Stop
from roadshow.domain.wording import _, ngettext
from roadshow.office.live import Office
from roadshow.planning import queueing
from roadshow.settings.layers import Settings
from roadshow.store.base import Store

NAMED = 3
CONCERNED = (InvitationState.ACCEPTED, *WAITING)


class Offers(NamedTuple):
    """A change that offers places: to whom, until when, and whose offer lapsed with it."""

    change: Change
    guests: tuple[Guest, ...]
    until: date
    lapsed: tuple[Guest, ...]

    def said(self) -> str:
        """Say what was done, by name."""
        parts = []
        if self.lapsed:
            text = ngettext("the offer to {names} has lapsed", "the offers to {names} have lapsed", len(self.lapsed))
            parts.append(text.format(names=_names(self.lapsed)))
        if self.guests:
            text = _("a place is offered to {names} until {day}")
            parts.append(text.format(names=_names(self.guests), day=self.until.isoformat()))
        said = "; ".join(parts)
        return said[:1].upper() + said[1:]


def waiting_settings(settings: Settings) -> queueing.WaitingSettings:
    """Return the rule and the days that hold here."""
    return settings.section_options(queueing.SECTION, queueing.WaitingSettings)


def standing_line(
    store: Store, stop: Stop, rule: queueing.FairRule, today: date, *, passing: bool = False
) -> queueing.Line:
    """Read how the waiting list of a stop stands."""
    query = guests_of(stop.id).page(None)
    every = store.each(Query(Session, order=("n",), limit=None).where(stop_id=stop.id))
    sessions = [session for session in every if session.capacity is not None]
    if stop.per_group or sessions:  # whoever comes has to be looked at, for their group
        guests, coming = store.each_guest(query.among("state", CONCERNED)), 0
    else:
        along = store.tally(query.where(state=InvitationState.ACCEPTED.value), "companions")
        guests = store.each_guest(query.among("state", tuple(WAITING)))
        coming = sum((1 + int(companions)) * count for companions, count in along.items())
    return queueing.stand(stop, sessions, guests, rule, today, passing=passing, coming=coming)


def day_at(office: Office, stop: Stop) -> date:
    """Return what day it is at a stop."""
    return to_wall(office.clock(), stop.zone).date()


def queue_of(store: Store, stop: Stop, rule: queueing.FairRule, today: date) -> Queue:
    """Count the waiting list of a stop, for the checker."""
    return in_numbers(standing_line(store, stop, rule, today))


def in_numbers(line: queueing.Line) -> Queue:
    """Return a waiting list in numbers."""
    return Queue(
        line.free,
        line.heads,
        tuple(guest.invitation.heads for guest in line.next),
        tuple(Place("person", guest.person.id, called(guest.person)) for guest in line.lapsed),
    )


def offer_next(office: Office, stop: Stop, until: date | None = None) -> Offers:
    """Offer what is free to whoever is next, and pass on what lapsed. Raises BadInputError where there is nothing to do."""
    rules, today = waiting_settings(office.settings), day_at(office, stop)
    line = standing_line(office.store, stop, rules.rule, today, passing=True)
    if not line.next and not line.lapsed:
        raise _nobody(stop, line)
    day = until or queueing.last_day(stop, today, rules.days)
    change = queueing.offer(office.pen(), stop, line.next, day, today, lapsed=line.lapsed)
    return Offers(change, line.next, day, line.lapsed)


def offer_to(office: Office, stop: Stop, guest: Guest, until: date | None = None) -> Offers:
    """Offer a place to somebody by name. Raises BadInputError where there is none, or somebody else goes first."""
    rules, today = waiting_settings(office.settings), day_at(office, stop)
    if guest.invitation.state is not InvitationState.OFFERED:  # who has an offer gets another day
        _demand_next(stop, guest, standing_line(office.store, stop, rules.rule, today))
    day = until or queueing.last_day(stop, today, rules.days)
    return Offers(queueing.offer(office.pen(), stop, (guest,), day, today), (guest,), day, ())


def _demand_next(stop: Stop, guest: Guest, line: queueing.Line) -> None:
    """Refuse who is not among the next by the rule."""
    name = called(guest.person)
    if guest.invitation.state is not InvitationState.WAITING:
        raise BadInputError(
            _("{name} does not wait for a place at {stop}.").format(name=name, stop=stop.slug),
            _('Who waits: roadshow offer {stop}. Put somebody there: roadshow reply {stop} "{name}" waiting').format(
                stop=stop.slug, name=typed_name(guest.person)
            ),
        )
    if all(one.invitation.id != guest.invitation.id for one in line.next):
        raise BadInputError(
            _("There is no place at {stop} for {name} now, by the rule of the waiting list.").format(
                stop=stop.slug, name=name
            ),
            _(
                '{queue}. The rule: roadshow config get waiting.rule. Past it: roadshow reply {stop} "{name}" accepted'
            ).format(queue=in_numbers(line).said(), stop=stop.slug, name=typed_name(guest.person)),
        )


def _nobody(stop: Stop, line: queueing.Line) -> BadInputError:
    if not line.waiting:
        return BadInputError(_("Nobody waits for a place at {stop}.").format(stop=stop.slug))
    if line.free is None and not stop.per_group:
        return BadInputError(
            _("Nobody knows how many places {stop} has.").format(stop=stop.slug),
            _("Say it: roadshow stop edit {stop} --capacity 40").format(stop=stop.slug),
        )
    return BadInputError(
        _("There is no place to offer at {stop}: {queue}.").format(stop=stop.slug, queue=in_numbers(line).said())
    )


def _names(guests: Sequence[Guest]) -> str:
    """Name some of them, each with how many come along."""
    named = [
        called(guest.person) + (f" (+{guest.invitation.companions})" if guest.invitation.companions else "")
        for guest in guests[:NAMED]
    ]
    more = len(guests) - len(named)
    if more > 0:
        named.append(ngettext("{count} more", "{count} more", more).format(count=f"{more:,}"))
    return ", ".join(named)
