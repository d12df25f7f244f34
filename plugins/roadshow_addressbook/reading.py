"""Any file of people: what it is can be seen from its first bytes, never from its name."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from roadshow_addressbook.cards import read_cards
from roadshow_addressbook.door import BadInputError, Reading, Source, _
from roadshow_addressbook.sheets import read_sheets
from roadshow_addressbook.sheetsize import BROKEN, damaged
from roadshow_addressbook.textfile import read_text

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_NOT_PEOPLE = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
}


def file_source(path: Path) -> Source:
    """Return a file on disk as a source."""
    return Source(path.name, lambda: path.open("rb"))


def read_people(source: Source, mapping: Mapping[str, str] | None = None, encoding: str = "") -> Reading:
    """Read people from CSV, XLSX, ODS or vCard.

    `mapping` gives their columns to our fields, `encoding` overrules what the bytes say. Rows come one at a time; every
    row is a draft or a refusal with its line. Raises BadInputError where the whole file cannot be read.
    """
    try:
        with source.open() as file:
            head = file.read(4096)
    except OSError as error:
        raise BadInputError(
            _("“{name}” cannot be opened: {reason}.").format(name=source.name, reason=error.strerror or error)
        ) from error
    form = _form(source, head)
    if form == "vcard" and mapping:
        raise BadInputError(
            _("“{name}” holds cards, and each line of a card says what it is.").format(name=source.name),
            _("Leave out --map."),
        )
    if form == "vcard":
        return read_cards(source, encoding)
    if form == "csv":
        return read_text(source, mapping or {}, encoding)
    return read_sheets(source, form, mapping or {})


def _form(source: Source, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _packed_form(source)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInputError(
            _("“{name}” is an old Excel file, or one with a password.").format(name=source.name),
            _("Save it as XLSX without a password, or as CSV."),
        )
    for mark, name in _NOT_PEOPLE.items():
        if head.startswith(mark):
            raise _wrong(source, name)
    bare = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if bare.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise _wrong(source, "HTML/XML")
    if bare.startswith((b"dn:", b"version: 1\ndn:", b"version: 1\r\ndn:")):
        raise _wrong(source, "LDIF")
    return "vcard" if b"begin:vcard" in bare.replace(b" ", b"")[:2000] else "csv"


def _packed_form(source: Source) -> str:
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(name.lower() == "xl/workbook.xml" for name in names):
                return "xlsx"
            if (
                "mimetype" in names
                and archive.getinfo("mimetype").file_size < 200
                and archive.read("mimetype").startswith(_ODS)
            ):
                return "ods"
    except (*BROKEN, RuntimeError, NotImplementedError) as error:
        raise damaged(source) from error
    raise _wrong(source, "ZIP")


def _wrong(source: Source, name: str) -> BadInputError:
    return BadInputError(
        _("“{name}” is a {form} file, not a list of people.").format(name=source.name, form=name),
        _(
            "We read CSV, XLSX, ODS and vCard. Open it in the program that made it, and save or export it as one of these."
        ),
    )
