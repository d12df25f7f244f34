"""The desk: the open office behind the screen, a thread that reads, and a thread that writes what takes long."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from roadshow.api import Change, Entry, Office, StaleError, plain

T = TypeVar("T")
INLINE = 200
"""Edits that are saved at once; what may be more goes to the writing thread."""

Verb = Callable[[Office], Change]
Read = Callable[[Office], T]


class Bench:
    """One thread with an office of its own, since a connection belongs to the thread that opened it."""

    def __init__(self, opener: Callable[[], Office], name: str) -> None:
        self._opener = opener
        self._name = name
        self._office: Office | None = None
        self._thread: ThreadPoolExecutor | None = None

    async def run(self, work: Callable[[Office], T]) -> T:
        """Do some work there and wait for it; errors come through."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"roadshow-{self._name}")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._worked, work)

    def close(self) -> None:
        """Wait for what is under way, and let go."""
        if self._thread is not None:
            self._thread.submit(self._leave)
            self._thread.shutdown(wait=True)
            self._thread = None

    def _worked(self, work: Callable[[Office], T]) -> T:
        if self._office is None:
            self._office = self._opener()
        return work(self._office)

    def _leave(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None


def _wished(change: Change, names: Iterable[str]) -> dict[str, object]:
    """Return what a change wanted in these fields."""
    wished: dict[str, object] = {}
    for edit in change.edits:
        after = {} if edit.after is None else plain(edit.after)
        wished |= {name: after[name] for name in names if name in after}
    return wished


class Desk:
    """The open workspace. `office` belongs to the main thread; `opener` opens it once more for the other threads."""

    def __init__(self, opener: Callable[[], Office], name: str) -> None:
        self._opener = opener
        self.office = opener()
        self.name = name
        self._reading = Bench(opener, "reading")
        self._writing = Bench(opener, "writing")
        self._seen = self.office.store.last_number()

    async def ask(self, read: Read[T]) -> T:
        """Read in the reading thread; the screen goes on meanwhile. One question at a time, in order."""
        return await self._reading.run(read)

    async def do_long(self, verb: Verb) -> Entry | None:
        """Save a change that may be large in the writing thread."""
        return await self._writing.run(lambda office: office.do(verb(office)))

    def do(self, verb: Verb) -> Entry | None:
        """Save a small change at once. Raises RoadshowError; None where nothing would change.

        A StaleError comes with `yours` as what was wished, so that a person can choose between that and theirs.
        """
        change = verb(self.office)
        change = replace(change, edits=tuple(change.edits))
        try:
            return self.office.do(change)
        except StaleError as error:
            error.yours = _wished(change, error.theirs)
            raise

    async def undo(self) -> Entry:
        """Take back the newest change that stands, of whoever. Raises NotFoundError where there is none."""
        entry = self.office.store.to_undo()
        if entry is None or entry.edits <= INLINE:
            return self.office.undo()
        return await self._writing.run(lambda office: office.undo())

    async def redo(self) -> Entry:
        """Do again what was taken back last. Raises NotFoundError where there is nothing."""
        entry = self.office.store.to_redo()
        if entry is None or entry.edits <= INLINE:
            return self.office.redo()
        return await self._writing.run(lambda office: office.redo())

    def moved(self) -> bool:
        """Say whether the journal moved since this was last asked: own changes and those of other windows."""
        number = self.office.store.last_number()
        moved = number != self._seen
        self._seen = number
        return moved

    def bench(self, name: str) -> Bench:
        """Return another thread with an office of its own, for work that may take minutes. Whoever asks closes it."""
        return Bench(self._opener, name)

    def close(self) -> None:
        """Let go of the workspace when all that was begun is done."""
        self._reading.close()
        self._writing.close()
        self.office.close()
