"""The other end of an outpost: opens the workspace, does what it is told, one thing after another, and says how far."""

import gc
import os
import pickle  # the other end is our own program
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from roadshow.api import Office, RoadshowError, _, open_office, speak

FIRST = 60.0
"""Seconds to wait for the first question: to read it is to load what it names."""
OFTEN = 0.1
"""Seconds between two words about how far the work is; each is answered, so that a stop is heard at once."""
NICE = 5
"""How much the process stands back for the one that has the keys."""


class StoppedError(RoadshowError):
    """Whoever asked wants no answer any more."""


class _Line:
    """What comes in: questions, and whether a work is to go on. It is heard in a thread, so that the end of the other process is the end of this one."""

    def __init__(self, source: BinaryIO) -> None:
        self.asked: SimpleQueue[Any] = SimpleQueue()
        self.told: SimpleQueue[bool] = SimpleQueue()
        self._source = source
        Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        try:
            while True:
                message = pickle.load(self._source)  # noqa: S301  from our own program
                (self.told if isinstance(message, bool) else self.asked).put(message)
        except BaseException:  # noqa: BLE001  whatever is wrong with the line, nobody is there any more
            os._exit(0)


def serve() -> None:
    """Answer questions until there are none for a while, or nobody is there to ask them."""
    source, answers = _line_in(), _line_out()
    opening = pickle.load(source)  # noqa: S301  from our own program
    if hasattr(os, "nice"):
        os.nice(NICE)
    line = _Line(source)
    office: Office | None = None
    while True:
        try:
            question = line.asked.get(timeout=opening["linger"] if office is not None else FIRST)
        except Empty:
            break
        _tell(answers, ("taken",))
        try:
            office = office or _opened(opening["path"], read_only=opening["read_only"])
            answer = ("done", _worked(office, question, line, answers))
        except Exception as error:  # noqa: BLE001  it is raised where it was asked
            answer = ("failed", error)
        _tell(answers, answer)
        gc.collect()
    if office is not None:
        office.close()
    os._exit(0)


def _worked(office: Office, question: Any, line: _Line, answers: BinaryIO) -> Any:
    work, arguments, named, telling, language = question
    speak(language)

    said = 0.0

    def going(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said < OFTEN and done != total:
            return
        said = now
        _tell(answers, ("going", done, total))
        if not line.told.get():
            raise StoppedError(_("The work was stopped."))

    return work(office, *arguments, **named, **({"going": going} if telling else {}))


def _tell(answers: BinaryIO, answer: tuple[Any, ...]) -> None:
    try:
        message = pickle.dumps(answer)
    except Exception:  # noqa: BLE001  a plugin's own error may not travel
        message = pickle.dumps(("failed", RuntimeError(repr(answer[1]))))
    answers.write(message)
    answers.flush()


def _opened(path: Path, *, read_only: bool) -> Office:
    return open_office(path, given={"read_only": True} if read_only else None)


def _line_in() -> Any:
    """Take the line for ourselves: what a plugin or a child of it reads is empty."""
    return _taken(0, os.O_RDONLY, "rb")


def _line_out() -> Any:
    """Take the line for ourselves: what a plugin prints goes nowhere."""
    sys.stdout.flush()
    return _taken(1, os.O_WRONLY, "wb")


def _taken(number: int, flags: int, mode: str) -> Any:
    own = os.dup(number)
    nothing = os.open(os.devnull, flags)
    os.dup2(nothing, number)
    os.close(nothing)
    return os.fdopen(own, mode)
