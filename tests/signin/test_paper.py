"""What stands on the printed pages, read back from the PDF."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from builders import NOW, Plan, a_visit, guest, guests, person
from paper import MM, fonts_of, fragments, pages, printed, text_of
from roadshow_signin.options import NamesShown, Paper, SheetOptions
from roadshow_signin.signatures import SignatureList

from roadshow.api import Registration, Revision

HOSTILE = [
    '#panic("out")',
    '#read("/etc/passwd")',
    "*Boer* _Els_ $x^2$",
    "\\u{41} \\ [x] <b>&amp; `code`",
    "@preview/cetz // not a comment /* nor this */",
    "= Heading",
    "https://example.org ~ -- ... 'quotes'",
]


def test_markup_in_a_name_is_run_or_lost():
    _plan, content = printed([guest(person(name)) for name in HOSTILE])
    text = " ".join(text_of(content).split())
    for name in HOSTILE:
        assert name in text


def test_control_signs_and_overrides_turn_names_round():
    _plan, content = printed([guest(person("Boer\x00\x07", "E\nl\ts\u202e")), guest(person("\u2066Vries\u2069\ufeff"))])
    text = text_of(content)
    assert "Boer, E l s" in text
    assert "Vries" in text
    assert not re.search(r"[\x00\x07\u202e\u2066\u2069\ufeff]", text)


@pytest.mark.parametrize("name", ["x" * 5000, "Wagenaar " * 500, "W-" * 2000, "Ж" * 300, "ع" * 400])
@pytest.mark.parametrize("options", [{}, {"large_print": True, "register": "SKJ"}, {"day_parts": 4}])
def test_a_long_name_spills_into_the_next_cell(name, options):
    numbers = (Registration(register="SKJ", number=name),)
    _plan, content = printed(
        [guest(person(name, organisation=name, display_name=name, registrations=numbers))], **options
    )
    first = pages(content)[0]
    wide = float(first.mediabox.width)
    signature = wide - 10 * MM - 52 * MM * options.get("day_parts", 1)
    assert "…" in first.extract_text()
    begun = [x for text, x, y, _size in fragments(first) if 20 * MM < y < float(first.mediabox.height) - 55 * MM]
    assert max(begun) < signature


def test_a_surname_that_is_cut_in_the_middle_of_its_bold_letters_breaks_off_the_list():
    long = "Oosterhuis-van Nieuwenhuizen tot Westerbeek"
    listed = [guest(person(long[:kept].strip(), "Piet Jan", organisation="De Brug")) for kept in range(20, 44)]
    _plan, content = printed(listed, day_parts=3)
    assert "Oosterhuis" in text_of(content)


def test_two_prints_of_an_unchanged_plan_differ():
    listed = [guest(person("Boer", "Els")), guest(person("Amrani", display_name="العمراني"))]
    visit = a_visit()
    first, second = (printed(listed, visit)[1] for _time in range(2))
    assert first == second
    changed = [*listed[:1], guest(listed[1].person, revision=Revision(NOW, NOW + timedelta(minutes=1), 1))]
    assert printed(changed, visit)[1] != first


def test_an_empty_list_has_no_rows_to_sign_on():
    _plan, content = printed([])
    assert len(pages(content)) == 1
    text = text_of(content)
    assert "0 on this list" in text
    assert "Not on the list?" in text
    numbers = [
        fragment for fragment, x, _y, _size in fragments(pages(content)[0]) if x < 35 * MM and fragment.isdigit()
    ]
    assert numbers == ["1", "2", "3", "4", "5"]


def test_one_guest_takes_more_than_one_page():
    _plan, content = printed(guests("Boer"))
    assert len(pages(content)) == 1
    assert "Boer, Jan" in text_of(content)


def test_a_list_without_anybody_and_without_blanks_is_no_document():
    _plan, content = printed([], blanks_percent=0, blanks_least=0)
    assert len(pages(content)) == 1


def test_a_page_has_no_head_or_a_row_is_lost_between_pages():
    names = [f"Naam{place:04d}" for place in range(101)]
    _plan, content = printed(guests(*names))
    found = pages(content)
    code = re.search(r"\d{5}-[A-Z]", found[0].extract_text())[0]
    for number, page in enumerate(found, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(found)}" in text
        for words in (
            code,
            "Samen Leren",
            "Signaleren",
            "Tuesday, 14 April 2026",
            "101 on this list",
            "Signature",
            "As of",
        ):
            assert words in text
    assert re.findall(r"Naam\d{4}", text_of(content).replace("Naa – Naa", "")) == names


@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
@pytest.mark.parametrize("options", [{}, {"row": 10}, {"large_print": True}, {"day_parts": 3, "row": 12}])
def test_rows_are_lower_than_asked_or_the_table_runs_off_the_page(paper, options):
    _plan, content = printed(guests(*(f"Naam{place:03d}" for place in range(60))), paper=paper, **options)
    size = (210, 297) if paper is Paper.A4 else (215.9, 279.4)
    first = pages(content)[0]
    expected = size[::-1] if "day_parts" in options else size
    assert (float(first.mediabox.width) / MM, float(first.mediabox.height) / MM) == pytest.approx(expected, abs=0.1)
    downs = [y for text, x, y, _size in fragments(first) if x < 35 * MM and re.fullmatch(r"\d+", text)]
    steps = {round((upper - lower) / MM, 1) for upper, lower in pairwise(downs)}
    assert steps == {float(SheetOptions(**options).row_height)}
    assert min(downs) > 17 * MM
    for page in pages(content):
        assert min(y for _text, _x, y, _size in fragments(page)) > 5 * MM


@pytest.mark.parametrize("options", [{}, {"size": 14}, {"day_parts": 4}, {"register": "SKJ"}])
def test_letters_are_smaller_than_twelve_points(options):
    long = "Oosterhuis-van Nieuwenhuizen tot Westerbeek"
    listed = [guest(person(long, "Jan", organisation=long, display_name="Людмила")), *guests("Boer", "x" * 200)]
    _plan, content = printed(listed, **options)
    assert min(size for page in pages(content) for _text, _x, _y, size in fragments(page)) >= 11.99


def test_every_machine_prints_with_its_own_fonts():
    listed = [guest(person("Đặng", display_name="فاطمة")), *guests("Иванова", "Θεός", "Łukasz", "Şahin")]
    plan, content = printed(listed)
    assert {name.split("-")[0] for name in fonts_of(content)} == {"NotoSans", "NotoSansArabic"}
    assert plan.told == []


def test_a_name_in_arabic_letters_is_missing_beside_the_latin_one():
    _plan, content = printed([guest(person("Amrani", "Fatima", display_name="فاطمة العمراني"))])
    text = text_of(content)
    assert "Amrani, Fatima" in text
    assert {*"فاطمةالعمراني"} <= {*text}


def test_walk_ins_share_a_page_with_names_where_they_do_not_fit():
    roomy = pages(printed(guests(*"ABCDEFGHIJ"))[1])
    assert len(roomy) == 1
    tight = pages(printed(guests(*"ABCDEFGHIJKLMNOPQR"))[1])
    assert len(tight) == 2
    assert "Not on the list?" not in tight[0].extract_text()
    assert "Not on the list?" in tight[1].extract_text()


def test_tags_are_written_where_nobody_asked():
    listed = guests("Boer")
    tagged, plain = printed(listed, tagged=True)[1], printed(listed, tagged=False)[1]
    assert b"StructTreeRoot" in tagged
    assert b"StructTreeRoot" not in plain


@pytest.mark.parametrize("options", [{}, {"day_parts": 2}, {"register": "SKJ", "size": 16}, {"organisation": False}])
def test_a_list_without_tags_looks_otherwise(options):
    """It is set in another, quicker way: numbers beside other names, or words of walk-ins in the wrong place."""
    listed = [*guests(*("Boer",) * 25), guest(person("Vries-Özdemir van der Hoeven", display_name="فاطمة العمراني"))]
    tagged, plain = (printed(listed, tagged=tagged, **options)[1] for tagged in (True, False))
    for one, other in zip(pages(tagged), pages(plain), strict=True):
        places = [
            sorted((round(x), round(y), round(size)) for _text, x, y, size in fragments(page)) for page in (one, other)
        ]
        words = [sorted("".join(text.split()) for text, *_place in fragments(page)) for page in (one, other)]
        assert "".join(sorted("".join(words[0]))) == "".join(sorted("".join(words[1])))
        assert set(places[0]) == set(places[1])


def test_a_sensitive_evening_prints_surnames():
    _plan, content = printed(
        [guest(person("Geheimenaar", "Zoë", organisation="Kliniek"))], names=NamesShown.INITIAL, organisation=False
    )
    text = text_of(content)
    assert "Zoë G." in text
    assert "eheimen" not in text
    assert "Kliniek" not in text


def test_the_file_is_open_to_others_or_under_a_name_that_says_nothing():
    plan = Plan(guests("Boer"))
    (document,) = SignatureList().documents(plan, SheetOptions())
    assert (document.name, document.media_type, document.private) == (
        "hillesluis-signatures.pdf",
        "application/pdf",
        True,
    )


def test_a_long_list_loses_somebody():
    names = [f"Naam{place:05d}" for place in range(1500)]
    _plan, content = printed(guests(*names), tagged=False)
    found = pages(content)
    assert "Page 1 of 85" in found[0].extract_text()
    assert "Naam01499" in found[74].extract_text()
    assert "1680" in found[84].extract_text()
