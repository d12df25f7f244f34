"""How long something lasts, in minutes."""

import re

from roadshow.domain.errors import BadInputError
from roadshow.domain.soundness import LONGEST_SESSION
from roadshow.domain.wording import _
from roadshow.planning.whenever.typed import quoted, tidy

_HOURS = "u|uur|uren|h|hr|hrs|hour|hours"
_MINUTES = "m|min|mins|minuut|minuten|minute|minutes"
NAMED = {
    "kwartier": 15, "een kwartier": 15, "a quarter of an hour": 15, "quarter of an hour": 15, "drie kwartier": 45,
    "half uur": 30, "een half uur": 30, "halfuur": 30, "een halfuur": 30, "half an hour": 30, "half hour": 30,
    "een uur": 60, "an hour": 60, "one hour": 60, "anderhalf uur": 90, "an hour and a half": 90, "twee uur": 120,
    "two hours": 120,
}  # fmt: skip

MINUTES = re.compile(rf"([0-9]{{1,5}}) ?(?:{_MINUTES})?")
COLON = re.compile(r"([0-9]{1,3}):([0-9]{2})")
HOURS = re.compile(rf"([0-9]{{1,3}}) ?(?:{_HOURS})(?: ?(?:en |and )?([0-9]{{1,2}}) ?(?:{_MINUTES})?)?")
PARTS_OF_HOURS = re.compile(rf"([0-9]{{1,3}})[.,]([0-9]{{1,2}}) ?(?:{_HOURS})")


def read_minutes(text: str) -> int:
    """Read a length as minutes: 90, 45m, 1u30, 1h30, 1:30, 1,5 uur, anderhalf uur. Raises BadInputError."""
    minutes = _minutes(tidy(text, commas=True))
    if minutes is None:
        raise BadInputError(
            _("“{text}” cannot be read as a length of time.").format(text=quoted(text)),
            _("Write minutes, such as 45 or 45m, or hours, such as 1u30, 1h30 or 1:30."),
        )
    if not 1 <= minutes <= LONGEST_SESSION:
        raise BadInputError(
            _("A length of {minutes} minutes cannot be right.").format(minutes=minutes),
            _("Use a length from 1 minute to {days} days.").format(days=LONGEST_SESSION // 1440),
        )
    return minutes


def _minutes(text: str) -> int | None:
    if text in NAMED:
        return NAMED[text]
    if match := MINUTES.fullmatch(text):
        return int(match[1])
    if match := COLON.fullmatch(text) or HOURS.fullmatch(text):
        rest = int(match[2] or 0)
        return int(match[1]) * 60 + rest if rest < 60 else None
    if match := PARTS_OF_HOURS.fullmatch(text):
        return round(float(f"{match[1]}.{match[2]}") * 60)
    return None


def minutes_typed(minutes: int) -> str:
    """Write a length so that it reads back the same: 45m, 1h30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"
