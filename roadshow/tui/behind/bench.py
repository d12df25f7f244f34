"""One thread with an office of its own: reading, writing, checking and making each have one."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from roadshow.api import Office

T = TypeVar("T")


class Bench:
    """One thread with an office of its own, since a connection belongs to the thread that opened it."""

    def __init__(self, opener: Callable[[], Office], name: str) -> None:
        self._opener = opener
        self._name = name
        self._office: Office | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._turn = Lock()
        self._asker: object = None

    async def run(self, work: Callable[[Office], T], asker: object = None) -> T:
        """Do some work there and wait for it; errors come through. Who gives itself as `asker` may drop it."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"roadshow-{self._name}")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._worked, work, asker)

    def drop(self, asker: object) -> None:
        """Stop the reading that is under way for this asker, who gets a DroppedError; nobody else's is touched."""
        with self._turn:
            if asker is not None and self._asker is asker and self._office is not None:
                self._office.store.interrupt()

    def renew(self, also: Callable[[], None] | None = None) -> None:
        """Open the office anew for what is asked from now on, since the settings changed."""
        if self._thread is not None:
            self._thread.submit(self._leave)
            if also is not None:
                self._thread.submit(also)

    def close(self) -> None:
        """Wait for what is under way, and let go."""
        if self._thread is not None:
            self._thread.submit(self._leave)
            self._thread.shutdown(wait=True)
            self._thread = None

    def _worked(self, work: Callable[[Office], T], asker: object) -> T:
        if self._office is None:
            self._office = self._opener()
        with self._turn:
            self._asker = asker
        try:
            return work(self._office)
        finally:
            with self._turn:
                self._asker = None

    def _leave(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None
