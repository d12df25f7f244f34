"""A page of the manual as plain text: the few things of Markdown that our pages use."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from roadshow.api import columns, cut

WIDEST = 100
NARROWEST_CELL = 12
INDENT = "    "

_FENCE = re.compile(r"^```.*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,4}) (.+)")
_ITEM = re.compile(r"( *)([-*]|\d+\.) (.+)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*|(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")


def as_text(page: str, width: int) -> str:
    """Return a page for a window of so many columns; wide windows get lines of a readable length."""
    width = min(width or 80, WIDEST)
    return "\n\n".join("\n".join(_shown(block, width)) for block in _blocks(page)) + "\n"


def _blocks(page: str) -> Iterator[list[str]]:
    """Take a page apart: an example, a table, a heading, a paragraph or an item of a list each."""
    for number, part in enumerate(_FENCE.split(page)):
        lines = part.strip("\n").split("\n")
        if number % 2:
            yield [INDENT + line for line in lines]
        else:
            yield from _outside(lines)


def _outside(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if block and (not line.strip() or _parts(block, line)):
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def _is_example(block: Sequence[str]) -> bool:
    return block[0].startswith(INDENT)


def _parts(block: Sequence[str], line: str) -> bool:
    """Say whether a line begins something new without an empty line before it."""
    return (
        bool(_HEADING.match(line) or _HEADING.match(block[0]))
        or (_is_example(block) and not line.startswith(INDENT))
        or (line.startswith("|") != block[0].startswith("|"))
    )


def _shown(block: list[str], width: int) -> Iterator[str]:
    if _is_example(block):
        yield from (line.rstrip() for line in block)
    elif match := _HEADING.match(block[0]):
        yield from _heading(len(match[1]), _plain(match[2]))
    elif block[0].startswith("|"):
        yield from _table(block, width)
    else:
        yield from _prose(block, width)


def _heading(level: int, text: str) -> Iterator[str]:
    yield text
    if level < 3:
        yield "=-"[level - 1] * columns(text)


def _prose(block: Iterable[str], width: int) -> Iterator[str]:
    """Yield paragraphs and items of lists, each wrapped."""
    running: list[str] = []
    first = rest = ""
    for line in block:
        match = _ITEM.fullmatch(line)
        if match and running:
            yield from _wrapped(running, width, first, rest)
        if match:
            first = f"{match[1]}{match[2]} "
            rest, running = " " * len(first), [match[3]]
        else:
            running.append(line.strip())
    if running:
        yield from _wrapped(running, width, first, rest)


def _wrapped(lines: Sequence[str], width: int, first: str = "", rest: str = "") -> list[str]:
    text = _plain(" ".join(lines))
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    """Return a line without marks: the address of a link stays where it leads out of the manual."""
    text = _LINK.sub(lambda match: f"{match[1]} ({match[2]})" if "://" in match[2] else match[1], text)
    text = _STRONG.sub(lambda match: match[1] or match[2], text)
    return _CODE.sub(r"\1", text).replace("\\|", "|")


def _table(block: Sequence[str], width: int) -> Iterator[str]:
    rows = [[_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in block]
    rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    widths = _widths(rows, width)
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, widths, strict=False)
        ]
        for line in range(max(map(len, cells))):
            shown = [cell[line] if line < len(cell) else "" for cell in cells]
            padded = (
                cut(text, size) + " " * max(size - columns(text), 0) for text, size in zip(shown, widths, strict=False)
            )
            yield "  ".join(padded).rstrip()
        if number == 0:
            yield "  ".join("-" * size for size in widths)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return column widths that fit: the widest column gives way first."""
    count = max(map(len, rows))
    widths = [max((columns(row[place]) for row in rows if place < len(row)), default=0) for place in range(count)]
    while sum(widths) + 2 * (count - 1) > width:
        widest = max(range(count), key=widths.__getitem__)
        if widths[widest] <= NARROWEST_CELL:
            break
        widths[widest] -= 1
    return widths
