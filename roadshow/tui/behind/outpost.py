"""An office in a process of its own: long work there leaves the keys alone, and gives its memory back at the end.

What is to be done goes there as a function of a module, by its name, and comes back as what it returned or raised. The
process ends with this one, whatever ends it, and by itself when nobody asks for a while.
"""

import json
import pickle  # the other end is our own process, started by us
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from roadshow.api import Office, PluginError, _, spoken

T = TypeVar("T")
P = ParamSpec("P")
Going = Callable[[int, int], None]
LINGER = 20.0
"""Seconds without a question after which it ends."""

# It gets this process's search path in full, so that it finds the same program and the same plugins.
_BOOT = "import json,sys;sys.path[:]=json.loads(sys.argv[1]);from roadshow.tui.behind.outpost_work import serve;serve()"


class Outpost:
    """A process that is started at the first question. Questions are answered one by one, whichever thread asks."""

    def __init__(self, path: Path, *, read_only: bool = False, linger: float = LINGER) -> None:
        self._opening = {"path": path, "read_only": read_only, "linger": linger}
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The number of the process, None where there is none just now."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if running and self._process else None

    def call(self, work: Callable[Concatenate[Office, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Have something done there, and wait for it; errors come through."""
        answer: T = self._called(work, arguments, named, None)
        return answer

    def call_telling(self, work: Callable[..., T], *arguments: Any, going: Going) -> T:
        """Do the same with a work that takes `going` and calls it; what `going` raises here stops the work there."""
        answer: T = self._called(work, arguments, {}, going)
        return answer

    def close(self) -> None:
        """End the process, whatever it does; there will be no other. Who waits for an answer gets a PluginError."""
        self._closed = True
        self._end()

    def renew(self) -> None:
        """Open the office there anew at the next question, with the settings as they are then."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _shut(process)

    def _called(self, work: Callable[..., Any], arguments: Any, named: Any, going: Going | None) -> Any:
        question = pickle.dumps((work, arguments, named, going is not None, spoken()))
        with self._lock:
            for _turn in range(2):
                try:
                    process = self._started()
                    _send(process, question)
                    first = _receive(process)
                except (OSError, EOFError, pickle.UnpicklingError):
                    self._end()  # it had just ended by itself
                    continue
                return self._followed(process, first, going)
        raise _gone()

    def _followed(self, process: "subprocess.Popen[bytes]", answer: Any, going: Going | None) -> Any:
        stopped: BaseException | None = None
        while answer[0] in {"taken", "going"}:
            try:
                if answer[0] == "going" and going is not None:
                    stopped = _said(going, *answer[1:])
                    _send(process, pickle.dumps(stopped is None))
                answer = _receive(process)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._end()
                raise stopped or _gone() from None
        if answer[0] == "failed":
            raise stopped or answer[1]
        return answer[1]

    def _started(self) -> "subprocess.Popen[bytes]":
        process = self._process
        if self._closed:
            raise EOFError
        if process is None or process.poll() is not None:
            self._end()
            here = json.dumps([str(Path(entry).absolute()) for entry in sys.path])
            process = subprocess.Popen(  # noqa: S603  our own program, our own module
                [sys.executable, "-I", "-c", _BOOT, here],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
            self._process = process
            _send(process, pickle.dumps(self._opening))
        return process


def possible() -> bool:
    """Say whether a process can be started here: in a program that was frozen into one file there is no Python."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _said(going: Going, done: int, total: int) -> BaseException | None:
    try:
        going(done, total)
    except BaseException as error:  # noqa: BLE001  it is raised when the work has stopped
        return error
    return None


def _send(process: "subprocess.Popen[bytes]", message: bytes) -> None:
    if process.stdin is not None:
        process.stdin.write(message)
        process.stdin.flush()


def _receive(process: "subprocess.Popen[bytes]") -> Any:
    if process.stdout is None:
        raise EOFError
    return pickle.load(process.stdout)  # noqa: S301  from our own process


def _shut(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was not yet sent has nowhere to go
                continue


def _gone() -> PluginError:
    return PluginError(_("The work ended before it was done: its process was stopped."), _("Try again."))
