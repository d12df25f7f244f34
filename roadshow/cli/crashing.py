"""A fault of our own, in plain words: what is saved, and where the report is. No traceback, no names."""

import contextlib
import os

from roadshow.api import Entry, RoadshowError, _, report_crash, said
from roadshow.cli import printing
from roadshow.cli.frame import Seat

BROKEN = 70
"""The exit code of a fault of our own (sysexits.h, EX_SOFTWARE)."""


class BrokenScreenError(Exception):
    """The screen broke; the cause says by what."""


def crashed(error: Exception, seat: Seat, doing: str) -> int:
    """Say that the program broke, what is saved, and where the report is; return the exit code.

    `doing` is the name of the command, without what was typed behind it.
    """
    on_screen = isinstance(error, BrokenScreenError)
    fault = error.__cause__ if on_screen and error.__cause__ is not None else error
    path = report_crash(fault, "the screen" if on_screen else doing, os.environ)
    sentence = _("roadshow stopped because of a fault of its own.")
    hint = (
        _("A report is in {path}. It holds no names and nothing of your plan; give it to whoever helps you.").format(
            path=path
        )
        if path
        else _("A report could not be written.")
    )
    if seat.json:
        printing.as_json_aside({"error": sentence, "hint": hint, "exit": BROKEN})
        return BROKEN
    printing.warn(sentence)
    printing.warn(_saved(seat, on_screen=on_screen))
    printing.warn(hint)
    return BROKEN


def _saved(seat: Seat, *, on_screen: bool) -> str:
    """Say what is saved, by opening the workspace anew and reading the last change in it."""
    try:
        entry = _last_change(seat)
    except RoadshowError as error:
        return f"{error.message} {error.hint}"
    if entry is None:
        sentence = _("Everything that was confirmed is saved.")
    else:
        sentence = _("Everything that was confirmed is saved; the last change is “{label}”, {time}.").format(
            label=said(entry.label), time=f"{entry.moment.astimezone():%Y-%m-%d %H:%M}"
        )
    typed = _("Only what you were typing may be missing.")
    return f"{sentence} {typed}" if on_screen else sentence


def _last_change(seat: Seat) -> Entry | None:
    with contextlib.suppress(Exception):
        seat.close()
    seat.read_only = True
    return next(iter(seat.office.store.journal(limit=1)), None)
