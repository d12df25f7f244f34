"""How far long work is: a bar with the time left, once it has taken more than a second."""

import time
from collections.abc import Callable

from roadshow.cli import printing


def progress(label: str, unit: int = 1) -> Callable[[int, int], None]:
    """Return what work tells how far it is: done, and of how many; 1,024 as `unit` shows bytes as KiB."""
    started = time.monotonic()

    def going(done: int, total: int) -> None:
        spent = time.monotonic() - started
        if spent > 1 and done:
            printing.progress(label, done // unit, total // unit, spent / done * (total - done))

    return going
