from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import roadshow, session, stop, wall

from roadshow.domain.errors import BadInputError
from roadshow.domain.people import Person
from roadshow.domain.places import ClosedPeriod, OpeningHours, Venue
from roadshow.domain.plain import plain
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Task


@pytest.mark.parametrize(
    "email",
    ["a@b", "a b@example.org", "a@b@example.org", "<a@example.org>", "a@example.org,b@example.org", "a@example..org",
     "@example.org", "a@", "a@example.org\n", "a\x00@example.org", "a\u200b@example.org", f"{'a' * 250}@example.org"],
)  # fmt: skip
def test_an_address_that_would_break_a_header_or_reach_nobody_is_refused(email):
    with pytest.raises(BadInputError):
        sound(Person(id="p", given="Jan", email=email))


@pytest.mark.parametrize("email", ["", "jan@example.org", "o'neil+x@münchen.example", "用户@例え.jp"])
def test_a_real_address_is_accepted(email):
    assert sound(Person(id="p", given="Jan", email=email)).email == email


@pytest.mark.parametrize("tag", ["nl", "en-GB", "zh-Hant", "sr-Latn-RS"])
def test_language_codes_are_accepted(tag):
    assert sound(roadshow(language=tag)).language == tag


@pytest.mark.parametrize("tag", ["", "dutch", "nl_NL", "nl-", "n", "nl\n"])
def test_what_is_no_language_code_is_refused(tag):
    with pytest.raises(BadInputError):
        sound(roadshow(language=tag))


@pytest.mark.parametrize("text", ["\x1b[31m", "a\nb", "a\0b", "\ud800", "a\u2028b", "\x9b1m"])
def test_signs_that_no_paper_or_terminal_can_show_are_refused_in_names(text):
    for noun in (roadshow(name=text), Person(id="p", given=text), Person(id="p", given="Jan", tags=(text,))):
        with pytest.raises(BadInputError) as refused:
            sound(noun)
        assert not set(text) & set(refused.value.message) - set(" abm1[3"), "the refusal must not repeat the sign"


def test_notes_may_have_lines_but_no_escapes():
    assert sound(Person(id="p", given="Jan", notes="one\ntwo")).notes == "one\ntwo"
    with pytest.raises(BadInputError):
        sound(Person(id="p", given="Jan", notes="\x1b]0;title\x07"))


@pytest.mark.parametrize("slug", ["", "Crooswijk", "a b", "../x", "a/b", "-a", "x" * 61, "a\n"])
def test_a_slug_that_is_no_slug_is_refused(slug):
    with pytest.raises(BadInputError):
        sound(roadshow(slug=slug))


def test_numbers_out_of_all_bounds_are_refused():
    wrong = ({"latitude": 90.1}, {"longitude": float("nan")}, {"cost": Decimal("NaN")}, {"cost": Decimal(-1)},
             {"country": "nl"}, {"opening_hours": (OpeningHours(weekday=8, opens=None, closes=None),)},
             {"closed_periods": (ClosedPeriod(first=date(2026, 5, 2), last=date(2026, 5, 1)),)})  # fmt: skip
    for fields in wrong:
        with pytest.raises(BadInputError):
            sound(Venue(id="v", name="Huis", **fields))
    for noun in (session("a", "13:30", 0), session("a", "13:30", 10_081), stop(capacity=0)):
        with pytest.raises(BadInputError):
            sound(noun)


def test_web_addresses_that_run_code_are_refused():
    for web in ("javascript:alert(1)", "file:///etc/passwd", "https://a b"):
        with pytest.raises(BadInputError):
            sound(roadshow(web=web))
    assert sound(roadshow(web="example.org:8080/x")).web == "example.org:8080/x"


def test_a_person_needs_a_name_of_some_kind():
    with pytest.raises(BadInputError):
        sound(Person(id="p", email="jan@example.org"))
    assert sound(Person(id="p", display_name="فاطمة")).name == "فاطمة"


def test_an_old_flaw_elsewhere_does_not_block_a_mending():
    flawed = Person(id="p", given="Jan", email="no address")
    assert sound(flawed, {"phone"}) == flawed


def test_a_stop_that_ends_before_it_starts_is_refused_in_real_time():
    with pytest.raises(BadInputError):
        sound(stop(end=wall("2026-04-14 13:29")))
    night = stop(start=wall("2026-10-25 02:30"), end=wall("2026-10-25 02:10~2"), doors=None)
    assert sound(night).end.fold == 1, "the clock went back in between, so 02:10 is later than 02:30"
    with pytest.raises(BadInputError):
        sound(stop(start=wall("2026-10-25 02:30~2"), end=wall("2026-10-25 02:40"), doors=None))


def test_doors_that_open_after_the_start_and_times_in_the_gap_are_refused():
    with pytest.raises(BadInputError):
        sound(stop(doors=wall("2026-04-14 13:31")))
    with pytest.raises(BadInputError, match="does not exist"):
        sound(stop(start=wall("2027-03-28 02:30"), end=wall("2027-03-28 05:00"), doors=None))
    with pytest.raises(BadInputError, match="time zone"):
        sound(stop(zone="Europe/Nowhere"))
    with pytest.raises(BadInputError, match="year"):
        sound(stop(start=wall("0001-01-01 00:00"), doors=None))


def test_a_task_is_due_in_one_way_only():
    with pytest.raises(BadInputError):
        sound(Task(id="t", roadshow_id="r1", title="Call", stop_id="s1", due=date(2026, 4, 1), offset=-21))
    with pytest.raises(BadInputError):
        sound(Task(id="t", roadshow_id="r1", title="Call", offset=-21))


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_kept_unchanged_or_refused_and_never_crashes(given_name, email, notes):
    typed = Person(id="p", given=given_name, email=email, notes=notes)
    try:
        kept = sound(typed)
    except BadInputError:
        return
    assert plain(kept) == plain(typed)
    assert "\n" not in kept.email + kept.given
    (given_name + email + notes).encode()
