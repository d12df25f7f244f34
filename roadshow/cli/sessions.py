"""roadshow session: the timed items of a stop, and who has a part in them."""

from collections.abc import Sequence
from dataclasses import replace

import click

from roadshow.api import (
    BadInputError,
    Change,
    Finding,
    NotFoundError,
    Part,
    PartRole,
    Query,
    Session,
    Stop,
    _,
    brought_about,
    called,
    find_person,
    find_room,
    find_session,
    find_stop,
    in_a_line,
    ngettext,
    now,
    scheduling,
    staffing,
    touring,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.agenda import show_agenda
from roadshow.cli.fields import OneOf, field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.weighing import agreed, yes_option

FIELDS = ("session_kind", "fixed", "materials", "description", "capacity", "notes")
OVERLAPS = frozenset({"agenda-overlap", "room-double-booked"})
"""Rules whose findings say what the sentence about an overlap says already."""
CAST = OneOf(PartRole)
stop_argument = click.argument("which", metavar="STOP")
session_argument = click.argument("item", metavar="SESSION")
room_option = click.option("--room", help=_("The room, by name; empty for none."))


@click.group(cls=Group, help=_("The sessions of a stop. SESSION is its number in the agenda, its start or its title."))
def session() -> None:
    """Gather the commands."""


@session.command(
    "add",
    help=_("Add a session: its title and how long it takes. Without --at it follows the last one in that room."),
    example='roadshow session add crooswijk "Casuïstiek" 65m --at 14:00 --room "Zaal 1" --kind "case discussion"',
)
@stop_argument
@click.argument("title")
@click.argument("length")
@click.option("--at", help=_("When it starts."))
@room_option
@field_options(Session, *FIELDS, session_kind="kind")
@pass_seat
def add(
    seat: Seat, /, *, which: str, title: str, length: str, at: str | None, room: str | None, **fields: str | None
) -> None:
    """Add a session."""
    found = find_stop(seat.office.store, which)
    siblings = _siblings(seat, found)
    change = scheduling.add_session(
        seat.office.pen(),
        found,
        title,
        whenever.read_minutes(length),
        start=whenever.read_wall(at, now(), found.zone, found.start.date()) if at else None,
        room=find_room(seat.office.store, found.venue_id, room) if room else None,
        siblings=siblings,
        **given(Session, fields),
    )
    _done(seat, found, siblings, change)


@session.command(
    "edit",
    help=_("Change a session; see also move and resize."),
    example='roadshow session edit crooswijk 3 --title "Koffie"',
)
@stop_argument
@session_argument
@click.option("--title", help=_("The title."))
@field_options(Session, *FIELDS, session_kind="kind")
@pass_seat
def edit(seat: Seat, /, *, which: str, item: str, title: str | None, **fields: str | None) -> None:
    """Change a session."""
    found = find_stop(seat.office.store, which)
    one = find_session(seat.office.store, found.id, item)
    details = given(Session, fields) | ({} if title is None else {"title": title})
    _tell(seat, _saved(seat, found, touring.amend(seat.office.pen(), one, stop=found, **details)))


@session.command(
    "move",
    help=_("Move a session to another time or room. Nothing else moves."),
    example='roadshow session move crooswijk 3 --at 14:15 --room "Zaal 2"',
)
@stop_argument
@session_argument
@click.option("--at", help=_("When it starts."))
@room_option
@yes_option
@pass_seat
def move(seat: Seat, /, *, which: str, item: str, at: str | None, room: str | None, yes: bool) -> None:
    """Move a session."""
    found = find_stop(seat.office.store, which)
    one = find_session(seat.office.store, found.id, item)
    if at is None and room is None:
        raise BadInputError(_("Say where it goes."), _('Use --at 14:15, --room "Zaal 2", or both.'))
    siblings = _siblings(seat, found)
    start = whenever.read_wall(at, now(), found.zone, found.start.date()) if at else None
    if room is None:
        change = scheduling.move_session(seat.office.pen(), found, one, start=start)
    else:
        target = find_room(seat.office.store, found.venue_id, room) if room else None
        change = scheduling.move_session(seat.office.pen(), found, one, start=start, room=target)
    agreed(seat, change, found, yes=yes, session=one)
    _done(seat, found, siblings, change, told=True)


@session.command(
    "resize",
    help=_("Make a session longer or shorter. What follows in that room moves along, up to a fixed one."),
    example="roadshow session resize crooswijk 3 90m",
)
@stop_argument
@session_argument
@click.argument("length")
@pass_seat
def resize(seat: Seat, /, *, which: str, item: str, length: str) -> None:
    """Change the length of a session."""
    found = find_stop(seat.office.store, which)
    one = find_session(seat.office.store, found.id, item)
    siblings = _siblings(seat, found)
    minutes = whenever.read_minutes(length)
    _done(seat, found, siblings, scheduling.resize_session(seat.office.pen(), found, one, minutes, siblings))


@session.command(
    "push",
    help=_("Move a session and what follows it in that room. MINUTES may be negative: -10 is earlier."),
    example="roadshow session push crooswijk 3 10",
)
@stop_argument
@session_argument
@click.argument("minutes")
@pass_seat
def push(seat: Seat, /, *, which: str, item: str, minutes: str) -> None:
    """Push the rest of the agenda."""
    found = find_stop(seat.office.store, which)
    one = find_session(seat.office.store, found.id, item)
    siblings = _siblings(seat, found)
    _done(seat, found, siblings, scheduling.push_rest(seat.office.pen(), found, one, _signed(minutes), siblings))


@session.command(
    "remove", help=_("Remove a session and the parts in it."), example="roadshow session remove crooswijk 3"
)
@stop_argument
@session_argument
@pass_seat
def remove(seat: Seat, /, *, which: str, item: str) -> None:
    """Remove a session."""
    store = seat.office.store
    one = find_session(store, find_stop(store, which).id, item)
    parts = list(store.each(Query(Part, order=("n",), limit=None).where(session_id=one.id)))
    seat.do(touring.remove(seat.office.pen(), one, parts))


@session.command("list", help=_("List the sessions of a stop."), example="roadshow session list crooswijk")
@stop_argument
@pass_seat
def list_(seat: Seat, /, *, which: str) -> None:
    """List the sessions of a stop."""
    show_agenda(seat, which)


@session.command(
    "cast",
    help=_("Give somebody a part in a session."),
    example='roadshow session cast crooswijk 3 "Sara de Wit" facilitator',
)
@stop_argument
@session_argument
@click.argument("person")
@click.argument("role", type=CAST, metavar=CAST.shown)
@click.option("--confirmed", is_flag=True, help=_("They said yes."))
@pass_seat
def cast(seat: Seat, /, *, which: str, item: str, person: str, role: str, confirmed: bool) -> None:
    """Give somebody a part."""
    store = seat.office.store
    found = find_stop(store, which)
    one = find_session(store, found.id, item)
    who = find_person(store, person)
    parts = tuple(store.each(Query(Part, order=("n",), limit=None).where(session_id=one.id)))
    change = staffing.cast(seat.office.pen(), one, who, PartRole(role), parts=parts, confirmed=confirmed)
    _tell(seat, _saved(seat, found, change))


@session.command(
    "confirm",
    help=_("Note that somebody said yes to a part."),
    example='roadshow session confirm crooswijk 3 "Sara de Wit"',
)
@stop_argument
@session_argument
@click.argument("person")
@pass_seat
def confirm(seat: Seat, /, *, which: str, item: str, person: str) -> None:
    """Confirm a part."""
    seat.do(staffing.confirm(seat.office.pen(), _part(seat, which, item, person)))


@session.command(
    "release", help=_("Take a part away from somebody."), example='roadshow session release crooswijk 3 "Sara de Wit"'
)
@stop_argument
@session_argument
@click.argument("person")
@pass_seat
def release(seat: Seat, /, *, which: str, item: str, person: str) -> None:
    """Take a part away."""
    seat.do(staffing.release(seat.office.pen(), _part(seat, which, item, person)))


def _part(seat: Seat, which: str, item: str, person: str) -> Part:
    store = seat.office.store
    one = find_session(store, find_stop(store, which).id, item)
    who = find_person(store, person)
    parts = store.window(Query(Part, order=("n",)).where(session_id=one.id, person_id=who.id)).rows
    if not parts:
        raise NotFoundError(
            _("{name} has no part in “{title}”.").format(name=called(who), title=one.title),
            _('See "roadshow agenda {stop}".').format(stop=which),
        )
    return parts[0]


def _signed(text: str) -> int:
    """Read minutes that may go back: 10, -10, -5m, +1u30."""
    said = text.strip()
    return whenever.read_minutes(said.lstrip("+-")) * (-1 if said.startswith("-") else 1)


def _siblings(seat: Seat, found: Stop) -> tuple[Session, ...]:
    return tuple(seat.office.store.each(Query(Session, order=("start",), limit=None).where(stop_id=found.id)))


def _done(seat: Seat, found: Stop, siblings: tuple[Session, ...], change: Change, *, told: bool = False) -> None:
    overlaps = scheduling.overlaps_after(siblings, change, found.zone)
    brought = _saved(seat, found, change)
    for overlap in overlaps:
        printing.warn(
            "! "
            + ngettext(
                "“{first}” and “{second}” overlap by {minutes} minute.",
                "“{first}” and “{second}” overlap by {minutes} minutes.",
                overlap.minutes,
            ).format(first=overlap.first.title, second=overlap.second.title, minutes=overlap.minutes)
        )
    if not told:
        _tell(seat, [one for one in brought if not overlaps or one.code not in OVERLAPS])


def _saved(seat: Seat, found: Stop, change: Change) -> tuple[Finding, ...]:
    """Save a change to a stop; return the findings that it brought."""
    change = replace(change, edits=tuple(change.edits))
    entry = seat.office.do(change)
    brought = brought_about(seat.office, change.edits, found) if entry else ()
    seat.report(entry, findings=[{"code": one.code, "weight": one.weight, "why": one.why} for one in brought])
    return brought


def _tell(seat: Seat, brought: Sequence[Finding]) -> None:
    if brought and not seat.json:
        printing.warn(f"! {in_a_line(brought)}")
