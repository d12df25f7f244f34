"""Places: venues, their rooms, what a visitor must know to get in, and bookings of a venue for a stop."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from roadshow.domain.nouns import Noun, Record


class BookingState(StrEnum):
    """A hold lapses on its day; a firm booking stands."""

    HOLD = "hold"
    FIRM = "firm"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OpeningHours(Record):
    """Open on `weekday` (Monday is 1, as in ISO 8601) from `opens` to `closes`; a `closes` of 00:00 is midnight."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClosedPeriod(Record):
    """Closed, or somebody away, from the day `first` up to and including the day `last`."""

    first: date
    last: date
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Say whether a day falls in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Venue(Noun):
    """A building. Access facts are True, False, or None where nobody has looked yet.

    `country` is ISO 3166-1 alpha-2, `latitude` and `longitude` are WGS 84 degrees, `cost` is in euro per meeting.
    """

    kind: ClassVar[str] = "venue"

    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "NL"
    latitude: float | None = None
    longitude: float | None = None
    contact: str = ""
    phone: str = ""
    key: str = ""
    step_free: bool | None = None
    lift: bool | None = None
    accessible_toilet: bool | None = None
    hearing_loop: bool | None = None
    quiet_room: bool | None = None
    public_transport: str = ""
    parking: str = ""
    opening_hours: tuple[OpeningHours, ...] = ()
    closed_periods: tuple[ClosedPeriod, ...] = ()
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Room(Noun):
    """A room of a venue. `layout` is how the chairs stand, `equipment` what is in it."""

    kind: ClassVar[str] = "room"

    venue_id: str
    name: str
    capacity: int | None = None
    layout: str = ""
    equipment: tuple[str, ...] = ()
    closed_periods: tuple[ClosedPeriod, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Booking(Noun):
    """A venue kept for a stop: a hold until and including the day `until`, or firm."""

    kind: ClassVar[str] = "booking"

    stop_id: str
    venue_id: str
    state: BookingState = BookingState.HOLD
    until: date | None = None
