"""People out: as a table, CSV in a named dialect or XLSX, or as cards; one person after another."""

import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from roadshow_addressbook.cardwriting import write_vcard
from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.door import (
    BadInputError,
    ClosedPeriod,
    Document,
    Person,
    _,
    contact_text,
    guarded,
    kept_as_text,
    scratch_folder,
)

HEADINGS = {
    "given": ("Voornaam", "First name"),
    "particle": ("Tussenvoegsel", "Particle"),
    "surname": ("Achternaam", "Last name"),
    "sort_as": ("Sorteren als", "Sort as"),
    "display_name": ("Naam in eigen schrift", "Name in own script"),
    "other_names": ("Andere namen", "Other names"),
    "email": ("E-mailadres", "E-mail address"),
    "email_kind": ("Soort e-mailadres", "Kind of e-mail"),
    "phone": ("Telefoonnummer", "Phone number"),
    "phone_kind": ("Soort nummer", "Kind of number"),
    "contacts": ("Verdere adressen en nummers", "Further addresses and numbers"),
    "street": ("Straat", "Street"),
    "postcode": ("Postcode", "Postal code"),
    "town": ("Plaats", "Town"),
    "country": ("Land", "Country"),
    "organisation": ("Organisatie", "Organisation"),
    "function": ("Functie", "Job title"),
    "district": ("Wijk", "District"),
    "languages": ("Talen", "Languages"),
    "tags": ("Labels", "Tags"),
    "registrations": ("Registraties", "Registrations"),
    "diet": ("Dieetwensen", "Dietary requirements"),
    "access": ("Toegankelijkheid", "Accessibility"),
    "interpreter": ("Tolk", "Interpreter"),
    "childcare": ("Kinderopvang", "Childcare"),
    "needs_until": ("Behoeften bewaren tot", "Needs kept until"),
    "consent_mail": ("Toestemming mail", "Mail consent"),
    "consent_photo": ("Toestemming foto", "Photo consent"),
    "away": ("Afwezig", "Away"),
    "lists": ("Lijsten", "Lists"),
    "notes": ("Opmerkingen", "Notes"),
}
LANGUAGES = ("nl", "en")
_NUMBERS = tuple(list(HEADINGS).index(name) for name in ("phone", "contacts"))
_ANSWERS = {"nl": ("ja", "nee"), "en": ("yes", "no")}
_MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767
_TOGETHER = 500
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written. `for_excel` writes phones without a plus sign, since Excel would eat the number."""

    delimiter: str
    codec: str
    for_excel: bool


DIALECTS = {"excel-nl": Dialect(";", "utf-8-sig", for_excel=True), "plain": Dialect(",", "utf-8", for_excel=False)}


def people_document(
    people: Iterable[Person], form: str, *, dialect: str = "excel-nl", language: str = "nl", version: str = "4.0"
) -> Document:
    """Return people as a document to export; `form` is csv, xlsx or vcard. Raises BadInputError for anything else."""
    if form == "csv":
        return Document("people.csv", "text/csv", write_csv(people, dialect, language), private=True)
    if form == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Document("people.xlsx", kind, write_xlsx(people, language), private=True)
    if form in {"vcard", "vcf"}:
        return Document("people.vcf", "text/vcard", write_vcard(people, version), private=True)
    raise BadInputError(
        _("People cannot be written as “{form}”.").format(form=form),
        _("Choose csv, xlsx or vcard."),
    )


def write_csv(people: Iterable[Person], dialect: str = "excel-nl", language: str = "nl") -> Iterator[bytes]:
    """Write people as CSV with CRLF (RFC 4180), a few hundred at a time.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, which our own reader takes off.
    """
    chosen = DIALECTS.get(dialect)
    if chosen is None:
        raise BadInputError(
            _("There is no CSV dialect “{name}”.").format(name=dialect),
            _("Choose one of {names}.").format(names=", ".join(DIALECTS)),
        )
    rows = itertools.chain([headings(language)], (_safe(cells(person, language), chosen) for person in people))
    mark = b"\xef\xbb\xbf" if chosen.codec == "utf-8-sig" else b""
    while part := list(itertools.islice(rows, _TOGETHER)):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=chosen.delimiter, lineterminator="\r\n").writerows(part)
        yield mark + text.getvalue().encode("utf-8", "replace")
        mark = b""


def write_xlsx(people: Iterable[Person], language: str = "nl") -> bytes:
    """Write people as a workbook of one sheet. Every cell is text, so nothing becomes a number, a day or a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415  only where a workbook is written

    out = io.BytesIO()
    with scratch_folder() as folder:
        book = Workbook(out, {"constant_memory": True, "strings_to_urls": False, "tmpdir": str(folder)})
        book.set_properties({"created": _SOME_DAY})
        sheet = book.add_worksheet("Personen" if language == "nl" else "People")
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings(language)):
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADINGS) - 1, 18)
        for row, person in enumerate(people, start=1):
            if row > _MOST_ROWS:
                raise BadInputError(
                    _("A sheet holds {count} people at most.").format(count=_MOST_ROWS),
                    _("Export a part of them, or choose CSV."),
                )
            for column, text in enumerate(cells(person, language)):
                if text:
                    # nothing is calculated here; the reader takes one apostrophe off all the same
                    whole = guarded(text) if text[0] == "'" else text
                    sheet.write_string(row, column, whole[:_LONGEST_CELL])
        book.close()
    return out.getvalue()


def headings(language: str) -> list[str]:
    """Return the heading row in Dutch or English; both are understood by our own reader."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    return [names[place] for names in HEADINGS.values()]


def cells(person: Person, language: str) -> list[str]:
    """Return a person as the texts of one row."""
    answers = _ANSWERS.get(language, _ANSWERS["nl"])
    texts = []
    for field in HEADINGS:
        value = getattr(person, field)
        if isinstance(value, str):
            text = value
        elif field in _WRITTEN:
            text = _WRITTEN[field](value)
        elif value is None or value == ():
            text = ""
        elif isinstance(value, bool):
            text = answers[0] if value else answers[1]
        else:
            text = "; ".join(value)
        texts.append(text if text.isprintable() else cleaned(text, lines=field == "notes")[0])
    return texts


def _period(period: ClosedPeriod) -> str:
    days = f"{period.first}..{period.last}" if period.last != period.first else f"{period.first}"
    return f"{days} {period.reason}".strip()


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "contacts": lambda several: "; ".join(map(contact_text, several)),
    "registrations": lambda several: "; ".join(f"{one.register}: {one.number}" for one in several),
    "needs_until": lambda day: "" if day is None else day.isoformat(),
    "away": lambda several: "; ".join(map(_period, several)),
}
"""How a field is written that is neither text, nor yes or no, nor a list of texts."""


def _safe(texts: list[str], dialect: Dialect) -> list[str]:
    """Keep a spreadsheet from calculating with what people typed, and from taking a telephone number for a sum.

    A program that is no spreadsheet gets every text as it is, but what would run in one all the same.
    """
    if not dialect.for_excel:
        return [guarded(text) if _runs(text) else text for text in texts]
    for place in _NUMBERS:
        texts[place] = kept_as_text(texts[place]) if texts[place] else ""
    return [guarded(text) for text in texts]


def _runs(text: str) -> bool:
    """Say whether a text is a formula beyond doubt: no name begins with = or calls a function."""
    return guarded(text) != text and (text[:1] not in "+-@" or any(sign in text for sign in "(|!"))
