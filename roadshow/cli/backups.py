"""roadshow copy and backups: a safe copy of the workspace, and what the program keeps by itself."""

import os
from pathlib import Path

import click

from roadshow.api import (
    Backup,
    NotFoundError,
    _,
    copy_workspace,
    known_backups,
    ngettext,
    restore,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed
from roadshow.cli.frame import Group, Leaf, Seat, pass_seat


@click.command(
    "copy",
    cls=Leaf,
    help=_("Write a whole copy of the workspace, also while it is open. A copy by hand may lack what was done last."),
    example="roadshow copy /media/stick/plan.roadshow",
)
@click.argument("file", metavar="FILE", type=click.Path())
@pass_seat
def copy(seat: Seat, /, *, file: str) -> None:
    """Write a whole copy."""
    path = Path(file).expanduser()
    copy_workspace(seat.office, path)
    if seat.json:
        printing.as_json({"file": str(path), "bytes": path.stat().st_size})
        return
    printing.say(_("The workspace is copied, whole, to {path}. Only you can read it.").format(path=path))


@click.group(cls=Group, help=_("Backups that the program makes by itself: list them, put one back."))
def backups() -> None:
    """Gather the commands."""


@backups.command(
    "list",
    help=_("List the backups of the workspace, the newest first, with what each holds."),
    example="roadshow backups list",
)
@pass_seat
def list_(seat: Seat, /) -> None:
    """List the backups."""
    path = seat.path
    found = known_backups(path, os.environ)
    if seat.json:
        printing.as_json([_plain(number, one) for number, one in enumerate(found, start=1)])
        return
    if not found:
        printing.say(_("There is no backup of {path} yet.").format(path=path))
        return
    heads = (_("no."), _("made"), _("why"), _("change"), _("stops"), _("people"), "MB")
    printing.table(heads, [_row(number, one) for number, one in enumerate(found, start=1)], right=(0, 3, 4, 5, 6))
    printing.say(_("They are in {folder}.").format(folder=found[0].path.parent))
    printing.say(_("Put one back with: {command}").format(command="roadshow backups restore 1"))


@backups.command(
    "restore",
    help=_("Put a backup in the place of the workspace. What stands there now is kept first."),
    example="roadshow backups restore 1",
)
@click.argument("number", metavar="NUMBER", type=click.IntRange(1))
@click.option("-y", "--yes", is_flag=True, help=_("Do not ask first."))
@pass_seat
def restore_(seat: Seat, /, *, number: int, yes: bool) -> None:
    """Put a backup back."""
    path = seat.path
    one = _numbered(path, number)
    question = _("Put back the workspace as it was on {moment} ({why})?").format(moment=_moment(one), why=one.why)
    if not agreed(question, yes=yes):
        raise click.Abort
    seat.close()
    left = restore(path, one.path)
    if seat.json:
        kept = left.backup or left.aside
        printing.as_json({"restored": str(one.path), "kept": None if kept is None else str(kept)})
        return
    printing.say(_("{path} is as it was on {moment}.").format(path=path, moment=_moment(one)))
    if left.backup is not None:
        printing.say(_("What stood there is the newest backup now: number 1."))
    if left.aside is not None:
        printing.say(_("What stood there is kept as {path}.").format(path=left.aside))


def _numbered(path: Path, number: int) -> Backup:
    found = known_backups(path, os.environ)
    if number > len(found):
        text = ngettext("There is {count} backup.", "There are {count} backups.", len(found))
        raise NotFoundError(text.format(count=len(found)), _('See "roadshow backups list".'))
    return found[number - 1]


def _moment(one: Backup) -> str:
    return f"{one.moment:%Y-%m-%d %H:%M}"


def _row(number: int, one: Backup) -> tuple[object, ...]:
    held = one.contents()
    counts = ("?", "?", "?") if held is None else (held.newest[0], held.stops, held.people)
    return number, _moment(one), one.why, *counts, f"{one.megabytes:.1f}"


def _plain(number: int, one: Backup) -> dict[str, object]:
    held = one.contents()
    counts = {} if held is None else {"change": held.newest[0], "stops": held.stops, "people": held.people}
    return {"number": number, "file": str(one.path), "made": one.moment.isoformat(), "reason": one.reason, **counts}
