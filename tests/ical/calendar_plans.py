"""Small plans for calendars, and readers of calendars that share no code with the plugin."""

import re
from dataclasses import replace
from datetime import datetime

import roadshow_ical
from roadshow_ical.exporter import CalendarExporter

from roadshow.api import (
    Edit,
    Invitation,
    InvitationState,
    Part,
    PartRole,
    Person,
    Query,
    Roadshow,
    Room,
    Session,
    Stop,
    StopStatus,
    Venue,
    filled,
)
from roadshow.testing.plans import open_plan, steady_ids

DOMAIN = "0123456789abcdef.roadshow.invalid"


def small_plan(guests=2, zone="Europe/Amsterdam", start=datetime(2027, 4, 13, 13, 30), **roadshow_fields):
    """Give a roadshow of one stop with two sessions and some guests; keyword fields go to the roadshow."""
    new_id = steady_ids()
    fields = {
        "slug": "learning", "name": "Learning Together", "language": "en", "organiser_name": "Büro, Süd",
        "organiser_email": "office@example.org", "web": "https://example.org/learning", "aim": "Meet; talk, learn.",
    } | roadshow_fields  # fmt: skip
    roadshow = Roadshow(id=new_id(), **fields)
    venue = Venue(
        id=new_id(), name="De Branding", street="Lindenstraat 1", postcode="3034 AB", town="Rotterdam",
        latitude=51.93, longitude=4.5,
    )  # fmt: skip
    room = Room(id=new_id(), venue_id=venue.id, name="Hall")
    stop = Stop(
        id=new_id(), roadshow_id=roadshow.id, slug="crooswijk", title="Crooswijk", start=start,
        end=start.replace(hour=start.hour + 2), zone=zone, venue_id=venue.id, status=StopStatus.CONFIRMED,
        doors=start.replace(minute=0), contact="Sara, 06-12345678", welcome="Welcome!\nBring a friend.",
        themes=("families", "sport, play"),
    )  # fmt: skip
    people = [person(new_id, number) for number in range(guests)]
    speaker = Person(id=new_id(), given="Ayşe", surname="Demir", email="secret.speaker@example.org")
    talk = Session(id=new_id(), stop_id=stop.id, title="Talk", start=stop.start, length=60, room_id=room.id)
    work = Session(id=new_id(), stop_id=stop.id, title="Work", start=stop.start.replace(hour=start.hour + 1), length=30)
    part = Part(id=new_id(), session_id=talk.id, person_id=speaker.id, role=PartRole.SPEAKER)
    listed = [Invitation(id=new_id(), stop_id=stop.id, person_id=each.id) for each in people]
    return [roadshow, venue, room, stop, *people, speaker, talk, work, part, *listed]


def person(new_id, number):
    return Person(id=new_id(), given="Guest", surname=f"Number {number}", email=f"guest{number}@example.net")


def opened(tmp_path, nouns, name="plan.roadshow"):
    """Open a workspace of these nouns, in a domain that is always the same."""
    office = open_plan(tmp_path / name, *nouns, plugins={"roadshow_ical": roadshow_ical})
    office.store._domain = DOMAIN
    return office


def changed(office, kind, moment=None, **fields):
    """Change the only record of a kind and save it, at a moment of its own."""
    if moment is not None:
        office.clock = lambda: moment
    before = next(iter(office.store.each(Query(kind, limit=None))))
    after = replace(before, **fields)
    return office.do(office.pen().change("test", (Edit(before, after),)))


def programme_of(office):
    return office.programme(stop.id for stop in office.store.each(Query(Stop, limit=None)))


def exported(office, **given):
    """Return the documents of an export as octets by name, and what the planner was told."""
    programme = programme_of(office)
    options = filled(CalendarExporter.options, given)
    made = {
        document.name: document.content if isinstance(document.content, bytes) else b"".join(document.content)
        for document in CalendarExporter().documents(programme, options)
    }
    return made, [notice.message for notice in programme.notices]


def feed_of(office, **given):
    made, _told = exported(office, **given)
    return made["learning.ics"]


def first_visit(office):
    programme = programme_of(office)
    visit = next(programme.visits())
    return programme, visit, list(programme.guests(visit.stop.id, tuple(InvitationState)))


class Strict:
    """A reader that takes nothing but what RFC 5545 section 3.1 allows: properties of a component, in order."""

    LINE = re.compile(
        r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"\x00-\x1f\x7f]*\"|[^\";:,\x00-\x1f\x7f]*))*):(.*)", re.DOTALL
    )
    PARAMETER = re.compile(r";([A-Z0-9-]+)=(\"[^\"]*\"|[^;]*)")

    def __init__(self, octets):
        assert octets.endswith(b"\r\n")
        assert b"\r\n\r\n" not in octets
        raw = octets.split(b"\r\n")[:-1]
        assert all(b"\r" not in line and b"\n" not in line for line in raw)
        assert max(map(len, raw)) <= 75
        for line in raw:
            line.decode("utf-8")
        self.lines = octets.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
        self.properties = []
        inside = []
        for line in self.lines:
            match = self.LINE.fullmatch(line)
            assert match, line
            name, parameters, value = match.groups()
            if name == "BEGIN":
                inside.append(value)
            elif name == "END":
                assert inside.pop() == value
            else:
                read = {key: text.strip('"') for key, text in self.PARAMETER.findall(parameters)}
                self.properties.append(("/".join(inside), name, read, value))
        assert inside == []

    def all(self, name, where="VCALENDAR/VEVENT"):
        return [value for place, key, _parameters, value in self.properties if key == name and place == where]

    def one(self, name, where="VCALENDAR/VEVENT"):
        (value,) = self.all(name, where)
        return value

    def text(self, name, where="VCALENDAR/VEVENT"):
        return re.sub(
            r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], self.one(name, where), flags=re.DOTALL
        )

    def parameters(self, name, where="VCALENDAR/VEVENT"):
        return next(found for place, key, found, _value in self.properties if key == name and place == where)
