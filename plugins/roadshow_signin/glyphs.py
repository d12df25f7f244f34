"""Which signs the shipped fonts can print, and how wide they are: read from the font files themselves.

Only two tables matter here: cmap (sign to glyph, OpenType 1.9 formats 4 and 12) and hmtx (glyph to advance).
A library for fonts would take longer to load than the whole list takes to print.
"""

import struct
from functools import cache
from importlib import import_module
from pathlib import Path

FAMILIES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
Widths = dict[int, float]


def font_folders() -> tuple[Path, ...]:
    """Return the folders of the fonts that sheets are set in, best first; they come from wheels."""
    return tuple(Path(str(import_module(family).ROOT)) / "files" for family in FAMILIES)


@cache
def widths() -> Widths:
    """Return the advance of every printable sign in ems, by code point, for the regular weight."""
    found: Widths = {}
    for folder in reversed(font_folders()):
        upright = sorted(file for file in folder.glob("*.ttf") if "Italic" not in file.name)
        for file in upright:
            found.update(read_widths(file.read_bytes()))
    return found


def read_widths(font: bytes) -> Widths:
    """Return the advances of a TrueType font in ems by code point. Raises ValueError for a file that is none."""
    try:
        tables = _tables(font)
        em = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
        measured = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
        advances = struct.unpack_from(f">{measured * 2}H", font, tables[b"hmtx"])[::2]
        glyphs = _glyphs(font, tables[b"cmap"])
    except (struct.error, KeyError, IndexError) as error:
        raise ValueError("not a TrueType font with a Unicode cmap") from error
    return {sign: advances[min(glyph, measured - 1)] / em for sign, glyph in glyphs.items() if glyph}


def _tables(font: bytes) -> dict[bytes, int]:
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4s4xI4x", font, 12 + 16 * place) for place in range(count))
    return dict(records)


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    found: dict[int, int] = {}
    for place in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * place)
        start = cmap + offset
        shape = struct.unpack_from(">H", font, start)[0]
        if platform in {0, 3} and shape == 12:
            found.update(_segmented_coverage(font, start))
        elif platform in {0, 3} and shape == 4:
            found.update(_segment_mapping(font, start))
    return found


def _segmented_coverage(font: bytes, start: int) -> dict[int, int]:
    """Read cmap format 12: groups of first sign, last sign, first glyph."""
    count = struct.unpack_from(">I", font, start + 12)[0]
    found: dict[int, int] = {}
    for place in range(count):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * place)
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _segment_mapping(font: bytes, start: int) -> dict[int, int]:
    """Read cmap format 4: segments with a difference, or with an offset into an array of glyphs."""
    doubled = struct.unpack_from(">H", font, start + 6)[0]
    ends = struct.unpack_from(f">{doubled // 2}H", font, start + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, start + 16 + doubled)
    deltas = struct.unpack_from(f">{doubled // 2}H", font, start + 16 + 2 * doubled)
    ranges = start + 16 + 3 * doubled
    found: dict[int, int] = {}
    for place, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        at = ranges + 2 * place
        offset = struct.unpack_from(">H", font, at)[0]
        for sign in range(first, min(last, 0xFFFE) + 1):
            glyph = struct.unpack_from(">H", font, at + offset + 2 * (sign - first))[0] if offset else sign
            found[sign] = (glyph + delta) & 0xFFFF if glyph or not offset else 0
    return found
