"""How long a plan file takes, against what tomli_w and tomllib alone need for the same bytes.

Run it by hand: `python tests/bench/planfile.py`. The plan has 1,000 stops with 20 sessions each. The collector is
cleared before every run and stays on, for us and for them alike. The figure that counts is the ratio.
"""

import gc
import statistics
import time
import tomllib
from datetime import datetime, timedelta

import tomli_w

from roadshow.domain.ids import from_parts
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop
from roadshow.planfile import Plan, dump, load

STOPS = 1_000
SESSIONS = 20
RUNS = 5
FIRST_DAY = datetime(2026, 1, 5, 9, 0)
ZONE = "Europe/Amsterdam"


class Ids:
    """Ids that are the same in every run."""

    def __init__(self):
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return from_parts(1_767_225_600_000, self.count)


def big_plan() -> Plan:
    """A tour of 1,000 stops in 50 venues, a part in every session."""
    new_id = Ids()
    show = Roadshow(id=new_id(), slug="samen-leren", name="Samen Leren", zone=ZONE)
    venues = [Venue(id=new_id(), name=f"Huis van de Wijk {number}", town="Rotterdam") for number in range(50)]
    rooms = {venue.id: Room(id=new_id(), venue_id=venue.id, name="Zaal 1", capacity=40) for venue in venues}
    people = [Person(id=new_id(), given=f"Naam {number}", surname="De Vries") for number in range(500)]
    nouns: list[Noun] = [show, *venues, *rooms.values(), *people]
    kinds = list(SessionKind)
    for number in range(STOPS):
        start = FIRST_DAY + timedelta(days=number)
        stop = Stop(
            id=new_id(), roadshow_id=show.id, slug=f"stop-{number}", title=f"Bijeenkomst {number}", start=start,
            end=start + timedelta(minutes=15 * SESSIONS), zone=ZONE, venue_id=venues[number % 50].id,
        )  # fmt: skip
        nouns.append(stop)
        for place in range(SESSIONS):
            session = Session(
                id=new_id(), stop_id=stop.id, title=f"Onderdeel {place}", start=start + timedelta(minutes=15 * place),
                length=15, session_kind=kinds[place % len(kinds)], room_id=rooms[stop.venue_id].id,
            )  # fmt: skip
            nouns.append(session)
            person = people[(number + place) % len(people)]
            nouns.append(Part(id=new_id(), session_id=session.id, person_id=person.id, role=PartRole.SPEAKER))
    return Plan(nouns)


def median(work) -> float:
    """Seconds that a piece of work takes: the median of five runs."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    plan = big_plan()
    text = dump(plan)
    document = tomllib.loads(text)
    assert dump(load(text)) == text
    rows = [
        ("dump", median(lambda: dump(plan)), "tomli_w", median(lambda: tomli_w.dumps(document))),
        ("load", median(lambda: load(text)), "tomllib", median(lambda: tomllib.loads(text))),
        (
            "load over a known plan",
            median(lambda: load(text, known=plan)),
            "tomllib",
            median(lambda: tomllib.loads(text)),
        ),
    ]
    theirs = len(tomli_w.dumps(document)) / 1e6
    print(f"{STOPS} stops with {SESSIONS} sessions, {len(plan)} nouns: {len(text) / 1e6:.1f} MB of TOML", end=" ")
    print(f"({theirs:.1f} MB as tomli_w lays it out)")
    for name, ours, other, theirs in rows:
        print(f"{name}: {ours:.2f} s, {other} alone {theirs:.2f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
