"""Roadshows and stops: make them, change them, move, cancel, copy and remove them."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.contacts import swapped
from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.moments import occurs_twice, readings
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.plain import differing, same
from roadshow.domain.slugs import slug_for
from roadshow.domain.soundness import kept_wall, shown, sound
from roadshow.domain.tour import Part, Roadshow, Session, Stop, StopStatus, Task
from roadshow.domain.wording import N_, _

N = TypeVar("N", bound=Noun)


def add_roadshow(pen: Pen, name: str, *, slug: str = "", taken: Container[str] = (), **fields: Any) -> Change:
    """Start a roadshow. Without a slug it gets one from its name that is not in `taken`."""
    slug = _free_slug(slug, name, taken, "roadshow")
    roadshow = sound(Roadshow(id=pen.new_id(), slug=slug, name=name, **fields))
    return pen.change(N_("Roadshow {roadshow} added"), (Edit(None, roadshow),), roadshow=slug)


def add_stop(
    pen: Pen,
    roadshow: Roadshow,
    title: str,
    start: datetime,
    end: datetime,
    *,
    slug: str = "",
    taken: Container[str] = (),
    zone: str = "",
    **fields: Any,
) -> Change:
    """Add a stop to a roadshow. `start` and `end` are wall time in `zone`, which is the roadshow's unless given.

    `taken` holds the slugs of the roadshow's other stops. Without a slug the stop is called after its district or title.
    """
    slug = _free_slug(slug, fields.get("district") or title, taken, "stop")
    stop = Stop(
        id=pen.new_id(),
        roadshow_id=roadshow.id,
        slug=slug,
        title=title,
        start=start,
        end=end,
        zone=zone or roadshow.zone,
        **fields,
    )
    return pen.change(N_("Stop {stop} added"), (Edit(None, sound(stop)),), stop=slug)


def _free_slug(wished: str, text: str, taken: Container[str], otherwise: str) -> str:
    if not wished:
        return slug_for(text, taken, otherwise)
    if wished in taken:
        raise BadInputError(
            _("There is a “{slug}” already.").format(slug=wished),
            _("Choose another short name, such as {free}.").format(free=slug_for(wished, taken)),
        )
    return wished


def amend(pen: Pen, noun: Noun, /, *, stop: Stop | None = None, taken: Container[str] = (), **fields: Any) -> Change:
    """Change fields of any noun; only what changes is checked. No edits where nothing differs.

    A session's start is read in the zone of its `stop`, which must be given then. `taken` holds the slugs of the others.
    A fact at the door is never altered: undo it instead. TypeError and ValueError are mistakes of the caller.
    """
    _check_amendable(noun, fields)
    if isinstance(noun, Session) and "start" in fields and stop is None:
        raise ValueError("a session's start needs its stop, for the zone")
    if fields.get("slug") not in {None, getattr(noun, "slug", None)}:
        _free_slug(str(fields["slug"]), "", taken, "")
    wished = replace(noun, **fields)
    if isinstance(noun, Person) and isinstance(wished, Person):
        wished = swapped(noun, wished)
    changed = list(differing(noun, wished)[1])
    after = sound(wished, changed, stop.zone if stop else "")
    edits = () if same(noun, after) else (Edit(noun, after),)
    text, values = _named(noun, _AMENDED, N_("Changed: {fields}"))
    return pen.change(text, edits, fields=", ".join(changed), **values)


def _check_amendable(noun: Noun, fields: dict[str, Any]) -> None:
    if isinstance(noun, SignIn):
        raise BadInputError(
            _("What was noted at the door is never altered."), _("Take it back with undo and note it again.")
        )
    if fixed := {"id", "kind"} & fields.keys():
        raise ValueError(f"the identity of a noun never changes: {fixed}")


_AMENDED: dict[type[Noun], str] = {
    Roadshow: N_("Roadshow {roadshow} changed: {fields}"),
    Stop: N_("Stop {stop} changed: {fields}"),
    Session: N_("Session {session} changed: {fields}"),
    Part: N_("Part changed: {fields}"),
    Venue: N_("Venue {venue} changed: {fields}"),
    Room: N_("Room {room} changed: {fields}"),
    Booking: N_("Booking changed: {fields}"),
    Person: N_("Person changed: {fields}"),
    Task: N_("Task {task} changed: {fields}"),
    Invitation: N_("Invitation changed: {fields}"),
}
_REMOVED: dict[type[Noun], str] = {
    Roadshow: N_("Roadshow {roadshow} removed"),
    Stop: N_("Stop {stop} removed"),
    Session: N_("Session {session} removed"),
    Part: N_("Part removed"),
    Venue: N_("Venue {venue} removed"),
    Room: N_("Room {room} removed"),
    Booking: N_("Booking removed"),
    Person: N_("Person removed"),
    Task: N_("Task {task} removed"),
    Invitation: N_("Invitation removed"),
    SignIn: N_("Sign-in removed"),
}


def _named(noun: Noun, texts: dict[type[Noun], str], otherwise: str) -> tuple[str, dict[str, str]]:
    """Return the label for a kind and the name in it; people have none there."""
    text = texts.get(type(noun), otherwise)
    if isinstance(noun, Roadshow | Stop):
        return text, {noun.kind: noun.slug}
    if isinstance(noun, Session | Task):
        return text, {noun.kind: noun.title}
    if isinstance(noun, Venue | Room):
        return text, {noun.kind: noun.name}
    return text, {}


def move_stop(pen: Pen, stop: Stop, sessions: Iterable[Session], start: datetime) -> Change:
    """Move a stop to another start; its end, doors and sessions keep their distance on the clock.

    Distances are of wall time, so that an evening of 19:30 to 21:30 stays one on any date. Refuses where one of the
    times does not exist on the new date. A time that occurs twice there keeps its reading, or takes the first.
    """
    moved = _shifted_stop(stop, start)
    shift = _shift(stop, start)
    edits = [Edit(stop, moved)]
    edits += [Edit(session, _shifted_session(session, shift, stop)) for session in sessions]
    text = f"{moved.start:%Y-%m-%d %H:%M}"
    return pen.change(N_("Stop {stop} moved to {time}"), tuple(_changing(edits)), stop=stop.slug, time=text)


def _changing(edits: Iterable[Edit]) -> Iterator[Edit]:
    for edit in edits:
        if edit.before is None or edit.after is None or not same(edit.before, edit.after):
            yield edit


def _shift(stop: Stop, start: datetime) -> timedelta:
    """Return how far the hands of the clock move, whatever the zone does in between."""
    return start.replace(second=0, microsecond=0, fold=0) - stop.start.replace(fold=0)


def _shifted_stop(stop: Stop, start: datetime) -> Stop:
    shift = _shift(stop, start)
    doors = None if stop.doors is None else _moved(stop.doors, shift, stop.zone, _("the doors"))
    first = _moved(stop.start, shift, stop.zone, _("the start"))
    if start.fold and occurs_twice(first, stop.zone):
        first = first.replace(fold=1)
    return sound(
        replace(stop, start=first, end=_moved(stop.end, shift, stop.zone, _("the end")), doors=doors),
        {"start", "end", "doors"},
    )


def _shifted_session(session: Session, shift: timedelta, stop: Stop) -> Session:
    what = _("the session “{title}”").format(title=session.title)
    return replace(session, start=_moved(session.start, shift, stop.zone, what))


def _moved(wall: datetime, shift: timedelta, zone: str, what: str) -> datetime:
    try:
        moved = wall + shift
    except OverflowError as error:
        raise BadInputError(_("That date is too far away."), _("Use a date of this century.")) from error
    if 1900 <= moved.year <= 2199 and not readings(moved, zone):
        raise BadInputError(
            _("{what} would fall on {time}, which does not exist in {zone}: the clock skips it.").format(
                what=what, time=shown(moved), zone=zone
            ),
            _("The clock goes forward that night. Choose another date or another time."),
        )
    return kept_wall(moved.replace(fold=wall.fold), zone) if occurs_twice(moved, zone) else kept_wall(moved, zone)


def set_status(pen: Pen, stop: Stop, status: StopStatus) -> Change:
    """Say how sure a stop is. No edits where it is so already."""
    edits = () if stop.status is status else (Edit(stop, replace(stop, status=status)),)
    return pen.change(_STATUS[status], edits, stop=stop.slug)


_STATUS = {
    StopStatus.PLANNED: N_("Stop {stop} planned"),
    StopStatus.CONFIRMED: N_("Stop {stop} confirmed"),
    StopStatus.HELD: N_("Stop {stop} held"),
    StopStatus.CANCELLED: N_("Stop {stop} cancelled"),
}


def cancel_stop(pen: Pen, stop: Stop) -> Change:
    """Cancel a stop; everything that hangs on it stays, so that the cancellation can be told and taken back."""
    return set_status(pen, stop, StopStatus.CANCELLED)


def reinstate(pen: Pen, stop: Stop) -> Change:
    """Let a cancelled stop take place after all, as planned; one that was not cancelled is refused."""
    if stop.status is not StopStatus.CANCELLED:
        raise BadInputError(
            _("The stop {stop} is not cancelled.").format(stop=stop.slug), _("There is nothing to take back.")
        )
    edits = (Edit(stop, replace(stop, status=StopStatus.PLANNED)),)
    return pen.change(N_("Stop {stop} takes place after all"), edits, stop=stop.slug)


def remove(pen: Pen, noun: Noun, hanging: Iterable[Noun] = ()) -> Change:
    """Remove a noun with everything that hangs on it. The edits stream: first what hangs, as it comes, then the noun."""
    text, values = _named(noun, _REMOVED, N_("Removed"))
    return pen.change(text, _removals(noun, hanging), **values)


def _removals(noun: Noun, hanging: Iterable[Noun]) -> Iterator[Edit]:
    for record in hanging:
        yield Edit(record, None)
    yield Edit(noun, None)


def copy_stop(
    pen: Pen,
    stop: Stop,
    start: datetime,
    *,
    roadshow: Roadshow | None = None,
    title: str = "",
    slug: str = "",
    taken: Container[str] = (),
    district: str | None = None,
    venue: Venue | None = None,
    sessions: Iterable[Session] = (),
    tasks: Iterable[Task] = (),
    rooms: Iterable[Room] = (),
    new_rooms: Iterable[Room] = (),
) -> Change:
    """Make a new stop after an old one, for another district, date or venue. The new stop is the first edit.

    Agenda and tasks come along, with the same distances on the clock and in days; tasks are to do again. Guests,
    their answers, who has a part, bookings and notes of that evening stay behind. A session keeps its room where the
    new venue has one of the same name among `new_rooms`; `rooms` are those of the old venue.
    """
    district = stop.district if district is None else district
    title = title or stop.title
    shift = _shift(stop, start)
    copy = replace(
        _shifted_stop(stop, start),
        id=pen.new_id(),
        roadshow_id=roadshow.id if roadshow else stop.roadshow_id,
        slug=_free_slug(slug, district or title, taken, "stop"),
        title=title,
        district=district,
        venue_id=venue.id if venue else None,
        status=StopStatus.PLANNED,
        notes="",
    )
    places = _same_rooms(rooms, new_rooms)
    edits = [Edit(None, sound(copy))]
    for session in sessions:
        moved = _shifted_session(session, shift, stop)
        room_id = places.get(session.room_id) if session.room_id and venue else None
        edits.append(Edit(None, replace(moved, id=pen.new_id(), stop_id=copy.id, room_id=room_id)))
    edits += [Edit(None, _copied_task(pen, task, copy, shift)) for task in tasks]
    return pen.change(N_("Stop {stop} copied from {other}"), tuple(edits), stop=copy.slug, other=stop.slug)


def _copied_task(pen: Pen, task: Task, copy: Stop, shift: timedelta) -> Task:
    due = None if task.due is None else task.due + timedelta(days=round(shift / timedelta(days=1)))
    return replace(task, id=pen.new_id(), roadshow_id=copy.roadshow_id, stop_id=copy.id, due=due, done=False)


def _same_rooms(rooms: Iterable[Room], new_rooms: Iterable[Room]) -> dict[str, str]:
    """Return the id of the new room for each old one of the same name."""
    by_name = {fold(room.name): room.id for room in new_rooms}
    return {room.id: by_name[fold(room.name)] for room in rooms if fold(room.name) in by_name}
