"""Asking the user before something is done: only at a terminal; a script says --yes beforehand."""

import sys

import click

from roadshow.api import BadInputError, _
from roadshow.cli.frame import Seat


def somebody_there() -> bool:
    """Say whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str, *, yes: bool, default: bool = False) -> bool:
    """Ask, unless the answer was given with --yes. Raises BadInputError where nobody can be asked."""
    if yes:
        return True
    if not somebody_there():
        raise BadInputError(
            question, _("Nobody is here to answer. Look at what it would do, then say the same with --yes.")
        )
    return chosen(question, default=default)


def confirm_many(seat: Seat, count: int, sentence: str, *, yes: bool) -> None:
    """Ask whether so many are meant, where they are more than the settings let pass. Raises click.Abort."""
    if count > seat.office.settings.core.ask_above:
        question = sentence.format(count=f"{count:,}") + " " + _("Is that meant?")
        if not agreed(question, yes=yes):
            raise click.Abort


many_option = click.option("-y", "--yes", is_flag=True, help=_("Do not ask, however many they are."))


def chosen(question: str, *, default: bool) -> bool:
    """Ask a question with yes or no for an answer, at a terminal."""
    marks = _("Y/n") if default else _("y/N")
    answer = click.prompt(f"{question} [{marks}]", default="", show_default=False, err=True)
    return default if not answer.strip() else answer.strip().lower()[0] in "yj"


def asked(question: str, default: str = "") -> str:
    """Ask for a line of text, at a terminal; an empty answer is the default."""
    return str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()
