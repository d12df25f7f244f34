"""How ready a stop is: named gaps in plain words, each with what closes it. No score."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from roadshow.domain.findings import Finding, Gap, Weight
from roadshow.domain.places import BookingState
from roadshow.domain.tour import StopStatus
from roadshow.domain.wording import _, ngettext
from roadshow.planning.checking.agenda import LEADERS, LED
from roadshow.planning.checking.rule import clock
from roadshow.planning.checking.scene import Scene, TimedStop
from roadshow.planning.checking.tasks import counts, due_day

NOTHING_NAMED: Mapping[str, str] = MappingProxyType({})


def readiness(
    scene: Scene, stop_id: str, findings: Iterable[Finding] = (), named: Mapping[str, str] = NOTHING_NAMED
) -> tuple[Gap, ...]:
    """Return the gaps of a stop that is still to come, the venue first and the loose ends last.

    `findings` may be those of this stop: a rule that is `named` in words is a gap of its own, and the others that
    block become one gap together. A stop that is held, cancelled or over has no gaps.
    """
    stop = scene.by_id.get(stop_id)
    if stop is None:
        return ()
    gaps = [gap for look in LOOKS for gap in look(scene, stop)]
    findings = tuple(findings)
    shown = {
        finding.code: Gap(finding.code, _(named[finding.code]), finding.help)
        for finding in findings
        if finding.code in named
    }
    gaps += shown.values()
    blocking = sum(finding.weight is Weight.BLOCK and finding.code not in named for finding in findings)
    if blocking:
        what = ngettext("{number} finding that blocks", "{number} findings that block", blocking)
        gaps.append(Gap("blocked", what.format(number=blocking), f"roadshow check {stop.stop.slug}"))
    return tuple(gaps)


def ready_line(scene: Scene, stop_id: str, gaps: Iterable[Gap]) -> str:
    """Say it in one line: the stop, its day, and its gaps by name; or that it is ready."""
    stop = scene.known_stops[stop_id]
    names = [gap.what for gap in gaps]
    if stop_id not in scene.by_id:
        state = _("cancelled") if stop.status is StopStatus.CANCELLED else _("over")
    elif names:
        number = len(names)
        count = ngettext("{number} gap", "{number} gaps", number).format(number=number)
        state = f"{count}: {'; '.join(names)}"
    else:
        state = _("ready")
    return f"{stop.title or stop.slug}, {clock(stop.start)}: {state}"


def _venue(scene: Scene, stop: TimedStop) -> Iterator[Gap]:
    slug, venue = stop.stop.slug, stop.venue
    if venue is None:
        yield Gap("no-venue", _("no venue"), f"roadshow stop edit {slug} --venue NAME")
        return
    bookings = [row for row in scene.bookings_of.get(stop.stop.id, ()) if row.venue_id == venue.id]
    if not any(row.state is BookingState.FIRM for row in bookings):
        what = _("venue only held") if bookings else _("venue not booked")
        yield Gap("venue-not-firm", what, _("Call {venue}, then note the booking as firm.").format(venue=venue.name))
    if not venue.key.strip():
        what = _("nobody known who opens and locks")
        yield Gap("no-key-holder", what, _("Ask {venue} who has the key, and note it.").format(venue=venue.name))
    wheels = scene.tally(stop.stop.id).step_free
    if venue.step_free is False and wheels:
        what = ngettext("no step-free entrance while {number} asked for it",
                        "no step-free entrance while {number} asked for it", wheels)  # fmt: skip
        yield Gap("not-step-free", what.format(number=wheels), _("Find a ramp, or another venue."))
    elif venue.step_free is None:
        what = _("nobody looked whether the entrance is step-free")
        yield Gap("step-free-unknown", what, _("Call or visit {venue}, and note it.").format(venue=venue.name))


def _contact(_scene: Scene, stop: TimedStop) -> Iterator[Gap]:
    if not stop.stop.contact.strip():
        yield Gap("no-contact", _("no contact for the day"), f"roadshow stop edit {stop.stop.slug} --contact NAME")


def _agenda(scene: Scene, stop: TimedStop) -> Iterator[Gap]:
    if not stop.sessions:
        yield Gap("no-agenda", _("no agenda"), f"roadshow session add {stop.stop.slug} …")
        return
    parts = [part for row in stop.sessions for part in scene.parts_of.get(row.session.id, ())]
    leaderless = sum(
        row.session.session_kind in LED
        and not any(part.role in LEADERS for part in scene.parts_of.get(row.session.id, ()))
        for row in stop.sessions
    )
    if leaderless:
        what = ngettext("{number} session that nobody leads", "{number} sessions that nobody leads", leaderless)
        yield Gap("no-leader", what.format(number=leaderless), _("Ask a speaker, a facilitator or a host."))
    unsure = len({part.person_id for part in parts if not part.confirmed})
    if unsure:
        what = ngettext("{number} person has not confirmed", "{number} people have not confirmed", unsure)
        yield Gap("part-unconfirmed", what.format(number=unsure), _("Call and ask, then note the part as confirmed."))


def _guests(scene: Scene, stop: TimedStop) -> Iterator[Gap]:
    slug, counted = stop.stop.slug, scene.tally(stop.stop.id)
    if not counted.guests:
        yield Gap("no-guests", _("nobody on the guest list"), f"roadshow invite {slug} --who …")
        return
    near = stop.stop.start.date() <= scene.today + timedelta(days=scene.settings.inviting_days)
    if counted.unsent and near:
        what = ngettext("{number} invitation not sent", "{number} invitations not sent", counted.unsent)
        yield Gap("not-invited", what.format(number=counted.unsent), f"roadshow export mailmerge {slug}")
    if counted.crew_unanswered:
        what = ngettext("{number} host or helper has not answered", "{number} hosts or helpers have not answered",
                        counted.crew_unanswered)  # fmt: skip
        yield Gap("crew-silent", what.format(number=counted.crew_unanswered), _("Call them."))
    if counted.outdated:
        what = ngettext("{number} guest holds an old time or place", "{number} guests hold an old time or place",
                        counted.outdated)  # fmt: skip
        yield Gap("outdated", what.format(number=counted.outdated), _("Send them the new invitation."))
    if counted.unreachable.count:
        number = counted.unreachable.count
        what = ngettext("{number} guest cannot be reached", "{number} guests cannot be reached", number)
        yield Gap("unreachable", what.format(number=number), _("Ask for a phone number or an address."))
    if counted.queue is not None and (counted.queue.next or counted.queue.lapsed):
        yield Gap("places-free", _("places to offer to who waits"), f"roadshow offer {slug} --next")


def _tasks(scene: Scene, stop: TimedStop) -> Iterator[Gap]:
    late = 0
    for task in scene.tasks_of.get(stop.stop.id, ()):
        due = due_day(scene, task)
        late += due is not None and due < scene.today and counts(scene, task)
    if late:
        what = ngettext("{number} task overdue", "{number} tasks overdue", late)
        yield Gap("task-overdue", what.format(number=late), f"roadshow task list {stop.stop.slug}")


LOOKS: tuple[Callable[[Scene, TimedStop], Iterator[Gap]], ...] = (
    _venue, _contact, _agenda, _guests, _tasks,
)  # fmt: skip
