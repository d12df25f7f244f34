"""Content lines: no octet that the RFC forbids, no letter lost, and the library's own octets where it is right."""

import re

import vobject
from calendar_plans import Strict
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline
from icalendar.prop import vText
from roadshow_ical.lines import clean, escaped, mailto, octets, one_line, quoted, text_line, web_uri

TEXT = st.text(st.characters(codec="utf-8"), max_size=400)
HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\\;,:\"'^\n\r\t\x00\x1b\x7f\x85\u2028\u202e\u200d👩🏽e\u0301nN=")),
    max_size=300,
)


def framed(*lines):
    return octets(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])


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


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400))
def test_octets_are_those_of_icalendar_for_plain_letters(text):
    text = text.replace("\\N", "")
    ours = octets([text_line("DESCRIPTION", text)])
    theirs = Contentline.from_parts("DESCRIPTION", vText(text).params, vText(text)).to_ical() + b"\r\n"
    if "^" not in text:
        assert ours == theirs
    assert ours.replace(b"\r\n ", b"") == theirs.replace(b"\r\n ", b"")


@given(st.text(st.sampled_from("aéЖ漢🎈,;\n"), max_size=300))
def test_octets_are_those_of_icalendar_for_letters_of_two_to_four_octets(text):
    theirs = Contentline.from_parts("SUMMARY", vText(text).params, vText(text)).to_ical() + b"\r\n"
    assert octets([text_line("SUMMARY", text)]) == theirs


def test_a_windows_path_keeps_its_capital_n():
    """icalendar 7.3 reads a backslash before N as a line break; a path in a description would fall apart."""
    assert escaped(r"C:\Notes") == r"C:\\Notes"


def test_a_fold_never_parts_a_family_of_joined_emoji_or_a_letter_and_its_accent():
    family = "👩\u200d👩\u200d👧\u200d👦"
    for before in range(60, 80):
        for whole in (family, "e\u0301", "👍🏽", "❤\ufe0f"):
            folded = octets([f"SUMMARY:{'x' * before}{whole}{'y' * 80}"]).decode()
            assert whole in folded


def test_five_thousand_signs_without_a_letter_to_cut_at_still_fold():
    for text in ("\u0301" * 5000, "\u200d" * 5000, "\\" * 5000, "漢" * 5000):
        assert Strict(framed(text_line("SUMMARY", text))).text("SUMMARY") == text


@given(HOSTILE)
def test_a_name_in_a_parameter_cannot_break_out_of_it(name):
    read = Strict(framed(f"ATTENDEE;CN={quoted(name)};RSVP=TRUE:mailto:a@example.org"))
    assert read.parameters("ATTENDEE")["RSVP"] == "TRUE"
    assert read.one("ATTENDEE") == "mailto:a@example.org"
    assert read.parameters("ATTENDEE")["CN"].replace("^^", "^") == re.sub(
        '"', "”", re.sub('"([^"]*)"', "“\\1”", one_line(name))
    )


def test_names_are_quoted_even_where_the_rfc_would_not_ask_for_it():
    assert quoted("Ayşe") == '"Ayşe"'
    assert quoted("a^nb") == '"a^^nb"'
    assert quoted('Jan "de Reus" Bos') == '"Jan “de Reus” Bos"'


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
