"""The app: modes, keys and theme. What is shown is the screens' affair, what is done the desk's."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from textual import events
from textual.binding import BindingType
from textual.command import Provider

from roadshow.api import N_, RoadshowError, _
from roadshow.tui.areas import AREAS, WELCOME, Area, fetch_all
from roadshow.tui.behind.desk import Desk
from roadshow.tui.engine.app import EngineApp
from roadshow.tui.engine.collector import Collector
from roadshow.tui.engine.signals import Signals
from roadshow.tui.keys import Act, OwnKeys, bound
from roadshow.tui.own_settings import OwnSettings
from roadshow.tui.places import Journey, Place
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.backups import PutBack
from roadshow.tui.themes import CHOICES, THEMES
from roadshow.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from roadshow.tui.commands import Commands

TOURING = 3
RESTORING = 4
"""What the app leaves with when the user wants the tour, and then to come back here."""
SOON = 0.3
"""Seconds after the first picture until plugins are asked for their commands."""
IDLE = 1.5
"""Seconds after the first picture until the other areas are imported: nobody waits for it then."""
POLL = 1.0
"""Seconds between two looks at the journal."""


def _palette() -> type[Provider]:
    from roadshow.tui.screens.palette import Everything  # noqa: PLC0415  only who opens the palette pays for it

    return Everything


class RoadshowApp(EngineApp[Place | None]):
    """The program on a screen. Make one with `opened`."""

    TITLE = "roadshow"
    CSS_PATH = Path(__file__).parent / "house.tcss"
    COMMANDS: ClassVar = {_palette}
    ALLOW_SELECT = False  # marking text by the mouse looks at every line that is drawn; lists copy by key
    ESCAPE_TO_MINIMIZE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  Textual has it as a variable
        (0, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  as above
        (0, "-low"),
        (22, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bound(
        Act("app.help", "help", N_("help"), N_("Show all keys, and find what you look for")),
        Act("app.palette", "command_palette", N_("find"), N_("Find any command by typing"), strong=True),
        Act("app.goto", "goto", N_("go to"), N_("Go to an area, a stop, a person or a list, by typing")),
        Act("app.undo", "undo", N_("undo"), N_("Take back the last change")),
        Act("app.redo", "redo", "", N_("Do again what was taken back")),
        Act("app.jump", "jump", N_("jump"), N_("Jump to anything on the screen by its letter"), strong=True),
        Act("app.back", "go_back", "", N_("Go back to where you were")),
        Act("app.forward", "go_forward", "", N_("Go forward again")),
        Act("app.colours", "colours", "", N_("Other colours: dark, light, high contrast")),
        Act("app.about", "about_program", "", N_("About this program: versions, folders, and whether all is well")),
        Act("app.tour", "tour", "", N_("A guided tour of two minutes, on a copy that is thrown away")),
        Act("app.shell", "suspend_process", "", N_("To the shell; fg brings you back")),
        Act("begin.import", "bring", "", N_("Take people in from a file, with a look at it first")),
        Act("begin.template", "template", "", N_("Begin a roadshow from a template")),
        Act("app.quit", "leave", N_("quit"), N_("Leave the program; everything is saved")),
        Act("app.quit_now", "leave", "", N_("Leave the program, from inside a field too"), strong=True),
        *(Act(f"area.{name}", f"area('{name}')", "", area.title) for name, area in AREAS.items()),
    )

    def __init__(self, desk: Desk, start: Place, *, theme: str = "", keymap: dict[str, str] | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._start = start
        self.to_restore: Path | None = None
        """The backup that is to be put back once nothing here has the workspace open."""
        self.first_word = ""
        """What is said as soon as the first place is shown."""
        self.hurried = False
        """Whether there was a key or a move of the mouse since the last frame."""
        self.commands: Commands | None = None
        """What plugins have commands for; looked for after the first picture."""
        self._collector = Collector()
        self._ahead = TypedAhead(self)
        self._leaving: asyncio.Task[None] | None = None
        self._signals = Signals(self, self.leave_soon, self._paint_anew)
        self._own_keys = OwnKeys()
        self._own_settings = OwnSettings(desk.office)
        self.journey = Journey(self._show, self.here)
        for name, area in {**AREAS, "welcome": WELCOME}.items():
            self.add_mode(name, self._maker(area))
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme if theme in CHOICES else CHOICES[0]
        self.set_own_keys(keymap or {})
        self.animation_level = "none"

    def set_own_keys(self, keymap: dict[str, str]) -> None:
        """Take the user's own keys, of the program and of commands of plugins."""
        self.own_keys = keymap
        self.set_keymap(keymap)

    @classmethod
    def opened(cls, desk: Desk, start: Place, **named: Any) -> Self:
        """Make the app with its first screen; no other screen is made before one goes there."""
        cls.DEFAULT_MODE = start.area
        return cls(desk, start, **named)

    def stay(self) -> Place | None:
        """Run until the user leaves; return where that was. Raises whatever broke the screen."""
        place = self.run(mouse=self._desk.office.settings.core.mouse)
        if self.fault is not None:
            raise self.fault
        return place

    def here(self) -> Place | None:
        """Return where one is now."""
        base = self.screen_stack[0] if self.screen_stack else None
        # what an area shows is made when it is composed, and a timer may ask before
        return (base.here() if base.is_mounted else base.place) if isinstance(base, AreaScreen) else None

    def on_load(self) -> None:
        """Let tasks begin in their turn, as Pilot does: eager ones mount a screen before it is on the stack.

        Textual makes them eager from Python 3.12 on, and only where the program really runs.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_mount(self) -> None:
        """Go to the first place; look at the journal each second; tame the collector after the first paint."""
        if isinstance(self.screen, AreaScreen):
            self.screen.come(self._start)
            if self.first_word:
                self.notify(self.first_word, markup=False)
        self.set_interval(POLL, self._poll)
        self.set_interval(0.25, self._collector.look)
        self.call_after_refresh(self._collector.begin)
        self.call_after_refresh(self._rest)
        if self._desk.unasked:
            self.set_timer(SOON, self.action_look_for_commands)
            self.set_timer(IDLE, self._fetch_areas)
        self.app_resume_signal.subscribe(self, self._paint_anew)
        self._signals.hear()

    def on_unmount(self) -> None:
        """Give the collector and the signal back, for who goes on in this process."""
        self._ahead.end()
        self._collector.end()
        self._signals.end()

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is at work, then go on."""
        if isinstance(event, events.InputEvent):
            self._collector.touched()
            self.hurried = True
        if not self._ahead.keeps(event):
            await super().on_event(event)

    def post_display_hook(self) -> None:
        """Note that a frame went out."""
        self.hurried = False
        self._collector.painted()

    def action_area(self, name: str) -> None:
        """Go to an area."""
        self.journey.go(Place(name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a plugin's command where it has something to work on."""
        if action == "command":
            base = self.screen
            return (
                self.commands is not None
                and isinstance(base, AreaScreen)
                and self.commands.fits(base, *map(str, parameters))
            )
        return super().check_action(action, parameters)

    def action_command(self, name: str, _key: str = "") -> None:
        """Do a plugin's command with what is in hand."""
        if self.commands is not None and isinstance(self.screen, AreaScreen):
            self.commands.start(self.screen, name)

    def action_look_for_commands(self) -> None:
        """Ask plugins for their commands, the first time or anew, in the background."""
        if self._desk.unasked:
            from roadshow.tui.commands import Commands  # noqa: PLC0415  the first picture waits for no plugins

            self.commands = self.commands or Commands(self, self._desk)
            self.run_worker(self.commands.look(self.own_keys), group="commands", exclusive=True)

    def action_help(self) -> None:
        """Show what can be done here."""
        from roadshow.tui.entries import entries  # noqa: PLC0415  only who asks for help pays for it
        from roadshow.tui.screens.help import Help  # noqa: PLC0415  as above

        title = self.screen.heading.title if isinstance(self.screen, AreaScreen) else ""
        self.push_screen(Help(title, entries(self.screen)), self._do_entry)

    def action_goto(self) -> None:
        """Ask where to go."""
        from roadshow.tui.screens.goto import GoTo  # noqa: PLC0415  only who goes by name pays for it

        def gone(place: Place | None) -> None:
            if place is not None:
                self.journey.go(place)

        self.push_screen(GoTo(self._desk, self.journey.stop_id), gone)

    def action_jump(self) -> None:
        """Show a letter on everything."""
        from roadshow.tui.screens.jump import Jump  # noqa: PLC0415  only who jumps pays for it
        from roadshow.tui.widgets.targets import Target  # noqa: PLC0415  as above

        if not isinstance(self.screen, AreaScreen):
            return

        def jumped(target: Target | None) -> None:
            if target is not None:
                target.widget.focus()
                if target.act is not None:
                    target.act()

        self.push_screen(Jump(self.screen), jumped)

    def action_bring(self) -> None:
        """Take people in from a file."""
        from roadshow.tui.screens.intake import bring_people  # noqa: PLC0415  only who takes people in needs it

        if isinstance(self.screen, AreaScreen):
            bring_people(self.screen)

    def action_template(self) -> None:
        """Begin a roadshow from a template."""
        from roadshow.tui.screens.starters import begin_from_template  # noqa: PLC0415  only who begins needs it

        if isinstance(self.screen, AreaScreen):
            begin_from_template(self.screen)

    def action_go_back(self) -> None:
        """Go back."""
        self.journey.back()

    def action_go_forward(self) -> None:
        """Go forward."""
        self.journey.forward()

    async def action_anew(self) -> None:
        """Make each other area anew when one goes there next, since another language is spoken; none that works."""
        stacks = dict(self.opened_screens())
        for name, area in AREAS.items():
            opened = stacks.get(name)
            if name != self.current_mode and opened and not getattr(opened[0], "busy", False):
                await self.remove_mode(name)
                self.add_mode(name, self._maker(area))

    def action_about_program(self) -> None:
        """Show what the program is made of, and whether all is well."""
        from roadshow.tui.screens.about import show_about  # noqa: PLC0415  only who asks about the program pays for it

        if isinstance(self.screen, AreaScreen):
            show_about(self.screen)

    def action_colours(self) -> None:
        """Take the next colours."""
        self.theme = CHOICES[(CHOICES.index(self.theme) + 1) % len(CHOICES)] if self.theme in CHOICES else CHOICES[0]

    def action_tour(self) -> None:
        """Leave for the guided tour, and come back here after it."""
        if self.is_web:
            self.notify(_("The tour needs a terminal of its own: roadshow tour"), markup=False)
            return
        self._keep()
        self.call_later(self._exit_from_here, TOURING)

    def on_put_back(self, event: PutBack) -> None:
        """Leave, so that a backup can be put in the place of the workspace, and come back with it."""
        self._keep()
        self.to_restore = event.path
        self.call_later(self._exit_from_here, RESTORING)

    def action_leave(self) -> None:
        """Save what is being typed, and leave."""
        self._keep()
        self.call_later(self._exit_from_here)

    async def action_undo(self) -> None:
        """Take back the newest change."""
        if isinstance(self.screen, AreaScreen):
            await self.screen.undo()

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        if isinstance(self.screen, AreaScreen):
            await self.screen.redo()

    async def _do_entry(self, entry: Any) -> None:
        if entry is not None:
            await entry.run()

    def _keep(self) -> None:
        base = self.screen_stack[0] if self.screen_stack else None
        if isinstance(base, AreaScreen):
            base.keep()

    def _exit_from_here(self, code: int = 0) -> None:
        self.exit(self.here(), return_code=code)

    def _fetch_areas(self) -> None:
        self.run_worker(asyncio.to_thread(fetch_all), group="areas")

    def _maker(self, area: Area) -> Any:
        return lambda: area.make(self._desk, self.journey)

    def _show(self, place: Place) -> None:
        self.call_later(self._bring, place)

    async def _bring(self, place: Place) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        base = self.screen
        if isinstance(base, AreaScreen):
            base.keep()
        with self.batch_update():
            await self.switch_mode(place.area)
            if isinstance(self.screen, AreaScreen):
                self.screen.come(place)

    def _rest(self) -> None:
        if isinstance(self.screen, AreaScreen):
            self.screen.rest()

    def _poll(self) -> None:
        base = self.screen_stack[0] if self.screen_stack else None
        if isinstance(base, AreaScreen):
            base.look()
            base.rest()
            self._look_at_keys(base)
            self._look_at_settings(base)

    def _look_at_settings(self, base: AreaScreen) -> None:
        if len(self.screen_stack) > 1:
            return
        written = self._own_settings.written()
        if written is not None:
            from roadshow.tui.screens.settling import look_outside  # noqa: PLC0415  few write settings by hand meanwhile

            look_outside(base, written)

    def _look_at_keys(self, base: AreaScreen) -> None:
        try:
            keymap = self._own_keys.news()
        except RoadshowError as error:
            base.refuse(error)
            return
        if keymap is not None:
            self.set_own_keys(keymap)
            if self.commands is not None:
                self.commands.bind(keymap)

    def _paint_anew(self, _app: object = None) -> None:
        """Paint everything after a while in the shell: the terminal came back empty."""
        self.screen.refresh(layout=True)

    def leave_soon(self) -> None:
        """Leave as soon as what was typed before has come where it belongs, so that it is saved."""
        self._leaving = self._leaving or asyncio.create_task(self._leave_when_answered())

    async def _leave_when_answered(self) -> None:
        await self._ahead.answered()
        self.action_leave()
