"""roadshow room: the rooms of a venue."""

import click

from roadshow.api import (
    BadInputError,
    Query,
    Room,
    Session,
    Stop,
    Venue,
    _,
    booking,
    find_room,
    find_venue,
    ngettext,
    touring,
)
from roadshow.cli import printing
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.rows import shown

FIELDS = ("capacity", "layout", "equipment", "closed_periods", "notes")
venue_argument = click.argument("which", metavar="VENUE")
room_argument = click.argument("name", metavar="ROOM")


@click.group(cls=Group, help=_("The rooms of a venue."))
def room() -> None:
    """Gather the commands."""


@room.command(
    "add",
    help=_("Add a room to a venue."),
    example='roadshow room add branding "Zaal 1" --capacity 40 --equipment "beamer, flip-over"',
)
@venue_argument
@click.argument("name")
@field_options(Room, *FIELDS, closed_periods="closed")
@pass_seat
def add(seat: Seat, /, *, which: str, name: str, **fields: str | None) -> None:
    """Add a room."""
    found = find_venue(seat.office.store, which)
    seat.do(booking.add_room(seat.office.pen(), found, name, rooms=_rooms(seat, found), **given(Room, fields)))


@room.command("edit", help=_("Change a room."), example='roadshow room edit branding "Zaal 1" --capacity 36')
@venue_argument
@room_argument
@click.option("--name", "new_name", help=_("The name."))
@field_options(Room, *FIELDS, closed_periods="closed")
@pass_seat
def edit(seat: Seat, /, *, which: str, name: str, new_name: str | None, **fields: str | None) -> None:
    """Change a room."""
    store = seat.office.store
    found = find_room(store, find_venue(store, which).id, name)
    details = given(Room, fields) | ({} if new_name is None else {"name": new_name})
    if not details:
        raise BadInputError(_("Say what is to change."), _("Use --name, --capacity, --layout, --equipment or --notes."))
    seat.do(touring.amend(seat.office.pen(), found, **details))


@room.command("list", help=_("List the rooms, of one venue or of all."), example="roadshow room list branding")
@click.argument("which", metavar="[VENUE]", default="")
@pass_seat
def list_(seat: Seat, /, *, which: str) -> None:
    """List the rooms."""
    store = seat.office.store
    venues = (find_venue(store, which),) if which else tuple(store.each(Query(Venue, limit=None)))
    rows = [(venue, one) for venue in venues for one in _rooms(seat, venue)]
    if seat.json:
        printing.as_json([shown(one, venue=venue.name) for venue, one in rows])
        return
    if not rows:
        name = venues[0].name if venues else "De Branding"
        printing.say(_('No rooms yet. Add one: roadshow room add "{venue}" "Zaal 1" --capacity 40').format(venue=name))
        return
    printing.table(
        (_("venue"), _("room"), _("places"), _("layout"), _("equipment")),
        [(venue.name, one.name, one.capacity, one.layout, ", ".join(one.equipment)) for venue, one in rows],
        right=(2,),
    )


@room.command("remove", help=_("Remove a room."), example='roadshow room remove branding "Zaal 3"')
@venue_argument
@room_argument
@pass_seat
def remove(seat: Seat, /, *, which: str, name: str) -> None:
    """Remove a room."""
    store = seat.office.store
    found = find_room(store, find_venue(store, which).id, name)
    window = store.window(Query(Session, order=("start",), limit=1).where(room_id=found.id))
    total = store.count(Query(Session).where(room_id=found.id))
    if window.rows:
        first = window.rows[0]
        stop = store.get(Stop, first.stop_id)
        raise BadInputError(
            ngettext("{count} session is in {room}.", "{count} sessions are in {room}.", total).format(
                count=total, room=found.name
            ),
            _('Move them first: roadshow session move {stop} "{session}" --room "NAME"').format(
                stop=stop.slug if stop else "STOP", session=first.title
            ),
        )
    seat.do(touring.remove(seat.office.pen(), found))


def _rooms(seat: Seat, found: Venue) -> tuple[Room, ...]:
    return tuple(seat.office.store.each(Query(Room, limit=None).where(venue_id=found.id)))
