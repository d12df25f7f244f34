"""What a zone does with its clocks: read from its TZif file (RFC 9636) and the POSIX rule in the last line of it."""

import re
import struct
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from roadshow.api import zone_file

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR = 1970
"""Calendars need no onset before this one: where a rule held already, it is written as if it began here."""
DAY = 86_400
_HEADER = struct.Struct(">4sc15x6L")
_NAME = r"(<[^>]+>|[A-Za-z]+)"
_OFFSET = r"([+-]?\d+(?::\d+){0,2})"
_POSIX = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?,([^,]+),([^,]+))?")
_MONTH_WEEK_DAY = re.compile(rf"M(\d+)\.(\d)\.(\d)(?:/{_OFFSET})?")


@dataclass(frozen=True, slots=True)
class Setting:
    """How clocks are set: seconds east of UTC, whether the zone files call it summer time, and its short name."""

    offset: int
    summer: bool
    name: str


@dataclass(frozen=True, slots=True)
class Onset:
    """A moment (UTC) at which clocks are set otherwise than before."""

    moment: datetime
    before: Setting
    after: Setting

    @property
    def wall(self) -> datetime:
        """What the clocks show at the onset, before they are set: the form that VTIMEZONE wants."""
        return (self.moment + timedelta(seconds=self.before.offset)).replace(tzinfo=None)

    @property
    def daylight(self) -> bool:
        """Whether this begins the half with the bigger offset. Dublin's files call winter the exception: never mind."""
        if self.before.summer != self.after.summer:
            return self.after.offset > self.before.offset
        return self.after.summer


@dataclass(frozen=True, slots=True)
class YearlyOnset:
    """An onset that comes back each year: on weekday `day` (0 is Sunday) of week `week` (5 is the last) of a month.

    `time` is seconds after midnight on the clocks as they were set before; it may pass either midnight.
    """

    month: int
    week: int
    day: int
    time: int
    before: Setting
    after: Setting

    def in_year(self, year: int) -> Onset:
        """Return the onset of one year."""
        first = datetime(year, self.month, 1, tzinfo=UTC)
        number = 1 + (self.day - first.isoweekday()) % 7 + 7 * (self.week - 1)
        if number > monthrange(year, self.month)[1]:
            number -= 7
        return Onset(
            first + timedelta(days=number - 1, seconds=self.time - self.before.offset), self.before, self.after
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """All that a zone file says.

    `onsets` are those the file lists, in order, without those that leave the clocks alone. After the last of all
    listed ones, `ends`, the two `yearly` onsets hold, or for ever `last` where there are none.
    """

    first: Setting
    onsets: tuple[Onset, ...]
    ends: datetime
    last: Setting
    yearly: tuple[YearlyOnset, ...]

    @property
    def is_utc(self) -> bool:
        """Whether this zone is UTC itself."""
        return not self.onsets and not self.yearly and self.last == Setting(0, summer=False, name="UTC")

    def until(self, year: int) -> list[Onset]:
        """Return all onsets up to and including those of a year, in order."""
        years = range(max(self.ends.year - 1, 1), year + 1)
        coming = sorted((rule.in_year(each) for each in years for rule in self.yearly), key=lambda onset: onset.moment)
        listed = [onset for onset in self.onsets if onset.moment.year <= year]
        return [*listed, *(onset for onset in coming if onset.moment > self.ends)]


@lru_cache(maxsize=64)
def rules_of(zone: str) -> Rules:
    """Read the rules of an IANA zone from the pinned tzdata."""
    data = zone_file(zone)
    counts = _HEADER.unpack_from(data)[2:]
    second = _HEADER.size + _length(counts, 4)
    utc_marks, standard_marks, leaps, times, types, signs = counts = _HEADER.unpack_from(data, second)[2:]
    start = second + _HEADER.size
    moments = struct.unpack_from(f">{times}q", data, start)
    chosen = struct.unpack_from(f">{times}B", data, start + 8 * times)
    names = data[start + 9 * times + 6 * types :][:signs]
    settings = [
        Setting(offset, bool(summer), names[place : names.index(0, place)].decode("ascii"))
        for offset, summer, place in struct.iter_unpack(">lBB", data[start + 9 * times :][: 6 * types])
    ]
    footer = data[start + _length((utc_marks, standard_marks, leaps, times, types, signs), 8) :].strip().decode("ascii")
    last, yearly = _posix(footer)
    onsets = _onsets(settings[0], [(moment, settings[index]) for moment, index in zip(moments, chosen, strict=True)])
    ends = EPOCH + timedelta(seconds=max(moments[-1], -62_000_000_000)) if moments else EPOCH.replace(year=1)
    return Rules(settings[0], onsets, ends, last, yearly)


def _length(counts: tuple[int, ...], time_size: int) -> int:
    """Return the octets of a data block (RFC 9636 section 3.2)."""
    utc_marks, standard_marks, leaps, times, types, signs = counts
    return times * (time_size + 1) + types * 6 + signs + leaps * (time_size + 4) + standard_marks + utc_marks


def _onsets(first: Setting, changes: list[tuple[int, Setting]]) -> tuple[Onset, ...]:
    found: list[Onset] = []
    before = first
    for moment, after in changes:
        if after.offset != before.offset:
            found.append(Onset(EPOCH + timedelta(seconds=moment), before, after))
        before = after
    return tuple(found)


def _posix(footer: str) -> tuple[Setting, tuple[YearlyOnset, ...]]:
    """Read a rule such as CET-1CEST,M3.5.0,M10.5.0/3 (POSIX.1-2024 section 8.3, hours from -167 to 167)."""
    match = _POSIX.fullmatch(footer)
    if match is None:
        raise ValueError(f"a zone rule of an unknown form: {footer!r}")
    name, offset, summer_name, summer_offset, start, end = match.groups()
    usual = Setting(-_seconds(offset), summer=False, name=name.strip("<>"))
    if summer_name is None:
        return usual, ()
    east = -_seconds(summer_offset) if summer_offset else usual.offset + 3600
    summer = Setting(east, summer=True, name=summer_name.strip("<>"))
    return usual, (_yearly(start, usual, summer), _yearly(end, summer, usual))


def _yearly(text: str, before: Setting, after: Setting) -> YearlyOnset:
    match = _MONTH_WEEK_DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"a zone rule of an unknown form: {text!r}")
    month, week, day, time = match.groups()
    return YearlyOnset(int(month), int(week), int(day), _seconds(time) if time else 7200, before, after)


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    parts = [*map(int, text.lstrip("+-").split(":")), 0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])
