"""What a plugin prints is held back: the answer of a command is for whoever asked, and may be read by a script."""

import sys
import threading
from typing import Any, TextIO, cast

KEPT = 4000
"""Characters that are kept of what one call prints."""


class _Sieve:
    """Standard output that keeps what a thread prints while it is inside a plugin, and passes on the rest."""

    def __init__(self, beneath: Any) -> None:
        self.beneath = beneath

    def write(self, text: str) -> int:
        held = held_now()
        if held is None:
            return int(self.beneath.write(text) or 0)
        if sum(map(len, held)) < KEPT:
            held.append(text[:KEPT])
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self.beneath.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)


_INSIDE = threading.local()
_LOCK = threading.Lock()
_WITHIN = 0


class HeldBack:
    """Keeps in a list what this thread prints within a block; other threads print as before."""

    __slots__ = ("_former", "_held")

    def __init__(self, held: list[str]) -> None:
        self._held = held

    def __enter__(self) -> None:
        self._former: list[str] | None = getattr(_INSIDE, "held", None)
        if self._former is None:
            _enter()
        _INSIDE.held = self._held

    def __exit__(self, *_raised: object) -> None:
        _INSIDE.held = self._former
        if self._former is None:
            _leave()


def held_now() -> list[str] | None:
    """Return what is held back of this thread, None outside any such block."""
    return getattr(_INSIDE, "held", None)


def _enter() -> None:
    global _WITHIN  # noqa: PLW0603  standard output is one for the whole program
    with _LOCK:
        _WITHIN += 1
        if sys.stdout is not None and not isinstance(sys.stdout, _Sieve):
            sys.stdout = cast("TextIO", _Sieve(sys.stdout))


def _leave() -> None:
    global _WITHIN  # noqa: PLW0603  as above
    with _LOCK:
        _WITHIN -= 1
        if not _WITHIN and isinstance(sys.stdout, _Sieve):
            sys.stdout = cast("TextIO", sys.stdout.beneath)
