"""roadshow template: starter kits, to begin the next roadshow from."""

from datetime import date
from typing import Any

import click

from roadshow.api import (
    Answers,
    BadInputError,
    Kit,
    Start,
    _,
    find_roadshow,
    kit_days,
    kit_path,
    kits,
    load_kit,
    ngettext,
    save_kit,
    start_from,
    today,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed, asked, somebody_there
from roadshow.cli.completing import KitNames
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.rows import clock, day


@click.group(cls=Group, help=_("Starter kits: a roadshow without people and dates, to begin the next one from."))
def template() -> None:
    """Gather the commands."""


@template.command("list", help=_("List the kits, those that ship and your own."), example="roadshow template list")
@pass_seat
def list_(seat: Seat, /) -> None:
    """List the kits."""
    found = [load_kit(name) for name in kits()]
    if seat.json:
        printing.as_json(
            [{"name": kit.name, "title": kit.title, "stops": len(kit.stops), "own": kit.own} for kit in found]
        )
        return
    heads = (_("name"), _("stops"), _("what"), "")
    printing.table(
        heads, [(kit.name, len(kit.stops), kit.title, _("your own") if kit.own else "") for kit in found], right=(1,)
    )


@template.command(
    "save",
    help=_("Save a roadshow as a kit of your own: agendas and tasks, never people, dates and places."),
    example="roadshow template save wijkronde samen-leren",
)
@click.argument("name", metavar="NAME")
@click.argument("which", metavar="[ROADSHOW]", default="")
@click.option("-y", "--yes", is_flag=True, help=_("Do not ask first."))
@pass_seat
def save(seat: Seat, /, *, name: str, which: str, yes: bool) -> None:
    """Save a roadshow as a kit."""
    roadshow = find_roadshow(seat.office.store, which)
    path = kit_path(name)
    if path.exists() and not agreed(_("There is a kit {name} already. Write it anew?").format(name=name), yes=yes):
        printing.warn(_("Nothing was saved."))
        return
    path = save_kit(seat.office.store, roadshow, name)
    kit = load_kit(name)
    if seat.json:
        printing.as_json({"kit": name, "file": str(path), "stops": len(kit.stops)})
        return
    printing.say(_("The kit {name} is in {path}.").format(name=name, path=path))
    printing.say(_("It holds titles, descriptions and texts of welcome as you wrote them: look through them once."))
    printing.say(_("Next: roadshow template new {name}").format(name=name))


@template.command(
    "new",
    help=_("Begin a roadshow from a kit. Only places, dates and names are asked for; flags answer beforehand."),
    example="roadshow template new wijkbijeenkomst\n"
    'roadshow template new casusbespreking --name "Casussen Zuid" --first-date 12-1-2027 --venue "De Branding"',
)
@click.argument("kit_name", metavar="NAME", type=KitNames())
@click.option("--name", "name", help=_("The name of the roadshow."))
@click.option("--first-date", metavar="DATE", help=_("The day of the first stop; the others follow as the kit says."))
@click.option(
    "--date", "dates", multiple=True, metavar="DATE", help=_("The day of the next stop, in order; may be repeated.")
)
@click.option(
    "--venue",
    "venues",
    multiple=True,
    metavar="VENUE",
    help=_("Where it is; repeat it for each place that the kit asks for. A name that is new makes a venue."),
)
@click.option("--only", "stops", multiple=True, metavar="PART", help=_("Only this stop of the kit; may be repeated."))
@pass_seat
def new(
    seat: Seat,
    /,
    *,
    kit_name: str,
    name: str | None,
    first_date: str | None,
    dates: tuple[str, ...],
    venues: tuple[str, ...],
    stops: tuple[str, ...],
) -> None:
    """Begin a roadshow from a kit."""
    kit = load_kit(kit_name).only(stops)
    office = seat.office
    if len(venues) > len(kit.places):
        raise BadInputError(
            _("The kit {kit} asks for {count} places, not {given}.").format(
                kit=kit.name, count=len(kit.places), given=len(venues)
            ),
            _("Leave out a --venue."),
        )
    answers = Answers(
        (asked(_("Name of the roadshow"), kit.roadshow) if somebody_there() else kit.roadshow)
        if name is None
        else name,
        _dates(kit, first_date, dates),
        _venues(kit, venues),
    )
    made = start_from(office.store, kit, answers, office.pen())
    entry = office.do(made.change)
    seat.report(entry, roadshow=made.roadshow.slug, stops=[stop.slug for stop in made.stops], roomless=made.roomless)
    if not seat.json:
        _tell(made)


def _dates(kit: Kit, first: str | None, others: tuple[str, ...]) -> tuple[date, ...]:
    """Return the day of each stop: as typed, as answered, or as many days after the first as the kit says."""
    if len(others) >= len(kit.stops):
        raise BadInputError(
            _("The kit {kit} has {count} stops.").format(kit=kit.name, count=len(kit.stops)), _("Leave out a --date.")
        )
    asking = somebody_there() and first is None
    if first is None and not asking:
        raise BadInputError(_("Say when it begins."), _("Give --first-date, such as 14-4-2027."))
    typed = [first or "", *others]
    while asking and not typed[0]:
        typed[0] = _day_asked(kit, 0)
    offered = kit_days(kit, typed, today())
    if asking:
        typed += [_day_asked(kit, number, day(offered[number])) for number in range(len(typed), len(offered))]
    return kit_days(kit, typed, today())


def _day_asked(kit: Kit, number: int, offered: str = "") -> str:
    return asked(_("Day of “{stop}”").format(stop=kit.stops[number]["title"]), offered)


def _venues(kit: Kit, typed: tuple[str, ...]) -> dict[str, str]:
    """Return a venue for each place; one that was not named is asked for, and may be left open."""
    found: dict[str, str] = {}
    for number, (key, label) in enumerate(kit.places.items()):
        if number < len(typed):
            found[key] = typed[number]
        elif typed or not somebody_there():
            found[key] = typed[-1] if typed else ""
        else:
            found[key] = asked(label + " " + _("(empty: not known yet)"))
    return found


def _tell(made: Start) -> None:
    rows: list[tuple[Any, ...]] = [
        (stop.slug, day(stop.start), f"{clock(stop.start)}-{clock(stop.end)}", stop.title) for stop in made.stops
    ]
    printing.table((_("slug"), _("day"), _("time"), _("title")), rows)
    if made.roomless:
        count = len(made.roomless)
        printing.say(
            ngettext(
                "{count} session has no room: the venue has none of that name.",
                "{count} sessions have no room: the venue has none of those names.",
                count,
            ).format(count=count)
        )
    printing.say(_("Next: roadshow agenda {stop}").format(stop=made.stops[0].slug))
