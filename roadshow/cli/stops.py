"""roadshow stop: visits to one venue on one day."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import click

from roadshow.api import (
    BadInputError,
    Booking,
    Invitation,
    Noun,
    Paper,
    Part,
    Query,
    Roadshow,
    Room,
    Session,
    SignIn,
    Stop,
    Task,
    Venue,
    _,
    find_roadshow,
    find_stop,
    find_venue,
    now,
    touring,
    value_word,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.rows import clock, day, shown
from roadshow.cli.weighing import agreed, yes_option

FIELDS = ("title", "district", "capacity", "per_group", "contact", "welcome", "themes", "status", "notes")
TELLING = frozenset({"end", "venue_id", "status"})
"""Fields that guests were told, or that decide whether they need to come."""
ANSWERED = ("accepted", "maybe", "declined")
roadshow_option = click.option(
    "-r", "--roadshow", "which", default="", help=_("The roadshow, where there are several.")
)


@click.group(cls=Group, help=_("The stops of a roadshow."))
def stop() -> None:
    """Gather the commands."""


@stop.command(
    "add",
    help=_("Add a stop. WHEN is a day with a start and an end."),
    example='roadshow stop add "Samen in Crooswijk" "14-4 13:30-16:30" --district Crooswijk --venue "De Branding"',
)
@click.argument("title")
@click.argument("when")
@click.option("--doors", help=_("When the doors open."))
@click.option("--venue", help=_("The venue, by name."))
@click.option("--slug", default="", help=_("The short name for the command line; made from the title if left out."))
@field_options(Stop, *(name for name in FIELDS if name != "title"), "zone")
@roadshow_option
@pass_seat
def add(
    seat: Seat,
    /,
    *,
    title: str,
    when: str,
    doors: str | None,
    venue: str | None,
    slug: str,
    which: str,
    **fields: str | None,
) -> None:
    """Add a stop."""
    store = seat.office.store
    roadshow = find_roadshow(store, which)
    zone = fields.get("zone") or roadshow.zone
    span = whenever.read_span(when, now(), zone)
    details = given(Stop, fields)
    details.pop("zone", None)
    if doors:
        details["doors"] = whenever.read_wall(doors, now(), zone, span.start.date())
    if venue:
        details["venue_id"] = find_venue(store, venue).id
    taken = _slugs(seat, roadshow)
    seat.do(
        touring.add_stop(
            seat.office.pen(), roadshow, title, span.start, span.end, slug=slug, taken=taken, zone=zone, **details
        )
    )


@stop.command("edit", help=_("Change a stop; see also move."), example="roadshow stop edit crooswijk --capacity 60")
@click.argument("which", metavar="STOP")
@click.option("--doors", help=_("When the doors open."))
@click.option("--end", help=_("When it ends."))
@click.option("--venue", help=_("The venue, by name; empty for none."))
@click.option("--slug", help=_("The short name for the command line."))
@field_options(Stop, *FIELDS)
@yes_option
@pass_seat
def edit(
    seat: Seat,
    /,
    *,
    which: str,
    yes: bool,
    doors: str | None,
    end: str | None,
    venue: str | None,
    slug: str | None,
    **fields: str | None,
) -> None:
    """Change a stop."""
    store = seat.office.store
    found = find_stop(store, which)
    details = given(Stop, fields)
    for name, text in (("doors", doors), ("end", end)):
        if text is not None:
            details[name] = whenever.read_wall(text, now(), found.zone, found.start.date()) if text else None
    if venue is not None:
        details["venue_id"] = find_venue(store, venue).id if venue else None
    if slug is not None:
        details["slug"] = slug
    roadshow = find_roadshow(store, _roadshow_of(seat, found).slug)
    taken = _slugs(seat, roadshow) - {found.slug}
    change = touring.amend(seat.office.pen(), found, taken=taken, **details)
    if TELLING & details.keys():
        agreed(seat, change, found, yes=yes)
    seat.do(change)


@stop.command(
    "move",
    help=_("Move a stop, its agenda and its tasks to another day or time."),
    example='roadshow stop move crooswijk "21-4 14:00"',
)
@click.argument("which", metavar="STOP")
@click.argument("when")
@yes_option
@pass_seat
def move(seat: Seat, /, *, which: str, when: str, yes: bool) -> None:
    """Move a stop."""
    found = find_stop(seat.office.store, which)
    change = touring.move_stop(seat.office.pen(), found, _sessions(seat, found), _new_start(found, when))
    agreed(seat, change, found, yes=yes)
    seat.do(change)


@stop.command(
    "cancel", help=_("Cancel a stop. Everything about it is kept."), example="roadshow stop cancel hillesluis"
)
@click.argument("which", metavar="STOP")
@yes_option
@pass_seat
def cancel(seat: Seat, /, *, which: str, yes: bool) -> None:
    """Cancel a stop."""
    found = find_stop(seat.office.store, which)
    change = touring.cancel_stop(seat.office.pen(), found)
    agreed(seat, change, found, yes=yes)
    seat.do(change)


@stop.command(
    "reinstate", help=_("Let a cancelled stop take place after all."), example="roadshow stop reinstate hillesluis"
)
@click.argument("which", metavar="STOP")
@pass_seat
def reinstate(seat: Seat, /, *, which: str) -> None:
    """Let a cancelled stop take place after all."""
    seat.do(touring.reinstate(seat.office.pen(), find_stop(seat.office.store, which)))


@stop.command(
    "remove",
    help=_("Remove a stop with everything about it. Undo brings it back."),
    example="roadshow stop remove proef",
)
@click.argument("which", metavar="STOP")
@pass_seat
def remove(seat: Seat, /, *, which: str) -> None:
    """Remove a stop."""
    found = find_stop(seat.office.store, which)
    seat.do(touring.remove(seat.office.pen(), found, _hanging(seat, found)))


@stop.command(
    "copy",
    help=_("Copy a stop for another district: agenda and tasks, never people or answers."),
    example='roadshow stop copy crooswijk "12-5 13:30" --title "Samen in Delfshaven" --district Delfshaven',
)
@click.argument("which", metavar="STOP")
@click.argument("when")
@click.option("--title", default="", help=_("The title."))
@click.option("--district", help=_("The district."))
@click.option("--venue", help=_("The venue, by name."))
@click.option("--slug", default="", help=_("The short name for the command line."))
@pass_seat
def copy(
    seat: Seat, /, *, which: str, when: str, title: str, district: str | None, venue: str | None, slug: str
) -> None:
    """Copy a stop for another district."""
    store = seat.office.store
    found = find_stop(store, which)
    place = find_venue(store, venue) if venue else store.get(Venue, found.venue_id) if found.venue_id else None
    old_rooms = list(store.each(Query(Room, limit=None).where(venue_id=found.venue_id)))
    new_rooms = list(store.each(Query(Room, limit=None).where(venue_id=place.id))) if place else []
    change = touring.copy_stop(
        seat.office.pen(),
        found,
        _new_start(found, when),
        title=title,
        slug=slug,
        taken=_slugs(seat, _roadshow_of(seat, found)),
        district=district,
        venue=place,
        sessions=_sessions(seat, found),
        tasks=list(store.each(Query(Task, order=("n",), limit=None).where(stop_id=found.id))),
        rooms=old_rooms,
        new_rooms=new_rooms,
    )
    seat.do(change)


@stop.command("list", help=_("List the stops in order of time."), example="roadshow stop list")
@roadshow_option
@pass_seat
def list_(seat: Seat, /, *, which: str) -> None:
    """List the stops."""
    store = seat.office.store
    query = Query(Stop, order=("start",), limit=None)
    if which:
        query = query.where(roadshow_id=find_roadshow(store, which).id)
    venues = {venue.id: venue.name for venue in store.each(Query(Venue, limit=None))}
    rows = []
    answers = []
    for one in store.each(query):
        states = store.tally(Query(Invitation).where(stop_id=one.id), "state")
        asked = sum(count for state, count in states.items() if state != "withdrawn")
        place = venues.get(one.venue_id or "", "")
        accepted = states.get("accepted", 0)
        times = f"{clock(one.start)}-{clock(one.end)}"
        rows.append(
            (one.slug, day(one.start), times, one.title, place, value_word(one.status), asked, accepted, one.capacity)
        )
        answers.append(shown(one, venue=place, guests=asked, accepted=accepted))
    if seat.json:
        printing.as_json(answers)
        return
    if not rows:
        _nothing_yet(seat)
        return
    heads = (_("slug"), _("day"), _("time"), _("title"), _("venue"), _("status"), _("guests"), _("yes"), _("places"))
    printing.table(heads, rows, right=(6, 7, 8))


@stop.command("show", help=_("Show a stop."), example="roadshow stop show crooswijk")
@click.argument("which", metavar="STOP")
@pass_seat
def show(seat: Seat, /, *, which: str) -> None:
    """Show a stop."""
    store = seat.office.store
    found = find_stop(store, which)
    venue = store.get(Venue, found.venue_id) if found.venue_id else None
    states = store.tally(Query(Invitation).where(stop_id=found.id), "state")
    roadshow = _roadshow_of(seat, found)
    if seat.json:
        printing.as_json(
            shown(
                found,
                roadshow=roadshow.slug,
                venue=venue.name if venue else None,
                guests=states,
                without_names=_forgotten(seat, found),
            )
        )
        return
    printing.facts(
        (
            (_("title"), found.title),
            (_("slug"), found.slug),
            (_("roadshow"), roadshow.name),
            (_("when"), f"{day(found.start)} {clock(found.start)}-{clock(found.end)} ({found.zone})"),
            (_("doors"), clock(found.doors)),
            (_("venue"), venue and ", ".join(part for part in (venue.name, venue.street, venue.town) if part)),
            (_("district"), found.district),
            (_("status"), value_word(found.status)),
            (_("places"), found.capacity),
            (_("places per group"), ", ".join(found.per_group)),
            (_("contact"), found.contact),
            (_("themes"), ", ".join(found.themes)),
            (_("guests"), _counts(states)),
            (_("without names"), _counts(_forgotten(seat, found))),
            (_("welcome"), found.welcome),
            (_("notes"), found.notes),
        )
    )


def _nothing_yet(seat: Seat) -> None:
    """Say how to begin."""
    if not seat.office.store.count(Query(Roadshow)):
        words = "roadshow template list"
        printing.say(_("There is no stop yet. Begin from a template: {command}").format(command=words))
        words = 'roadshow roadshow add "Samen Leren"'
        printing.say(_("Or name a roadshow first: {command}").format(command=words))
        return
    words = 'roadshow stop add "Samen in Crooswijk" "14-4 13:30-16:30"'
    printing.say(_("There is no stop yet. Add one: {command}").format(command=words))


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{value_word(what)} {count:,}" for what, count in counts.items())


def _forgotten(seat: Seat, found: Stop) -> dict[str, int]:
    """Return how many guests there were besides whose names are no longer kept, by state, and how many of them came."""
    counted: dict[str, int] = {}
    for one in seat.office.store.headcounts(found.id):
        counted[one.what] = counted.get(one.what, 0) + one.people
    return counted


def _new_start(found: Stop, when: str) -> datetime:
    """Read a new start: a day alone keeps the time, a time alone the day, +2w counts from the stop's own day."""
    try:
        day_only = whenever.read_date(when, found.start.date() if when.startswith(("+", "-")) else now().date())
    except BadInputError:
        return whenever.read_wall(when, now(), found.zone, found.start.date())
    return found.start + timedelta(days=(day_only - found.start.date()).days)


def _roadshow_of(seat: Seat, found: Stop) -> Roadshow:
    roadshow = seat.office.store.get(Roadshow, found.roadshow_id)
    if roadshow is None:
        raise LookupError(f"stop {found.slug} has no roadshow")
    return roadshow


def _slugs(seat: Seat, roadshow: Roadshow) -> set[str]:
    return {other.slug for other in seat.office.store.each(Query(Stop, limit=None).where(roadshow_id=roadshow.id))}


def _sessions(seat: Seat, found: Stop) -> tuple[Session, ...]:
    return tuple(seat.office.store.each(Query(Session, order=("start",), limit=None).where(stop_id=found.id)))


def _hanging(seat: Seat, found: Stop) -> Iterator[Noun]:
    store = seat.office.store
    sessions = _sessions(seat, found)
    if sessions:
        yield from list(store.each(Query(Part, limit=None).among("session_id", tuple(one.id for one in sessions))))
    yield from sessions
    for kind in (Booking, Task, SignIn, Invitation, Paper):
        yield from list(store.each(Query(kind, limit=None).where(stop_id=found.id)))
