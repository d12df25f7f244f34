"""Time zones as other programs read them: dateutil's VTIMEZONE reader against the rules the planner works with."""

import io
import re
import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from calendar_plans import Strict
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from roadshow_ical.vtimezone import OLDER_NAMES, tzid, vtimezone
from roadshow_ical.zone_rules import rules_of

from roadshow.api import BadInputError, readings, zone

# Usual rules, both hemispheres, negative and fixed offsets, half hours, a quarter, Dublin, and rules past midnight.
SAMPLE = [
    "Europe/Amsterdam", "Europe/Dublin", "Europe/Lisbon", "Europe/Kyiv", "Europe/Istanbul", "Europe/Chisinau",
    "America/New_York", "America/Vancouver", "America/St_Johns", "America/Havana", "America/Santiago", "America/Nuuk",
    "America/Scoresbysund", "America/Asuncion", "America/Paramaribo", "Africa/Casablanca", "Africa/Cairo", "Asia/Gaza",
    "Asia/Jerusalem", "Asia/Beirut", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Sydney",
    "Pacific/Chatham", "Pacific/Easter", "Pacific/Norfolk", "Pacific/Kiritimati", "Antarctica/Troll", "Etc/GMT+5",
]  # fmt: skip


def whole(block):
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + block + b"END:VCALENDAR\r\n"


def read_by_dateutil(block):
    return tzical(io.StringIO(block.decode().replace("\r\n", "\n"))).get()


def days(first, last):
    day = datetime(first, 1, 1, 12)
    while day.year <= last:
        yield day
        day += timedelta(days=9)


def around_changes(name, first, last):
    """Give wall times near each change of the clock that occur exactly once."""
    for onset in rules_of(name).until(last):
        if first <= onset.moment.year <= last:
            for hours in (-26, -4, -3, 3, 4, 26):
                wall = onset.wall + timedelta(hours=hours)
                if len(readings(wall, name)) == 1:
                    yield wall


def assert_read_alike(name, foreign, walls):
    rules = zone(name)
    wrong = [wall for wall in walls if foreign.utcoffset(wall) != wall.replace(tzinfo=rules).utcoffset()]
    assert wrong == []


@pytest.mark.parametrize("name", SAMPLE)
def test_a_season_is_read_by_another_program_as_the_planner_means_it(name):
    for year in (2026, 2029, 2036):
        block = vtimezone(name, datetime(year, 3, 1, tzinfo=UTC), datetime(year, 11, 30, tzinfo=UTC))
        walls = [datetime(year, month, day, 12) for month in range(3, 12) for day in (1, 28)]
        walls += [wall for wall in around_changes(name, year, year) if 3 <= wall.month <= 11]
        assert_read_alike(name, read_by_dateutil(block), walls)


@pytest.mark.parametrize(
    "name", ["Europe/Amsterdam", "Europe/Dublin", "Africa/Casablanca", "America/Santiago", "Asia/Gaza"]
)
def test_ten_years_in_one_calendar_are_read_right(name):
    block = vtimezone(name, datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 12, 31, tzinfo=UTC))
    assert_read_alike(name, read_by_dateutil(block), [*days(2026, 2036), *around_changes(name, 2026, 2036)])


def test_amsterdam_is_two_yearly_rules_in_the_wall_time_that_was():
    block = vtimezone("Europe/Amsterdam", datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC))
    assert block.decode().split("\r\n") == [
        "BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam",
        "BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
        "END:VTIMEZONE", "",
    ]  # fmt: skip


def test_dublin_has_daylight_in_summer_though_its_files_say_otherwise():
    block = vtimezone("Europe/Dublin", datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)).decode()
    assert re.search("BEGIN:DAYLIGHT.*?TZOFFSETTO:\\+0100\r\nTZNAME:IST", block, re.DOTALL)
    assert re.search("BEGIN:STANDARD.*?TZOFFSETTO:\\+0000\r\nTZNAME:GMT", block, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "offset"), [("Asia/Kolkata", "+0530"), ("Europe/Istanbul", "+0300"), ("Etc/GMT+5", "-0500")]
)
def test_a_zone_that_leaves_its_clocks_alone_is_one_standard_block(name, offset):
    block = vtimezone(name, datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)).decode()
    assert block.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in block
    assert f"TZOFFSETTO:{offset}" in block


@pytest.mark.parametrize("name", SAMPLE)
def test_no_zone_needs_rdate_which_outlook_does_not_read(name):
    block = vtimezone(name, datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
    read = Strict(whole(block))
    assert "RDATE" not in {key for _place, key, _parameters, _value in read.properties}
    assert read.one("TZID", "VCALENDAR/VTIMEZONE") == tzid(name)


def test_a_rule_is_only_used_for_dates_on_which_it_holds():
    """Turkey gave up changing its clocks in 2016: one block now, but the onsets of the time for a date before."""
    before = vtimezone("Europe/Istanbul", datetime(2015, 3, 1, tzinfo=UTC), datetime(2015, 12, 1, tzinfo=UTC))
    assert before.count(b"BEGIN:DAYLIGHT") >= 2
    assert_read_alike("Europe/Istanbul", read_by_dateutil(before), around_changes("Europe/Istanbul", 2015, 2015))
    after = vtimezone("Europe/Istanbul", datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC))
    assert after.count(b"BEGIN:STANDARD") == 1


def test_old_dates_are_covered_on_both_sides():
    """The rule of today began in 1996; a calendar of 1950 needs the onsets of its own years."""
    for name in ("Europe/Amsterdam", "America/New_York", "Asia/Kolkata"):
        block = vtimezone(name, datetime(1950, 1, 1, tzinfo=UTC), datetime(1951, 12, 31, tzinfo=UTC))
        assert_read_alike(name, read_by_dateutil(block), days(1950, 1951))


def test_old_clients_get_the_name_they_know_and_it_means_the_same():
    for new, old in OLDER_NAMES.items():
        assert tzid(new) == old
        assert rules_of(new) == rules_of(old)


def test_utc_has_no_zone_block():
    assert tzid("UTC") == ""
    assert tzid("Etc/UTC") == ""
    assert tzid("Europe/London") == "Europe/London"


@given(st.sampled_from(SAMPLE), st.datetimes(datetime(1971, 1, 1), datetime(2150, 1, 1)))
def test_rules_read_from_the_file_say_what_zoneinfo_says(name, moment):
    moment = moment.replace(tzinfo=UTC)
    rules = rules_of(name)
    onsets = [onset for onset in rules.until(moment.year + 1) if onset.moment <= moment]
    setting = onsets[-1].after if onsets else rules.first
    assert timedelta(seconds=setting.offset) == moment.astimezone(zone(name)).utcoffset()


def test_every_zone_there_is_can_be_written():
    for name in sorted(zoneinfo.available_timezones()):
        try:
            zone(name)
        except BadInputError:
            continue
        block = vtimezone(name, datetime(2027, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
        assert block.count(b"BEGIN:VTIMEZONE") == 1
        assert min(block.count(b"BEGIN:STANDARD") + block.count(b"BEGIN:DAYLIGHT"), 1) == 1
