"""How long the checker takes: 1,000 stops, 20,000 sessions, 5,000 people with parts; and a tenth of it.

    python tests/bench/checking.py [--profile]

The scene is made from a seed: half a year of working days, eight stops on each, forty venues of three rooms, a host
and a facilitator at each stop, and some mistakes of every kind. Each figure is the best of seven runs in this one
process, the whole in turn with ten tenths, so that both meet the same machine; arranging the scene counts. Wanted: at most 1.5 s, and at most 12 times a tenth.
"""

import argparse
import cProfile
import os
import random
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from roadshow.api import KINDS as KINDS_IN_ORDER
from roadshow.api import Checkup, Office, Query, touring
from roadshow.domain.findings import Place
from roadshow.domain.guests import GuestRole, Invitation, InvitationState
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, BookingState, ClosedPeriod, OpeningHours, Room, Venue
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop, Task
from roadshow.planning.checking import GuestTally, arrange, check, special_days
from roadshow.planning.checking.tally import Named
from roadshow.testing import open_plan

TODAY = date(2027, 1, 4)
SEED = 1953
VENUES = 40
GUESTS = 20
SPECIAL = Path(__file__).parents[2] / "config" / "holidays.toml"
KINDS = (SessionKind.TALK, SessionKind.WORKSHOP, SessionKind.OTHER, SessionKind.NETWORKING)


class Tour:
    """Makes nouns from a seed; `size` is the number of stops."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.dice = random.Random(SEED)
        self.nouns: list[Noun] = []
        self.tallies: dict[str, GuestTally] = {}

    def make(self) -> "Tour":
        """Make everything: roadshows, places, people, then stop after stop."""
        self.nouns += [
            Roadshow(id=f"r{n}", slug=f"r{n}", name=f"Roadshow {n}", organiser_email="plan@example.org" if n else "")
            for n in range(max(self.size // 100, 2))
        ]
        for number in range(VENUES):
            self._venue(number)
        for number in range(self.size * 5):
            away = (ClosedPeriod(first=date(2027, 3, 1), last=date(2027, 3, 12)),) if number % 50 == 0 else ()
            tags = (f"team:{number // 100}",) if number % 100 in {0, 25} else ()
            self.nouns.append(
                Person(
                    id=f"p{number}",
                    given="Noor",
                    surname=f"Bakker {number}",
                    email=f"p{number}@example.org",
                    away=away,
                    tags=tags,
                )
            )
        for number in range(self.size):
            self._stop(number)
        self.nouns.sort(key=lambda noun: noun.kind)  # as a store gives them: kind after kind
        return self

    def _venue(self, number: int) -> None:
        hours = tuple(OpeningHours(weekday=day, opens=time(8), closes=time(22)) for day in range(1, 6))
        self.nouns.append(
            Venue(
                id=f"v{number}", name=f"Huis {number}", latitude=51.9 + number % 9 / 50, longitude=4.4 + number % 7 / 50,
                opening_hours=hours, step_free=number % 3 > 0,
            )
        )  # fmt: skip
        self.nouns += [
            Room(id=f"k{number}-{n}", venue_id=f"v{number}", name=f"Zaal {n}", capacity=60 - 20 * n) for n in range(3)
        ]

    def _stop(self, number: int) -> None:
        venue = number % VENUES
        day = TODAY + timedelta(days=7 * (number // VENUES) + number % 5 + 7)
        start = datetime.combine(day, time(9 + number % 2))
        self.nouns += [
            Stop(
                id=f"s{number}", roadshow_id=f"r{number % max(self.size // 100, 2)}", slug=f"s{number}", title=f"Halte {number}",
                zone="Europe/Amsterdam", doors=start - timedelta(minutes=30), start=start, end=start + timedelta(hours=8),
                venue_id=f"v{venue}", capacity=60,
            ),
            Booking(id=f"b{number}", stop_id=f"s{number}", venue_id=f"v{venue}",
                    state=BookingState.FIRM if number % 20 else BookingState.HOLD, until=day - timedelta(days=14)),
            Task(id=f"t{number}", roadshow_id="r1", stop_id=f"s{number}", title="Catering", owner="Jan" if number % 9 else "", offset=-21),
        ]  # fmt: skip
        self._crew(number)
        self._agenda(number, venue, start)
        lost = (
            Named(2, tuple((Place("person", f"g{number}-{n}", "Gast"),) for n in range(2)))
            if number % 25 == 0
            else Named()
        )
        coming = self.dice.randrange(20, 62)
        self.tallies[f"s{number}"] = GuestTally(
            guests=80, coming=coming, listed=60, holding=50, diet=3, interpreter=number % 40 == 0, unreachable=lost,
            outdated=5 if number % 50 == 0 else 0,
        )  # fmt: skip

    def _crew(self, number: int) -> None:
        self.nouns += [
            Invitation(id=f"c{number}-{n}", stop_id=f"s{number}", person_id=f"p{number * 5 + n}", role=role,
                       state=InvitationState.ACCEPTED)
            for n, role in enumerate((GuestRole.HOST, GuestRole.VOLUNTEER))
        ]  # fmt: skip

    def _agenda(self, number: int, venue: int, start: datetime) -> None:
        """Twenty sessions: two tracks of ten, each fourth a break; one in thirty is moved by a slip."""
        for place in range(20):
            track, step = place % 2, place // 2
            slip = 10 if self.dice.random() < 1 / 30 else 0
            kind = SessionKind.BREAK if step % 4 == 2 else KINDS[(number + place) % 4]
            key = f"x{number}-{place}"
            self.nouns.append(
                Session(
                    id=key, stop_id=f"s{number}", title=f"Deel {place}" if slip == 0 else "", length=45,
                    start=start + timedelta(minutes=48 * step + slip), session_kind=kind,
                    room_id=f"k{venue}-{track}" if self.dice.random() > 1 / 60 else None,
                )
            )  # fmt: skip
            if kind is not SessionKind.BREAK:
                elsewhere = 5 if self.dice.random() < 1 / 100 else 0
                who = (number + elsewhere) % self.size * 5 + place % 5
                self.nouns.append(
                    Part(
                        id=f"q{key}",
                        session_id=key,
                        person_id=f"p{who}",
                        role=PartRole.FACILITATOR,
                        confirmed=place % 15 > 0,
                    )
                )


def measure(tour: Tour, special: tuple) -> tuple[float, Counter]:
    """Arrange and check, and say how long it took and what was found."""
    begin = perf_counter()
    scene = arrange(tour.nouns, today=TODAY, special=special, tallies=tour.tallies)
    found = Counter(finding.code for finding in check(scene))
    return perf_counter() - begin, found


def measure_stored(tour: Tour) -> None:
    """Keep the tour in a workspace and say how long `roadshow check` takes on it, without guests and with."""
    for guests in (0, GUESTS):
        _measure_stored(tour, guests)


def _measure_stored(tour: Tour, guests: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tour.roadshow"
        with open_plan(
            path, *sorted(stored(tour, guests), key=lambda noun: list(KINDS_IN_ORDER).index(noun.kind))
        ) as office:
            stop = office.store.get(Stop, "s500")
            figures = {
                "all": best(lambda: Checkup(office, TODAY).findings()),
                "one stop": best(lambda: Checkup(office, TODAY).findings(stop)),
                "the impact of a move": best(lambda: moved(office, stop)),
            }
        told = ", ".join(f"{name} {seconds:.3f} s" for name, seconds in figures.items())
        print(f"through the store, with {guests * tour.size:,} guests: {told}")
        environment = {**os.environ, "ROADSHOW_NOW": f"{TODAY}T09:00", "PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-m", "roadshow", "-w", str(path), "check"]
        whole = best(lambda: subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False), 3)
        print(f"  `roadshow check` as a process, findings printed: {whole:.3f} s")


def stored(tour: Tour, guests: int) -> Iterator[Noun]:
    """Give the nouns of the tour, and guests."""
    yield from tour.nouns
    for number in range(tour.size):
        for place in range(guests):
            who = (number * 5 + 100 + place) % (tour.size * 5)
            yield Invitation(
                id=f"g{number}-{place}", stop_id=f"s{number}", person_id=f"p{who}", state=InvitationState.ACCEPTED
            )


def moved(office: Office, stop: Stop) -> None:
    """Weigh the move of a stop by a day."""
    sessions = tuple(office.store.each(Query(Session, limit=None).where(stop_id=stop.id)))
    change = touring.move_stop(office.pen(), stop, sessions, stop.start + timedelta(days=1))
    Checkup(office, TODAY).impact(change, stop)


def best(run: Callable[[], object], times: int = 5) -> float:
    """Return the seconds of the quickest of some runs."""
    taken = []
    for _ in range(times):
        begin = perf_counter()
        run()
        taken.append(perf_counter() - begin)
    return min(taken)


def main() -> None:
    """Print both figures, what was found, and the time for one stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true")
    special = special_days(tomllib.loads(SPECIAL.read_text(encoding="utf-8")))
    whole, tenth = Tour(1000).make(), Tour(100).make()
    measure(tenth, special)  # loads the holidays package, once for a run of the program
    if parser.parse_args().profile:
        cProfile.runctx("measure(whole, special)", globals(), {"whole": whole, "special": special}, sort="tottime")
        return
    runs = [(sum(measure(tenth, special)[0] for _ in range(10)) / 10, *measure(whole, special)) for _ in range(7)]
    small, large, found = min(run[0] for run in runs), min(run[1] for run in runs), runs[0][2]
    people = len({noun.person_id for noun in whole.nouns if isinstance(noun, Part)})
    sessions = sum(isinstance(noun, Session) for noun in whole.nouns)
    print(f"1,000 stops, {sessions} sessions, {people} people with parts: {large:.3f} s (at most 1.5)")
    print(f"a tenth: {small:.3f} s; ratio {large / small:.1f} (at most 12)")
    scene = arrange(whole.nouns, today=TODAY, special=special, tallies=whole.tallies)
    begin = perf_counter()
    one = sum(1 for _ in check(scene, only="s500"))
    print(f"one stop of the arranged scene: {(perf_counter() - begin) * 1000:.1f} ms, {one} findings")
    measure_stored(whole)
    print(f"{found.total()} findings: " + ", ".join(f"{code} {number}" for code, number in found.most_common()))


if __name__ == "__main__":
    main()
