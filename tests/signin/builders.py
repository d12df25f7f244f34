"""Small builders of what a signature list needs: people, guests, and a programme of one stop."""

from datetime import UTC, datetime
from itertools import count

from roadshow.api import (
    Casting,
    Guest,
    Invitation,
    InvitationState,
    Part,
    PartRole,
    Person,
    Revision,
    Roadshow,
    Session,
    Stop,
    Venue,
    Visit,
)
from roadshow.settings.shipped import config_folder

NOW = datetime(2026, 4, 3, 12, 5, tzinfo=UTC)
REVISION = Revision(NOW, NOW, 0)
numbers = count()


def person(surname="", given="", **more):
    return Person(id=f"p{next(numbers):06d}", surname=surname, given=given, **more)


def guest(who, state=InvitationState.ACCEPTED, companions=0, revision=REVISION):
    invitation = Invitation(id=f"i-{who.id}", stop_id="s", person_id=who.id, state=state, companions=companions)
    return Guest(invitation=invitation, person=who, revision=revision)


def guests(*surnames):
    return [guest(person(surname, "Jan")) for surname in surnames]


def a_visit(title="Signaleren", language="en", name="Samen Leren", venue="De Klimop", **stop):
    roadshow = Roadshow(id="r", slug="leren", name=name, language=language, organiser_name="Programmabureau")
    times = {"start": datetime(2026, 4, 14, 13, 30), "end": datetime(2026, 4, 14, 16, 30), "zone": "Europe/Amsterdam"}
    visited = Stop(id="s", roadshow_id="r", slug="hillesluis", title=title, **{**times, **stop})
    session = Session(id="t", stop_id="s", title="Welkom", start=visited.start, length=30)
    host = Casting(
        Part(id="c", session_id="t", person_id="h", role=PartRole.HOST), person("Hoeven", "Marloes", particle="van den")
    )
    return Visit(
        roadshow, visited, Venue(id="v", name=venue, town="Rotterdam"), {}, (session,), (host,), {"s": REVISION}
    )


class Plan:
    """A programme of one stop, with what it was told."""

    installation = "example.org"
    language = "nl"
    moment = NOW
    author = "test"

    def __init__(self, guests=(), visit=None, template=None):
        self.visit = visit or a_visit()
        self.listed = list(guests)
        self.text = template
        self.told = []

    def visits(self):
        yield self.visit

    def guests(self, stop_id, states=()):
        yield from (entry for entry in self.listed if not states or entry.invitation.state in states)

    def count_guests(self, stop_id, states=()):
        return sum(1 for _guest in self.guests(stop_id, states))

    def template(self, name):
        return self.text if self.text is not None else (config_folder() / "templates" / name).read_text("utf-8")

    def tell(self, message, hint=""):
        self.told.append(f"{message} {hint}")

    def going(self, done, total):
        pass
