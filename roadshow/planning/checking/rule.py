"""Running one rule, and how rules name places."""

from collections.abc import Iterator
from datetime import datetime

from roadshow.domain.findings import Finding, Place, Rule, Trouble, Weight
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Roadshow, Session, Task
from roadshow.domain.wording import _
from roadshow.planning.checking.scene import Scene, TimedStop

__all__ = [
    "Rule", "Trouble", "clock", "find", "hours", "person_place", "roadshow_place", "room_place", "session_place",
    "stop_place", "task_place", "venue_place",
]  # fmt: skip


def find(rule: Rule, scene: Scene, weight: Weight | None = None, only: str | None = None) -> Iterator[Finding]:
    """Run one rule. With `only`, keep what concerns that stop or no stop in particular; the scene may be narrowed.

    No two findings of a rule have one identity: the first case in the same places speaks for the others.
    """
    weight = weight or rule.weight
    help_text = _(rule.help) if rule.help else ""  # gettext answers an empty text with its own header
    told: set[str] = set()
    for places, why in rule.look(scene):
        if only is not None and not _concerns(places, only):
            continue
        where = "\n".join(sorted([place.id for place in places]))  # one text weighs less than a nest of tuples
        if where not in told:
            told.add(where)
            yield Finding(rule.code, weight, places, why, help_text)


def _concerns(places: tuple[Place, ...], stop_id: str) -> bool:
    stops = [place.id for place in places if place.kind == "stop"]
    return not stops or stop_id in stops


def session_place(session: Session) -> Place:
    """Name a session in a finding."""
    return Place("session", session.id, session.title or _("a session without a title"))


def room_place(room: Room) -> Place:
    """Name a room in a finding."""
    return Place("room", room.id, room.name)


def venue_place(venue: Venue) -> Place:
    """Name a venue in a finding."""
    return Place("venue", venue.id, venue.name)


def roadshow_place(roadshow: Roadshow) -> Place:
    """Name a roadshow in a finding."""
    return Place("roadshow", roadshow.id, roadshow.name or roadshow.slug)


def task_place(task: Task) -> Place:
    """Name a task in a finding."""
    return Place("task", task.id, task.title)


def person_place(scene: Scene, person_id: str) -> Place:
    """Name a person in a finding."""
    return Place("person", person_id, scene.person_name(person_id))


def stop_place(scene: Scene, stop_id: str) -> Place:
    """Name a stop in a finding; only one that is still to come."""
    return scene.by_id[stop_id].place


def clock(wall: datetime) -> str:
    """Write a wall time as sentences name it: day and time, the same in every language."""
    return f"{wall:%Y-%m-%d %H:%M}"


def hours(stop: TimedStop) -> str:
    """Write from when to when a stop is, doors included."""
    return f"{clock(min(stop.stop.doors or stop.stop.start, stop.stop.start))} – {stop.stop.end:%H:%M}"
