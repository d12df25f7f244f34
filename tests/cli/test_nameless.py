"""Somebody without a name has a stand-in wherever they are seen, and on paper none that tells how to reach them."""

from email import message_from_bytes
from email.policy import default

import pytest
from pypdf import PdfReader


@pytest.fixture
def listed(planned, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Naam;E-mail;Telefoon;Organisatie\n;info@brug.example;;Stichting De Brug\n;los@example.org;;\nAn Kade;an@example.org;;\n",
        encoding="utf-8",
    )
    planned("people", "import", str(path), "--to", "crooswijk", "--yes")
    planned("reply", "crooswijk", "info@brug.example", "yes")
    return planned


def test_lists_and_sentences_say_by_what_the_organiser_knows_them(listed):
    for words in (("person", "list"), ("guest", "list", "crooswijk"), ("person", "find", "info@brug.example")):
        assert "(Stichting De Brug)" in listed(*words).out, words
    assert "(los@example.org)" in listed("person", "list").out
    assert "(los@example.org)" in listed("reply", "crooswijk", "los@example.org", "no").out


def test_a_waiting_list_names_them_too_and_its_hint_finds_them(listed):
    refused = listed("offer", "crooswijk", "los@example.org", code=3).err
    assert "(los@example.org) does not wait" in refused
    assert 'reply crooswijk "los@example.org" waiting' in refused
    listed("stop", "edit", "crooswijk", "--capacity", "10", "--yes")
    listed("reply", "crooswijk", "los@example.org", "waiting")
    assert "(los@example.org)" in listed("offer", "crooswijk").out
    assert "(los@example.org)" in listed("offer", "crooswijk", "--next").out


def test_the_checker_says_who_has_no_name(listed):
    said = listed("check", code=None).out
    assert "(los@example.org) is on the list of" in said
    assert "without a name" in said


def test_the_list_for_the_door_holds_no_address_and_no_empty_name(listed, tmp_path):
    listed("export", "signin", "crooswijk", "--out", str(tmp_path / "uit"))
    (pdf,) = (tmp_path / "uit").rglob("*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "(geen naam)" in text
    assert "Stichting De Brug" in text
    assert "@" not in text


def test_a_letter_speaks_to_a_guest_and_a_calendar_gives_no_empty_name(listed, tmp_path):
    listed("roadshow", "edit", "samen-leren", "--organiser-email", "wij@example.org")
    listed("venue", "add", "Wijkhuis", "--street", "Kade 1", "--postcode", "3011 AA", "--town", "Rotterdam")
    listed("stop", "edit", "crooswijk", "--venue", "Wijkhuis", "--yes")
    listed("export", "mailmerge", "crooswijk", "--out", str(tmp_path / "uit"))
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in (tmp_path / "uit").rglob("*.eml")]
    texts = {mail["To"].addresses[0].addr_spec: mail.get_body(("plain",)).get_content() for mail in mails}
    assert texts["los@example.org"].startswith("Beste bezoeker,")
    assert texts["an@example.org"].startswith("Beste An,")
    parts = [part.get_content() for mail in mails for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert parts
    assert not any('CN="";' in part or "CN=;" in part for part in parts)
