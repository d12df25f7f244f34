"""The lines at the top: workspace, where one is, what is open, and the areas with their number keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from roadshow.api import _, cut
from roadshow.tui.engine.styled import Styled

MENU = "≡"
"""The sign of a menu: a click on the line that begins with it opens one."""


class Heading(Styled):
    """Two lines: what is open, and the areas. On a low screen the areas give their line away."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--here", "heading--dim", "heading--findings"}
    DEFAULT_CSS = """
    Heading { dock: top; height: 2; background: $panel; }
    Heading > .heading--here { text-style: bold reverse; }
    Heading > .heading--dim { color: $foreground-muted; }
    Heading > .heading--findings { color: $text-warning; text-style: bold; }
    .-low Heading { height: 1; }
    """

    @dataclass
    class AreaChosen(Message):
        """An area was clicked."""

        area: str

    @dataclass
    class MenuAsked(Message):
        """The name of the workspace was clicked."""

        x: int
        y: int

    def __init__(self, workspace: str, areas: Sequence[tuple[str, str]], here: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._areas = tuple(areas)
        self._here = here
        self._title = ""
        self._note = ""
        self._spans: list[tuple[int, int, str]] = []

    def show(self, title: str | None = None, note: str | None = None) -> None:
        """Show what is open here, and a note on the right, such as the number of findings."""
        wanted = (self._title if title is None else title, self._note if note is None else note)
        if wanted != (self._title, self._note):
            self._title, self._note = wanted
            self.refresh()

    @property
    def title(self) -> str:
        """What is said to be open."""
        return self._title

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines."""
        return self._named() if y == 0 else self._tabs()

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the mouse, from the count to what was found; on the name ask what can be done anywhere."""
        if event.y == 0:
            if self._note and event.x >= self.size.width - len(self._note) - 2:
                self.post_message(self.AreaChosen("findings"))
            else:
                self.post_message(self.MenuAsked(event.screen_x, event.screen_y + 1))
        elif event.y == 1:
            for start, end, area in self._spans:
                if start <= event.x < end:
                    self.post_message(self.AreaChosen(area))

    def _named(self) -> Strip:
        width, base = self.size.width, self.ground()
        dim = base + self.get_component_rich_style("heading--dim", partial=True)
        note = f" {self._note} " if self._note else ""
        room = width - len(note) - len(self._workspace) - 6
        left = [
            Segment(f" {MENU} {self._workspace}", dim),
            Segment(" › ", dim),
            Segment(cut(self._title, max(room, 8)), base),
        ]
        strip = Strip(left).adjust_cell_length(max(width - len(note), 0), base)
        style = base + self.get_component_rich_style("heading--findings", partial=True)
        return Strip([*strip, Segment(note, style)]).adjust_cell_length(width, base)

    def _tabs(self) -> Strip:
        width, base = self.size.width, self.ground()
        here = base + self.get_component_rich_style("heading--here", partial=True)
        segments, used = [Segment(" ", base)], 1
        self._spans = []
        most = self._room_for_words(width)
        for number, (name, title) in enumerate(self._areas, 1):
            word = _(title) if name == self._here else _(title)[:most]
            text = f" {number % 10} {word} "
            self._spans.append((used, used + len(text), name))
            segments.append(Segment(text, here if name == self._here else base))
            used += len(text)
        return Strip(segments).adjust_cell_length(width, base)

    def _room_for_words(self, width: int) -> int:
        """Return how many letters of each area fit; the one that one is in stays whole."""
        words = [_(title) for name, title in self._areas if name != self._here]
        here = sum(len(_(title)) for name, title in self._areas if name == self._here)
        room = width - 1 - 4 * len(self._areas) - here
        return next((most for most in range(20, 0, -1) if sum(len(word[:most]) for word in words) <= room), 1)
