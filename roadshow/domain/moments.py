"""Time as a planner means it: wall time in a named zone, told apart from moments in UTC.

The zone rules come from the pinned tzdata package, never from the machine, so that a plan made on one
computer holds on every other. A wall time is a naive datetime, to the minute; where the clock shows one time
twice, `fold` says which.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _

ZONE_FILES = Path(tzdata.__file__).parent / "zoneinfo"


@cache
def zone(name: str) -> ZoneInfo:
    """Return the rules of an IANA zone such as Europe/Amsterdam, or refuse a name that is none."""
    parts = name.split("/")
    file = ZONE_FILES.joinpath(*parts)
    if not name or any(not part.replace("-", "").replace("_", "").replace("+", "").isalnum() for part in parts):
        raise _unknown_zone(name)
    try:
        with file.open("rb") as rules:
            return ZoneInfo.from_file(rules, key=name)
    except (OSError, ValueError) as error:
        raise _unknown_zone(name) from error


def zone_file(name: str) -> bytes:
    """Return the compiled rules of a zone (TZif, RFC 9636), as the pinned tzdata has them."""
    zone(name)
    return ZONE_FILES.joinpath(*name.split("/")).read_bytes()


def tzdata_version() -> str:
    """Return the release of the zone rules in use, such as 2026.6."""
    return str(tzdata.__version__)


def _unknown_zone(name: str) -> BadInputError:
    return BadInputError(
        _("“{name}” is not a time zone.").format(name=name),
        _("Use a name such as Europe/Amsterdam."),
    )


def readings(wall: datetime, zone_name: str) -> tuple[datetime, ...]:
    """Return the moments (UTC) at which clocks in the zone show `wall`: none in the spring gap, two in autumn."""
    rules = zone(zone_name)
    found: list[datetime] = []
    for fold in (0, 1):
        moment = wall.replace(fold=fold, tzinfo=rules).astimezone(UTC)
        shown = moment.astimezone(rules).replace(tzinfo=None, fold=0)
        if shown == wall.replace(fold=0) and moment not in found:
            found.append(moment)
    return tuple(found)


def checked(wall: datetime, zone_name: str, *, which: int | None = None) -> datetime:
    """Return `wall` ready to be kept, or refuse a time that does not exist or that occurs twice.

    `which` is 1 for the first and 2 for the second reading of a time that occurs twice.
    """
    wall = wall.replace(second=0, microsecond=0, fold=0)
    found = readings(wall, zone_name)
    if not found:
        raise BadInputError(
            _("{time} does not exist in {zone}: the clock skips it.").format(
                time=f"{wall:%Y-%m-%d %H:%M}", zone=zone_name
            ),
            _("The clock goes forward that night. Use a time before or after the skipped hour."),
        )
    if len(found) == 1:
        return wall
    if which is None:
        raise BadInputError(
            _("{time} occurs twice in {zone}: the clock goes back.").format(
                time=f"{wall:%Y-%m-%d %H:%M}", zone=zone_name
            ),
            _("Say which one: add “first” or “second” after the time."),
        )
    return wall.replace(fold=which - 1)


def to_utc(wall: datetime, zone_name: str) -> datetime:
    """Return the moment (UTC) at which the zone's clocks show `wall`; `fold` decides where there are two."""
    return wall.replace(tzinfo=zone(zone_name)).astimezone(UTC)


def to_wall(moment: datetime, zone_name: str) -> datetime:
    """Return what the zone's clocks show at `moment`, naive, with `fold` set on the second reading."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None)


def later(wall: datetime, zone_name: str, minutes: int) -> datetime:
    """Return the wall time `minutes` of real time after `wall` (before it where negative)."""
    return to_wall(to_utc(wall, zone_name) + timedelta(minutes=minutes), zone_name)


def minutes_between(first: datetime, second: datetime, zone_name: str) -> int:
    """Return the minutes of real time from one wall time to another."""
    return int((to_utc(second, zone_name) - to_utc(first, zone_name)).total_seconds()) // 60


def occurs_twice(wall: datetime, zone_name: str) -> bool:
    """Say whether the zone's clocks show `wall` twice."""
    return len(readings(wall, zone_name)) > 1
