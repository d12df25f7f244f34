"""Small plans for the verbs: a pen with counted ids, nouns by one call each, and a plan as a dict of nouns."""

import itertools
from datetime import UTC, datetime

from roadshow.domain.changes import Pen, Trace
from roadshow.domain.people import Person
from roadshow.domain.plain import differing, plain
from roadshow.domain.tour import Roadshow, Session, Stop

ZONE = "Europe/Amsterdam"
MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def pen(moment=MOMENT, prefix="n"):
    numbers = itertools.count(1)
    return Pen("Fatma", moment, lambda: f"{prefix}{next(numbers)}")


def wall(text):
    """wall("2026-04-14 13:30"), with ~2 for the second reading."""
    return datetime.fromisoformat(text.removesuffix("~2")).replace(fold=int(text.endswith("~2")))


def roadshow(**fields):
    return Roadshow(**{"id": "r1", "slug": "samen-leren", "name": "Samen Leren", **fields})


def stop(**fields):
    start, end, doors = wall("2026-04-14 13:30"), wall("2026-04-14 16:00"), wall("2026-04-14 13:00")
    base = {"id": "s1", "roadshow_id": "r1", "slug": "crooswijk", "title": "Crooswijk", "zone": ZONE}
    return Stop(**{**base, "start": start, "end": end, "doors": doors, **fields})


def session(key, start, length, day="2026-04-14", **fields):
    begins = wall(start) if " " in start else wall(f"{day} {start}")
    return Session(**{"id": key, "stop_id": "s1", "title": key, "start": begins, "length": length, **fields})


def person(key="p1", **fields):
    return Person(**{"id": key, "given": "Jan", "particle": "de", "surname": "Vries", **fields})


def made(change):
    """The first record a change makes or alters."""
    return next(iter(change.edits)).after


def applied(plan, edits):
    """The plan after the edits; an edit whose before is not what the plan holds is an error."""
    plan = dict(plan)
    for edit in edits:
        key = (edit.noun.kind, edit.noun.id)
        held = plan.get(key)
        assert (held is None) == (edit.before is None), f"stale edit of {key}"
        assert held is None or plain(held) == plain(edit.before), f"stale edit of {key}"
        if edit.after is None:
            del plan[key]
        else:
            plan[key] = edit.after
    return plan


def traced(edits):
    """What a journal keeps of the edits."""
    traces = []
    for edit in edits:
        if edit.before is not None and edit.after is not None:
            before, after = differing(edit.before, edit.after)
        else:
            before = None if edit.before is None else plain(edit.before)
            after = None if edit.after is None else plain(edit.after)
        traces.append(Trace(edit.noun.kind, edit.noun.id, before, after))
    return traces


def plan_of(*nouns):
    return {(noun.kind, noun.id): noun for noun in nouns}


def as_plain(plan):
    return {key: plain(noun) for key, noun in plan.items()}
