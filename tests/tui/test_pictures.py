"""Every screen, small and large, in Dutch and English, in colour and without: what is drawn is what was looked at.

Take all pictures anew with `ROADSHOW_PICTURES=1 python -m pytest tests/tui/test_pictures.py`, and read what changed.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pictures import FOLDER, SIZES, Portrait, same_picture
from screens import example, play, press, settled

from roadshow.api import create_workspace, find_stop, speak
from roadshow.tui.app import RoadshowApp
from roadshow.tui.areas import AREAS
from roadshow.tui.places import Place
from roadshow.tui.tour.app import TourApp


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the picture: the area, of which stop, the keys that lead there, and what varies by machine or run."""

    area: str
    keys: Sequence[str] = ()
    mask: str = ""
    empty: bool = False
    stop: str = ""
    sizes: Sequence[tuple[int, int]] = SIZES
    app: type[RoadshowApp] = RoadshowApp


PATH = r"(?<=  )\S*[/\\]\S+ *"
"""A path of this machine, with the room behind it."""
SCENES = {
    **{name: Scene(name) for name in AREAS},
    "findings": Scene("findings", mask=r"  [0-9a-f]{8}(?=\s|$)"),
    "settings": Scene("settings", mask=PATH),
    "make": Scene("make", mask=PATH),
    "welcome": Scene("welcome", empty=True),
    "programme-empty": Scene("programme", empty=True),
    "guests-empty": Scene("guests", empty=True),
    "agenda-empty": Scene("agenda", empty=True),
    "help": Scene("programme", ("question_mark",)),
    "goto": Scene("programme", ("colon", *"guests c")),
    "jump": Scene("programme", ("ctrl+o",), sizes=SIZES[:1]),
    "palette": Scene("programme", ("ctrl+p",)),
    "menu": Scene("guests", ("full_stop",)),
    "answer": Scene("guests", ("a",)),
    "marked": Scene("people", ("space", "space", "v", "down", "down", "v")),
    "cell": Scene("people", ("e",)),
    "agenda": Scene("agenda", stop="hillesluis"),
    "guests": Scene("guests", stop="hillesluis"),
    "session": Scene("agenda", ("e",), stop="hillesluis"),
    "line": Scene("agenda", ("n", *"10:30 45m Casus @"), stop="hillesluis"),
    "lifted": Scene("agenda", ("m", "down"), stop="hillesluis"),
    "sheet": Scene("agenda", ("r",), stop="hillesluis"),
    "stops": Scene("make", ("t",), mask=PATH),
    "tour": Scene("programme", app=TourApp),
}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", SCENES)
def test_it_is_drawn_as_it_was_looked_at(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = SCENES[name]
    speak(language)
    portrait = Portrait()
    path = tmp_path / "rotterdam.roadshow"

    async def shown(pilot: Any, app: Any) -> None:
        if scene.stop:
            app.journey.go(Place(scene.area, find_stop(app._desk.office.store, scene.stop).id))
            await settled(pilot)
        await press(pilot, *scene.keys)
        for width, height in scene.sizes:
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            app.clear_notifications()
            await settled(pilot)
            portrait.take(app, scene.mask)

    for colour in (True, False):
        if not colour:
            monkeypatch.setenv("NO_COLOR", "1")
        path.unlink(missing_ok=True)
        if scene.empty:
            create_workspace(path)
        else:
            example(tmp_path)
        play(path, shown, scene.area, SIZES[0], kind=scene.app)
    same_picture(f"screens/{name}.{language}", portrait.text)


def test_no_picture_is_kept_of_what_is_no_longer_shown() -> None:
    kept = {path.stem for path in (FOLDER / "screens").glob("*.txt")}
    shown = {f"{name}.{language}" for name in SCENES for language in ("en", "nl")}
    if os.environ.get("ROADSHOW_PICTURES"):
        for name in kept - shown:
            (FOLDER / "screens" / f"{name}.txt").unlink()
    else:
        assert kept == shown


SCREENSHOT = Path(__file__).parents[2] / "docs" / "screenshot.svg"
SIZE = (110, 34)


def own_fonts(svg: str) -> str:
    """Leave out the fonts that Textual would have fetched from the net; what the reader has is wide enough."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


def test_the_screenshot_of_the_readme_is_what_the_program_draws(tmp_path: Path) -> None:
    """One agenda of the example, as SVG that the program itself writes; ROADSHOW_PICTURES=1 writes it anew."""
    made = []

    async def shown(pilot: Any, app: Any) -> None:
        app.journey.go(Place("agenda", find_stop(app._desk.office.store, "hillesluis").id))
        await settled(pilot)
        await press(pilot, "down", "down")
        made.append(own_fonts(app.export_screenshot(title="roadshow")))

    play(example(tmp_path), shown, size=SIZE)
    svg = "\n".join(line.rstrip() for line in made[0].splitlines()) + "\n"
    if os.environ.get("ROADSHOW_PICTURES"):
        SCREENSHOT.write_text(svg, encoding="utf-8", newline="\n")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert len(svg) < 100_000
    assert SCREENSHOT.read_text(encoding="utf-8") == svg, "take it anew with ROADSHOW_PICTURES=1, and look at it"
