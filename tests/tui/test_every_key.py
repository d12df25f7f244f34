"""Every key of every screen, pressed as a user would: nothing crashes, and the screen lives on.

The screens are not listed here. They are found by walking: from each area every key is pressed, and where that opens
something new, such as a menu, a form or a line to type in, the keys of that are pressed too, and so on.
"""

import asyncio
import re
import unicodedata
from contextlib import asynccontextmanager, suppress

import pytest
from guide import acts
from screens import example, handed_on, opener, play, seen, settled, told
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.widgets import Input
from textual.worker import WorkerCancelled

from roadshow.api import create_workspace
from roadshow.tui import keys
from roadshow.tui.app import RoadshowApp
from roadshow.tui.areas import AREAS
from roadshow.tui.behind.desk import Desk
from roadshow.tui.entries import entries
from roadshow.tui.places import Place
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine

LEAVING = {"app.quit", "app.quit_now", "app.shell", "app.tour"}
"""What leaves the program or stops it; test_terminal.py and test_tour.py do that on a real terminal."""
CHANGING = {"app.undo", "app.redo"}
"""What of the program itself is pressed in each area, and not only in the first: the area must follow it."""
EVERYWHERE = {("Help", "Input", "search"), ("GoTo", "Input", "line"), ("Jump", "NoneType", ""),
              ("CommandPalette", "CommandInput", None)}  # fmt: skip
"""What is the same over each area; its own keys are pressed once."""
DEEP = 3
"""How many things are opened over one another."""


def stand(app):
    """Return what has the keys: the area, what lies over it, and the widget."""
    base, top, focused = app.screen_stack[0], app.screen, app.focused
    over = () if top is base else (type(top).__name__, getattr(top, "_title", ""))
    return (getattr(base, "NAME", ""), *over, type(focused).__name__, getattr(focused, "id", ""))


def kinds(standing):
    """Return what a stand is without the title of a box, which names a person or a session."""
    return tuple(part for place, part in enumerate(standing) if place != 2 or len(standing) < 5)


def character(key):
    """Return what a key writes, None where it writes nothing."""
    name = REPLACED_KEYS.get(key, key)
    with suppress(KeyError):
        return unicodedata.lookup(_get_unicode_name_from_key(name))
    return key if len(key) == 1 else None


async def tap(pilot, *pressed):
    """Press keys and wait until all that follows is done, without the pauses of Textual's own pilot."""
    for key in pressed:
        event = events.Key(key if len(key) > 1 or key.isalnum() else _character_to_key(key), character(key))
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)
        await pilot._wait_for_screen()
        await handed_on(pilot)
        for _turn in range(2):
            await pilot._wait_for_screen()
            with suppress(WorkerCancelled):  # a newer question took the place of this one
                await pilot.app.workers.wait_for_complete()
    await pilot._wait_for_screen()


def own_keys(app, area):
    """Return one key of each act that can be done here; those of the program itself only once."""
    found = {}
    typing = isinstance(app.focused, Input)
    for key, active in app.screen.active_bindings.items():
        act = active.binding.id
        if act is None or act in LEAVING or act in found or not active.enabled:
            continue
        if area != "programme" and act.startswith(("app.", "area.")) and act not in CHANGING:
            continue
        if typing and not active.binding.priority and app.focused.check_consume_key(key, character(key)):
            continue
        if len(app.screen_stack) > 1 and active.node is app:
            continue
        found[act] = key
    return found


def blank(folder):
    """Make an empty workspace."""
    path = folder / "blank.roadshow"
    path.unlink(missing_ok=True)
    create_workspace(path)
    return path


class Walk:
    """All keys of an area, and of all that they open."""

    def __init__(self, area, folder, *, empty=False):
        self.area = area
        self.folder = folder
        self.empty = empty
        self.known = set() if area == "programme" else {(area, *same) for same in EVERYWHERE}
        self.pressed = set()

    @asynccontextmanager
    async def opened(self, way):
        """Open the area anew, on the example as it ships, and press the keys of a way."""
        path = blank(self.folder) if self.empty else example(self.folder)
        desk = Desk(opener(path), "rotterdam")
        try:
            app = RoadshowApp.opened(desk, Place(self.area))
            async with app.run_test(size=(80, 24), notifications=True) as pilot:
                await settled(pilot)
                await tap(pilot, *way)
                yield app, pilot
        finally:
            desk.close()

    async def go(self, way=()):
        """Press every key that there is at the end of a way, each from the same stand."""
        left, further = None, []
        while left is None or left:
            async with self.opened(way) as (app, pilot):
                begun, focused = stand(app), app.focused
                self.known.add(kinds(begun))
                if left is None:
                    left = own_keys(app, self.area)
                    await self.q_is_a_letter_in_a_field(app, pilot, way)
                while left:
                    number = app._desk.office.store.last_number()
                    act, key = left.popitem()
                    reached = await self.try_key(app, pilot, act, key, way)
                    deep = not self.empty and len(way) < DEEP
                    if deep and reached[0] == self.area and kinds(reached) not in self.known:
                        self.known.add(kinds(reached))
                        further.append((*way, key))
                    if not await self.back(app, pilot, begun, number, focused):
                        break
        for longer in further:
            await self.go(longer)

    async def q_is_a_letter_in_a_field(self, app, pilot, way):
        """Type the key that quits into what is typed in: it must be written there."""
        field = app.focused
        if isinstance(field, Input):
            before = field.value
            await tap(pilot, "q")
            assert app._exit is False, way
            assert field.value != before or field.max_length, way
            field.value = before

    async def try_key(self, app, pilot, act, key, way):
        """Press a key; say where one is then."""
        await tap(pilot, key)
        if not seen(app):
            await settled(pilot)
        assert app._exception is None, (act, way)
        assert app.is_running, (act, way)
        assert "Traceback" not in told(app), (act, way)
        assert len(seen(app).split("\n")) == 24, (act, way)
        self.pressed.add(act)
        return stand(app)

    async def back(self, app, pilot, begun, number, focused):
        """Take back what the key did; False where the same stand is only had again by a new start."""
        while len(app.screen_stack) > 1 and stand(app) != begun:
            await app.pop_screen()
        office = app._desk.office
        if office.store.last_number() != number:
            newest = office.store.journal(limit=1)[0]
            await (app._desk.redo() if newest.turn == "undo" else app._desk.undo())
            app.screen_stack[0].look()
        if stand(app)[0] != self.area:
            app.journey.back()
            await pilot._wait_for_screen()
        elif focused is not None and focused.is_attached and focused.screen is app.screen:
            focused.focus()
        await pilot._wait_for_screen()
        return stand(app) == begun


@pytest.mark.parametrize("area", [*AREAS, "welcome"])
def test_every_key_of_an_area_and_of_all_it_opens(area, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a list is written out into the folder one works in
    walk = Walk(area, tmp_path)
    asyncio.run(walk.go())
    assert len(walk.pressed) > 12, walk.pressed
    assert len(walk.known) > len(EVERYWHERE), walk.known


@pytest.mark.parametrize("area", [*AREAS, "welcome"])
def test_every_key_where_there_is_nothing_yet(area, tmp_path, monkeypatch):
    """The boxes that open are walked on the example; here each key of the area itself is pressed."""
    monkeypatch.chdir(tmp_path)
    walk = Walk(area, tmp_path, empty=True)
    asyncio.run(walk.go())
    assert walk.pressed


@pytest.mark.parametrize("area", [*AREAS, "welcome"])
def test_every_act_is_in_the_help_and_in_the_palette_and_a_click_does_it(area, tmp_path):
    async def story(pilot, app):
        from roadshow.tui.screens.palette import Everything

        ids = {active.binding.id for active in app.screen.active_bindings.values() if active.binding.id}
        acts = entries(app.screen)
        assert {entry.id for entry in acts} == ids
        offered = Everything(app.screen)
        await offered.startup()
        assert {entry.does for entry in acts} <= {name for name, _about, _done in offered._all}
        line = seen(app).splitlines()[-1]
        await pilot.click(offset=(line.index("? help") + 1, 23))
        await settled(pilot)
        assert set(app.screen.query_one(Blocks).keys) == ids
        place = next(y for y, text in enumerate(seen(app).splitlines()) if text.startswith("│ ›"))
        await pilot.click(offset=(10, place))
        await settled(pilot)
        assert isinstance(app.screen, AreaScreen)

    play(example(tmp_path), story, area)


def test_every_line_of_the_shipped_keys_is_an_act_of_the_program():
    assert set(acts()) == set(keys.shipped())


SWALLOWED = re.compile(
    r"alt\+.*|.*ctrl\+shift.*|.*shift\+ctrl.*|super\+.*|(ctrl|shift)\+(enter|tab|up|down|left|right|space)|ctrl\+b"
    r"|f1|f10|f11|f12|pageup|pagedown|home|end|insert"
)
"""What tmux (its prefix), GNU screen, Terminal.app (it scrolls itself) or the desktop keep for themselves."""
SLOWER = {"help.page_down": "help.down", "help.page_up": "help.up", "cell.before": "cell.above"}
"""Acts that another act does as well, step by step."""


def test_no_act_is_only_on_a_key_that_a_terminal_swallows():
    for act, listed in keys.shipped().items():
        assert act in SLOWER or not all(SWALLOWED.fullmatch(key) for key in listed.split(",")), act


@pytest.mark.parametrize("section", ["list", "blocks", "board"])
def test_every_list_has_the_motions_of_vi(section):
    shipped = keys.shipped()
    motions = {"down": "j", "up": "k", "home": "g", "end": "G", "page_down": "ctrl+d"}
    if section != "blocks":
        motions |= {"left": "h", "right": "l"}
    for act, key in motions.items():
        assert key in shipped[f"{section}.{act}"].split(","), act


def test_own_keys_stand_in_the_footer_and_in_the_help(tmp_path):
    async def story(pilot, app):
        assert "F5 help" in seen(app).splitlines()[-1]
        await tap(pilot, "f5")
        await settled(pilot)
        assert "F5" in seen(app)
        assert next(entry for entry in entries(app.screen_stack[0]) if entry.id == "app.help").keys == ("F5",)

    play(example(tmp_path), story, keymap={"app.help": "f5"})


@pytest.mark.parametrize("area", AREAS)
def test_the_right_button_shows_what_can_be_done_with_what_is_under_it(area, tmp_path):
    async def story(pilot, app):
        target = next(iter(app.focused.jump_targets()))
        await pilot.click(offset=(target.x + 2, target.y), button=3)
        await settled(pilot)
        assert type(app.screen).__name__ == "Choice", seen(app)
        assert len(app.screen.query_one(Blocks).keys) > 0
        await tap(pilot, "escape")
        assert isinstance(app.screen, AreaScreen)

    play(example(tmp_path), story, area)


def test_the_mouse_over_a_key_in_the_footer_shows_the_whole_sentence(tmp_path):
    async def story(pilot, app):
        line = app.screen.query_one(KeyLine)
        at = seen(app).splitlines()[-1].index("t status")
        await pilot.hover(line, offset=(at, 0))
        assert line.tooltip == "Say how sure this stop is"
        await pilot.hover(line, offset=(0, 0))
        assert line.tooltip is None

    play(example(tmp_path), story)
