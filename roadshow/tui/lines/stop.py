"""Lines that somebody types about a stop or about who organises, read into one change each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from roadshow.api import (
    BadInputError,
    Change,
    Edit,
    Office,
    Query,
    Roadshow,
    Session,
    Stop,
    Venue,
    _,
    booking,
    fold,
    touring,
    whenever,
)


def begun(office: Office, roadshow: Roadshow, lines: Mapping[str, str]) -> Change:
    """Return the change that adds a stop; a venue that is not known yet comes with it. Raises RoadshowError."""
    span = whenever.read_span(lines["when"], _now(office), roadshow.zone)
    venue_id, edits = _venue(office, lines["venue"])
    others = office.store.each(Query(Stop, limit=None).where(roadshow_id=roadshow.id))
    change = touring.add_stop(
        office.pen(),
        roadshow,
        lines["title"],
        span.start,
        span.end,
        taken={other.slug for other in others},
        venue_id=venue_id,
        capacity=_number(lines["capacity"]),
        per_group=_several(lines["per_group"]),
        district=lines["district"],
        contact=lines["contact"],
    )
    return replace(change, edits=(*edits, *change.edits))


def rewritten(office: Office, stop: Stop, lines: Mapping[str, str]) -> Change:
    """Return the change that a filled-in form makes; the agenda moves along with the start. Raises RoadshowError."""
    pen = office.pen()
    fields: dict[str, Any] = {
        "title": lines["title"], "capacity": _number(lines["capacity"]), "district": lines["district"],
        "contact": lines["contact"], "per_group": _several(lines["per_group"]),
    }  # fmt: skip
    edits: tuple[Edit, ...] = ()
    if lines["venue"] != venue_name(office, stop):
        fields["venue_id"], edits = _venue(office, lines["venue"])
    now, moved = stop, None
    if lines["when"] != when_typed(stop):
        span = whenever.read_span(lines["when"], _now(office), stop.zone)
        if span.start != stop.start:
            sessions = office.store.each(Query(Session, limit=None).where(stop_id=stop.id))
            moved = touring.move_stop(pen, stop, sessions, span.start)
            now = next(edit.after for edit in moved.edits if isinstance(edit.after, Stop))
            edits += tuple(edit for edit in moved.edits if not isinstance(edit.after, Stop))
        fields["end"] = span.end
    amended = touring.amend(pen, now, **fields)
    last = next((edit.after for edit in amended.edits), now)
    if last is not stop:
        edits += (Edit(stop, last),)
    return replace(moved or amended, edits=edits)


def organised(office: Office, roadshow: Roadshow, lines: Mapping[str, str]) -> Change:
    """Return the change that names a roadshow and who organises it. Raises RoadshowError."""
    fields: dict[str, Any] = dict(lines)
    return touring.amend(office.pen(), roadshow, **fields)


def when_typed(stop: Stop) -> str:
    """Write when a stop is as one types it."""
    return f"{stop.start:%d-%m-%Y %H:%M}-{stop.end:%H:%M}"


def venue_name(office: Office, stop: Stop) -> str:
    """Return the name of the venue of a stop, empty where it has none."""
    venue = office.store.get(Venue, stop.venue_id) if stop.venue_id else None
    return venue.name if venue else ""


def _venue(office: Office, name: str) -> tuple[str | None, tuple[Edit, ...]]:
    """Find a venue by its whole name; what is not known is made."""
    if not name:
        return None, ()
    for venue in office.store.each(Query(Venue, limit=None)):
        if fold(venue.name) == fold(name):
            return venue.id, ()
    edits = tuple(booking.add_venue(office.pen(), name).edits)
    return next(edit.after.id for edit in edits if edit.after is not None), edits


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise BadInputError(_("“{text}” is no number of people.").format(text=text), _("Type for example: 40"))
    return int(text)


def _now(office: Office) -> Any:
    return office.clock().astimezone().replace(tzinfo=None)
