"""What stands in the sheets of a workbook, counted element by element in little memory, without a table being made of it."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.parsers import expat


class Merged(NamedTuple):
    """Cells of one column that are one: its first and last row and its column, counted from 0."""

    first: int
    last: int
    column: int


class SharedTexts:
    """The shared texts of an XLSX file (ECMA-376 18.4.9): `longest` is no less than the bytes of the longest one."""

    rows = text = 0

    def __init__(self) -> None:
        self.longest = 0
        self._rest = 0

    def feed(self, piece: bytes) -> None:
        """Take in the next bytes."""
        first, *others = piece.split(b"si>")
        self.longest = max(self.longest, self._rest + len(first), *map(len, others))
        self._rest = len(others[-1]) if others else self._rest + len(first)

    def end(self) -> None:
        """Take note that this was all."""

    def size(self) -> int:
        """Return how many cells there are."""
        return self.text


class Counter:
    """A sheet's XML walked element by element; document types, which can hide bombs, are refused.

    `rows` and `text` are how many rows were met so far, and how many signs in repeated cells; `references` are cells
    that name a shared text.
    """

    def __init__(self) -> None:
        self.hidden: dict[str, int] = {}
        self.errors: dict[str, dict[int, int]] = {}
        self.merged: dict[str, list[Merged]] = {}
        self.rows = self.text = self.references = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        """Take in the next bytes."""
        self._parser.Parse(piece, False)

    def end(self) -> None:
        """Raise ExpatError where the XML breaks off: the reading library would wait for the rest for ever."""
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _failed(self, sheet: str, column: int) -> None:
        counts = self.errors.setdefault(sheet, {})
        counts[column] = counts.get(column, 0) + 1

    @staticmethod
    def _doctype(*_declared: object) -> None:
        raise ValueError


class Cells(Counter):
    """XLSX: each cell names its place, such as AB12 (ECMA-376 18.3.1.4)."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._columns = self._row = self._column = 0
        self._top = self._left = 1 << 30
        self._hides = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.references += attributes.get("t") == "s"
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip("0123456789")
                self._row = int(place[len(letters) :] or 0)
                self._column = _column_number(letters)
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
            self._top, self._left = min(self._top, self._row), min(self._left, self._column)
            if attributes.get("t") == "e":
                self._failed("", self._column)
        elif name in {"v", "is"}:
            if self._hides:
                self.hidden[""] = self.hidden.get("", 0) + 1
                self._hides = False
        elif name == "row":
            self.rows += 1
            self._hides = attributes.get("hidden") in {"1", "true"}
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def size(self) -> int:
        """Return how many cells the rectangle around all cells has."""
        return max(0, self._rows - self._top + 1) * max(0, self._columns - self._left + 1)


class Rows(Counter):
    """ODS: cells and rows may be repeated by a count (ODF 1.3 part 3, 19.675 and 19.677)."""

    def __init__(self) -> None:
        super().__init__()
        self._largest = self._rows = self._waiting = self._width = 0
        self._repeat, self._column, self._filled = 1, 0, False
        self._table, self._hides = "", False
        self._signs = self._copies = 0
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = self._said

    def _said(self, text: str) -> None:
        self._signs += len(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:s":
            self._signs += int(attributes.get("text:c", 1))
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
            self._copies = int(attributes.get("table:number-columns-repeated", 1))
            self._merge(int(attributes.get("table:number-rows-spanned", 1)))
            self._column += self._copies
            if attributes.get("calcext:value-type") == "error":
                self._failed(self._table, self._column)
            if any(key not in {"table:number-columns-repeated", "table:style-name"} for key in attributes):
                self._width = max(self._width, self._column)
                self._filled = True
        elif name == "table:table-row":
            self._end_row()
            self._repeat = int(attributes.get("table:number-rows-repeated", 1))
            self._hides = attributes.get("table:visibility", "visible") != "visible"
        elif name == "table:table":
            self._end_row()
            self._table = attributes.get("table:name", "")
            self._largest = max(self._largest, self._rows * self._width)
            self._rows = self._waiting = self._width = self._repeat = 0

    def _merge(self, spanned: int) -> None:
        if spanned > 1:
            row = self._rows + self._waiting
            self.merged.setdefault(self._table, []).append(Merged(row, row + spanned - 1, self._column))

    def _end_cell(self) -> None:
        self.text += self._signs * self._copies * self._repeat
        self._signs = self._copies = 0

    def _end_row(self) -> None:
        self._end_cell()
        self.rows = self._rows
        if self._filled:
            if self._hides:
                self.hidden[self._table] = self.hidden.get(self._table, 0) + self._repeat
            self._rows += self._waiting + self._repeat
            self._waiting = 0
        else:
            self._waiting += self._repeat
        self._column, self._filled = 0, False

    def size(self) -> int:
        """Return how many cells the largest table has, repeats counted."""
        self._end_row()
        return max(self._largest, self._rows * self._width)


class Lengths(Counter):
    """How many signs each shared text of an XLSX file has."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[int] = []
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = self._said

    def _start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  called by the parser
        if name.rpartition(":")[2] == "si":
            self.known.append(0)

    def _said(self, text: str) -> None:
        if self.known:
            self.known[-1] += len(text)


class Named(Counter):
    """The cells of XLSX sheets that name a shared text: `text` is how many signs they hold together."""

    def __init__(self, lengths: Sequence[int]) -> None:
        super().__init__()
        self._lengths = lengths
        self._names = self._reading = False
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = self._said

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._reading = self._names and name == "v"
        if name == "c":
            self._names = attributes.get("t") == "s"

    def _said(self, text: str) -> None:
        if self._reading and text.isdecimal() and int(text) < len(self._lengths):
            self.text += self._lengths[int(text)]


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
