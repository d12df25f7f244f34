"""A small map of places in a terminal: a route in braille dots, the places by number. No network."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by line and column (Unicode 2800-28FF)."""
MARGIN = 2


def signs(count: int) -> str:
    """Return a sign for each of so many places: digits, then letters; further ones share the last sign."""
    known = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return known[:count] + "*" * max(count - len(known), 0)


def drawn(points: Sequence[Point], width: int, height: int) -> list[str]:
    """Draw places and the way between them in `height` lines of `width` columns, north at the top."""
    if not points or width < 3 or height < 2:
        return []
    spots = _scaled(points, width, height)
    cells = [[0] * width for _line in range(height)]
    for (x, y), (to_x, to_y) in pairwise(spots):
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(0, steps + 1, 2):
            at_x, at_y = x + (to_x - x) * step // steps, y + (to_y - y) * step // steps
            cells[at_y // 4][at_x // 2] |= _DOTS[at_y % 4][at_x % 2]
    lines = [[chr(0x2800 + bits) if bits else " " for bits in line] for line in cells]
    for (x, y), sign in zip(spots, signs(len(spots)), strict=True):
        _put(lines, x // 2, y // 4, sign)
    return ["".join(line) for line in lines]


def _scaled(points: Sequence[Point], width: int, height: int) -> list[tuple[int, int]]:
    """Return the dots of the places, one scale both ways; a degree east is shorter than one north."""
    middle = sum(latitude for latitude, _longitude in points) / len(points)
    flat = [(longitude * cos(radians(middle)), -latitude) for latitude, longitude in points]
    left, top = min(x for x, _y in flat), min(y for _x, y in flat)
    wide, high = max(x for x, _y in flat) - left, max(y for _x, y in flat) - top
    room_x, room_y = max(width * 2 - 2 * MARGIN, 1), max(height * 4 - 2 * MARGIN, 1)
    scale = min(room_x / wide if wide else 1e9, room_y / high if high else 1e9)
    gap_x, gap_y = (room_x - wide * scale) / 2, (room_y - high * scale) / 2
    return [
        (
            min(round((x - left) * scale + gap_x) + MARGIN, width * 2 - 1),
            min(round((y - top) * scale + gap_y) + MARGIN, height * 4 - 1),
        )
        for x, y in flat
    ]


def _put(lines: list[list[str]], x: int, y: int, sign: str) -> None:
    """Put a sign on its cell, or beside it where another place is there already."""
    for at in (x, x + 1, x - 1, x + 2, x - 2):
        if 0 <= at < len(lines[y]) and not lines[y][at].isalnum():
            lines[y][at] = sign
            return
