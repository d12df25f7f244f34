"""roadshow export: what plugins make of the plan. Flags come from the options that a plugin declares."""

import os
from pathlib import Path
from typing import Any

import click

from roadshow.api import (
    Exporter,
    NotFoundError,
    Option,
    Outcome,
    Plugins,
    Query,
    Stop,
    _,
    called,
    declared,
    find_person,
    find_roadshow,
    find_stop,
    guests_of,
    load_settings,
    ngettext,
)
from roadshow.api import (
    export as export_documents,
)
from roadshow.cli import printing
from roadshow.cli.clickwords import Usage
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.waiting import progress

SHOWN = 10
"""Files that are named after an export; the rest are counted."""


class Exports(Usage, click.Group):
    """One command for each exporter that the plugins offer."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  click's shape
        """Name the exporters."""
        return sorted(_plugins().exporters())

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's shape
        """Build the command of one exporter."""
        known = _plugins().exporters()
        return _command(known[cmd_name][1]) if cmd_name in known else None


@click.group(cls=Exports, help=_("Make calendars, letters and sign-in sheets. Without a STOP: all stops."))
def export() -> None:
    """Gather the exporters."""


def _plugins() -> Plugins:
    plugins = Plugins(load_settings(os.environ).core.disabled)
    plugins.exporters()
    printing.notices(plugins.notices)
    plugins.notices.clear()
    return plugins


def _command(exporter: Exporter) -> click.Command:
    @click.command(
        exporter.key,
        cls=Leaf,
        help=_(exporter.title),
        example=f"roadshow export {exporter.key} crooswijk --out {exporter.key}",
    )
    @click.argument("stops", metavar="[STOP]...", nargs=-1)
    @click.option("-o", "--out", default=".", metavar="DIR", help=_("The folder that the files go to."))
    @click.option("-r", "--roadshow", "which", default="", help=_("All stops of this roadshow."))
    @click.option("--preview", is_flag=True, help=_("Show on the screen what would come out, and write nothing."))
    @click.option("--person", default="", help=_("With --preview: for this guest."))
    @pass_seat
    def command(
        seat: Seat, /, *, stops: tuple[str, ...], out: str, which: str, preview: bool, person: str, **options: Any
    ) -> None:
        chosen = _stops(seat, stops, which)
        given = {name: value for name, value in options.items() if value is not None}
        if preview:
            show_preview(seat, exporter.key, chosen, given, person)
        else:
            tell(seat, make(seat, exporter.key, chosen, Path(out), given), Path(out))

    for entry in declared(exporter.options):
        command.params.append(_flag(entry))
    return command


def _flag(entry: Option) -> click.Option:
    meaning = _(entry.meaning)
    default = ", ".join(entry.default) if entry.several else str(entry.default)
    if entry.type is bool and not entry.several:
        names = f"--{entry.flag}/--no-{entry.flag}"
        return click.Option([names, entry.name], default=None, help=meaning + _shipped(_yes_no(entry.default)))
    shown = "|".join(entry.choices) or ("TEXT,…" if entry.several else entry.type.__name__.upper())
    return click.Option([f"--{entry.flag}", entry.name], default=None, metavar=shown, help=meaning + _shipped(default))


def _shipped(default: str) -> str:
    return " [" + _("default: {default}").format(default=default) + "]" if default else ""


def _yes_no(value: bool) -> str:  # noqa: FBT001  a value to write
    return _("yes") if value else _("no")


def _stops(seat: Seat, stops: tuple[str, ...], which: str) -> tuple[Stop, ...]:
    store = seat.office.store
    if stops:
        return tuple(find_stop(store, text) for text in stops)
    query = Query(Stop, order=("start",), limit=None)
    if which:
        query = query.where(roadshow_id=find_roadshow(store, which).id)
    return tuple(store.each(query))


def make(
    seat: Seat, key: str, stops: tuple[Stop, ...], out: Path, given: dict[str, Any], *, keeping: bool = False
) -> Outcome:
    """Run an exporter over these stops; return what it leaves. `keeping` leaves files alone that somebody changed."""
    office = seat.office
    programme = office.programme((stop.id for stop in stops), progress(key))
    return export_documents(
        key, programme, out, plugins=office.plugins, settings=office.settings, given=given, keeping=keeping
    )


def tell(seat: Seat, outcome: Outcome, out: Path) -> None:
    """Say what an export left."""
    if seat.json:
        printing.as_json(
            {
                "files": [str(path) for path in outcome.files],
                "bytes": outcome.size,
                "notices": [{"message": notice.message, "hint": notice.hint} for notice in outcome.notices],
            }
        )
        return
    count = len(outcome.files)
    if not count:
        printing.say(_("No file was made."))
        if not outcome.notices and not seat.office.store.count(Query(Stop)):
            words = "roadshow stop list"
            printing.say(_("There is no stop yet; how to begin: {command}").format(command=words))
        printing.notices(outcome.notices)
        return
    text = ngettext("{count} file in {folder}:", "{count} files in {folder}:", count)
    printing.say(text.format(count=count, folder=out))
    for path in outcome.files[:SHOWN]:
        printing.say(f"  {path.relative_to(out.resolve())}")
    if count > SHOWN:
        printing.say("  " + _("… and {count} more").format(count=count - SHOWN))
    printing.notices(outcome.notices)


def show_preview(seat: Seat, key: str, stops: tuple[Stop, ...], given: dict[str, Any], person: str) -> None:
    """Show what would come out for the first stop, or for one guest of it."""
    office = seat.office
    plugin, exporter = office.plugins.exporter(key)
    options: Any = office.settings.options(plugin, exporter.options, given, key)
    programme = office.programme(stop.id for stop in stops[:1])
    for visit in programme.visits():
        guest = None
        if person:
            who = find_person(office.store, person)
            window = office.store.guests(guests_of(visit.stop.id).where(person_id=who.id))
            if not window.rows:
                raise NotFoundError(
                    _("{name} is not on the guest list of {stop}.").format(name=called(who), stop=visit.stop.slug),
                    _("Name the stop too: roadshow export {key} STOP --preview --person NAME").format(key=key),
                )
            guest = window.rows[0]
        text = exporter.preview(programme, options, visit, guest)
        if seat.json:
            printing.as_json({"preview": text})
        else:
            printing.say(text)
    printing.notices(programme.notices)
