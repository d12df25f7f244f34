"""Opening hours as they are typed on the line; how they are read is the affair of `whenever`."""

from roadshow.api import OpeningHours, whenever


def read_hours(text: str) -> tuple[OpeningHours, ...]:
    """Read opening hours; empty text is none. Raises BadInputError."""
    return whenever.read_hours(text)


def hours_typed(hours: tuple[OpeningHours, ...], *, plain: bool = False) -> str:
    """Write opening hours so that they read back the same; `plain` with the days of JSON, in English."""
    return whenever.hours_typed(hours, plain=plain)
