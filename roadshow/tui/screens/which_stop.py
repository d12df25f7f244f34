"""Which stop? In order of days, with a key each as far as there are keys."""

from collections.abc import Callable, Iterable

from roadshow.api import Query, Stop
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import SIGNS, Choice, Option, lettered

MOST = 200


def choose_stop(area: AreaScreen, title: str, chosen: Callable[[Stop], None]) -> None:
    """Ask for a stop, and go on with it; nothing happens where somebody leaves."""
    stops = list(area.desk.office.store.each(Query(Stop, order=("start",), limit=MOST)))
    known = {stop.id: stop for stop in stops}

    def take(stop_id: str | None) -> None:
        if stop_id:
            chosen(known[stop_id])

    area.app.push_screen(Choice(title, stop_options(stops)), take)


def stop_options(stops: Iterable[Stop], signs: str = SIGNS, *, year: bool = False) -> list[Option]:
    """Return stops as options that come back with the id."""
    texts = ((f"{short_day(stop.start, year=year)}  {cell(stop.title).text}", stop.id) for stop in stops)
    return lettered(texts, signs)
