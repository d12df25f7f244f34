"""The program on a real pseudo-terminal: start, resize, suspend, dropped connection, kill, and the terminal given back."""

import json
import os
import re
import subprocess
import sys

import pytest
from screens import example, opener

from roadshow.api import Person, Query
from roadshow.tui.areas import AREAS

pytest.importorskip("pty")

from terminals import Terminal

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")


def people(path):
    with opener(path)() as office:
        assert office.store.problems() == ()
        return {person.id: person for person in office.store.each(Query(Person, limit=None))}


def on_people(path, **environment):
    """Open the list of people, with the cursor on the first."""
    terminal = Terminal("-w", str(path), **environment)
    terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    return terminal


def editing(path, typed):
    """Edit the first cell of the first person, and type."""
    terminal = on_people(path)
    terminal.type("e")
    terminal.until("as it was")
    terminal.type(typed)
    terminal.until(typed[-1])
    return terminal


def test_it_starts_resizes_quits_and_restores_the_terminal(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    terminal.resize(120, 40)
    terminal.signal("SIGWINCH")
    terminal.until("Crooswijk")
    terminal.type("2")
    terminal.until("Guests of")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()


def test_a_window_of_40_by_10_and_back_shows_the_same(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)), size=(100, 30))
    terminal.until("Crooswijk")
    terminal.resize(40, 10)
    terminal.signal("SIGWINCH")
    terminal.until("Crooswij")
    terminal.resize(100, 30)
    terminal.signal("SIGWINCH")
    terminal.until("Next tasks")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()


GONE = 6.0
"""Seconds in which the program is gone: two by itself, and as many again on a busy machine."""


def test_a_stop_from_outside_gives_the_terminal_back_and_going_on_paints_anew(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    for _round in range(2):
        terminal.signal("SIGTSTP")
        terminal.stopped()
        terminal.restored()
        terminal.signal("SIGCONT")
        terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()


def test_a_process_that_was_held_and_let_go_gives_the_terminal_back_all_the_same(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    terminal.signal("SIGSTOP")
    terminal.stopped()
    terminal.signal("SIGCONT")
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("\x11")
    assert terminal.ended() == 0
    terminal.restored()


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_dropped_connection_ends_it_in_order(tmp_path, name):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    terminal.signal(name)
    assert terminal.ended() == 0
    terminal.restored()


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_what_is_being_typed_is_saved_when_the_connection_drops(tmp_path, name):
    path = example(tmp_path)
    before = people(path)
    terminal = editing(path, "Zwaluw")
    terminal.signal(name)
    assert terminal.ended() == 0
    terminal.restored()
    after = people(path)
    changed = [after[key] for key in after if after[key] != before[key]]
    assert len(changed) == 1
    assert "Zwaluw" in str(changed[0])


def test_a_line_that_is_cut_saves_what_is_being_typed_and_is_no_fault(tmp_path, monkeypatch):
    monkeypatch.delenv("ROADSHOW_TRACEBACK")
    path = example(tmp_path)
    before = people(path)
    terminal = editing(path, "Zwaluw")
    os.close(terminal.side)
    os.close(terminal.main)
    _pid, status = os.waitpid(terminal.pid, 0)
    after = people(path)
    assert ["Zwaluw" in str(after[key]) for key in after if after[key] != before[key]] == [True]
    assert not (tmp_path / "state").exists(), "a cut line is no crash"
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_kill_in_the_middle_of_an_edit_costs_that_cell_alone(tmp_path):
    path = example(tmp_path)
    before = people(path)
    terminal = editing(path, "Zwaluw")
    terminal.signal("SIGKILL")
    assert terminal.ended() == -9
    assert people(path) == before
    again = on_people(path)
    again.type("q")
    assert again.ended() == 0


@pytest.mark.parametrize("area", AREAS)
def test_it_opens_in_any_area_as_its_first(tmp_path, area):
    path = str(example(tmp_path))
    held = tmp_path / "config" / "screen.json"
    held.parent.mkdir()
    held.write_text(json.dumps({"places": {path: {"area": area, "stop_id": "", "text": "", "row": ""}}}))
    terminal = Terminal("-w", path)
    terminal.until("rotterdam")
    terminal.type("\x11")
    assert terminal.ended() == 0


def test_it_opens_where_one_was(tmp_path):
    path = str(example(tmp_path))
    terminal = Terminal("-w", path)
    terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("\x11")
    assert terminal.ended() == 0
    terminal = Terminal("-w", path)
    terminal.until("Soumaya")
    terminal.type("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("kind", ["linux", "vt220", "xterm", "screen", "tmux-256color"])
def test_a_newcomer_without_a_workspace_is_welcomed_on_any_terminal(tmp_path, kind):
    terminal = Terminal(TERM=kind)
    terminal.until("Welcome")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()


def test_a_terminal_without_a_movable_cursor_is_told_what_works_there(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)), TERM="dumb")
    assert terminal.ended() == 3
    for words in ("TERM=dumb", "roadshow --plain checkin", "roadshow --help"):
        assert words in " ".join(terminal.all.split())
    assert "\x1b" not in terminal.all


def test_no_color_is_honoured(tmp_path):
    terminal = on_people(example(tmp_path), NO_COLOR="1", COLORTERM="truecolor")
    terminal.type("q")
    assert terminal.ended() == 0
    shades = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", terminal.all)
    assert shades
    assert not [shade for shade in shades if len(set(shade)) > 1], "a colour that is no grey"


def test_sixteen_colours_are_enough(tmp_path):
    terminal = on_people(example(tmp_path), TERM="xterm", COLORTERM="")
    terminal.type("q")
    assert terminal.ended() == 0
    assert COLOUR.search(terminal.all)
    assert not re.search(r"[34]8;[25];", terminal.all)


def test_a_click_arrives_as_terminals_and_tmux_report_it(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    terminal.type("\x1b[<0;17;2M\x1b[<0;17;2m")
    terminal.until("Guests of")
    terminal.type("\x11")
    assert terminal.ended() == 0


@pytest.mark.parametrize("off", ["no", "off"])
def test_the_mouse_is_left_to_the_terminal_where_it_is_switched_off(tmp_path, off):
    terminal = on_people(example(tmp_path), ROADSHOW_MOUSE=off)
    terminal.type("q")
    assert terminal.ended() == 0
    assert "\x1b[?1000h" not in terminal.all
    assert "\x1b[?1003h" not in terminal.all


def test_without_a_terminal_the_help_is_shown(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "roadshow"], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    assert "Usage" in done.stdout
    assert "\x1b[" not in done.stdout


BLOCKED = (
    "-c",
    """import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])
os.execv(sys.executable, [sys.executable, "-m", "roadshow", *sys.argv[1:]])""",
)
"""The program where nobody tells it of the hang-up."""


@pytest.mark.parametrize("start", [("-m", "roadshow"), BLOCKED], ids=["told", "not told"])
@pytest.mark.parametrize("keys", ["", "n", "?", "3n"], ids=["programme", "form", "help", "box"])
def test_when_the_window_is_closed_the_program_is_gone_and_what_was_saved_is_there(tmp_path, start, keys):
    path = example(tmp_path)
    terminal = Terminal("-w", str(path), start=start)
    terminal.until("Crooswijk")
    terminal.type(keys)
    terminal.vanish()
    assert terminal.gone_within(GONE), "it goes on without a terminal"
    assert people(path)
    assert not [one.name for one in path.parent.iterdir() if one.name.endswith(("-wal", ".part"))]


@pytest.mark.parametrize("start", [("-m", "roadshow"), BLOCKED], ids=["told", "not told"])
def test_when_the_window_is_closed_while_it_starts_or_leaves_it_is_gone_as_well(tmp_path, start):
    path = example(tmp_path)
    starting = Terminal("-w", str(path), start=start)
    starting.until("\x1b[?1049h")
    starting.vanish()
    assert starting.gone_within(GONE)
    leaving = Terminal("-w", str(path), start=start)
    leaving.until("Crooswijk")
    leaving.type("q")
    leaving.vanish()
    assert leaving.gone_within(GONE)
