"""When Python's garbage collector may run: while nobody types. Its pauses are most of the slowest keys otherwise."""

import gc
import time

IDLE = 0.5
"""Seconds after the last key before a collection."""
STEP = 150_000
"""New objects after which it runs even while somebody types, so that memory stays bounded."""


class Collector:
    """Keeps the collector off from first paint on, and runs it when the user is idle."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._due = False

    def begin(self) -> None:
        """Set aside what lives now: it lives as long as the program."""
        gc.collect()
        gc.freeze()
        gc.disable()

    def touched(self) -> None:
        """Note a key or a move of the mouse."""
        self._last = time.monotonic()
        self._due = True

    def look(self) -> None:
        """Collect where it is time; called some times a second."""
        idle = self._due and time.monotonic() - self._last > IDLE
        if idle or gc.get_count()[0] > STEP:
            self._due = False
            gc.collect()

    def end(self) -> None:
        """Give the collector back."""
        gc.enable()
        gc.unfreeze()
