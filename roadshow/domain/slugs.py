"""Slugs: short readable names for the command line, for addresses and for files."""

from collections.abc import Container

from roadshow.domain.folding import fold

LONGEST = 60


def slug_for(text: str, taken: Container[str] = (), otherwise: str = "item") -> str:
    """Return text as a slug that is not in `taken`: lower case, accents gone, words joined by a hyphen.

    Letters of other scripts stay, since a slug of question marks names nothing. A text without any letter or digit
    becomes `otherwise`; a name that is taken gets -2, -3 and so on behind it.
    """
    signs = (sign if sign.isalnum() else " " for sign in fold(text))
    base = "-".join("".join(signs).split())[:LONGEST].strip("-") or otherwise
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def is_slug(text: str) -> bool:
    """Say whether text can stand as a slug as it is."""
    return bool(text) and slug_for(text, otherwise="") == text
