"""The terminal that goes away: a closed window, a dropped line, a tmux that was killed. Then the program goes too.

Textual's writer ends with the first write that fails, and whoever writes next waits for ever in its full queue; its reader
goes round and round at the end of the input. So our writer lets go of what nobody can see any more, and a thread of its own
waits for the hang-up, asks the program to leave in order, and ends it where it cannot.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from queue import Full
from typing import IO, Any

from textual.drivers._writer_thread import WriterThread

PATIENCE = 1.5
"""Seconds that leaving in order may take once the terminal is gone; all that was typed is saved by then."""
STEP = 0.2
CODE = 129
"""The exit code of a program that a hang-up ended: 128 and the number of SIGHUP."""


class LettingGo(WriterThread):
    """A writer that nobody waits for when the terminal is gone."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self.gone = threading.Event()
        _WRITERS.append(self)

    def write(self, text: str) -> None:
        """Take text to be written; wait where the terminal is slow, and not where it is gone."""
        self._put(text)

    def run(self) -> None:
        """Write until there is nobody to write to."""
        try:
            super().run()
        except (OSError, ValueError):
            self.gone.set()

    def stop(self) -> None:
        """End, once all is written that can be."""
        self._put(None)
        while self.is_alive() and not self.gone.is_set():
            self.join(STEP)

    def _put(self, text: str | None) -> None:
        while not self.gone.is_set():
            with contextlib.suppress(Full):
                self._queue.put(text, timeout=STEP)
                break


_WRITERS: list[LettingGo] = []


def use_our_writer() -> None:
    """Let Textual's driver write by ours. Before it begins; on Windows nothing is changed."""
    if os.name != "posix":
        return
    from textual.drivers import linux_driver  # noqa: PLC0415  not on Windows

    vars(linux_driver)["WriterThread"] = LettingGo  # by this name the driver makes its writer


def watch(file: int, leave: Callable[[], Any]) -> None:
    """Wait in a thread for the terminal behind this descriptor to hang up; then leave, or be ended."""
    threading.Thread(target=_wait, args=(file, leave), daemon=True, name="roadshow-hanging-up").start()


def _wait(file: int, leave: Callable[[], Any]) -> None:
    import select  # noqa: PLC0415  not on Windows

    poller = select.poll()
    poller.register(file, 0)
    while not any(happened & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _file, happened in poller.poll()):
        time.sleep(STEP)
    for writer in _WRITERS:
        writer.gone.set()
    leave()
    time.sleep(PATIENCE)
    os._exit(CODE)
