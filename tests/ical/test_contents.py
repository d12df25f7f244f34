"""Content lines: no octet that the RFC forbids, no letter lost, and the library's own octets where it is right."""

import re

import vobject
from calendar_plans import Strict
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event
from icalendar.prop import vText
from roadshow_ical import contents
from roadshow_ical.contents import clean, mailto, one_line, typographic, web_uri

TEXT = st.text(st.characters(codec="utf-8"), max_size=400)
HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\\;,:\"'^\n\r\t\x00\x1b\x7f\x85\u2028\u202e\u200d👩🏽e\u0301nN=")),
    max_size=300,
)


def framed(*pieces):
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
    return head + b"".join(pieces) + b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def text_line(name, text):
    event = Event()
    contents.put_text(event, name, text)
    return contents.octets(event).removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")


@given(HOSTILE)
def test_any_text_comes_back_the_same_from_a_strict_reader(text):
    read = Strict(framed(text_line("SUMMARY", text)))
    assert read.text("SUMMARY") == clean(text)


@given(HOSTILE)
def test_any_text_comes_back_the_same_from_vobject(text):
    wanted = clean(text)
    event = vobject.readOne(framed(text_line("DESCRIPTION", text)).decode()).vevent
    assert event.description.value == wanted


@given(HOSTILE)
def test_clean_text_has_no_control_character_left_and_loses_nothing_else(text):
    left = clean(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", left)
    assert [sign for sign in left if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


def test_line_ends_of_all_systems_become_one_kind():
    assert clean("a\r\nb\rc\nd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"


def test_escape_sequences_of_terminals_cannot_pass():
    assert clean("\x1b[31mred\x1b]0;title\x07\x9b2J") == "[31mred]0;title2J"


def test_a_windows_path_keeps_its_capital_n():
    assert text_line("SUMMARY", "C:\\Notes") == b"SUMMARY:C:\\\\Notes\r\n"


def test_the_library_still_makes_a_line_break_of_a_backslash_before_a_capital_n():
    """On the day that this fails, contents.Text can go."""
    assert vText(r"C:\Notes").to_ical() == rb"C:\notes"


def test_five_thousand_signs_without_a_letter_to_cut_at_still_fold():
    for text in ("\u0301" * 5000, "\u200d" * 5000, "\\" * 5000, "漢" * 5000):
        octets = framed(text_line("SUMMARY", text))
        assert Strict(octets).text("SUMMARY") == text
        assert all(len(line) <= 75 for line in octets.split(b"\r\n"))


def attendee(name):
    return contents.property_octets("ATTENDEE", contents.address("a@example.org", CN=typographic(name), RSVP="TRUE"))


@given(HOSTILE)
def test_a_name_in_a_parameter_cannot_break_out_of_it(name):
    read = Strict(framed(attendee(name)))
    assert read.parameters("ATTENDEE")["RSVP"] == "TRUE"
    assert read.one("ATTENDEE") == "mailto:a@example.org"
    assert read.parameters("ATTENDEE")["CN"].replace("^^", "^") == re.sub(
        '"', "”", re.sub('"([^"]*)"', "“\\1”", one_line(name))
    )


def test_names_are_quoted_even_where_the_rfc_would_not_ask_for_it():
    assert 'CN="Ayşe";' in attendee("Ayşe").decode()
    assert 'CN="a^^nb";' in attendee("a^nb").decode()
    assert 'CN="Jan “de Reus” Bos";' in attendee('Jan "de Reus" Bos').decode()


def test_addresses_become_uris_that_cannot_carry_a_second_line_or_a_header():
    assert mailto("Jan+x@Example.org") == "mailto:Jan+x@Example.org"
    assert mailto("a?bcc=b@example.org\r\nX: 1") == "mailto:a%3Fbcc%3Db@example.org%0AX%3A%201"
    assert web_uri("example.org/ñ a") == "https://example.org/%C3%B1%20a"
    assert web_uri("https://example.org/a%20b?c=d&e#f") == "https://example.org/a%20b?c=d&e#f"


@given(TEXT)
def test_web_addresses_are_ascii_without_spaces(text):
    assert re.fullmatch(r"[!-~]*", web_uri(text))


def test_a_direction_that_is_never_closed_is_left_out_and_one_that_is_stays() -> None:
    assert clean("Zaal \u202egel") == "Zaal gel"
    assert clean("Zaal \u2067گل\u2069 1") == "Zaal \u2067گل\u2069 1"
    assert clean("a\u2069b\u2066c") == "abc"
