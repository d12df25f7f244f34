"""Where somebody is in the program, and the way they came."""

from collections.abc import Callable
from dataclasses import dataclass

KEPT = 100


@dataclass(frozen=True, slots=True)
class Place:
    """An area, and what is shown there: a stop by id, what was typed to filter, and the row by id."""

    area: str
    stop_id: str = ""
    text: str = ""
    row: str = ""


class Journey:
    """The way through the program, to go back and forward on. `show` brings a place on the screen."""

    def __init__(self, show: Callable[[Place], None], here: Callable[[], Place | None]) -> None:
        self._show = show
        self._here = here
        self.stop_id = ""
        """The stop that was looked at last."""
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def go(self, place: Place) -> None:
        """Go to a place; where one was is kept to go back to."""
        here = self._here()
        if here is not None and here != place:
            self._behind.append(here)
            del self._behind[:-KEPT]
        self._ahead.clear()
        self._show(place)

    def back(self) -> bool:
        """Go back one place; False where there is none."""
        return self._step(self._behind, self._ahead)

    def forward(self) -> bool:
        """Go forward again; False where there is nothing ahead."""
        return self._step(self._ahead, self._behind)

    def _step(self, source: list[Place], other: list[Place]) -> bool:
        if not source:
            return False
        here = self._here()
        if here is not None:
            other.append(here)
        self._show(source.pop())
        return True
