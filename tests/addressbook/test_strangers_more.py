"""More address books that were not asked before: other tongues, mended accidents, and what must not be lost."""

import io

import pytest
from files_at_hand import beside, codes, flags, people, read, read_file
from openpyxl import Workbook

from roadshow.domain.errors import BadInputError


def test_one_bad_letter_does_not_spoil_all_others():
    good = "".join(f"Zoë Núñez;z{place}@example.org\n" for place in range(9))
    reading, rows = read(f"Naam;E-mail\n{good}".encode() + "José;j@example.org\n".encode("cp1252"))
    assert (reading.intake.encoding, reading.intake.other_encodings) == ("utf-8", ("cp1252",))
    assert {person["given"] for person in people(rows)[:9]} == {"Zoë"}
    assert [flag[0] for flag in flags(rows[9])] == ["unreadable"]


def test_english_is_a_language_between_marks_and_a_word_between_blanks():
    _reading, rows = read('Naam;Talen\nJan;"nl;en"\nBo;Turks en Arabisch\nMia;en\n')
    assert [person["languages"] for person in people(rows)] == [["nl", "en"], ["tr", "ar"], ["en"]]


@pytest.mark.parametrize("name", ["Mia de Boer / Jan Smit", "Jan & Mia", "Jan + Mia"])
def test_two_people_in_one_name_are_pointed_out(name):
    _reading, rows = read(f"Naam;E-mail\n{name};a@example.org\n")
    assert [flag[0] for flag in flags(rows[0])] == ["guessed-name"]


def test_a_number_that_became_a_broken_number_is_pointed_out():
    _reading, rows = read("Naam;Telefoon\nMia;+31612345678.0\nTom;612345678.0\n")
    assert [[flag[0] for flag in flags(row)] for row in rows] == [["odd-phone"], ["odd-phone"]]


def test_two_addresses_with_a_stroke_between_are_two():
    _reading, rows = read("Naam;E-mail\nIda;ida@example.org/ida.werk@example.org\n")
    assert people(rows)[0]["email"] == "ida@example.org"
    assert beside(people(rows)[0]) == ["ida.werk@example.org"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Organisatie / instelling", "organisation"),
        ("Naam/e-mail", ""),
        ("Do you have any dietary requirements or allergies?", "diet"),
        ("Hello, what is your name?", "name"),
        ("Cep Tel.", "phone"),
        ("Nr telefonu", "phone"),
        ("Correo electrónico", "email"),
        ("Apellidos", "surname"),
        ("البريد الإلكتروني", "email"),
        ("Прізвище", "surname"),
        ("Ім\u2019я", "given"),
        ("Имейл", "email"),
        ("Telemóvel", "phone"),
    ],
)
def test_headings_in_more_words_and_tongues(heading, field):
    reading, _rows = read(f"Voornaam;{heading}\nx;y\n")
    assert reading.intake.columns[1].field == field


def test_whoever_wants_no_mail_elsewhere_wants_none_here():
    text = "First Name,Last Name,Email,Email Opt Out\nJo,Prins,jo@example.org,1\nAl,Bo,al@example.org,0\nBo,Bo,bo@example.org,\n"
    assert [person.get("consent_mail") for person in people(read(text)[1])] == [False, None, None]
    text = "First Name,Last Name,Email,Unsubscribed from all email\nJo,Prins,jo@example.org,TRUE\nAl,Bo,al@example.org,FALSE\n"
    assert [person.get("consent_mail") for person in people(read(text)[1])] == [False, None]


def test_salesforce_contacts():
    text = (
        '"Contact ID","Salutation","First Name","Last Name","Account Name","Title","Mailing Street","Mailing City",'
        '"Mailing Zip/Postal Code","Mailing Country","Phone","Mobile","Email"\n'
        '"003","Mw.","Jo","Prins","De Brug","Coach","Kade 1","Rotterdam","3011 AA","Netherlands","010 1234567","0612345678",'
        '"jo@example.org"\n'
    )
    assert people(read(text)[1])[0] == {
        "given": "Jo", "surname": "Prins", "organisation": "De Brug", "function": "Coach", "street": "Kade 1",
        "town": "Rotterdam", "postcode": "3011 AA", "country": "NL", "phone": "0612345678", "email": "jo@example.org",
        "phone_kind": "mobile", "contacts": [{"kind": "", "value": "010 1234567"}],
    }  # fmt: skip


@pytest.mark.parametrize("mark", [";", ","])
def test_lines_that_stand_between_quotation_marks_as_a_whole_are_opened(mark):
    lines = ["Naam;E-mail;Functie", "Jan;j@example.org;coach", 'Bo;b@example.org;"""de"" coach"', "Mia;m@example.org;"]
    twice = ['"' + line.replace('"', '""').replace(";", mark) + '"\r\n' for line in lines]
    reading, rows = read("".join(twice))
    assert [(one["email"], one.get("function")) for one in people(rows)] == [
        ("j@example.org", "coach"), ("b@example.org", '"de" coach'), ("m@example.org", None),
    ]  # fmt: skip
    assert codes(rows) == [(2, "ok"), (3, "ok"), (4, "ok")]
    assert "quotation marks" in reading.intake.notices[0].text


def test_a_list_of_one_quoted_column_is_left_as_it_is():
    reading, rows = read('"Naam"\n"Vries, Jan de"\n"Bo"\n')
    assert reading.intake.notices == ()
    assert people(rows)[0]["surname"] == "Vries"


def hidden_rows() -> bytes:
    made = Workbook()
    sheet = made.active
    for cells in (["Naam", "E-mail"], ["Jan", "j@example.org"], ["Bo", "b@example.org"], ["Mia", "m@example.org"]):
        sheet.append(cells)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = sheet.row_dimensions[9].hidden = True
    made.create_sheet("Anders").append(["x"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_rows_that_a_filter_hides_are_read_and_that_is_said():
    reading, rows = read(hidden_rows())
    assert codes(rows) == [(2, "ok"), (3, "ok"), (4, "ok")]
    assert {"count": 2} in [dict(notice.values) for notice in reading.intake.notices]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_filtered_list_of_libreoffice(form):
    reading, rows = read_file(f"gefilterd.{form}")
    assert codes(rows) == [*((line, "ok") for line in range(2, 9)), (9, "total")]
    assert {"count": 3} in [dict(notice.values) for notice in reading.intake.notices]
    assert set(reading.intake.other_sheets) >= {"Geheim"}


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_numbers_days_and_errors_of_formulas_in_libreoffice(form):
    """A name that is a day, a house number that became one, a number as 612345678.0, =1/0 and #N/A."""
    _reading, rows = read_file(f"getallen.{form}")
    assert codes(rows) == [(line, "ok") for line in range(2, 7)]
    jan, bo, day, number, wrong = people(rows)
    assert (jan["phone"], jan["postcode"], jan["street"], jan["consent_photo"]) == (
        "31612345678",
        "3011",
        "Kade 12",
        True,
    )
    assert (bo["phone"], bo["consent_photo"]) == ("612345678", False)
    assert [flag[0] for flag in flags(rows[1])] == ["lost-zero", "date-for-number"]
    assert (day["given"], flags(rows[2])[0][0]) == ("2026-05-01", "odd-name")
    assert (number["given"], flags(rows[3])[0][0]) == ("12345", "odd-name")
    assert (wrong.get("given"), wrong.get("phone"), wrong["email"]) == (None, None, "f@example.org")


def test_a_table_that_begins_in_the_middle_of_a_sheet():
    reading, rows = read_file("verschoven.ods")
    assert reading.intake.header_line == 5
    assert codes(rows) == [(1, "above"), (2, "blank"), (3, "blank"), (4, "blank"), (6, "ok"), (7, "blank"), (8, "ok")]
    jan, bo = people(rows)
    assert (jan["phone"], beside(jan)) == ("06-12345678", ["010-1234567"])
    assert (bo["given"], bo["surname"], bo["email"]) == ("Bo", "Prins", "bo@example.org")


def test_a_cell_that_is_too_long_goes_to_the_notes_and_names_its_field():
    _reading, rows = read(f"Naam;E-mail\n{'B' * 600};b@example.org\n")
    assert people(rows) == [{"email": "b@example.org", "notes": f"Naam: {'B' * 600}"}]
    assert (rows[0].flags[0].code, rows[0].flags[0].field) == ("too-long", "name")


def test_what_is_no_list_at_all_is_one_sentence():
    for text in (
        "Naam                E-mail\nJan de Boer         j@example.org\n",
        "Naam: Jan\nE-mail: j@example.org\n",
    ):
        with pytest.raises(BadInputError):
            read(text)


def test_a_card_in_two_scripts_keeps_both_names_in_their_places():
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN;ALTID=1;LANGUAGE=ar:فاطمة العمراني\nFN;ALTID=1;LANGUAGE=nl:Fatima El Amrani\n"
        "N;ALTID=1;LANGUAGE=ar:العمراني;فاطمة;;;\nN;ALTID=1;LANGUAGE=nl:El Amrani;Fatima;;;\nEND:VCARD\n"
    )
    assert people(read(card)[1]) == [{"given": "Fatima", "surname": "El Amrani", "display_name": "فاطمة العمراني"}]


def test_a_name_that_is_the_address_is_no_name():
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:info@example.org\nN:;info@example.org;;;\nEMAIL:Info@example.org\nEND:VCARD\n"
    _reading, rows = read(card)
    assert people(rows) == [{"email": "Info@example.org"}]
    _reading, rows = read("Naam;E-mail\nbo@example.org;bo@example.org\nAnoniem;an@example.org\n")
    assert [[flag[0] for flag in flags(row)] for row in rows] == [["no-name"], ["no-name"]]


@pytest.mark.parametrize(("text", "answer"), [("☑", True), ("☐", False), ("on", True), ("off", False), ("checked", True),
                                              ("unchecked", False), ("nein", False), ("Ja, graag", True)])  # fmt: skip
def test_boxes_and_answers_of_forms(text, answer):
    assert people(read(f"Naam;Nieuwsbrief\nBo;{text}\n")[1])[0]["consent_mail"] is answer


@pytest.mark.parametrize(
    ("text", "postcode", "town"),
    [("3011 AA Rotterdam", "3011 AA", "Rotterdam"), ("3011aa  Den Haag", "3011 AA", "Den Haag"), ("2000 Antwerpen", "2000", "Antwerpen"),
     ("50667 Köln", "50667", "Köln"), ("Rotterdam", None, "Rotterdam"), ("3011 AA", "3011 AA", None)],
)  # fmt: skip
def test_postcode_and_town_in_one_column(text, postcode, town):
    reading, rows = read(f"Naam;Postcode en plaats\nBo;{text}\n")
    assert reading.intake.columns[1].field == "postcode_town"
    assert (people(rows)[0].get("postcode"), people(rows)[0].get("town")) == (postcode, town)


def test_columns_of_google_that_somebody_took_apart():
    reading, _rows = read(
        "Name,Phone 1 - Value,E-mail 1 - Value,Group Membership\nJan,+31612345678,j@example.org,Wijk\n"
    )
    assert [column.field for column in reading.intake.columns] == ["name", "phone", "email", "tags"]
