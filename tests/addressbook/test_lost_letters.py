"""Letters that another program lost are pointed out and never put back; a real question is no lost letter."""

import pytest
from files_at_hand import flags, people, read


@pytest.mark.parametrize(
    "name", ["Fran?ois Dupont", "Jos? Garcia", "?zlem Y?ld?z", "J?rgen de Wit", "???? ?????", "Jos??"]
)
def test_a_question_mark_for_a_letter_is_doubtful_and_stays_as_it_is(name):
    _reading, rows = read(f"Naam;E-mail\n{name};a@example.org\n")
    assert ("lost-letter", name, "") in flags(rows[0])
    person = people(rows)[0]
    assert " ".join(str(person[part]) for part in ("given", "particle", "surname") if part in person) == name


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Opmerkingen", "Komt zij ook? Vraag na."),
        ("Dieet", "vegetarisch?"),
        ("Opmerkingen", "zie https://example.org/lijst?id=3"),
        ("Naam", "Jan (?) de Vries"),
        ("Organisatie", "?"),
    ],
)
def test_a_question_is_no_lost_letter(heading, text):
    _reading, rows = read(f"{heading};E-mail;Voornaam\n{text};a@example.org;Bo\n")
    assert [flag for flag in flags(rows[0]) if flag[0] == "lost-letter"] == []


def test_the_sign_for_a_lost_letter_in_good_utf_8_is_no_matter_of_encoding():
    _reading, rows = read("Naam;E-mail\nJos\ufffd;a@example.org\n")
    assert [flag[0] for flag in flags(rows[0])] == ["lost-letter"]
    _reading, rows = read(b"Naam;E-mail\nJos\x81;a@example.org\n")
    assert [flag[0] for flag in flags(rows[0])] == ["unreadable"]


def test_letters_that_became_two_are_said_with_what_they_were():
    _reading, rows = read("Naam;E-mail\nJosé Núñez;a@example.org\nJosÃ© NÃºÃ±ez;b@example.org\n")
    assert flags(rows[0]) == []
    assert ("letters-in-two", "JosÃ© NÃºÃ±ez", "José Núñez") in flags(rows[1])
    assert people(rows)[1]["given"] == "JosÃ©"


def test_a_card_is_looked_at_too():
    _reading, rows = read("BEGIN:VCARD\nVERSION:3.0\nN:Dupont;Fran?ois;;;\nEMAIL:a@example.org\nEND:VCARD\n")
    assert ("lost-letter", "Fran?ois", "") in flags(rows[0])
