"""roadshow task: what must be done, and when."""

from typing import Any

import click

from roadshow.api import (
    BadInputError,
    NotFoundError,
    Query,
    Roadshow,
    Stop,
    Task,
    _,
    find_roadshow,
    find_stop,
    fold,
    ngettext,
    tasking,
    today,
    touring,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.rows import day, shown

SHOWN = 8
task_argument = click.argument("which", metavar="TASK")
stop_option = click.option("--stop", help=_("The stop it is for."))
due_option = click.option("--due", metavar="DATE", help=_("The day it is due; empty for none."))
when_option = click.option("--when", metavar="T-21", help=_("Due so many days before or after the stop."))
owner_option = click.option("--owner", help=_("Who does it."))
notes_option = click.option("--notes", help=_("Notes for yourself."))
roadshow_option = click.option(
    "-r", "--roadshow", "roadshow", default="", help=_("The roadshow, where there are several.")
)


@click.group(cls=Group, help=_("What must be done. TASK is its number in the list or its title."))
def task() -> None:
    """Gather the commands."""


@task.command(
    "add",
    help=_("Add a task: for a stop or the whole roadshow, due on a day or some days from the stop."),
    example='roadshow task add "Zaal boeken" --stop crooswijk --when T-60 --owner Sara\n'
    'roadshow task add "Subsidie aanvragen" --due 1-3',
)
@click.argument("title")
@stop_option
@due_option
@when_option
@owner_option
@notes_option
@roadshow_option
@pass_seat
def add(
    seat: Seat,
    /,
    *,
    title: str,
    stop: str | None,
    due: str | None,
    when: str | None,
    owner: str | None,
    notes: str | None,
    roadshow: str,
) -> None:
    """Add a task."""
    store = seat.office.store
    place = find_stop(store, stop) if stop else None
    run = store.get(Roadshow, place.roadshow_id) if place else find_roadshow(store, roadshow)
    if run is None:
        raise LookupError(f"stop {stop} has no roadshow")
    change = tasking.add_task(
        seat.office.pen(), run, title, stop=place, owner=owner or "", notes=notes or "", **_due(due, when)
    )
    seat.do(change)


@task.command(
    "edit",
    help=_("Change a task."),
    example='roadshow task edit 3 --when T-14\nroadshow task edit "Zaal boeken" --owner Ali',
)
@task_argument
@click.option("--title", help=_("The title."))
@stop_option
@due_option
@when_option
@owner_option
@notes_option
@pass_seat
def edit(
    seat: Seat,
    /,
    *,
    which: str,
    title: str | None,
    stop: str | None,
    due: str | None,
    when: str | None,
    owner: str | None,
    notes: str | None,
) -> None:
    """Change a task."""
    found = _find(seat, which)
    details: dict[str, Any] = {"title": title, "owner": owner, "notes": notes}
    details = {name: text for name, text in details.items() if text is not None} | _due(due, when)
    place = find_stop(seat.office.store, stop) if stop else None
    if place is not None:
        details["roadshow_id"] = place.roadshow_id
    if not details:
        raise BadInputError(_("Say what is to change."), _("Use --title, --stop, --due, --when, --owner or --notes."))
    seat.do(tasking.amend_task(seat.office.pen(), found, stop=place, **details))


@task.command("done", help=_("Tick a task off."), example="roadshow task done 3")
@task_argument
@click.option("--open", "open_", is_flag=True, help=_("It is to do again."))
@pass_seat
def done(seat: Seat, /, *, which: str, open_: bool) -> None:
    """Tick a task off."""
    seat.do(tasking.done(seat.office.pen(), _find(seat, which, done=open_), done=not open_))


@task.command("remove", help=_("Remove a task."), example="roadshow task remove 3")
@task_argument
@pass_seat
def remove(seat: Seat, /, *, which: str) -> None:
    """Remove a task."""
    seat.do(touring.remove(seat.office.pen(), _find(seat, which)))


@task.command(
    "list",
    help=_("List what is to do: late first, then by day."),
    example="roadshow task list --stop crooswijk\nroadshow task list --all",
)
@click.option("--stop", help=_("Only of this stop."))
@click.option("--all", "every", is_flag=True, help=_("Also what is done."))
@roadshow_option
@pass_seat
def list_(seat: Seat, /, *, stop: str | None, every: bool, roadshow: str) -> None:
    """List the tasks."""
    store = seat.office.store
    tasks = _tasks(seat)
    numbers = {one.id: number for number, one in enumerate(tasks, 1)}
    if stop:
        place = find_stop(store, stop)
        tasks = [one for one in tasks if one.stop_id == place.id]
    elif roadshow:
        run = find_roadshow(store, roadshow)
        tasks = [one for one in tasks if one.roadshow_id == run.id]
    stops = {one.id: one for one in store.each(Query(Stop, order=("start",), limit=None))}
    rows = [row for row in tasking.task_agenda(tasks, stops, today()) if every or not row.task.done]
    if seat.json:
        printing.as_json([_plain(row, stops, numbers) for row in rows])
        return
    hidden = len(tasks) - len(rows)
    if not tasks:
        printing.say(_('No tasks yet. Add one: roadshow task add "Zaal boeken" --stop STOP --when T-60'))
        return
    if rows:
        _table(rows, stops, numbers)
    if hidden:
        printing.say(
            ngettext(
                "{count} task is done; see it with --all", "{count} tasks are done; see them with --all", hidden
            ).format(count=hidden)
        )


def _table(rows: list[tasking.DueTask], stops: dict[str, Stop], numbers: dict[str, int]) -> None:
    heads = (_("no."), _("due"), _("days"), _("when"), _("task"), _("stop"), _("owner"), "")
    printing.table(
        heads,
        [
            (
                numbers[row.task.id],
                day(row.due),
                row.days,
                "" if row.task.offset is None else tasking.offset_text(row.task.offset),
                row.task.title,
                _slug(row.task, stops),
                row.task.owner,
                _("late") if row.late else _("done") if row.task.done else "",
            )
            for row in rows
        ],
        right=(0, 2),
    )


def _plain(row: tasking.DueTask, stops: dict[str, Stop], numbers: dict[str, int]) -> dict[str, Any]:
    when = None if row.task.offset is None else tasking.offset_text(row.task.offset)
    return shown(
        row.task,
        number=numbers[row.task.id],
        stop=_slug(row.task, stops) or None,
        when=when,
        day=day(row.due) or None,
        days=row.days,
        late=row.late,
    )


def _slug(one: Task, stops: dict[str, Stop]) -> str:
    stop = stops.get(one.stop_id or "")
    return stop.slug if stop else ""


def _tasks(seat: Seat) -> list[Task]:
    """Return all tasks in the order in which they were made: that gives their numbers."""
    return list(seat.office.store.each(Query(Task, order=("n",), limit=None)))


def _due(due: str | None, when: str | None) -> dict[str, Any]:
    """Read when a task is due; T-21 is understood for a date too."""
    if due and when:
        raise BadInputError(
            _("A task is due on a day or some days from the stop."), _("Use --due or --when, not both.")
        )
    text = due if when is None else when
    if text is None:
        return {}
    if not text:
        return {"due": None, "offset": None}
    if when or text.strip().lower().startswith("t"):
        try:
            return {"offset": tasking.parse_offset(text)}
        except BadInputError:
            if when:
                raise
    return {"due": whenever.read_date(text, today())}


def _find(seat: Seat, text: str, *, done: bool | None = None) -> Task:
    """Find a task by its number or its title; of several those that are still to do go before, or those that are done."""
    tasks = _tasks(seat)
    if text.isdecimal() and 1 <= int(text) <= len(tasks):
        return tasks[int(text) - 1]
    wanted = fold(text)
    found = [one for one in tasks if fold(one.title) == wanted] or [
        one for one in tasks if wanted and wanted in fold(one.title)
    ]
    found = [one for one in found if one.done is bool(done)] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(_("There is no task “{text}”.").format(text=text), _('See "roadshow task list --all".'))
    stops = {one.id: one for one in seat.office.store.each(Query(Stop, order=("start",), limit=None))}
    listed = [f"{tasks.index(one) + 1} {one.title} {_slug(one, stops)}".strip() for one in found]
    raise NotFoundError(
        _("“{text}” fits more than one task.").format(text=text),
        _("Use the number: {names}.").format(names=", ".join(listed[:SHOWN])),
        listed,
    )
