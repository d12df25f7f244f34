"""One workspace with 1,000,000 invitations: a page of a guest list, and a reply saved beside the bare fsync.

Run: python tests/bench/store.py [STOPS] [GUESTS]   (100 stops of 10,000 guests unless said)
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadshow.api import (
    Edit,
    Invitation,
    InvitationState,
    Pen,
    Person,
    Roadshow,
    Stop,
    guest_fields,
    guests_of,
    new_id,
    understand,
)
from roadshow.store.sqlite import SqliteStore

PEN = Pen("bench", datetime(2026, 11, 22, tzinfo=UTC), new_id)


def milliseconds(action: Callable[[], object], rounds: int = 50) -> tuple[float, float]:
    """Return the median and the worst time of an action."""
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), max(times)


def fill(store: SqliteStore, stops: int, guests: int) -> list[Stop]:
    """Put people, stops and invitations into a workspace."""
    roadshow = Roadshow(id=new_id(), slug="bench", name="Bench")
    start = datetime(2027, 1, 4, 13, 30)
    made = [
        Stop(id=new_id(), roadshow_id=roadshow.id, slug=f"stop-{number}", title=f"Stop {number}", zone="Europe/Amsterdam",
             start=start + timedelta(days=number), end=start + timedelta(days=number, hours=3))
        for number in range(stops)
    ]  # fmt: skip
    people = [
        Person(id=new_id(), given=f"Given{number}", particle="van der", surname=f"Name{number * 7919 % guests:06}",
               organisation=f"Organisation {number % 50}", email=f"guest{number}@example.org")
        for number in range(guests)
    ]  # fmt: skip
    store.commit(PEN.change("stops", [Edit(None, noun) for noun in (roadshow, *made)]))
    store.commit(PEN.change("people", (Edit(None, person) for person in people)))

    def invitations(stop: Stop) -> Iterator[Edit]:
        for person in people:
            yield Edit(None, Invitation(id=new_id(), stop_id=stop.id, person_id=person.id))

    for stop in made:
        store.commit(PEN.change("guests", invitations(stop)))
    return made


def main() -> None:
    """Print the figures."""
    stops, guests = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (100, 10_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.roadshow"
        with SqliteStore.create(path) as store:
            started = time.perf_counter()
            made = fill(store, stops, guests)
            print(
                f"{stops * guests:,} invitations of {guests:,} people written in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 2**20:.0f} MiB"
            )
            query = guests_of(made[stops // 2].id)
            asked = query.matching(understand("state:listed organisation:7", guest_fields()))
            middle = query.page(50, guests // 2)
            for name, one in (("first page", query), ("a page in the middle", middle), ("a page of a question", asked)):
                typical, worst = milliseconds(lambda one=one: list(store.each_guest(one)))
                print(f"{name} of a guest list: median {typical:.2f} ms, worst {worst:.2f} ms")
            typical, worst = milliseconds(lambda: store.guests(query))
            print(f"first page with the count of all: median {typical:.2f} ms, worst {worst:.2f} ms")
            print(f"counts per state: median {milliseconds(lambda: store.tally(query, 'state'))[0]:.2f} ms")
            report_replies(store, query, path)


def report_replies(store: SqliteStore, query, path: Path) -> None:
    """Save replies, with and without the disk's fsync, and time a bare fsync beside them."""
    waiting = iter([guest.invitation for guest in store.each_guest(query.page(300))])

    def reply() -> None:
        invitation = next(waiting)
        accepted = replace(invitation, state=InvitationState.ACCEPTED)
        store.commit(PEN.change("reply", (Edit(invitation, accepted),)))

    def bare() -> None:
        with (path.parent / "fsync").open("ab") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())

    print("a reply saved: median {:.2f} ms, worst {:.2f} ms".format(*milliseconds(reply)))
    print("4 KiB written and fsynced: median {:.2f} ms, worst {:.2f} ms".format(*milliseconds(bare)))
    store._connection.execute("PRAGMA synchronous = OFF")
    print("a reply saved without fsync: median {:.2f} ms, worst {:.2f} ms".format(*milliseconds(reply)))


if __name__ == "__main__":
    main()
