"""A thread that nobody waits for: what plugins have to say beside a stop or a person. It ends with the program."""

import asyncio
import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from roadshow.api import Office

T = TypeVar("T")
Work = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[Office], Any]]


ANEW, END = True, False
"""What stands in the queue beside questions: open the office anew, and go."""


class Aside:
    """One thread with an office of its own. Unlike a bench it is left behind where a plugin never comes to an end."""

    def __init__(self, opener: Callable[[], Office]) -> None:
        self._opener = opener
        self._asked: SimpleQueue[Work | bool] = SimpleQueue()
        self._thread: Thread | None = None

    async def ask(self, read: Callable[[Office], T]) -> T:
        """Read there and wait for it; errors come through. A question that nobody waits for any more is not read."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="roadshow-aside", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._asked.put((loop, answer, read))
        return await answer

    def renew(self) -> None:
        """Open the office anew for what is asked from now on, since the settings changed."""
        if self._thread is not None:
            self._asked.put(ANEW)

    def close(self, patience: float = 0.5) -> None:
        """Let go of the workspace; wait no longer than this for a plugin that is at work."""
        if self._thread is not None:
            self._asked.put(END)
            self._thread.join(patience)
            self._thread = None

    def _work(self) -> None:
        office: Office | None = None
        try:
            while (asked := self._asked.get()) is not END:
                if isinstance(asked, bool):
                    _leave(office)
                    office = None
                    continue
                loop, answer, read = asked
                if answer.cancelled():
                    continue
                found: Any = None
                problem: Exception | None = None
                try:
                    office = office or self._opener()
                    found = read(office)
                except Exception as error:  # noqa: BLE001  whoever waits for the answer gets it
                    problem = error
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(_give, answer, found, problem)
        finally:
            _leave(office)


def _leave(office: Office | None) -> None:
    if office is not None:
        office.close()


def _give(answer: "asyncio.Future[Any]", found: object, problem: Exception | None) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(found)
    else:
        answer.set_exception(problem)
