"""Where one was and in which colours, kept between two runs. Losing it harms nothing."""

import contextlib
import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from roadshow.api import user_file
from roadshow.tui.places import Place

FILE = "screen.json"
NAMING = frozenset({"people", "guests"})
"""Areas in which what is typed to filter is the name of somebody, and is not kept."""


def _file() -> Path:
    return user_file().with_name(FILE)


def _held() -> dict[str, Any]:
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def last_place(workspace: Path) -> Place | None:
    """Return where one was in this workspace, None where nothing is known or it cannot be read."""
    held = _held().get("places", {})
    try:
        return Place(**held[str(workspace)])
    except (KeyError, TypeError):
        return None


def last_theme() -> str:
    """Return the colours chosen last, empty where none were."""
    theme = _held().get("theme", "")
    return theme if isinstance(theme, str) else ""


def last_folder() -> Path:
    """Return the folder of the file that was taken in last, else where one is."""
    held = _held().get("folder")
    try:
        known = Path(held) if isinstance(held, str) and held else None
        return known if known is not None and known.is_dir() else Path.cwd()
    except OSError:
        return Path.home()


def remember_folder(folder: Path) -> None:
    """Keep the folder that a file was taken from."""
    _write(_held() | {"folder": str(folder.absolute())})


def remember(workspace: Path, place: Place | None, theme: str) -> None:
    """Keep the place and the colours; a folder that may not be written is left alone."""
    held = _held()
    places = held.get("places")
    places = places if isinstance(places, dict) else {}
    if place is not None:
        places[str(workspace)] = asdict(replace(place, text="") if place.area in NAMING else place)
    _write(held | {"places": places, "theme": theme})


def _write(content: dict[str, Any]) -> None:
    path = _file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        number = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)  # what was typed to filter names people
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(json.dumps(content, ensure_ascii=False))
        draft.replace(path)
