"""Lines that somebody types about a session, read into one change each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from roadshow.api import (
    BadInputError,
    Change,
    Edit,
    NotFoundError,
    Office,
    Part,
    PartRole,
    Query,
    Room,
    Session,
    SessionKind,
    Stop,
    _,
    called,
    find_person,
    find_room,
    fold,
    scheduling,
    staffing,
    touring,
    whenever,
)
from roadshow.tui.presentation.agenda import ACROSS, KINDS, ROLES, times
from roadshow.tui.presentation.typed import USUAL, Typed, read_line
from roadshow.tui.work.sessions import Agenda, session_in, siblings

YES = frozenset({"y", "yes", "j", "ja", "x", "1", "true"})
NO = frozenset({"", "n", "no", "nee", "0", "false"})


def wall(office: Office, stop: Stop, text: str) -> datetime:
    """Read a time on the day of a stop; of a stop over midnight, an early one is on the next day."""
    now = office.clock().astimezone().replace(tzinfo=None)
    read_at = whenever.read_wall(text, now, stop.zone, stop.start.date())
    overnight = stop.end.date() > stop.start.date() and read_at.date() == stop.start.date()
    if overnight and read_at < stop.start - timedelta(hours=6):
        return whenever.read_wall(text, now, stop.zone, stop.start.date() + timedelta(days=1))
    return read_at


def described(office: Office, stop: Stop, text: str, room: Room | None) -> str:
    """Say what a typed line would add. Raises RoadshowError."""
    typed = read_line(text)
    place = _room(office, stop, typed, room)
    people = [find_person(office.store, name).name for name in typed.people]
    length = typed.length or USUAL
    start = wall(office, stop, typed.start) if typed.start else None
    when = times(start, start + timedelta(minutes=length)) if start else _("behind the last one")
    across = not place and typed.kind in ACROSS
    where = _("all rooms") if across else place.name if place else _("no room")
    said = [when, _("{minutes} min").format(minutes=length), typed.title, where, _(KINDS[typed.kind]), *people]
    return " · ".join(said)


def added(office: Office, stop: Stop, text: str, room: Room | None) -> Change:
    """Return the change that a typed line makes: a session and the parts in it. Raises RoadshowError."""
    typed = read_line(text)
    pen = office.pen()
    change = scheduling.add_session(
        pen,
        stop,
        typed.title,
        typed.length or USUAL,
        start=wall(office, stop, typed.start) if typed.start else None,
        room=_room(office, stop, typed, room),
        siblings=siblings(office, stop),
        session_kind=typed.kind,
    )
    edits = tuple(change.edits)
    session = session_in(edits)
    for name in typed.people:
        given = tuple(edit.after for edit in edits if isinstance(edit.after, Part))
        person = find_person(office.store, name)
        edits += tuple(staffing.cast(pen, session, person, PartRole.FACILITATOR, parts=given).edits)
    return replace(change, edits=edits)


def placed(office: Office, stop: Stop, session: Session, text: str) -> Change:
    """Return the change that puts a session where a line such as `14:15 @zaal 2` says. Raises RoadshowError."""
    when, sign, where = text.partition("@")
    if not when.strip() and not where.strip():
        raise BadInputError(_("Say when or where."), _("Type for example: 14:15 @Room 2"))
    start = wall(office, stop, when.strip()) if when.strip() else None
    if not sign:
        return scheduling.move_session(office.pen(), stop, session, start=start)
    room = find_room(office.store, stop.venue_id, where.strip()) if where.strip() else None
    return scheduling.move_session(office.pen(), stop, session, start=start, room=room)


def rewritten(office: Office, agenda: Agenda, session: Session, lines: Mapping[str, str]) -> Change:
    """Return the change that a filled-in form makes; what follows moves along with another length."""
    fields = _fields(office, agenda, session, lines)
    length = whenever.read_minutes(lines["length"])
    amended = touring.amend(office.pen(), session, stop=agenda.stop, **fields)
    edits = tuple(amended.edits)
    if length == session.length:
        return replace(amended, edits=edits)
    now = session_in(edits) if edits else session
    resized = scheduling.resize_session(office.pen(), agenda.stop, now, length, siblings(office, agenda.stop))
    first, *others = resized.edits
    whole = (Edit(session, first.after), *others)
    return replace(amended if edits else resized, edits=whole)


def cast(office: Office, session: Session, text: str) -> Change:
    """Return the change that `Sara`, `Sara: speaker` or `-Sara` makes. Raises RoadshowError."""
    name, _colon, role_said = text.strip().removeprefix("-").partition(":")
    person = find_person(office.store, name.strip())
    parts = tuple(office.store.each(Query(Part, order=("n",), limit=None).where(session_id=session.id)))
    if text.strip().startswith("-"):
        own = [part for part in parts if part.person_id == person.id]
        if not own:
            message = _("{name} has no part in “{title}”.").format(name=called(person), title=session.title)
            raise NotFoundError(message, "")
        return staffing.release(office.pen(), own[0])
    return staffing.cast(office.pen(), session, person, role_called(role_said), parts=parts)


def cut(office: Office, stop: Stop, session: Session, text: str, parts: Sequence[Part]) -> Change:
    """Return the change that cuts a session after so many minutes. Raises BadInputError."""
    return scheduling.split(office.pen(), stop, session, whenever.read_minutes(text), parts=parts)


def pushed(office: Office, stop: Stop, session: Session, text: str) -> Change:
    """Return the change that moves a session and what follows by so many minutes; -10 is earlier."""
    said = text.strip()
    minutes = whenever.read_minutes(said.lstrip("+-")) * (-1 if said.startswith("-") else 1)
    return scheduling.push_rest(office.pen(), stop, session, minutes, siblings(office, stop))


def role_called(text: str) -> PartRole:
    """Read a role in a session, in English or as it is shown; none said is who leads it. Raises BadInputError."""
    wanted = fold(text)
    if not wanted:
        return PartRole.FACILITATOR
    for role, words in ROLES.items():
        if fold(role.value).startswith(wanted) or fold(_(words)).startswith(wanted):
            return role
    listed = ", ".join(_(words) for words in ROLES.values())
    raise BadInputError(_("“{text}” is not a role.").format(text=text.strip()), listed)


def kind_called(text: str) -> SessionKind:
    """Read a kind of session, in English or as it is shown. Raises BadInputError."""
    wanted = fold(text)
    for kind, words in KINDS.items():
        if wanted and (fold(kind.value).startswith(wanted) or fold(_(words)).startswith(wanted)):
            return kind
    listed = ", ".join(_(words) for words in KINDS.values())
    raise BadInputError(_("“{text}” is not a kind of session.").format(text=text), listed)


def _room(office: Office, stop: Stop, typed: Typed, here: Room | None) -> Room | None:
    """Return the room that a line means: the one it names, else none for a break, else where the cursor is."""
    if typed.room is not None:
        return find_room(office.store, stop.venue_id, typed.room) if typed.room else None
    return None if typed.kind in ACROSS else here


def _fields(office: Office, agenda: Agenda, session: Session, lines: Mapping[str, str]) -> dict[str, Any]:
    fixed = fold(lines["fixed"])
    if fixed not in YES | NO:
        raise BadInputError(_("“{text}” is neither yes nor no.").format(text=lines["fixed"]), _("Type y or n."))
    room_id = session.room_id
    shown = next((lane.title for lane in agenda.plan.lanes if lane.room_id == session.room_id and lane.room), "")
    if lines["room"] != shown:
        room_id = find_room(office.store, agenda.stop.venue_id, lines["room"]).id if lines["room"] else None
    start = session.start
    if lines["start"] != f"{session.start:%H:%M}":
        start = wall(office, agenda.stop, lines["start"])
    materials = tuple(piece.strip() for piece in lines["materials"].split(",") if piece.strip())
    return {
        "title": lines["title"], "start": start, "session_kind": kind_called(lines["kind"]), "fixed": fixed in YES,
        "room_id": room_id, "materials": materials, "description": lines["description"],
    }  # fmt: skip
