"""Commands of plugins on the screen: by key, help, palette and menu; on marked people; undone; and keys that clash."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace

import pytest
from screens import example, opener, press, seen, settled, told, until
from textual.widgets import Input

from roadshow.api import (
    BadInputError,
    Edit,
    Offered,
    Office,
    Person,
    Query,
    Settings,
    Stop,
    Task,
    create_workspace,
    hookimpl,
    tasking,
    touring,
)
from roadshow.settings.layers import Layer
from roadshow.store.sqlite import SqliteStore
from roadshow.testing import MOMENT
from roadshow.tui import keys
from roadshow.tui.app import RoadshowApp
from roadshow.tui.areas import AREAS
from roadshow.tui.behind.desk import Desk
from roadshow.tui.command_keys import SECTIONS, Giving
from roadshow.tui.entries import entries
from roadshow.tui.places import Place
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.reader import Reader


def order(programme, about, pen):
    return tasking.add_task(pen, next(programme.visits()).roadshow, "Order coffee", stop=about, offset=-7)


def drinks(_programme, about, pen):
    return touring.amend(pen, about, tags=(*about.tags, "coffee"))


def one(key, about, run=order, binding="", title="", **more):
    return SimpleNamespace(key=key, title=title or f"Do {key}", about=about, run=run, binding=binding, **more)


def saying(text):
    return lambda *_given: text


COFFEE = one("coffee", Stop, order, "f12", "Order coffee [/b]")
DRINKER = one("drinker", Person, drinks, "f12", "Drinks coffee")
CUPS = one("cups", None, saying("12 [b]cups[/b]\x1b[31m"), "f7", "Count the cups", only_tells=True)


def brewed(path, story, *several, area="programme", size=(100, 30), wait=True, **more):
    """Play with a plugin that brings these commands, after they were looked for."""
    more_plugins = more.pop("plugins", {})
    plugins = {"brew": SimpleNamespace(commands=hookimpl(lambda: list(several))), **more_plugins}

    async def run():
        desk = Desk(more.pop("opening", None) or opener(path, plugins), path.stem)
        try:
            app = RoadshowApp.opened(desk, Place(area), **more)
            async with app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                desk.unasked = True
                app.action_look_for_commands()
                desk.unasked = False
                await until(pilot, lambda: not wait or app.commands._known)
                await story(pilot, app)
        finally:
            desk.close()

    asyncio.run(run())


def store(app):
    return app._desk.office.store


def tasks(app):
    return [task for task in store(app).each(Query(Task, limit=None)) if task.title == "Order coffee"]


def drinkers(app):
    return [person for person in store(app).each(Query(Person, limit=None)) if "coffee" in person.tags]


@pytest.mark.parametrize("area", ["programme", "guests", "agenda"])
def test_a_key_does_it_with_the_stop_in_hand_and_one_undo_takes_it_back(area, tmp_path):
    async def story(pilot, app):
        stop = app.screen.in_hand(Stop)[0]
        await press(pilot, "f12")
        await until(pilot, lambda: tasks(app))
        assert [task.stop_id for task in tasks(app)] == [stop]
        assert "Task Order coffee added. u undoes." in told(app)
        await press(pilot, "u")
        assert not tasks(app)

    brewed(example(tmp_path), story, COFFEE, area=area)


def test_where_the_noun_is_not_in_hand_the_key_does_nothing_and_nothing_offers_it(tmp_path):
    async def story(pilot, app):
        number = store(app).last_number()
        await press(pilot, "f12")
        assert store(app).last_number() == number
        assert not [entry for entry in entries(app.screen) if "brew" in entry.does]

    brewed(example(tmp_path), story, COFFEE, area="people")


@pytest.mark.parametrize("area", ["programme", "guests", "people", "agenda"])
def test_where_there_is_nothing_yet_a_command_says_so(area, tmp_path):
    """The first thing a newcomer presses would be answered with nothing, or with a crash."""
    path = tmp_path / "blank.roadshow"
    create_workspace(path)

    async def story(pilot, app):
        await press(pilot, "f12", "f5", "f7")
        assert "There is nothing here to do that with." in told(app)
        assert "12 [b]cups[/b]" in told(app)
        assert app._exception is None

    brewed(path, story, COFFEE, SimpleNamespace(**{**vars(DRINKER), "binding": "f5"}), CUPS, area=area)


def test_all_marked_people_are_one_change(tmp_path):
    """Two hundred marked people would be two hundred presses of undo."""

    async def story(pilot, app):
        await press(pilot, "space", "space", "space", "f12")
        await until(pilot, lambda: drinkers(app))
        assert len(drinkers(app)) == 3
        await press(pilot, "u")
        assert not drinkers(app)

    brewed(example(tmp_path), story, DRINKER, area="people")


def test_on_the_guest_list_it_is_the_person_under_the_cursor(tmp_path):
    async def story(pilot, app):
        row = app.screen.listing.rows.row
        await press(pilot, "f12")
        await until(pilot, lambda: drinkers(app))
        assert [person.id for person in drinkers(app)] == [row.person.id]

    brewed(example(tmp_path), story, DRINKER, area="guests")


def test_more_marked_people_than_200_are_refused_in_a_sentence(tmp_path):
    path = example(tmp_path)
    with opener(path)() as office:
        new = (Person(id=office.pen().new_id(), given="Extra", surname=f"No {number}") for number in range(250))
        office.do(office.pen().change("more", tuple(Edit(None, one) for one in new)))

    async def story(pilot, app):
        await press(pilot, "asterisk", "f12")
        await until(pilot, lambda: told(app))
        assert "200 people at most" in told(app)
        assert not drinkers(app)

    brewed(path, story, DRINKER, area="people")


def test_the_help_has_all_of_them_with_their_keys_and_does_them(tmp_path):
    """A command without a key would never be found."""

    async def story(pilot, app):
        known = {entry.does: entry.keys for entry in entries(app.screen)}
        assert known["Order coffee [/b] (brew)"] == ("F12",)
        assert known["Do plain (brew)"] == ()
        await press(pilot, "question_mark")
        app.screen.query_one(Input).value = "plain"
        await settled(pilot)
        assert "Do plain (brew)" in seen(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "plainly" in told(app))

    brewed(example(tmp_path), story, COFFEE, one("plain", None, saying("plainly")))


def test_the_palette_has_them_and_a_bracket_in_a_title_is_no_markup(tmp_path):
    """Textual would read [/b] as the end of something that never began, and the program would be gone."""
    path = example(tmp_path)
    with opener(path)() as office:
        stop = next(office.store.each(Query(Stop, order=("start",), limit=1)))
        office.do(touring.amend(office.pen(), stop, title="A stop [/b] [@click=x]"))

    async def story(pilot, app):
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Go to an area" in seen(app) or "Show" in seen(app))
        for text in ("coffee [/b", "stop [/b"):
            app.screen.query_one(Input).value = text
            await until(pilot, lambda text=text: text in seen(app).lower().partition("\n")[2])
        app.screen.query_one(Input).value = "order coffee"
        await until(pilot, lambda: "Order coffee [/b] (brew)" in seen(app))
        await press(pilot, "enter")
        await until(pilot, lambda: tasks(app))

    brewed(path, story, COFFEE)


@pytest.mark.parametrize(
    ("area", "offered"),
    [
        ("programme", {"Order coffee [/b]"}),
        ("agenda", {"Order coffee [/b]"}),
        ("guests", {"Order coffee [/b]", "Drinks coffee"}),
        ("people", {"Drinks coffee"}),
    ],
)
def test_the_right_button_offers_what_works_there_and_a_click_does_it(area, offered, tmp_path):
    async def story(pilot, app):
        number = store(app).last_number()
        target = next(iter(app.focused.jump_targets()))
        await pilot.click(offset=(target.x + 2, target.y), button=3)
        await settled(pilot)
        shown = {option.words: option for option in app.screen._options}
        assert offered <= set(shown)
        assert not {"Order coffee [/b]", "Drinks coffee", "Count the cups"} - offered & set(shown)
        letters = [option.key for option in shown.values()]
        assert len(set(letters)) == len(letters)
        await press(pilot, shown[max(offered)].key)
        await until(pilot, lambda: store(app).last_number() > number)

    brewed(example(tmp_path), story, COFFEE, DRINKER, CUPS, area=area, size=(100, 40))


def test_what_is_told_is_told_safely_and_a_long_text_stands_over_the_screen(tmp_path):
    async def story(pilot, app):
        await press(pilot, "f12")
        await until(pilot, lambda: told(app))
        assert "12 [b]cups[/b]" in told(app)
        assert "\x1b" not in told(app)
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, Reader))
        assert "row 9" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AreaScreen)

    long = one("long", None, saying("\n".join(f"row {number}" for number in range(20))), "f5")
    brewed(example(tmp_path), story, SimpleNamespace(**{**vars(CUPS), "binding": "f12"}), long, area="tasks")


def test_one_that_raises_is_a_note_with_its_plugin_and_the_screen_goes_on(tmp_path):
    def boil(*_given):
        raise ZeroDivisionError("boiler")

    async def story(pilot, app):
        for said in ("ZeroDivisionError", "ZeroDivisionError", "off until you start again", "failed too often"):
            await press(pilot, "f12")
            assert said in told(app)
            assert "Plugin brew" in told(app)
        assert app._exception is None
        await press(pilot, "down", "3")
        assert app.screen.NAME == "people"

    brewed(example(tmp_path), story, one("boil", None, boil, "f12"))


def test_what_a_person_can_mend_is_said_with_its_hint(tmp_path):
    def refuse(*_given):
        raise BadInputError("There is no milk.", "Buy milk.")

    async def story(pilot, app):
        await press(pilot, "f12")
        await until(pilot, lambda: told(app))
        assert told(app) == "There is no milk.\nBuy milk."

    brewed(example(tmp_path), story, one("milk", None, refuse, "f12"))


def test_an_edit_that_somebody_overtook_is_refused_and_not_written_over(tmp_path):
    """The plugin saw the stop as it was; who changed it meanwhile would lose that."""

    async def story(pilot, app):
        office = app._desk.office

        def late(programme, about, pen):
            held = next(programme.visits()).stop
            return pen.change("Late", (Edit(replace(held, contact="as it was"), replace(held, contact="late")),))

        app.commands._known["brew.late"] = app.commands._known["brew.late"]._replace(command=SimpleNamespace(run=late))
        number = office.store.last_number()
        await press(pilot, "f12")
        await until(pilot, lambda: told(app))
        assert "Somebody else changed this" in told(app)
        assert office.store.last_number() == number

    brewed(example(tmp_path), story, one("late", Stop, binding="f12"))


def test_a_key_of_the_program_stays_what_it_is_and_a_note_says_so(tmp_path):
    """Whoever presses n to add a stop would start what a stranger wrote."""

    async def story(pilot, app):
        assert "The key n of “Do night” means something else already in: Programme, Agenda." in told(app)
        assert "Other keys: in keys.toml" in told(app)
        bindings = {active.binding.id for key, active in app.screen.active_bindings.items() if key == "n"}
        assert bindings == {"programme.add"}
        assert next(entry for entry in entries(app.screen) if "night" in entry.does).keys == ()
        await press(pilot, "2")
        assert next(entry for entry in entries(app.screen) if "night" in entry.does).keys == ("n",)

    assert keys.shipped()["guests.add"] == "n"
    brewed(example(tmp_path), story, one("night", Stop, binding="n"), keymap={"guests.add": "N"})


def test_the_users_own_keys_count_are_looked_at_again_and_name_what_is_not_there(tmp_path):
    own = keys.own_file()
    own.parent.mkdir(parents=True, exist_ok=True)

    async def story(pilot, app):
        def of(name):
            return next(entry.keys for entry in entries(app.screen) if entry.id == f"commands.brew.{name}")

        assert (of("coffee"), of("cups")) == (("F5",), ())
        assert "there is no command “brew.cofee”" in told(app)
        assert "Did you mean brew.coffee?" in told(app)
        own.write_text("[commands]\nbrew.coffee = ['f10', 'b']\nbrew.cups = 'f5'\n", encoding="utf-8")
        await until(pilot, lambda: of("coffee") == ("F10",))
        assert of("cups") == ("F5",)
        await press(pilot, "f10")
        await until(pilot, lambda: tasks(app))

    own.write_text('[commands]\n"brew.coffee" = "f5"\n"brew.cups" = []\n"brew.cofee" = "f6"\n', encoding="utf-8")
    brewed(example(tmp_path), story, COFFEE, CUPS, keymap=keys.chosen())


def test_a_key_that_is_none_is_refused_with_the_nearest_as_for_any_other(tmp_path):
    own = keys.own_file()
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('[commands]\n"brew.coffee" = "escpe"\n', encoding="utf-8")
    with pytest.raises(BadInputError, match=r"commands\.brew\.coffee") as caught:
        keys.chosen()
    assert caught.value.hint == "Did you mean escape?"


def test_the_sections_whose_keys_count_in_an_area_are_those_it_has(tmp_path):
    """A section that is missing here would let a plugin take a key of the program."""

    async def story(pilot, app):
        for area in AREAS:
            app.action_area(area)
            await settled(pilot)
            app.screen.set_focus(None)
            for widget in (None, *(one for one in app.screen.query("*") if one.focusable)):
                app.screen.set_focus(widget)
                ids = {binding.id for _node, held in app.screen._binding_chain for _key, binding in held if binding.id}
                found = {name.partition(".")[0] for name in ids} - {"app", "area", "begin", "commands"}
                assert found <= SECTIONS[area], area
        assert set(SECTIONS) == set(AREAS)

    brewed(example(tmp_path), story, wait=False)


def offered(key, about, binding, plugin="brew"):
    return Offered(plugin, key, f"Do {key}", about, binding, False, "", one(key, about))


def test_what_a_command_asks_is_asked_first_and_once_for_all_that_are_marked(tmp_path):
    """A word for forty people would have to be typed forty times, or Esc would do it with no word at all."""

    def tag(_programme, about, pen, text=""):
        return touring.amend(pen, about, tags=(*about.tags, text))

    async def story(pilot, app):
        await press(pilot, "space", "space", "f12")
        assert "What do they drink?" in seen(app)
        await press(pilot, "escape")
        assert not drinkers(app)
        await press(pilot, "f12", *"coffee", "enter")
        await until(pilot, lambda: drinkers(app))
        assert len(drinkers(app)) == 2

    brewed(example(tmp_path), story, one("drink", Person, tag, "f12", question="What do they drink?"), area="people")


def test_a_plugin_that_is_switched_off_takes_its_commands_and_keys_away(tmp_path):
    """The key would go on doing what somebody switched off."""
    path, off = example(tmp_path), []
    plugins = {"brew": SimpleNamespace(commands=hookimpl(lambda: [COFFEE]))}

    def opening():
        settings = Settings((Layer("test", {"disabled": tuple(off)}),))
        return Office(SqliteStore(path), settings, author=lambda: "t", clock=lambda: MOMENT, extra_plugins=plugins)

    async def story(pilot, app):
        off.append("brew")
        app._desk.settle(Settings((Layer("test", {"disabled": ("brew",)}),)))
        app._desk.unasked = True
        await app.run_action("app.look_for_commands")
        app._desk.unasked = False
        await until(pilot, lambda: not [entry for entry in entries(app.screen) if "brew" in entry.does])
        await press(pilot, "f12")
        assert not tasks(app)

    brewed(path, story, opening=opening)


def test_two_commands_with_one_key_the_first_has_it_where_both_could_be(tmp_path):
    giving = Giving(keys.shipped(), {})
    giving.give((offered("coffee", Stop, "f5"), offered("drinker", Person, "f5", "tea")))
    assert giving.keys["guests"] == {"brew.coffee": ("f5",)}
    assert giving.keys["people"] == {"tea.drinker": ("f5",)}
    assert "“Do drinker” is that of “Do coffee” (brew)" in giving.notices[0].message


def test_a_key_that_the_user_gave_goes_before_one_that_a_plugin_proposes():
    giving = Giving(keys.shipped(), {"tea.drinker": "f5"})
    giving.give((offered("coffee", Stop, "f5"), offered("drinker", Person, "", "tea")))
    assert giving.keys["guests"] == {"tea.drinker": ("f5",)}


def test_a_binding_that_is_no_key_is_a_notice_with_the_plugin():
    giving = Giving(keys.shipped(), {})
    giving.give((offered("coffee", Stop, "cofee+x"),))
    assert not any(giving.keys.values())
    assert "brew" in giving.notices[0].message


@pytest.mark.parametrize("sign", [".", "?", "full_stop", "q", "tab", "ctrl+c"])
def test_a_key_of_the_program_is_known_by_its_sign_and_by_its_long_name(sign):
    giving = Giving(keys.shipped(), {})
    giving.give((offered("coffee", Person, sign),))
    assert giving.keys["people"] == {}
    assert giving.notices


@pytest.mark.parametrize("later", [600, 0.01])
def test_the_first_picture_stands_without_commands_and_they_come_by_themselves(tmp_path, monkeypatch, later):
    """The start of the program would wait for every plugin there is, or nobody would ever ask them."""
    monkeypatch.setattr("roadshow.tui.app.SOON", later)
    path = example(tmp_path)

    async def run():
        desk = Desk(opener(path), path.stem, unasked=True)
        try:
            app = RoadshowApp.opened(desk, Place("programme"))
            async with app.run_test(size=(80, 24)) as pilot:
                await until(pilot, lambda: "Crooswijk" in seen(app))
                if later > 1:
                    assert app.commands is None
                    return
                await until(
                    pilot, lambda: app.commands is not None and "roadshow_mailmerge.remind" in app.commands._known
                )
                assert [entry.keys for entry in entries(app.screen) if "remind" in entry.does] == [("R",)]
        finally:
            desk.close()

    asyncio.run(run())


def test_a_plugin_that_takes_long_does_not_hold_the_keys_and_is_not_begun_twice(tmp_path):
    import threading

    gate = threading.Event()

    def slow(*_given):
        gate.wait(20)
        return "at last"

    async def story(pilot, app):
        await pilot.press("f12")
        await pilot.pause()
        await pilot.press("down", "f12")
        await pilot.pause()
        assert "Still at work: Do slow." in told(app)
        gate.set()
        await until(pilot, lambda: "at last" in told(app))

    try:
        brewed(example(tmp_path), story, one("slow", None, slow, "f12"))
    finally:
        gate.set()
