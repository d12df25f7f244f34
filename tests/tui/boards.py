"""The agenda on a screen that is not there: the small plan or the example, and where a session stands."""

from screens import example, opener, play, settled

from roadshow.api import Query, Session, find_session, find_stop
from roadshow.testing.plans import open_plan
from roadshow.tui.places import Place
from roadshow.tui.widgets.board import Board
from roadshow.tui.widgets.board_painter import GUTTER


def small(folder, *more):
    """Make a workspace with the small plan, and what is given besides."""
    path = folder / "small.roadshow"
    office = open_plan(path)
    if more:
        stop = find_stop(office.store, "crooswijk")
        for make in more:
            office.do(make(office, stop))
    office.close()
    return path


def agenda(path, story, slug="crooswijk", size=(80, 24), **named):
    """Open the agenda of a stop, and play a story on its board."""

    async def whole(pilot, app):
        store = app._desk.office.store
        app.journey.go(Place("agenda", find_stop(store, slug).id))
        await settled(pilot)
        await story(pilot, app, app.screen.query_one(Board))

    play(path, whole, size=size, **named)


def session(app, title, slug="crooswijk"):
    """Read a session anew."""
    store = app._desk.office.store
    return find_session(store, find_stop(store, slug).id, title)


def sessions(app, slug="crooswijk"):
    """Read all sessions of a stop anew."""
    store = app._desk.office.store
    return list(store.each(Query(Session, order=("start",), limit=None).where(stop_id=find_stop(store, slug).id)))


def changes(app):
    """Return the number of the newest change."""
    return app._desk.office.store.last_number()


def clock(one):
    """Write when a session begins and how long it takes."""
    return f"{one.start:%H:%M}+{one.length}"


def spot(board, title, *, last=False):
    """Return where a session is drawn on the board: its first row or its last, two columns in."""
    rows = range(round(board.scroll_y), round(board.scroll_y) + board.size.height - 1)
    for row in reversed(rows) if last else rows:
        for span in board._painter.spans(row, board.cursor):
            if title in span.entry.title:
                return GUTTER + span.x - round(board.scroll_x) + 2, row - round(board.scroll_y) + 1
    raise AssertionError(f"{title} is not in view")


def place(board, minutes, lane):
    """Return where a time of a lane is on the board."""
    left, _width = board._painter.region(lane)
    return GUTTER + left + 2 - round(board.scroll_x), minutes // board.scale - round(board.scroll_y) + 1


async def drag(pilot, board, start, *way, drop=True):
    """Press the button at a place, go a way, and let go."""
    await pilot.mouse_down(board, offset=start)
    for there in way:
        await pilot.hover(board, offset=there)
    if drop:
        await pilot.mouse_up(board, offset=way[-1])
    await settled(pilot)


__all__ = ["agenda", "changes", "clock", "drag", "example", "opener", "place", "session", "sessions", "small", "spot"]
