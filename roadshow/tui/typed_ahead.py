"""Keys that come before what they are meant for stands there: they wait, in order, and none is lost."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from roadshow.tui.engine.app import EngineApp
from roadshow.tui.engine.modal import Modal
from roadshow.tui.screens.area import OPENING, AreaScreen

PATIENCE = 5.0
"""Seconds that a key waits at most: the program answers, whatever hangs."""
TURNS = 3
"""Turns of the loop without any message: between two there may be one that is taken and not yet answered."""
TWICE = 0.4
"""Seconds within which the same key again is a slip of the finger."""
SPINS = 50
BREATH = 0.005
"""Seconds between two looks where it takes longer, so that a thread that reads gets its turn."""
FINDING = frozenset(("seek", "--textual-command-palette-gather-commands"))
"""Groups of workers that look for what is typed; a key that chooses waits for what they find, further letters do not."""


class TypedAhead:
    """What is typed faster than the screen follows, such as a key and the text for the box that it opens.

    Textual hands a key to what has the focus now. In one burst, as from a paste, a slow line or quick fingers, the
    keys after the first would act on the list below a box that is not there yet.
    """

    def __init__(self, app: EngineApp[Any]) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._passing: events.Event | None = None
        self._passed = asyncio.Event()
        self._field: Input | None = None
        self._last: tuple[str, float, Screen[Any]] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether anything that was typed has not been answered yet."""
        return self._task is not None

    def keeps(self, event: events.Event) -> bool:
        """Say whether an event must wait, and keep it until all before it has been answered."""
        if event is self._passing:
            self._passing = None
            self._passed.set()
            self._note(event)
            return False
        if not isinstance(event, (events.InputEvent, events.Paste)) or event.is_forwarded:
            return False
        if self._task is None:
            if not isinstance(event, (events.Key, events.Paste)) or self._goes_on(event) or self._answered(event):
                self._note(event)
                return False
            self._task = asyncio.create_task(self._hand_on())
        self._waiting.append(event)
        return True

    async def answered(self) -> None:
        """Wait until all that was typed so far has been answered, and not longer than patience goes."""
        await self._quiet(lambda: self._task is None and self._still())

    def end(self) -> None:
        """Let go of what still waits: the program is left."""
        if self._task is not None:
            self._task.cancel()

    async def _hand_on(self) -> None:
        try:
            while self._waiting:
                if not self._goes_on(self._waiting[0]):
                    await self._all_answered(self._waiting[0])
                if self._answers_again(self._waiting[0]):
                    self._waiting.popleft()
                    continue
                self._passing = self._waiting.popleft()
                self._passed.clear()
                self._app.post_message(self._passing)
                await self._passed.wait()
        finally:
            self._task = None

    async def _all_answered(self, event: events.Event) -> None:
        await self._quiet(lambda: self._answered(event))

    async def _quiet(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds for some turns of the loop, and not longer than patience goes."""
        end = time.monotonic() + PATIENCE
        spins = quiet = 0
        while quiet < TURNS and time.monotonic() < end:
            quiet = quiet + 1 if holds() else 0
            spins += 1
            await asyncio.sleep(0 if spins < SPINS else BREATH)

    def _note(self, event: events.Event) -> None:
        """Remember where an event goes."""
        self._field = self._typed_into(event)
        self._last = None
        if isinstance(event, events.Key) and self._app.screen_stack:
            self._last = (event.key, event.time, self._app.screen)

    def _answers_again(self, event: events.Event) -> bool:
        """Say whether this is the key once more that just answered a box: pressed twice it is not for what lay below."""
        if self._last is None or not isinstance(event, events.Key):
            return False
        key, moment, box = self._last
        again = event.key == key and (key == "enter" or event.is_printable) and event.time - moment < TWICE
        return again and box.is_modal and box not in self._app.screen_stack

    def _typed_into(self, event: events.Event) -> Input | None:
        """Return the field that takes this event as a letter."""
        field = self._app.focused if isinstance(event, events.Key) and event.is_printable else None
        return field if isinstance(field, Input) else None

    def _goes_on(self, event: events.Event) -> bool:
        """Say whether this is one more letter of a word that is being typed: nothing can come between two of them."""
        return self._field is not None and self._typed_into(event) is self._field

    def _answered(self, event: events.Event) -> bool:
        """Say whether the screen on top stands, and nothing is under way that this event may be for."""
        app = self._app
        if not app.screen_stack:
            return False
        screen = app.screen
        if not screen.is_mounted or app.message_queue_size:
            return False
        if isinstance(screen, (AreaScreen, Modal)) and screen.unready:
            return False
        groups = {worker.group for worker in app.workers if worker.node is screen and not worker.is_finished}
        if OPENING in groups or (groups & FINDING and isinstance(event, events.Key) and not event.is_printable):
            return False
        return self._still()

    def _still(self) -> bool:
        """Say whether no message is under way anywhere."""
        app = self._app
        return not app.message_queue_size and not any(node.message_queue_size for node in app.message_pumps())
