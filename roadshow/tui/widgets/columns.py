"""Columns of a list, and how they share the width there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from roadshow.tui.presentation.cells import Cell

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands in it, by which columns of the store it sorts, and how wide it is.

    `least` is the narrowest it can be read at, `share` its part of the room that is left. Columns of the highest
    `rank` are the first to go where it is narrow. `field` is what is edited in place, empty where nothing is;
    `typed` is then the text that is edited.
    """

    name: str
    title: str
    show: Callable[[Any], Cell]
    order: tuple[str, ...] = ()
    least: int = 8
    share: int = 0
    most: int = 200
    rank: int = 0
    right: bool = False
    field: str = ""
    typed: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A column in its place: its first screen column and its width."""

    column: Column
    x: int
    width: int


def laid_out(columns: Sequence[Column], width: int, margin: int = 2) -> tuple[Slot, ...]:
    """Share `width` among the columns; those of the highest rank go first until the rest can be read."""
    kept = list(columns)
    while len(kept) > 1 and _least(kept) > width - margin:
        kept.remove(max(kept, key=lambda column: column.rank))
    widths = [column.least for column in kept]
    room = width - margin - _least(kept)
    while room > 0:
        open_ones = [place for place, column in enumerate(kept) if column.share and widths[place] < column.most]
        shares = sum(kept[place].share for place in open_ones)
        if not shares:
            break
        given = 0
        for place in open_ones:
            part = min(max(room * kept[place].share // shares, 1), kept[place].most - widths[place], room - given)
            widths[place] += part
            given += part
        room -= given
    slots, x = [], margin
    for column, wide in zip(kept, widths, strict=True):
        slots.append(Slot(column, x, min(wide, max(width - x, 0))))
        x += wide + GAP
    return tuple(slots)


def _least(columns: Sequence[Column]) -> int:
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)
