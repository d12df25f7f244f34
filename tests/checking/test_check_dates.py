"""Holidays, school holidays, Ramadan, Eid and the clock; and the table that ships, checked against the moon."""

import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from math import radians, sin
from pathlib import Path

import pytest
from small_scenes import DAY, altered, at, clean, codes, found, scene, without

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import speak
from roadshow.planning.checking import DayKind, special_days
from roadshow.planning.checking.calendar import public_holiday

TABLE = Path(__file__).parents[2] / "config" / "holidays.toml"
SPECIAL = special_days(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def on(day, end="15:30", **fields):
    """The clean stop without its agenda, on another day."""
    plan = without(clean(), "x1", "x2", "x3", "p1")
    return altered(plan, "s1", doors=None, start=at("13:30", day), end=at(end, day), **fields)


def test_a_public_holiday():
    """A meeting would be planned on King's Day."""
    (finding,) = found(scene(*on(date(2027, 4, 27))), "public-holiday")
    assert finding.why == "2027-04-27 is King's Day."
    assert found(scene(*on(date(2027, 4, 28))), "public-holiday") == []


def test_a_stop_that_ends_at_midnight_is_not_on_the_next_day():
    """The evening before King's Day would count as King's Day."""
    eve = altered(on(date(2027, 4, 26)), "s1", end=at("00:00", date(2027, 4, 27)))
    assert codes(scene(*eve)) == []
    assert codes(scene(*altered(eve, "s1", end=at("00:01", date(2027, 4, 27))))) == ["public-holiday"]


def test_the_holiday_is_that_of_the_country_of_the_venue():
    """A stop in Antwerp would not see 21 July, and would be kept from 27 April."""
    belgian = date(2027, 7, 21)
    assert codes(scene(*altered(on(belgian), "v1", country="BE"))) == ["public-holiday"]
    assert codes(scene(*on(belgian))) == []


def test_a_country_that_nobody_knows_has_no_holidays():
    """A slip in the country of a venue would stop the check."""
    for country in ("QQ", "", "Nederland", "../..", "\x00"):
        assert public_holiday(country, date(2027, 4, 27)) == ""


def test_a_holiday_is_named_in_the_language_in_use():
    """A Dutch planner would read King's Day."""
    try:
        speak("nl")
        assert public_holiday("NL", date(2027, 4, 27)) == "Koningsdag"
        assert public_holiday("DE", date(2027, 10, 3)) != ""
    finally:
        speak("en")


def test_the_holidays_package_is_loaded_only_when_a_day_is_asked_for():
    """Every command would start later by the time that package takes."""
    code = "import sys, roadshow.planning.checking; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=TABLE.parents[1]).returncode == 0


def test_a_school_holiday_of_a_region():
    """Parents in Rotterdam would be invited while they are away; those elsewhere would be warned for nothing."""
    autumn = date(2026, 10, 13)
    stage = {"special": SPECIAL, "today": date(2026, 9, 1)}
    assert codes(scene(*on(autumn), **stage, school_region="noord")) == ["school-holiday"]
    assert codes(scene(*on(autumn), **stage, school_region="midden")) == []
    (finding,) = found(scene(*on(autumn), **stage), "school-holiday")
    assert "herfstvakantie (noord)" in finding.why
    assert codes(scene(*altered(on(autumn), "v1", country="BE"), **stage)) == []


def test_ramadan_and_eid():
    """A lunch would be planned for people who fast, or a meeting on the day of the feast."""
    assert codes(scene(*on(date(2027, 2, 8)), special=SPECIAL)) == ["ramadan"]
    assert codes(scene(*on(date(2027, 3, 8)), special=SPECIAL)) == ["ramadan"]
    assert codes(scene(*on(date(2027, 3, 9)), special=SPECIAL)) == ["eid"]
    assert codes(scene(*on(date(2027, 3, 12)), special=SPECIAL)) == []


@pytest.mark.parametrize(("day", "word"), [(date(2027, 3, 28), "forward"), (date(2027, 10, 31), "back")])
def test_the_night_of_the_clock(day, word):
    """Half of the guests would come an hour early or late."""
    (finding,) = found(scene(*on(day)), "clock-change")
    assert word in finding.why
    assert day.isoformat() in finding.why
    for neighbour in (day - timedelta(days=1), day + timedelta(days=1)):
        assert found(scene(*on(neighbour)), "clock-change") == []


def test_a_stop_that_lasts_over_the_change():
    """A night shift would be an hour shorter than it looks."""
    plan = altered(
        on(date(2027, 3, 27)), "s1", start=at("22:00", date(2027, 3, 27)), end=at("04:00", date(2027, 3, 28))
    )
    (finding,) = found(scene(*plan), "clock-change")
    assert "2027-03-28" in finding.why
    utc = altered(plan, "s1", zone="UTC")
    assert found(scene(*utc), "clock-change") == []


def test_every_table_names_its_source_and_its_certainty():
    """Nobody could tell which dates to trust."""
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))["table"]
    assert all(len(table["source"]) > 20 and len(table["certainty"]) > 20 for table in tables)


def test_school_holidays_are_whole_weeks():
    """A typing error in a date would hide half a holiday: all run from Saturday to Sunday, one, two or six weeks."""
    school = [period for period in SPECIAL if period.kind is DayKind.SCHOOL]
    assert len(school) == 55
    for period in school:
        assert (period.first.weekday(), period.last.weekday()) == (5, 6), period
        assert (period.last - period.first).days + 1 in {9, 16, 44}, period


def test_next_years_are_covered():
    """A planner of next year's stops would be told that there are no holidays."""
    for kind in DayKind:
        years = {period.first.year for period in SPECIAL if period.kind is kind}
        assert years >= {2026, 2027, 2028, 2029, 2030}


def new_moon(number):
    """The true new moon by the larger terms of Meeus, Astronomical Algorithms, chapter 49 (within a few minutes)."""
    century = number / 1236.85
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number)
    node = radians(160.7108 + 390.67050284 * number)
    day = 2451550.09766 + 29.530588861 * number + 0.00015437 * century**2
    day += -0.40720 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 2451545)


def test_ramadan_and_eid_follow_the_moon():
    """A wrong month in the table would send the planner to the wrong week: each begins 8 to 36 hours after a new moon."""
    for period in SPECIAL:
        if period.kind is DayKind.SCHOOL:
            continue
        first = period.first - timedelta(days=9 if "Adha" in period.name else 0)
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        near = round((start - datetime(2000, 1, 6, 18, tzinfo=UTC)).days / 29.530588861)
        ages = [(start - new_moon(number)) / timedelta(hours=1) for number in range(near - 2, near + 3)]
        assert any(8 <= age <= 36 for age in ages), period
    fasts = [period for period in SPECIAL if period.kind is DayKind.RAMADAN]
    feasts = {period.first for period in SPECIAL if "Fitr" in period.name}
    assert all((fast.last - fast.first).days + 1 in {29, 30} and fast.last + timedelta(1) in feasts for fast in fasts)


@pytest.mark.parametrize(
    "row",
    [
        {"name": "x", "first": "2027-01-01", "last": date(2027, 1, 2)},
        {"name": "x", "first": date(2027, 1, 2), "last": date(2027, 1, 1)},
        {"name": "x", "first": date(2027, 1, 2), "last": date(2028, 1, 1)},
        {"first": date(2027, 1, 1), "last": date(2027, 1, 1)},
        "2027-01-01",
    ],
)
def test_a_table_that_cannot_be_right_is_refused_by_name(row):
    """A slip in somebody's own copy would cover a whole year, or end in a traceback."""
    with pytest.raises(BadInputError, match="mine"):
        special_days({"table": [{"kind": "school", "title": "mine", "source": "me", "days": [row]}]})
    assert special_days({}) == ()
    assert DAY not in {period.first for period in SPECIAL}
