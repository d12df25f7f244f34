"""Small plans for the checker: one clean stop, and words to change one thing about it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from roadshow.domain.guests import GuestRole, Invitation, InvitationState
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, BookingState, OpeningHours, Room, Venue
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop, Task
from roadshow.planning.checking import CheckSettings, arrange, check

TODAY = date(2027, 1, 4)
DAY = date(2027, 6, 8)  # a Tuesday, no holiday of any kind
ZONE = "Europe/Amsterdam"


def at(text, day=DAY):
    """A wall time on the day of the stop: at("13:30")."""
    return datetime.combine(day, time.fromisoformat(text))


def roadshow(key="r1", **fields):
    return Roadshow(**{"id": key, "slug": key, "name": "Samen Leren", "organiser_email": "plan@example.org", **fields})


def venue(key="v1", **fields):
    return Venue(**{"id": key, "name": f"Huis {key}", "key": "Fatma", "step_free": True, **fields})


def room(key="k1", venue_id="v1", **fields):
    return Room(**{"id": key, "venue_id": venue_id, "name": f"Zaal {key}", "capacity": 60, **fields})


def stop(key="s1", **fields):
    return Stop(
        **{
            "id": key, "roadshow_id": "r1", "slug": key, "title": f"Halte {key}", "zone": ZONE, "venue_id": "v1",
            "doors": at("13:00"), "start": at("13:30"), "end": at("15:30"), "contact": "Jan", **fields,
        }
    )  # fmt: skip


def session(key="x1", start="13:30", length=60, stop_id="s1", **fields):
    start = at(start) if isinstance(start, str) else start
    return Session(
        **{
            "id": key, "stop_id": stop_id, "title": f"Deel {key}", "start": start, "length": length, "room_id": "k1",
            "session_kind": SessionKind.OTHER, **fields,
        }
    )  # fmt: skip


def part(key="p1", session_id="x1", person_id="a", role=PartRole.SPEAKER, **fields):
    return Part(
        **{"id": key, "session_id": session_id, "person_id": person_id, "role": role, "confirmed": True, **fields}
    )


def person(key="a", **fields):
    return Person(**{"id": key, "given": key.upper(), "surname": "Jansen", "email": f"{key}@example.org", **fields})


def firm(stop_id="s1", venue_id="v1", **fields):
    return Booking(
        **{"id": f"b-{stop_id}", "stop_id": stop_id, "venue_id": venue_id, "state": BookingState.FIRM, **fields}
    )


def task(key="t1", **fields):
    return Task(**{"id": key, "roadshow_id": "r1", "stop_id": "s1", "title": "Sleutel halen", "owner": "Jan", **fields})


def invitation(key, person_id, stop_id="s1", state=InvitationState.ACCEPTED, role=GuestRole.GUEST, **fields):
    return Invitation(**{"id": key, "person_id": person_id, "stop_id": stop_id, "state": state, "role": role, **fields})


def weekdays(opens="08:00", closes="22:00"):
    return tuple(
        OpeningHours(weekday=n, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)) for n in range(1, 6)
    )


def clean():
    """A stop with nothing to find: two hours, a break in the middle, everybody confirmed."""
    return (
        roadshow(), venue(), room(), stop(), firm(), person("a"),
        session("x1", "13:30", 50, session_kind=SessionKind.TALK),
        session("x2", "14:20", 15, session_kind=SessionKind.BREAK),
        session("x3", "14:35", 55, session_kind=SessionKind.WELCOME),
        part("p1", "x1", "a"),
    )  # fmt: skip


def second_stop(day=DAY, **fields):
    """Another stop of another roadshow in another venue, with one session in its own room."""
    shift = {name: at(value, day) for name, value in (("doors", "13:00"), ("start", "13:30"), ("end", "15:30"))}
    return (
        roadshow("r2"), venue("v2"), room("k2", "v2"),
        stop("s2", **{"roadshow_id": "r2", "venue_id": "v2", **shift, **fields}), firm("s2", "v2"),
        session("y1", at("13:30", day), 60, "s2", room_id="k2"),
    )  # fmt: skip


def scene(*nouns, today=TODAY, special=(), tallies=None, **settings):
    return arrange(nouns, today=today, settings=CheckSettings(**settings), special=special, tallies=tallies)


def altered(nouns, key, /, **fields):
    """The same plan with one record changed."""
    assert any(noun.id == key for noun in nouns), key
    return tuple(replace(noun, **fields) if noun.id == key else noun for noun in nouns)


def without(nouns, *keys):
    return tuple(noun for noun in nouns if noun.id not in keys)


def codes(stage, **kwargs):
    """The codes of all findings of a scene, sorted."""
    return sorted(finding.code for finding in check(stage, **kwargs))


def found(stage, code, **kwargs):
    """The findings of one code."""
    return [finding for finding in check(stage, **kwargs) if finding.code == code]


def days_later(number, day=TODAY):
    return day + timedelta(days=number)
