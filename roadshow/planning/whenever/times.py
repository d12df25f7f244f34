"""Times of day: digits, spoken Dutch and English, with or without a part of the day."""

import re
from dataclasses import dataclass
from datetime import time

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _
from roadshow.planning.whenever.typed import quoted, tidy


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on the clock, to the minute. `which` is 1 or 2 where somebody said which of two readings they mean."""

    time: time
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What was read: minutes since midnight, or on a clock of twelve hours where `loose`."""

    minutes: int
    loose: bool = False
    unsure: bool = False


_DUTCH = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
HOURS = {word: number for words in (_DUTCH, _ENGLISH) for number, word in enumerate(words.split(), 1)}
NUMBERS = HOURS | {"kwart": 15, "quarter": 15, "a quarter": 15, "twintig": 20, "twenty": 20}
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"

_HOUR = "|".join(sorted(HOURS, key=len, reverse=True)) + "|[0-9]{1,2}"

WHICH = re.compile(r"(.+?)(?:~([12])| \(?(?:de |the )?(first|1st|eerste|1e|second|2nd|tweede|2e)(?: keer| time)?\)?)")
FIRSTS = frozenset(["1", "first", "1st", "eerste", "1e"])
PARTS: dict[str, tuple[tuple[int, int], ...]] = {
    "am": ((0, 720),),
    "pm": ((720, 1440),),
    "morning": ((240, 720),),
    "afternoon": ((720, 1140),),
    "evening": ((1020, 1440),),
    "night": ((0, 360), (1320, 1440)),
}
_PART_WORDS = {
    "am": "am", "a.m.": "am", "a.m": "am", "pm": "pm", "p.m.": "pm", "p.m": "pm",
    "s ochtends": "morning", "s morgens": "morning", "in de ochtend": "morning", "in the morning": "morning",
    "s middags": "afternoon", "in de middag": "afternoon", "in the afternoon": "afternoon",
    "s avonds": "evening", "in de avond": "evening", "in the evening": "evening",
    "s nachts": "night", "in de nacht": "night", "at night": "night",
}  # fmt: skip
_PART = "|".join(re.escape(words) for words in sorted(_PART_WORDS, key=len, reverse=True))
PART_BEHIND = re.compile(rf"(.+?) ?(?<![a-z])({_PART})")
PART_BEFORE = re.compile(rf"({_PART}) (?:om |at )?(.+)")
BEFORE = re.compile(r"(?:om|at|vanaf|from|circa|ca\.?) ")

DIGITS = re.compile(r"([0-9]{1,2})(?:[:.]| uur )([0-9]{2})(?::00)?(?: ?uur| ?u| ?h)?")
LETTER = re.compile(r"([0-9]{1,2}) ?[uh] ?([0-9]{2})?")
WHOLE = re.compile(rf"({_HOUR}) ?(uur|oclock|o clock)")
HALF_PAST = re.compile(rf"half past ({_HOUR})")
HALF = re.compile(rf"half ({_HOUR})(?: uur)?")
BESIDE = re.compile(rf"({_NUMBER})(?: min| minuten| minutes)? (over|voor|past|to)( half)? ({_HOUR})(?: uur)?")


def read_time(text: str) -> TimeOfDay:
    """Read a time of day; first, second, eerste or tweede behind it says which of two. Raises BadInputError."""
    found = time_in(tidy(text))
    if found is None:
        raise BadInputError(
            _("“{text}” cannot be read as a time.").format(text=quoted(text)),
            _("Write 13:30, 13.30, 13u30, 1:30 pm or half 2 's middags."),
        )
    return found


def time_in(text: str) -> TimeOfDay | None:
    """Read tidied text as a time; None where it is none, BadInputError where it is one that cannot be told."""
    which = None
    if match := WHICH.fullmatch(text):
        which = 1 if (match[2] or match[3]) in FIRSTS else 2
        text = match[1]
    if before := BEFORE.match(text):
        text = text[before.end() :]
    text, part = without_part(text)
    clock = _clock(text, bare=bool(part))
    if clock is None:
        return None
    minutes = _in_part(clock, part) if part else _by_itself(clock)
    return TimeOfDay(time(minutes // 60, minutes % 60), which)


def without_part(text: str) -> tuple[str, str]:
    """Return tidied text without its part of the day, and that part: am, pm, morning, afternoon, evening, night."""
    if match := PART_BEHIND.fullmatch(text):
        return match[1], _PART_WORDS[match[2]]
    if match := PART_BEFORE.fullmatch(text):
        return match[2], _PART_WORDS[match[1]]
    return text, ""


def _clock(text: str, *, bare: bool) -> Clock | None:
    """Read hours and minutes. A number alone is a time only where a part of the day stands beside it."""
    if text in {"noon", "12 noon"}:
        return Clock(720)
    if match := DIGITS.fullmatch(text) or LETTER.fullmatch(text):
        return _exact(int(match[1]), int(match[2] or 0))
    if match := WHOLE.fullmatch(text):
        hour = _number(match[1])
        return _exact(hour, 0) if match[1].isdigit() and not 1 <= hour <= 6 else _spoken(hour, 0)
    if bare and text.isdigit() and text.isascii() and len(text) <= 2:
        return _exact(int(text), 0)
    if bare and text in HOURS:
        return _spoken(HOURS[text], 0)
    return _around(text)


def _around(text: str) -> Clock | None:
    if match := HALF_PAST.fullmatch(text):
        return _spoken(_number(match[1]), 30)
    if match := HALF.fullmatch(text):
        if match[1] in _ENGLISH.split():
            raise BadInputError(
                _("“{text}” means two times: half past in English, half an hour before in Dutch.").format(text=text),
                _("Write half past one, half twee or 13:30."),
            )
        return _spoken(_number(match[1]), -30)
    if match := BESIDE.fullmatch(text):
        beside = _number(match[1]) * (1 if match[2] in {"over", "past"} else -1)
        return _spoken(_number(match[4]), beside - (30 if match[3] else 0))
    return None


def _number(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _exact(hour: int, minute: int) -> Clock | None:
    if hour == 24 and minute == 0:
        raise BadInputError(_("24:00 is the next day."), _("Write 00:00 and the date of the next day."))
    return Clock(hour * 60 + minute) if hour < 24 and minute < 60 else None


def _spoken(hour: int, beside: int) -> Clock | None:
    """Return a time said in words: on the clock of twelve hours, unless the hour is past twelve or nought."""
    if hour > 24 or abs(beside) > 59:
        return None
    if 1 <= hour <= 12:
        return Clock((hour * 60 + beside) % 720, loose=True)
    return Clock((hour * 60 + beside) % 1440)


def _in_part(clock: Clock, part: str) -> int:
    """Return the minutes since midnight that lie in a part of the day."""
    half_day = clock.loose or 60 <= clock.minutes < 780
    choices = (clock.minutes % 720, clock.minutes % 720 + 720) if half_day else (clock.minutes,)
    for minutes in choices:
        if any(low <= minutes < high for low, high in PARTS[part]):
            return minutes
    raise BadInputError(_("That time is not in that part of the day."), _("Write it as 13:30, on 24 hours."))


def _by_itself(clock: Clock) -> int:
    """Return the minutes since midnight of a time without a part of the day.

    From twelve to seven on a clock of twelve hours is the afternoon, since nobody meets at half past one at night;
    from seven to twelve is morning or evening, and only the planner knows.
    """
    if not clock.loose:
        return clock.minutes
    if clock.minutes < 420:
        return clock.minutes + 720
    morning = f"{clock.minutes // 60}:{clock.minutes % 60:02d}"
    evening = f"{clock.minutes // 60 + 12}:{clock.minutes % 60:02d}"
    raise BadInputError(
        _("That is {morning} or {evening}: morning or evening?").format(morning=morning, evening=evening),
        _("Write {morning} or {evening}, or add 's ochtends or 's avonds.").format(morning=morning, evening=evening),
    )
