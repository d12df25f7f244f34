"""Regular expressions in questions: what may stand in one, folded as the words are in which it is looked for.

A pattern comes from whoever types, is tried on a million rows, and cannot be stopped while it is tried on one of them.
So none is taken that could need more than a moment for one row.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import facet_code, fold
from roadshow.domain.wording import _

LONGEST = 100
"""Signs of a pattern."""
MOST_REPEATS = 4
UNBOUNDED = 3
"""Repeats without an end: what they can match between them grows with that power of the text."""
LONGEST_TEXT = 200
"""Signs of a field in which a pattern is looked for."""
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|.", re.DOTALL)
REPEATS = frozenset("*+?{")
PARTLY = frozenset(("name", "tag", "language", "theme", "registration"))
"""Facets of which ^ may stand before any word: there are several, and a name is sought by the surname too."""
WORD_BEGINS = "(?<![^ ])"


def readable(pattern: str) -> str:
    """Return a pattern as it is tried. Raises BadInputError where it is wrong, or could take for ever."""
    if len(pattern) > LONGEST:
        raise BadInputError(_("A pattern may have {most} signs at most.").format(most=LONGEST))
    pieces = PIECE.findall(pattern)
    _refuse_endless(pieces)
    folded = "".join(map(_folded, pieces))
    try:
        re.compile(folded)
    except (re.error, OverflowError) as error:
        rest = folded[getattr(error, "pos", None) or 0 :] or folded
        raise BadInputError(
            _("The pattern /{pattern}/ cannot be read from “{rest}” on.").format(pattern=pattern, rest=rest),
            _("Put a backslash before a sign that means itself, and close every bracket."),
        ) from error
    return folded


def finder(facet: str, pattern: str) -> Callable[[str], bool]:
    """Return what says of the search terms of a row whether a pattern is found in one facet."""
    return _finder(facet_code(facet), pattern, facet in PARTLY and "^" in pattern)


@lru_cache(64)
def _finder(code: str, pattern: str, partly: bool) -> Callable[[str], bool]:  # noqa: FBT001  part of the key
    if partly:
        pattern = "".join(WORD_BEGINS if piece == "^" else piece for piece in PIECE.findall(pattern))
    search = re.compile(pattern).search

    def found(terms: str) -> bool:
        begin = terms.find(code)
        if begin < 0:
            return False
        end = terms.find(" ", terms.rfind(code))
        text = terms[begin : end if end >= 0 else None].replace(code, "")[:LONGEST_TEXT]
        return search(text) is not None

    return found


def _refuse_endless(pieces: list[str]) -> None:
    """Refuse what Python's own engine tries in ever more ways: repeats of repeats, and many repeats in a row."""
    held = [False]
    closed = False
    repeats = unbounded = 0
    before = ""
    for place, piece in enumerate(pieces):
        if piece == "(":
            if "".join(pieces[place + 1 : place + 2]) == "?":
                raise BadInputError(_("“(?” cannot stand in a pattern here; plain brackets can."))
            held.append(False)
        elif piece == ")" and len(held) > 1:
            closed = held.pop()
            held[-1] = held[-1] or closed
        elif piece == "|":
            held[-1] = True
        elif re.fullmatch(r"\\[1-9]", piece):
            raise BadInputError(_("“{piece}” cannot stand in a pattern here.").format(piece=piece))
        elif piece[0] in REPEATS and not (piece == "?" and before[:1] in REPEATS):
            if before == ")" and closed and piece != "?":
                raise BadInputError(
                    _("“{piece}” repeats what repeats or chooses already, which could take for ever.").format(
                        piece="".join(pieces[: place + 1])
                    )
                )
            repeats += 1
            unbounded += piece != "?"
            held[-1] = True
            if repeats > MOST_REPEATS or unbounded > UNBOUNDED:
                raise BadInputError(_("There are too many repeats in this pattern, which could take for ever."))
        before = piece


def _folded(piece: str) -> str:
    if piece[0] == "\\" and len(piece) > 1:
        return " " if piece == "\\-" else piece
    if piece[0] == "[" and len(piece) > 1:
        return "".join(sign if sign in "-' " else _sign(sign) for sign in re.findall(r"\\.|.", piece, re.DOTALL))
    return " " if piece.isspace() else _sign(piece)


def _sign(sign: str) -> str:
    return sign if sign.isascii() and not sign.isalpha() and sign not in "-'`" else _letters(sign)


def _letters(sign: str) -> str:
    if sign[0] == "\\":
        return sign
    return " " if fold(f"a{sign}a") == "a a" else fold(sign)
