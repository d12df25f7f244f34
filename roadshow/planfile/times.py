"""Times as a plan file writes them, and back. What cannot be used is refused with `Wrong`.

A wall time is a TOML local date-time. One that the clock shows twice is text with `~1` or `~2` behind it. The start of
a session is a time on the first day of its stop: `13:00`, or `+1 00:15` for the night after.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from roadshow.domain.errors import BadInputError
from roadshow.domain.moments import ZONE_FILES, checked, readings, to_utc, zone
from roadshow.domain.places import OpeningHours
from roadshow.domain.wording import _
from roadshow.planfile.problems import Wrong, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_OFFSET = 100_000

WALL = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.0+)?)?(~[12])?"
AT = r"([+-]\d{1,5} )?\d{1,2}:\d\d(:00)?(~[12])?"
WHEN = r"T([+-]\d{1,5})?"
HOURS = rf"({'|'.join(DAYS)})([-,]({'|'.join(DAYS)}))* +\d{{1,2}}:\d\d *- *\d{{1,2}}:\d\d"

_AT_PARTS = re.compile(r"(?:([+-]\d{1,5}) +)?(\d{1,2}):(\d\d)(?::00)?(?:~([12]))?")
_HOURS = re.compile(HOURS)
_WALL = re.compile(WALL)
_WHEN = re.compile(WHEN)


def known_zone(name: str) -> str:
    """Return the name of a time zone, or refuse one that the pinned tzdata does not have."""
    try:
        zone(name)
    except BadInputError as error:
        names = (ZONE_FILES.parent / "zones").read_text("utf-8").split()
        raise Wrong(_("“{name}” is not a time zone.").format(name=shown(name)), names, name) from error
    return name


@lru_cache(maxsize=8192)
def _steady(day: date, zone_name: str) -> bool:
    """Say whether clocks run on all that day: then no time on it is skipped and none occurs twice."""
    noon = datetime.combine(day, time(12), zone(zone_name))
    try:
        return (noon - timedelta(days=1)).utcoffset() == (noon + timedelta(days=1)).utcoffset()
    except OverflowError:
        return False


def _settled(wall: datetime, zone_name: str, which: int | None, written: str) -> datetime:
    if wall.second or wall.microsecond:
        raise Wrong(_("Times are to the minute; “{time}” has seconds.").format(time=written))
    if _steady(wall.date(), zone_name):
        return wall
    try:
        if which is None and len(readings(wall, zone_name)) > 1:
            raise Wrong(
                _("{time} occurs twice in {zone}: the clock goes back. Write “{time}~1” or “{time}~2”.").format(
                    time=written, zone=zone_name
                )
            )
        return checked(wall, zone_name, which=which)
    except BadInputError as error:
        raise Wrong(error.message) from error
    except OverflowError as error:
        raise Wrong(_("“{time}” is too far from today.").format(time=written)) from error


def wall_in(value: object, zone_name: str) -> datetime:
    """Read a local date-time, or the same as text."""
    if type(value) is datetime:
        if value.tzinfo is not None:
            raise Wrong(_("Write the time as the clock on the wall shows it, without “Z” or “+02:00”."))
        return _settled(value, zone_name, None, value.isoformat("T", "minutes"))
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        raise Wrong(_("“{value}” is not a date and time such as 2026-04-14T13:30:00.").format(value=shown(value)))
    text, mark, which = value.partition("~")
    try:
        wall = datetime.fromisoformat(text)
    except ValueError as error:
        raise Wrong(_("“{value}” is not a date and time that exists.").format(value=shown(value))) from error
    return _settled(wall, zone_name, int(which) if mark else None, text)


def wall_out(wall: datetime, zone_name: str) -> datetime | str:
    """Write a wall time for the file."""
    mark = _mark(wall, zone_name)
    return wall.isoformat("T", "minutes") + mark if mark else wall


def _mark(wall: datetime, zone_name: str) -> str:
    if _steady(wall.date(), zone_name):
        return ""
    try:
        twice = len(readings(wall, zone_name)) > 1
    except OverflowError:
        return ""
    return f"~{wall.fold + 1}" if twice else ""


def at_in(value: object, first_day: date, zone_name: str) -> datetime:
    """Read the start of a session, counted from the first day of its stop."""
    if isinstance(value, time):
        value = value.isoformat("minutes")
    match = _AT_PARTS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Wrong(_("“{value}” is not a time such as 13:00, or “+1 00:15”.").format(value=shown(value)))
    days, hour, minute, which = match.groups()
    try:
        wall = datetime.combine(first_day + timedelta(days=int(days or 0)), time(int(hour), int(minute)))
    except (ValueError, OverflowError) as error:
        raise Wrong(_("“{value}” is not a time that exists.").format(value=shown(value))) from error
    return _settled(wall, zone_name, int(which) if which else None, match.group().partition("~")[0])


def at_out(start: datetime, first_day: date, zone_name: str) -> str:
    """Write the start of a session."""
    mark = _mark(start, zone_name)
    days = start.toordinal() - first_day.toordinal()
    text = f"{start.hour:02}:{start.minute:02}{mark}"
    return f"{days:+} {text}" if days else text


def in_order(wall: datetime, zone_name: str) -> datetime:
    """Return what wall times are put in order by; it holds on the nights on which the clock changes."""
    try:
        return wall.replace(tzinfo=UTC) if _steady(wall.date(), zone_name) else to_utc(wall, zone_name)
    except OverflowError:
        return wall.replace(tzinfo=UTC)


def when_in(value: object) -> int:
    """Read a day relative to a stop: T-21, T+7, or T for the day itself."""
    if not isinstance(value, str) or not _WHEN.fullmatch(value) or abs(int(value[1:] or 0)) > LONGEST_OFFSET:
        raise Wrong(_("“{value}” is not a day such as T-21 or T+7.").format(value=shown(value)))
    return int(value[1:] or 0)


def when_out(offset: int) -> str:
    """Write a day relative to a stop."""
    return f"T{offset:+}"


def hours_in(values: list[str]) -> tuple[OpeningHours, ...]:
    """Read opening hours: “mon-fri 09:00-22:00”. The end 24:00 is midnight."""
    found: list[OpeningHours] = []
    for value in values:
        text = value.strip().lower()
        if not _HOURS.fullmatch(text):
            raise Wrong(
                _('“{value}” is not a line of opening hours such as "mon-fri 09:00-22:00".').format(value=shown(value))
            )
        days, hours = text.split(" ", 1)
        opens, closes = (_clock(part.strip(), value) for part in hours.split("-"))
        found += [OpeningHours(weekday=day, opens=opens, closes=closes) for day in _weekdays(days)]
    return tuple(found)


def _weekdays(text: str) -> list[int]:
    found: list[int] = []
    for span in text.split(","):
        ends = [DAYS.index(day) for day in span.split("-")]
        length = (ends[-1] - ends[0]) % len(DAYS)
        found += [(ends[0] + step) % len(DAYS) + 1 for step in range(length + 1)]
    return found


def _clock(text: str, value: str) -> time:
    hour, minute = map(int, text.split(":"))
    try:
        return time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError as error:
        raise Wrong(_("“{value}” has a time that does not exist.").format(value=shown(value))) from error


def hours_out(hours: tuple[OpeningHours, ...]) -> list[str]:
    """Write opening hours; days that follow one another and keep the same hours share a line."""
    lines: list[tuple[int, int, str]] = []
    for entry in hours:
        span = f"{entry.opens:%H:%M}-{entry.closes:%H:%M}"
        if lines and lines[-1][1:] == (entry.weekday - 1, span):
            lines[-1] = (lines[-1][0], entry.weekday, span)
        else:
            lines.append((entry.weekday, entry.weekday, span))
    return [_days(first, last) + " " + span for first, last, span in lines]


def _days(first: int, last: int) -> str:
    return DAYS[first - 1] if first == last else f"{DAYS[first - 1]}-{DAYS[last - 1]}"
