"""What every area has: its heading, its keys below, the desk, and the one way to run a verb."""

from collections.abc import Coroutine, Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from roadshow.api import Entry, NotFoundError, Notice, Person, RoadshowError, StaleError, Stop, _, recounted
from roadshow.tui.areas import AREAS
from roadshow.tui.behind.desk import Desk, Verb
from roadshow.tui.behind.watch import PATIENCE
from roadshow.tui.engine.app import EngineApp
from roadshow.tui.engine.screen import QuickScreen
from roadshow.tui.keys import shipped, shown
from roadshow.tui.places import Journey, Place
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.findings import note
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.screens.anywhere import ask_anywhere
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.heading import Heading

OPENING = "opening"
"""The group of workers that will put something over a screen."""


class AreaScreen(QuickScreen[None]):
    """An area of the program. A subclass gives `NAME`, `body`, `arrive`, `here` and `refreshed`."""

    NAME: ClassVar[str] = ""

    def __init__(self, desk: Desk, journey: Journey) -> None:
        super().__init__()
        self.desk = desk
        self.journey = journey
        self.place = Place(self.NAME)
        self._stale = False
        self._styled: tuple[str, Size, int] | None = None
        self._waiting: Place | None = None
        self._counting: Timer | None = None
        areas = [(name, area.title) for name, area in AREAS.items()]
        self.above: tuple[Widget, ...] = ()
        """What stands between the heading and the body; given before the screen is shown."""
        named = _("{workspace} (read only)").format(workspace=desk.name) if desk.read_only else desk.name
        self.heading = Heading(named, areas, self.NAME)

    def compose(self) -> ComposeResult:
        """Heading, what stands above the body, body, keys."""
        yield self.heading
        yield from self.above
        yield from self.body()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """Yield the widgets of this area."""
        yield from ()

    def arrive(self, place: Place) -> None:
        """Show a place; called each time one comes here, the first time included."""

    def here(self) -> Place:
        """Return where one is now, with what is needed to come back."""
        return self.place

    def refreshed(self) -> None:
        """Read again: the workspace changed. The cursor stays where it is."""

    def in_hand(self, kind: type[Stop] | type[Person]) -> Sequence[str]:  # noqa: ARG002  each area answers for itself
        """Return the ids of what a command of a plugin works on here: the stop, or the people marked or under the cursor."""
        return ()

    @property
    def unready(self) -> bool:
        """Whether the next key must wait, since what it is for is not there yet."""
        return False

    def opening(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what will put something over this screen; the next keys are for that, and wait for it."""
        self.run_worker(work, group=OPENING, exclusive=True)

    def come(self, place: Place) -> None:
        """Show a place as soon as the screen stands."""
        self.place = place
        if self.is_mounted:
            self.arrive(place)
        else:
            self._waiting = place

    def on_mount(self) -> None:
        """Show the place that was asked for while the screen was made."""
        waiting, self._waiting = self._waiting, None
        self.arrive(waiting or self.place)
        self.count_findings()

    def workspace_moved(self) -> None:
        """Read again, now where this is on the screen, else when it is next shown."""
        if self.is_current:
            self.refreshed()
            self.count_findings()
        else:
            self._stale = True

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up with what changed while another screen was shown; the style of all widgets seldom is among it."""
        styled = (self.app.theme, self.app.size, len(self.app.stylesheet.source))
        event.refresh_styles = event.refresh_styles and styled != self._styled
        self._styled = styled
        if self._stale:
            self._stale = False
            self.refreshed()
        self.count_findings()

    def count_findings(self) -> None:
        """Show how many findings stand open, a moment after the last change; the screen never waits for it."""
        if self.desk.unasked:
            if self._counting is not None:
                self._counting.stop()
            self._counting = self.set_timer(PATIENCE, self._count)

    def _count(self) -> None:
        self.run_worker(self._show_count(), group="findings", exclusive=True)

    async def _show_count(self) -> None:
        try:
            sifted = await self.desk.watch.sifted()
        except RoadshowError:
            return
        self.heading.show(note=note(sifted))

    def nothing_yet(self) -> str:
        """Say what to press where there is no stop yet."""
        return _("No stop yet: {template} begins from a template, {tour} shows you around").format(
            template=shown(self.app_keys("begin.template")), tour=shown(self.app_keys("app.tour"))
        )

    def keep(self) -> None:
        """Save what is being typed, since the screen is left."""

    def run(self, verb: Verb, what: str = "", *, again: Verb | None = None) -> bool:
        """Run a small verb and save it; say what was done and which key takes it back. False where it was refused.

        `again` is run where somebody else changed the same meanwhile and the user wants the own value.
        """
        try:
            entry = self.desk.do(verb)
        except StaleError as error:
            self.ask_about(error, what, again)
            return False
        except RoadshowError as error:
            self.refuse(error)
            return False
        self.done(entry, what)
        return True

    async def run_long(self, verb: Verb, what: str = "") -> bool:
        """Run a verb that may touch many records, in the writing thread; the screen goes on meanwhile."""
        try:
            entry = await self.desk.do_long(verb)
        except RoadshowError as error:
            self.refuse(error)
            return False
        self.done(entry, what)
        return True

    def done(self, entry: Entry | None, what: str = "") -> None:
        """Say what was done, name the key that takes it back, and show the new state; what was said before goes.

        Notes lie over the lowest lines: four of them in a row of quick changes would hide what one is at work on.
        """
        self.app.clear_notifications()
        if entry is None:
            self.tell(_("Nothing changed."))
            return
        undo = shown(self.app_keys("app.undo"))
        self.tell(_("{what}. {key} undoes.").format(what=what or recounted(self.desk.office.store, entry), key=undo))
        self.look()

    def look(self) -> None:
        """Ask the journal whether something changed, and show it on all screens; show what plugins left meanwhile."""
        self.desk.office.gather()
        self.tell_notices(self.desk.office.notices)
        if self.desk.moved():
            for screen in self.others():
                screen.workspace_moved()

    def rest(self) -> None:
        """Have what was saved brought into the file while nobody changes anything; the screen does not wait for it."""
        self.run_worker(self._rest(), group="rest")

    async def _rest(self) -> None:
        try:
            await self.desk.rest()
        except RoadshowError as error:
            self.refuse(error)

    def others(self) -> Iterator["AreaScreen"]:
        """Give the areas that were opened so far, this one included."""
        if isinstance(self.app, EngineApp):
            for _mode, stack in self.app.opened_screens():
                yield from (screen for screen in stack if isinstance(screen, AreaScreen))

    def tell(self, text: str, *, hint: str = "", bad: bool = False) -> None:
        """Show a short note; text from outside is made safe."""
        whole = on_screen(f"{text}\n{hint}" if hint else text)
        lines = "\n".join(cell(line).text for line in whole.splitlines())
        self.notify(lines, severity="error" if bad else "information", timeout=8 if bad else 4, markup=False)

    def on_heading_menu_asked(self, event: Heading.MenuAsked) -> None:
        """Offer what can be done anywhere."""
        ask_anywhere(self, (event.x, event.y))

    def locked(self) -> bool:
        """Say it where nothing may be changed, the user's own settings and files included."""
        if self.desk.read_only:
            self.tell(_("This is open for reading only: nothing is changed or made here."), bad=True)
        return self.desk.read_only

    def refuse(self, error: RoadshowError) -> None:
        """Say what cannot be done, and what to do next."""
        self.tell(error.message, hint=error.hint, bad=True)

    def tell_notices(self, notices: list[Notice]) -> None:
        """Show what plugins left for the planner, once."""
        for notice in notices:
            self.tell(notice.message)
        notices.clear()

    def app_keys(self, name: str) -> str:
        """Return the first key of an act of the app, as it is set now."""
        for key, active in self.active_bindings.items():
            if active.binding.id == name:
                return key
        return shipped()[name].split(",")[0]

    async def undo(self) -> None:
        """Take back the newest change."""
        try:
            entry = await self.desk.undo()
        except NotFoundError as error:
            self.tell(error.message)
            return
        except RoadshowError as error:
            self.refuse(error)
            return
        self.app.clear_notifications()
        redo = shown(self.app_keys("app.redo"))
        self.tell(_("{what}. {key} does it again.").format(what=recounted(self.desk.office.store, entry), key=redo))
        self.look()

    async def redo(self) -> None:
        """Do again what was taken back."""
        try:
            self.done(await self.desk.redo())
        except NotFoundError as error:
            self.tell(error.message)
        except RoadshowError as error:
            self.refuse(error)

    def on_heading_area_chosen(self, event: Heading.AreaChosen) -> None:
        """Go to the area that was clicked."""
        self.journey.go(Place(event.area))

    def with_commands(self, options: Sequence[Option]) -> tuple[Option, ...]:
        """Return the options of a menu with what plugins have commands for."""
        commands = getattr(self.app, "commands", None)
        taken = {option.key for option in options}
        return tuple(options) if commands is None else (*options, *commands.options(self, taken))

    def ask_about(self, error: StaleError, what: str, again: Verb | None) -> None:
        """Show both values of a stale edit, and ask which one stands."""
        self.look()
        if again is None:
            self.refuse(error)
            return
        lines = []
        for name, mine in error.yours.items():
            lines.append(f"{name.replace('_', ' ')}")
            lines.append(_("  yours: {value}").format(value=cell(mine).text))
            lines.append(_("  theirs: {value}").format(value=cell(error.theirs.get(name)).text))
        options = (Option("t", _("Keep theirs"), "theirs"), Option("m", _("Write mine"), "mine"))

        def decided(answer: str | None) -> None:
            if answer == "mine":
                self.run(again, what)

        title = _("Somebody else changed this meanwhile")
        self.app.push_screen(Choice(title, options, lines=lines or [error.message]), decided)
