"""The months as they are shown: what stands on a day, a sign for each sort of thing, and what the signs mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from roadshow.api import N_, Booking, BookingState, NamedDay, Stop, _, columns, ngettext, tasking
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.presentation.programme import STATUS, short_day

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
LATE, DUE, HELD, ENDS = "!", "□", "h", "H"
KINDS = {
    "public": ("*", N_("public holiday"), "bad"),
    "eid": ("E", N_("Eid"), "bad"),
    "ramadan": ("R", N_("Ramadan"), "doubt"),
    "school": ("~", N_("school holidays"), "doubt"),
}
"""The sign, the word and the tone of each kind of named day, in the order in which they are shown."""
OTHERS = (
    (HELD, N_("venue only held"), "doubt"),
    (ENDS, N_("hold ends"), "doubt"),
    (DUE, N_("task"), ""),
    (LATE, N_("late task"), "bad"),
)
SHORT = {HELD: N_("hold"), LATE: N_("late"), "*": N_("holiday"), "~": N_("school")}
"""Shorter words, by their sign."""
MOST = 31
"""Days of one stop that are shown; the checker looks at no more either."""


class Kept(NamedTuple):
    """A booking with its stop and the name of the venue."""

    booking: Booking
    stop: Stop
    venue: str


@dataclass(slots=True)
class Day:
    """What is on one day: stops, holds whose last day it is, tasks that are due, and what the day is called."""

    stops: list[Stop] = field(default_factory=list)
    held: list[Kept] = field(default_factory=list)
    ending: list[Kept] = field(default_factory=list)
    due: list[tasking.DueTask] = field(default_factory=list)
    names: tuple[NamedDay, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing of the plan is on this day, whatever it is called."""
        return not (self.stops or self.ending or self.due)


Diary = dict[date, Day]


def diary(stops: Iterable[Stop], kept: Iterable[Kept], due: Iterable[tasking.DueTask]) -> Diary:
    """Put everything on its day."""
    days: Diary = {}
    for stop in stops:
        for number in range(min((stop.end.date() - stop.start.date()).days + 1, MOST)):
            days.setdefault(stop.start.date() + timedelta(days=number), Day()).stops.append(stop)
    for one in kept:
        if one.booking.state is BookingState.HOLD:
            days.setdefault(one.stop.start.date(), Day()).held.append(one)
            if one.booking.until is not None:
                days.setdefault(one.booking.until, Day()).ending.append(one)
    for row in due:
        if row.due is not None:
            days.setdefault(row.due, Day()).due.append(row)
    return days


def name(days: Diary, names: Mapping[date, tuple[NamedDay, ...]]) -> None:
    """Write into a diary what the days are called."""
    for day, several in names.items():
        days.setdefault(day, Day()).names = several


def signs(day: Day) -> list[Cell]:
    """Return a sign for each thing on a day, most important first; tones only say it once more."""
    found = [Cell(STATUS[stop.status][0], STATUS[stop.status][2]) for stop in day.stops]
    found += [Cell(HELD, "doubt")] if day.held else []
    found += [Cell(ENDS, "doubt")] if day.ending else []
    late = sum(row.late for row in day.due)
    for sign, count, tone in ((LATE, late, "bad"), (DUE, len(day.due) - late, "")):
        if count:
            found.append(Cell(sign if count == 1 else f"{sign}{count}", tone))
    kinds = {one.kind for one in day.names}
    return found + [Cell(sign, tone) for kind, (sign, _word, tone) in KINDS.items() if kind in kinds]


def words(day: Day, *, begins: frozenset[str]) -> Iterator[Cell]:
    """Give what can be written below the signs; `begins` are names that were not there the day before."""
    for stop in day.stops:
        yield cell(stop.district or stop.title, "strong")
    for one in day.names:
        if one.kind in {"public", "eid"} or one.name in begins:
            yield cell(one.name, "dim")
    for kept in day.ending:
        yield cell(kept.venue, "dim")


def legend(days: Iterable[Day], *, today: bool, short: bool = False) -> list[Cell]:
    """Say what the signs mean that stand on these days; in fewer words where there is little room."""
    seen = {one.text[0] for day in days for one in signs(day)}
    known = [(sign, word, tone) for sign, word, tone in STATUS.values()]
    known += [*OTHERS, *KINDS.values()]
    said = [
        Cell(f"{sign} {_(SHORT.get(sign, word) if short else word)}", tone)
        for sign, word, tone in known
        if sign in seen
    ]
    return [*said, Cell(_("[1] today"))] if today else said


def month_name(day: date) -> str:
    """Write a month in full, with its year."""
    return f"{_(MONTHS[day.month - 1])} {day.year}"


def on_day(day: date, found: Day | None, today: date, width: int) -> list[Block]:
    """Return all that is on a day: what leads somewhere has a key."""
    head = cell(short_day(day, year=True), "strong")
    away = (day - today).days
    blocks = [Block("", ((head, Cell(f"  {_away(away)}", "dim")),))]
    if found is None:
        return [*blocks, Block("", ((Cell(_("Nothing is on this day."), "dim"),),))]
    for stop in found.stops:
        sign, word, tone = STATUS[stop.status]
        when = f"{stop.start:%H:%M}-{stop.end:%H:%M}"
        room = max(width - 4 - len(when) - columns(_(word)) - 4, 10)
        title = Cell(fitted(cell(stop.title).text, room), "strong")
        blocks.append(Block(f"stop:{stop.id}", ((Cell(f"{sign} ", tone), title, Cell(f"  {when}  {_(word)}", tone)),)))
    blocks += [_line(f"name:{one.name}", *_named(one), width) for one in found.names]
    for kept in found.held:
        until = kept.booking.until
        text = _("{venue}: held until {day}") if until else _("{venue}: held")
        said = text.format(venue=kept.venue, day=short_day(until) if until else "")
        blocks.append(_line(f"booking:{kept.booking.id}", HELD, said, "doubt", width))
    for kept in found.ending:
        said = _("The hold on {venue} ends: {stop}").format(venue=kept.venue, stop=kept.stop.title)
        blocks.append(_line(f"booking:{kept.booking.id}", ENDS, said, "doubt", width))
    for row in found.due:
        text = row.task.title + (f" ({row.task.owner})" if row.task.owner else "")
        blocks.append(_line(f"task:{row.task.id}", LATE if row.late else DUE, text, "bad" if row.late else "", width))
    return blocks


def _named(one: NamedDay) -> tuple[str, str, str]:
    sign, word, tone = KINDS[one.kind]
    return sign, one.name if one.kind in {"ramadan", "eid"} else f"{one.name} ({_(word)})", tone


def _line(key: str, sign: str, text: str, tone: str, width: int) -> Block:
    return Block(key, ((Cell(f"{sign} ", tone), Cell(fitted(cell(text).text, max(width - 4, 8)).rstrip(), tone)),))


def _away(days: int) -> str:
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ngettext("{count} day ago", "{count} days ago", -days).format(count=-days)
