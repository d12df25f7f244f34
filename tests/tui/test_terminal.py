"""The program on a real pseudo-terminal: start, resize, quit, dropped connection, and the terminal given back."""

import contextlib
import os
import select
import signal
import struct
import sys
import time

import pytest
from screens import example

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")
LIMIT = 30.0


class Terminal:
    """A program on a pseudo-terminal; reads until something is there."""

    def __init__(self, *arguments, size=(80, 24), **environment):
        self.main, side = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(side)
        self.side = side
        self.got = ""
        self.pid = os.fork()
        if not self.pid:
            os.close(self.main)
            os.setsid()
            fcntl.ioctl(side, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(side, number)
            chosen = {**os.environ, "TERM": "xterm-256color", **environment}
            for name in ("COLUMNS", "LINES"):
                chosen.pop(name, None)
            os.execve(sys.executable, [sys.executable, "-m", "roadshow", *arguments], chosen)

    def resize(self, columns, rows):
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text):
        self.got = ""
        end = time.monotonic() + LIMIT
        while text not in self.got:
            left = end - time.monotonic()
            assert left > 0, f"never saw {text!r} in {self.got[-2000:]!r}"
            if select.select([self.main], [], [], left)[0]:
                self.got += os.read(self.main, 65536).decode("utf-8", "replace")

    def type(self, text):
        os.write(self.main, text.encode())

    def ended(self):
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if select.select([self.main], [], [], 0.05)[0]:
                with contextlib.suppress(OSError):
                    self.got += os.read(self.main, 65536).decode("utf-8", "replace")
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("it did not end")

    def restored(self):
        """The alternate screen was left, and the modes of the terminal are as before."""
        assert "\x1b[?1049l" in self.got
        assert termios.tcgetattr(self.side)[:4] == self.before[:4]


def test_it_starts_resizes_quits_and_restores_the_terminal(tmp_path):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    terminal.resize(120, 40)
    os.kill(terminal.pid, signal.SIGWINCH)
    terminal.until("Crooswijk")
    terminal.type("2")
    terminal.until("Guests of")
    terminal.type("q")
    assert terminal.ended() == 0
    terminal.restored()


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_dropped_connection_ends_it_in_order(tmp_path, name):
    terminal = Terminal("-w", str(example(tmp_path)))
    terminal.until("Crooswijk")
    os.kill(terminal.pid, getattr(signal, name))
    assert terminal.ended() == 0
    terminal.restored()


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


def test_a_newcomer_without_a_workspace_is_welcomed(tmp_path):
    terminal = Terminal(TERM="dumb")
    terminal.until("Welcome")
    terminal.type("q")
    assert terminal.ended() == 0


def test_a_kill_in_the_middle_of_an_edit_leaves_the_workspace_whole(tmp_path):
    from screens import opener

    path = example(tmp_path)
    terminal = Terminal("-w", str(path))
    terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("lle")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    with opener(path)() as office:
        assert office.store.problems() == ()


def test_without_a_terminal_the_help_is_shown(tmp_path):
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "roadshow"], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    assert "Usage" in done.stdout
    assert "\x1b[" not in done.stdout
