"""roadshow roadshow: named runs of stops."""

from typing import Any

import click

from roadshow.api import Query, Roadshow, Stop, _, field_word, find_roadshow, touring, value_word
from roadshow.cli import printing
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.rows import shown

FIELDS = ("name", "theme", "aim", "language", "zone", "organiser_name", "organiser_email", "web", "status", "notes")


@click.group(cls=Group, help=_("The roadshows: named runs of stops."))
def roadshow() -> None:
    """Gather the commands."""


@roadshow.command("add", help=_("Start a roadshow."), example='roadshow roadshow add "Samen Leren" --theme gezinnen')
@click.argument("name")
@click.option("--slug", default="", help=_("The short name for the command line; made from the name if left out."))
@field_options(Roadshow, *(name for name in FIELDS if name != "name"))
@pass_seat
def add(seat: Seat, /, *, name: str, slug: str, **fields: str | None) -> None:
    """Start a roadshow."""
    taken = {other.slug for other in seat.office.store.each(Query(Roadshow, limit=None))}
    seat.do(touring.add_roadshow(seat.office.pen(), name, slug=slug, taken=taken, **given(Roadshow, fields)))


@roadshow.command("edit", help=_("Change a roadshow."), example="roadshow roadshow edit samen-leren --status running")
@click.argument("which", metavar="ROADSHOW")
@field_options(Roadshow, *FIELDS)
@pass_seat
def edit(seat: Seat, /, *, which: str, **fields: str | None) -> None:
    """Change a roadshow."""
    found = find_roadshow(seat.office.store, which)
    seat.do(touring.amend(seat.office.pen(), found, **given(Roadshow, fields)))


@roadshow.command("list", help=_("List the roadshows."), example="roadshow roadshow list")
@pass_seat
def list_(seat: Seat) -> None:
    """List the roadshows."""
    store = seat.office.store
    stops = store.tally(Query(Stop), "roadshow_id")
    every = list(store.each(Query(Roadshow, limit=None)))
    if seat.json:
        printing.as_json([shown(one, stops=stops.get(one.id, 0)) for one in every])
        return
    rows: list[tuple[Any, ...]] = [(one.slug, one.name, value_word(one.status), stops.get(one.id, 0)) for one in every]
    printing.table((_("slug"), _("name"), _("status"), _("stops")), rows, right=(3,))


@roadshow.command("show", help=_("Show a roadshow."), example="roadshow roadshow show samen-leren")
@click.argument("which", metavar="ROADSHOW", default="")
@pass_seat
def show(seat: Seat, /, *, which: str) -> None:
    """Show a roadshow."""
    found = find_roadshow(seat.office.store, which)
    if seat.json:
        printing.as_json(shown(found))
        return
    names = {"slug": found.slug, **{name: getattr(found, name) for name in FIELDS}}
    names["status"] = value_word(found.status)
    printing.facts((field_word(name), value) for name, value in names.items())
