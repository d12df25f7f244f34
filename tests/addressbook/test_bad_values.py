"""A value that cannot be read never costs the person: it goes to the notes, is pointed out, and mended where it can be."""

import pytest
from files_at_hand import codes, flags, people, read
from hypothesis import given, settings
from hypothesis import strategies as st

from roadshow.domain.drafts import DraftPerson, Repair, repaired


def taken(row):
    """Return the values of a draft with all that is proposed taken."""
    assert isinstance(row, DraftPerson), row
    return repaired(row.person, [repair for one in row.flags for repair in one.repairs])


def test_words_in_the_column_of_addresses_go_to_the_notes_and_the_person_stays():
    _reading, rows = read("Naam;E-mail;Telefoon\nAnna Molen;heeft geen mail;0612345678\nBert Brug;volgt nog;\n")
    anna, bert = people(rows)
    assert anna == {"given": "Anna", "surname": "Molen", "phone": "0612345678", "notes": "E-mail: heeft geen mail"}
    assert (bert["surname"], bert["notes"]) == ("Brug", "E-mail: volgt nog")
    assert [flags(row)[0] for row in rows] == [("bad-email", "heeft geen mail", ""), ("bad-email", "volgt nog", "")]
    assert taken(rows[0]) == anna, "nothing is proposed, so taking all that is changes nothing"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("frits@example,org", "frits@example.org"),
        ("frits\uff20example.org", "frits@example.org"),
        ("frits@example\uff0corg", "frits@example.org"),
        ("frits@example\u3002org", "frits@example.org"),
        ("frits @ example.org", "frits@example.org"),
        ("frits@example. org", "frits@example.org"),
        ("frits@@example.org", "frits@example.org"),
        ("frits@example@org", "frits@example.org"),
        ("frits@example..org", "frits@example.org"),
        ("frits.@example.org", "frits@example.org"),
        ("frits(at)example(punt)org", "frits@example.org"),
        ("frits at example dot org", "frits@example.org"),
        ("frits@example", ""),
        ("frits.example.org", ""),
        ("bel maar", ""),
        ("@", ""),
    ],
)
def test_an_address_that_is_a_slip_away_is_proposed_and_can_be_taken(written, meant):
    _reading, rows = read(f'Naam;E-mail\nFrits Kade;"{written}"\n')
    assert people(rows) == [{"given": "Frits", "surname": "Kade", "notes": f"E-mail: {written}"}]
    assert flags(rows[0]) == [("mended-email" if meant else "bad-email", written, meant)]
    if meant:
        assert taken(rows[0]) == {"given": "Frits", "surname": "Kade", "email": meant}


def test_a_good_address_with_a_bad_second_one_keeps_the_good_one():
    _reading, rows = read(
        "Naam;E-mail;E-mail 2\nAn;an@example.org;oude mail werkt niet\nBo;bo@@example.org;bo2@example.org\n"
        "Co;co@example.org volgt nog;\n"
    )
    an, bo, co = people(rows)
    assert (an["email"], an["notes"]) == ("an@example.org", "E-mail 2: oude mail werkt niet")
    assert (bo["email"], bo["notes"]) == ("bo2@example.org", "E-mail: bo@@example.org")
    assert (co["email"], co["notes"]) == ("co@example.org", "E-mail: co@example.org volgt nog")
    assert taken(rows[1])["contacts"] == [{"kind": "", "value": "bo@example.org"}], (
        "the second address is mended and lost nowhere"
    )
    _reading, rows = read("BEGIN:VCARD\nFN:An Kade\nEMAIL:an@example.org\nEMAIL:weg\nEND:VCARD\n")
    assert people(rows) == [{"email": "an@example.org", "given": "An", "surname": "Kade", "notes": "weg"}]


def test_who_has_nothing_but_a_bad_address_is_nobody_yet():
    assert codes(read("Naam;E-mail\n;jan@example,org\n;\n8;\n")[1])[0] == (2, "bad-email")
    assert codes(read("Organisatie;Telefoon\n;8\n;0612345678\n")[1]) == [(2, "note"), (3, "ok")]
    assert codes(read("Organisatie;Telefoon\nWeer;8\n")[1]) == [(2, "nobody")], "a figure is no number of anybody"


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters='\r\n";'), max_size=40),
    st.sampled_from(["E-mail", "Telefoon", "Land", "Taal", "Nieuwsbrief", "Postcode"]),
)
def test_no_text_in_any_column_but_the_name_refuses_somebody(text, heading):
    _reading, rows = read(f'Naam;Organisatie;{heading}\nAnna Molen;Zorg;"{text}"\n')
    (row,) = rows
    assert isinstance(row, DraftPerson), row
    assert (row.person["given"], row.person["surname"]) == ("Anna", "Molen")
    assert isinstance(taken(row), dict)


def test_what_programs_write_where_there_is_nothing_is_left_out_and_said():
    _reading, rows = read(
        "Voornaam;Achternaam;Organisatie;Telefoon\nAn;Kade;#REF!;#N/B\nBo;NULL;null;None\nDo;Null;nan;n.v.t.\n"
    )
    assert people(rows) == [{"given": "An", "surname": "Kade"}, {"given": "Bo"}, {"given": "Do", "surname": "Null"}]
    assert [one[:2] for one in flags(rows[0])] == [("error-value", "#REF!"), ("error-value", "#N/B")]
    assert [one[1] for one in flags(rows[2])] == ["nan"], "n.v.t. is somebody's answer, and Null a surname too"


def test_signs_written_as_on_a_web_page_are_seen_and_mended_when_taken():
    _reading, rows = read("naam;organisatie\nSean O&#039;Brug;Kade &amp; Zn\nAn &lt;3;R&D; x\nBo Jans&euml;n;\n")
    sean = taken(rows[0])
    assert sean == {"given": "Sean", "surname": "O'Brug", "organisation": "Kade & Zn"}
    assert people(rows)[0]["surname"] == "O&#039;Brug", "nothing is changed unasked"
    assert [one[0] for one in flags(rows[0])] == ["entity", "entity"]
    assert taken(rows[2])["surname"] == "Jans\u00ebn"
    assert codes(read("naam;organisatie\nSean O&#039;Brug;Kade;x\n")[1]) == [(2, "more-cells")]


def test_letters_in_two_are_mended_in_the_parts_of_a_name_too():
    _reading, rows = read("Naam\nJos\u00c3\u00a9 van der Kade\nPiet Haan\n")
    assert taken(rows[0]) == {"given": "Jos\u00e9", "particle": "van der", "surname": "Kade"}


def test_a_repair_is_taken_only_where_what_was_read_still_stands():
    values = {"phone": "0101234567", "tags": ["a"], "notes": "een\ntwee\ndrie", "surname": "B"}
    repairs = [
        Repair("phone", "612345678", "0612345678"),
        Repair("tags", "", "b"),
        Repair("notes", "een\ntwee", ""),
        Repair("surname", "B", "Brug"),
        Repair("languages", "", "nl"),
    ]
    assert repaired(values, repairs) == {
        "phone": "0101234567", "tags": ["a", "b"], "notes": "drie", "surname": "Brug", "languages": ["nl"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [("612345678", "0612345678"), ("101234567", "0101234567"), ("20-5551234", "020-5551234"), ("79 3456789", "079 3456789"),
     ("881234567", ""), ("1234567", ""), ("0101234567", "")],
)  # fmt: skip
def test_a_zero_that_excel_took_is_seen_for_every_dutch_area(written, meant):
    _reading, rows = read(f"Naam;Telefoon\nAn Kade;{written}\n")
    assert [one[2] for one in flags(rows[0]) if one[0] == "lost-zero"] == ([meant] if meant else [])
    if meant:
        assert (people(rows)[0]["phone"], taken(rows[0])["phone"]) == (written, meant)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1234ab", "1234 AB"), ("1234AB", "1234 AB"), ("1234  ab", "1234 AB"), ("NL-1234 AB", "1234 AB"), ("1234", "1234"), ("AB1 2CD", "AB1 2CD"), ("0123AB", "0123AB")],
)  # fmt: skip
def test_a_dutch_postcode_is_written_one_way(written, kept):
    assert people(read(f"Naam;Postcode\nAn Kade;{written}\n")[1])[0]["postcode"] == kept


def test_a_letter_and_its_mark_become_one_sign():
    (jose,) = people(read("Voornaam;Achternaam\nJose\u0301;d'Hont\n")[1])
    assert jose == {"given": "Jos\u00e9", "particle": "d'", "surname": "Hont"}


def test_words_in_the_column_of_numbers_go_to_the_notes_and_an_odd_number_stays():
    _reading, rows = read("Naam;Telefoon\nAn Kade;volgt nog\nBo Kade;MobilePhone\nCo Kade;06123\n")
    assert [(one.get("phone"), one.get("notes")) for one in people(rows)] == [
        (None, "Telefoon: volgt nog"), (None, "Telefoon: MobilePhone"), ("06123", None),
    ]  # fmt: skip
    assert [one[0] for row in rows[:2] for one in flags(row)] == ["no-phone", "no-phone"]
