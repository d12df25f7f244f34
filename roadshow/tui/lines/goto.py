"""The go-to line: `guests crooswijk state:maybe`, `people jan`, `stop hillesluis` become a place."""

from roadshow.api import NotFoundError, Office, Query, Stop, _, find_stop, fold
from roadshow.tui.areas import AREAS
from roadshow.tui.places import Place


def place_for(office: Office, text: str, current_stop: str = "") -> Place:
    """Read what was typed: an area, then its stop where it has one, then what narrows the list down.

    An area goes by its name in English or as it is shown, or by enough letters of it. A stop alone goes to its
    guests. Raises NotFoundError where nothing fits.
    """
    first, _space, rest = text.strip().partition(" ")
    area = area_called(first)
    if fold(first) in {"stop", fold(_("stop"))}:
        return Place("programme", row=find_stop(office.store, rest.strip()).id)
    if area == "":
        return Place("guests", find_stop(office.store, text.strip()).id)
    if not AREAS[area].of_stop:
        return Place(area, text=rest.strip())
    return _of_stop(office, area, rest.strip(), current_stop)


def _of_stop(office: Office, area: str, rest: str, current_stop: str) -> Place:
    first, _space, more = rest.partition(" ")
    if first and ":" not in first:
        try:
            return Place(area, find_stop(office.store, first).id, more.strip())
        except NotFoundError:
            if not current_stop:
                raise
    return Place(area, current_stop, rest)


def area_called(word: str) -> str:
    """Return the area that a word is the name of, or the beginning of its name; empty where it is none."""
    wanted = fold(word)
    if not wanted:
        return ""
    names = [(fold(known), name) for name, area in AREAS.items() for known in (name, _(area.title))]
    exact = [name for known, name in names if known == wanted]
    begun = [name for known, name in names if known.startswith(wanted)]
    return next(iter(exact or begun), "")


def offers(office: Office, text: str) -> list[tuple[str, str]]:
    """Return what may be meant, best first: the line to go by, and what it shows."""
    first, space, rest = text.lstrip().partition(" ")
    if not space:
        wanted = fold(first)
        found = [(name, _(area.title)) for name, area in AREAS.items() if wanted in fold(f"{name} {_(area.title)}")]
        return found + [(f"stop {slug}", title) for slug, title in _stops(office, first)]
    area = area_called(first)
    if fold(first) not in {"stop", fold(_("stop"))} and not (area and AREAS[area].of_stop):
        return []
    if " " in rest:
        return []
    return [(f"{first} {slug}", title) for slug, title in _stops(office, rest)]


def _stops(office: Office, text: str) -> list[tuple[str, str]]:
    wanted = fold(text)
    stops = office.store.each(Query(Stop, order=("start",), limit=200))
    return [(stop.slug, stop.title) for stop in stops if wanted in fold(f"{stop.slug} {stop.title} {stop.district}")]
