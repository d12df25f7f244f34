"""The ghost: where a session would go, or how long it would be, before it is let go."""

from dataclasses import dataclass, replace

from roadshow.tui.presentation.agenda import EVERYWHERE, Entry

SNAPS = (5, 15, 30)


@dataclass(frozen=True, slots=True)
class Ghost:
    """A session somewhere else. `begin` and `end` are minutes from the top of the board.

    `clash` says what would be wrong there, empty where nothing is known to be.
    """

    entry: Entry
    lane: int
    begin: int
    end: int
    stretching: bool = False
    clash: str = ""

    @classmethod
    def of(cls, entry: Entry, *, stretching: bool = False) -> "Ghost":
        """Lift a session where it is."""
        return cls(entry, entry.lane, entry.begin, entry.end, stretching)

    @property
    def moved(self) -> bool:
        """Whether it is anywhere else than it was."""
        entry = self.entry
        return (self.lane, self.begin, self.end) != (entry.lane, entry.begin, entry.end)

    def at(self, begin: int, lane: int | None = None) -> "Ghost":
        """Stand at another time, in another lane."""
        begin = max(begin, 0)
        length = self.end - self.begin
        return replace(self, begin=begin, end=begin + length, lane=self.lane if lane is None else lane, clash="")

    def until(self, end: int, least: int) -> "Ghost":
        """Last until another moment."""
        return replace(self, end=max(end, self.begin + least), clash="")

    def stepped(self, by: int, snap: int) -> "Ghost":
        """Go one step of the snap on or back, to a time that the snap knows."""
        if self.stretching:
            return self.until(_step(self.end, by, snap), snap)
        return self.at(_step(self.begin, by, snap))

    def aside(self, by: int, lanes: int) -> "Ghost":
        """Go some lanes to the side; what went across all rooms goes into one."""
        if self.stretching:
            return self
        start = self.lane if self.lane != EVERYWHERE else -1 if by > 0 else lanes
        return self.at(self.begin, max(0, min(start + by, lanes - 1)))


def _step(minutes: int, by: int, snap: int) -> int:
    return (minutes // snap + by) * snap if by > 0 or minutes % snap == 0 else (minutes // snap + by + 1) * snap


def snapped(minutes: int, snap: int) -> int:
    """Return the nearest time that the snap knows."""
    return (minutes + snap // 2) // snap * snap
