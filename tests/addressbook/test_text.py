"""Comma-separated text: letters, separators, quotes, and tables made by hand."""

import csv
import io
import itertools
import tracemalloc

import pytest
from files_at_hand import FILES, beside, codes, flags, people, read, read_file, source
from hypothesis import given
from hypothesis import strategies as st
from roadshow_addressbook.reading import file_source, read_people
from roadshow_addressbook.records import Records

from roadshow.domain.errors import BadInputError

LIST = "Naam;E-mail\r\nJoël Müller;joel@example.org\r\n"


def test_a_list_made_by_hand_loses_no_row_and_says_why():
    reading, rows = read_file("hand-nl.csv")
    assert codes(rows) == [
        (1, "above"), (2, "above"), (4, "ok"), (6, "ok"), (7, "ok"), (8, "ok"), (9, "blank"), (10, "heading-again"),
        (11, "ok"), (12, "more-cells"), (13, "open-quote"), (14, "ok"), (15, "total"), (16, "note"),
    ]  # fmt: skip
    assert reading.intake.header_line == 3
    assert reading.intake.delimiter == ";"
    said = [notice.text.format(**notice.values) for notice in reading.intake.notices]
    assert any("line 3" in sentence for sentence in said)
    assert any("“Telefoon” stands above more than one column (5, 6)" in sentence for sentence in said)
    sanne, joel, _bad, anna, piet, _wim = people(rows)
    assert sanne["notes"] == "eerste regel\ntweede regel"
    assert joel["given"] == "Joël"
    assert anna["phone"] == "010-1234567", "the second of two equal columns counts where the first is empty"
    assert "phone" not in piet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_letters_separators_and_line_ends_in_every_mixture(encoding, delimiter, end):
    text = "Voornaam;Achternaam;E-mail;Organisatie\r\nJoël;Müller;joel@example.org;Café één en een langere naam\r\n"
    reading, rows = read(text.replace(";", delimiter).replace("\r\n", end).encode(encoding))
    assert people(rows) == [
        {
            "given": "Joël",
            "surname": "Müller",
            "email": "joel@example.org",
            "organisation": "Café één en een langere naam",
        }
    ]
    assert reading.intake.delimiter == delimiter
    assert reading.intake.encoding_reason.text


@pytest.mark.parametrize(
    ("name", "other", "surname"), [("hand-tr.csv", "cp1254", "Yıldız"), ("hand-pl.csv", "cp1250", "Wójcik")]
)
def test_letters_of_another_windows_page_are_not_guessed_but_offered(name, other, surname):
    reading, _rows = read_file(name)
    assert (reading.intake.encoding, reading.intake.other_encodings) == ("cp1252", (other,))
    again = read_people(file_source(FILES / name), encoding=other)
    assert next(iter(again.rows)).person["surname"] == surname


def test_dutch_text_of_windows_is_not_taken_for_polish_or_turkish():
    reading, _rows = read("Naam;E-mail\r\nRené Coöperatie-Brûlée;r@example.org\r\n".encode("cp1252"))
    assert (reading.intake.encoding, reading.intake.other_encodings) == ("cp1252", ())


def test_mixed_line_ends_count_as_the_lines_an_editor_shows():
    _reading, rows = read("Naam,E-mail\nA,a@example.org\r\nB,b@example.org\rC,c@example.org\n\nD,d@example.org")
    assert codes(rows) == [(2, "ok"), (3, "ok"), (4, "ok"), (5, "blank"), (6, "ok")]


def test_an_unclosed_quote_costs_one_line_not_the_file():
    lines = "".join(f"N{number};n{number}@example.org\n" for number in range(3000))
    _reading, rows = read(f'Naam;E-mail\n"open;x@example.org\n{lines}')
    assert codes(rows)[0] == (2, "open-quote")
    assert len(people(rows)) == 3000


def test_each_of_many_unclosed_quotes_is_found():
    _reading, rows = read("Naam;E-mail\n" + '"A;a@example.org\nB;b@example.org\n' * 50)
    assert len([row for row in codes(rows) if row[1] == "ok"]) == 50
    assert len(rows) == 100


def test_what_excel_spoiled_is_flagged_and_never_repaired():
    _reading, rows = read(
        "Naam;Telefoon;Straat;Huisnummer;BIG-nummer\nA;612345678;Weg;1-feb;9012345601\nB;31612345678;;;\nC;3,16E+10;;;3,16E+10\nD;0612345678;Weg;2;09012345601\n"
    )
    assert sorted(flags(rows[0])) == [
        ("date-for-number", "1-feb", ""), ("lost-zero", "612345678", "0612345678"), ("lost-zero", "9012345601", "09012345601"),
    ]  # fmt: skip
    assert people(rows)[0]["phone"] == "612345678"
    assert people(rows)[0]["street"] == "Weg 1-feb"
    assert flags(rows[1]) == [("lost-plus", "31612345678", "+31612345678")]
    assert {flag[0] for flag in flags(rows[2])} == {"digits-lost"}
    assert "phone" not in people(rows)[2]
    assert flags(rows[3]) == []


def test_signs_that_cannot_be_seen_are_left_out_and_said():
    _reading, rows = read(
        "Naam;E-mail\nJan\x00 \x1b[31mde\u202e Vries;jan@example.org\nAnna\u00a0Bakker;anna@example.org\n"
    )
    jan, anna = people(rows)
    assert (jan["given"], jan["surname"]) == ("Jan [31mde", "Vries")
    assert flags(rows[0])[0][0] == "control-signs"
    assert (anna["given"], anna["surname"], flags(rows[1])) == ("Anna", "Bakker", [])


def test_a_cell_of_a_hundred_thousand_letters_costs_its_end_and_nobody():
    _reading, rows = read(
        "Naam;E-mail\n" + "x" * 100_000 + ";a@example.org\n" + "y" * 140_000 + ";b@example.org\nC;c@example.org\n"
    )
    assert [code for _line, code in codes(rows)] == ["ok", "bad-quotes", "ok"]
    assert [one[0] for one in flags(rows[0])] == ["too-long", "no-name", "notes-cut"]


def test_two_addresses_in_one_cell_are_one_person_and_none_is_lost():
    _reading, rows = read(
        'Naam;E-mail\nA;"a@example.org, b@example.org"\nB;B Bakker <b@example.org>\nC;mailto:c@example.org\n'
    )
    first, second, third = people(rows)
    assert (first["email"], beside(first)) == ("a@example.org", ["b@example.org"])
    assert (second["email"], third["email"]) == ("b@example.org", "c@example.org")


def test_their_headings_can_be_given_a_meaning():
    reading, rows = read(
        "Wie;Waar te bereiken;X\nJan de Vries;j@example.org;q\n", mapping={"wie": "name", "Waar te bereiken": "email"}
    )
    assert people(rows) == [{"given": "Jan", "particle": "de", "surname": "Vries", "email": "j@example.org"}]
    assert reading.intake.columns[2].field == ""


@pytest.mark.parametrize("mapping", [{"Wie": "nonsense"}, {"Bestaat niet": "name"}])
def test_a_meaning_that_fits_nothing_is_said(mapping):
    with pytest.raises(BadInputError):
        read("Wie;E-mail\nJan;j@example.org\n", mapping=mapping)


def test_addresses_without_heading_are_read():
    reading, rows = read("ann@example.org\nbob@example.org\n")
    assert [person["email"] for person in people(rows)] == ["ann@example.org", "bob@example.org"]
    assert reading.intake.header_line == 0


def test_the_line_that_names_the_separator_is_no_row():
    reading, rows = read("sep=;\r\nNaam;E-mail\r\nA;a@example.org\r\n")
    assert (codes(rows), reading.intake.delimiter, reading.intake.header_line) == ([(3, "ok")], ";", 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \r\n\r\n",
        b"\xef\xbb\xbf",
        b"%PDF-1.7",
        b"<html><table>",
        b"hallo",
        b"x" * 3_000_000,
        bytes(range(256)) * 40,
        b"PK\x03\x04" + b"x" * 100,
    ],
)
def test_what_is_no_list_of_people_is_said_in_one_sentence(content):
    with pytest.raises(BadInputError) as caught:
        read(content)
    assert caught.value.message


def test_reading_holds_one_row_not_the_file():
    rows = read_people(
        source(
            "Naam;E-mail;Opmerkingen\n"
            + "".join(f"N{number};n{number}@example.org;{'x' * 200}\n" for number in range(20_000))
        )
    ).rows
    next(rows)
    tracemalloc.start()
    for _row in itertools.islice(rows, 15_000):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_500_000


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
)


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=20),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_every_row_ends_as_a_draft_or_a_refusal_on_its_own_line(table, delimiter, encoding):
    lines = [delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table]
    _reading, rows = read("\n".join([f"Voornaam{delimiter}Achternaam", *lines]).encode(encoding))
    assert [row.row for row in rows] == list(range(2, len(table) + 2))


def test_a_word_of_a_million_letters_is_looked_at_once():
    reading, _rows = read("x" * 1_000_000 + "\nNaam;E-mail\nA;a@example.org\n")
    assert reading.intake.header_line == 2


def test_signs_that_cannot_be_seen_stay_out_of_headings_and_what_is_kept_aside():
    reading, rows = read("Naam;E-\x1bmail;E-mail\nA;a@example.org;b@example.org\n")
    assert reading.intake.columns[1].heading == "E-mail"
    assert beside(people(rows)[0]) == ["b@example.org"]


@given(st.text(alphabet='a,;\t"\r\n\x00 é\x0b', max_size=40), st.sampled_from(",;\t"))
def test_lines_without_quotation_marks_are_read_as_the_csv_module_reads_them(text, delimiter):
    text = text.replace('"', "") if text.count('"') % 2 else text
    try:
        theirs = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return
    ours = [cells for _line, cells in Records(iter(io.StringIO(text, newline="")), delimiter)]
    assert ours == theirs
