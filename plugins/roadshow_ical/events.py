"""Stops and sessions as events (RFC 5545 section 3.6.1).

Stamps come from what is stored and never from the clock. Times are wall time with a TZID, so that they hold when a
country changes its law; a time that the clock shows twice, or not at all, can only be said in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Event as Component
from icalendar.prop import vGeo, vInt

from roadshow.api import N_, Revision, Roadshow, Session, StopStatus, Visit, readings, to_utc, to_wall
from roadshow_ical import contents
from roadshow_ical.description import Say, as_html, on_stage, place, session_lines, stop_lines
from roadshow_ical.vtimezone import tzid

STATUS = {
    StopStatus.PLANNED: "TENTATIVE",
    StopStatus.CONFIRMED: "CONFIRMED",
    StopStatus.HELD: "CONFIRMED",
    StopStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How events are written: the domain that UIDs end in, the language, and what was chosen."""

    installation: str
    say: Say
    prefix: str = ""
    html: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `zone` is empty where its times are in UTC."""

    component: Component
    zone: str
    begins: datetime
    ends: datetime


def uid(kind: str, noun_id: str, manner: Manner) -> str:
    """Return the identity of an event, the same for ever and in all workspaces of the world."""
    return f"{kind}-{noun_id}@{manner.installation}"


def stop_event(visit: Visit, manner: Manner, *, cancelled: bool, contact: bool = False, blocks: bool = True) -> Event:
    """Return a stop without its stamps. `blocks` says whether it takes the reader's time, or its sessions do."""
    stop = visit.stop
    event = Component()
    contents.put_text(event, "UID", uid("stop", stop.id, manner))
    zone = _put_times(event, stop.start, stop.end, stop.zone)
    contents.put_text(event, "SUMMARY", _summary(visit, stop.title, manner, cancelled=cancelled))
    _put_standing(event, visit, cancelled=cancelled, blocks=blocks)
    _put_place(event, visit, "")
    _put_words(event, stop_lines(visit, manner.say, on_stage(visit), contact=contact), manner)
    _put_belonging(event, visit)
    return Event(event, zone, to_utc(stop.start, stop.zone), to_utc(stop.end, stop.zone))


def session_events(visit: Visit, manner: Manner, *, related: bool) -> Iterable[Event]:
    """Return the sessions of a stop, with stamps; `related` names the stop, which must then be in the same file."""
    names = on_stage(visit)
    cancelled = visit.stop.status is StopStatus.CANCELLED
    for session in visit.open_sessions:
        event = _session_event(visit, session, manner, names, cancelled=cancelled)
        if related:
            contents.put_text(event.component, "RELATED-TO", uid("stop", visit.stop.id, manner), RELTYPE="PARENT")
        yield event


def _session_event(
    visit: Visit, session: Session, manner: Manner, names: dict[str, list[str]], *, cancelled: bool
) -> Event:
    begins = to_utc(session.start, visit.stop.zone)
    ends = begins + timedelta(minutes=session.length)
    room = visit.rooms.get(session.room_id or "")
    event = Component()
    contents.put_text(event, "UID", uid("session", session.id, manner))
    put_stamps(event, visit.revisions[session.id])
    zone = _put_times(event, session.start, to_wall(ends, visit.stop.zone), visit.stop.zone)
    contents.put_text(event, "SUMMARY", _summary(visit, session.title, manner, cancelled=cancelled))
    _put_place(event, visit, room.name if room else "")
    _put_words(event, session_lines(visit, session, manner.say, names), manner)
    _put_standing(event, visit, cancelled=cancelled, blocks=True)
    _put_belonging(event, visit)
    return Event(event, zone, begins, ends)


def put_stamps(event: Component, revision: Revision, other: Revision | None = None) -> None:
    """Put in what orders versions of one event (RFC 5545 sections 3.8.7.1 to 3.8.7.4).

    `other` is the history of the invitation, for a personal file: whichever of the two changed counts, so the
    sequences are added and the later moment stands.
    """
    modified = revision.modified if other is None else max(revision.modified, other.modified)
    for name, moment in (("DTSTAMP", modified), ("CREATED", revision.created), ("LAST-MODIFIED", modified)):
        contents.put_moment(event, name, moment.astimezone(UTC))
    event.add("SEQUENCE", vInt(revision.sequence + (other.sequence if other else 0)), encode=False)


def put_organizer(component: Component, roadshow: Roadshow) -> None:
    """Put in who invites."""
    name = roadshow.organiser_name, roadshow.name, roadshow.slug
    called = next(text for one in name if (text := contents.one_line(one).strip()))
    component.add(
        "ORGANIZER", contents.address(roadshow.organiser_email, CN=contents.typographic(called)), encode=False
    )


def _put_times(event: Component, start: datetime, end: datetime, zone: str) -> str:
    """Put in DTSTART and DTEND, and return the zone where it is used; an event without length has no DTEND."""
    name = tzid(zone)
    used = False
    has_length = to_utc(start, zone) < to_utc(end, zone)
    for property_name, wall in (("DTSTART", start), ("DTEND", end))[: 1 + has_length]:
        if name and len(readings(wall, zone)) == 1:
            contents.put_moment(event, property_name, wall.replace(tzinfo=None), TZID=name)
            used = True
        else:
            contents.put_moment(event, property_name, to_utc(wall, zone))
    return zone if used else ""


def _summary(visit: Visit, title: str, manner: Manner, *, cancelled: bool) -> str:
    """Return the title. One of which nothing can be shown gives way to the short name of the stop."""
    title = contents.one_line(title).strip() or visit.stop.slug
    title = f"{manner.prefix} {title}" if manner.prefix else title
    if cancelled:
        title = manner.say(N_("Cancelled: {title}")).format(title=title)
    return contents.one_line(title)


def _put_standing(event: Component, visit: Visit, *, cancelled: bool, blocks: bool) -> None:
    contents.put_text(event, "STATUS", "CANCELLED" if cancelled else STATUS[visit.stop.status])
    contents.put_text(event, "TRANSP", "OPAQUE" if blocks and not cancelled else "TRANSPARENT")


def _put_place(event: Component, visit: Visit, room: str) -> None:
    """Put in where it is. Apple shows a map only where the title is the same text as LOCATION."""
    text = place(visit.venue, room)
    if not text:
        return
    contents.put_text(event, "LOCATION", text)
    venue = visit.venue
    if venue is not None and venue.latitude is not None and venue.longitude is not None:
        latitude, longitude = f"{venue.latitude:.6f}", f"{venue.longitude:.6f}"
        event.add("GEO", vGeo((latitude, longitude)), encode=False)
        contents.put_uri(
            event,
            "X-APPLE-STRUCTURED-LOCATION",
            f"geo:{latitude},{longitude}",
            VALUE="URI",
            X_APPLE_RADIUS="70",
            X_TITLE=contents.typographic(text),
        )


def _put_words(event: Component, words: list[str], manner: Manner) -> None:
    text = "\n".join(words).strip()
    if text:
        contents.put_text(event, "DESCRIPTION", text)
    if manner.html:
        contents.put_text(event, "X-ALT-DESC", as_html(words), FMTTYPE="text/html")


def _put_belonging(event: Component, visit: Visit) -> None:
    roadshow = visit.roadshow
    categories = dict.fromkeys(contents.one_line(item).strip() for item in (roadshow.name, *visit.stop.themes))
    categories.pop("", None)
    if categories:
        contents.put_list(event, "CATEGORIES", categories)
    if roadshow.web.strip():
        contents.put_uri(event, "URL", contents.web_uri(roadshow.web))
    contents.put_text(event, "X-ROADSHOW-ID", roadshow.id)
