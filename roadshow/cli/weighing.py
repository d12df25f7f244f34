"""What a change would touch, said before it is saved; and the question whether to go on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from roadshow.api import BadInputError, Change, Session, Stop, _, today
from roadshow.cli import printing
from roadshow.cli.agreeing import chosen, somebody_there
from roadshow.cli.frame import Seat

if TYPE_CHECKING:
    from roadshow.api import Impact

F = TypeVar("F", bound=Callable[..., Any])
NAMED = 5
"""Findings that appear and are named; the sentence counts them all."""
SIGNS = {"block": "!!", "warn": "! ", "hint": "· "}


def yes_option(function: F) -> F:
    """Give a command --yes."""
    return click.option("-y", "--yes", is_flag=True, help=_("Go on without asking."))(function)


def agreed(seat: Seat, change: Change, stop: Stop, *, yes: bool, session: Session | None = None) -> None:
    """Say what a change touches and ask whether to go on. Raises Abort for no, BadInputError where nobody can answer.

    A stop that nobody was told about, in which nobody has a part, and where nothing goes wrong, asks nothing.
    """
    if not change.edits:
        return
    from roadshow.api import Checkup  # noqa: PLC0415  the checker is only for those who change something

    impact = Checkup(seat.office, today()).impact(change, stop, session)
    if not _matters(impact):
        return
    if not seat.json:
        printing.say(f"{impact.sentence()}.")
        for finding in impact.appear[:NAMED]:
            printing.say(f"  + {SIGNS[finding.weight]} {finding.why}")
    if yes:
        return
    if seat.json or not somebody_there():
        raise BadInputError(
            _("This needs a yes first: {impact}.").format(impact=impact.sentence()),
            _("Nothing was changed. To go on, add --yes."),
        )
    if not chosen(_("Go on?"), default=False):
        raise click.Abort


def _matters(impact: "Impact") -> bool:
    touched = impact.touched
    worse = any(finding.weight != "hint" for finding in impact.appear)
    return bool(touched.guests or touched.facilitators or touched.prints or worse)
