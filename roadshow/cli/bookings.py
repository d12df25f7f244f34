"""The bookings under roadshow venue: a hold or a firm booking of a venue for a stop."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Booking,
    NotFoundError,
    Query,
    Stop,
    Venue,
    _,
    booking,
    find_stop,
    find_venue,
    today,
    value_word,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.rows import day


@click.command(
    "book",
    cls=Leaf,
    help=_("Book the venue of a stop: a hold, until a day where one is named, or firm."),
    example="roadshow venue book crooswijk --until 1-3\nroadshow venue book crooswijk --firm",
)
@click.argument("stop_name", metavar="STOP")
@click.option("--venue", "which", help=_("Another venue than that of the stop."))
@click.option("--firm", is_flag=True, help=_("The booking stands."))
@click.option("--until", metavar="DATE", help=_("The last day of the hold."))
@pass_seat
def book(seat: Seat, /, *, stop_name: str, which: str | None, firm: bool, until: str | None) -> None:
    """Book a venue for a stop."""
    if firm and until:
        raise BadInputError(_("A firm booking has no last day."), _("Use --firm or --until, not both."))
    stop = find_stop(seat.office.store, stop_name)
    found = _venue_of(seat, stop, which)
    until_day = whenever.read_date(until, today()) if until else None
    if until_day is not None and until_day < today():
        raise BadInputError(_("{day} has gone by.").format(day=day(until_day)), _("Give a day to come, or --firm."))
    seat.do(
        booking.book(
            seat.office.pen(), stop, found, until=until_day, firm=firm, bookings=bookings_of(seat, stop_id=stop.id)
        )
    )
    closed = booking.closed_on(found, stop.start.date())
    if closed is not None:
        period = period_text(closed.first, closed.last, closed.reason)
        printing.warn(_("! {venue} is closed then: {period}.").format(venue=found.name, period=period))
    if stop.venue_id != found.id:
        seat.remark(
            _('The stop is not there yet: roadshow stop edit {stop} --venue "{venue}"').format(
                stop=stop.slug, venue=found.name
            )
        )


@click.command(
    "release", cls=Leaf, help=_("Give back what was booked for a stop."), example="roadshow venue release crooswijk"
)
@click.argument("stop_name", metavar="STOP")
@click.option("--venue", "which", help=_("Another venue than that of the stop."))
@pass_seat
def release(seat: Seat, /, *, stop_name: str, which: str | None) -> None:
    """Give a booking back."""
    stop = find_stop(seat.office.store, stop_name)
    held = bookings_of(seat, stop_id=stop.id)
    if which is not None or len(held) > 1:
        held = tuple(one for one in held if one.venue_id == _venue_of(seat, stop, which).id)
    if not held:
        raise NotFoundError(
            _("Nothing is booked for {stop}.").format(stop=stop.slug), _('See "roadshow venue bookings".')
        )
    seat.do(booking.release_booking(seat.office.pen(), held[0]))


@click.command(
    "bookings", cls=Leaf, help=_("List the bookings, in order of the stops."), example="roadshow venue bookings"
)
@pass_seat
def bookings(seat: Seat, /) -> None:
    """List the bookings."""
    rows = sorted(_booked(seat), key=lambda row: (row["day"], row["stop"]))
    if seat.json:
        printing.as_json(rows)
        return
    if not rows:
        printing.say(_("Nothing is booked yet: roadshow venue book STOP --until 1-3"))
        return
    printing.table(
        (_("day"), _("stop"), _("venue"), _("state"), _("until")),
        [
            (
                row["day"],
                row["stop"],
                row["venue"],
                _("lapsed") if row["lapsed"] else value_word(row["state"]),
                row["until"],
            )
            for row in rows
        ],
    )


def _booked(seat: Seat) -> Iterator[dict[str, Any]]:
    store = seat.office.store
    for one in bookings_of(seat):
        stop, place = store.get(Stop, one.stop_id), store.get(Venue, one.venue_id)
        if stop is not None and place is not None:
            yield {
                "day": day(stop.start),
                "stop": stop.slug,
                "venue": place.name,
                "state": one.state.value,
                "until": day(one.until),
                "lapsed": booking.lapsed(one, today()),
            }


def bookings_of(seat: Seat, **columns: str) -> tuple[Booking, ...]:
    """Return the bookings with these values, in the order in which they were made."""
    return tuple(seat.office.store.each(Query(Booking, order=("n",), limit=None).where(**columns)))


def _venue_of(seat: Seat, stop: Stop, which: str | None) -> Venue:
    if which:
        return find_venue(seat.office.store, which)
    found = seat.office.store.get(Venue, stop.venue_id) if stop.venue_id else None
    if found is None:
        raise NotFoundError(
            _("The stop {stop} has no venue yet.").format(stop=stop.slug),
            _('Name one with --venue, or first: roadshow stop edit {stop} --venue "NAME"').format(stop=stop.slug),
        )
    return found


def period_text(first: date, last: date, reason: str) -> str:
    """Write a closed period."""
    days = day(first) if first == last else f"{day(first)} - {day(last)}"
    return f"{days} ({reason})" if reason else days
