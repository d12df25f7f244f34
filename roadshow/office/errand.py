"""Waiting for code that may never come back: in a thread that can be left behind, or by waking the main thread."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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


class _Turn:
    """One call that the alarm watches."""

    __slots__ = ("limit", "rang", "since")

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.since = time.monotonic()
        self.rang = False


class _Alarm:
    """Wakes the main thread out of a call that takes too long, by the signal that ctrl+c sends.

    For what needs the connection of its thread. It can wake nobody where another program part takes the signal, as the
    screen does, and no other thread than the main one.
    """

    def __init__(self) -> None:
        self._turns: list[_Turn] = []
        self._lock = threading.Lock()
        self._begun = threading.Event()
        self._started = False

    @contextmanager
    def within(self, limit: float) -> Iterator[None]:
        """Let a block take so many seconds. Raises LateError in it."""
        if not _is_wakeable():
            yield
            return
        turn = self._begin(limit)
        try:
            try:
                yield
            finally:
                self._end(turn)
                if turn.rang:
                    time.sleep(SLICE)  # the signal is on its way, and is to arrive in here
        except KeyboardInterrupt:
            if turn.rang:
                raise LateError(limit) from None
            raise
        if turn.rang:
            raise LateError(limit)

    def _begin(self, limit: float) -> _Turn:
        if not self._started:
            self._started = True
            threading.Thread(target=self._watch, name="roadshow-alarm", daemon=True).start()
        turn = _Turn(limit)
        with self._lock:
            self._turns.append(turn)
        self._begun.set()
        return turn

    def _end(self, turn: _Turn) -> None:
        with self._lock:
            with suppress(ValueError):
                self._turns.remove(turn)
            if self._turns:
                self._turns[-1].since = time.monotonic()  # what it asked for is no time of its own
            else:
                self._begun.clear()

    def _watch(self) -> None:
        while self._begun.wait():
            time.sleep(SLICE)
            with self._lock:
                turn = self._turns[-1] if self._turns else None
                if turn is not None and not turn.rang and time.monotonic() - turn.since > turn.limit:
                    turn.rang = True
                    _wake()


def _is_wakeable() -> bool:
    return (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )


def _wake() -> None:
    """Send the main thread what ctrl+c sends: a real signal where there is one, since it also ends a sleep."""
    identity = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and identity is not None:
        signal.pthread_kill(identity, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


ALARM = _Alarm()
