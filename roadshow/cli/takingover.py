"""What is taken over from a list, as it is typed behind `roadshow people import`, and the hints that say so."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import click

from roadshow.api import (
    ABSENT_OFF,
    BadInputError,
    Counts,
    Mode,
    Taking,
    _,
    code_named,
    kind_named,
    ngettext,
    value_typed,
    value_words,
)

F = TypeVar("F", bound=Callable[..., Any])
FORGOTTEN = "forgotten"
_MOST_LINES = 10_000_000


class Wanted(NamedTuple):
    """What somebody typed of a list that comes in again."""

    mode: str
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    but: str
    absent: str

    def taking(self) -> Taking:
        """Return what goes before what is known. Raises BadInputError."""
        mode = value_typed(self.mode, Mode)
        if mode is None:
            raise _refused(self.mode, value_words(Mode))
        kinds = _each(self.kinds, kind_named)
        return Taking(Mode(mode), kinds, _each(self.codes, code_named), frozenset(_lines(self.but)))

    def tag_of_absent(self) -> str:
        """Return the tag of who is not on the list any more, ABSENT_OFF, or an empty text. Raises BadInputError."""
        if self.absent in {"", ABSENT_OFF}:
            return self.absent
        sign, _colon, tag = self.absent.partition(":")
        if sign not in {"tag", "label"} or not tag.strip():
            raise _refused(self.absent, ", ".join(("tag:" + _("former"), ABSENT_OFF)))
        return tag.strip()


def taking_options(function: F) -> F:
    """Give a command the flags of what is taken over."""
    options = (
        click.option("--mode", default=Mode.FILL.value, show_default=True, metavar="MODE",
                     help=_("How people are met who are known: fill what is empty, update (the file goes before), or new (only new people).")),
        click.option("--take", "kinds", multiple=True, metavar="KIND",
                     help=_("Take over other values of this kind, such as phone, surname or address, or all; may be repeated.")),
        click.option("--mend", "codes", multiple=True, metavar="KIND",
                     help=_("Mend as proposed what is of this kind, such as lost-zero, or all; may be repeated.")),
        click.option("--except", "but", default="", metavar="LINES", help=_("Take over nothing on these lines: 12,40-44.")),
        click.option("--absent", default="", metavar="tag:WORD|off",
                     help=_("What becomes of who was on this list last time and is not any more: a tag, or off the guest list.")),
        click.option("--list", "name", default="", metavar="NAME", help=_("The name of this list, where it is not that of the file.")),
        click.option("--forgotten", "forgotten_too", is_flag=True, help=_("Bring in who was forgotten here, too.")),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def ways_to_take(counts: Counts) -> Iterator[str]:
    """Say with which flags it is taken over."""
    if counts.offers:
        kinds = ",".join(sorted(counts.offers))
        yield _("Take them over with --take {kinds}, without some lines by --except 12,40-44.").format(kinds=kinds)
    if counts.mends:
        yield _("Mend them with --mend {codes}.").format(codes=",".join(sorted(counts.mends)))
    if counts.absent and not counts.gone:
        yield _("--absent tag:{tag} gives who is missing a tag; --absent off takes them off the guest list.").format(
            tag=_("former")
        )
    forgotten = counts.refused[FORGOTTEN]
    if forgotten:
        text = ngettext(
            "{count} person was forgotten here and stays out; --forgotten brings them in again.",
            "{count} people were forgotten here and stay out; --forgotten brings them in again.",
            forgotten,
        )
        yield text.format(count=f"{forgotten:,}")


def _each(texts: Iterable[str], named: Callable[[str], frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for text in (part.strip() for one in texts for part in one.split(",")):
        meant = named(text)
        if text and not meant:
            raise _refused(text, ", ".join(sorted(named(_("all")))))
        found |= meant
    return frozenset(found)


def _lines(text: str) -> Iterator[int]:
    for part in filter(None, map(str.strip, text.split(","))):
        first, _dash, last = part.partition("-")
        if not first.isdecimal() or not (last or first).isdecimal() or int(last or first) > _MOST_LINES:
            raise _refused(part, "12,40-44")
        yield from range(int(first), int(last or first) + 1)


def _refused(text: str, allowed: str) -> BadInputError:
    return BadInputError(
        _("“{text}” is not understood.").format(text=text), _("It may be: {allowed}.").format(allowed=allowed)
    )
