"""The board: what stands where, and how sessions are walked, lifted, dragged and stretched."""

from datetime import datetime, timedelta

import pytest
from boards import agenda, changes, clock, drag, place, session, small, spot
from hypothesis import given
from hypothesis import strategies as st
from screens import example, press, seen, settled

from roadshow.api import Room, Session, SessionKind, Stop, find_room, scheduling
from roadshow.testing.plans import steady_ids
from roadshow.tui.presentation.agenda import EVERYWHERE, plan
from roadshow.tui.widgets.board_rows import Laid, spans, widths, wrapped
from roadshow.tui.widgets.ghost import Ghost, snapped

START = datetime(2027, 4, 13, 13, 30)
ROOMS = tuple(Room(id=f"room-{number}", venue_id="v", name=f"Zaal {number}") for number in range(3))


def stop_of(start=START, hours=3, zone="Europe/Amsterdam"):
    return Stop(
        id="s", roadshow_id="r", slug="s", title="S", start=start, end=start + timedelta(hours=hours), zone=zone
    )


def made(*rows, start=START):
    """Make sessions of (minutes from the start, length, room number or None, kind)."""
    new_id = steady_ids()
    return [
        Session(
            id=new_id(), stop_id="s", title=f"sessie {number}", start=start + timedelta(minutes=begin), length=length,
            room_id=None if room is None else ROOMS[room].id, session_kind=kind,
        )
        for number, (begin, length, room, kind) in enumerate(rows)
    ]  # fmt: skip


ANY = st.lists(
    st.tuples(
        st.integers(-60, 240), st.integers(1, 200), st.sampled_from([None, 0, 1, 2]),
        st.sampled_from([SessionKind.OTHER, SessionKind.BREAK]),
    ),
    max_size=25,
)  # fmt: skip


@given(ANY, st.sampled_from([5, 15, 30]), st.integers(20, 200))
def test_every_session_is_in_a_row_and_no_two_cover_each_other(rows, scale, width):
    whole = plan(stop_of(), made(*rows), ROOMS)
    laid = Laid(whole, scale)
    shown = list(range(len(whole.lanes)))
    shares = widths(laid, whole, shown, width)
    met = set()
    for row in range(laid.height):
        for lane in shown:
            cells = laid.cells(row, lane)
            used = 0
            for span in spans(cells, 0, shares[lane], ""):
                assert span.x >= used
                used = span.x + span.width
                assert used <= shares[lane]
            met |= {entry.session.id for entry in cells}
    assert {entry.session.id for entry in whole.entries} == met


@given(ANY)
def test_overlapping_sessions_of_a_room_stand_in_columns_of_their_own(rows):
    sessions = made(*rows)
    whole = plan(stop_of(), sessions, ROOMS)
    places = {entry.session.id: entry for entry in whole.entries}
    known = {frozenset((pair.first.id, pair.second.id)) for pair in scheduling.overlaps(sessions, "Europe/Amsterdam")}
    for pair in known:
        one, other = (places[name] for name in pair)
        if one.lane == other.lane:
            assert one.column != other.column
            assert one.overlaps
            assert other.overlaps
    for entry in whole.entries:
        assert 0 <= entry.column < entry.columns


@given(st.text(alphabet="ab ç日é", max_size=60), st.integers(1, 30))
def test_wrapped_lines_fit(text, width):
    assert all(len(line) <= width for line in wrapped(text.replace("日", "x"), width, width))


@given(st.integers(0, 2000), st.sampled_from([5, 15, 30]), st.integers(-5, 5).filter(bool))
def test_a_step_ends_on_a_time_that_the_snap_knows(begin, snap, by):
    entry = plan(stop_of(), made((0, 30, 0, SessionKind.OTHER)), ROOMS).entries[0]
    ghost = Ghost.of(entry).at(begin).stepped(by, snap)
    assert ghost.begin % snap == 0
    assert ghost.begin == 0 or (ghost.begin > begin) is (by > 0)
    assert ghost.end - ghost.begin == 30
    assert snapped(begin, snap) % snap == 0


def test_over_midnight_and_a_night_of_the_clock_keep_real_minutes():
    start = datetime(2026, 10, 24, 22, 0)
    whole = plan(
        stop_of(start, hours=10),
        made((0, 60, 0, SessionKind.OTHER), (480, 60, 0, SessionKind.OTHER), start=start),
        ROOMS,
    )
    first, second = whole.entries
    assert second.begin - first.begin == 540, "the clock goes back at night, so the hour is passed twice"
    assert f"{whole.wall(second.begin):%H:%M}" == "06:00"
    assert whole.closes - whole.opens == 660


def test_a_break_without_a_room_goes_across_all(tmp_path):
    def pause(office, stop):
        return scheduling.add_session(
            office.pen(),
            stop,
            "Pauze",
            10,
            start=stop.start.replace(hour=14, minute=50),
            session_kind=SessionKind.BREAK,
        )

    async def story(pilot, app, board):
        entry = next(entry for entry in board.plan.entries if entry.title == "Pauze")
        assert entry.lane == EVERYWHERE
        line = next(line for line in seen(app).splitlines() if "Pauze" in line)
        assert line.index("Pauze") < 15
        across = [span for span in board._painter.spans(entry.begin // 15, "") if span.entry.lane == EVERYWHERE]
        assert len(across) == 1
        assert across[0].width == board._painter.width

    agenda(small(tmp_path, pause), story)


def test_arrows_walk_the_sessions_of_a_room_and_go_to_the_next_room(tmp_path):
    async def story(pilot, app, board):
        walked = []
        for key in ("g", "down", "j", "j", "up", "right", "left", "G", "home", "pagedown"):
            await press(pilot, key)
            walked.append(board.entry.title)
        assert walked == [
            "Inloop", "Casuïstiek", "Afsluiting", "Afsluiting", "Casuïstiek", "Werkplaats", "Casuïstiek", "Afsluiting",
            "Inloop", "Afsluiting",
        ]  # fmt: skip
        assert "›" in seen(app)
        assert "Afsluiting" in app.screen.second.text

    agenda(small(tmp_path), story)


def test_a_lifted_session_goes_with_the_arrows_and_is_put_down_as_one_change(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "g", "m", "down", "down", "right", "up")
        assert changes(app) == number, "nothing is saved before it is put down"
        assert "put down" in app.screen.query_one("KeyLine").text
        await press(pilot, "enter")
        assert changes(app) == number + 1
        moved = session(app, "Inloop")
        assert clock(moved) == "13:45+15"
        assert moved.room_id == find_room(app._desk.office.store, board.plan.stop.venue_id, "Zaal 2").id
        assert board.entry.title == "Inloop"
        await press(pilot, "u")
        assert clock(session(app, "Inloop")) == "13:30+15"

    agenda(small(tmp_path), story)


def test_escape_leaves_a_lifted_session_where_it_was(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "m", "down", "escape")
        assert board.ghost is None
        assert changes(app) == number
        await press(pilot, "m", "enter")
        assert changes(app) == number, "put down where it was is no change"

    agenda(small(tmp_path), story)


def test_a_ghost_that_does_not_fit_has_a_sign_and_says_why(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "m", "down")
        assert "overlaps “Casuïstiek” by 15 minutes" in board.ghost.clash
        assert "✗ 13:45-14:00" in seen(app)
        assert "✗ overlaps “Casuïstiek”" in app.screen.second.text
        await press(pilot, "up")
        assert not board.ghost.clash
        assert "✗" not in seen(app)

    agenda(small(tmp_path), story)


def test_a_low_screen_says_why_on_its_one_line(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "m", "down")
        assert "✗ overlaps “Casuïstiek”" in seen(app)

    agenda(small(tmp_path), story, size=(60, 20))


def test_a_ghost_outside_the_hours_says_so(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "m", "up")
        assert board.ghost.clash == "begins before the stop does"
        await press(pilot, "escape", "G", "m", "down")
        assert board.ghost.clash == "goes on after the stop has ended"

    agenda(small(tmp_path), story)


@pytest.mark.parametrize(("keys", "start"), [(("t",), "14:00"), (("t", "t"), "13:35"), ((), "13:45")])
def test_the_step_is_5_15_or_30_minutes(tmp_path, keys, start):
    async def story(pilot, app, board):
        await press(pilot, *keys, "g", "m", "down", "enter")
        assert f"{session(app, 'Inloop').start:%H:%M}" == start
        assert f"steps of {board.snap}" in app.screen.first.text

    agenda(small(tmp_path), story)


def test_rows_are_5_15_or_30_minutes_high(tmp_path):
    async def story(pilot, app, board):
        heights = []
        for _turn in range(3):
            heights.append(board._painter.laid.height)
            await press(pilot, "z")
        assert heights == [12, 6, 36]
        assert "Inloop" in seen(app)

    agenda(small(tmp_path), story)


def test_one_room_is_shown_where_it_is_narrow_and_all_by_a_key(tmp_path):
    async def story(pilot, app, board):
        assert board.one_room
        assert "‹ Stiltekamer" in seen(app)
        await press(pilot, "full_stop")
        assert board.plan.lanes[board.lane].title == "Lokaal Geel"
        assert "Workshop A1" in seen(app)
        assert "room 2 of 7" in app.screen.first.text
        await press(pilot, "comma", "comma")
        assert board.plan.lanes[board.lane].title == "Stiltekamer"
        await press(pilot, "w")
        assert all(lane.title[:6] in seen(app) for lane in board.plan.lanes[:5])

    agenda(example(tmp_path), story, "hillesluis")


def test_dragging_moves_in_time_and_room_as_one_change(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        entry = next(entry for entry in board.plan.entries if entry.title == "Afsluiting")
        start = spot(board, "Afsluiting")
        await drag(pilot, board, start, (start[0], start[1] + 1), place(board, entry.begin + 15, 1))
        assert changes(app) == number + 1
        moved = session(app, "Afsluiting")
        assert clock(moved) == "15:15+60"
        assert moved.room_id == board.plan.lanes[1].room_id
        assert board.ghost is None
        await press(pilot, "u")
        assert clock(session(app, "Afsluiting")) == "15:00+60"

    agenda(small(tmp_path), story)


def test_dragging_the_lower_edge_changes_the_length(tmp_path):
    async def story(pilot, app, board):
        edge = spot(board, "Werkplaats", last=True)
        await drag(pilot, board, edge, (edge[0], edge[1] + 1), (edge[0], edge[1] + 2))
        assert clock(session(app, "Werkplaats")) == "13:45+105"
        edge = spot(board, "Werkplaats", last=True)
        await drag(pilot, board, edge, (edge[0], edge[1] - 3))
        assert clock(session(app, "Werkplaats")) == "13:45+60"
        edge = spot(board, "Werkplaats", last=True)
        await drag(pilot, board, edge, (edge[0], 1))
        assert clock(session(app, "Werkplaats")) == "13:45+15", "not shorter than one step"

    agenda(small(tmp_path), story)


def test_the_edge_of_a_low_session_is_at_its_right_end(tmp_path):
    async def story(pilot, app, board):
        x, y = spot(board, "Inloop")
        left, width = board._painter.region(0)
        await drag(pilot, board, (7 + left + width - 2, y), (x, y + 1))
        assert clock(session(app, "Inloop")) == "13:30+30"
        assert clock(session(app, "Casuïstiek")) == "14:00+65", "what follows moves along"

    agenda(small(tmp_path), story)


def test_escape_while_dragging_changes_nothing(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        x, y = spot(board, "Werkplaats")
        await drag(pilot, board, (x, y), (x, y + 3), drop=False)
        assert board.ghost is not None
        await press(pilot, "escape")
        assert board.ghost is None
        assert app.mouse_captured is None
        await pilot.mouse_up(board, offset=(x, y + 3))
        await settled(pilot)
        assert changes(app) == number

    agenda(small(tmp_path), story)


def test_a_mouse_that_stays_in_its_cell_asks_for_nothing(tmp_path):
    async def story(pilot, app, board):
        asked = []
        judge, board._judge = board._judge, lambda ghost: asked.append(ghost) or judge(ghost)
        x, y = spot(board, "Werkplaats")
        await drag(pilot, board, (x, y), (x + 1, y), (x + 2, y), (x + 3, y), drop=False)
        assert board.ghost is None
        await pilot.hover(board, offset=(x, y + 1))
        await pilot.hover(board, offset=(x + 1, y + 1))
        await pilot.hover(board, offset=(x + 2, y + 1))
        assert len(asked) == 1
        await pilot.mouse_up(board, offset=(x, y))

    agenda(small(tmp_path), story)


def test_the_board_rolls_while_something_is_dragged_at_its_border(tmp_path):
    async def story(pilot, app, board):
        top = board.scroll_y
        x, y = spot(board, "Pauze")
        await drag(pilot, board, (x, y), (x, y + 1), (x, board.size.height - 1), drop=False)
        await pilot.pause(0.4)
        assert board.scroll_y > top
        lowest = board.ghost.begin
        await pilot.hover(board, offset=(x, y))
        await pilot.mouse_up(board, offset=(x, y))
        assert lowest > board.plan.entry(board.cursor).begin

    agenda(example(tmp_path), story, size=(80, 20))


def test_click_chooses_double_click_opens_right_click_offers(tmp_path):
    async def story(pilot, app, board):
        await pilot.click(board, offset=spot(board, "Afsluiting"))
        assert board.entry.title == "Afsluiting"
        await pilot.click(board, offset=spot(board, "Werkplaats"), times=2)
        await settled(pilot)
        assert app.screen.query_one("#title Input, Input#title").value == "Werkplaats"
        await press(pilot, "escape")
        await pilot.click(board, offset=spot(board, "Inloop"), button=3)
        await settled(pilot)
        assert "Push the rest" in seen(app)
        await press(pilot, "escape")
        await pilot.click(board, offset=(20, 0))
        assert board.lane == 0

    agenda(small(tmp_path), story)


def test_double_click_on_an_empty_place_adds_there(tmp_path):
    async def story(pilot, app, board):
        entry = next(entry for entry in board.plan.entries if entry.title == "Werkplaats")
        await pilot.click(board, offset=place(board, entry.end + 25, 1), times=2)
        await settled(pilot)
        await press(pilot, *"Nazit", "enter")
        assert clock(session(app, "Nazit")) == "15:15+30"
        assert session(app, "Nazit").room_id == board.plan.lanes[1].room_id

    agenda(small(tmp_path), story)


def test_hostile_titles_are_text_on_the_board(tmp_path):
    def bad(office, stop):
        room = find_room(office.store, stop.venue_id, "Zaal 2")
        title = "[red]\u202eAb[/] " + "x" * 150
        return scheduling.add_session(office.pen(), stop, title, 30, start=stop.start.replace(hour=15), room=room)

    async def story(pilot, app, board):
        picture = seen(app)
        assert "[red]Ab[/]" in picture
        assert "\u202e" not in picture
        assert all(len(line) <= 80 for line in picture.splitlines())

    agenda(small(tmp_path, bad), story)
