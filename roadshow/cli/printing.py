"""The one file that prints. Plain when piped, NO_COLOR honoured, text from outside made safe to show."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from roadshow.api import Notice, RoadshowError, _, columns, cut, visible
from roadshow.cli.copied import in_workspace

BOLD, DIM, RED, RESET = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
LONGEST_CELL = 120
"""Columns after which a cell of a table is cut; `show` and --json have the whole."""
NARROW, NARROW_WORD = 8, 12
"""Columns that prose and single words keep in a narrow window; a day is shorter."""


_named: tuple[str, frozenset[str]] = "", frozenset()


def speak_of(workspace: str | None, commands: Iterable[str]) -> None:
    """Say all commands in sentences from now on as they are typed for this workspace; None where -w named none."""
    global _named  # noqa: PLW0603  what is printed is of one command
    _named = workspace or "", frozenset(commands)


def _told(text: str) -> str:
    """Return a sentence of ours, with what it quotes made safe and its commands those of the workspace that was named."""
    return visible(in_workspace(text, *_named), lines=True)


def say(text: str = "", *, lines: bool = True) -> None:
    """Print a sentence of ours; what it quotes is made safe."""
    _out(sys.stdout, visible(in_workspace(text, *_named), lines=lines))


def document(text: str) -> None:
    """Print a file of our own making as it is. In a pipe it is UTF-8 on every system, since it may become a file."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        _out(sys.stdout, text.removesuffix("\n"))
        return
    sys.stdout.flush()
    buffer.write(text.encode())
    buffer.flush()


def documents(pieces: Iterable[str]) -> None:
    """Print a file of our own making, a piece at a time."""
    if sys.stdout.isatty():
        document("".join(pieces))
        return
    for piece in pieces:
        document(piece)


def warn(text: str) -> None:
    """Print a sentence to the side, where a script does not read it."""
    _out(sys.stderr, _told(text))


def as_json(content: Any) -> None:
    """Print plain values as JSON."""
    _out(sys.stdout, _escaped(json.dumps(content, ensure_ascii=False, indent=2)))


def as_json_aside(content: Any) -> None:
    """Print plain values as one line of JSON to the side, where errors go."""
    _out(sys.stderr, _escaped(json.dumps(content, ensure_ascii=False)))


def as_long_json(content: Mapping[str, Any], lists: Mapping[str, Iterable[Any]]) -> None:
    """Print plain values as JSON, with lists of any length at the end, a row at a time."""
    text = _escaped(json.dumps(content, ensure_ascii=False, indent=2)).removesuffix("\n}")
    for name, rows in lists.items():
        _out(sys.stdout, f'{text},\n  "{name}": [')
        text = ""
        for row in rows:
            _out(sys.stdout, f"{text}    {_escaped(json.dumps(row, ensure_ascii=False))}", end="")
            text = ",\n"
        text = "\n  ]" if text else "  ]"
    _out(sys.stdout, f"{text}\n}}")


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Iterable[int] = ()) -> None:
    """Print a table: two spaces between columns, the widest ones cut to the window when somebody is looking.

    `right` names the columns that hold figures; they are never cut.
    """
    figures = frozenset(right)
    texts = [[cut(visible("" if cell is None else str(cell)), LONGEST_CELL) for cell in row] for row in rows]
    widths = [max([columns(head), *(columns(row[place]) for row in texts)]) for place, head in enumerate(heads)]
    window = window_width()
    if window:
        widths = fitted(texts, widths, figures, window)
    _out(sys.stdout, _styled(BOLD, _line(heads, widths, figures, window)))
    for row in texts:
        _out(sys.stdout, _line(row, widths, figures, window))


def fitted(texts: Sequence[Sequence[str]], widths: Sequence[int], figures: frozenset[int], window: int) -> list[int]:
    """Return column widths that fit a window, where they can.

    Words with spaces between them give way first, the first column of them (the name) after slugs and addresses;
    days, times and figures are never cut.
    """
    prose = [place for place in range(len(widths)) if any(" " in row[place] for row in texts) and place not in figures]
    single = [place for place in range(len(widths)) if place not in figures and place not in prose]
    fitting = list(widths)
    for group, narrowest in ((prose[1:], NARROW), (single, NARROW_WORD), (prose[:1], NARROW_WORD)):
        _narrow(fitting, group, narrowest, window)
    return fitting


def _narrow(fitting: list[int], group: Sequence[int], narrowest: int, window: int) -> None:
    """Make the widest of these columns narrower, a sign at a time, until all fit or none may be narrower."""
    excess = sum(fitting) + 2 * (len(fitting) - 1) - window
    while excess > 0 and group:
        widest = max(group, key=fitting.__getitem__)
        if fitting[widest] <= narrowest:
            return
        fitting[widest] -= 1
        excess -= 1


def facts(pairs: Iterable[tuple[str, Any]]) -> None:
    """Print names and values under each other; what is empty is left out."""
    shown = [(name, visible(str(value), lines=True)) for name, value in pairs if value not in (None, "", ())]
    width = max((columns(name) for name, _value in shown), default=0)
    for name, value in shown:
        first, *rest = value.split("\n")
        _out(sys.stdout, f"{_styled(DIM, name.ljust(width))}  {first}")
        for line in rest:
            _out(sys.stdout, f"{'':{width}}  {line}")


def notices(several: Iterable[Notice]) -> None:
    """Print what the planner should know, to the side."""
    for notice in several:
        warn(f"! {notice.message}")
        if notice.hint:
            warn(f"  {notice.hint}")


def error(problem: RoadshowError, *, plain_json: bool = False) -> None:
    """Print what went wrong in one sentence, and what to do next."""
    if plain_json:
        content: Mapping[str, Any] = {
            "error": in_workspace(problem.message, *_named),
            "hint": in_workspace(problem.hint, *_named),
            "exit": problem.exit_code,
        }
        as_json_aside({**content, **problem.details()})
        return
    head = _styled(RED, _("Not done:"), sys.stderr)
    _out(sys.stderr, f"{head} {_told(problem.message)}")
    if problem.hint:
        _out(sys.stderr, _told(problem.hint))


def window_width() -> int:
    """Return the columns of the window that somebody looks at; 0 where nobody does. COLUMNS goes first."""
    if not sys.stdout.isatty():
        return 0
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 80


def coloured(stream: TextIO) -> bool:
    """Say whether colour is welcome: a terminal, no NO_COLOR (no-color.org), no TERM=dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def progress(label: str, done: int, total: int, left: float | None) -> None:
    """Show how far long work is, on one line that is written over; only when somebody is looking."""
    if not sys.stderr.isatty():
        return
    width = 24
    filled = width * done // max(total, 1)
    remaining = "" if left is None else _("{seconds} s left").format(seconds=round(left))
    sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (width - filled)}] {done}/{total} {remaining}\x1b[K")
    if done >= total:
        sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


def _escaped(text: str) -> str:
    """Write signs that a terminal would obey as JSON escapes; a reader of the JSON gets them back as they were."""
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    return "".join(
        sign if sign == "\n" or visible(sign) == sign else json.dumps(sign)[1:-1].replace("\x7f", "\\u007f")
        for sign in text
    )


def _styled(style: str, text: str, stream: TextIO | None = None) -> str:
    return f"{style}{text}{RESET}" if coloured(stream or sys.stdout) else text


def _line(cells: Sequence[str], widths: Sequence[int], figures: frozenset[int], window: int) -> str:
    padded = []
    for place, (whole, width) in enumerate(zip(cells, widths, strict=True)):
        cell = cut(whole, width)
        space = " " * (width - columns(cell))
        padded.append(space + cell if place in figures else cell + space)
    line = "  ".join(padded).rstrip()
    return cut(line, window) if window else line


def _out(stream: TextIO, text: str, end: str = "\n") -> None:
    try:
        stream.write(text + end)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding) + end)
