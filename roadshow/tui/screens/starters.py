"""A roadshow begun from a template: only the name, the days and the places are asked for."""

from collections.abc import Mapping
from typing import Any

from roadshow.api import (
    Answers,
    Kit,
    Query,
    RoadshowError,
    Start,
    Venue,
    _,
    kit_days,
    kits,
    load_kit,
    ngettext,
    start_from,
)
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, lettered
from roadshow.tui.screens.form import Field, Form


def begin_from_template(area: AreaScreen) -> None:
    """Ask which template, ask what it asks, and make the roadshow; one undo takes it back."""
    known: dict[str, Kit] = {}
    for name in kits():
        try:
            known[name] = load_kit(name)
        except RoadshowError as error:
            area.refuse(error)
    options = lettered((cell(kit.title).text, name) for name, kit in known.items())

    def chosen(name: str | None) -> None:
        if name:
            _ask(area, known[name])

    area.app.push_screen(Choice(_("Begin from which template?"), options), chosen)


def _ask(area: AreaScreen, kit: Kit) -> None:
    office = area.desk.office

    def take(typed: Mapping[str, str]) -> None:
        days = [typed[f"day{number}"] for number in range(len(kit.stops))]
        answers = Answers(
            typed["name"] or kit.roadshow,
            kit_days(kit, days, office.clock().astimezone().date()),
            {key: typed[f"place-{number}"] for number, key in enumerate(kit.places)},
        )
        made = start_from(office.store, kit, answers, office.pen())
        entry = office.do(made.change)
        area.call_later(_begun, area, made, entry)

    area.app.push_screen(Form(cell(kit.title).text, _fields(area, kit), take))


def _fields(area: AreaScreen, kit: Kit) -> list[Field]:
    venues = tuple(venue.name for venue in area.desk.office.store.each(Query(Venue, limit=200)))
    fields = [Field("name", _("name"), kit.roadshow)]
    for number, stop in enumerate(kit.stops):
        title = cell(stop["title"]).text
        if number == 0:
            hint = f"14-4  {title}"
        else:
            later = stop["day"] - kit.stops[0]["day"]
            hint = ngettext("empty: {count} day later", "empty: {count} days later", later).format(count=later)
            hint = f"{hint}  {title}"
        fields.append(Field(f"day{number}", _("day {number}").format(number=number + 1), "", hint=hint))
    for number, label in enumerate(kit.places.values()):
        hint = _("empty: not known yet; {what}").format(what=cell(label).text)
        fields.append(Field(f"place-{number}", _("venue"), "", venues, hint))
    return fields


def _begun(area: AreaScreen, made: Start, entry: Any) -> None:
    area.done(entry)
    if made.roomless:
        count = len(made.roomless)
        area.tell(
            ngettext(
                "{count} session has no room: the venue has none of that name.",
                "{count} sessions have no room: the venue has none of those names.",
                count,
            ).format(count=count)
        )
    area.journey.go(Place("programme", row=made.stops[0].id))
