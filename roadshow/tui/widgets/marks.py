"""Marked rows of a list, by row number, so that they survive filter and sort. One byte a row."""

from array import array
from collections.abc import Iterable


class Marks:
    """A set of row numbers that stays small with a million of them."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self.count = 0

    def __contains__(self, key: int) -> bool:
        return key < len(self._bits) and self._bits[key] == 1

    def __bool__(self) -> bool:
        return self.count > 0

    def put(self, key: int, *, on: bool) -> None:
        """Mark a row, or take its mark away."""
        if key >= len(self._bits):
            self._bits.extend(bytes(key + 1024 - len(self._bits)))
        self.count += on - self._bits[key]
        self._bits[key] = on

    def turn(self, key: int) -> None:
        """Mark a row that has no mark, and the other way round."""
        self.put(key, on=key not in self)

    def all(self, keys: Iterable[int]) -> None:
        """Mark all these rows."""
        for key in keys:
            self.put(key, on=True)

    def clear(self) -> None:
        """Take all marks away."""
        self._bits = bytearray()
        self.count = 0

    def keys(self) -> "array[int]":
        """Return the marked row numbers, in the order in which the rows were made."""
        found = array("q")
        place = self._bits.find(1)
        while place >= 0:
            found.append(place)
            place = self._bits.find(1, place + 1)
        return found
