"""The run sheet: when, how long, what, where; below it who, what is needed and the slack; and how long it all takes."""

from roadshow.api import _, ngettext
from roadshow.tui.presentation.agenda import Entry, Plan, named, slack_said
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted


def running(plan: Plan) -> list[Cell]:
    """Say how long the whole takes."""
    if not plan.entries:
        return []
    begin, end = min(entry.begin for entry in plan.entries), max(entry.end for entry in plan.entries)
    hours, minutes = divmod(end - begin, 60)
    count = len(plan.entries)
    said = [
        Cell(ngettext("{count} session", "{count} sessions", count).format(count=count)),
        Cell(_("{hours} h {minutes:02d} in all").format(hours=hours, minutes=minutes)),
    ]
    clashes = sum(entry.overlaps for entry in plan.entries)
    if clashes:
        said.append(Cell(ngettext("! {count} overlaps", "! {count} overlap", clashes).format(count=clashes), "bad"))
    return said


def run_sheet(plan: Plan, width: int) -> list[Block]:
    """Return the run sheet: when, how long, what, where; below it who, what is needed, and the slack behind it."""
    return [Block(entry.session.id, _sheet_lines(plan, entry, max(width - 3, 20))) for entry in plan.entries]


def _sheet_lines(plan: Plan, entry: Entry, width: int) -> tuple[tuple[Cell, ...], ...]:
    session = entry.session
    wide = min(max(len(lane.title) for lane in plan.lanes), width // 4)
    sign = Cell("=" if session.fixed else " ", "doubt")
    room = width - 5 - 1 - 5 - 1 - wide - 1
    title = f"! {entry.title}" if entry.overlaps else entry.title
    lines: list[tuple[Cell, ...]] = [
        (
            Cell(f"{entry.start:%H:%M}", "strong"),
            sign,
            Cell(fitted(f"{session.length}′", 5, right=True) + " ", "dim"),
            Cell(fitted(title, room) + " ", "bad" if entry.overlaps else ""),
            Cell(fitted(plan.place(entry.lane), wide), "dim"),
        )
    ]
    below = [named(entry.who), cell(", ".join(session.materials)).text, slack_said(entry).text]
    said = " · ".join(text for text in below if text)
    if said:
        lines.append((Cell(" " * 13), Cell(fitted(said, width - 13), "dim")))
    return tuple(lines)
