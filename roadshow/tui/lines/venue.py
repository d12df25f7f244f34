"""Fields of a venue and its rooms as somebody types them."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from roadshow.api import BadInputError, _, field_word, fold, whenever

FACTS = frozenset({"step_free", "lift", "accessible_toilet", "hearing_loop", "quiet_room"})
NUMBERS = {"latitude": float, "longitude": float, "cost": Decimal}


def venue_value(field: str, text: str) -> Any:
    """Read what was typed for a field of a venue; empty text empties it. Raises BadInputError."""
    text = text.strip()
    if field == "opening_hours":
        return whenever.read_hours(text)
    if field in FACTS:
        return _truth(field, text)
    if field in NUMBERS:
        return _number(field, text)
    return text


def read_period(text: str, today: date) -> tuple[date, date, str]:
    """Read `24-12..2-1 holiday`: the first day, the last, and why. Raises BadInputError."""
    days, _space, reason = text.strip().partition(" ")
    first, _dots, last = days.partition("..")
    begins = whenever.read_date(first, today)
    return begins, whenever.read_date(last, begins) if last else begins, reason.strip()


def read_hold(text: str, today: date) -> date:
    """Read the last day of a hold. Raises BadInputError for one that has gone by."""
    day = whenever.read_date(text, today)
    if day < today:
        raise BadInputError(
            _("{day} has gone by.").format(day=day.isoformat()), _("Give a day to come, or book it firmly.")
        )
    return day


def read_room(text: str) -> tuple[str, int | None]:
    """Read `Zaal 1, 40`: the name of a room, and how many fit behind a comma."""
    name, comma, count = text.rpartition(",")
    if comma and count.strip().isdecimal():
        return name.strip(), int(count)
    return text.strip(), None


def _truth(field: str, text: str) -> bool | None:
    known = {"yes": True, "ja": True, "y": True, "j": True, "no": False, "nee": False, "n": False}
    word = fold(text)
    if word in {"", "?", "-", "unknown", "onbekend"}:
        return None
    if word not in known:
        raise _refused(field, text, _("yes, no or ?"))
    return known[word]


def _number(field: str, text: str) -> Any:
    if not text:
        return None
    try:
        return NUMBERS[field](text.replace(",", "."))
    except (ValueError, InvalidOperation):
        raise _refused(field, text, _("a number")) from None


def _refused(field: str, text: str, allowed: str) -> BadInputError:
    return BadInputError(
        _("“{value}” cannot be used for {name}.").format(value=text, name=field_word(field)),
        _("It may be: {allowed}.").format(allowed=allowed),
    )
