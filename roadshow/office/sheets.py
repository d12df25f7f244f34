"""A stop as text in the user's own editor: a file that stays on the disk until what was typed is saved."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from roadshow.domain.changes import Change
from roadshow.domain.errors import BadInputError, RoadshowError
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _, ngettext
from roadshow.office.live import Office
from roadshow.office.planfiles import Proposal, gather_plan, plan_text, propose, written_now
from roadshow.office.planpaths import read_plan_text
from roadshow.planfile import PlanFileError
from roadshow.settings.layers import data_folder

MARK = "#! "
"""Begins the lines that we put on top of a file with mistakes; they go before it is read again."""
EDITORS = ("sensible-editor", "nano", "vi")


class Sheet:
    """The file that the user types in. What it is compared with is the workspace as it was when it was made."""

    def __init__(self, office: Office, stop: Stop) -> None:
        self.stop = stop
        self._known = gather_plan(office.store)
        own = self._known.of_stop(stop.id)
        own.written = written_now(office.store)
        self._before = plan_text(own, known=self._known)
        self.path = _new_file(stop.slug)
        self.path.write_text(self._before, encoding="utf-8", newline="\n")

    def open(self) -> None:
        """Let the user type. Raises RoadshowError where no editor starts, or one ends badly."""
        command = editor()
        try:
            with _unbroken():
                left = subprocess.run([*command, str(self.path)], check=False).returncode  # noqa: S603  the user's own
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

    def wished(self, office: Office) -> Proposal | None:
        """Compare what was typed with the workspace; None where nothing was typed.

        Raises PlanFileError for a file with mistakes; they then stand on top of it for when it is opened again.
        """
        text = self._typed()
        if text == self._before or not text.strip():
            return None
        try:
            return propose(office.store, text, name=self.path.name, remove=True, known=self._known)
        except PlanFileError as error:
            self._complain(text, error)
            raise

    def change(self, office: Office, wished: Proposal) -> Change:
        """Return what was typed as one change."""
        return wished.change(office.pen(), N_("Stop {stop} changed as text"), stop=self.stop.slug)

    def changed(self) -> bool:
        """Say whether the file holds anything that was typed."""
        try:
            return self.path.read_bytes() != self._before.encode()
        except OSError:
            return False

    def drop(self) -> None:
        """Throw the file away: what was typed is saved, or nothing was."""
        self.path.unlink(missing_ok=True)

    def kept(self) -> tuple[str, ...]:
        """Say where what was typed is and how to go on; where nothing was typed, throw it away and say nothing."""
        if not self.changed():
            self.drop()
            return ()
        return (
            _("What you typed is kept in {path}.").format(path=self.path),
            _("Mend it there, then: roadshow load {path} --remove --merge").format(path=shlex.quote(str(self.path))),
        )

    def _typed(self) -> str:
        text = read_plan_text(self.path)
        return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))

    def _complain(self, text: str, error: PlanFileError) -> None:
        """Put what is wrong on top of what was typed, with the lines as they are then."""
        count = len(error.problems)
        head = ngettext(
            "{count} problem. Nothing was saved yet.", "{count} problems. Nothing was saved yet.", count
        ).format(count=count)
        shift = count + 1
        told = [head, *(str(one._replace(file=_("line"), line=one.line + shift)) for one in error.problems)]
        top = "".join(f"{MARK}{' '.join(line.split())}\n" for line in told)
        self.path.write_text(top + text, encoding="utf-8", newline="\n")


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


@contextmanager
def _unbroken() -> Iterator[None]:
    """Leave ctrl+c to the editor: some pass it on to us as well, and we would end under it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
