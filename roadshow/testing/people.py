"""What plugins that read and write people must hold to. Each check raises AssertionError with a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from typing import Any

from roadshow.domain.drafts import DraftPerson, Reading, Refusal, Source
from roadshow.domain.errors import BadInputError
from roadshow.domain.options import filled
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.plain import from_plain
from roadshow.hooks.offers import Importer, PeopleExporter
from roadshow.planning.intake import Match, take_in

ODD: tuple[bytes, ...] = (
    b"",
    b"\0" * 64,
    b"\xff\xfe\xfd",
    b'"',
    b"BEGIN:VCARD\r\n",
    b"PK\x03\x04",
    "Naam;?\nŁ;İ\n".encode(),
)
"""Files that are none, which a reader refuses in a sentence or reads as far as it goes."""
PEOPLE = (
    Person(id="018bcfe5-6800-7000-8000-000000000001", given="Jan", particle="de", surname="Vries", email="jan@example.org"),
    Person(id="018bcfe5-6800-7000-8000-000000000002", given="İsmail", surname="Yılmaz", phone="+31 6 12345678"),
    Person(id="018bcfe5-6800-7000-8000-000000000003", given="=1+1", notes='one;two\n"three"', tags=("a,b",)),
)  # fmt: skip
"""People of whom a form must lose nothing and spoil nothing: no name, marks, line ends, what Excel takes for a sum."""


def check_importer(importer: Importer, *files: tuple[str, bytes]) -> list[DraftPerson | Refusal]:
    """Hold an importer to its contract; return the rows of these files, each a name and its bytes.

    Checked: a key, a title and ends of names; every row is a draft or a refusal, on lines that rise; a draft holds
    fields of a person, and somebody; read twice, a file gives the same rows and nobody new; a sheet that is offered is the
    one that is read when it is asked for, or refused, and one that is not there is refused; and files that are none are
    refused with BadInputError or read, and raise nothing else.
    """
    assert importer.key.isascii() and importer.key == importer.key.lower(), "a key is small ASCII letters"  # noqa: PT018
    assert importer.title, "an importer has a title"
    assert all(end.startswith(".") and end == end.lower() for end in importer.suffixes), "an end is like .csv"
    found: list[DraftPerson | Refusal] = []
    for name, content in files:
        rows = list(_reading(importer, name, content, {}).rows)
        _check_rows(rows)
        again = list(_reading(importer, name, content, {}).rows)
        assert rows == again, f"{name} gave other rows the second time"
        _check_twice(rows)
        _check_sheets(importer, name, content)
        found += rows
    for content in ODD:
        with suppress(BadInputError):
            _check_rows(list(_reading(importer, "odd", content, {}).rows))
    return found


def check_people_exporter(exporter: PeopleExporter, given: Mapping[str, Any] | None = None) -> Document:
    """Hold an exporter of people to its contract; return what it made of three people.

    Checked: a key and a title; options that can be filled; a name that ends in the key; people are walked once; the
    same people give the same bytes; and nobody at all gives a document too.
    """
    assert exporter.key.isascii() and exporter.key == exporter.key.lower(), "a key is small ASCII letters"  # noqa: PT018
    assert exporter.title, "an exporter has a title"
    options: Any = filled(exporter.options, given or {}, source=exporter.key)
    made = exporter.document(iter(PEOPLE), options, "nl")
    assert made.name.endswith(f".{exporter.key}"), "the name of the file ends in the key"
    content = _bytes(made)
    assert content == _bytes(exporter.document(iter(PEOPLE), options, "nl")), "the same people gave other bytes"
    assert _bytes(exporter.document(iter(()), options, "nl")) != content, "people are not in the document"
    return made


def _reading(importer: Importer, name: str, content: bytes, mapping: Mapping[str, str], sheet: str = "") -> Reading:
    return importer.read(Source(name, lambda: BytesIO(content), sheet), mapping, "")


def _check_rows(rows: Iterable[DraftPerson | Refusal]) -> None:
    rows = list(rows)
    for row in rows:
        assert isinstance(row, DraftPerson | Refusal), f"{row} is neither a draft nor a refusal"
        if isinstance(row, Refusal):
            assert row.code and row.reason.text, f"line {row.row} is refused without a code or a reason"  # noqa: PT018
        else:
            person = from_plain(Person, {"id": "x", **row.person})
            assert person.name or person.email or person.phone, f"nobody is in line {row.row}"
    lines = [row.row for row in rows]
    assert all(before < after for before, after in pairwise(lines)), "the lines of the rows do not rise"


def _check_twice(rows: list[DraftPerson | Refusal]) -> None:
    """Meet the rows with those that they made: whoever was made is found again."""
    numbers = iter(range(10**9))
    known = _people(rows, numbers)
    again = take_in(rows, lambda _wanted: known.values(), lambda: str(next(numbers)))
    assert all(isinstance(one, Match | Refusal) for one in again), "read a second time, the file makes somebody new"


def _check_sheets(importer: Importer, name: str, content: bytes) -> None:
    intake = _reading(importer, name, content, {}).intake
    if not intake.sheet:
        return
    for sheet in (intake.sheet, *intake.other_sheets):
        with suppress(BadInputError):
            read = _reading(importer, name, content, {}, sheet).intake.sheet
            assert read == sheet, f"asked for the sheet {sheet} of {name}, it read {read}"
    absent = "\N{BULLET} no such sheet"
    try:
        _reading(importer, name, content, {}, absent)
    except BadInputError:
        return
    raise AssertionError(f"asked for a sheet that is not in {name}, it read another one")


def _people(rows: Iterable[DraftPerson | Refusal], numbers: Iterator[int]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for one in take_in(rows, lambda _wanted: (), lambda: str(next(numbers))):
        if not isinstance(one, Refusal):
            person = one.after if isinstance(one, Match) else one.person
            people[person.id] = person
    return people


def _bytes(document: Document) -> bytes:
    return document.content if isinstance(document.content, bytes) else b"".join(document.content)
