"""People out, and in again."""

import csv
import io
import unicodedata
from dataclasses import fields
from datetime import date, timedelta

import pytest
import vobject
from files_at_hand import people, read
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from roadshow_addressbook.offering import CsvExporter, VcardExporter, XlsxExporter
from roadshow_addressbook.writing import people_document

from roadshow.domain.contacts import contacts_of, known_as
from roadshow.domain.errors import BadInputError
from roadshow.domain.people import Contact, Person, Registration
from roadshow.domain.places import ClosedPeriod
from roadshow.domain.plain import from_plain

SANNE = Person(
    id="0199",
    given="Sanne",
    particle="van der",
    surname="Meer",
    email="sanne@example.org",
    phone="+31 6 12345678",
    organisation="=1+1",
    languages=("nl", "tr"),
    tags=("gastheer", "zuid"),
    registrations=(Registration(register="BIG", number="09012345601"),),
    consent_mail=False,
    notes="eerste\ntweede; \x1b[31mregel",
)


def written(form: str, *persons: Person, **options: str) -> bytes:
    content = people_document(persons, form, **options).content
    return content if isinstance(content, bytes) else b"".join(content)


def test_excel_nl_is_what_dutch_excel_opens_and_no_cell_calculates():
    raw = written("csv", SANNE)
    assert raw.startswith(b"\xef\xbb\xbfVoornaam;")
    row = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert "'=1+1" in row
    assert "06 12345678" in row, "a plus sign would become a number"
    assert not [cell for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert b"\x1b" not in raw
    assert raw.count(b"\r\n") == 2


def test_plain_keeps_the_phone_as_it_is_and_still_calculates_nothing():
    row = list(csv.reader(io.StringIO(written("csv", SANNE, dialect="plain", language="en").decode(), newline="")))
    assert row[0][0] == "First name"
    assert "+31 6 12345678" in row[1]
    assert "'=1+1" in row[1]


def test_every_cell_of_a_workbook_is_text():
    sheet = load_workbook(io.BytesIO(written("xlsx", SANNE))).active
    cells = {cell.value: cell.data_type for cell in sheet[2] if cell.value}
    assert cells["=1+1"] == "s"
    assert cells["+31 6 12345678"] == "s"
    assert set(cells.values()) == {"s"}


def test_two_exports_of_the_same_people_are_equal():
    assert written("xlsx", SANNE) == written("xlsx", SANNE)


def test_another_program_reads_the_cards():
    text = written("vcard", SANNE, Person(id="2", given="Łukasz", surname="Wójcik " * 30)).decode()
    cards = list(vobject.readComponents(text))
    assert [card.n.value.given for card in cards] == ["Sanne", "Łukasz"]
    assert cards[0].n.value.family == "van der Meer"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(("form", "options"), [("csv", {"dialect": "nonsense"}), ("odt", {})])
def test_a_form_that_does_not_exist_is_said(form, options):
    with pytest.raises(BadInputError):
        written(form, SANNE, **options)


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=2, max_size=10).map(
    lambda text: unicodedata.normalize("NFC", "A" + text)
)
odd = (
    words
    | words.map(lambda text: "=" + text)
    | words.map(lambda text: "'=" + text)
    | st.sampled_from(["@Toon", "-1", "+x(1)"])
)
items = st.lists(words.filter(lambda text: not set(text) & set(';,|"')), max_size=2, unique_by=str.lower).map(tuple)
days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
emails = st.sampled_from(["", "a@example.org", "b.c@example.org"])
phones = st.sampled_from(["", "0612345678", "+31 6 12345678", "0101234567", "+32470123456", "112233"])
persons = st.builds(
    Person,
    id=st.just("x"),
    given=words,
    particle=st.sampled_from(["", "van", "van der", "de"]),
    surname=words.filter(lambda text: not set(text) & set("\"',;\\")),
    sort_as=st.sampled_from(["", "Berg, van den", "Zz"]),
    display_name=st.sampled_from(["", "فاطمة"]),
    other_names=st.sampled_from([(), ("An Kade",), ("An Kade", "Anna Plein")]),
    email=st.just("x@example.org"),
    email_kind=st.sampled_from(["", "work", "home"]),
    phone=phones,
    contacts=st.lists(
        st.builds(
            Contact, kind=st.sampled_from(["", "work", "home"]), value=st.sampled_from(["y@example.org", "0201234567"])
        ),
        max_size=2,
        unique_by=lambda one: one.value,
    ).map(tuple),
    street=st.sampled_from(["", "Kade 12"]),
    postcode=st.sampled_from(["", "3011 AA"]),
    town=words,
    country=st.sampled_from(["NL", "BE"]),
    organisation=odd,
    function=odd,
    district=words,
    languages=st.lists(st.sampled_from(["nl", "tr", "ar"]), unique=True).map(tuple),
    tags=items,
    registrations=st.sampled_from([(), (Registration(register="BIG", number="09012345601"),)]),
    diet=st.sampled_from(["", "halal", "vegetarisch"]),
    access=words,
    interpreter=st.sampled_from(["", "ar"]),
    childcare=st.sampled_from(["", "2 kinderen"]),
    needs_until=st.none() | days,
    consent_mail=st.sampled_from([None, True, False]),
    consent_photo=st.sampled_from([None, True, False]),
    away=st.lists(
        days.map(lambda day: ClosedPeriod(first=day, last=day + timedelta(3), reason="op reis")), max_size=2
    ).map(tuple),
    lists=st.sampled_from([(), ("leden",)]),
    notes=words,
)
EXPORTERS = {"csv": CsvExporter(), "xlsx": XlsxExporter(), "vcf": VcardExporter()}


@pytest.mark.parametrize(
    ("form", "options"),
    [("csv", {"dialect": "plain"}), ("csv", {"language": "en"}), ("csv", {}), ("xlsx", {}), ("xlsx", {"language": "en"}),
     ("vcf", {}), ("vcf", {"version": "3.0"})],
)  # fmt: skip
@settings(max_examples=60)
@given(person=persons)
def test_every_field_that_a_form_does_not_name_as_lacking_comes_in_as_it_went_out(form, options, person):
    lacks = EXPORTERS[form].lacks
    _reading, rows = read(written(form, person, **options))
    (values,) = people(rows)
    back = from_plain(Person, {"id": "x", **values})
    for name in (field.name for field in fields(Person)):
        sent, came = getattr(person, name), getattr(back, name)
        if name in lacks or name in {"former_ids", "phone", "contacts", "phone_kind"}:
            continue
        assert came == sent, name
    if form == "vcf" and not person.phone:
        return  # of the numbers on a card one is the preferred one
    sent, came = list(contacts_of(person)), list(contacts_of(back))
    if form == "csv" and options.get("dialect") != "plain":  # a Dutch Excel needs numbers written otherwise
        sent, came = ([known_as(one.value) for one in several] for several in (sent, came))
    assert came == sent if form != "vcf" else set(came) == set(sent)


def test_a_number_in_a_table_for_excel_is_nothing_that_a_spreadsheet_counts_with():
    for phone, cell in {"0612345678": "06-12345678", "+31612345678": "06-12345678", "+32470123456": "0032-470123456",
                        "0101234567": "010-1234567", "0115123456": "0115-123456", "06 12345678": "06 12345678"}.items():  # fmt: skip
        row = list(
            csv.reader(
                io.StringIO(written("csv", Person(id="1", given="An", phone=phone)).decode("utf-8-sig")), delimiter=";"
            )
        )[1]
        assert cell in row
        assert not any(text.replace(".", "").replace(",", "").isdigit() for text in row)


def test_a_name_that_begins_with_a_sign_stays_whole_for_a_program_that_is_no_spreadsheet():
    row = list(
        csv.reader(
            io.StringIO(written("csv", Person(id="1", given="@Toon", organisation="-koffie"), dialect="plain").decode())
        )
    )[1]
    assert {"@Toon", "-koffie"} <= set(row)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_kinds_of_numbers_are_read_by_another_program_in_both_versions(version):
    person = Person(id="1", given="An", surname="Kade", email="a@example.org", phone="0612345678", phone_kind="mobile",
                    contacts=(Contact(kind="work", value="010-1234567"), Contact(kind="home", value="b@example.org")))  # fmt: skip
    (card,) = vobject.readComponents(written("vcf", person, version=version).decode())
    types = {tel.value: [one.upper() for one in tel.params.get("TYPE", [])] for tel in card.contents["tel"]}
    assert types["0612345678"][:1] == ["CELL"]
    assert types["010-1234567"] == ["WORK"]
    assert card.version.value == version


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
@pytest.mark.parametrize("consent", [True, False, None])
def test_who_refused_mail_is_still_refusing_when_the_file_is_read_again(form, consent):
    """A card held the address and nothing of the refusal: the next program would write to them."""
    person = Person(id="p1", given="Anna", surname="Molen", email="anna@example.org", consent_mail=consent)
    (read_again,) = people(read(written(form, person))[1])
    assert (read_again.get("consent_mail") is False) is (consent is False)
