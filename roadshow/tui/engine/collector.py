"""When Python's garbage collector may run: after a frame a little, while nobody types the rest.

Its pauses are most of the slowest keys otherwise. What a key leaves behind is looked through once its frame is out; what
lived longer waits until the user does.
"""

import asyncio
import gc
import time

YOUNG = 5_000
"""New objects after which those are looked through: less than a millisecond, and what a few keys make."""
AFTER = 0.003
"""Seconds after a frame, so that it is written first."""
IDLE = 0.5
"""Seconds after the last key before what lived longer is looked through."""
LONG = 4.0
"""Seconds after the last key before everything is."""
TURNS = 40
"""Looks at the young after which the older ones are looked through, and looks at those after which everything is: even
while somebody types without end, so that memory stays bounded."""


class Collector:
    """Keeps the collector off from first paint on, and runs it where nobody waits for it."""

    def __init__(self) -> None:
        self._on = False
        self._last = time.monotonic()
        self._due = [False, False]
        self._asked: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Set aside what lives now: it lives as long as the program."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._on = True

    def touched(self) -> None:
        """Note a key or a move of the mouse."""
        self._last = time.monotonic()
        self._due = [True, True]

    def painted(self) -> None:
        """Look through what is new, a moment after a frame."""
        if self._on and self._asked is None and gc.get_count()[0] > YOUNG:
            self._asked = asyncio.get_running_loop().call_later(AFTER, self._look_through_young)

    def look(self) -> None:
        """Collect where it is time; called some times a second."""
        idle = time.monotonic() - self._last
        if self._due[1] and idle > LONG:
            self._due = [False, False]
            gc.collect()
        elif self._due[0] and idle > IDLE:
            self._due[0] = False
            gc.collect(1)
        elif gc.get_count()[0] > 4 * YOUNG:
            gc.collect(0)  # something works without painting

    def end(self) -> None:
        """Give the collector back."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._on = False
        gc.enable()
        gc.unfreeze()

    def _look_through_young(self) -> None:
        self._asked = None
        _young, older, oldest = gc.get_count()
        gc.collect(0 if older < TURNS else 1 if oldest < TURNS else 2)
