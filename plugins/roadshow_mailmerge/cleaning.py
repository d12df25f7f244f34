"""Text from outside, made fit for paper and mail, and made visible where somebody has to see what is wrong with it."""

import unicodedata
from functools import lru_cache

_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x09: " "}
# Unicode TR 9 section 2: embeddings, overrides and isolates. A name needs none of them; a swindler does.
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_REMOVED = (*range(0x20), *range(0x7F, 0xA0), *_DIRECTIONS, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))


def _kept_lines() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_REMOVED)
    table.update(_LINE_ENDS)
    table[0x0A] = "\n"
    return table


_LINES = _kept_lines()
_ONE_LINE = {sign: (" " if text == "\n" else text) for sign, text in _LINES.items()}


def clean(text: str) -> str:
    """Return text without control characters, half characters and direction overrides; every line end becomes a newline."""
    if text.isascii() and text.isprintable():
        return text
    return _cleaned(text)


@lru_cache(maxsize=1024)
def _cleaned(text: str) -> str:
    """Clean a text that needs it. The agenda of a stop is in every letter of it."""
    return text.replace("\r\n", "\n").translate(_LINES)


def clean_line(text: str) -> str:
    """Return text as one line: cleaned, line ends and runs of spaces become a space."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_ONE_LINE)
    return " ".join(text.split())


def revealed(text: str, *, lines: bool = False) -> str:
    """Return text safe for a terminal: what cannot be seen, or turns writing round, becomes <U+202E>.

    `lines` keeps line ends.
    """
    if text.isprintable():
        return text
    return "".join(sign if _shows(sign, lines=lines) else f"<U+{ord(sign):04X}>" for sign in text)


def _shows(sign: str, *, lines: bool) -> bool:
    if sign == "\n":
        return lines
    return sign in " \u00a0\u202f" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shortened(text: str, signs: int) -> str:
    """Return text of at most so many signs, with an ellipsis where something went."""
    return text if len(text) <= signs else text[: signs - 1].rstrip() + "…"
