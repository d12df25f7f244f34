"""Text as it was typed, made even: small letters, no accents, no apostrophes, one kind of hyphen and of space."""

import unicodedata

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _

LONGEST = 100
_SAME = str.maketrans(dict.fromkeys("'’‘`´ʼ") | dict.fromkeys("–—−‐‑", "-") | {",": " ", ";": " "})


def tidy(text: str, *, commas: bool = False) -> str:
    """Return typed text made even; commas become spaces unless they are asked for. Refuses what is far too long."""
    if len(text) > LONGEST:
        raise BadInputError(_("That is too long for a date or a time."), _("Write it as 14-4-2026 13:30."))
    kept = text.replace(",", "\0") if commas else text
    spread = unicodedata.normalize("NFKD", kept.translate(_SAME)).translate(_SAME)
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(bare.replace("\0", ",").lower().split())


def quoted(text: str) -> str:
    """Return typed text as it can be shown inside a sentence."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:60]
