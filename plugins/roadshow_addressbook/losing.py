"""Letters that another program lost or rewrote before the file came here: pointed out, never put back."""

import html
import re

from roadshow_addressbook.door import Flag
from roadshow_addressbook.flagging import flag

_WORDS = frozenset(
    ["given", "particle", "surname", "name", "middle", "display_name", "sort_as", "street", "town", "organisation",
     "function", "district"]
)  # fmt: skip
"""Fields in which nobody asks a question, so that a question mark at the end of a word is doubtful too."""
_INSIDE = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_AT_AN_END = re.compile(r"(?<![(\w])\?+[^\W\d_]|[^\W\d_]\?+(?![)\w])|\?\?")
_ADDRESS = re.compile(r"://|\bwww\.|mailto:", re.IGNORECASE)
_TWICE_CODED = re.compile(
    "[\u00c2-\u00c5\u00cb\u00ce\u00cf\u00d0\u00d1\u00d8\u00d9][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""How two bytes of UTF-8 look when each is read as a letter of Windows: é becomes Ã©."""


def lost_letters(target: str, text: str) -> Flag | None:
    """Return what to say of a text in which a letter seems to be lost or to be two, if anything."""
    if "?" in text and _is_lost(target, text):
        return flag("lost-letter", target, text)
    if not text.isascii() and _TWICE_CODED.search(text):
        proposal = _once_coded(text)
        if proposal:
            return flag("letters-in-two", target, text, proposal)
    if "&" in text and ";" in text and html.unescape(text) != text:
        return flag("entity", target, text, html.unescape(text).strip())
    return None


def may_be_lost(text: str) -> bool:
    """Say quickly whether some letter of a whole row may be lost; a hundred thousand rows are asked."""
    return (
        "?" in text
        or ("&" in text and ";" in text)
        or ("Ã" in text or "Å" in text or "Ä" in text or "Â" in text or "Ø" in text or "Ð" in text)
    )


def _is_lost(target: str, text: str) -> bool:
    if _ADDRESS.search(text):
        return False
    return _INSIDE.search(text) is not None or (target in _WORDS and _AT_AN_END.search(text) is not None)


def _once_coded(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
