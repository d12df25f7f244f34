"""Pictures of screens as text. A screen that looks other than its picture fails; ROADSHOW_PICTURES=1 takes new ones.

`same_picture` and `pictured` keep the words of a screen. `Portrait` keeps all that is drawn: the words, and for each
line its runs of style, in colour and under NO_COLOR. Textual's own SVG says the same in thirty times as much room, with
a place in pixels for each word, so that one word more moves every line of a diff. Here a moved column, a lost colour
and a misspelt word each change the lines that they are on, and a reviewer reads the picture itself.
"""

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.segment import Segment
from screens import Story, play, seen
from textual.widgets import Input

FOLDER = Path(__file__).parent / "pictures"
SIZES = ((80, 24), (160, 45))


def same_picture(name: str, text: str) -> None:
    """Compare a screen with its picture."""
    path = FOLDER / f"{name}.txt"
    shown = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    if os.environ.get("ROADSHOW_PICTURES"):
        path.write_text(shown, encoding="utf-8", newline="\n")
    known = path.read_text(encoding="utf-8")
    assert shown == known, "\n" + "\n".join(difflib.unified_diff(known.splitlines(), shown.splitlines(), lineterm=""))


def pictured(path: Path, area: str, name: str, story: Story | None = None, mask: str = "", **named: Any) -> None:
    """Take a picture of an area at both sizes, after a story where there is one; `mask` is what varies by machine.

    The line of areas is left out, so that a new area changes no picture.
    """
    for width, height in SIZES:

        async def taken(pilot: Any, app: Any, size: str = f"{width}x{height}") -> None:
            if story is not None:
                await story(pilot, app)
            app.clear_notifications()
            await pilot.pause()
            text = re.sub(mask, lambda match: "#" * len(match[0]), seen(app)) if mask else seen(app)
            lines = text.splitlines()
            same_picture(f"{name}-{size}", "\n".join(lines[:1] + lines[2:]))

        play(path, taken, area, (width, height), **named)


class Portrait:
    """One screen in all its states, as text: words first, then how each of them is drawn, then what the letters mean."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[str] = []

    def take(self, app: Any, mask: str = "") -> None:
        """Add the screen as it is now; `mask` is what varies by machine or by run.

        Under NO_COLOR the words are those that were taken before, and where the runs are too, that is said instead.
        """
        for field in app.screen.query(Input):
            field.cursor_blink = False
            field._cursor_visible = True
        strips = app.screen._compositor.render_strips(app.size)
        drawn, legend = _drawn([list(strip) for strip in strips])
        title = f"{app.size.width}x{app.size.height}"
        if app.no_color:
            same = drawn == self._runs.pop(0)
            self._parts.append(f"== {title} NO_COLOR\n{'drawn alike' if same else drawn}\n\n{legend}\n")
        else:
            self._runs.append(drawn)
            words = "\n".join(_masked(strip.text, mask).rstrip() for strip in strips)
            self._parts.append(f"== {title}\n{words}\n\n{drawn}\n\n{legend}\n")

    @property
    def text(self) -> str:
        """All states."""
        return "\n".join(self._parts)


def _drawn(lines: Sequence[Sequence[Segment]]) -> tuple[str, str]:
    """Return `line run run …` or `first-last run …` where lines are drawn alike, and the styles behind the letters.

    A run is a letter and how many columns; letters are given in the order in which the styles come.
    """
    names: dict[str, str] = {}
    said, at = [], 1
    for run, alike in groupby([" ".join(_runs(line, names)) for line in lines]):
        count = len(list(alike))
        said.append(f"{at} {run}" if count == 1 else f"{at}-{at + count - 1} {run}")
        at += count
    return "\n".join(said), "\n".join(f"{name} = {style}" for style, name in names.items())


def _runs(line: Sequence[Segment], names: dict[str, str]) -> Iterator[str]:
    for style, same in groupby(line, key=lambda segment: str(segment.style)):
        columns = sum(segment.cell_length for segment in same)
        if columns:
            count = len(names)
            yield f"{names.setdefault(style, chr(97 + count % 26) * (1 + count // 26))}{columns}"


def _masked(text: str, mask: str) -> str:
    return re.sub(mask, lambda match: "#" * len(match[0]), text) if mask else text
