"""Panels: what plugins show beside a stop, a person or the whole programme."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, cast

from roadshow.domain.asking import Query
from roadshow.domain.findings import Weight
from roadshow.domain.guests import Invitation
from roadshow.domain.people import Person
from roadshow.domain.tour import Part, Session, Stop
from roadshow.hooks.offers import Panel
from roadshow.office.live import Office

HOOK = "panels"
PANELS = 8
"""Panels that one plugin may show at a time; what is beyond is left out."""
LINES = 40
"""Lines of one panel."""
ORDER = (*Weight, None)


class Shown(NamedTuple):
    """A panel, and the plugin that it comes from."""

    plugin: str
    panel: Panel


def panels(office: Office, about: Stop | Person | None) -> tuple[Shown, ...]:
    """Ask all plugins what to show beside a stop, a person, or the whole programme for None; the heaviest first.

    A plugin that fails shows nothing, and `office.notices` says so. May take as long as the slowest plugin.
    """
    plugins = office.plugins
    programme = office.programme(stops_about(office, about))
    found: list[Shown] = []
    for plugin, several in plugins.ask(HOOK, checked_panels, programme=programme, about=about):
        found += (Shown(plugin, panel) for panel in several)
    office.notices += [*programme.notices, *plugins.notices]
    plugins.notices.clear()
    return tuple(sorted(found, key=lambda shown: ORDER.index(shown.panel.weight)))


def stops_about(office: Office, about: Stop | Person | None) -> tuple[str, ...]:
    """Return the ids of the stops that a plugin sees beside a stop, a person, or the whole programme for None."""
    store = office.store
    if about is None:
        return tuple(stop.id for stop in store.each(Query(Stop, order=("n",), limit=None)))
    if isinstance(about, Stop):
        return (about.id,)
    invited = store.each(Query(Invitation, order=("n",), limit=None).where(person_id=about.id))
    parts = store.each(Query(Part, order=("n",), limit=None).where(person_id=about.id))
    sessions = (store.get(Session, part.session_id) for part in parts)
    ids = [*(one.stop_id for one in invited), *(session.stop_id for session in sessions if session is not None)]
    return tuple(dict.fromkeys(ids))


def checked_panels(answer: Iterable[Any]) -> tuple[Panel, ...]:
    """Return what a plugin answered, cut to what may be shown. Raises TypeError where it is no panel."""
    return tuple(_panel(one) for one in islice(answer, PANELS))


def _panel(given: Any) -> Panel:
    """Return a panel as it was promised. Raises TypeError where it is something else."""
    if not isinstance(given, Panel):
        raise TypeError(f"{type(given).__name__} is not a Panel")
    panel, lines = given, cast("Any", given.lines)
    if not isinstance(panel.title, str) or not panel.title.strip() or isinstance(lines, str):
        raise TypeError("a panel has a title, and lines in a tuple")
    if panel.weight is not None and not isinstance(panel.weight, Weight):
        raise TypeError(f"the weight of the panel {panel.title!r} is not a Weight")
    return Panel(panel.title, tuple(_lines(panel)), panel.weight)


def _lines(panel: Panel) -> Iterator[str | tuple[str, str]]:
    for line in islice(panel.lines, LINES):
        match line:
            case str() | (str(), str()):
                yield line
            case _:
                raise TypeError(f"a line of the panel {panel.title!r} is neither text nor a word with its value")
