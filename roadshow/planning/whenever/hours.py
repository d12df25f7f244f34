"""Opening hours as they are typed: mon-fri 09:00-22:00, sat 10:00-17:00; Dutch day names will do."""

import re
from collections.abc import Sequence
from datetime import time

from roadshow.domain.errors import BadInputError
from roadshow.domain.places import OpeningHours
from roadshow.domain.wording import _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPELT = {
    word[:length]: place
    for names in (
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    )
    for place, word in enumerate(names, 1)
    for length in range(2, len(word) + 1)
}
_EVERY = {
    "daily": "mon-sun",
    "every day": "mon-sun",
    "dagelijks": "mon-sun",
    "weekdays": "mon-fri",
    "weekend": "sat-sun",
}
_PIECE = re.compile(
    r"([a-z]+(?:\s*[-–,]\s*[a-z]+)*)\s+([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*[-–]\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?(?:\s*[,;]\s*|\s+|$)"
)


def read_hours(text: str) -> tuple[OpeningHours, ...]:
    """Read opening hours; empty text is none. Raises BadInputError. The end 24:00 is midnight."""
    rest = text.strip().lower()
    for word, days in _EVERY.items():
        rest = rest.replace(word, days)
    found: list[OpeningHours] = []
    while rest:
        match = _PIECE.match(rest)
        if match is None:
            raise _refused(rest)
        days, opens, opens_minute, closes, closes_minute = match.groups()
        first, last = _clock(opens, opens_minute, rest), _clock(closes, closes_minute, rest)
        found += [OpeningHours(weekday=day, opens=first, closes=last) for day in _weekdays(days, rest)]
        rest = rest[match.end() :]
    return tuple(sorted(set(found), key=lambda entry: (entry.weekday, entry.opens)))


def hours_typed(hours: tuple[OpeningHours, ...], *, plain: bool = False) -> str:
    """Write opening hours so that they read back the same; days in a row with the same hours stand together.

    The days are in the language in use, in English where `plain` asks for what programs read.
    """
    days = DAYS if plain else tuple(_(day.capitalize()).lower() for day in DAYS)
    spans: list[tuple[int, int, str]] = []
    for entry in sorted(hours, key=lambda one: (one.opens, one.closes, one.weekday)):
        closes = "24:00" if entry.closes == time(0) else f"{entry.closes:%H:%M}"
        span = f"{entry.opens:%H:%M}-{closes}"
        if spans and spans[-1][1:] == (entry.weekday - 1, span):
            spans[-1] = (spans[-1][0], entry.weekday, span)
        else:
            spans.append((entry.weekday, entry.weekday, span))
    return ", ".join(f"{_days(days, first, last)} {span}" for first, last, span in sorted(spans))


def _days(names: Sequence[str], first: int, last: int) -> str:
    return names[first - 1] if first == last else f"{names[first - 1]}-{names[last - 1]}"


def _weekdays(text: str, whole: str) -> list[int]:
    days: list[int] = []
    for span in text.split(","):
        ends = [_SPELT.get(word.strip()) for word in re.split("[-–]", span)]
        if None in ends or len(ends) > 2:
            raise _refused(whole)
        first, last = (end for end in (ends[0], ends[-1]) if end is not None)
        days += [(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)]
    return days


def _clock(hour: str, minute: str | None, whole: str) -> time:
    if (int(hour), int(minute or 0)) == (24, 0):
        return time(0)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise _refused(whole) from None


def _refused(text: str) -> BadInputError:
    return BadInputError(
        _("“{text}” cannot be read as opening hours.").format(text=text[:60]),
        _('Write them as "mon-fri 09:00-22:00, sat 10:00-17:00".'),
    )
