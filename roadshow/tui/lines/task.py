"""Tasks from the screen: one line read into a task, and one verb on several tasks as one change."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadshow.api import (
    N_,
    BadInputError,
    Change,
    Office,
    Roadshow,
    Stop,
    Task,
    find_roadshow,
    find_stop,
    tasking,
    whenever,
)

DAY = re.compile(r"[0-9]{1,4}[-/][0-9]{1,2}([-/][0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What was typed for a new task. `stop` and `owner` are names as typed, empty where none was."""

    title: str
    stop: str = ""
    owner: str = ""
    due: date | None = None
    offset: int | None = None


def read_line(text: str, today: date) -> TaskLine:
    """Read `Zaal boeken @crooswijk T-60 #Sara`: the stop behind @, who does it behind #, T-60 or a day anywhere."""
    words: list[str] = []
    found: dict[str, Any] = {}
    for word in text.split():
        if word.startswith("@") and len(word) > 1:
            found["stop"] = word[1:]
        elif word.startswith("#") and len(word) > 1:
            found["owner"] = word[1:].replace("_", " ")
        elif tasking.OFFSET.fullmatch(word):
            found["offset"] = tasking.parse_offset(word)
        elif DAY.fullmatch(word):
            found["due"] = whenever.read_date(word, today)
        else:
            words.append(word)
    return TaskLine(" ".join(words), **found)


def read_due(text: str, today: date) -> dict[str, Any]:
    """Read when a task is due, as the command line does: T-21, a day, or nothing for some day."""
    if not text.strip():
        return {"due": None, "offset": None}
    try:
        return {"offset": tasking.parse_offset(text)}
    except BadInputError:
        return {"due": whenever.read_date(text, today)}


def added(office: Office, line: TaskLine, stop_id: str | None, roadshow_id: str) -> Change:
    """Add a task. Without a stop in the line it hangs where `stop_id` and `roadshow_id` say, the row one stands on."""
    store = office.store
    stop = find_stop(store, line.stop) if line.stop else store.get(Stop, stop_id) if stop_id else None
    roadshow = store.get(Roadshow, stop.roadshow_id if stop else roadshow_id) or find_roadshow(store, "")
    return tasking.add_task(
        office.pen(), roadshow, line.title, stop=stop, due=line.due, offset=line.offset, owner=line.owner
    )


def together(office: Office, tasks: Iterable[Task], verb: Callable[[Task], Change], text: str, **values: Any) -> Change:
    """Do one thing to several tasks as one change; one alone keeps its own label."""
    changes = [verb(task) for task in tasks]
    if len(changes) == 1:
        return changes[0]
    return office.pen().change(text, tuple(edit for change in changes for edit in change.edits), **values)


TICKED, OPENED = N_("Tasks done"), N_("Tasks to do again")
MOVED, GIVEN, REMOVED = N_("Tasks moved"), N_("Tasks given to {owner}"), N_("Tasks removed")
