"""Cells that a spreadsheet shows as one over several rows: each row gets what is seen beside it, and that is said."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from roadshow_addressbook.door import N_, Phrase
from roadshow_addressbook.layout import Layout
from roadshow_addressbook.sheetcounts import Merged

_FILLED = N_("Merged cells were taken apart; each row has what was shown beside it. Columns: {columns}.")


def merges_of(sheet: Any, known: Sequence[Merged]) -> Sequence[Merged]:
    """Return the merged cells of a sheet that reach over more than one row: those the library knows, else `known`."""
    ranges = sheet.merged_cell_ranges or ()
    return [Merged(top, bottom, left) for (top, left), (bottom, _right) in ranges if bottom > top] or known


def below(layout: Layout, merges: Iterable[Merged]) -> dict[int, list[Merged]]:
    """Return merged cells below the heading by their first row, in columns that the heading has."""
    found: dict[int, list[Merged]] = {}
    for each in merges:
        if each.first > layout.index and each.column < len(layout.headings):
            found.setdefault(each.first, []).append(each)
    return found


def merged_notice(layout: Layout, merges: dict[int, list[Merged]]) -> tuple[Phrase, ...]:
    """Say which columns had merged cells."""
    places = sorted({each.column for held in merges.values() for each in held})
    names = ", ".join(layout.headings[place] or str(place + 1) for place in places)
    return (Phrase(_FILLED, {"columns": names[:300]}),) if names else ()


def filled(rows: Iterable[tuple[int, list[str]]], merges: dict[int, list[Merged]]) -> Iterator[tuple[int, list[str]]]:
    """Give rows with the text of merged cells in each of them; an empty row stays empty."""
    if not merges:
        yield from rows
        return
    going: dict[int, tuple[int, str]] = {}
    for line, cells in rows:
        for each in merges.get(line - 1, ()):
            going[each.column] = each.last, cells[each.column] if each.column < len(cells) else ""
        if going and any(cells):
            for column, (last, text) in going.items():
                if line - 1 <= last and column < len(cells):
                    cells[column] = cells[column] or text
        yield line, cells
