"""The desk: the open office behind the screen, a thread that reads, and a thread that writes what takes long."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from roadshow.api import Change, Entry, Office, Settings, StaleError, StoreError, plain
from roadshow.tui.behind.aside import Aside
from roadshow.tui.behind.bench import Bench
from roadshow.tui.behind.outpost import Outpost
from roadshow.tui.behind.watch import Watch

T = TypeVar("T")
INLINE = 200
"""Edits that are saved at once; what may be more goes to the writing thread."""
WAITS = 0.15
"""Seconds that a key waits for plugins that are told of a change; what takes longer is shown when it comes."""

Verb = Callable[[Office], Change]
Read = Callable[[Office], T]


class Desk:
    """The open workspace. `office` belongs to the main thread; `opener` opens it once more for the other threads."""

    def __init__(
        self,
        opener: Callable[[], Office],
        name: str,
        *,
        unasked: bool = False,
        posts: Callable[[], Outpost] | None = None,
    ) -> None:
        """Open the workspace.

        `unasked` lets the screens have done in the background what nobody asked for: findings are counted, plugins say
        what they show and which commands they have, the other areas are imported.
        `posts` makes an office in a process of its own, for what would take the processor from the keys.
        """
        self._opener = opener
        self._posts = posts
        self.unasked = unasked
        self.watch = Watch(opener, outpost=self.outpost())
        self.aside = Aside(opener)
        self.office = opener()
        self.office.waits = WAITS
        self.read_only = self.office.settings.core.read_only
        """Whether the workspace was opened for looking at alone; the store refuses every change."""
        self.name = name
        self._reading = Bench(opener, "reading")
        self._writing = Bench(opener, "writing")
        self._seen = self._still = self.office.store.last_number()
        self._resting, self._told = False, ""

    async def ask(self, read: Read[T], asker: object = None) -> T:
        """Read in the reading thread; the screen goes on meanwhile. One question at a time, in order.

        Who gives itself as `asker` may `drop` it, and then gets a DroppedError.
        """
        return await self._reading.run(read, asker)

    def drop(self, asker: object) -> None:
        """Stop what is being read for this asker, since a newer question takes its place."""
        self._reading.drop(asker)

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

    async def rest(self) -> None:
        """Bring what was saved into the one file, where nothing was changed since the last time this was asked.

        Raises ReplacedError where the file is not there any more, and StoreError where it cannot be reached; once each.
        """
        number = self.office.store.last_number()
        still, self._still = number == self._still, number
        if self.read_only or self._resting or not still:
            return
        self._resting = True
        try:
            await self._writing.run(lambda office: office.store.rest())
            self._told = ""
        except StoreError as error:
            told, self._told = self._told, error.message
            if told != error.message:
                raise
        finally:
            self._resting = False

    def bench(self, name: str) -> Bench:
        """Return another thread with an office of its own, for work that may take minutes. Whoever asks closes it."""
        return Bench(self._opener, name)

    def outpost(self) -> Outpost | None:
        """Return another office in a process of its own, None where there can be none. Whoever asks closes it."""
        return self._posts() if self._posts else None

    def settle(self, settings: Settings) -> None:
        """Use other settings from now on; those who read, write and check open their offices anew."""
        self.office.settings = settings
        for bench in (self._reading, self._writing):
            bench.renew()
        self.watch.renew()
        self.aside.renew()

    def close(self) -> None:
        """Let go of the workspace when all that was begun is done, and everything is in the file.

        Raises ReplacedError where the file is not there any more, also when that was told before.
        """
        self._reading.close()
        self._writing.close()
        self.watch.close()
        self.aside.close()
        try:
            self.office.store.rest()
        finally:
            self.office.close()


def _wished(change: Change, names: Iterable[str]) -> dict[str, object]:
    """Return what a change wanted in these fields."""
    wished: dict[str, object] = {}
    for edit in change.edits:
        after = {} if edit.after is None else plain(edit.after)
        wished |= {name: after[name] for name in names if name in after}
    return wished
