"""roadshow demo: the example programme with everything that can be made of it."""

from pathlib import Path

import click

from roadshow.api import (
    Query,
    Stop,
    StopStatus,
    _,
    create_workspace,
    find_roadshow,
    load_example,
    ngettext,
    set_value,
    workspace_settings,
)
from roadshow.cli import printing
from roadshow.cli.exporting import make
from roadshow.cli.frame import Leaf, Seat, pass_seat

EXPORTS = (("ical", "calendar"), ("mailmerge", "letters"), ("signin", "sheets"))
EXAMPLE = "rotterdam.roadshow"
REGION = "midden"
"""Where Rotterdam is, for the school holidays."""
TOUR = "samen-leren-gezinnen-versterken"


@click.command(
    "demo",
    cls=Leaf,
    help=_("Make the example programme in a folder: calendars, letters and sign-in sheets."),
    example="roadshow demo --out demo",
)
@click.option("-o", "--out", default="demo", show_default=True, metavar="DIR", help=_("The folder to make it in."))
@pass_seat
def demo(seat: Seat, /, *, out: str) -> None:
    """Make the example programme."""
    folder = Path(out)
    workspace = folder / EXAMPLE
    seat.named = str(workspace)
    made = not workspace.exists()
    if made:
        create_workspace(workspace)
        set_value(workspace_settings(workspace), "checks.school_region", REGION)
        load_example(seat.office)
    store = seat.office.store
    tour = find_roadshow(store, TOUR)
    stops = tuple(
        stop
        for stop in store.each(Query(Stop, order=("start",), limit=None).where(roadshow_id=tour.id))
        if stop.status is not StopStatus.CANCELLED
    )
    made_of = {name: make(seat, key, stops, folder / name, {}, keeping=True) for key, name in EXPORTS}
    counts = {name: len(outcome.files) for name, outcome in made_of.items()}
    if seat.json:
        printing.as_json({"workspace": str(workspace), "made": made, "files": counts})
        return
    _tell(folder, workspace, counts, made=made)
    printing.notices(notice for outcome in made_of.values() for notice in outcome.notices)


def _tell(folder: Path, workspace: Path, counts: dict[str, int], *, made: bool) -> None:
    if not made:
        printing.say(_("{path} was there already and is kept as it is.").format(path=workspace))
    printing.say(_("The example “Samen Leren Gezinnen Versterken”:"))
    printing.say(_("  {path}  the plan, one file").format(path=workspace))
    for name, count in counts.items():
        size = ngettext("{count} file", "{count} files", count).format(count=count)
        printing.say(f"  {folder / name}  {size}")
    printing.say()
    printing.say(_("Try next:"))
    for command in ("stop list", "agenda crooswijk", "guest list crooswijk", "log"):
        printing.say(f"  roadshow -w {workspace} {command}")
