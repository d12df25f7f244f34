"""What the computer does with a file: opens its folder, and prints it by CUPS where that is there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from roadshow.api import RoadshowError, _

SIDES = ("one-sided", "two-sided-long-edge", "two-sided-short-edge")
PATIENCE = 20
"""Seconds that a printer's queue may take to answer."""


def opener(environment: Mapping[str, str]) -> list[str]:
    """Return the command that opens a folder on this desktop; empty where there is no desktop to open it on."""
    if sys.platform == "darwin":
        return ["open"]
    if os.name == "posix" and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return []
    found = shutil.which("xdg-open", path=environment.get("PATH"))
    return [found] if found else []


def open_folder(folder: Path, environment: Mapping[str, str]) -> bool:
    """Open a folder in the file manager; False where there is none, so that the path can be shown instead."""
    start = getattr(os, "startfile", None)
    try:
        if start is not None:
            start(folder)
            return True
        command = opener(environment)
        if not command:
            return False
        subprocess.Popen(  # noqa: S603  the desktop's own opener
            [*command, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def printers() -> tuple[str, ...]:
    """Return the printers that CUPS knows, the usual one first. Raises RoadshowError where there is no CUPS."""
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        raise RoadshowError(
            _("This computer prints in another way than by CUPS."), _("Open the folder, and print from there.")
        )
    found = _said("lpstat", "-e").split()
    usual = _said("lpstat", "-d").rpartition(":")[2].strip()
    if not found:
        raise RoadshowError(_("No printer is set up on this computer."), _("Open the folder, and print from there."))
    return tuple(sorted(found, key=lambda name: (name != usual, name)))


def print_file(path: Path, printer: str, copies: int, sides: str) -> str:
    """Send a file to a printer; return what the queue says. Raises RoadshowError where it is refused."""
    return _said("lp", "-d", printer, "-n", str(copies), "-o", f"sides={sides}", "--", str(path), strict=True)


def _said(command: str, *arguments: str, strict: bool = False) -> str:
    try:
        done = subprocess.run(  # noqa: S603  CUPS, by its own names
            [command, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RoadshowError(
            _("The printer does not answer: {reason}.").format(reason=error),
            _("Open the folder, and print from there."),
        ) from error
    if strict and done.returncode:
        raise RoadshowError(
            _("It was not printed: {reason}.").format(reason=done.stderr.strip().rstrip(".") or done.returncode),
            _("Open the folder, and print from there."),
        )
    return done.stdout.strip()
