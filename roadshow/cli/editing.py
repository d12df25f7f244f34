"""roadshow edit: a stop as text in the editor, shown as a comparison and confirmed, with nothing typed ever lost."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

from roadshow.api import (
    N_,
    BadInputError,
    Plan,
    PlanFileError,
    Proposal,
    RoadshowError,
    Stop,
    _,
    data_folder,
    find_stop,
    gather_plan,
    ngettext,
    plan_text,
    propose,
    read_plan_text,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed, chosen, somebody_there
from roadshow.cli.frame import Leaf, Seat, pass_seat

MARK = "#! "
"""Begins the lines that we put on top of a file with mistakes; they go before it is read again."""
EDITORS = ("sensible-editor", "nano", "vi")


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
    stop = find_stop(seat.office.store, which)
    known = gather_plan(seat.office.store)
    before = plan_text(known.of_stop(stop.id), known=known)
    sheet = Sheet(stop, before)
    try:
        found = _typed(seat, sheet, known)
        if found is None or not found.edits:
            seat.report(None)
            sheet.drop()
            return
        if not seat.json:
            for line in found.text().splitlines():
                printing.say(line, lines=False)
        if not agreed(_("Save this?"), yes=yes):
            printing.warn(_("Nothing was saved."))
            sheet.tell_kept()
            return
        label = N_("Stop {stop} changed as text")
        seat.report(seat.office.do(found.change(seat.office.pen(), label, stop=stop.slug)), counts=found.counts())
    except (RoadshowError, click.Abort, KeyboardInterrupt):
        sheet.tell_kept()
        raise
    sheet.drop()


class Sheet:
    """The file that the user types in. It stays on the disk until what was typed is saved."""

    def __init__(self, stop: Stop, text: str) -> None:
        self.before = text
        self.path = _new_file(stop.slug)
        self.path.write_text(text, encoding="utf-8", newline="\n")

    def open(self) -> None:
        """Let the user type. Raises RoadshowError where no editor starts, or one ends badly."""
        command = editor()
        try:
            left = subprocess.run([*command, str(self.path)], check=False).returncode  # noqa: S603  the user's own editor
        except OSError as error:
            raise RoadshowError(
                _("The editor “{editor}” does not start: {reason}.").format(
                    editor=command[0], reason=error.strerror or error
                ),
                _("Set VISUAL or EDITOR to the command of your editor."),
            ) from error
        if left:
            raise RoadshowError(
                _("The editor “{editor}” ended with an error ({code}).").format(editor=command[0], code=left),
                _("Nothing was saved."),
            )

    def read(self) -> str:
        """Return what was typed, without the lines that we put on top."""
        text = read_plan_text(self.path)
        return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))

    def complain(self, text: str, error: PlanFileError) -> None:
        """Put what is wrong on top of what was typed, with the lines as they are then."""
        count = len(error.problems)
        head = ngettext(
            "{count} problem. Nothing was saved yet.", "{count} problems. Nothing was saved yet.", count
        ).format(count=count)
        shift = count + 1
        told = [head, *(str(one._replace(file=_("line"), line=one.line + shift)) for one in error.problems)]
        top = "".join(f"{MARK}{' '.join(line.split())}\n" for line in told)
        self.path.write_text(top + text, encoding="utf-8", newline="\n")

    def changed(self) -> bool:
        """Say whether the file holds anything that was typed."""
        try:
            return self.path.read_bytes() != self.before.encode()
        except OSError:
            return False

    def drop(self) -> None:
        """Throw the file away: what was typed is saved, or nothing was."""
        self.path.unlink(missing_ok=True)

    def tell_kept(self) -> None:
        """Say where what was typed is; where nothing was typed, throw it away."""
        if not self.changed():
            self.drop()
            return
        printing.warn(_("What you typed is kept in {path}.").format(path=self.path))
        printing.warn(_("Mend it there, then: roadshow load {path} --remove").format(path=shlex.quote(str(self.path))))


def _typed(seat: Seat, sheet: Sheet, known: Plan) -> Proposal | None:
    """Let the user type until it is right; None where nothing was typed."""
    while True:
        sheet.open()
        text = sheet.read()
        if text == sheet.before or not text.strip():
            return None
        try:
            return propose(seat.office.store, text, name=sheet.path.name, remove=True, known=known)
        except PlanFileError as error:
            sheet.complain(text, error)
            if not somebody_there():
                raise
            printing.error(error)
            if not chosen(_("Open it again?"), default=True):
                raise BadInputError(_("Nothing was saved."), "") from error


def editor() -> list[str]:
    """Return the command of the user's editor: $VISUAL, $EDITOR, or what this system has."""
    for name in ("VISUAL", "EDITOR"):
        said = os.environ.get(name, "").strip()
        if said:
            return _words(said)
    if os.name == "nt":
        return ["notepad"]
    found = next((path for path in map(shutil.which, EDITORS) if path), None)
    if found is None:
        raise RoadshowError(_("There is no editor to open."), _("Set VISUAL or EDITOR to the command of your editor."))
    return [found]


def _words(command: str) -> list[str]:
    """Take a command apart; on Windows a path may have backslashes and stand in quotes."""
    try:
        if os.name == "nt":
            return [word.strip('"') for word in shlex.split(command, posix=False)]
        return shlex.split(command)
    except ValueError as error:
        raise BadInputError(
            _("The editor “{editor}” cannot be read: {reason}.").format(editor=command, reason=error),
            _("Set VISUAL or EDITOR to the command of your editor."),
        ) from error


def _new_file(slug: str) -> Path:
    """Make an empty file that only the user can read, where it survives a restart of the computer."""
    folder = data_folder(os.environ) / "edits"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number, path = tempfile.mkstemp(prefix=f"{slug[:40]}-", suffix=".toml", dir=folder)
    except OSError:
        number, path = tempfile.mkstemp(prefix=f"{slug[:40]}-", suffix=".toml")
    os.close(number)
    return Path(path)
