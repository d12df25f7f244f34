"""What somebody typed as a question, taken apart: names of fields, values, and what stands in quotation marks."""

import re
from typing import NamedTuple

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _

DOUBLE = frozenset('"“”„‟«»')
"""Marks that are nothing else; one that opens is closed by any of them, since phones and Word turn them by themselves."""
SINGLE = frozenset("'‘’‚‛‹›")
"""Marks that are apostrophes too: one opens only where another one closes, at the end of a word."""
CLITIC = re.compile(r"['‘’‛][stnkSTNK](?=[\s-]|$)")
"""The beginning of a Dutch word such as 's-Gravenhage or 't Hof."""
NAMED = re.compile(r"(-?)([A-Za-z_]+):")


class Choice(NamedTuple):
    """One of the values that may fit; `quoted` where it stood in quotation marks, so that it means just that."""

    text: str
    quoted: bool = False


class Piece(NamedTuple):
    """One piece of a question: the name of a field or empty, the values of which one is to fit, and whether it is turned round."""

    name: str
    choices: tuple[Choice, ...]
    negated: bool = False


def pieces_of(text: str) -> list[Piece]:
    """Take a question apart. Raises BadInputError where a quotation mark has no other, or a value is missing."""
    reader = _Reader(text)
    found = []
    while reader.at_piece():
        found.append(reader.piece())
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def at_piece(self) -> bool:
        while self._place < len(self._text) and self._text[self._place].isspace():
            self._place += 1
        return self._place < len(self._text)

    def piece(self) -> Piece:
        named = NAMED.match(self._text, self._place)
        if named is None:
            return Piece("", (self._value(commas=False),))
        self._place = named.end()
        choices = [self._value(commas=True)]
        while self._text[self._place : self._place + 1] == ",":
            self._place += 1
            choices.append(self._value(commas=True))
        if not all(choice.text.strip() for choice in choices):
            raise BadInputError(
                _("Nothing stands behind “{name}:” in “{text}”.").format(name=named[2], text=self._text.strip()),
                _("Write a word behind it. Anything at all is {name}:* and nothing is -{name}:*").format(name=named[2]),
            )
        return Piece(named[2].lower(), tuple(choices), negated=bool(named[1]))

    def _value(self, *, commas: bool) -> Choice:
        sign = self._text[self._place : self._place + 1]
        if sign in DOUBLE and sign:
            return self._quoted(DOUBLE)
        if sign in SINGLE and sign and not CLITIC.match(self._text, self._place):
            return self._quoted(SINGLE)
        begin = self._place
        while self._place < len(self._text) and not self._ends(commas=commas):
            if self._text[self._place] in DOUBLE:
                raise self._odd()
            self._place += 1
        return Choice(self._text[begin : self._place])

    def _ends(self, *, commas: bool) -> bool:
        sign = self._text[self._place]
        return sign.isspace() or (commas and sign == ",")

    def _quoted(self, marks: frozenset[str]) -> Choice:
        begin = self._place + 1
        for place in range(begin, len(self._text)):
            behind = self._text[place + 1 : place + 2]
            if self._text[place] in marks and (not behind or behind.isspace() or behind == ","):
                self._place = place + 1
                held = self._text[begin:place]
                if not held.strip():
                    raise BadInputError(
                        _("Nothing stands between the quotation marks in “{text}”.").format(text=self._text.strip()),
                        _("Write a word between them, or leave them out."),
                    )
                return Choice(held, quoted=True)
        raise self._odd()

    def _odd(self) -> BadInputError:
        return BadInputError(
            _("A quotation mark in “{text}” has no other that belongs to it.").format(text=self._text.strip()),
            _('Put a whole value between two, such as district:"Wijk 1", or leave it out.'),
        )
