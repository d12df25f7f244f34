"""roadshow venue: the buildings, when they are open, and bookings of them."""

from collections.abc import Iterator

import click

from roadshow.api import (
    BadInputError,
    Noun,
    Query,
    Room,
    Stop,
    Venue,
    _,
    booking,
    field_word,
    find_venue,
    fold,
    today,
    touring,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.bookings import book, bookings, bookings_of, period_text, release
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.hours import hours_typed, read_hours
from roadshow.cli.lists import Page, page_options
from roadshow.cli.rows import day, shown, truth

FIELDS = (
    "street", "postcode", "town", "country", "contact", "phone", "key", "step_free", "lift", "accessible_toilet",
    "hearing_loop", "quiet_room", "public_transport", "parking", "latitude", "longitude", "cost", "notes",
)  # fmt: skip
ACCESS = ("step_free", "lift", "accessible_toilet", "hearing_loop", "quiet_room")
SHOWN = 8
venue_argument = click.argument("which", metavar="VENUE")
hours_option = click.option("--hours", metavar="HOURS", help=_("When it is open: mon-fri 09:00-22:00."))


@click.group(cls=Group, help=_("The venues, and bookings of them."))
def venue() -> None:
    """Gather the commands."""


for command in (book, release, bookings):
    venue.add_command(command)


@venue.command(
    "add",
    help=_("Add a venue."),
    example='roadshow venue add "De Branding" --street "Lindenstraat 1" --town Rotterdam --step-free yes --hours "mon-fri 09:00-22:00"',
)
@click.argument("name")
@hours_option
@field_options(Venue, *FIELDS)
@pass_seat
def add(seat: Seat, /, *, name: str, hours: str | None, **fields: str | None) -> None:
    """Add a venue."""
    details = given(Venue, fields) | ({} if hours is None else {"opening_hours": read_hours(hours)})
    if any(fold(other.name) == fold(name) for other in seat.office.store.each(Query(Venue, limit=None))):
        raise BadInputError(
            _("There is another venue called {name} already.").format(name=name),
            _("Give this one a name of its own, with its street or district behind it."),
        )
    seat.do(booking.add_venue(seat.office.pen(), name, **details))
    seat.remark(_('Its rooms: roadshow room add "{name}" "Zaal 1" --capacity 40').format(name=name))


@venue.command(
    "edit", help=_("Change a venue."), example='roadshow venue edit branding --key "Bij de beheerder" --lift no'
)
@venue_argument
@click.option("--name", help=_("The name."))
@hours_option
@field_options(Venue, *FIELDS)
@pass_seat
def edit(seat: Seat, /, *, which: str, name: str | None, hours: str | None, **fields: str | None) -> None:
    """Change a venue."""
    found = find_venue(seat.office.store, which)
    details = given(Venue, fields)
    if name is not None:
        details["name"] = name
    if hours is not None:
        details["opening_hours"] = read_hours(hours)
    if not details:
        raise BadInputError(_("Say what is to change."), _('See "roadshow venue edit --help", for example --phone.'))
    seat.do(touring.amend(seat.office.pen(), found, **details))


@venue.command("list", help=_("List the venues."), example="roadshow venue list")
@page_options
@pass_seat
def list_(seat: Seat, /, *, limit: int, number: int) -> None:
    """List the venues."""
    store, page = seat.office.store, Page(limit, number)
    window = store.window(Query(Venue).page(page.limit, page.offset))
    page.checked(window.total)
    rooms = {one.id: _rooms(seat, one) for one in window.rows}
    if seat.json:
        page.as_json(
            window.total,
            venues=[
                shown(
                    one, hours=hours_typed(one.opening_hours, plain=True), rooms=[room.name for room in rooms[one.id]]
                )
                for one in window.rows
            ],
        )
        return
    if not window.total:
        printing.say(_('There is no venue yet. Add one: roadshow venue add "De Branding" --town Rotterdam'))
        return
    heads = (_("name"), _("street"), _("town"), _("rooms"), _("largest"), _("step-free"), _("toilet"))
    rows = [
        (
            one.name,
            one.street,
            one.town,
            len(rooms[one.id]) or "",
            max((room.capacity or 0 for room in rooms[one.id]), default=0) or "",
            truth(one.step_free),
            truth(one.accessible_toilet),
        )
        for one in window.rows
    ]
    printing.table(heads, rows, right=(3, 4))
    page.footer(window.total)


@venue.command("show", help=_("Show a venue."), example="roadshow venue show branding")
@venue_argument
@pass_seat
def show(seat: Seat, /, *, which: str) -> None:
    """Show a venue."""
    found = find_venue(seat.office.store, which)
    rooms, stops = _rooms(seat, found), _stops(seat, found)
    if seat.json:
        hours = hours_typed(found.opening_hours, plain=True)
        printing.as_json(
            shown(found, hours=hours, rooms=[room.name for room in rooms], stops=[stop.slug for stop in stops])
        )
        return
    address = ", ".join(part for part in (found.street, f"{found.postcode} {found.town}".strip()) if part)
    known = {name: getattr(found, name) for name in ACCESS}
    printing.facts(
        (
            (_("name"), found.name),
            (_("address"), f"{address}, {found.country}" if address else ""),
            (_("contact"), ", ".join(part for part in (found.contact, found.phone) if part)),
            (_("key"), found.key),
            *((field_word(name), truth(value)) for name, value in known.items()),
            (_("public transport"), found.public_transport),
            (_("parking"), found.parking),
            (_("open"), hours_typed(found.opening_hours)),
            (_("closed"), "\n".join(period_text(one.first, one.last, one.reason) for one in found.closed_periods)),
            (_("cost"), found.cost),
            (_("place"), "" if found.latitude is None else f"{found.latitude}, {found.longitude}"),
            (_("rooms"), "\n".join(f"{room.name} ({room.capacity or '?'})" for room in rooms)),
            (_("stops"), "\n".join(f"{day(stop.start)} {stop.slug}" for stop in stops)),
            (_("notes"), found.notes),
        )
    )


@venue.command(
    "remove", help=_("Remove a venue with its rooms and bookings."), example="roadshow venue remove branding"
)
@venue_argument
@pass_seat
def remove(seat: Seat, /, *, which: str) -> None:
    """Remove a venue."""
    found = find_venue(seat.office.store, which)
    stops = [stop.slug for stop in _stops(seat, found)]
    if stops:
        raise BadInputError(
            _("{venue} is where {stops} takes place.").format(venue=found.name, stops=", ".join(stops[:SHOWN])),
            _('Give it another venue first: roadshow stop edit {stop} --venue "NAME"').format(stop=stops[0]),
        )
    seat.do(touring.remove(seat.office.pen(), found, _hanging(seat, found)))


@venue.command(
    "close",
    help=_("Note that a venue is closed from the day FIRST up to and including the day LAST."),
    example='roadshow venue close branding 24-12 2-1-2027 --reason "kerstvakantie"',
)
@venue_argument
@click.argument("first")
@click.argument("last", required=False)
@click.option("--reason", default="", help=_("Why."))
@pass_seat
def close(seat: Seat, /, *, which: str, first: str, last: str | None, reason: str) -> None:
    """Note that a venue is closed."""
    found = find_venue(seat.office.store, which)
    begins = whenever.read_date(first, today())
    ends = whenever.read_date(last, begins) if last else begins
    entry = seat.do(booking.close(seat.office.pen(), found, begins, ends, reason))
    for stop in _stops(seat, found) if entry else ():
        if begins <= stop.start.date() <= ends:
            printing.warn(_("! The stop {stop} is there on {day}.").format(stop=stop.slug, day=day(stop.start)))


@venue.command(
    "reopen",
    help=_("Take a closed period back, named by its days."),
    example="roadshow venue reopen branding 24-12 2-1-2027",
)
@venue_argument
@click.argument("first")
@click.argument("last", required=False)
@pass_seat
def reopen(seat: Seat, /, *, which: str, first: str, last: str | None) -> None:
    """Take a closed period back."""
    found = find_venue(seat.office.store, which)
    begins = whenever.read_date(first, today())
    ends = whenever.read_date(last, begins) if last else begins
    seat.do(booking.reopen(seat.office.pen(), found, begins, ends))


@venue.command(
    "hours",
    help=_("Set the opening hours; an empty text means that nobody knows them."),
    example='roadshow venue hours branding "mon-fri 09:00-22:00, sat 10:00-17:00"',
)
@venue_argument
@click.argument("hours", nargs=-1, required=True)
@pass_seat
def hours(seat: Seat, /, *, which: str, hours: tuple[str, ...]) -> None:
    """Set the opening hours."""
    found = find_venue(seat.office.store, which)
    seat.do(touring.amend(seat.office.pen(), found, opening_hours=read_hours(" ".join(hours))))


def _rooms(seat: Seat, found: Venue) -> tuple[Room, ...]:
    return tuple(seat.office.store.each(Query(Room, limit=None).where(venue_id=found.id)))


def _stops(seat: Seat, found: Venue) -> tuple[Stop, ...]:
    return tuple(seat.office.store.each(Query(Stop, order=("start",), limit=None).where(venue_id=found.id)))


def _hanging(seat: Seat, found: Venue) -> Iterator[Noun]:
    yield from bookings_of(seat, venue_id=found.id)
    yield from _rooms(seat, found)
