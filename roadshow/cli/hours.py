"""Opening hours as they are typed on the line; how they are read is the affair of `whenever`."""

from roadshow.api import OpeningHours, whenever


def read_hours(text: str) -> tuple[OpeningHours, ...]:
    """Read opening hours; empty text is none. Raises BadInputError."""
    return whenever.read_hours(text)


def hours_typed(hours: tuple[OpeningHours, ...]) -> str:
    """Write opening hours so that they read back the same."""
    return whenever.hours_typed(hours)
