"""Names and texts that somebody typed to do harm, and what comes out of mail, tables, file names and the terminal."""

import csv
import io
import unicodedata
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from letter_plans import body, mails, octets, open_office, own_letter, person, plan, preview, read, written
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from roadshow_mailmerge.cleaning import clean, clean_line, revealed
from roadshow_mailmerge.header import header_text, mailbox
from roadshow_mailmerge.naming import Folders, letter_name

from roadshow.api import BadInputError, Document, dialled, hookimpl
from roadshow.office.exchange import target

HOSTILE = [
    "Jan\r\nBcc: evil@example.org",
    "=?UTF-8?Q?=0D=0A?=Bcc: evil@example.org",
    "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    "=?UTF-8?Q?=3D=3FUTF-8=3FQ=3F=0A=3F=3D?=Bcc: evil@example.org",
    "Jan\u2028Bcc: evil@example.org",
    "Jan\x85Bcc: evil@example.org",
    "Jan\0Smit",
    "\x1b]0;owned\x07\x1b[2J",
    "\u202egnp.exe",
    "[red]Jan[/red]",
    '"Jan" <evil@example.org>, <other@example.org>',
    "../../etc/passwd",
    "C:\\Windows\\CON",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "x" * 5000,
    "😀" * 5000,
    "\ud800",
    "CON",
]


def hostile_person(text, number=1, **fields):
    return person(number, given=text, surname="", organisation=text, function=text, **fields)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_can_add_a_header_or_a_reader(text):
    lines = f"To: {mailbox(text, 'jan@example.org')}\r\n".encode("ascii")
    mail = read(lines + b"\r\n")
    assert mail.keys() == ["To"]
    assert [reader.addr_spec for reader in mail["To"].addresses] == ["jan@example.org"]
    assert max(map(len, lines.split(b"\r\n"))) < 200


@settings(max_examples=300)
@example(["=", "\0", "?utf-8?q?=0ABcc: x@y?="])
@given(
    st.lists(
        st.sampled_from([*"=?UTF-8QB_0DA3 :\r\n\0", "=?utf-8?q?", "?=", "=0A", "=3D=3F", "\u2028", "é"]), max_size=30
    )
)
def test_no_nesting_of_encoded_words_leaves_a_control_character(pieces):
    text = header_text("".join(pieces))
    assert "=?" not in text
    assert not any(unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"} for sign in text)
    assert header_text(text) == text


def test_hostile_text_in_the_plan_stays_text_in_the_mail(tmp_path):
    hostile = '<b onclick="x">&</b> \x1b[2J\u202e {{ 1 }}'
    own_letter(
        tmp_path,
        "{{ organisation }}",
        html='<p title="{{ organisation }}">{{ organisation }}</p>',
        subject="{{ organisation }}",
    )
    nouns = plan([person(organisation=hostile)])
    with open_office(tmp_path, nouns) as office:
        (mail,) = mails(office, letter="mine")
    html = body(mail, "html")
    assert "<b" not in html
    assert 'onclick="' not in html
    assert "&lt;b onclick=&#34;x&#34;&gt;" in html
    for text in (html, body(mail, "plain"), mail["Subject"]):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "[2J {{ 1 }}" in body(mail, "plain")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_letter_s_file_name_stays_in_its_folder_and_exists_on_every_system(tmp_path, text):
    name = letter_name(Folders().folder(text), 7, 120, text)
    path = target(tmp_path, name)
    assert path.parent.parent == tmp_path.resolve()
    path.write_bytes(b"")
    assert all(len(part.encode()) < 200 for part in name.split("/"))
    assert all(
        part.partition(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"} for part in name.split("/")
    )
    assert name.isprintable()
    assert not set(name) & set('\\:*?"<>|')


def test_two_stops_and_two_guests_of_one_name_do_not_write_over_each_other():
    folders = Folders()
    names = [letter_name(folders.folder("con"), number, 2, "Jan") for number in (1, 2)]
    assert [name.partition("/")[0] for name in names] == ["con-", "con-2"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_preview_obeys_nobody(text):
    shown = revealed(text, lines=True)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in shown if sign != "\n")


def test_the_preview_says_what_was_left_out(tmp_path):
    own_letter(tmp_path, "Dag {{ organisation }}")
    with open_office(tmp_path, plan([person(organisation="Zorg\u202eB\x1b[2J")])) as office:
        shown = preview(office, letter="mine")
    assert "Dag ZorgB[2J" in shown
    assert "Zorg<U+202E>B<U+001B>[2J" in shown
    assert "\x1b" not in shown


def tables(tmp_path, people, **options):
    with open_office(tmp_path, plan(people)) as office:
        documents = written(office, **options)[0]
    return {document.name.rpartition(".")[2]: octets(document) for document in documents}


def csv_rows(content, dialect="excel-nl"):
    excel = dialect == "excel-nl"
    text = content.decode("utf-8-sig" if excel else "utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if excel else ",", strict=True))


def test_excel_in_dutch_opens_the_csv(tmp_path):
    people = [
        person(1, surname="Żak; de", phone="+31 6 1234 5678"),
        person(2, email="", phone="+32 2 123", given="\tJan"),
    ]
    content = tables(tmp_path, people, form="csv")["csv"]
    assert content.startswith(b"\xef\xbb\xbfnumber;reached_by;")
    assert not content.startswith(b"\xef\xbb\xbf\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    first, second = sorted(csv_rows(content), key=lambda row: row["email"], reverse=True)
    assert first["surname"] == "Żak; de"
    assert first["phone"] == "06 1234 5678"
    assert first["agenda"].count("\n") == 3
    assert second["phone"] == "0032 2 123"
    assert second["given"].strip() == "Jan"
    assert second["reached_by"] == "no e-mail address"


FORMULAS = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1", "\x00=1", "\u202e=1"]


def test_no_cell_is_a_formula(tmp_path):
    people = [person(number, organisation=text) for number, text in enumerate(FORMULAS)]
    made = tables(tmp_path, people, form="all")
    assert len(csv_rows(made["csv"])) == len(FORMULAS)
    for row in csv_rows(made["csv"]):
        assert row["organisation"].startswith("\u00a0"), row["organisation"]
        assert "'" not in row["organisation"], "an apostrophe would stand in the letter"
    for cells in _columns(made["xlsx"], "email", "organisation"):
        for number, text in enumerate(FORMULAS):
            assert cells[f"guest{number}@example.org"] == clean(text)


def test_the_plain_dialect_refuses_what_a_spreadsheet_would_run_and_names_who(tmp_path):
    with (
        open_office(
            tmp_path, plan([person(1, organisation="=1+1"), person(2, surname="Bos", phone="+31 6 1")])
        ) as office,
        pytest.raises(BadInputError) as caught,
    ):
        written(office, form="csv", dialect="plain")
    assert "organisation starts like a formula for Jan Smit" in caught.value.message
    assert "Bos" not in caught.value.message


def test_the_plain_dialect_is_utf_8_with_commas(tmp_path):
    content = tables(tmp_path, [person(surname='Żak, "x"', phone="+31 (0)10 123")], form="csv", dialect="plain")["csv"]
    assert content.startswith(b"number,")
    (row,) = csv_rows(content, "plain")
    assert row["surname"] == 'Żak, "x"'
    assert row["phone"] == "010 123"


def _columns(xlsx, key, column):
    """Give what two readers find in a column, by the text in another."""
    sheet = load_workbook(io.BytesIO(xlsx)).active
    header = [cell.value for cell in sheet[1]]
    cells = [(row[header.index(key)], row[header.index(column)]) for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for _key, cell in cells} <= {"s", "inlineStr", "n"}
    yield {name.value: cell.value or "" for name, cell in cells}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_index(0).to_python()
    assert rows[0] == header
    yield {row[header.index(key)]: row[header.index(column)] for row in rows[1:]}


def test_a_workbook_holds_every_text_as_text(tmp_path):
    texts = [text for text in HOSTILE if "\ud800" not in text]  # the store keeps no half characters
    texts += ["007", "1-2", "3,16E+10", "2027-04-13", "x" * 40_000]
    people = [person(number, organisation=text) for number, text in enumerate(texts)]
    made = tables(tmp_path, people, form="xlsx")
    for cells in _columns(made["xlsx"], "email", "organisation"):
        for number, text in enumerate(texts):
            wanted = clean(text) if len(text) < 32_768 else clean(text)[:32_766] + "…"
            assert cells[f"guest{number}@example.org"] == wanted


def test_a_text_that_excel_would_take_for_an_escape_stays_what_it_was(tmp_path):
    xlsx = tables(tmp_path, [person(organisation="_x0041_")], form="xlsx")["xlsx"]
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        assert b"_x005F_x0041_" in book.read("xl/worksheets/sheet1.xml"), "Excel would show A (ECMA-376 22.9.2.19)"


@pytest.mark.parametrize(
    ("typed", "written_as"),
    [
        ("+31 6 12345678", "06 12345678"), ("+31(0)10-123", "010-123"), ("06-123", "06-123"), ("+32 475", "0032 475"),
        ("0031 6 1", "0031 6 1"), ("", ""), ("=1", "=1"), ("+ 31 6", "06"),
    ],
)  # fmt: skip
def test_a_phone_number_keeps_its_digits_and_loses_its_plus(typed, written_as):
    assert dialled(typed) == written_as


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_to_reveal_but_harmless_signs(text):
    once = clean(text)
    assert clean(once) == once
    assert clean_line(once) == clean_line(clean_line(once))
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in once if sign != "\n")
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_an_attachment_of_another_plugin_gets_a_name_and_type_that_can_do_no_harm(tmp_path):
    class Maps:
        @hookimpl
        def enclosures(self, guest):
            name = f'../{guest.person.given}"\r\nX: y/route kaart.PDF'
            return [Document(name, "text/html\r\nX: y", b"%PDF"), Document("", "application/pdf", b"x")]

    own_letter(tmp_path, "Hallo")
    with open_office(tmp_path, plan([person()]), plugins={"maps": Maps()}) as office:
        (mail,) = mails(office, letter="mine")
    found = [(part.get_filename(), part.get_content_type()) for part in mail.iter_attachments()]
    assert ("route-kaart.PDF", "application/octet-stream") in found
    assert ("attachment", "application/pdf") in found
    assert "X" not in mail
