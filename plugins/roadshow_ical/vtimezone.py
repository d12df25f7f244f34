"""VTIMEZONE for a zone, in the form that every known client reads: one yearly rule for each half of the year.

Where the rule of today does not hold for all the dates concerned, or cannot be said as a weekday of a month, each
onset is written on its own. RDATE is never used: three of the parsers we tried take only the first date of a list,
and Outlook none.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur, vUTCOffset

from roadshow_ical import contents
from roadshow_ical.zone_rules import DAY, EPOCH, FIRST_YEAR, Onset, Rules, Setting, YearlyOnset, rules_of

# Renamed since 2016; old clients know only the old name, and new ones know both.
OLDER_NAMES = {
    "America/Nuuk": "America/Godthab",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Kanton": "Pacific/Enderbury",
}
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def tzid(zone: str) -> str:
    """Return the name under which a zone stands in a calendar; empty for UTC, whose times end in Z."""
    return "" if rules_of(zone).is_utc else OLDER_NAMES.get(zone, zone)


def vtimezone(zone: str, first: datetime, last: datetime) -> bytes:
    """Return the VTIMEZONE that holds from `first` to `last`, both moments in UTC."""
    since, lines = _by_rule(zone)
    if since is not None and since <= first:
        return lines
    return _by_onset(zone, first.year - 1, last.year + 1)


@lru_cache(maxsize=64)
def _by_rule(zone: str) -> tuple[datetime | None, bytes]:
    """Return since when the rule of today holds, and a VTIMEZONE of it; None where no rule can be written."""
    rules = rules_of(zone)
    if any(not 0 <= yearly.time < DAY for yearly in rules.yearly):
        return None, b""
    if not rules.yearly:
        settled = _settled(rules)
        return settled.moment, _block(zone, [_written(settled)])
    onsets = _held_onsets(rules)
    halves = []
    for yearly in rules.yearly:
        start = next(onset for onset in onsets if onset.after == yearly.after)
        halves.append((start.moment, _written(start, yearly)))
    return onsets[0].moment, _block(zone, [part for _moment, part in sorted(halves, key=lambda half: half[0])])


def _settled(rules: Rules) -> Onset:
    """Return the onset since which a zone has left its clocks alone, from 1970 on."""
    if rules.onsets and rules.onsets[-1].moment >= EPOCH:
        onset = rules.onsets[-1]
        return Onset(onset.moment, Setting(onset.before.offset, summer=False, name=onset.before.name), rules.last)
    return _unchanged(rules.last, EPOCH)


def _held_onsets(rules: Rules) -> list[Onset]:
    """Return the onsets since which the yearly rule has held without a break, from 1970 on."""
    last_year = max(rules.ends.year, FIRST_YEAR) + 2
    onsets = [onset for onset in rules.until(last_year) if onset.moment >= EPOCH]
    years = range(FIRST_YEAR, last_year + 1)
    expected = sorted((rule.in_year(year) for year in years for rule in rules.yearly), key=lambda onset: onset.moment)
    held: list[Onset] = []
    while onsets and expected and _alike(onsets[-1], expected.pop()):
        held.append(onsets.pop())
    return held[::-1]


def _alike(one: Onset, other: Onset) -> bool:
    return (one.moment, one.before.offset, one.after) == (other.moment, other.before.offset, other.after)


@lru_cache(maxsize=64)
def _by_onset(zone: str, first_year: int, last_year: int) -> bytes:
    """Return a VTIMEZONE of all onsets from one year to another, and of the one before them."""
    rules = rules_of(zone)
    onsets = rules.until(last_year)
    inside = [onset for onset in onsets if onset.moment.year >= first_year]
    earlier = onsets[: len(onsets) - len(inside)]
    start = earlier[-1] if earlier else _unchanged(rules.first, datetime(first_year, 1, 1, tzinfo=UTC))
    return _block(zone, [_written(onset) for onset in (start, *inside)])


def _block(zone: str, parts: list[TimezoneStandard | TimezoneDaylight]) -> bytes:
    block = Timezone()
    contents.put_text(block, "TZID", tzid(zone))
    for part in parts:
        block.add_component(part)
    return contents.octets(block)


def _unchanged(setting: Setting, since: datetime) -> Onset:
    """Return a beginning for clocks that were not set otherwise before, as far as the calendar looks back."""
    return Onset(since - timedelta(seconds=setting.offset), setting, setting)


def _written(onset: Onset, yearly: YearlyOnset | None = None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if onset.daylight else TimezoneStandard()
    contents.put_moment(part, "DTSTART", onset.wall)
    if yearly is not None:
        week = -1 if yearly.week == 5 else yearly.week
        rule = {"FREQ": "YEARLY", "BYMONTH": yearly.month, "BYDAY": f"{week}{WEEKDAYS[yearly.day]}"}
        part.add("RRULE", vRecur(rule), encode=False)
    for name, setting in (("TZOFFSETFROM", onset.before), ("TZOFFSETTO", onset.after)):
        part.add(name, vUTCOffset(timedelta(seconds=setting.offset)), encode=False)
    contents.put_text(part, "TZNAME", onset.after.name)
    return part
