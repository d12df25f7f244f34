"""What the command palette finds: all that can be done here, areas, stops, colours; single people and sessions too."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.markup import escape

from roadshow.api import DroppedError, Query, Stop, _
from roadshow.tui.areas import AREAS
from roadshow.tui.entries import entries
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import cell
from roadshow.tui.reading.single import sought
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.themes import CHOICES

LEAST = 0.01
"""What a single thing counts for that was found by other words than its name."""


class Everything(Provider):
    """All commands, gathered when the palette opens."""

    async def startup(self) -> None:
        """Gather once."""
        self._all = list(self._gathered())

    async def discover(self) -> Hits:
        """Offer all before anything is typed."""
        for name, about, done in self._all:
            yield DiscoveryHit(Content(name), done, text=name, help=escape(about))

    async def search(self, query: str) -> Hits:
        """Offer what fits, the best first."""
        matcher = self.matcher(query)
        for name, about, done in self._all:
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _highlighted(matcher, name), done, text=name, help=escape(about))
        screen = self.screen
        if isinstance(screen, AreaScreen):
            screen.desk.drop(Everything)
            try:
                found = await screen.desk.ask(partial(sought, query), Everything)
            except DroppedError:
                return
            for offer in found:
                name = f"{cell(offer.name).text}: {cell(offer.what).text}"
                score = max(matcher.match(name), LEAST)
                yield Hit(score, _highlighted(matcher, name), partial(screen.journey.go, offer.place), text=name)

    def _gathered(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        screen = self.screen
        for entry in entries(screen):
            yield entry.does, "  ".join(entry.keys), entry.run
        if isinstance(screen, AreaScreen):
            yield from self._places(screen)
        for theme in CHOICES:
            yield _("Colours: {theme}").format(theme=theme), "", partial(setattr, self.app, "theme", theme)

    def _places(self, screen: AreaScreen) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        journey = screen.journey
        stops = list(screen.desk.office.store.each(Query(Stop, order=("start",), limit=200)))
        for name, area in AREAS.items():
            if not area.of_stop:
                continue
            for stop in stops:
                title = f"{_(area.title)}: {cell(stop.title).text}"
                place = Place(name, stop.id)
                yield title, f":{name} {stop.slug}", partial(journey.go, place)


def _highlighted(matcher: Matcher, name: str) -> Content:
    """Mark the letters that were typed, as Textual does, which would take brackets in a name for markup of its own."""
    content = Content(name)
    for place in matcher.fuzzy_search.match(matcher.query, name)[1]:
        if not name[place].isspace():
            content = content.stylize(matcher.match_style, place, place + 1)
    return content
