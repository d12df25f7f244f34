"""Rules about the day of a stop: holidays, school holidays, Ramadan and Eid, and nights on which the clock changes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from roadshow.domain.findings import Weight
from roadshow.domain.moments import zone
from roadshow.domain.wording import N_, _
from roadshow.planning.checking.calendar import DayKind, public_holiday
from roadshow.planning.checking.rule import Rule, Trouble
from roadshow.planning.checking.scene import Scene, TimedStop


def on_public_holiday(scene: Scene) -> Iterator[Trouble]:
    """Find a stop on a public holiday in the country of its venue."""
    for stop in scene.stops:
        for day in stop.days:
            name = public_holiday(_country(scene, stop), day)
            if name:
                yield Trouble((stop.place,), _("{day} is {holiday}.").format(day=day, holiday=name))


def in_school_holiday(scene: Scene) -> Iterator[Trouble]:
    """Find a stop in a school holiday of the region in the settings, or of any region if none is set."""
    for stop in scene.stops:
        found: dict[str, set[str]] = {}
        for day in stop.days:
            for period in scene.days.get(day, ()):
                wanted = scene.settings.school_region in {"", period.region} or not period.region
                if period.kind is DayKind.SCHOOL and wanted and period.country == _country(scene, stop):
                    found.setdefault(period.name, set()).add(period.region)
        for name, regions in found.items():
            where = ", ".join(sorted(regions - {""}))
            text = (
                _("{stop} is in the school holidays: {name} ({region}).")
                if where
                else _("{stop} is in the school holidays: {name}.")
            )
            yield Trouble((stop.place,), text.format(stop=stop.place.name, name=name, region=where))


def in_ramadan(scene: Scene) -> Iterator[Trouble]:
    """Find a stop in Ramadan, by calculation; the first day can differ by one where the moon is sighted."""
    yield from _religious(scene, DayKind.RAMADAN, _("{stop} is in {name}: many people fast from dawn to sunset."))


def on_eid(scene: Scene) -> Iterator[Trouble]:
    """Find a stop on Eid al-Fitr or Eid al-Adha, by calculation; it can differ by a day."""
    yield from _religious(scene, DayKind.EID, _("{stop} is on {name}: many people are with their families."))


def _religious(scene: Scene, kind: DayKind, text: str) -> Iterator[Trouble]:
    for stop in scene.stops:
        names = {row.name for day in stop.days for row in scene.days.get(day, ()) if row.kind is kind}
        for name in sorted(names):
            yield Trouble((stop.place,), text.format(stop=stop.place.name, name=name))


def clock_change(scene: Scene) -> Iterator[Trouble]:
    """Find a stop with a change of the clock in the night before it or while it lasts."""
    for stop in scene.stops:
        rules = zone(stop.stop.zone)
        midnight = datetime.combine(stop.days[0], datetime.min.time())
        early = midnight.replace(tzinfo=rules).utcoffset() or timedelta()
        late = stop.stop.end.replace(tzinfo=rules).utcoffset() or timedelta()
        if early == late:
            continue
        text = (
            _("The clock goes forward on {day}: there is an hour less.")
            if late > early
            else _("The clock goes back on {day}: there is an hour more.")
        )
        yield Trouble((stop.place,), text.format(day=_change_day(stop)))


def _change_day(stop: TimedStop) -> str:
    """Return the day on which the offset changes; among the days of a stop it is seldom not the first."""
    rules = zone(stop.stop.zone)
    days = stop.days
    for day in days:
        start = datetime.combine(day, datetime.min.time())
        if start.replace(tzinfo=rules).utcoffset() != (start + timedelta(days=1)).replace(tzinfo=rules).utcoffset():
            return day.isoformat()
    return days[0].isoformat()


def _country(scene: Scene, stop: TimedStop) -> str:
    country = stop.venue.country if stop.venue is not None else ""
    return (country or scene.settings.country).strip().upper()


RULES = (
    Rule("public-holiday", Weight.WARN, N_("A stop is on a public holiday"),
         N_("Choose another day, or ask your guests whether this one suits them."), on_public_holiday),
    Rule("school-holiday", Weight.HINT, N_("A stop is in the school holidays"),
         N_("Parents and schools may be away. Choose another week, or offer childcare."), in_school_holiday),
    Rule("ramadan", Weight.HINT, N_("A stop is in Ramadan"),
         N_("Plan no meal before sunset, end in time for iftar, or choose another date."), in_ramadan),
    Rule("eid", Weight.WARN, N_("A stop is on Eid al-Fitr or Eid al-Adha"),
         N_("Choose another day; the days around it may be taken too."), on_eid),
    Rule("clock-change", Weight.WARN, N_("The clock changes in the night of a stop"),
         N_("Write the start in the reminder, and check the times of what lasts over the change."), clock_change),
)  # fmt: skip
