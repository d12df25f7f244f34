"""roadshow edit: a stop as text in the editor, shown as a comparison and confirmed, with nothing typed ever lost."""

import click

from roadshow.api import BadInputError, PlanFileError, Proposal, RoadshowError, Sheet, _, find_stop
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed, chosen, somebody_there
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command(
    "edit",
    cls=Leaf,
    help=_("Change a stop as text (TOML) in your editor; what changes is shown, and is one change."),
    example="roadshow edit crooswijk",
)
@click.argument("which", metavar="STOP")
@click.option("-y", "--yes", is_flag=True, help=_("Do not ask first."))
@pass_seat
def edit(seat: Seat, /, *, which: str, yes: bool) -> None:
    """Change a stop as text."""
    sheet = Sheet(seat.office, find_stop(seat.office.store, which))
    try:
        found = _typed(seat, sheet)
        if found is None or not found.edits:
            seat.report(None)
            sheet.drop()
            return
        if not seat.json:
            for line in found.text().splitlines():
                printing.say(line, lines=False)
        if not agreed(_("Save this?"), yes=yes):
            printing.warn(_("Nothing was saved."))
            _tell_kept(sheet)
            return
        seat.report(seat.office.do(sheet.change(seat.office, found)), counts=found.counts())
    except (RoadshowError, click.Abort, KeyboardInterrupt):
        _tell_kept(sheet)
        raise
    sheet.drop()


def _tell_kept(sheet: Sheet) -> None:
    for line in sheet.kept():
        printing.warn(line)


def _typed(seat: Seat, sheet: Sheet) -> Proposal | None:
    """Let the user type until it is right; None where nothing was typed."""
    while True:
        sheet.open()
        try:
            return sheet.wished(seat.office)
        except PlanFileError as error:
            if not somebody_there():
                raise
            printing.error(error)
            if not chosen(_("Open it again?"), default=True):
                raise BadInputError(_("Nothing was saved."), "") from error
