"""Tasks as a list shows them: when, from the stop and as a day, what, whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadshow.api import Stop, Task, _, ngettext, tasking
from roadshow.tui.presentation.cells import Cell, Counts, cell
from roadshow.tui.presentation.programme import short_day


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with the day it is due, and the stop it hangs on."""

    due: tasking.DueTask
    stop: Stop | None
    today: date

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.due.task


def sign(row: TaskRow) -> str:
    """Return how a task stands, in one sign."""
    return "✓" if row.task.done else "!" if row.due.late else "○"


def state(row: TaskRow) -> str:
    """Return how a task stands, in a word."""
    return _("done") if row.task.done else _("late") if row.due.late else _("to do")


def when(row: TaskRow) -> Cell:
    """Show the day it is due; a late one says so with a sign, a done one with a tick."""
    day = row.due.due
    text = short_day(day, year=day.year != row.today.year) if day else _("some day")
    tone = "dim" if row.task.done else "bad" if row.due.late else "" if day else "dim"
    return Cell(f"{sign(row)} {text}", tone)


def away(row: TaskRow) -> Cell:
    """Show how many days that is from today."""
    days = row.due.days
    if days is None or row.task.done:
        return Cell("")
    if days == 0:
        return Cell(_("today"), "doubt")
    if days < 0:
        return Cell(ngettext("{count} day late", "{count} days late", -days).format(count=-days), "bad")
    return Cell(ngettext("in {count} day", "in {count} days", days).format(count=days), "doubt" if days < 8 else "")


def from_stop(row: TaskRow) -> Cell:
    """Show the days from the stop, as T-21."""
    return Cell("" if row.task.offset is None else tasking.offset_text(row.task.offset), "dim")


def title(row: TaskRow) -> Cell:
    """Show what is to be done."""
    return cell(row.task.title, "dim" if row.task.done else "")


def owner(row: TaskRow) -> Cell:
    """Show who does it."""
    return cell(row.task.owner)


def stop(row: TaskRow) -> Cell:
    """Show for which stop, its day first since titles begin alike; empty for the whole roadshow."""
    return cell(f"{short_day(row.stop.start)} {row.stop.title}" if row.stop else "", "dim")


def notes(row: TaskRow) -> Cell:
    """Show the notes."""
    return cell(row.task.notes, "dim")


def due_typed(row: TaskRow) -> str:
    """Write when a task is due so that it can be typed back."""
    if row.task.offset is not None:
        return tasking.offset_text(row.task.offset)
    return f"{row.task.due:%Y-%m-%d}" if row.task.due else ""


def words(row: TaskRow) -> str:
    """Return what a filter looks in."""
    place = f"{row.stop.slug} {row.stop.title}" if row.stop else ""
    return f"{row.task.title} {row.task.owner} {place} {row.task.notes} {due_typed(row)} {state(row)}"


def counted(rows: Sequence[TaskRow]) -> Counts:
    """Say how many are to do, late and done."""
    late = sum(row.due.late for row in rows)
    finished = sum(row.task.done for row in rows)
    to_do = len(rows) - finished
    said = [Cell(ngettext("{count} to do", "{count} to do", to_do).format(count=f"{to_do:,}"), "strong")]
    if late:
        said.append(Cell(ngettext("! {count} late", "! {count} late", late).format(count=late), "bad"))
    if finished:
        said.append(Cell(ngettext("✓ {count} done", "✓ {count} done", finished).format(count=finished), "dim"))
    return Counts(tuple(said))
