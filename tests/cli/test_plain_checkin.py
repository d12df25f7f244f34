"""A desk at the door, line by line: by a pipe, by hand, beside other desks, and cut off at any moment."""

import io
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STOP = "samen-in-crooswijk"


@pytest.fixture
def door(planned, monkeypatch):
    """Type lines at a desk; return what it said."""
    planned("invite", STOP, "--who", "organisation:brug")
    for name in ("Jan de Vries", "Jan Jansen"):
        planned("reply", STOP, name, "accepted")

    def typed(*lines, code=0, words=()):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planned("--plain", "checkin", STOP, *words, code=code).out

    typed.line = planned
    return typed


def present(door):
    found = door.line("attendance", STOP, "--json").json
    return sorted(one["name"] for one in found["people"] if one["state"] == "present")


def test_a_part_of_a_name_that_fits_one_guest_lets_them_in(door):
    said = door("vries")
    assert "Jan de Vries is in" in said
    assert "in now: 1" in said
    assert said.rstrip().endswith("Everything is saved.")
    assert present(door) == ["Jan de Vries"]


def test_of_several_one_is_chosen_by_number(door):
    said = door("jan", "2")
    assert "1. Jan de Vries, De Brug" in said or "1. Jan Jansen, De Brug" in said
    assert "Type the number." in said
    assert len(present(door)) == 1
    assert "2. Jan" in said


def test_a_number_that_nobody_has_is_refused_in_words_and_it_goes_on(door):
    said = door("7", "jan", "9", "vries")
    assert said.count("There is no number") == 2
    assert present(door) == ["Jan de Vries"]


def test_who_is_in_the_address_book_but_not_on_the_list_is_asked_for(door):
    said = door("fatima")
    assert "1. Fatima El Amrani, Moedergroep, not on the list" in said
    assert present(door) == []
    door("fatima", "1")
    assert present(door) == ["Fatima El Amrani"]


def test_a_walk_in_comes_leaves_and_comes_back_by_name_or_number(door):
    said = door("piet", "new Piet Jansen, De Poort", "out piet", "A-01")
    assert "Nobody fits “piet”. Somebody new: new piet" in said
    assert "Piet Jansen (A-01) is in" in said
    assert "Piet Jansen (A-01) left" in said
    row = door.line("attendance", STOP, "--json").json["people"][0]
    assert (row["name"], row["organisation"], row["state"]) == ("Piet Jansen", "De Poort", "present")


def test_undo_takes_back_what_this_desk_noted_last_and_then_the_one_before(door):
    door("vries", "jansen")
    door.line("signin", STOP, "Fatima El Amrani", "--desk", "B")
    said = door("undo")
    assert "Taken back: Jan Jansen came in" in said
    assert present(door) == ["Fatima El Amrani", "Jan de Vries"]
    said = door("undo", "undo")
    assert "Taken back: Jan de Vries came in" in said
    assert "nothing to take back at this desk" in said
    assert present(door) == ["Fatima El Amrani"]


def test_a_note_is_kept_and_needs_a_name_and_a_text(door):
    said = door("note vries: no photo", "vries", "note vries: no photo", "note vries")
    assert "was seen here" in said
    assert "Noted about Jan de Vries" in said
    assert "Say the name and the note." in said
    assert door.line("attendance", STOP, "--json").json["people"][0]["notes"] == ["no photo"]


def test_the_list_says_who_is_expected_and_missing(door):
    said = door("list", "vries", "list", "list zzz", "here")
    assert "Jan de Vries, De Brug" in said
    after = said.partition("is in")[2]
    assert "Jan de Vries, De Brug" not in after
    assert "Jan Jansen, De Brug" in after
    assert "Nobody like that is missing." in said
    assert "In now: 1. Said yes or maybe and not seen: 1." in said


def test_help_names_every_word_and_quit_leaves_the_rest_unread(door):
    said = door("?", "quit", "vries")
    for word in ("new NAME", "out NAME", "note NAME", "undo", "list", "here", "quit"):
        assert word in said
    assert present(door) == []


def test_words_of_a_name_are_no_command(door):
    door.line("person", "add", "Quit van Dam")
    assert "1. Quit van Dam" in door("quit van dam")


def test_nothing_is_drawn_over_and_nothing_coloured(door):
    said = door("jan", "1", "list", "help")
    assert "\x1b" not in said
    assert "\r" not in said
    assert "@" not in said, "no addresses at the door"


def test_a_desk_that_reads_only_says_so_and_goes_on(door, monkeypatch):
    monkeypatch.setenv("ROADSHOW_READ_ONLY", "yes")
    said = door("vries", "here")
    assert "open for reading only" in said
    assert "In now: 0." in said


def test_the_desk_is_the_one_of_the_settings_unless_named(door, monkeypatch):
    monkeypatch.setenv("ROADSHOW_DESK", "C")
    assert "Desk C" in door("vries")
    assert "Desk D" in door("jansen", words=("--desk", "D"))
    assert "cannot be a desk" in door.line("checkin", STOP, "--desk", "!", code=3).err


class Prompt:
    """The desk as a process of its own, by pipes or at a pseudo-terminal."""

    def __init__(self, tmp_path, *, terminal=False):
        path = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
        words = [sys.executable, "-m", "roadshow", "-w", str(tmp_path / "test.roadshow"), "--plain", "checkin", STOP]
        environment = {**os.environ, "PYTHONPATH": path, "TERM": "dumb"}
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        if terminal:
            import pty

            self.number, other = pty.openpty()
            streams = {"stdin": other, "stdout": other, "stderr": other}
        self.process = subprocess.Popen(words, env=environment, start_new_session=terminal, **streams)
        if terminal:
            os.close(other)
            self.out = self.number
        else:
            self.number, self.out = self.process.stdin.fileno(), self.process.stdout.fileno()
        self.all = ""

    def until(self, text):
        end, got = time.monotonic() + 30, ""
        while text not in got:
            assert select.select([self.out], [], [], max(end - time.monotonic(), 0))[0], f"never {text!r} in {self.all}"
            piece = os.read(self.out, 65536).decode("utf-8", "replace")
            assert piece, self.all
            got += piece
            self.all += piece
        return got

    def type(self, text):
        os.write(self.number, text.encode())


def test_what_other_desks_note_is_heard_with_the_next_line(door, tmp_path):
    prompt = Prompt(tmp_path)
    prompt.until("Type a part")
    door.line("signin", STOP, "Jan Jansen", "--desk", "B")
    prompt.type("vries\n")
    said = prompt.until("in now: 2")
    assert said.index("Desk B: Jan Jansen is in") < said.index("Jan de Vries is in")
    prompt.type("\n")
    assert "Desk B" not in prompt.until("In now: 2"), "what was heard once is not said again"
    prompt.type("quit\n")
    prompt.process.communicate(timeout=30)
    assert prompt.process.returncode == 0


def test_each_line_is_saved_at_once(door, tmp_path):
    prompt = Prompt(tmp_path)
    prompt.until("Type a part")
    prompt.type("vries\n")
    prompt.until("in now: 1")
    prompt.process.kill()
    prompt.process.communicate(timeout=30)
    assert present(door) == ["Jan de Vries"]


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize("way", ["ctrl+c", "ctrl+d"])
def test_by_hand_it_asks_for_a_name_and_leaves_in_order(door, tmp_path, way):
    prompt = Prompt(tmp_path, terminal=True)
    prompt.until("Name: ")
    prompt.type("vries\n")
    prompt.until("Name: ")
    assert "is in" in prompt.all
    if way == "ctrl+d":
        prompt.type("\x04")
    else:
        prompt.process.send_signal(signal.SIGINT)
    prompt.until("Everything is saved.")
    assert prompt.process.wait(timeout=30) == 0
    assert "\x1b" not in prompt.all
    assert present(door) == ["Jan de Vries"]


def test_letters_that_are_no_utf8_end_nothing(door, tmp_path):
    prompt = Prompt(tmp_path)
    os.write(prompt.number, b"caf\xe9\nvries\nquit\n")
    prompt.until("Jan de Vries is in")
    prompt.process.communicate(timeout=30)
    assert prompt.process.returncode == 0


def test_the_screen_in_plain_lines_is_the_help(planned):
    assert "checkin" in planned("--plain").out


def test_a_file_that_is_replaced_at_the_door_is_told_at_the_next_name(door, monkeypatch, tmp_path):
    """A client that synchronises puts a colleague's version over the open file: nobody after that is "in"."""
    path = tmp_path / "test.roadshow"

    def lines():
        yield "vries\n"
        shutil.copy(path, tmp_path / "incoming")
        (tmp_path / "incoming").replace(path)
        yield from ("jansen\n", "jansen\n", "")

    typed = io.StringIO()
    typed.readline = partial(next, lines())
    monkeypatch.setattr(sys, "stdin", typed)
    left = door.line("--plain", "checkin", STOP, code=4)
    assert "Jan de Vries is in" in left.out
    assert "Jan Jansen is in" not in left.out
    assert left.out.count("was replaced by another file") == 2
    assert "Everything is saved" not in left.out
    (kept,) = tmp_path.glob("test (kept*.roadshow")
    assert str(kept) in left.err
    monkeypatch.setenv("ROADSHOW_WORKSPACE", str(kept))
    assert present(door) == ["Jan de Vries"]
    assert door.line("doctor", code=None).code == 0
