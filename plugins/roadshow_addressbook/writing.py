"""People out: CSV in a named dialect, XLSX and vCard 4.0, one person after another."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from roadshow_addressbook.cards import REFUSAL
from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.door import (
    BadInputError,
    Document,
    Person,
    _,
    contact_text,
    contacts_of,
    scratch_folder,
    whole_surname,
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
    "consent_mail": ("Toestemming mail", "Mail consent"),
    "consent_photo": ("Toestemming foto", "Photo consent"),
    "notes": ("Opmerkingen", "Notes"),
}
LANGUAGES = ("nl", "en")
_ANSWERS = {"nl": ("ja", "nee"), "en": ("yes", "no")}
_FORMULA = frozenset("=+-@\t\r")
_MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767
_TOGETHER = 500
_TYPES = {"mobile": "cell"}
"""Kinds that vCard calls otherwise (RFC 6350 section 6.4.1)."""
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written. `for_excel` writes phones without a plus sign, since Excel would eat the number."""

    delimiter: str
    codec: str
    for_excel: bool


DIALECTS = {"excel-nl": Dialect(";", "utf-8-sig", for_excel=True), "plain": Dialect(",", "utf-8", for_excel=False)}


def people_document(
    people: Iterable[Person], form: str, *, dialect: str = "excel-nl", language: str = "nl"
) -> Document:
    """Return people as a document to export; `form` is csv, xlsx or vcard. Raises BadInputError for anything else."""
    if form == "csv":
        return Document("people.csv", "text/csv", write_csv(people, dialect, language), private=True)
    if form == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Document("people.xlsx", kind, write_xlsx(people, language), private=True)
    if form in {"vcard", "vcf"}:
        return Document("people.vcf", "text/vcard", write_vcard(people), private=True)
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
                    sheet.write_string(row, column, text[:_LONGEST_CELL])
        book.close()
    return out.getvalue()


def write_vcard(people: Iterable[Person]) -> Iterator[bytes]:
    """Write people as vCard 4.0 (RFC 6350). Needs and notes about people stay at home; who refused mail is marked."""
    each = iter(people)
    while part := list(itertools.islice(each, _TOGETHER)):
        yield "".join(_card(person) for person in part).encode("utf-8", "replace")


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
        elif value is None or value == ():
            text = ""
        elif isinstance(value, bool):
            text = answers[0] if value else answers[1]
        elif field == "contacts":
            text = "; ".join(map(contact_text, value))
        elif field == "registrations":
            text = "; ".join(f"{entry.register}: {entry.number}" for entry in value)
        else:
            text = "; ".join(value)
        texts.append(text if text.isprintable() else cleaned(text, lines=field == "notes")[0])
    return texts


def _safe(texts: list[str], dialect: Dialect) -> list[str]:
    """Keep a spreadsheet from calculating with what people typed (OWASP, "CSV Injection")."""
    phone = list(HEADINGS).index("phone")
    number = texts[phone]
    if number.startswith("+") and all(sign in "0123456789 ()-." for sign in number[1:]):
        if dialect.for_excel:
            bare = number[1:].lstrip()
            texts[phone] = "0" + bare[2:].lstrip(" -(0)") if bare.startswith("31") else "00" + bare
        return [text if place == phone else _quoted(text) for place, text in enumerate(texts)]
    return [_quoted(text) for text in texts]


def _quoted(text: str) -> str:
    return "'" + text if text[:1] in _FORMULA else text


def _card(person: Person) -> str:
    family = whole_surname(person.particle, person.surname)
    sort = _parameter(person.sort_as or (person.surname if person.particle else ""))
    name = ";".join(_escaped(part) for part in (family, person.given, "", "", ""))
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:urn:uuid:{_escaped(person.id)}",
        f"FN:{_escaped(person.name or person.email or person.phone)}",
        f'N;SORT-AS="{sort}":{name}' if sort else f"N:{name}",
    ]
    if person.display_name and person.display_name != person.name:
        lines.append(f"NICKNAME:{_escaped(person.display_name)}")
    if any((person.street, person.postcode, person.town)):
        address = ("", "", person.street, person.town, "", person.postcode, person.country)
        lines.append("ADR:" + ";".join(_escaped(part) for part in address))
    lines += _reaches(person)
    single = {"ORG": person.organisation, "TITLE": person.function}
    lines += [f"{key}:{_escaped(value)}" for key, value in single.items() if value]
    lines += [f"LANG;PREF={place}:{_escaped(tag)}" for place, tag in enumerate(person.languages[:100], start=1)]
    if person.tags:
        lines.append("CATEGORIES:" + ",".join(_escaped(tag) for tag in person.tags))
    if person.consent_mail is False:
        lines.append(f"{REFUSAL}:no")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _reaches(person: Person) -> Iterator[str]:
    """Give all addresses and numbers with their kinds; where there are several, the preferred one is marked."""
    contacts = list(contacts_of(person))
    for place, one in enumerate(contacts):
        alike = [number for number, other in enumerate(contacts) if other.is_email is one.is_email]
        preferred = ";PREF=1" if len(alike) > 1 and place == alike[0] else ""
        kind = f";TYPE={_TYPES.get(one.kind, one.kind)}" if one.kind else ""
        yield f"{'EMAIL' if one.is_email else 'TEL'}{kind}{preferred}:{_escaped(one.value)}"


def _escaped(text: str) -> str:
    """Escape a value (RFC 6350 section 3.4)."""
    safe = cleaned(text, lines=True)[0]
    for sign in ("\\", ",", ";"):
        safe = safe.replace(sign, "\\" + sign)
    return safe.replace("\n", "\\n")


def _parameter(text: str) -> str:
    """Make a text fit inside a quoted parameter, which has no escape for the quotation mark itself."""
    return cleaned(text)[0].replace('"', "'").replace(",", " ")


def _folded(line: str) -> str:
    """Fold at 75 octets, never inside a letter (RFC 6350 section 3.2)."""
    if len(line) < 19 or len(line.encode()) <= 75:
        return line
    parts, size, start = [], 0, 0
    for place, sign in enumerate(line):
        width = len(sign.encode("utf-8", "replace"))
        if size + width > 75:
            parts.append(line[start:place])
            start, size = place, 1
        size += width
    return "\r\n ".join([*parts, line[start:]])
