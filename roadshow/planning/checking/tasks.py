"""Rules about what has to be done around a stop."""

from collections.abc import Iterator
from datetime import date, timedelta

from roadshow.domain.findings import Place, Weight
from roadshow.domain.tour import RoadshowStatus, StopStatus, Task
from roadshow.domain.wording import N_, _
from roadshow.planning.checking.rule import Rule, Trouble, roadshow_place, task_place
from roadshow.planning.checking.scene import Scene


def due_day(scene: Scene, task: Task) -> date | None:
    """Return the day a task is due: its own, or counted from the day of its stop; None where neither is known."""
    if task.due is not None:
        return task.due
    stop = scene.known_stops.get(task.stop_id or "")
    if stop is None or task.offset is None:
        return None
    return stop.start.date() + timedelta(days=task.offset)


def counts(scene: Scene, task: Task) -> bool:
    """Say whether a task still matters: not done, its stop not cancelled, and not meant for before a stop that is over."""
    roadshow = scene.roadshows.get(task.roadshow_id)
    if task.done or (roadshow is not None and roadshow.status is RoadshowStatus.DONE):
        return False
    stop = scene.known_stops.get(task.stop_id or "")
    if stop is None:
        return task.stop_id is None
    if stop.status is StopStatus.CANCELLED:
        return False
    return stop.id in scene.by_id or (task.offset or 0) > 0


def task_overdue(scene: Scene) -> Iterator[Trouble]:
    """Find a task that is not done while its day has passed."""
    for task in scene.tasks:
        due = due_day(scene, task)
        if due is not None and due < scene.today and counts(scene, task):
            yield Trouble(_places(scene, task), _("“{task}” was due on {day}.").format(task=task.title, day=due))


def task_no_owner(scene: Scene) -> Iterator[Trouble]:
    """Find a task without an owner."""
    for task in scene.tasks:
        if not task.owner.strip() and counts(scene, task):
            yield Trouble(_places(scene, task), _("Nobody does “{task}”.").format(task=task.title))


def _places(scene: Scene, task: Task) -> tuple[Place, ...]:
    stop = scene.known_stops.get(task.stop_id or "")
    if stop is not None:
        return Place("stop", stop.id, stop.title or stop.slug), task_place(task)
    roadshow = scene.roadshows.get(task.roadshow_id)
    return (roadshow_place(roadshow), task_place(task)) if roadshow is not None else (task_place(task),)


RULES = (
    Rule("task-overdue", Weight.WARN, N_("A task is not done and its day has passed"),
         N_("Do it, note it as done, or give it another day."), task_overdue),
    Rule("task-no-owner", Weight.HINT, N_("A task has no owner"),
         N_("Ask somebody, and note the name."), task_no_owner),
)  # fmt: skip
