"""A program on a real pseudo-terminal. Not on Windows: whoever imports this asks for pty first."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 30.0
MODES = {"alternate screen": "1049", "mouse": "1000", "mouse moves": "1003", "paste": "2004", "focus": "1004"}


class Terminal:
    """A program on a pseudo-terminal that answers no question; reads until something is there."""

    def __init__(self, *arguments, size=(80, 24), start=("-m", "roadshow"), **environment):
        self.main, side = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(side)
        self.side = side
        self.got = ""
        self.all = ""
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
            os.execve(sys.executable, [sys.executable, *start, *arguments], chosen)

    def resize(self, columns, rows):
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text):
        """Read what comes from now on, until this text is in it."""
        self.got = ""
        end = time.monotonic() + LIMIT
        while text not in self.got:
            left = end - time.monotonic()
            assert left > 0, f"never saw {text!r} in {self.got[-2000:]!r}"
            self._read(left)

    def type(self, text):
        os.write(self.main, text.encode())

    def signal(self, name):
        os.kill(self.pid, getattr(signal, name))

    def stopped(self):
        """Wait until the program stands still, as after ctrl+z in a shell."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid:
                assert os.WIFSTOPPED(status), status
                self._drain()
                return
        raise AssertionError("it did not stop")

    def vanish(self):
        """Close the window: nobody reads any more, and nobody answers."""
        os.close(self.side)
        os.close(self.main)

    def gone_within(self, seconds):
        """Say whether the process ends in this time; it is killed where it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return False

    def ended(self):
        """Wait for the end; return the exit code."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._drain()
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("it did not end")

    def restored(self):
        """The alternate screen was left, nothing is reported any more, and the line is as it was before."""
        for what, mode in MODES.items():
            switched = re.findall(rf"\x1b\[\?{mode}([hl])", self.all)
            assert switched[-1:] in (["l"], []), what
        assert "\x1b[?1049l" in self.all
        assert self.all.rindex("\x1b[?25h") > self.all.rindex("\x1b[?25l"), "the cursor is hidden"
        assert termios.tcgetattr(self.side)[:4] == self.before[:4]

    def after(self):
        """Return what was printed once the alternate screen was left, without sequences, in one line."""
        rest = self.all.rpartition("\x1b[?1049l")[2]
        return " ".join(re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", rest).split())

    def _read(self, seconds):
        if select.select([self.main], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                got = os.read(self.main, 65536).decode("utf-8", "replace")
                self.got += got
                self.all += got

    def _drain(self):
        while select.select([self.main], [], [], 0.05)[0]:
            before = len(self.all)
            self._read(0)
            if len(self.all) == before:
                return
