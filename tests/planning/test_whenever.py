from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import ZONE, wall

from roadshow.domain.errors import BadInputError
from roadshow.domain.moments import readings
from roadshow.planning.whenever import (
    date_typed,
    minutes_typed,
    read_date,
    read_minutes,
    read_span,
    read_time,
    read_wall,
    wall_typed,
)

NOW = datetime(2026, 11, 18, 10, 0)  # a Wednesday
TODAY = NOW.date()

DATES = {
    "14-4": "2027-04-14", "14/4/2026": "2026-04-14", "14.4.26": "2026-04-14", "2026-04-14": "2026-04-14",
    "2026/4/14": "2026-04-14", "18-11": "2026-11-18", "17-11": "2027-11-17", "14 april": "2027-04-14",
    "14 APRIL 2026": "2026-04-14", "1e mei": "2027-05-01", "1st of May": "2027-05-01", "May 1, 2027": "2027-05-01",
    "14 mrt.": "2027-03-14", "vandaag": "2026-11-18", "morgen": "2026-11-19", "tomorrow": "2026-11-19",
    "overmorgen": "2026-11-20", "the day after tomorrow": "2026-11-20", "dinsdag": "2026-11-24",
    "woensdag": "2026-11-25", "op donderdag": "2026-11-19", "deze donderdag": "2026-11-19",
    "volgende donderdag": "2026-11-26", "next Tuesday": "2026-11-24", "volgende week vrijdag": "2026-11-27",
    "friday next week": "2026-11-27", "di": "2026-11-24", "zo": "2026-11-22", "+2w": "2026-12-02",
    "+3d": "2026-11-21", "-1d": "2026-11-17", "over 3 weken": "2026-12-09", "in 10 days": "2026-11-28",
    "29-2": "2028-02-29", "dinsdag 24 november": "2026-11-24", "１４-４-２０２６": "2026-04-14", "14–4–2026": "2026-04-14",
}  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_days_are_read_as_people_type_them(text):
    assert read_date(text, TODAY) == date.fromisoformat(DATES[text])


@pytest.mark.parametrize(
    "text",
    ["", "4/14", "30-2", "31-4-2026", "29-2-2027", "14", "14-4-2026-1", "maandag 24 november", "volgende", "13:30",
     "1-1-0000", "1-1-1", "1-1-9999", "+9999w", "2026-13-01", "gisterochtend", "x" * 5000, "\x1b[31m14-4", "14-4\0"],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_with_a_hint(text):
    with pytest.raises(BadInputError) as refused:
        read_date(text, TODAY)
    assert refused.value.hint
    assert "\x1b" not in refused.value.message


def test_next_week_begins_on_monday_also_when_today_is_sunday_or_monday():
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)
    assert read_date("dinsdag", sunday) == read_date("volgende dinsdag", sunday) == date(2026, 11, 24)
    assert read_date("dinsdag", monday) == date(2026, 11, 24)
    assert read_date("volgende dinsdag", monday) == date(2026, 12, 1)
    assert read_date("maandag", monday) == date(2026, 11, 30), "today is typed as vandaag"


TIMES = {
    "13:30": "13:30", "13.30": "13:30", "13u30": "13:30", "13h30": "13:30", "13u": "13:00", "1:30": "01:30",
    "1:30 pm": "13:30", "1.30pm": "13:30", "1 p.m.": "13:00", "12 am": "00:00", "12 pm": "12:00", "00:00": "00:00",
    "half 2 's middags": "13:30", "half 2 ’s middags": "13:30", "half twee": "13:30", "half acht 's avonds": "19:30",
    "half 1 's nachts": "00:30", "kwart over een": "13:15", "kwart voor acht 's ochtends": "07:45",
    "vijf voor half drie": "14:25", "tien over half 3": "14:40", "half past one": "13:30", "quarter to two": "13:45",
    "ten past three in the afternoon": "15:10", "2 o'clock": "14:00", "2 uur": "14:00", "9 uur": "09:00",
    "19 uur 30": "19:30", "om 8 uur 's avonds": "20:00", "'s avonds 8 uur": "20:00", "noon": "12:00",
    "13:30 uur": "13:30", "half 14": "13:30", "13:30 's middags": "13:30", "kwart over twaalf": "12:15",
}  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_times_are_read_as_people_say_them(text):
    assert f"{read_time(text).time:%H:%M}" == TIMES[text]


@pytest.mark.parametrize(
    "text",
    ["", "13", "1330", "24:00", "25:00", "13:60", "half acht", "kwart over tien", "half one", "half 2 's ochtends",
     "13:30 am", "kwart uur", "half kwart", "14 april", "vijf", "pm", "13:30:30", "٣:٣٠ pm", "99 uur"],
)  # fmt: skip
def test_a_time_that_cannot_be_told_is_refused(text):
    with pytest.raises(BadInputError):
        read_time(text)


WALLS = {
    "14-4 13:30": "2027-04-14 13:30", "14/4/2026 13:30": "2026-04-14 13:30", "2026-04-14 13:30": "2026-04-14 13:30",
    "2026-04-14T13:30": "2026-04-14 13:30", "14 april 13.30": "2027-04-14 13:30", "14.04 13.30": "2027-04-14 13:30",
    "volgende dinsdag 13u30": "2026-11-24 13:30", "next tuesday 1:30pm": "2026-11-24 13:30",
    "14 april half twee": "2027-04-14 13:30", "14 april om half 2 's middags": "2027-04-14 13:30",
    "half twee 14 april": "2027-04-14 13:30", "13:30": "2026-11-18 13:30", "+2w 13:30": "2026-12-02 13:30",
    "morgen, 9 uur": "2026-11-19 09:00", "10.11.2026 12.10": "2026-11-10 12:10", "10.11 12.10": "2027-11-10 12:10",
    "25-10-2026 02:30 first": "2026-10-25 02:30", "25-10-2026 02:30 tweede": "2026-10-25 02:30~2",
    "25-10-2026 2:30 (second)": "2026-10-25 02:30~2", "2026-10-25T02:30~2": "2026-10-25 02:30~2",
}  # fmt: skip


@pytest.mark.parametrize("text", WALLS)
def test_a_day_and_a_time_are_read_in_either_order(text):
    found, wanted = read_wall(text, NOW, ZONE), wall(WALLS[text])
    assert (found, found.fold) == (wanted, wanted.fold)


def test_a_time_alone_is_on_the_day_that_is_given():
    assert read_wall("13:30", NOW, ZONE, date(2026, 4, 14)) == wall("2026-04-14 13:30")
    assert read_wall("15-4 13:30", NOW, ZONE, date(2026, 4, 14)).day == 15


def test_a_day_alone_keeps_the_time_there_was_where_there_was_one():
    assert read_wall("14-4", NOW, ZONE, at=wall("2026-01-01 19:30").time()) == wall("2027-04-14 19:30")
    assert read_wall("+2w", wall("2026-04-14 19:30"), ZONE, at=wall("2026-04-14 19:30").time()) == wall(
        "2026-04-28 19:30"
    )
    assert read_wall("14-4 13:30", NOW, ZONE, at=wall("2026-01-01 19:30").time()) == wall("2027-04-14 13:30")
    for text in ("14.04", "25-10-2026"):
        with pytest.raises(BadInputError):
            read_wall(text, NOW, ZONE, at=wall("2026-01-01 02:30").time())


@pytest.mark.parametrize(
    ("text", "reason"),
    [("14.04", "date or a time"), ("14 april", "without a time"), ("morgen", "without a time"),
     ("25-10-2026 02:30", "twice"), ("28-3-2027 02:30", "does not exist"), ("14-4 half acht", "morning or evening"),
     ("30-2 12:00", "no day 30"), ("ma 14-4-2026 13:30", "weekday"), ("hallo", "cannot be read"), ("", "cannot be read"),
     ("14-4 13:30 16:00", "cannot be read")],
)  # fmt: skip
def test_a_wall_time_that_is_unclear_says_why(text, reason):
    with pytest.raises(BadInputError, match=reason):
        read_wall(text, NOW, ZONE)


SPANS = {
    "13:30-16:00": ("2026-11-18 13:30", "2026-11-18 16:00"),
    "14-4 13:30-16:00": ("2027-04-14 13:30", "2027-04-14 16:00"),
    "2026-04-14 13:30 – 16:00": ("2026-04-14 13:30", "2026-04-14 16:00"),
    "van half twee tot vier uur": ("2026-11-18 13:30", "2026-11-18 16:00"),
    "14 april van 13u tot 16u": ("2027-04-14 13:00", "2027-04-14 16:00"),
    "1:30-3 pm": ("2026-11-18 13:30", "2026-11-18 15:00"),
    "11:30-1 pm": ("2026-11-18 11:30", "2026-11-18 13:00"),
    "22:00-01:00": ("2026-11-18 22:00", "2026-11-19 01:00"),
    "13:30-24:00": ("2026-11-18 13:30", "2026-11-19 00:00"),
    "14-4 22:00 - 15-4 01:00": ("2027-04-14 22:00", "2027-04-15 01:00"),
    "25-10-2026 02:30 first-02:15 second": ("2026-10-25 02:30", "2026-10-25 02:15~2"),
}


@pytest.mark.parametrize("text", SPANS)
def test_from_and_to_are_read_also_past_midnight(text):
    span = read_span(text, NOW, ZONE)
    start, end = (wall(one) for one in SPANS[text])
    assert (span.start, span.start.fold, span.end, span.end.fold) == (start, start.fold, end, end.fold)


@pytest.mark.parametrize(
    "text", ["", "13:30", "14-4", "13-16", "13:30-", "-16:00", "15-4 22:00 - 14-4 21:00", "13:30-14-16"]
)
def test_what_is_no_span_is_refused(text):
    with pytest.raises(BadInputError):
        read_span(text, NOW, ZONE)


LENGTHS = {
    "90": 90, "45m": 45, "45 min": 45, "1u30": 90, "1h30": 90, "1h30m": 90, "1:30": 90, "2u": 120, "1 uur": 60,
    "1,5 uur": 90, "1.5 h": 90, "1 uur en 30 minuten": 90, "anderhalf uur": 90, "een half uur": 30, "kwartier": 15,
    "1 hour 15": 75,
}  # fmt: skip


@pytest.mark.parametrize("text", LENGTHS)
def test_lengths_are_read_as_people_type_them(text):
    assert read_minutes(text) == LENGTHS[text]


@pytest.mark.parametrize("text", ["", "0", "-5", "1u75", "1:75", "99999", "een tijdje", "1 2", "9" * 99, "169 uur"])
def test_a_length_that_cannot_be_is_refused(text):
    with pytest.raises(BadInputError):
        read_minutes(text)


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(days, st.dates(date(1970, 1, 1), date(2150, 1, 1)))
def test_a_day_that_was_written_reads_back_on_any_other_day(day, today):
    assert read_date(date_typed(day), today) == day
    assert read_date(day.isoformat(), today) == day


@given(
    days,
    st.integers(0, 1439),
    st.sampled_from([0, 1]),
    st.sampled_from([ZONE, "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_a_wall_time_that_was_written_reads_back(day, minute, fold, zone):
    typed = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    found = readings(typed, zone)
    if not found:
        return
    typed = typed.replace(fold=fold if len(found) > 1 else 0)
    again = read_wall(wall_typed(typed, zone), NOW, zone)
    assert (again, again.fold) == (typed, typed.fold)


@given(st.integers(1, 10_080))
def test_a_length_that_was_written_reads_back(minutes):
    assert read_minutes(minutes_typed(minutes)) == minutes


WORDS = sorted({word for text in (*DATES, *TIMES, *WALLS, *SPANS, *LENGTHS) for word in text.split()})


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    for read in (
        lambda: read_date(text, TODAY),
        lambda: read_time(text),
        lambda: read_wall(text, NOW, ZONE),
        lambda: read_span(text, NOW, ZONE),
        lambda: read_minutes(text),
    ):
        refusal = refused(read)
        assert refusal is None or (refusal.message.isprintable() and refusal.hint)


def refused(read):
    try:
        read()
    except BadInputError as error:
        return error
    return None
