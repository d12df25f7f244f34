"""Commands of plugins on the screen: looked for after the first picture, found by key, help, palette and menu, and done."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from textual.binding import Binding

from roadshow.api import Notice, Offered, RoadshowError, _
from roadshow.tui.behind.desk import INLINE, Desk
from roadshow.tui.command_keys import SECTION, Giving, Keys, areas_of, own_of
from roadshow.tui.engine.app import EngineApp
from roadshow.tui.entries import Entry
from roadshow.tui.keys import shipped, shown
from roadshow.tui.presentation.cells import cell
from roadshow.tui.reading import commands as reading
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.choice import SIGNS, Option
from roadshow.tui.screens.reader import Reader

SLOW = 0.5
"""Seconds after which it is said that a command is still at work."""
LONG, LINES = 240, 3
"""Letters and lines of a text that a note still holds."""
IN_MENU = 8
"""Commands that a menu offers; the help and the palette have all."""


class Commands:
    """What plugins have commands for. A `keymap` holds the user's own keys, of the program and of commands."""

    def __init__(self, app: EngineApp[Any], desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._known: dict[str, Offered] = {}
        self._keys: Keys = {}
        self._told: set[Notice] = set()
        self._at_work = ""
        self._said_so = False

    async def look(self, keymap: Mapping[str, str]) -> None:
        """Ask the plugins for their commands, and bind them."""
        try:
            found, notices = await self._desk.aside.ask(reading.offered)
        except RoadshowError:
            return
        self._known = {one.name: one for one in found}
        self._tell(notices)
        self.bind(keymap)

    def bind(self, keymap: Mapping[str, str]) -> None:
        """Give each command its keys anew: the plugins or the keys of the user are others now."""
        giving = Giving({**shipped(), **keymap}, dict(own_of(keymap)))
        giving.give(tuple(self._known.values()))
        self._keys = giving.keys
        self._app.bind_late(self._late_bindings(), lambda one: (one.id or "").startswith(SECTION))
        self._tell(giving.notices)

    def _late_bindings(self) -> Iterator[Binding]:
        wanted: dict[str, dict[str, None]] = {}
        for several in self._keys.values():
            for name, listed in several.items():
                wanted.setdefault(name, {}).update(dict.fromkeys(listed))
        for name, keys in wanted.items():
            title, mark = self._known[name].title, f"{SECTION}{name}"
            for key in keys:
                yield Binding(key, f"command({name!r}, {key!r})", "", show=False, tooltip=title, id=mark)

    def fits(self, screen: AreaScreen, name: str, key: str = "") -> bool:
        """Say whether a command has something to work on here, and this key here."""
        offered = self._known.get(name)
        if offered is None or screen.NAME not in areas_of(offered) or (self._desk.read_only and not offered.only_tells):
            return False
        return not key or key in self._keys[screen.NAME].get(name, ())

    def here(self, screen: AreaScreen) -> Iterator[Offered]:
        """Give the commands that can be done in an area."""
        yield from (one for one in self._known.values() if self.fits(screen, one.name))

    def entries(self, screen: AreaScreen) -> Iterator[Entry]:
        """Give them for the help and the palette, each with its plugin."""
        for one in self.here(screen):
            keys = tuple(shown(key) for key in self._keys[screen.NAME].get(one.name, ()))
            does = f"{cell(_(one.title)).text} ({one.plugin})"
            yield Entry(f"{SECTION}{one.name}", keys, does, f"app.command({one.name!r})", self._app)

    def options(self, screen: AreaScreen, taken: Collection[str]) -> Iterator[Option]:
        """Give those that work on something here for a menu, each on a letter that is not taken there."""
        signs = (sign for sign in SIGNS if sign not in taken)
        several = [one for one in self.here(screen) if one.about is not None]
        for one in several[:IN_MENU]:
            yield Option(next(signs, ""), _(one.title), f"app.command({one.name!r})")

    def start(self, screen: AreaScreen, name: str) -> None:
        """Do a command with what is in hand; the screen goes on meanwhile."""
        if not self.fits(screen, name):
            return
        offered = self._known[name]
        if self._at_work:
            screen.tell(_("Still at work: {title}.").format(title=self._at_work))
            return
        ids = () if offered.about is None else tuple(screen.in_hand(offered.about))
        if offered.about is not None and not ids:
            screen.tell(_("There is nothing here to do that with."))
            return
        if offered.question:
            self._app.push_screen(Ask(_(offered.question)), partial(self._answered, screen, offered, ids))
        else:
            self._begin(screen, offered, ids)

    def _answered(self, screen: AreaScreen, offered: Offered, ids: tuple[str, ...], text: str | None) -> None:
        if text:
            self._begin(screen, offered, ids, text)

    def _begin(self, screen: AreaScreen, offered: Offered, ids: tuple[str, ...], text: str = "") -> None:
        self._at_work = cell(_(offered.title)).text
        self._app.run_worker(self._done(screen, offered, ids, text), group="command")

    async def _done(self, screen: AreaScreen, offered: Offered, ids: tuple[str, ...], text: str) -> None:
        waiting = screen.set_timer(SLOW, partial(self._say_at_work, screen))
        try:
            done, notices = await self._desk.aside.ask(partial(reading.done, offered, ids, text))
        except RoadshowError as error:
            screen.refuse(error)
            return
        finally:
            waiting.stop()
            self._at_work = ""
            if self._said_so:
                self._app.clear_notifications()
                self._said_so = False
        change = done.change
        if change is not None and len(tuple(change.edits)) <= INLINE:
            screen.run(lambda _office: change)
        elif change is not None:
            await screen.run_long(lambda _office: change)
        elif not done.told:
            screen.tell(_("Nothing changed."))
        self._tell_all(screen, offered, done.told)
        for notice in notices:
            screen.tell(notice.message, hint=notice.hint)

    def _say_at_work(self, screen: AreaScreen) -> None:
        self._said_so = True
        screen.tell(_("At work: {title} …").format(title=self._at_work))

    def _tell_all(self, screen: AreaScreen, offered: Offered, told: Collection[str]) -> None:
        """Tell what the command has to say: in a note, or over the screen where that is long and one is still here."""
        text = "\n".join(told)
        if screen.is_current and (len(text) > LONG or text.count("\n") > LINES):
            self._app.push_screen(Reader(_(offered.title), text))
        elif text:
            screen.tell(text)

    def _tell(self, notices: Collection[Notice]) -> None:
        """Show what is wrong, each once."""
        base = self._app.screen_stack[0]
        for notice in notices:
            if notice not in self._told and isinstance(base, AreaScreen):
                self._told.add(notice)
                base.tell(notice.message, hint=notice.hint, bad=True)
