"""Stops and sessions as events (RFC 5545 section 3.6.1), line by line.

Stamps come from what is stored and never from the clock. Times are wall time with a TZID, so that they hold when a
country changes its law; a time that the clock shows twice, or not at all, can only be said in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from roadshow.api import N_, Revision, Roadshow, Session, StopStatus, Visit, readings, to_utc, to_wall
from roadshow_ical import lines as line
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
    """An event as unfolded lines, without BEGIN and END; `zone` is empty where its times are in UTC."""

    lines: list[str]
    zone: str
    begins: datetime
    ends: datetime


def uid(kind: str, noun_id: str, manner: Manner) -> str:
    """Return the identity of an event, the same for ever and in all workspaces of the world."""
    return f"{kind}-{noun_id}@{manner.installation}"


def stop_event(visit: Visit, manner: Manner, *, cancelled: bool, contact: bool = False, blocks: bool = True) -> Event:
    """Return a stop without its stamps. `blocks` says whether it takes the reader's time, or its sessions do."""
    stop = visit.stop
    zone, times = _times(stop.start, stop.end, stop.zone)
    lines = [
        f"UID:{uid('stop', stop.id, manner)}",
        *times,
        _summary(visit, stop.title, manner, cancelled=cancelled),
        *_standing(visit, cancelled=cancelled, blocks=blocks),
        *_where(visit, ""),
        *_words(stop_lines(visit, manner.say, on_stage(visit), contact=contact), manner),
        *_belonging(visit),
    ]
    return Event(lines, zone, to_utc(stop.start, stop.zone), to_utc(stop.end, stop.zone))


def session_events(visit: Visit, manner: Manner, *, related: bool) -> Iterable[Event]:
    """Return the sessions of a stop, with stamps; `related` names the stop, which must then be in the same file."""
    names = on_stage(visit)
    cancelled = visit.stop.status is StopStatus.CANCELLED
    standing = _standing(visit, cancelled=cancelled, blocks=True)
    belonging = _belonging(visit)
    if related:
        belonging.append(f"RELATED-TO;RELTYPE=PARENT:{uid('stop', visit.stop.id, manner)}")
    for session in visit.open_sessions:
        yield _session_event(visit, session, manner, names, [*standing, *belonging], cancelled=cancelled)


def _session_event(
    visit: Visit, session: Session, manner: Manner, names: dict[str, list[str]], shared: list[str], *, cancelled: bool
) -> Event:
    begins = to_utc(session.start, visit.stop.zone)
    ends = begins + timedelta(minutes=session.length)
    zone, times = _times(session.start, to_wall(ends, visit.stop.zone), visit.stop.zone)
    room = visit.rooms.get(session.room_id or "")
    lines = [
        f"UID:{uid('session', session.id, manner)}",
        *stamps(visit.revisions[session.id]),
        *times,
        _summary(visit, session.title, manner, cancelled=cancelled),
        *_where(visit, room.name if room else ""),
        *_words(session_lines(visit, session, manner.say, names), manner),
        *shared,
    ]
    return Event(lines, zone, begins, ends)


def stamps(revision: Revision, other: Revision | None = None) -> list[str]:
    """Return the lines that order versions of one event (RFC 5545 sections 3.8.7.1 to 3.8.7.4).

    `other` is the history of the invitation, for a personal file: whichever of the two changed counts, so the
    sequences are added and the later moment stands.
    """
    modified = revision.modified if other is None else max(revision.modified, other.modified)
    return [
        line.moment_line("DTSTAMP", modified),
        line.moment_line("CREATED", revision.created),
        line.moment_line("LAST-MODIFIED", modified),
        f"SEQUENCE:{revision.sequence + (other.sequence if other else 0)}",
    ]


def organizer(roadshow: Roadshow) -> str:
    """Return the line that says who invites; the name is always quoted."""
    name = line.one_line(roadshow.organiser_name).strip() or line.one_line(roadshow.name).strip() or roadshow.slug
    return f"ORGANIZER;CN={line.quoted(name)}:{line.mailto(roadshow.organiser_email)}"


def _times(start: datetime, end: datetime, zone: str) -> tuple[str, list[str]]:
    """Return the zone, where it is used, and DTSTART and DTEND; an event without length has no DTEND."""
    name = tzid(zone)
    used = False
    lines: list[str] = []
    for property_name, wall in (("DTSTART", start), ("DTEND", end)):
        if name and len(readings(wall, zone)) == 1:
            lines.append(f"{property_name};TZID={name}:{line.wall_text(wall)}")
            used = True
        else:
            lines.append(line.moment_line(property_name, to_utc(wall, zone)))
    if to_utc(start, zone) >= to_utc(end, zone):
        lines.pop()
    return zone if used else "", lines


def _summary(visit: Visit, title: str, manner: Manner, *, cancelled: bool) -> str:
    """Return the title. One of which nothing can be shown gives way to the short name of the stop."""
    title = line.one_line(title).strip() or visit.stop.slug
    title = f"{manner.prefix} {title}" if manner.prefix else title
    if cancelled:
        title = manner.say(N_("Cancelled: {title}")).format(title=title)
    return line.text_line("SUMMARY", line.one_line(title))


def _standing(visit: Visit, *, cancelled: bool, blocks: bool) -> list[str]:
    status = "CANCELLED" if cancelled else STATUS[visit.stop.status]
    return [f"STATUS:{status}", f"TRANSP:{'OPAQUE' if blocks and not cancelled else 'TRANSPARENT'}"]


def _where(visit: Visit, room: str) -> list[str]:
    """Return where it is. Apple shows a map only where the title is the same text as LOCATION."""
    text = place(visit.venue, room)
    if not text:
        return []
    lines = [line.text_line("LOCATION", text)]
    venue = visit.venue
    if venue is not None and venue.latitude is not None and venue.longitude is not None:
        latitude, longitude = f"{venue.latitude:.6f}", f"{venue.longitude:.6f}"
        title = line.quoted(text)
        lines += [
            f"GEO:{latitude};{longitude}",
            f"X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE={title}:geo:{latitude},{longitude}",
        ]
    return lines


def _words(words: list[str], manner: Manner) -> list[str]:
    text = "\n".join(words).strip()
    lines = [line.text_line("DESCRIPTION", text)] if text else []
    if manner.html:
        lines.append(f"X-ALT-DESC;FMTTYPE=text/html:{line.escaped(as_html(words))}")
    return lines


def _belonging(visit: Visit) -> list[str]:
    roadshow = visit.roadshow
    categories = dict.fromkeys(line.one_line(item).strip() for item in (roadshow.name, *visit.stop.themes))
    categories.pop("", None)
    lines = [line.list_line("CATEGORIES", categories)] if categories else []
    if roadshow.web.strip():
        lines.append(f"URL:{line.web_uri(roadshow.web)}")
    return [*lines, f"X-ROADSHOW-ID:{roadshow.id}"]
