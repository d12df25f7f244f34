"""Targets of jump mode: places on the screen that a letter takes one to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the screen, the widget that gets the keys, and what else to do when one jumps there."""

    widget: Widget
    x: int
    y: int
    act: Callable[[], object] | None = None


@runtime_checkable
class Jumpable(Protocol):
    """A widget that has places of its own to jump to, such as rows or cells."""

    def jump_targets(self) -> Iterator[Target]:
        """Give the places that are in view, in screen coordinates."""
