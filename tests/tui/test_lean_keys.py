"""What a key may cost: one line drawn, no layout, no wait for a tick; and what is kept stays small."""

import gc

from screens import example, play, press, seen, until

from roadshow.tui.engine.collector import YOUNG, Collector
from roadshow.tui.widgets import paging, rows, rows_view


class Laid:
    """Counts how often a screen is laid out."""

    def __init__(self, screen, monkeypatch):
        self.count = 0
        whole = screen._refresh_layout

        def counted(*arguments, **named):
            self.count += 1
            return whole(*arguments, **named)

        monkeypatch.setattr(screen, "_refresh_layout", counted)


def test_typing_in_the_filter_and_its_answer_lay_nothing_out(tmp_path, monkeypatch):
    async def story(pilot, app):
        listing = app.screen.listing
        await press(pilot, "slash")
        laid = Laid(app.screen, monkeypatch)
        before = len(listing.rows.pages)
        await press(pilot, "a", "n")
        await until(pilot, lambda: len(listing.rows.pages) < before)
        assert laid.count == 0
        assert "an" in seen(app).splitlines()[2]
        await press(pilot, *["backspace"] * 2)
        await until(pilot, lambda: len(listing.rows.pages) == before)
        assert laid.count == 0

    play(example(tmp_path), story, "people", size=(120, 30))


def test_a_cursor_that_moves_lays_nothing_out(tmp_path, monkeypatch):
    async def story(pilot, app):
        laid = Laid(app.screen, monkeypatch)
        await press(pilot, *["down"] * 5, "pagedown", "end", "home", "right")
        assert laid.count == 0

    play(example(tmp_path), story, "guests", size=(120, 30))


def test_a_filter_that_is_longer_than_its_line_still_shows_its_end(tmp_path):
    async def story(pilot, app):
        await press(pilot, "slash", *"abcdefghij" * 10, "z", "z")
        assert seen(app).splitlines()[2].rstrip().endswith("zz")

    play(example(tmp_path), story, "people", size=(80, 24))


def test_counts_follow_a_moment_after_the_last_key(tmp_path):
    async def story(pilot, app):
        listing = app.screen.listing
        whole = listing.counts.text
        await press(pilot, "slash", "a", "n")
        await until(pilot, lambda: listing.counts.text != whole)

    play(example(tmp_path), story, "people", size=(120, 30))


def test_few_drawn_lines_and_rows_are_kept():
    pages = paging.Pages(list)
    pages.take(rows.array("q", range(100_000)))
    for place in range(0, 100_000, 40):
        assert pages.row(place) == place
    assert len(pages._pages) * paging.PAGE <= 1_024
    assert rows_view.STRIPS <= 512


def test_the_collector_looks_through_the_young_only_after_a_frame_and_gives_itself_back():
    import asyncio

    async def story():
        collector = Collector()
        collector.begin()
        try:
            assert not gc.isenabled()
            kept = [[number] for number in range(YOUNG + 1_000)]
            collector.painted()
            young = gc.get_count()[0]
            assert young > YOUNG
            done = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_later(0.05, done.set_result, None)
            await done
            assert gc.get_count()[0] < young
            assert kept
        finally:
            collector.end()
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0

    asyncio.run(story())


def test_a_cursor_that_moves_draws_two_lines_and_not_the_list(tmp_path, monkeypatch):
    drawn = []
    whole = rows.Rows.render_line
    monkeypatch.setattr(rows.Rows, "render_line", lambda self, y: drawn.append(y) or whole(self, y))

    async def story(pilot, app):
        drawn.clear()
        await press(pilot, "down")
        assert sorted(set(drawn)) == [1, 2]
        drawn.clear()
        await press(pilot, "slash")
        await press(pilot, "escape")
        assert "›" in seen(app)
        assert len(set(drawn)) > 2

    play(example(tmp_path), story, "guests", size=(120, 30))


def test_what_is_drawn_line_by_line_is_what_is_drawn_whole(tmp_path):
    async def story(pilot, app):
        for keys in (("down", "down", "space"), ("pagedown", "right"), ("end",), ("slash", "a", "escape"), ("home",)):
            await press(pilot, *keys)
            by_line = seen(app)
            app.screen.listing.rows.forget_lines()
            assert seen(app) == by_line
        await pilot.resize_terminal(90, 20)
        by_line = seen(app)
        app.screen.listing.rows.forget_lines()
        assert seen(app) == by_line

    play(example(tmp_path), story, "people", size=(120, 30))


def test_a_board_drawn_line_by_line_is_the_board_drawn_whole(tmp_path):
    async def story(pilot, app):
        for keys in (("down",), ("right",), ("m",), ("down", "right"), ("escape",), ("pagedown",), ("z",)):
            await press(pilot, *keys)
            by_line = seen(app)
            app.screen.board.forget_lines()
            assert seen(app) == by_line

    play(example(tmp_path), story, "agenda", size=(120, 30))
