"""Waiting for code that may never come back: in a thread that can be left behind, or by waking the main thread."""

import signal
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")
SLICE = 0.1
"""Seconds of one wait: on Windows nothing, ctrl+c neither, gets through to a thread that waits for a lock."""


class LateError(Exception):
    """It did not come back in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not back after {seconds:g} s")
        self.seconds = seconds


class Errand(Generic[T]):
    """A call in a daemon thread of its own: whoever sent it waits as long as they like, and may leave it behind."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._done = threading.Event()
        self._answer: T | None = None
        self._error: BaseException | None = None
        threading.Thread(target=self._run, name="roadshow-errand", daemon=True).start()

    def is_back(self, seconds: float) -> bool:
        """Wait for it, so long at most; say whether it is back."""
        until = time.monotonic() + seconds
        while not self._done.wait(max(0.0, min(SLICE, until - time.monotonic()))):
            if time.monotonic() >= until:
                return False
        return True

    def answer(self) -> T:
        """Return what it brought, or raise what it raised; only once it is back."""
        if self._error is not None:
            raise self._error
        return self._answer  # type: ignore[return-value]  # it is what the call returned

    def _run(self) -> None:
        try:
            self._answer = self._call()
        except BaseException as error:  # noqa: BLE001  whoever waits for it gets it
            self._error = error
        self._done.set()


def sent(call: Callable[[], T], seconds: float) -> T:
    """Call something in a thread of its own and wait so long for it. Raises what it raises, and LateError."""
    errand = Errand(call)
    if not errand.is_back(seconds):
        raise LateError(seconds)
    return errand.answer()


class _Alarm:
    """Wakes the main thread out of a call that takes too long, by the signal that ctrl+c sends.

    For what needs the connection of its thread. It can wake nobody where another part of the program takes the signal,
    as the screen does, and no other thread than the main one.
    """

    def __init__(self) -> None:
        self.turn: Within | None = None
        self.lock = threading.Lock()
        self._begun = threading.Event()
        self._started = False

    def begin(self, turn: "Within") -> None:
        """Look at whether this takes too long."""
        self.turn = turn
        if not self._started:
            self._started = True
            threading.Thread(target=self._watch, name="roadshow-alarm", daemon=True).start()
        if not self._begun.is_set():
            with self.lock:
                self._begun.set()

    def _watch(self) -> None:
        while self._begun.wait():
            time.sleep(SLICE)
            with self.lock:
                turn = self.turn
                if turn is None:
                    self._begun.clear()
                elif not turn.rang and time.monotonic() - turn.since > turn.limit:
                    turn.rang = True
                    _wake()


_ALARM = _Alarm()


class Within:
    """Lets a block take so many seconds. Raises LateError in it."""

    __slots__ = ("is_watched", "limit", "rang", "since")

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.rang = False

    def __enter__(self) -> None:
        self.since = time.monotonic()
        is_free = _ALARM.turn is None and threading.current_thread() is threading.main_thread()
        self.is_watched = is_free and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self.is_watched:
            _ALARM.begin(self)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if not self.is_watched:
            return
        try:
            with _ALARM.lock:
                _ALARM.turn = None
            if self.rang and not isinstance(error, KeyboardInterrupt):
                time.sleep(SLICE * 2)  # the signal is on its way, and is to arrive in here
        except KeyboardInterrupt:
            if not self.rang:
                raise
        if self.rang:
            raise LateError(self.limit) from error


def was_woken() -> float | None:
    """Return the seconds after which the block at work was woken, for who catches its KeyboardInterrupt and goes on in it.

    The block gets its time anew. None where nobody was woken: then it was the user.
    """
    turn = _ALARM.turn
    if turn is None or not turn.rang:
        return None
    with _ALARM.lock:
        turn.rang, turn.since = False, time.monotonic()
    return turn.limit


def _wake() -> None:
    """Send the main thread what ctrl+c sends: a real signal where there is one, since it also ends a sleep."""
    identity = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and identity is not None:
        signal.pthread_kill(identity, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
