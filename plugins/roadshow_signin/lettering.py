"""Text as it can stand on paper: without control signs, no longer than a row, and only what the fonts can print."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from roadshow_signin.glyphs import widths

LONGEST = 120
"""Signs of one text that can reach the paper; two lines of a name take about sixty."""

MARKS_TOGETHER = 3
"""Marks on one letter. Real names need no more, and these stay within their row."""

BOLDER = 0.07
"""What a bold text is wider than a regular one, as a part of its width."""

JOINERS = {"\u200c", "\u200d"}


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text for paper. `whole` is False where letters are missing that no shipped font can print."""

    text: str
    whole: bool = True

    @property
    def leftward(self) -> bool:
        """Say whether the text runs from right to left."""
        return runs_leftward(self.text)


@lru_cache(maxsize=4096)
def lettering(raw: str, longest: int = LONGEST) -> Lettering:
    """Return a text as it can be printed, in one line of single spaces.

    Names from a Mac come with loose accents; composed (NFC) they find their own glyph. What is no letter or digit
    and has no glyph, such as a flower, is left out; a letter without a glyph makes the text not `whole`.
    """
    if len(raw) <= longest and raw.isascii() and raw.isprintable():
        return Lettering(" ".join(raw.split()))
    cleaned = unicodedata.normalize("NFC", cleared(raw[: 8 * longest]))
    known = widths()
    printable = "".join(sign for sign in cleaned if ord(sign) in known or sign in JOINERS)
    missing = any(unicodedata.category(sign)[0] in "LNM" for sign in cleaned if ord(sign) not in known)
    kept = " ".join(printable.split())
    if len(kept) > longest:
        kept = kept[: longest - 1].rstrip() + "…"
    return Lettering(kept, whole=not missing and bool(kept or not raw.strip()))


def cleared(raw: str) -> str:
    """Return text without control signs, bidi overrides, private signs, half pairs and heaps of marks.

    Joiners stay between Arabic letters, where Persian names need them.
    """
    kept: list[str] = []
    marks = 0
    for place, sign in enumerate(raw):
        category = unicodedata.category(sign)
        if sign in JOINERS:
            if 0 < place < len(raw) - 1 and _arabic(raw[place - 1]) and _arabic(raw[place + 1]):
                kept.append(sign)
        elif sign.isspace():
            kept.append(" ")
        elif category[0] == "M":
            marks += 1
            if marks <= MARKS_TOGETHER:
                kept.append(sign)
        elif category[0] != "C":
            marks = 0
            kept.append(sign)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """Return the width of a text in ems in the regular weight; joined Arabic letters take a little less."""
    known = widths()
    return sum([known.get(ord(sign), 0.0) for sign in text])


@lru_cache(maxsize=4096)
def longest_word(text: str) -> float:
    """Return the width of the longest word of a text in ems."""
    return max(map(ems, text.split(" ")))


def runs_leftward(text: str) -> bool:
    """Say whether the first letter that has a direction runs from right to left (UAX 9, rule P2)."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False


def _arabic(sign: str) -> bool:
    return unicodedata.bidirectional(sign) == "AL"
