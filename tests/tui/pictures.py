"""Pictures of screens as text. A screen that looks other than its picture fails; ROADSHOW_PICTURES=1 takes new ones."""

import difflib
import os
import re
from pathlib import Path
from typing import Any

from screens import Story, play, seen

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
