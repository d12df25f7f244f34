"""The programme as it is shown: stops as a route, with dates, venue, status and small bars; and the next tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadshow.api import N_, Roadshow, Stop, StopStatus, Task, _, columns, ngettext, tasking
from roadshow.tui.presentation.about import Gaps, marked
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted

BAR = 12
NARROW = 70
"""Columns under which only the sign and the number of gaps are shown."""
ROOMY = 120
"""Columns from which the stops side by side show venue, words and names of gaps."""
STATUS = {
    StopStatus.PLANNED: ("○", N_("planned"), "dim"),
    StopStatus.CONFIRMED: ("●", N_("confirmed"), "good"),
    StopStatus.HELD: ("◆", N_("held"), ""),
    StopStatus.CANCELLED: ("✗", N_("cancelled"), "bad"),
}
DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop with what is counted about it."""

    stop: Stop
    venue: str
    states: Mapping[str, int]
    coming: int

    @property
    def asked(self) -> int:
        """How many are on the list and not withdrawn."""
        return sum(count for state, count in self.states.items() if state != "withdrawn")


def short_day(day: date, *, year: bool = False) -> str:
    """Write a day as Tue 13 Apr, in the language in use."""
    text = f"{_(DAYS[day.weekday()])} {day.day:>2} {_(MONTHS[day.month - 1])}"
    return f"{text} {day.year}" if year else text


def day_and_month(day: date) -> str:
    """Write a day as 13 Apr, in the language in use."""
    return f"{day.day} {_(MONTHS[day.month - 1])}"


def bar(part: int, whole: int, width: int = BAR) -> tuple[str, str]:
    """Return the filled and the empty part of a small bar; more than whole fills it."""
    filled = 0 if whole <= 0 else min(round(part * width / whole), width)
    if part and not filled:
        filled = 1
    return "█" * filled, "░" * (width - filled)


def route(
    roadshows: Sequence[Roadshow],
    stops: Mapping[str, Sequence[StopRow]],
    width: int,
    today: date,
    gaps: Gaps | None = None,
) -> list[Block]:
    """Return every roadshow with its stops on a line one can follow; `gaps` once they are known."""
    blocks = []
    for place, roadshow in enumerate(roadshows):
        rows = stops.get(roadshow.id, ())
        above: tuple[tuple[Cell, ...], ...] = ((Cell(""),),) if place else ()
        count = ngettext("{count} stop", "{count} stops", len(rows)).format(count=len(rows))
        head = (cell(roadshow.name, "strong"), Cell(f"  {count}", "dim"))
        blocks.append(Block("", (*above, head)))
        blocks += [_stop(row, width, today, gaps, last=row is rows[-1]) for row in rows]
    return blocks


def _stop(row: StopRow, width: int, today: date, gaps: Gaps | None, *, last: bool) -> Block:
    stop = row.stop
    sign, word, tone = STATUS[stop.status]
    when = f"{short_day(stop.start, year=stop.start.year != today.year)} {stop.start:%H:%M}-{stop.end:%H:%M}"
    status = fitted(_(word), max(columns(_(other)) for _sign, other, _tone in STATUS.values()))
    room = max(width - 4 - len(when) - 2 - columns(status) - 2, 10)
    title = cell(fitted(cell(stop.title).text, room), "strong")
    first = (Cell(f"{sign} ", tone), title, Cell(f"  {when}"), Cell(f"  {status}", tone))
    rail = "  " if last else "│ "
    place = cell(row.venue or _("no venue yet"), "dim" if row.venue else "doubt")
    state = marked(stop, gaps, today, short=width < NARROW)
    counts = (Cell(f" {fitted(state.text, 10 if width >= NARROW else 3)} ", state.tone), *_counts(row))
    wide = sum(columns(one.text) for one in counts)
    second = (Cell(rail), Cell(fitted(place.text, max(width - 4 - wide, 8)), place.tone), *counts)
    return Block(stop.id, (first, second))


def _counts(row: StopRow) -> tuple[Cell, ...]:
    accepted, capacity = row.coming, row.stop.capacity
    whole = capacity or row.asked
    full, empty = bar(accepted, whole)
    tone = "bad" if capacity and accepted > capacity else "good"
    places = str(capacity) if capacity else "—"
    asked = _("{asked} asked").format(asked=f"{row.asked:,}")
    return (
        Cell(fitted(asked, 11, right=True) + " ", "dim"),
        Cell(full, tone),
        Cell(empty, "dim"),
        Cell(fitted(f" {accepted:,}/{places}", 9), tone if accepted else ""),
    )


def table(rows: Sequence[StopRow], width: int, today: date, gaps: Gaps | None = None) -> list[Block]:
    """Return all stops side by side in order of time, in columns; two lines each where there is room for names."""
    ordered = sorted(rows, key=lambda row: (row.stop.start, row.stop.id))
    write = _roomy if width >= ROOMY else _brief
    return [Block(row.stop.id, write(row, width, today, gaps)) for row in ordered]


def _roomy(row: StopRow, width: int, today: date, gaps: Gaps | None) -> tuple[tuple[Cell, ...], ...]:
    stop = row.stop
    sign, word, tone = STATUS[stop.status]
    status = max(columns(_(other)) for _sign, other, _tone in STATUS.values()) + 2
    counts = _counts(row)
    wide = max(width - 2 - 17 - status - 2 - sum(columns(one.text) for one in counts), 20)
    first = (
        Cell(fitted(short_day(stop.start, year=True), 15) + "  "),
        Cell(fitted(cell(stop.title).text, wide - 2) + "  ", "strong"),
        Cell(fitted(f"{sign} {_(word)}", status) + "  ", tone),
        *counts,
    )
    missing = marked(stop, gaps, today)
    names = "; ".join(gap.what for gap in (gaps or {}).get(stop.id, ()))
    said = f"{missing.text}: {names}" if names else missing.text
    place = cell(row.venue or _("no venue yet"), "dim" if row.venue else "doubt")
    second = (
        Cell(fitted(f"{stop.start:%H:%M}-{stop.end:%H:%M}", 15) + "  ", "dim"),
        Cell(fitted(place.text, wide * 2 // 5) + "  ", place.tone),
        Cell(fitted(cell(said).text, max(width - 21 - wide * 2 // 5, 8)).rstrip(), missing.tone),
    )
    return first, second


def _brief(row: StopRow, width: int, today: date, gaps: Gaps | None) -> tuple[tuple[Cell, ...], ...]:
    stop = row.stop
    sign, _word, tone = STATUS[stop.status]
    normal = width >= NARROW
    when = short_day(stop.start, year=normal)
    missing = marked(stop, gaps, today, short=not normal)
    full, empty = bar(row.coming, stop.capacity or row.asked, 6) if normal else ("", "")
    counts = f"{full}{empty} {row.coming:,}/{stop.capacity or '—'}".lstrip()
    day, coming, gap = (15, 14, 10) if normal else (10, 7, 3)
    room = max(width - 2 - day - 2 - coming - gap - 7, 10)
    return (
        (
            Cell(fitted(when, day) + "  "),
            Cell(fitted(cell(stop.title).text, room) + "  ", "strong"),
            Cell(f"{sign} ", tone),
            Cell(fitted(counts, coming) + "  "),
            Cell(fitted(missing.text, gap), missing.tone),
        ),
    )


def due(rows: Sequence[tasking.DueTask]) -> list[Cell]:
    """Say how many tasks are open, and how many of them are late."""
    late = sum(row.late for row in rows)
    said = [
        cell(_("Next tasks"), "strong"),
        cell(ngettext("{count} open", "{count} open", len(rows)).format(count=len(rows))),
    ]
    if late:
        said.append(cell(ngettext("! {count} late", "! {count} late", late).format(count=late), "bad"))
    return said


def tasks(rows: Sequence[tasking.DueTask], stops: Mapping[str, Stop], width: int) -> list[Block]:
    """Return the next tasks: when, what, for which stop, whose. Late ones say so."""
    about = [_about(row.task, stops.get(row.task.stop_id or "")) for row in rows]
    wide = min(max(map(columns, about), default=0), max(width // 3, 12)) if width > 60 else 0
    return [Block(row.task.id, (_task(row, said, wide, width),)) for row, said in zip(rows, about, strict=True)]


def _about(task: Task, stop: Stop | None) -> str:
    return ", ".join(part for part in (stop.slug if stop else "", cell(task.owner).text) if part)


def _task(row: tasking.DueTask, about: str, wide: int, width: int) -> tuple[Cell, ...]:
    when = short_day(row.due) if row.due else _("some day")
    if row.late:
        when = f"! {when}"
    task: Task = row.task
    from_stop = tasking.offset_text(task.offset) if task.offset is not None else ""
    room = max(width - 2 - 14 - 6 - wide - 2, 10)
    return (
        Cell(fitted(when, 14), "bad" if row.late else ""),
        Cell(fitted(from_stop, 6), "dim"),
        Cell(fitted(cell(task.title).text, room) + "  "),
        Cell(fitted(about, wide), "dim"),
    )
