"""The almanac: days that have a name, since many people are elsewhere then."""

import tomllib
from datetime import date, timedelta

from roadshow.domain.days import NamedDay
from roadshow.domain.errors import BadInputError
from roadshow.domain.filenames import meant_path
from roadshow.domain.wording import _
from roadshow.planning.checking import CheckSettings, DayKind, SpecialDays, public_holiday, special_days
from roadshow.settings.layers import Settings
from roadshow.settings.shipped import config_folder

PUBLIC = "public"
"""The kind of a public holiday; the other kinds are those of the holidays file."""


def special_days_of(settings: CheckSettings) -> tuple[SpecialDays, ...]:
    """Read the holidays file that ships, or the user's own. Raises BadInputError."""
    path = meant_path(settings.holidays) if settings.holidays else config_folder() / "holidays.toml"
    try:
        return special_days(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError) as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Mend it, or take it out: roadshow config set checks.holidays"),
        ) from error


def named_days(settings: Settings, first: date, last: date) -> dict[date, tuple[NamedDay, ...]]:
    """Name the days from `first` up to and including `last`: public holidays, school holidays, Ramadan and Eid.

    They are those of the country and the school region that the checker goes by where a stop has no venue yet.
    Raises BadInputError.
    """
    checks = settings.section_options("checks", CheckSettings)
    periods = [period for period in special_days_of(checks) if _concerns(period, checks)]
    found: dict[date, tuple[NamedDay, ...]] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        holiday = public_holiday(checks.country, day)
        names = [NamedDay(PUBLIC, holiday)] if holiday else []
        names += _names([period for period in periods if period.first <= day <= period.last], checks)
        if names:
            found[day] = tuple(names)
    return found


def _concerns(period: SpecialDays, checks: CheckSettings) -> bool:
    regional = period.kind is DayKind.SCHOOL and period.region and checks.school_region
    here = period.country in {"", checks.country.strip().upper()}
    return here and (not regional or period.region == checks.school_region)


def _names(periods: list[SpecialDays], checks: CheckSettings) -> list[NamedDay]:
    """Name each period once, with its regions where none is set: on the edges of a holiday some are still at school."""
    regions: dict[tuple[str, str], set[str]] = {}
    for period in periods:
        regions.setdefault((period.kind.value, period.name), set()).add(period.region)
    named = []
    for (kind, name), several in regions.items():
        where = "" if checks.school_region else ", ".join(sorted(several - {""}))
        named.append(NamedDay(kind, f"{name} ({where})" if where else name))
    return named
