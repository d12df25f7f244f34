"""How large the tables of a workbook are, found out before a library makes room for them.

A single cell in the last corner of a sheet makes the reading library ask for hundreds of gigabytes, and a packed file
may unpack to a thousand times its size. Both are measured here piece by piece, in little memory.
"""

import lzma
import re
import zipfile
import zlib
from xml.parsers import expat

from roadshow_addressbook.door import BadInputError, Source, _

LARGEST_CELLS = 16_000_000
LARGEST_UNPACKED = 1 << 30
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
    expat.ExpatError,
)
_PIECE = 1 << 20


def demand_modest(source: Source, form: str) -> dict[str, int]:
    """Raise BadInputError where a workbook is damaged, locked, or larger than any list of people.

    Returns how many rows with something in them are hidden, by the sheet's part of an XLSX file or its name in ODS.
    """
    hidden: dict[str, int] = {}
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise _too_large(source)
            for member in members:
                hidden |= _measure(source, archive, member, form)
    except BROKEN as error:
        raise damaged(source) from error
    except (NotImplementedError, RuntimeError) as error:
        raise BadInputError(
            _("“{name}” is locked with a password or packed in a way we cannot read.").format(name=source.name),
            _("Save it again without a password."),
        ) from error
    return hidden


def damaged(source: Source) -> BadInputError:
    """Return what to say about a workbook that cannot be read."""
    return BadInputError(
        _("“{name}” is damaged and cannot be read.").format(name=source.name),
        _("Open it in the program that made it and save it again, or export it as CSV."),
    )


def _too_large(source: Source) -> BadInputError:
    return BadInputError(
        _("“{name}” is larger than any list of people.").format(name=source.name),
        _("Copy the table into a new, empty sheet, or save it as CSV."),
    )


def _measure(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, form: str) -> dict[str, int]:
    """Unpack one member piece by piece: its size and checksum are proved, and a sheet's cells are counted."""
    counter: _Cells | _Rows | None = None
    if form == "xlsx" and re.fullmatch(r"xl/worksheets/[^/]+\.xml", member.filename, re.IGNORECASE):
        counter = _Cells()
    elif form == "ods" and member.filename == "content.xml":
        counter = _Rows()
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            if counter is not None:
                counter.feed(piece)
    if counter is not None:
        counter.end()
        if counter.size() > LARGEST_CELLS:
            raise _too_large(source)
        return {name or member.filename: count for name, count in counter.hidden.items() if count}
    return {}


def part_of(source: Source, sheet: str) -> str:
    """Return the part of an XLSX file in which a sheet stands (ECMA-376 18.2.19 and part 2, 9.3), empty where it is unclear."""
    with source.open() as file, zipfile.ZipFile(file) as archive:
        try:
            identity = _attribute(archive.read("xl/workbook.xml"), "sheet", ("name", sheet), "r:id")
            target = _attribute(archive.read("xl/_rels/workbook.xml.rels"), "Relationship", ("Id", identity), "Target")
        except BROKEN:
            return ""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attribute(xml: bytes, element: str, known: tuple[str, str], wanted: str) -> str:
    found: list[str] = []

    def look(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == element and attributes.get(known[0]) == known[1]:
            found.append(attributes.get(wanted, ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = look
    parser.Parse(xml, True)
    return found[0] if found else ""


class _Counter:
    """A sheet's XML walked element by element; document types, which can hide bombs, are refused."""

    def __init__(self) -> None:
        self.hidden: dict[str, int] = {}
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)

    def end(self) -> None:
        """Raise ExpatError where the XML breaks off: the reading library would wait for the rest for ever."""
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    @staticmethod
    def _doctype(*_declared: object) -> None:
        raise ValueError


class _Cells(_Counter):
    """XLSX: each cell names its place, such as AB12 (ECMA-376 18.3.1.4)."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._columns = self._row = self._column = 0
        self._top = self._left = 1 << 30
        self._hides = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip("0123456789")
                self._row = int(place[len(letters) :] or 0)
                self._column = _column_number(letters)
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
            self._top, self._left = min(self._top, self._row), min(self._left, self._column)
        elif name in {"v", "is"}:
            if self._hides:
                self.hidden[""] = self.hidden.get("", 0) + 1
                self._hides = False
        elif name == "row":
            self._hides = attributes.get("hidden") in {"1", "true"}
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def size(self) -> int:
        """Return how many cells the rectangle around all cells has."""
        return max(0, self._rows - self._top + 1) * max(0, self._columns - self._left + 1)


class _Rows(_Counter):
    """ODS: cells and rows may be repeated by a count (ODF 1.3 part 3, 19.675 and 19.677)."""

    def __init__(self) -> None:
        super().__init__()
        self._largest = self._rows = self._waiting = self._width = 0
        self._repeat, self._column, self._filled = 1, 0, False
        self._table, self._hides = "", False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"table:table-cell", "table:covered-table-cell"}:
            self._column += int(attributes.get("table:number-columns-repeated", 1))
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

    def _end_row(self) -> None:
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


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
