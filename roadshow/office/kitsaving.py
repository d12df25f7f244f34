"""A kit made from a roadshow: its shape, without people, dates and places."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from roadshow.domain.errors import BadInputError
from roadshow.domain.tour import Roadshow, Stop, StopStatus
from roadshow.domain.wording import _
from roadshow.office.exchange import write
from roadshow.office.kits import FORMAT, kit_path
from roadshow.office.planfiles import gather_plan
from roadshow.planfile import Plan, dump
from roadshow.store.base import Store

SHOW = ("name", "theme", "aim", "language", "zone")
STOP = ("slug", "title", "zone", "capacity", "per_group", "themes", "welcome")
SESSION = ("title", "at", "length", "kind", "fixed", "room", "materials", "description", "capacity")
TASK = ("title", "when")
ROOM = ("name", "layout")
PLACE = "plek"


def save_kit(store: Store, roadshow: Roadshow, name: str) -> Path:
    """Write a roadshow as a kit of the user's own; return its path. Raises BadInputError where it has no stops.

    Only what is listed above goes along: no people, owners, contacts, notes, dates, answers, bookings and venues.
    """
    path = kit_path(name)
    plan = gather_plan(store, roadshow.id, people=False)
    held = {stop.id for stop in plan.of(Stop).values() if stop.status is not StopStatus.CANCELLED}
    if not held:
        raise BadInputError(
            _("{roadshow} has no stops to make a kit of.").format(roadshow=roadshow.name), _("Add a stop first.")
        )
    import tomli_w  # noqa: PLC0415  only who saves a kit needs it

    text = tomli_w.dumps(kit_content(plan, held))
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, text.encode(), private=False)
    return path


def kit_content(plan: Plan, stops: set[str]) -> dict[str, Any]:
    """Return the content of a kit: the roadshow of a plan with these stops."""
    document = tomllib.loads(dump(plan, people=False))
    rows = [stop for stop in document["stop"] if stop["id"] in stops]
    first = min(_day(stop["start"]) for stop in rows)
    places: dict[str, dict[str, Any]] = {}
    venues = {venue.get("alias", venue["name"]): venue for venue in document.get("venue", ())}
    made = [_stop(stop, first, venues, places) for stop in rows]
    show = document["roadshow"][0]
    content: dict[str, Any] = {
        "format": FORMAT,
        "title": show["name"],
        "roadshow": _kept(show, SHOW),
        "place": list(places.values()),
        "stop": sorted(made, key=lambda stop: stop["day"]),
        "task": [_loose_task(task, first) for task in document.get("task", ())],
    }
    return {key: value for key, value in content.items() if value}


def _kept(table: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: table[name] for name in names if name in table}


def _stop(
    stop: Mapping[str, Any], first: date, venues: Mapping[str, Any], places: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    day = _day(stop["start"])
    made = {"day": (day - first).days} | _kept(stop, STOP)
    made |= {name: _time(stop[name], day) for name in ("doors", "start", "end") if name in stop}
    made["place"] = _place(stop.get("venue", ""), venues, places)
    made["session"] = [_session(session) for session in stop.get("session", ())]
    made["task"] = [_task(task, day) for task in stop.get("task", ())]
    return {key: value for key, value in made.items() if value != []}


def _place(venue: str, venues: Mapping[str, Any], places: dict[str, dict[str, Any]]) -> str:
    """Return the key of the place that stands for a venue; its name stays behind, its rooms go along."""
    if venue not in places:
        number = len(places) + 1
        key = PLACE if number == 1 else f"{PLACE}-{number}"
        rooms = [_kept(room, ROOM) | {"name": room.get("alias", room["name"])} for room in _rooms(venues, venue)]
        places[venue] = {"key": key, "asks": _("Place {number}").format(number=number)} | (
            {"room": rooms} if rooms else {}
        )
    return str(places[venue]["key"])


def _rooms(venues: Mapping[str, Any], venue: str) -> list[dict[str, Any]]:
    rooms: list[dict[str, Any]] = venues.get(venue, {}).get("room", [])
    return rooms


def _session(session: Mapping[str, Any]) -> dict[str, Any]:
    made = _kept(session, SESSION)
    made["at"] = made["at"].partition("~")[0]
    if not isinstance(made.get("room", ""), str):
        del made["room"]  # a room elsewhere belongs to a place that nobody will be asked for
    return made


def _task(task: Mapping[str, Any], day: date) -> dict[str, Any]:
    made = _kept(task, TASK)
    if "due" in task:
        made["when"] = f"T{(task['due'] - day).days:+}"
    return made


def _loose_task(task: Mapping[str, Any], first: date) -> dict[str, Any]:
    made = _kept(task, ("title",))
    return made | ({"day": (task["due"] - first).days} if "due" in task else {})


def _wall(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value.partition("~")[0]) if isinstance(value, str) else value


def _day(value: datetime | str) -> date:
    return _wall(value).date()


def _time(value: datetime | str, day: date) -> str:
    wall = _wall(value)
    days = (wall.date() - day) // timedelta(days=1)
    return f"{days:+} {wall:%H:%M}" if days else f"{wall:%H:%M}"
