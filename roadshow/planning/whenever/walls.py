"""A day and a time together, and from one time to another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from roadshow.domain.errors import BadInputError
from roadshow.domain.moments import checked, occurs_twice, to_utc
from roadshow.domain.wording import _
from roadshow.planning.whenever.dates import date_in, date_typed
from roadshow.planning.whenever.times import TimeOfDay, time_in, without_part
from roadshow.planning.whenever.typed import quoted, tidy

ISO_T = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9])")
FROM = re.compile(r"(?:van|from|tussen|between) ")
UNTIL = re.compile(r" ?- ?| (?:tot|t/m|to|till|until|en|and) ")
MIDNIGHT = re.compile(r"24[:.]00(?: uur)?")


@dataclass(frozen=True, slots=True)
class Span:
    """From one wall time to another; the end is later, perhaps past midnight."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A day, or None where none was typed, and a time."""

    day: date | None
    clock: TimeOfDay


def read_wall(text: str, now: datetime, zone: str, day: date | None = None, at: time | None = None) -> datetime:
    """Read a day and a time as wall time in a zone, ready to be kept.

    `now` is the wall time from which days count. A time without a day is on `day`, or on the day of `now`; a day
    without a time is at the time `at`, or refused where that is not given. Refuses with
    BadInputError what cannot be read, what can be read in two ways, a time that the clock skips, and one that
    occurs twice without saying which.
    """
    even = _even(text)
    if at is not None and _is_day(even, now.date()) and not _is_time(even):
        same_time = TimeOfDay(at.replace(second=0, microsecond=0, fold=0), 2 if at.fold else None)
        return _wall(date_in(even, now.date()) or now.date(), same_time, zone)
    found = _found(even, now.date())
    if found is None:
        raise _unreadable(text, now)
    return _wall(found.day or day or now.date(), found.clock, zone)


def read_span(text: str, now: datetime, zone: str, day: date | None = None) -> Span:
    """Read from when to when, such as 14-4 13:30-16:00 or van half twee tot vier uur; days as in `read_wall`.

    An end that is not later on the clock is on the next day, and 24:00 is the end of the day.
    """
    even = _even(text)
    even = FROM.sub("", even, count=1)
    refusal: BadInputError | None = None
    spans: set[Span] = set()
    for cut in UNTIL.finditer(even):
        try:
            span = _span(even[: cut.start()], even[cut.end() :], now, zone, day)
        except BadInputError as error:
            refusal = refusal or error
            continue
        if span is not None:
            spans.add(span)
    if len(spans) == 1:
        return spans.pop()
    raise refusal or BadInputError(
        _("“{text}” cannot be read as from one time to another.").format(text=quoted(text)),
        _("Write 13:30-16:00, 14-4 13:30-16:00 or van half twee tot 16:00."),
    )


def wall_typed(wall: datetime, zone: str) -> str:
    """Write a wall time so that it reads back the same: 14-4-2026 13:30, with first or second where it occurs twice."""
    text = f"{date_typed(wall)} {wall:%H:%M}"
    return f"{text} {'second' if wall.fold else 'first'}" if occurs_twice(wall, zone) else text


def _even(text: str) -> str:
    return ISO_T.sub(r"\1 ", tidy(text))


def _wall(day: date, clock: TimeOfDay, zone: str) -> datetime:
    return checked(datetime.combine(day, clock.time), zone, which=clock.which)


def _found(text: str, today: date) -> Found | None:
    """Read a day and a time. The day comes first where both orders could be meant, as in 10.11 12.10."""
    words = text.split()
    refusal: BadInputError | None = None
    for pairs in (_splits(words), ((late, early) for early, late in _splits(words))):
        found: set[Found] = set()
        for day_text, time_text in pairs:
            try:
                found |= _both(day_text, time_text, today)
            except BadInputError as error:
                refusal = refusal or error
        if len(found) > 1:
            raise BadInputError(
                _("“{text}” can be read in more than one way.").format(text=quoted(text)),
                _("Write it as 14-4-2026 13:30."),
            )
        if found:
            return found.pop()
    if refusal:
        raise refusal
    return None


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    for cut in range(len(words) + 1):
        yield " ".join(words[:cut]), " ".join(words[cut:])


def _both(day_text: str, time_text: str, today: date) -> set[Found]:
    if not time_text:
        return set()
    clock = time_in(time_text)
    if clock is None:
        return set()
    if day_text:
        day = date_in(day_text, today)
        return set() if day is None else {Found(day, clock)}
    if _is_day(time_text, today):
        raise BadInputError(
            _("“{text}” can be a date or a time.").format(text=time_text),
            _("Write a time as {time} and a date as {date}.").format(
                time=f"{clock.time:%H:%M}", date=time_text.replace(".", "-").strip("-")
            ),
        )
    return {Found(None, clock)}


def _is_day(text: str, today: date) -> bool:
    try:
        return date_in(text, today) is not None
    except BadInputError:
        return False


def _is_time(text: str) -> bool:
    try:
        return time_in(text) is not None
    except BadInputError:
        return True


def _unreadable(text: str, now: datetime) -> BadInputError:
    even = _even(text)
    if even and _is_day(even, now.date()):
        return BadInputError(
            _("“{text}” is a day without a time.").format(text=quoted(text)),
            _("Add the time: {text} 13:30.").format(text=quoted(text)),
        )
    return BadInputError(
        _("“{text}” cannot be read as a day and a time.").format(text=quoted(text)),
        _("Write 14-4 13:30, 2026-04-14 13:30, 14 april half twee or volgende dinsdag 13u30."),
    )


def _span(early: str, late: str, now: datetime, zone: str, day: date | None) -> Span | None:
    end = Found(None, TimeOfDay(datetime.min.time())) if MIDNIGHT.fullmatch(late) else _found(late, now.date())
    begin = None if end is None else _found(_in_same_part(early, late, end), now.date())
    if begin is None or end is None:
        return None
    start = _wall(begin.day or day or now.date(), begin.clock, zone)
    if end.day is not None:
        finish = _wall(end.day, end.clock, zone)
        if to_utc(finish, zone) <= to_utc(start, zone):
            raise BadInputError(_("That ends before it begins."), _("Give the end after the beginning."))
        return Span(start, finish)
    return Span(start, _end_behind(start, end.clock, zone))


def _in_same_part(early: str, late: str, end: Found) -> str:
    """Give the beginning the am or pm of the end where that keeps it before the end: 1:30-3 pm."""
    part = without_part(late)[1]
    if part not in {"am", "pm"} or without_part(early)[1]:
        return early
    last = early.rsplit(maxsplit=1)[-1] if early else ""
    try:
        begin = time_in(f"{last} {part}")
    except BadInputError:
        return early
    return f"{early} {part}" if begin and begin.time < end.clock.time else early


def _end_behind(start: datetime, clock: TimeOfDay, zone: str) -> datetime:
    """Return the first such time after the start: the same day, or past midnight."""
    same_day = datetime.combine(start.date(), clock.time)
    second = same_day.replace(fold=1)
    later_reading = clock.which == 2 and occurs_twice(same_day, zone) and to_utc(second, zone) > to_utc(start, zone)
    behind = same_day > start.replace(fold=0) or later_reading
    return checked(same_day if behind else same_day + timedelta(days=1), zone, which=clock.which)
