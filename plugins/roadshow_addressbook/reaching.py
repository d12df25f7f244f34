"""E-mail addresses and telephone numbers as people type them: several in a cell, with a name before or a remark behind."""

import re
import unicodedata
from collections.abc import Sequence

_LOCAL = r"[^\s@<>()\[\],;:\"\\]{1,64}"
_EMAIL = re.compile(r"(?!\.)" + _LOCAL + r"(?<!\.)@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_BETWEEN = re.compile(r"\s*:::\s*|[;,\s|]+")
_NAMED = re.compile(r"\s*[\"']?([^\"<>@]*[^\W\d_][^\"<>@]*?)[\"']?\s*<[^<>\s]+>[\s;,]*")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_NUMBERS = re.compile(r":::|[,;|\n]|\s/\s|\s(?:of|en|or|and|und|oder|et|ou|ve|veya)\s", re.IGNORECASE)
_CLOSE_NUMBERS = re.compile(r"/|\s+(?=[+0])")
_REMARKED = re.compile(r"(.*\d[^()]*?)\s*\([^()]*[^\W\d_][^()]*\)\s*", re.DOTALL)
_AROUND = " .,;:<>()[]'\"\t"
_AT_IN_WORDS = re.compile(r"\s*[(\[{<]\s*(?:at|apenstaartje|a)\s*[)\]}>]\s*|\s+(?:at|apenstaartje)\s+", re.IGNORECASE)
_DOT_IN_WORDS = re.compile(r"\s*[(\[{<]\s*(?:dot|punt)\s*[)\]}>]\s*|\s+(?:dot|punt)\s+", re.IGNORECASE)
FEWEST_DIGITS = 6
MOST_DIGITS = 15
"""Figures of the longest telephone number (ITU-T E.164)."""
_WITH_AREA = 9


def is_email(text: str) -> bool:
    """Say whether this is one e-mail address (RFC 5321 sizes; quoted local parts are not taken)."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None and ".." not in text


def addresses_in(text: str) -> list[str]:
    """Return what one cell holds as addresses: those in angle brackets, else those among its pieces."""
    inside = re.findall(r"<([^<>\s]+)>", text)
    pieces = [
        piece.removeprefix("mailto:").strip(".<>'\"") for piece in inside or _BETWEEN.split(_ASIDE.sub(" ", text))
    ]
    pieces = [piece for piece in pieces if piece]
    if not all(is_email(piece) for piece in pieces):
        pieces = [part for piece in pieces for part in piece.split("/")]
    return [piece for piece in pieces if is_email(piece)]


def nothing_but_addresses(text: str, found: Sequence[str]) -> bool:
    """Say whether a cell holds the addresses found in it and no word more."""
    bare = _ASIDE.sub(" ", text).replace("mailto:", "")
    for address in found:
        bare = bare.replace(address, " ", 1)
    return "<" in text or not any(sign.isalnum() for sign in bare)


def mended_address(text: str) -> str:
    """Return the address that somebody meant to type, empty where nobody can tell.

    Signs of another keyboard, a comma for a dot, spaces, two signs @ or dots, and what is written against robots.
    """
    tried = unicodedata.normalize("NFKC", text).strip(_AROUND).removeprefix("mailto:")
    tried = _DOT_IN_WORDS.sub(".", _AT_IN_WORDS.sub("@", tried))
    tried = re.sub(r"\s*([@.])\s*", r"\1", tried.replace("。", ".").replace(",", "."))
    tried = re.sub(r"\.*@[@.]*", "@", re.sub(r"\.{2,}", ".", tried)).strip(_AROUND)
    local, _at, domain = tried.partition("@")
    tried = f"{local}@{domain.replace('@', '.')}" if _at else tried
    return tried if is_email(tried) else ""


def name_before(text: str) -> str:
    """Return the name that stands before the only address of a cell, as in Jan Jansen <jan@example.org>."""
    named = _NAMED.fullmatch(text)
    return named[1].strip() if named else ""


def is_remarked(text: str) -> bool:
    """Say whether something stands in brackets beside an address."""
    return "<" not in text and _ASIDE.search(text) is not None


def numbers_in(text: str) -> list[str]:
    """Return what one cell holds as numbers; one that is written oddly stays one."""
    pieces = [piece.strip() for piece in _NUMBERS.split(text) if piece.strip()]
    if len(pieces) > 1 and all(_figures(piece) >= FEWEST_DIGITS for piece in pieces):
        return pieces
    if _figures(text) > MOST_DIGITS:
        close = [piece.strip() for piece in _CLOSE_NUMBERS.split(text) if piece.strip()]
        if len(close) > 1 and all(_figures(piece) >= _WITH_AREA for piece in close):
            return close
    return [text]


def without_remark(text: str) -> str:
    """Return a number without words in brackets behind it."""
    remarked = _REMARKED.fullmatch(text)
    return remarked[1].strip() if remarked else text


def is_number(text: str) -> bool:
    """Say whether a phone number can be reached; a sum below a column of numbers cannot."""
    return len(text) >= FEWEST_DIGITS and _figures(text) >= FEWEST_DIGITS


def _figures(text: str) -> int:
    return sum(sign.isdigit() for sign in text)
