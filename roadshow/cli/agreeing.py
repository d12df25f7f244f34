"""Asking the user before something is done: only at a terminal; a script says --yes beforehand."""

import sys

import click

from roadshow.api import BadInputError, _


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


def chosen(question: str, *, default: bool) -> bool:
    """Ask a question with yes or no for an answer, at a terminal."""
    marks = _("Y/n") if default else _("y/N")
    answer = click.prompt(f"{question} [{marks}]", default="", show_default=False, err=True)
    return default if not answer.strip() else answer.strip().lower()[0] in "yj"


def asked(question: str, default: str = "") -> str:
    """Ask for a line of text, at a terminal; an empty answer is the default."""
    return str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()
