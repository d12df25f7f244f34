"""Text on its way to paper."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadshow_signin.glyphs import font_folders, read_widths, widths
from roadshow_signin.lettering import LONGEST, ems, lettering, longest_word, runs_leftward
from roadshow_signin.options import SheetOptions


@pytest.mark.parametrize(
    "name",
    [
        "Şahin, İbrahim Işık",
        "Wójcik, Łucja Żaneta",
        "Đặng Thị Ánh Nguyệt",
        "Иванова, Людмила",
        "Θεοδωρακόπουλος",
        "فاطمة العمراني",
        "مریم",
        "Çelik-O’Brien, Zoë",
        "Hart, Ineke 't",
    ],
)
def test_a_name_that_the_fonts_have_is_not_printed_as_typed(name):
    assert lettering(name).text == name
    assert lettering(name).whole


@pytest.mark.parametrize("name", ["ሳሙኤል ተስፋይ", "李小龙", "כהן", "Jan 李", "ประยุทธ์"])
def test_a_name_that_no_font_has_passes_for_printable(name):
    assert not lettering(name).whole


def test_a_flower_in_a_name_loses_the_name():
    assert lettering("Fatima 🌸").text == "Fatima"
    assert lettering("Fatima 🌸").whole


def test_loose_accents_from_a_mac_are_not_composed():
    assert lettering("Zoe\u0308").text == "Zoë"


def test_the_joiner_of_a_persian_name_is_lost_or_one_in_a_latin_name_kept():
    assert lettering("می\u200cرزا").text == "می\u200cرزا"
    assert lettering("Ja\u200cn").text == "Jan"


@given(st.text(max_size=300))
def test_control_signs_overrides_and_private_signs_reach_the_paper(text):
    shown = lettering(text).text
    assert len(shown) <= LONGEST
    assert all(unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Zl", "Zp"} for sign in shown)
    assert not any(sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff" for sign in shown)
    assert shown == " ".join(shown.split(" "))
    assert all(ord(sign) in widths() or sign in "\u200c\u200d" for sign in shown)


def test_heaps_of_marks_climb_out_of_their_row():
    shown = lettering("Z" + "\u0335" * 500 + "a").text
    assert len(shown) <= 5


def test_a_long_text_is_cut_without_saying_so():
    assert lettering("x" * 5000).text == "x" * (LONGEST - 1) + "…"


def test_widths_differ_from_those_in_the_font():
    # Noto Sans 2.015, units of 1000 to the em: A is 639, i is 258
    assert widths()[ord("A")] == pytest.approx(0.639)
    assert ems("Ai") == pytest.approx(0.897)
    assert longest_word("i AA i") == pytest.approx(1.278)


def test_a_sign_is_taken_for_printable_that_the_font_maps_to_no_glyph():
    font = next(font_folders()[0].glob("NotoSans[[]*")).read_bytes()
    found = read_widths(font)
    assert 0xFFFF not in found
    assert ord("ሳ") not in found
    assert all(0 <= wide < 5 for wide in found.values())


@pytest.mark.parametrize("junk", [b"", b"\0" * 12, b"OTTO" + b"\xff" * 500])
def test_a_file_that_is_no_font_is_read_as_one(junk):
    with pytest.raises(ValueError, match="TrueType"):
        read_widths(junk)


def test_direction_is_not_that_of_the_first_letter():
    assert runs_leftward("2026 العمراني Jan")
    assert not runs_leftward("Jan العمراني")
    assert not runs_leftward("123")


def test_large_print_is_smaller_than_asked_or_letters_outgrow_their_row():
    assert SheetOptions(large_print=True).letter_size == 18
    assert SheetOptions(large_print=True, size=20).letter_size == 20
    assert SheetOptions(size=24).row_height * 72 / 25.4 > 24 * 1.3
