"""From the screen to the user's own editor and back, on a real pseudo-terminal: one change, and nothing typed is lost."""

import os
import shlex
import sys

import pytest
from screens import example, opener, play, press, settled, told

from roadshow.api import find_stop

pytest.importorskip("pty")

from terminals import Terminal


def editor(folder, code):
    """Make an editor of a few lines of Python: `text` is what stands in the file, `calls` how often it was opened."""
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, sys, termios\n"
        "path, count = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_suffix('.count')\n"
        "calls = int(count.read_text()) + 1 if count.exists() else 1\n"
        "count.write_text(str(calls))\n"
        "assert termios.tcgetattr(0)[3] & termios.ECHO, 'the terminal was not given back'\n"
        "text = path.read_text(encoding='utf-8')\n"
        "pathlib.Path(__file__).with_suffix(f'.{calls}').write_text(text, encoding='utf-8')\n"
        f"{code}\n"
        "path.write_text(text, encoding='utf-8', newline='\\n')\n",
        encoding="utf-8",
    )
    return shlex.join((sys.executable, str(script)))


def crooswijk(path):
    with opener(path)() as office:
        return find_stop(office.store, "crooswijk").capacity, office.store.last_number()


def kept(folder):
    return sorted((folder / "data" / "edits").glob("*.toml"))


def opened(folder, code, *, area=""):
    """Start with this editor, and go where the key is."""
    path = example(folder)
    terminal = Terminal("-w", str(path), VISUAL=editor(folder, code))
    terminal.until("Crooswijk")
    if area:
        terminal.type(area)
        terminal.until("Agenda")
    return path, terminal


CAPACITY = "text = __import__('re').sub('capacity = [0-9]+', 'capacity = 77', text, count=1)"
WRONG = "text = text.replace('capacity = ', 'capacty = ') if calls == 1 else text.replace('capacty = ', 'capacity = 1')"


@pytest.mark.parametrize(("area", "key"), [("", "e"), ("4", "E")])
def test_a_stop_goes_to_the_editor_and_comes_back_as_one_change_that_one_key_takes_back(tmp_path, area, key):
    path, terminal = opened(tmp_path, CAPACITY, area=area)
    before, number = crooswijk(path)
    terminal.type(key)
    terminal.until("Save this?")
    assert crooswijk(path) == (before, number), "nothing is saved before it is confirmed"
    terminal.type("s")
    terminal.until("undoes")
    assert crooswijk(path) == (77, number + 1)
    terminal.type("u")
    terminal.until("does it again")
    assert crooswijk(path)[0] == before
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()
    assert kept(tmp_path) == []


def test_a_file_with_a_mistake_is_told_with_its_line_and_the_nearest_name_and_opened_again(tmp_path):
    path, terminal = opened(tmp_path, WRONG)
    before, _number = crooswijk(path)
    terminal.type("e")
    terminal.until("capacity")
    terminal.type("o")
    terminal.until("Save this?")
    again = (tmp_path / "editor.2").read_text(encoding="utf-8")
    assert again.startswith("#! "), "the mistake does not stand on top of what was typed"
    assert "capacty" in again
    terminal.type("s")
    terminal.until("undoes")
    assert crooswijk(path)[0] == int(f"1{before}")
    terminal.type("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("code", [CAPACITY, WRONG])
def test_what_is_typed_and_not_saved_is_kept_and_it_is_said_where(tmp_path, code):
    path, terminal = opened(tmp_path, code)
    stand = crooswijk(path)
    terminal.type("e")
    terminal.until("Leave it")
    terminal.type("l")
    terminal.until("is kept in")
    terminal.type("q")
    assert terminal.ended() == 0
    assert crooswijk(path) == stand
    (file,) = kept(tmp_path)
    assert "77" in file.read_text(encoding="utf-8") or "capacty" in file.read_text(encoding="utf-8")


def test_an_editor_that_ends_badly_is_a_sentence_and_the_screen_is_there_again(tmp_path):
    path, terminal = opened(tmp_path, "sys.exit(3)")
    stand = crooswijk(path)
    assert "(3)" not in terminal.all
    terminal.type("e")
    terminal.until("(3)")  # the sentence is broken into lines where the name of the editor has it
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()
    assert crooswijk(path) == stand
    assert kept(tmp_path) == []


def test_where_the_screen_cannot_make_room_for_an_editor_it_says_what_can_be_done(tmp_path, monkeypatch):
    monkeypatch.setenv("VISUAL", os.devnull)

    async def story(pilot, app):
        await press(pilot, "e")
        await settled(pilot)
        assert "roadshow edit crooswijk" in " ".join(told(app).split())

    play(example(tmp_path), story)
