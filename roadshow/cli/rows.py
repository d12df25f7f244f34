"""Nouns as rows and facts: what a list shows of each, the same words on the line and in JSON."""

from datetime import date, datetime
from typing import Any

from roadshow.api import Noun, plain, value_word


def day(value: date | datetime | None) -> str:
    """Write a day so that it can be typed back."""
    return "" if value is None else f"{value:%Y-%m-%d}"


def clock(value: datetime | None) -> str:
    """Write a time of day."""
    return "" if value is None else f"{value:%H:%M}"


def truth(value: bool | None) -> str:  # noqa: FBT001  a value to write
    """Write a fact that may be unknown."""
    return "?" if value is None else value_word("yes" if value else "no")


def shown(noun: Noun, **extra: Any) -> dict[str, Any]:
    """Return a noun as plain values for JSON, with `extra` readable names first."""
    return {**extra, **plain(noun)}
