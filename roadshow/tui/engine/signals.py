"""What the system says to the program while it runs: that the line dropped, that it is to end, that it may go on."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from roadshow.tui.engine import hanging_up
from roadshow.tui.engine.app import EngineApp

ENDS = ("SIGHUP", "SIGTERM")


class Signals:
    """The ear for them. On Windows there are none of these, and nothing is heard."""

    def __init__(self, app: EngineApp[Any], leave: Callable[[], None], paint: Callable[[], None]) -> None:
        self._program = app
        self._leave = leave
        self._paint = paint
        self._give_back: Callable[[], object] = lambda: None

    def hear(self) -> None:
        """Leave in order when the connection drops or the system asks; paint anew after a halt."""
        if os.name != "posix":
            return
        loop = asyncio.get_running_loop()
        self._hear_hanging_up(loop)
        for name in ENDS:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self._leave)
        self._hear_going_on(loop)

    def end(self) -> None:
        """Give the signal back, for who goes on in this process."""
        self._give_back()

    def _hear_hanging_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """Leave when the terminal is gone, whether or not anybody says so."""

        def leave() -> None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._leave)

        file = self._program.terminal()
        if file is not None:
            hanging_up.watch(file, leave)

    def _hear_going_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Paint anew after a mere halt; Textual would begin twice there, and then not give the terminal back."""
        resume = signal.getsignal(signal.SIGCONT)

        def going_on(number: int, frame: FrameType | None) -> None:
            if self._program.has_halted_itself() and callable(resume):
                resume(number, frame)
            else:
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(self._paint)

        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGCONT, going_on)
            self._give_back = lambda: signal.signal(signal.SIGCONT, resume)
