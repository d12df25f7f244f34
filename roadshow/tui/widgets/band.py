"""A band above the screen that says what to do next, with words to click: the guide of the tour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from roadshow.api import columns, cut
from roadshow.tui.presentation.cells import Cell
from roadshow.tui.presentation.tour import wrapped


class Band(Widget):
    """A title with words to click on its right, and below it a sentence in as many lines as it needs."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"band--title", "band--key"}
    DEFAULT_CSS = """
    Band { height: 3; background: $primary 25%; color: $foreground; }
    Band > .band--title { text-style: bold; color: $accent; }
    Band > .band--key { text-style: bold reverse; }
    """

    @dataclass
    class Clicked(Message):
        """One of the words was clicked."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._sentence: list[Cell] = []
        self._lines: list[list[Cell]] = []
        self._words: tuple[tuple[str, str], ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def show(self, title: str, sentence: list[Cell], words: Sequence[tuple[str, str]]) -> None:
        """Show a title, a sentence, and words with the name that a click on each gives."""
        self._title, self._sentence, self._words = title, sentence, tuple(words)
        self._arrange()

    @property
    def text(self) -> str:
        """All that stands there, for tests and for who reads aloud."""
        return f"{self._title}: " + "".join(cell.text for cell in self._sentence)

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines for this width."""
        self._arrange()

    def on_click(self, event: events.Click) -> None:
        """Say which word is under the mouse."""
        event.stop()
        for start, end, name in self._spans:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.Clicked(name))

    def render_line(self, y: int) -> Strip:
        """Draw the title, or a line of the sentence."""
        base = self.rich_style
        if y == 0:
            return self._head()
        if y > len(self._lines):
            return Strip.blank(self.size.width, base)
        bold = base + self.get_component_rich_style("band--key", partial=True)
        segments = [Segment(" ", base)]
        segments += [Segment(text, bold if tone else base) for text, tone in self._lines[y - 1]]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _head(self) -> Strip:
        width, base = self.size.width, self.rich_style
        title = base + self.get_component_rich_style("band--title", partial=True)
        bold = base + self.get_component_rich_style("band--key", partial=True)
        room = width - sum(columns(word) + 2 for word, _name in self._words) - 2
        left = Strip([Segment(" " + cut(self._title, max(room, 8)), title)]).adjust_cell_length(max(room + 1, 0), base)
        segments, used = list(left), left.cell_length
        self._spans = []
        for word, name in self._words:
            self._spans.append((used, used + columns(word), name))
            segments += [Segment(word, bold), Segment("  ", base)]
            used += columns(word) + 2
        return Strip(segments).adjust_cell_length(width, base)

    def _arrange(self) -> None:
        if self.size.width:
            self._lines = wrapped(self._sentence, self.size.width - 2)
            self.styles.height = 1 + len(self._lines)
            self.refresh()
