"""Rows by window: pages of a list that are read when they are looked at, and forgotten when they are not."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

PAGE = 64
KEPT = 16
"""Pages that stay in memory: 1,024 rows, of which each is some KiB."""


class Pages:
    """The rows of one answer. `read` returns rows by their numbers, None in the place of one that is gone."""

    def __init__(self, read: Callable[[Sequence[int]], Sequence[Any]]) -> None:
        self._read = read
        self.keys: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, keys: "array[int]") -> None:
        """Show another answer."""
        self.keys = keys
        self._pages.clear()

    def go_on(self, keys: "array[int]") -> bool:
        """Show the whole of an answer of which the first rows stand here; False where it begins with others."""
        known = self.keys
        if keys[: len(known)] != known:
            return False
        self.keys = keys
        self._pages.pop(len(known) // PAGE, None)
        return True

    def forget(self) -> None:
        """Read rows again when they are next looked at."""
        self._pages.clear()

    def some(self, keys: "array[int]") -> list[Any]:
        """Return rows by their numbers, in the order of the list; those that it does not show come last."""
        order = {key: place for place, key in enumerate(self.keys)}
        wanted = sorted(keys, key=lambda key: order.get(key, len(order)))
        return [row for at in range(0, len(wanted), PAGE) for row in self._read(wanted[at : at + PAGE])]

    def row(self, place: int) -> Any:
        """Return the row at a place of the answer, None where it is gone."""
        number, offset = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._turned_to(number)
        else:
            self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def lacks(self, place: int) -> bool:
        """Say whether the row at a place, where there is one, is still to be read."""
        return 0 <= place < len(self.keys) and place // PAGE not in self._pages

    def _turned_to(self, number: int) -> Sequence[Any]:
        page = self._pages[number] = self._read(self.keys[number * PAGE : (number + 1) * PAGE])
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page
