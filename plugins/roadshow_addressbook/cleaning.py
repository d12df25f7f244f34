"""Text from outside made harmless: signs that cannot be seen go, everything else stays as it was typed."""

import unicodedata

_SILENT = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
_JOINERS = frozenset("\u200c\u200d")
_BREAKS = frozenset("\t\n\r\v\f\x85\u2028\u2029")


def cleaned(text: str, *, lines: bool = False) -> tuple[str, bool]:
    """Return text without control signs and writing-direction overrides, and whether any of those was there.

    No-break spaces become spaces and line ends too, unless `lines` is set. Marks that only guide a printer go
    unmentioned; the two joiners that Persian and Indian scripts need stay.
    """
    if text.isprintable():
        return text, False
    kept: list[str] = []
    removed = False
    for sign in text.replace("\r\n", "\n"):
        if sign.isprintable() or sign in _JOINERS:
            kept.append(sign)
        elif sign in _BREAKS:
            kept.append("\n" if lines and sign != "\t" else " ")
        elif sign in _SILENT:
            continue
        elif unicodedata.category(sign) == "Zs":
            kept.append(" ")
        elif unicodedata.category(sign) == "Cn":
            kept.append(sign)
        else:
            removed = True
    whole = "".join(kept)
    return (whole.strip() if lines else " ".join(whole.split())), removed
