"""Tasks: on a date, or so many days before or after the day of a stop."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.plain import same
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Roadshow, Stop, Task
from roadshow.domain.wording import N_, _

OFFSET = re.compile(r"t\s*([-+\u2212\u2013])\s*([0-9]{1,4})\s*([wd]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with the day it is due, and how many days that is away: negative is past. None where it has no day."""

    task: Task
    due: date | None
    days: int | None
    late: bool


def parse_offset(text: str) -> int:
    """Read T-21, T+7 or T-0 as days from the day of the stop; T-3w counts in weeks. Raises BadInputError."""
    match = OFFSET.fullmatch(text.strip())
    if not match:
        raise BadInputError(
            _("“{text}” is not a number of days from the stop.").format(text=text[:40]),
            _("Write T-21 for 21 days before it, T+7 for a week after it."),
        )
    sign, number, unit = match.groups()
    days = int(number) * (7 if unit in {"w", "W"} else 1)
    return days if sign == "+" else -days


def offset_text(offset: int) -> str:
    """Write days from the day of the stop as T-21, T+7 or T-0."""
    return f"T+{offset}" if offset > 0 else f"T-{-offset}"


def due_on(task: Task, stop: Stop | None = None) -> date | None:
    """Return the day a task is due: its own date, or counted from the day of its stop. None where it has neither."""
    if task.due is not None or task.offset is None or stop is None:
        return task.due
    return stop.start.date() + timedelta(days=task.offset)


def add_task(
    pen: Pen,
    roadshow: Roadshow,
    title: str,
    *,
    stop: Stop | None = None,
    due: date | None = None,
    offset: int | None = None,
    owner: str = "",
    notes: str = "",
) -> Change:
    """Add a task to a roadshow or to one of its stops, due on a day, `offset` days from the stop, or some day."""
    task = Task(
        id=pen.new_id(),
        roadshow_id=roadshow.id,
        title=title,
        stop_id=stop.id if stop else None,
        owner=owner,
        due=due,
        offset=offset,
        notes=notes,
    )
    return pen.change(N_("Task {task} added"), (Edit(None, sound(task)),), task=title)


def amend_task(pen: Pen, task: Task, *, stop: Stop | None = None, **fields: Any) -> Change:
    """Change a task. A date takes the place of days from the stop, and the other way round; `stop` hangs it there."""
    if stop is not None:
        fields["stop_id"] = stop.id
    if fields.get("due") is not None:
        fields.setdefault("offset", None)
    if fields.get("offset") is not None:
        fields.setdefault("due", None)
    after = sound(replace(task, **fields), fields)
    edits = () if same(task, after) else (Edit(task, after),)
    return pen.change(N_("Task {task} changed"), edits, task=after.title)


def done(pen: Pen, task: Task, *, done: bool = True) -> Change:
    """Tick a task off, or open it again. No edits where it is so already."""
    edits = () if task.done is done else (Edit(task, replace(task, done=done)),)
    return pen.change(N_("Task {task} done") if done else N_("Task {task} to do again"), edits, task=task.title)


def task_agenda(tasks: Iterable[Task], stops: Mapping[str, Stop], today: date) -> tuple[DueTask, ...]:
    """Return tasks in the order of work: late first, then by day, those without a day, and what is done at the end.

    `stops` by id, for tasks that are due some days from one.
    """
    rows = []
    for task in tasks:
        due = due_on(task, stops.get(task.stop_id or ""))
        days = None if due is None else (due - today).days
        rows.append(DueTask(task, due, days, days is not None and days < 0 and not task.done))
    return tuple(sorted(rows, key=lambda row: (row.task.done, row.due is None, row.due or date.max, row.task.title)))
