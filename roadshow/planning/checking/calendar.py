"""Days on which people are elsewhere: public holidays, school holidays, Ramadan and the two Eids.

Public holidays come from the holidays package, asked once for each country and year. The others come from a table
that ships as config/holidays.toml, each with its source; a user can bring another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _, spoken

LONGEST_DAYS = 100
"""No period is longer; a wrong year in the table would otherwise cover everything."""


class DayKind(StrEnum):
    """What sort of days a table holds."""

    SCHOOL = "school"
    RAMADAN = "ramadan"
    EID = "eid"


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """A period from the day `first` up to and including the day `last`. `region` is empty where it holds everywhere."""

    kind: DayKind
    name: str
    first: date
    last: date
    region: str = ""
    country: str = ""


DayIndex = Mapping[date, tuple[SpecialDays, ...]]


def special_days(document: Mapping[str, Any]) -> tuple[SpecialDays, ...]:
    """Read the tables of a holidays file that tomllib has parsed. Raises BadInputError and names the table."""
    found: list[SpecialDays] = []
    for number, table in enumerate(document.get("table", ()), 1):
        title = str(table.get("title", number)) if isinstance(table, Mapping) else str(number)
        try:
            kind = DayKind(table["kind"])
            if not str(table["source"]).strip():
                raise ValueError(_("the source is empty"))  # noqa: TRY301  one place words all that can be wrong
            country = str(table.get("country", ""))
            found += [_period(kind, row, country) for row in table["days"]]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInputError(
                _("Table “{title}” of the holidays file cannot be read: {error}.").format(title=title, error=error),
                _("A table has kind, title, source and days; each day has name, first and last."),
            ) from error
    return tuple(found)


def _period(kind: DayKind, row: Mapping[str, Any], country: str) -> SpecialDays:
    first, last = row["first"], row["last"]
    if type(first) is not date or type(last) is not date:
        raise TypeError(_("first and last are dates without quotation marks"))
    if not timedelta(0) <= last - first <= timedelta(days=LONGEST_DAYS):
        raise ValueError(_("{first} to {last} is no period").format(first=first, last=last))
    return SpecialDays(kind, str(row["name"]), first, last, str(row.get("region", "")), country)


def by_day(periods: Iterable[SpecialDays]) -> DayIndex:
    """Return an index from each day to the periods that cover it."""
    index: dict[date, tuple[SpecialDays, ...]] = {}
    for period in periods:
        for number in range((period.last - period.first).days + 1):
            day = period.first + timedelta(days=number)
            index[day] = (*index.get(day, ()), period)
    return index


def public_holiday(country: str, day: date) -> str:
    """Return the name of the public holiday on a day in a country (ISO 3166-1 alpha-2); empty where there is none.

    A country the holidays package does not know has none.
    """
    return _holidays_of(country.strip().upper(), day.year, spoken()).get(day, "")


@cache
def _holidays_of(country: str, year: int, language: str) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415  costs as much as the whole start of the program

    try:
        in_english = country_holidays(country, years=year, language="en_US")
        local = country_holidays(country, years=year, language=language) if language != "en" else in_english
    except (NotImplementedError, KeyError, ValueError):
        return {}
    return {day: local.get(day) or name for day, name in in_english.items()}
