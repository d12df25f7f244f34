"""Starter kits: a roadshow without people and dates, to begin the next one from.

A kit is a TOML file much like a plan file. Its days count from the first stop (day 0), its times are times of day, and
it names places that are asked for when it is used. Those that ship are in config/kits, a user's own in kits beside the
settings.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from roadshow.domain.asking import Query
from roadshow.domain.changes import Change, Pen
from roadshow.domain.errors import BadInputError, NotFoundError
from roadshow.domain.folding import fold
from roadshow.domain.places import Room, Venue
from roadshow.domain.slugs import slug_for
from roadshow.domain.tour import Roadshow, Stop
from roadshow.domain.wording import N_, _
from roadshow.office.planfiles import flaws_beside, proposed
from roadshow.planfile import Plan, PlanFileError, load
from roadshow.planfile.keys import Keys
from roadshow.planning.whenever import read_date
from roadshow.settings.layers import user_folder
from roadshow.settings.shipped import config_folder
from roadshow.store.base import Store

FOLDER = "kits"
SUFFIX = ".toml"
FORMAT = 1
FARTHEST = 3650
OURS = ("day", "place", "doors", "start", "end")
"""What a stop of a kit has that one of a plan file has not, or has in another shape."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit as it was read. `content` is its TOML; `own` says that the user made it."""

    name: str
    title: str
    content: Mapping[str, Any]
    own: bool = False

    @property
    def roadshow(self) -> str:
        """The name that a roadshow has if no other is given."""
        return str(self.content["roadshow"].get("name") or self.title)

    @property
    def stops(self) -> tuple[Mapping[str, Any], ...]:
        """The stops, in order of days."""
        return tuple(sorted(self.content["stop"], key=lambda stop: stop["day"]))

    @property
    def places(self) -> Mapping[str, str]:
        """The keys of the places, and how each is asked for."""
        return {place["key"]: place.get("asks", place["key"]) for place in self.content.get("place", ())}

    def only(self, slugs: Sequence[str]) -> "Kit":
        """Return the kit with some of its stops alone, named by slug or title. Raises NotFoundError."""
        if not slugs:
            return self
        known = {stop_slug(stop): stop for stop in self.stops}
        for slug in slugs:
            if slug not in known:
                raise NotFoundError(
                    _("The kit {kit} has no stop “{stop}”.").format(kit=self.name, stop=slug),
                    _("There are: {names}.").format(names=", ".join(known)),
                )
        first = min(known[slug]["day"] for slug in slugs)
        chosen = [dict(stop) | {"day": stop["day"] - first} for slug, stop in known.items() if slug in slugs]
        used = {stop.get("place") for stop in chosen}
        places = [place for place in self.content.get("place", ()) if place["key"] in used]
        return Kit(self.name, self.title, {**self.content, "stop": chosen, "place": places}, self.own)


def stop_slug(stop: Mapping[str, Any]) -> str:
    """Return the slug that a stop of a kit goes by."""
    return str(stop.get("slug") or slug_for(stop["title"], otherwise="stop"))


@dataclass(frozen=True, slots=True)
class Answers:
    """What a kit asks: the name, a date for each stop, and a venue by name for each place; empty where none is known."""

    name: str
    dates: tuple[date, ...]
    venues: Mapping[str, str] = field(default_factory=dict)


def kits(folders: Iterable[Path] | None = None) -> dict[str, Path]:
    """Return the kits by name; one of the user's own goes before one that ships."""
    found: dict[str, Path] = {}
    for folder in kit_folders() if folders is None else folders:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def kit_folders() -> tuple[Path, Path]:
    """Return where kits are: the user's own, and those that ship."""
    return user_folder() / FOLDER, config_folder() / FOLDER


def load_kit(name: str) -> Kit:
    """Read a kit. Raises NotFoundError, and BadInputError where its file cannot be used."""
    known = kits()
    if name not in known:
        raise NotFoundError(
            _("There is no kit “{name}”.").format(name=name),
            _("There are: {names}.").format(names=", ".join(known)),
            tuple(known),
        )
    path = known[name]
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error), _("Mend the file, or set it aside.")
        ) from error
    flaw = next(_flaws(content), "")
    if flaw:
        raise BadInputError(f"{path}: {flaw}", _("Mend the file, or set it aside."))
    return Kit(name, str(content.get("title", name)), content, own=path.parent != config_folder() / FOLDER)


def _flaws(content: Mapping[str, Any]) -> Iterator[str]:
    """Find what a kit must have and has not; what it shares with plan files is checked when it is used."""
    if content.get("format") != FORMAT:
        yield _("this program reads kits with format = {format}").format(format=FORMAT)
    if not isinstance(content.get("roadshow"), dict):
        yield _("“{key}” is missing.").format(key="[roadshow]")
    if not content.get("stop"):
        yield _("“{key}” is missing.").format(key="[[stop]]")
    for key in ("stop", "place", "task"):
        rows = content.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield _("Write [[{header}]], with two brackets on either side.").format(header=key)
            return
        for row in rows:
            yield from _row_flaws(key, row)
    places = {place["key"] for place in content.get("place", ())}
    for stop in content["stop"]:
        if stop.get("place") not in {None, *places}:
            yield _("There is no {noun} “{key}”.").format(noun=_("place"), key=stop["place"])


NEEDED = {"stop": ("title", "start"), "place": ("key",), "task": ("title",)}


def _row_flaws(key: str, row: Mapping[str, Any]) -> Iterator[str]:
    for name in NEEDED[key]:
        if not isinstance(row.get(name), str):
            yield _("“{key}” is missing.").format(key=f"{key}.{name}")
    if (key == "stop" or "day" in row) and (type(row.get("day")) is not int or abs(row["day"]) > FARTHEST):
        yield _("“{key}” must be a whole number of days from the first stop.").format(key=f"{key}.day")
    rooms = row.get("room", []) if key == "place" else []
    if not isinstance(rooms, list) or not all(isinstance(room, dict) and room.get("name") for room in rooms):
        yield _("“{key}” is missing.").format(key="place.room.name")


def kit_days(kit: Kit, typed: Sequence[str], today: date) -> tuple[date, ...]:
    """Return the day of each stop as it was typed; where nothing was, as many days after the first as the kit says.

    Raises BadInputError without a first day, and for a day that cannot be read.
    """
    if not typed or not typed[0].strip():
        raise BadInputError(_("Say when it begins."), _("Write a day, such as 14-4-2027 or +3w."))
    first = read_date(typed[0], today)
    days = [first]
    for number, stop in enumerate(kit.stops[1:], 1):
        text = typed[number].strip() if number < len(typed) else ""
        days.append(read_date(text, today) if text else first + timedelta(days=stop["day"] - kit.stops[0]["day"]))
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Start:
    """A roadshow made from a kit, before it is saved. `roomless` are sessions whose room the venue does not have."""

    change: Change
    roadshow: Roadshow
    stops: tuple[Stop, ...]
    roomless: tuple[str, ...]


def start_from(store: Store, kit: Kit, answers: Answers, pen: Pen) -> Start:
    """Make a roadshow from a kit. Raises BadInputError where the kit or an answer cannot be used."""
    around = (Roadshow, Venue, Room, Stop)
    known = Plan(noun for kind in around for noun in store.each(Query(kind, order=("n",), limit=None)))
    draft = _Draft(kit, answers, known)
    import tomli_w  # noqa: PLC0415  only who makes a roadshow from a kit needs it

    text = tomli_w.dumps(draft.document())
    try:
        plan = load(text, name=kit.name, known=known, new_id=pen.new_id, flaws=flaws_beside(known))
    except PlanFileError as error:
        told = "\n".join(f"  {problem.path}: {problem.sentence}" for problem in error.problems)
        raise BadInputError(
            _("The kit {kit} cannot be used with these answers:").format(kit=kit.name) + f"\n{told}",
            _("Give other answers, or mend the kit."),
        ) from error
    roadshow = next(iter(plan.of(Roadshow).values()))
    change = proposed(plan, known).change(
        pen, N_("Roadshow {roadshow} begun from the kit {kit}"), roadshow=roadshow.slug, kit=kit.name
    )
    stops = tuple(sorted(plan.of(Stop).values(), key=lambda stop: stop.start))
    return Start(change, roadshow, stops, tuple(draft.roomless))


class _Draft:
    """A kit being turned into the document of a plan file."""

    def __init__(self, kit: Kit, answers: Answers, known: Plan) -> None:
        self._kit = kit
        self._answers = answers
        self._known = known
        self._keys = Keys(known)
        self._rooms: dict[str, dict[str, str]] = {}
        self._venue: dict[str, str] = {}
        self._made: list[dict[str, Any]] = []
        self.roomless: list[str] = []

    def document(self) -> dict[str, Any]:
        """Return the document."""
        answers, content = self._answers, self._kit.content
        slug = slug_for(answers.name, {show.slug for show in self._known.of(Roadshow).values()}, "roadshow")
        for place in content.get("place", ()):
            self._place(place)
        taken = {stop.slug for stop in self._known.of(Stop).values()}
        stops = []
        for stop, day in zip(self._kit.stops, answers.dates, strict=True):
            stops.append(self._stop(stop, day, slug, taken))
        tasks = [self._task(task, slug) for task in content.get("task", ())]
        show = {**content["roadshow"], "slug": slug, "name": answers.name}
        document = {"roadshow": [show], "venue": self._made, "stop": stops, "task": tasks}
        return {key: rows for key, rows in document.items() if rows}

    def _place(self, place: Mapping[str, Any]) -> None:
        """Find the venue that was named for a place, or make it with the rooms that the kit wants."""
        name = self._answers.venues.get(place["key"], "").strip()
        if not name:
            return
        same = [venue for venue in self._known.of(Venue).values() if fold(venue.name) == fold(name)]
        wanted = place.get("room", [])
        if same:
            self._venue[place["key"]] = self._keys.venue[same[0].id]
            rooms = [room for room in self._known.of(Room).values() if room.venue_id == same[0].id]
            self._rooms[place["key"]] = {fold(room.name): self._keys.room[room.id] for room in rooms}
            return
        twin = next((made for made in self._made if fold(made["name"]) == fold(name)), None)
        if twin is None:
            twin = {"name": name, "room": []}
            self._made.append(twin)
        there = {fold(room["name"]) for room in twin["room"]}
        twin["room"] += [dict(room) for room in wanted if fold(room["name"]) not in there]
        self._venue[place["key"]] = twin["name"]
        self._rooms[place["key"]] = {fold(room["name"]): room["name"] for room in twin["room"]}

    def _stop(self, stop: Mapping[str, Any], day: date, roadshow: str, taken: set[str]) -> dict[str, Any]:
        place = stop.get("place", "")
        made: dict[str, Any] = {key: value for key, value in stop.items() if key not in OURS}
        made["roadshow"] = roadshow
        made["slug"] = slug_for(stop_slug(stop), taken)
        taken.add(made["slug"])
        made |= {key: _on(day, stop[key]) for key in ("doors", "start", "end") if key in stop}
        if place in self._venue:
            made["venue"] = self._venue[place]
        made["session"] = [self._session(session, place) for session in stop.get("session", ())]
        return made

    def _session(self, session: Mapping[str, Any], place: str) -> dict[str, Any]:
        made = dict(session)
        wanted = made.pop("room", "")
        room = self._rooms.get(place, {}).get(fold(wanted))
        if room:
            made["room"] = room
        elif wanted and place in self._venue:
            self.roomless.append(str(made.get("title", "")))
        return made

    def _task(self, task: Mapping[str, Any], roadshow: str) -> dict[str, Any]:
        made = {key: value for key, value in task.items() if key != "day"}
        if "day" in task:
            made["due"] = self._answers.dates[0] + timedelta(days=task["day"])
        return {**made, "roadshow": roadshow}


def _on(day: date, time: object) -> str:
    """Write a time of a kit, such as 13:30 or +1 00:15, as a wall time of a plan file."""
    days, space, clock = str(time).rpartition(" ")
    number = int(days) if space and days.lstrip("+-").isdecimal() and len(days) < 6 else 0
    try:
        return f"{day + timedelta(days=number)}T{clock}"
    except OverflowError:
        return f"{day}T{time}"


def kit_path(name: str) -> Path:
    """Return where a kit of the user's own goes. Raises BadInputError for a name that is none."""
    if slug_for(name, otherwise="") != name:
        raise BadInputError(
            _("“{name}” is not a name for a kit.").format(name=name),
            _("Use small letters, digits and hyphens, such as {example}.").format(
                example=slug_for(name, otherwise="wijkronde")
            ),
        )
    return user_folder() / FOLDER / f"{name}{SUFFIX}"
