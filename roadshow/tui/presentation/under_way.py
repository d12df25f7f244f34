"""Work that takes a while: how far it is, how long it may still take, and which key stops it."""

from roadshow.api import _
from roadshow.tui.presentation.cells import Cell, cell

BAR = 20


def under_way(title: str, done: int, total: int, spent: float, key: str, *, counted: bool = False) -> tuple[Cell, ...]:
    """Say how far the work is: what is done of how many where that can be counted, else in hundredths."""
    stop = Cell(_("{key} stops it").format(key=key), "dim")
    if not done or not total:
        return (cell(title, "strong"), Cell(_("working …")), stop)
    filled = min(done * BAR // total, BAR)
    left = round(spent / done * (total - done))
    return (
        cell(title, "strong"),
        Cell("█" * filled + "░" * (BAR - filled), "good"),
        Cell(f"{done:,} / {total:,}" if counted else f"{min(done * 100 // total, 100)} %"),
        Cell(_("{time} left").format(time=_length(left))),
        stop,
    )


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
