"""The frame: areas, keys, help, palette, go-to, jump, back and forward, undo; and each size of screen."""

import tomllib
from types import SimpleNamespace

import pytest
from screens import example, opener, play, press, seen, settled, told, until
from textual.widgets import Input

from roadshow.api import BadInputError, Query, Roadshow, Stop, create_workspace, find_stop, load_example, user_file
from roadshow.tui import keys
from roadshow.tui.areas import AREAS
from roadshow.tui.lines.goto import area_called, place_for
from roadshow.tui.places import Journey, Place
from roadshow.tui.screens.area import AreaScreen

BY_TURNS = {("board", "enter")}
"""Enter on the board drops what is lifted, and opens what is not; never both at once."""
SIZES = ((60, 20), (80, 24), (160, 45))


def test_the_programme_shows_stops_dates_venues_bars_and_tasks(tmp_path):
    async def story(pilot, app):
        picture = seen(app)
        for text in ("Samen Leren Gezinnen", "Crooswijk", "Tue 23 Mar 2027 13:00", "confirmed", "De Rietvink", "█",
                     "45/45", "Next tasks", "T-7"):  # fmt: skip
            assert text in picture, text

    play(example(tmp_path), story)


def test_enter_opens_the_guests_of_a_stop_and_back_and_forward_return(tmp_path):
    async def story(pilot, app):
        await press(pilot, "enter")
        assert app.screen.NAME == "guests"
        stop = app.here().stop_id
        await press(pilot, "left_square_bracket")
        assert app.screen.NAME == "programme"
        await press(pilot, "right_square_bracket")
        assert (app.here().area, app.here().stop_id, app.here().text) == ("guests", stop, "")
        await press(pilot, "3")
        assert app.screen.NAME == "people"
        await press(pilot, "backspace", "backspace")
        assert app.screen.NAME == "programme"

    play(example(tmp_path), story)


def test_areas_open_by_a_click_on_their_name(tmp_path):
    async def story(pilot, app):
        for name, word in (("people", "People"), ("programme", "Programme"), ("guests", "Guests")):
            x = seen(app).splitlines()[1].index(word[:3])
            await pilot.click(offset=(x, 1))
            await settled(pilot)
            assert name == app.screen.NAME

    play(example(tmp_path), story)


def test_a_key_in_the_footer_works_when_clicked(tmp_path):
    async def story(pilot, app):
        x = seen(app).splitlines()[-1].index("? help")
        await pilot.click(offset=(x, 23))
        await settled(pilot)
        assert type(app.screen).__name__ == "Help"

    play(example(tmp_path), story)


def test_help_is_searched_and_runs_the_entry(tmp_path):
    async def story(pilot, app):
        await press(pilot, "question_mark", *"go to an area", "enter")
        assert type(app.screen).__name__ == "GoTo"
        await press(pilot, "escape", "f1", *"zzz")
        assert "Nothing fits" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AreaScreen)

    play(example(tmp_path), story)


def test_the_palette_finds_a_stop(tmp_path):
    async def story(pilot, app):
        await pilot.press("ctrl+p")
        await pilot.press(*"guests: hillesluis")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "guests")
        assert app.here().stop_id == find_stop(app._desk.office.store, "hillesluis").id

    play(example(tmp_path), story)


def test_go_to_reads_area_stop_and_filter_in_one_line(tmp_path):
    async def story(pilot, app):
        await press(pilot, "colon", *"guests crooswijk state:maybe", "enter")
        here = app.here()
        assert here.stop_id == find_stop(app._desk.office.store, "crooswijk").id
        assert here.text == "state:maybe"
        await press(pilot, "colon", *"people jan", "enter")
        assert (app.here().area, app.here().text) == ("people", "jan")
        await press(pilot, "colon", *"stop hillesluis", "enter")
        assert app.here().row == find_stop(app._desk.office.store, "hillesluis").id
        await press(pilot, "colon", *"nergens", "enter")
        assert "nergens" in seen(app)
        await press(pilot, "escape")
        assert app.screen.NAME == "programme"

    play(example(tmp_path), story)


def test_go_to_offers_are_taken_by_arrow_and_by_click(tmp_path):
    async def story(pilot, app):
        await press(pilot, "colon", "down", "down", "down", "enter")
        assert app.screen.NAME in {"guests", "people"}

    play(example(tmp_path), story)


def test_jump_reaches_rows_and_fields(tmp_path):
    async def story(pilot, app):
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: type(app.screen).__name__ == "Jump")
        lines = seen(app).splitlines()
        letter = next(line[0] for line in lines if "Hillesluis" in line)
        await press(pilot, letter)
        assert app.here().row == find_stop(app._desk.office.store, "hillesluis").id
        await press(pilot, "3", "ctrl+o", "a")
        assert isinstance(app.screen.focused, Input)
        await press(pilot, "ctrl+o", "escape")
        assert app.screen.NAME == "people"

    play(example(tmp_path), story)


def test_jump_mode_is_left_when_the_screen_gets_another_size(tmp_path):
    async def story(pilot, app):
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: type(app.screen).__name__ == "Jump")
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert app.screen.NAME == "programme"
        assert len(seen(app).split("\n")) == 40

    play(example(tmp_path), story)


def test_a_status_is_set_and_undone_and_done_again(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        store = app._desk.office.store
        stop_id = app.here().row
        held = store.get(Stop, stop_id).status
        await press(pilot, "t", "4")
        assert store.get(Stop, stop_id).status == "cancelled"
        assert "u undoes" in told(app)
        await press(pilot, "ctrl+z")
        assert store.get(Stop, stop_id).status == held
        await press(pilot, "ctrl+y")
        assert store.get(Stop, stop_id).status == "cancelled"

    play(path, story)


def test_a_task_is_ticked_off(tmp_path):
    async def story(pilot, app):
        before = seen(app)
        await press(pilot, "tab", "x")
        assert "60 open" in seen(app)
        await press(pilot, "u")
        assert "61 open" in before
        assert "61 open" in seen(app)

    play(example(tmp_path), story)


def test_nothing_to_undo_is_said(tmp_path):
    path = tmp_path / "leeg.roadshow"
    create_workspace(path)

    async def story(pilot, app):
        await press(pilot, "u")
        assert "nothing to undo" in told(app)

    play(path, story, "welcome")


def test_the_welcome_loads_the_example_and_begins_a_roadshow(tmp_path):
    for number, presses in enumerate((("e",), ("enter",), ("n", *"Mijn ronde", "enter"))):
        path = tmp_path / f"leeg{number}.roadshow"
        create_workspace(path)

        async def story(pilot, app, presses=presses):
            assert "Welcome" in seen(app)
            await press(pilot, *presses)
            assert app.screen.NAME == "programme"
            assert app._desk.office.store.count(Query(Roadshow)) > 0

        play(path, story, "welcome")


@pytest.mark.parametrize("area", ["programme", "guests", "people", "welcome"])
@pytest.mark.parametrize("size", SIZES)
def test_each_size_shows_heading_content_and_help(tmp_path, area, size):
    async def story(pilot, app):
        lines = seen(app).splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert "rotterdam" in lines[0]
        assert "? help" in lines[-1]
        assert sum(bool(line.strip()) for line in lines) > 8

    play(example(tmp_path), story, area, size)


def test_a_resize_keeps_the_cursor_in_view(tmp_path):
    async def story(pilot, app):
        await press(pilot, "G")
        for size in ((60, 20), (160, 45), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert any(line.startswith("›") for line in seen(app).splitlines()), size

    play(example(tmp_path), story, "people")


def test_own_keys_replace_the_shipped_ones(tmp_path):
    async def story(pilot, app):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, AreaScreen)
        await press(pilot, "f5")
        assert type(app.screen).__name__ == "Help"

    play(example(tmp_path), story, keymap={"app.help": "f5"})


def test_a_misspelt_key_file_names_the_file_and_the_nearest_action():
    path = user_file().with_name("keys.toml")
    path.parent.mkdir(parents=True)
    path.write_text('[app]\nhlep = "x"\n')
    with pytest.raises(BadInputError, match="hlep") as caught:
        keys.chosen()
    assert "app.help" in caught.value.hint
    path.write_text("[app\n")
    with pytest.raises(BadInputError, match=r"keys\.toml"):
        keys.chosen()


@pytest.mark.parametrize(
    ("line", "sentence", "hint"),
    [
        ('undo = "ctlr+z"', r"app\.undo is set to “ctlr\+z”", "ctrl+z"),
        ('undo = ["u", "pgdown"]', r"“pgdown”", "pagedown"),
        ('undo = "shift+u"', r"“shift\+u”", "U"),
        ('undo = "q"', r"“q” is set for app\.undo and for app\.quit", "another key"),
        ("undo = 3", r"app\.undo is not a key", "ctrl+p"),
    ],
)
def test_a_key_that_cannot_be_is_named_with_its_file_and_the_nearest_one(line, sentence, hint):
    path = keys.own_file()
    path.parent.mkdir(parents=True)
    path.write_text(f"[app]\n{line}\n")
    with pytest.raises(BadInputError, match=sentence) as caught:
        keys.chosen()
    assert str(path) in caught.value.message
    assert hint in caught.value.hint


def test_all_shipped_keys_are_keys_and_two_may_change_places():
    assert all(keys.is_key(key) for listed in keys.shipped().values() for key in listed.split(","))
    path = keys.own_file()
    path.parent.mkdir(parents=True)
    path.write_text('[app]\nundo = "q"\nquit = "u"\nhelp = "?"\n[board]\ndrop = ["enter", "d"]\n')
    assert keys.chosen()["app.undo"] == "q"


def test_keys_that_are_changed_while_the_program_runs_count_at_once(tmp_path):
    path = keys.own_file()
    path.parent.mkdir(parents=True)

    async def story(pilot, app):
        path.write_text('[app]\nhelp = "f5"\n')
        app._poll()
        await settled(pilot)
        assert "F5 help" in seen(app).splitlines()[-1]
        await press(pilot, "f5")
        assert type(app.screen).__name__ == "Help"
        await press(pilot, "escape")
        path.write_text('[app]\nhlep = "f6"\n')
        app._poll()
        await settled(pilot)
        assert "app.help" in told(app)
        assert "F5 help" in seen(app).splitlines()[-1]

    play(example(tmp_path), story)


def test_no_two_acts_of_one_section_have_one_key():
    content = tomllib.loads((keys.config_folder() / "keys.toml").read_text())
    for section, acts in content.items():
        taken = [key for listed in acts.values() for key in ([listed] if isinstance(listed, str) else listed)]
        twice = {key for key in taken if taken.count(key) > 1}
        assert {(section, key) for key in twice} <= BY_TURNS, section


SHADOWS = {"filter.clear", "cell.restore", "doubles.undo", "files.above"}
"""Acts that do for what one types in, or for the box that is open, what the key does for the program elsewhere."""


def test_no_area_takes_a_key_of_the_whole_program_for_something_else():
    shipped = keys.shipped()
    whole = {key: act for act in shipped if act.startswith(("app.", "area.")) for key in shipped[act].split(",")}
    for act, listed in shipped.items():
        if act.startswith(("app.", "area.")) or act.endswith(".leave") or act in SHADOWS:
            continue
        taken = {key: whole[key] for key in listed.split(",") if key in whole}
        assert not taken, (act, taken)


def test_every_shipped_key_is_written_in_signs_or_letters_that_can_be_read():
    written = {key: keys.shown(key) for listed in keys.shipped().values() for key in listed.split(",")}
    assert all(text.isprintable() and text.strip() == text != "" for text in written.values()), written
    assert (written["tab"], written["exclamation_mark"], written["f6"]) == ("tab", "!", "F6")


def test_going_reads_names_in_part_and_other_languages(tmp_path):
    with opener(example(tmp_path))() as office:
        stop = find_stop(office.store, "crooswijk").id
        assert place_for(office, "g crooswijk") == Place("guests", stop)
        assert place_for(office, "crooswijk") == Place("guests", stop)
        assert place_for(office, "guests state:maybe", stop) == Place("guests", stop, "state:maybe")
        assert area_called("PEO") == "people"


def test_a_journey_forgets_what_was_ahead_when_one_goes_elsewhere():
    shown = [Place("programme")]
    journey = Journey(shown.append, lambda: shown[-1])
    journey.go(Place("people"))
    journey.go(Place("guests"))
    assert journey.back()
    assert shown[-1] == Place("people")
    journey.go(Place("programme"))
    assert not journey.forward()
    assert journey.back()
    assert shown[-1] == Place("people")


def test_colours_change_by_key_and_all_themes_draw(tmp_path):
    async def story(pilot, app):
        seen_themes = set()
        for _turn in range(3):
            seen_themes.add(app.theme)
            assert "Crooswijk" in seen(app)
            await press(pilot, "f9")
        assert len(seen_themes) == 3

    play(example(tmp_path), story)


def test_without_colour_the_cursor_and_the_states_are_still_told_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def story(pilot, app):
        assert app.no_color
        await press(pilot, "colon", *"guests crooswijk", "enter")
        picture = seen(app)
        assert picture.count("›") >= 2
        for sign in ("✓", "✗", "?"):
            assert sign in picture

    play(example(tmp_path), story)


def test_areas_know_their_screens():
    for name, area in AREAS.items():
        made = area.make(SimpleNamespace(name="x", read_only=False), Journey(print, lambda: None))
        assert name == made.NAME


def test_guests_are_shown_when_there_is_a_stop_after_all(tmp_path):
    """A newcomer who looks at the guests first, and then loads the example, must find them there."""
    path = tmp_path / "blank.roadshow"
    create_workspace(path)

    async def story(pilot, app):
        await press(pilot, "2")
        assert "F4 begins from a template" in seen(app)
        await press(pilot, "a", "E")
        load_example(app._desk.office)
        app._poll()
        await press(pilot, "1", "2")
        assert "Guests of" in seen(app)
        await until(pilot, lambda: "Amrani" in seen(app))

    play(path, story, "welcome")


@pytest.mark.parametrize("area", ["programme", "agenda", "guests"])
def test_where_there_is_no_stop_yet_it_is_said_what_to_press(area, tmp_path):
    path = tmp_path / "blank.roadshow"
    create_workspace(path)

    async def story(pilot, app):
        await until(pilot, lambda: "F4 begins from a template" in seen(app))

    play(path, story, area)
