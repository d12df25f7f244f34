"""Days: numbers, names of months, days of the week, and counted from today."""

import re
from datetime import date, timedelta

from roadshow.domain.errors import BadInputError
from roadshow.domain.soundness import check_day
from roadshow.domain.wording import _
from roadshow.planning.whenever.typed import quoted, tidy

_MONTHS = (
    "januari january jan", "februari february feb", "maart march mrt mar maa", "april apr", "mei may", "juni june jun",
    "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
    "december dec",
)  # fmt: skip
_WEEKDAYS = (
    "maandag monday ma mon", "dinsdag tuesday di tue tues", "woensdag wednesday wo wed",
    "donderdag thursday do thu thur thurs", "vrijdag friday vr fri", "zaterdag saturday za sat",
    "zondag sunday zo sun",
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
NAMED = {
    "vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "day after tomorrow": 2,
    "gisteren": -1, "yesterday": -1, "eergisteren": -2, "day before yesterday": -2,
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_COMING = "komende|aanstaande|aankomende|deze|this|coming"
_NEXT = "volgende|next"

ARTICLE = re.compile(r"^(?:op |on )?(?:de |the )?")
COUNTED = re.compile(
    r"(?:([+-]) ?|(?:over|in) )([0-9]{1,4}) ?(d|dag|dagen|day|days|w|week|weken|weeks)(?: (?:later|from now))?"
)
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})|\.)?")
DAY_MONTH = re.compile(rf"([0-9]{{1,2}})(?:e|de|ste|st|nd|rd|th|\.)?[ -]?(?:of )?({_MONTH})\.?(?:[ -]([0-9]{{4}}))?")
MONTH_DAY = re.compile(rf"({_MONTH})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?(?: ([0-9]{{4}}))?")
ON_WEEKDAY = re.compile(rf"(?:({_COMING})|({_NEXT}))?(?: |^)({_WEEKDAY})\.?( over een week)?")
IN_NEXT_WEEK = re.compile(rf"(?:{_NEXT}) week (?:on |op )?({_WEEKDAY})\.?|({_WEEKDAY})\.? (?:{_NEXT}) week")
WEEKDAY_BEFORE = re.compile(rf"({_WEEKDAY})\.? (?:de |the )?(.+)")


def read_date(text: str, today: date) -> date:
    """Read a day. Without a year it is the next such day from today; today counts.

    A bare weekday, and one with komende, deze or this, is the first after today; volgende and next mean the week
    that begins on the coming Monday. Raises BadInputError with examples.
    """
    day = date_in(tidy(text), today)
    if day is None:
        raise BadInputError(
            _("“{text}” cannot be read as a date.").format(text=quoted(text)),
            _(
                "Write 14-4, 14-4-2026, 2026-04-14, 14 april, dinsdag, volgende dinsdag, morgen or +2w; day before month."
            ),
        )
    return day


def date_typed(day: date) -> str:
    """Write a day so that it reads back the same on any day: 14-4-2026."""
    return f"{day.day}-{day.month}-{day.year:04d}"


def date_in(text: str, today: date) -> date | None:
    """Read tidied text as a day; None where it is none, BadInputError where it is one that cannot be."""
    text = ARTICLE.sub("", text, count=1)
    day = _counted(text, today) or _on_weekday(text, today) or _calendar_day(text, today)
    if day is None and (match := WEEKDAY_BEFORE.fullmatch(text)):
        day = _calendar_day(match[2], today)
        if day is not None and day.weekday() != WEEKDAYS[match[1]]:
            raise BadInputError(
                _("{date} is not on the weekday you gave.").format(date=date_typed(day)),
                _("Leave the weekday out, or correct the date or its year."),
            )
    if day is not None:
        check_day(day)
    return day


def _counted(text: str, today: date) -> date | None:
    if text in NAMED:
        return today + timedelta(days=NAMED[text])
    match = COUNTED.fullmatch(text)
    if match is None:
        return None
    days = int(match[2]) * (7 if match[3].startswith("w") else 1)
    return today + timedelta(days=-days if match[1] == "-" else days)


def _on_weekday(text: str, today: date) -> date | None:
    monday = today + timedelta(days=7 - today.weekday())
    if match := IN_NEXT_WEEK.fullmatch(text):
        return monday + timedelta(days=WEEKDAYS[match[1] or match[2]])
    match = ON_WEEKDAY.fullmatch(text)
    if match is None:
        return None
    weekday = WEEKDAYS[match[3]]
    if match[2]:
        return monday + timedelta(days=weekday)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + (7 if match[4] else 0))


def _calendar_day(text: str, today: date) -> date | None:
    if match := YEAR_FIRST.fullmatch(text):
        return _day(int(match[4]), int(match[3]), int(match[1]), today)
    if match := DAY_FIRST.fullmatch(text):
        century = 2000 if match[4] and len(match[4]) == 2 else 0
        return _day(int(match[1]), int(match[3]), century + int(match[4]) if match[4] else None, today)
    if match := DAY_MONTH.fullmatch(text):
        return _day(int(match[1]), MONTHS[match[2]], int(match[3]) if match[3] else None, today)
    if match := MONTH_DAY.fullmatch(text):
        return _day(int(match[2]), MONTHS[match[1]], int(match[3]) if match[3] else None, today)
    return None


def _day(day: int, month: int, year: int | None, today: date) -> date:
    """Return the day; without a year the first from today on, which for 29 February may be years away."""
    years = range(today.year, today.year + 9) if year is None else (year,)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    raise BadInputError(
        _("There is no day {day} in month {month}.").format(day=day, month=month)
        if year is None
        else _("There is no day {day} in month {month} of {year}.").format(day=day, month=month, year=year),
        _("The day comes before the month: 14-4 is 14 April."),
    )
