"""Where a finding leads: the area and the row in which it can be mended."""

from roadshow.api import Finding, Office, Person, Room, Session
from roadshow.tui.areas import AREAS
from roadshow.tui.places import Place

ABOUT_WAITING = frozenset(["places-free", "offer-lapsed"])
"""Findings about a waiting list."""


def place_of(finding: Finding, office: Office) -> Place:
    """Return the place to go to: a session, a task, a venue or a person before the stop as a whole."""
    stops = finding.at("stop")
    stop_id = stops[0].id if stops else ""
    if finding.code in ABOUT_WAITING:
        return Place("guests", stop_id, "state:waiting,offered")
    for kind, lead in (("session", _session), ("task", _task), ("room", _room), ("venue", _venue), ("person", _person)):
        for one in finding.at(kind):
            place = lead(office, one.id, stop_id)
            if place is not None and place.area in AREAS:
                return place
    if finding.at("invitation") and stop_id:
        return Place("guests", stop_id)
    return Place("programme", row=stop_id)


def _session(office: Office, key: str, stop_id: str) -> Place | None:
    session = office.store.get(Session, key)
    return Place("agenda", session.stop_id, row=key) if session else Place("agenda", stop_id) if stop_id else None


def _task(_office: Office, key: str, _stop_id: str) -> Place:
    return Place("tasks", row=key)


def _room(office: Office, key: str, _stop_id: str) -> Place | None:
    room = office.store.get(Room, key)
    return Place("venues", row=room.venue_id) if room else None


def _venue(_office: Office, key: str, _stop_id: str) -> Place:
    return Place("venues", row=key)


def _person(office: Office, key: str, _stop_id: str) -> Place | None:
    person = office.store.get(Person, key)
    return Place("people", text=person.name) if person else None
