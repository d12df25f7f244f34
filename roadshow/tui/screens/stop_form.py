"""The forms of the programme: a new stop, a stop that is there, and who organises a roadshow."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from roadshow.api import Change, Entry, Office, Query, Roadshow, Stop, Venue, _
from roadshow.tui.lines import stop as stop_line
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.form import Field, Form


def ask_new_stop(area: AreaScreen, roadshow: Roadshow) -> None:
    """Ask what a stop needs, and add it."""

    def added(office: Office, lines: Mapping[str, str]) -> Change:
        return stop_line.begun(office, roadshow, lines)

    title = _("A new stop of {roadshow}").format(roadshow=cell(roadshow.name).text)
    _ask(area, title, _stop_fields(area.desk.office, None), added)


def ask_stop(area: AreaScreen, stop: Stop) -> None:
    """Show what stands in a stop, to be typed over."""

    def changed(office: Office, lines: Mapping[str, str]) -> Change:
        return stop_line.rewritten(office, stop, lines)

    _ask(area, stop.title, _stop_fields(area.desk.office, stop), changed)


def ask_organiser(area: AreaScreen, roadshow: Roadshow) -> None:
    """Show the name of a roadshow and who organises it, to be typed over."""

    def named(office: Office, lines: Mapping[str, str]) -> Change:
        return stop_line.organised(office, roadshow, lines)

    fields = [
        Field("name", _("name"), roadshow.name),
        Field("organiser_name", _("organiser"), roadshow.organiser_name),
        Field("organiser_email", _("e-mail"), roadshow.organiser_email, hint="samen@example.org"),
    ]
    _ask(area, roadshow.name, fields, named)


def _stop_fields(office: Office, stop: Stop | None) -> list[Field]:
    venues = tuple(venue.name for venue in office.store.each(Query(Venue, limit=200)))
    return [
        Field("title", _("title"), stop.title if stop else ""),
        Field("when", _("when"), stop_line.when_typed(stop) if stop else "", hint="14-4 13:30-16:00"),
        Field(
            "venue", _("venue"), stop_line.venue_name(office, stop) if stop else "", venues,
            _("empty: not known yet; a new name adds a venue"),
        ),
        Field("district", _("district"), stop.district if stop else ""),
        Field("capacity", _("places"), str(stop.capacity or "") if stop else "", hint=_("how many people may come")),
        Field("contact", _("contact"), stop.contact if stop else "", hint=_("who is there on the day")),
        Field(
            "per_group", _("places per group"), ", ".join(stop.per_group) if stop else "",
            hint=_("district=10, organisation=3"),
        ),
    ]  # fmt: skip


def _ask(
    area: AreaScreen, title: str, fields: list[Field], change: Callable[[Office, Mapping[str, str]], Change]
) -> None:
    if area.locked():
        return
    office = area.desk.office

    def take(lines: Mapping[str, str]) -> None:
        made = change(office, lines)
        made = replace(made, edits=tuple(made.edits))
        area.call_later(shown, office.do(made), made)

    def shown(entry: Entry | None, made: Change) -> None:
        area.done(entry)
        stops = [edit.after.id for edit in made.edits if isinstance(edit.after, Stop)]
        if stops:
            area.journey.go(Place("programme", row=stops[0]))

    area.app.push_screen(Form(title, fields, take))
