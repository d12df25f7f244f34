"""How large the tables of a workbook are, found out before a library makes room for them.

A single cell in the last corner of a sheet makes the reading library ask for hundreds of gigabytes, and a packed file
may unpack to a thousand times its size. Both are measured here piece by piece, in little memory.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple, TypeVar
from xml.parsers import expat

from roadshow_addressbook.door import BadInputError, Source, _
from roadshow_addressbook.sheetcounts import Cells, Counter, Lengths, Merged, Named, Rows, SharedTexts

LARGEST_CELLS = 16_000_000
LARGEST_ROWS = 1 << 20
"""Rows of a sheet in Excel and LibreOffice; a file with more was made by neither."""
LARGEST_TEXT = 1 << 28
"""Signs in all cells of a sheet once each repeat is written out; the reading library keeps a copy for each cell."""
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
C = TypeVar("C", bound=Counter)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STRINGS = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)


class Measured(NamedTuple):
    """What is known of the sheets of a workbook before it is opened, by the part of an XLSX file or the name in ODS.

    `hidden` is how many rows with something in them are hidden, `errors` how many formulas failed, by column from 1.
    `merged` are merged cells of ODS; those of XLSX the reading library knows.
    """

    hidden: dict[str, int]
    errors: dict[str, dict[int, int]]
    merged: dict[str, list[Merged]]


def demand_modest(source: Source, form: str) -> Measured:
    """Raise BadInputError where a workbook is damaged, locked, or larger than any list of people."""
    found = Measured({}, {}, {})
    references, longest = 0, 0
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise _too_large(source)
            for member in members:
                counter = _measure(source, archive, member, form)
                if isinstance(counter, SharedTexts):
                    longest = counter.longest
                elif counter is not None:
                    found.hidden.update((name or member.filename, count) for name, count in counter.hidden.items())
                    found.errors.update((name or member.filename, counts) for name, counts in counter.errors.items())
                    found.merged.update(counter.merged)
                    references += counter.references
            if references * longest > LARGEST_TEXT and _spoken_out(archive, members) > LARGEST_TEXT:
                raise _too_large(source)
    except BROKEN as error:
        raise damaged(source) from error
    except (NotImplementedError, RuntimeError) as error:
        raise BadInputError(
            _("“{name}” is locked with a password or packed in a way we cannot read.").format(name=source.name),
            _("Save it again without a password."),
        ) from error
    return found


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


def _measure(
    source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, form: str
) -> Cells | Rows | SharedTexts | None:
    """Unpack one member piece by piece: its size and checksum are proved, and a sheet's cells are counted."""
    counter: Cells | Rows | SharedTexts | None = None
    if form == "xlsx" and _SHEET.fullmatch(member.filename):
        counter = Cells()
    elif form == "xlsx" and _STRINGS.fullmatch(member.filename):
        counter = SharedTexts()
    elif form == "ods" and member.filename == "content.xml":
        counter = Rows()
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            if counter is not None:
                counter.feed(piece)
                if counter.rows > LARGEST_ROWS or counter.text > LARGEST_TEXT:
                    raise _too_large(source)
    if counter is not None:
        counter.end()
        if counter.size() > LARGEST_CELLS or counter.text > LARGEST_TEXT:
            raise _too_large(source)
    return counter


def _spoken_out(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> int:
    """Return how many signs the shared texts of an XLSX file make in all cells that name them; asked of few files."""
    lengths = Lengths()
    for member in members:
        if _STRINGS.fullmatch(member.filename):
            _walk(archive, member, lengths)
    total = 0
    for member in members:
        if _SHEET.fullmatch(member.filename):
            total += _walk(archive, member, Named(lengths.known)).text
    return total


def _walk(archive: zipfile.ZipFile, member: zipfile.ZipInfo, counter: C) -> C:
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            counter.feed(piece)
    return counter


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
