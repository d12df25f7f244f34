"""Long lists a page at a time, and questions about people as they are typed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from roadshow.api import NotFoundError, _, ngettext
from roadshow.cli import printing
from roadshow.cli.frame import Leaf

F = TypeVar("F", bound=Callable[..., Any])
PAGE = 50
_NEGATED = re.compile(r"-[A-Za-z_]{2,}:")
_MARKED = re.compile(r"""["“”„‟«»]|[:,]['‘’‚‹]""")
"""A value in quotation marks that the shell left there."""


class Asking(Leaf):
    """A command that takes a question: there `-diet:*` is a part of the question and no flag."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Set the negated pieces behind the flags."""
        negated = [word for word in args if _NEGATED.match(word)]
        rest = [word for word in args if not _NEGATED.match(word)]
        if negated and "--" not in rest:
            rest.append("--")
        return super().parse_args(ctx, rest + negated)


question_argument = click.argument("question", nargs=-1)


def question_text(pieces: Sequence[str]) -> str:
    """Join what the shell took apart; among several pieces, one with spaces in it was in quotation marks or a pattern."""
    if len(pieces) < 2:
        return "".join(pieces)
    return " ".join(_quoted(piece) if " " in piece and not _MARKED.search(piece) else piece for piece in pieces)


def _quoted(piece: str) -> str:
    name, colon, value = piece.partition(":")
    if colon and value.startswith("/"):
        return piece
    return f'{name}:"{value}"' if colon else f'"{piece}"'


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: page `number`, counted from 1, of `limit` rows."""

    limit: int
    number: int

    @property
    def offset(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * self.limit

    def pages(self, total: int) -> int:
        """Return how many pages the whole list has."""
        return max(-(-total // self.limit), 1)

    def checked(self, total: int) -> None:
        """Refuse a page behind the last one."""
        if self.number > self.pages(total):
            raise NotFoundError(
                _("There is no page {number}.").format(number=self.number),
                ngettext("There is {count} page.", "There are {count} pages.", self.pages(total)).format(
                    count=self.pages(total)
                ),
            )

    def footer(self, total: int) -> None:
        """Say how much of the list was shown, and how to see more."""
        if total <= self.limit:
            return
        first, last = self.offset + 1, min(self.offset + self.limit, total)
        shown = f"{last:,}" if self.number == 1 else f"{first:,}-{last:,}"
        if self.number < self.pages(total):
            printing.say(
                _("{shown} of {total}; --page {next}").format(shown=shown, total=f"{total:,}", next=self.number + 1)
            )
        else:
            printing.say(_("{shown} of {total}").format(shown=shown, total=f"{total:,}"))

    def as_json(self, total: int, **more: Any) -> None:
        """Print the page as JSON, with how many there are in all."""
        self.checked(total)
        printing.as_json({"total": total, "page": self.number, "pages": self.pages(total), **more})


def page_options(function: F) -> F:
    """Give a command --limit and --page."""
    at = click.IntRange(1)
    function = click.option("--page", "number", type=at, default=1, metavar="N", help=_("Which page of the list."))(
        function
    )
    return click.option(
        "--limit", type=click.IntRange(1, 10_000), default=PAGE, show_default=True, metavar="N", help=_("Rows a page.")
    )(function)
