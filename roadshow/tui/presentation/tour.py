"""The words of the tour: a sentence with the keys as they are set now, broken into lines."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from roadshow.api import columns
from roadshow.tui.presentation.cells import Cell


def sentence(text: str, keys: Mapping[str, str]) -> list[Cell]:
    """Fill in the keys; each stands out from the words around it."""
    cells = []
    for words, name, _spec, _conversion in Formatter().parse(text):
        cells.append(Cell(words))
        if name is not None:
            cells.append(Cell(keys[name], "strong"))
    return [cell for cell in cells if cell.text]


def wrapped(cells: list[Cell], width: int) -> list[list[Cell]]:
    """Break a sentence into lines of at most `width` columns, between words."""
    lines: list[list[Cell]] = [[]]
    used = 0
    for word in _words(cells):
        wide = sum(columns(cell.text) for cell in word)
        if used and used + 1 + wide > width:
            lines.append([])
            used = 0
        if used:
            lines[-1].append(Cell(" "))
            used += 1
        lines[-1] += word
        used += wide
    return lines


def _words(cells: list[Cell]) -> Iterator[list[Cell]]:
    """Give the words one by one; a key and the comma behind it are one word."""
    word: list[Cell] = []
    for text, tone in cells:
        for piece in re.split(r"(\s+)", text):
            if piece.isspace():
                if word:
                    yield word
                word = []
            elif piece:
                word.append(Cell(piece, tone))
    if word:
        yield word
