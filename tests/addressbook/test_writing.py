"""People out, and in again."""

import csv
import io
import unicodedata

import pytest
import vobject
from files_at_hand import people, read
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from roadshow_addressbook.writing import people_document

from roadshow.domain.errors import BadInputError
from roadshow.domain.people import Person, Registration
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
persons = st.builds(
    Person,
    id=st.just("x"),
    given=words,
    particle=st.sampled_from(["", "van", "van der", "de"]),
    surname=words,
    email=st.just("a@example.org"),
    phone=st.sampled_from(["", "0612345678", "+31 6 12345678", "0101234567"]),
    organisation=words.map(lambda text: "=" + text) | words,
    district=words,
    languages=st.lists(st.sampled_from(["nl", "tr", "ar"]), unique=True).map(tuple),
    consent_photo=st.sampled_from([None, True, False]),
    notes=words,
)


@pytest.mark.parametrize(
    ("form", "options"),
    [("csv", {"dialect": "plain"}), ("csv", {"language": "en"}), ("xlsx", {}), ("xlsx", {"language": "en"})],
)
@settings(max_examples=60)
@given(person=persons)
def test_what_goes_out_comes_in_the_same(form, options, person):
    _reading, rows = read(written(form, person, **options))
    (values,) = people(rows)
    back = from_plain(Person, {"id": "x", **values})
    if form == "csv" and "dialect" not in options:
        assert back.phone.replace(" ", "")[-9:] == person.phone.replace(" ", "")[-9:]
        values["phone"] = person.phone
        back = from_plain(Person, {"id": "x", **values})
    assert back == person


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
@pytest.mark.parametrize("consent", [True, False, None])
def test_who_refused_mail_is_still_refusing_when_the_file_is_read_again(form, consent):
    """A card held the address and nothing of the refusal: the next program would write to them."""
    person = Person(id="p1", given="Anna", surname="Molen", email="anna@example.org", consent_mail=consent)
    (read_again,) = people(read(written(form, person))[1])
    assert (read_again.get("consent_mail") is False) is (consent is False)
