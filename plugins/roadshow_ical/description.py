"""Words of an event: where it is, and what happens there, in plain lines."""

import html
from collections.abc import Callable, Iterable
from datetime import datetime

from roadshow.api import LANGUAGES, N_, PartRole, Session, Venue, Visit, translations
from roadshow_ical.contents import clean, one_line

Say = Callable[[str], str]
"""Translates a sentence into the language of a calendar."""

ON_STAGE = frozenset({PartRole.SPEAKER, PartRole.FACILITATOR, PartRole.HOST})
"""Roles that an agenda names; who interprets or keeps the minutes is nobody's business outside."""


def language_of(*wanted: str) -> str:
    """Return the first of these languages that there is a catalogue for, else English."""
    known = (tag.replace("-", "_").split("_")[0].lower() for tag in wanted)
    return next((tag for tag in known if tag in LANGUAGES), "en")


def speaking(language: str) -> Say:
    """Return what translates into one of our languages, whatever language the planner works in."""
    return translations(language).gettext


def place(venue: Venue | None, room: str = "") -> str:
    """Return room, venue and address on one line; empty where there is no venue."""
    if venue is None:
        return one_line(room).strip()
    town = f"{venue.postcode} {venue.town}".strip()
    abroad = venue.country if venue.country != "NL" else ""
    parts = (one_line(part).strip() for part in (room, venue.name, venue.street, town, abroad))
    return ", ".join(part for part in parts if part)


def on_stage(visit: Visit) -> dict[str, list[str]]:
    """Return the names of those who lead or speak, by session."""
    names: dict[str, list[str]] = {}
    for casting in visit.cast:
        if casting.part.role in ON_STAGE:
            names.setdefault(casting.part.session_id, []).append(one_line(casting.person.name))
    return names


def stop_lines(visit: Visit, say: Say, names: dict[str, list[str]], *, contact: bool) -> list[str]:
    """Return the description of a stop. The contact is for guests alone, so it stays out of what everybody reads."""
    stop = visit.stop
    lines = [one_line(visit.roadshow.name)]
    if stop.welcome.strip():
        lines += ["", *clean(stop.welcome).strip().split("\n")]
    if stop.doors is not None:
        lines += ["", say(N_("Doors open at {time}")).format(time=clock(stop.doors, stop.start))]
    sessions = visit.open_sessions
    if sessions:
        lines += ["", say(N_("Agenda")), *(agenda_line(visit, session, names) for session in sessions)]
    if contact and stop.contact.strip():
        lines += ["", say(N_("Contact: {contact}")).format(contact=one_line(stop.contact))]
    return lines


def agenda_line(visit: Visit, session: Session, names: dict[str, list[str]]) -> str:
    """Return a session as one line: 09:00 Title - Room - Speaker, Speaker."""
    room = visit.rooms.get(session.room_id or "")
    parts = [
        f"{clock(session.start, visit.stop.start)} {one_line(session.title)}",
        one_line(room.name) if room else "",
        ", ".join(names.get(session.id, ())),
    ]
    return " - ".join(part for part in parts if part)


def session_lines(visit: Visit, session: Session, say: Say, names: dict[str, list[str]]) -> list[str]:
    """Return the description of a session that is an event of its own."""
    lines = [f"{one_line(visit.stop.title)} - {one_line(visit.roadshow.name)}"]
    if session.id in names:
        lines.append(say(N_("With {names}")).format(names=", ".join(names[session.id])))
    if session.description.strip():
        lines += ["", *clean(session.description).strip().split("\n")]
    return lines


def as_html(lines: Iterable[str]) -> str:
    """Return plain lines as the small page that Outlook shows."""
    return f"<!DOCTYPE html><html><body><p>{'<br>'.join(html.escape(line) for line in lines)}</p></body></html>"


def clock(wall: datetime, day: datetime) -> str:
    """Return the time, with the date before it where it is another day than `day`."""
    return f"{wall:%H:%M}" if wall.date() == day.date() else f"{wall:%Y-%m-%d %H:%M}"
