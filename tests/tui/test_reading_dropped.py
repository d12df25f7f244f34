"""A question that a newer one replaces is stopped: fast typing never waits for an answer that nobody wants."""

import asyncio
from threading import Event

import pytest
from screens import example, opener, play, press, until

from roadshow.api import DroppedError, Person, Query, understand
from roadshow.tui.behind.bench import Bench

MOST = 2_000
"""Rounds of reading: far more than anybody waits for, and yet an end."""


def reading(begun):
    """Read the same list over and over, as a question to a million rows would take its time."""

    def read(office):
        begun.set()
        query = Query(Person, limit=None).matching(understand("name:/[aeiou].*[^a]x?/"))
        return [len(list(office.store.each(query))) for _round in range(MOST)]

    return read


def test_only_the_reading_of_this_asker_is_stopped(tmp_path):
    bench = Bench(opener(example(tmp_path)), "test")

    async def story():
        begun = Event()
        mine, other = object(), object()
        work = asyncio.ensure_future(bench.run(reading(begun), mine))
        await asyncio.to_thread(begun.wait)
        bench.drop(other)
        bench.drop(None)
        behind = asyncio.ensure_future(bench.run(lambda office: office.store.count(Query(Person)), other))
        for _turn in range(100):  # between two statements nothing is under way that could be stopped
            bench.drop(mine)
            await asyncio.sleep(0.01)
            if work.done():
                break
        with pytest.raises(DroppedError):
            await work
        assert await behind > 0
        bench.drop(mine)
        assert await bench.run(lambda office: office.store.count(Query(Person)), mine) > 0

    try:
        asyncio.run(story())
    finally:
        bench.close()


def test_a_list_drops_the_question_before_and_answers_the_last(tmp_path):
    async def story(pilot, app):
        listing = app.screen.listing
        dropped = []
        drop = listing.source.drop
        listing.source.drop = lambda: (dropped.append(listing.text), drop())
        await press(pilot, "slash", *"name:/^s/")
        await until(pilot, lambda: not listing.behind)
        assert dropped
        assert len(listing.rows.pages.keys) == app._desk.office.store.count(
            Query(Person).matching(understand("name:/^s/"))
        )
        await press(pilot, "x")
        await until(pilot, lambda: not listing.behind)
        assert "between two slashes" in str(listing._said)

    play(example(tmp_path), story, area="people")
