"""What stands in one cell: text that is safe to show, and its tone. Tone is colour only; the text says it too."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from roadshow.api import columns, cut, visible


class Cell(NamedTuple):
    """Text and tone: good, doubt, bad, dim, strong, or empty for plain."""

    text: str
    tone: str = ""


class Counts(NamedTuple):
    """What is counted: as it is said where there is room, and short."""

    long: tuple[Cell, ...]
    short: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together, each of cells side by side. A block without a key is a heading.

    Where `once`, one click chooses it: it is something to do, and not something to look at first.
    """

    key: str
    lines: tuple[tuple[Cell, ...], ...]
    once: bool = False


TONES = ("good", "doubt", "bad", "dim", "strong")


def cell(text: object, tone: str = "") -> Cell:
    """Make a cell of anything from outside."""
    return Cell("" if text is None else visible(str(text)), tone)


@lru_cache(8192)
def wrapped(text: str, width: int) -> list[str]:
    """Return text on lines of at most `width` columns, broken between words; one line at least."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return text in exactly `width` columns, cut with … or filled with spaces."""
    if text.isascii() and len(text) <= width:
        return text.rjust(width) if right else text.ljust(width)
    short = cut(text, width) if width > 0 else ""
    space = " " * max(width - columns(short), 0)
    return space + short if right else short + space
