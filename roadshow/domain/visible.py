"""Text from outside, made safe to show: nothing in it can move a cursor, ring a bell or turn a line round."""

import unicodedata

_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of what follows (Unicode UAX 9, section 2)."""

_TAGS = ("\U000e0000", "\U000e0fff")
"""The first and the last of the signs that say something nobody sees (Unicode 16, section 23.9); flags use them too."""

_COMBINING = "\u0300"
"""The first sign that stands over the one before it; wide ones come later still."""


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return text for a terminal: control signs as \\x1b and the like, direction marks left out.

    With `lines`, line ends stay; without, they become spaces.
    """
    if text.isprintable():
        return text  # in Python's sense: no control, format, private or unassigned sign, no separator but the space
    return "".join(_shown(sign, lines=lines) for sign in text)


def _shown(sign: str, *, lines: bool) -> str:
    if sign == "\n":
        return "\n" if lines else " "
    if sign in "\t\r\u2028\u2029\x85":
        return " "
    if sign in _TURNING or _TAGS[0] <= sign <= _TAGS[1]:
        return ""
    category = unicodedata.category(sign)
    if category in {"Cc", "Cs", "Co", "Cn"} or sign in "\ufeff\ufff9\ufffa\ufffb":
        return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"
    return sign


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: two for East Asian wide signs, none for combining ones."""
    if text.isascii() or (max(text) < _COMBINING and text.isprintable()):
        return len(text)
    return sum(
        0
        if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def cut(text: str, width: int) -> str:
    """Return text in at most `width` columns, with … where something was left out."""
    if columns(text) <= width:
        return text
    kept, used = [], 0
    for sign in text:
        step = columns(sign)
        if used + step > width - 1:
            break
        kept.append(sign)
        used += step
    return "".join(kept) + "…"
