"""The feed of 1,000 stops with 8 sessions each, against a bare script that gives the same events to icalendar.

Run: python tests/bench/feed.py [--stops 1000] [--rounds 5]. Both are whole processes, taken in turn: ours opens a
workspace and exports as the command line does; the bare one reads the same events from a JSON file.
Prints the median of each and the ratio; the aim is at most 1.5.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SESSIONS = 8
DATES = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND")


def plan(stops):
    from roadshow.api import Person, Roadshow, Room, Venue
    from roadshow.testing.plans import steady_ids

    new_id = steady_ids()
    roadshow = Roadshow(
        id=new_id(),
        slug="feed",
        name="Samen Leren Gezinnen Versterken",
        web="https://example.org/samen",
        organiser_name="Buurtnetwerk Rotterdam",
        organiser_email="organisatie@example.org",
    )
    venues = [
        Venue(
            id=new_id(),
            name=f"Buurthuis {n}",
            street=f"Lindenstraat {n}",
            postcode="3034 AB",
            town="Rotterdam",
            latitude=51.9 + n / 1000,
            longitude=4.4 + n / 1000,
        )
        for n in range(50)
    ]
    rooms = {venue.id: [Room(id=new_id(), venue_id=venue.id, name=f"Zaal {n}") for n in (1, 2)] for venue in venues}
    people = [
        Person(id=new_id(), given=f"Sara {n}", surname="El Amrani", email=f"p{n}@example.org") for n in range(100)
    ]
    yield from (roadshow, *venues, *(room for each in rooms.values() for room in each), *people)
    for n in range(stops):
        yield from stop_of(new_id, roadshow, venues[n % len(venues)], rooms, people, n)


def stop_of(new_id, roadshow, venue, rooms, people, n):
    from roadshow.api import Part, PartRole, Session, Stop

    start = datetime(2027, 1, 4, 9, 0) + timedelta(days=n)
    stop = Stop(
        id=new_id(),
        roadshow_id=roadshow.id,
        slug=f"stop-{n}",
        title=f"Samen in wijk {n}, over gezinnen",
        start=start,
        end=start + timedelta(hours=8),
        zone="Europe/Amsterdam",
        venue_id=venue.id,
        welcome="Welkom! Een dag voor professionals en vrijwilligers; met lunch.",
    )
    yield stop
    for m in range(SESSIONS):
        session = Session(
            id=new_id(),
            stop_id=stop.id,
            title=f"Casuïstiek en gesprek, deel {m}",
            length=55,
            start=start + timedelta(hours=m),
            room_id=rooms[venue.id][m % 2].id,
            description="Samen kijken naar een casus uit de wijk: wat gaat goed, wat is nodig, wie doet wat?",
        )
        yield session
        yield Part(
            id=new_id(), session_id=session.id, person_id=people[(n + m) % len(people)].id, role=PartRole.SPEAKER
        )


def prepare(folder, stops):
    from roadshow.testing.plans import open_plan

    with open_plan(folder / "feed.roadshow", *plan(stops)):
        pass
    ours(folder)
    import icalendar

    calendar = icalendar.Calendar.from_ical((folder / "feed.ics").read_bytes())
    events = [
        [
            (
                name,
                value.dt.strftime("%Y-%m-%dT%H:%M:%S") if name in DATES else _plain(value),
                dict(getattr(value, "params", {})),
            )
            for name, value in event.property_items(recursive=False)
            if name not in {"BEGIN", "END"}
        ]
        for event in calendar.walk("VEVENT")
    ]
    (folder / "events.json").write_text(json.dumps(events), encoding="utf-8")
    return len(events)


def _plain(value):
    if hasattr(value, "cats"):
        return [str(item) for item in value.cats]
    if hasattr(value, "latitude"):
        return [value.latitude, value.longitude]
    return value if isinstance(value, int) else str(value)


def ours(folder):
    from roadshow_ical.exporter import CalendarExporter
    from roadshow_ical.options import CalendarOptions, Granularity

    from roadshow.api import Query, Stop, open_office
    from roadshow.office.exchange import target, write

    with open_office(folder / "feed.roadshow", {"HOME": str(folder)}) as office:
        programme = office.programme(stop.id for stop in office.store.each(Query(Stop, limit=None)))
        for document in CalendarExporter().documents(programme, CalendarOptions(granularity=Granularity.BOTH)):
            write(target(folder, document.name), document.content, private=document.private)


def bare(folder):
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Event, Timezone, vCalAddress, vUri

    wrap = {"ORGANIZER": vCalAddress, "URL": vUri, "X-APPLE-STRUCTURED-LOCATION": vUri}
    amsterdam, utc = ZoneInfo("Europe/Amsterdam"), ZoneInfo("UTC")
    calendar = Calendar()
    calendar.add("prodid", "-//bare//EN")
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_tzid("Europe/Amsterdam", first_date=datetime(2026, 1, 1).date()))
    for properties in json.loads((folder / "events.json").read_text(encoding="utf-8")):
        event = Event()
        for name, value, parameters in properties:
            if name in DATES:
                zone = amsterdam if "TZID" in parameters else utc
                event.add(name, datetime.fromisoformat(value).replace(tzinfo=zone))
            elif name in wrap:
                address = wrap[name](value)
                address.params.update(parameters)
                event.add(name, address)
            else:
                event.add(name, tuple(value) if name == "GEO" else value, parameters or None)
        calendar.add_component(event)
    (folder / "bare.ics").write_bytes(calendar.to_ical())


def timed(kind, folder):
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "plugins")))
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, __file__, "--only", kind, "--folder", str(folder)],
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("ours", "bare"))
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.only:
        {"ours": ours, "bare": bare}[given.only](given.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = prepare(folder, given.stops)
        times = {"ours": [], "bare": []}
        for _round in range(given.rounds):
            for kind, taken in times.items():
                taken.append(timed(kind, folder))
        ours_, bare_ = (statistics.median(times[kind]) for kind in ("ours", "bare"))
        print(f"{count} events, {given.rounds} rounds, whole processes, medians")
        print(f"roadshow export {ours_:.2f} s   bare icalendar {bare_:.2f} s   ratio {ours_ / bare_:.2f}")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]
    main()
