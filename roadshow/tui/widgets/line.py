"""One line of texts, each in its tone; drawn again without any layout."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from roadshow.tui.presentation.cells import TONES, Cell, fitted

BETWEEN = " · "


class Line(Widget):
    """Cells on one line with a dot between, the first ones first where it is narrow."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{tone}" for tone in TONES}
    DEFAULT_CSS = """
    Line { height: 1; background: $surface; }
    Line > .line--good { color: $text-success; }
    Line > .line--doubt { color: $text-warning; }
    Line > .line--bad { color: $text-error; text-style: bold; }
    Line > .line--dim { color: $foreground-muted; }
    Line > .line--strong { text-style: bold; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._cells: tuple[Cell, ...] = ()

    def show(self, cells: Sequence[Cell]) -> None:
        """Show these."""
        if tuple(cells) != self._cells:
            self._cells = tuple(cells)
            self.refresh()

    @property
    def text(self) -> str:
        """All that stands there, for tests and for who reads aloud."""
        return BETWEEN.join(each.text for each in self._cells)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        segments = [Segment(" ", base)]
        for place, each in enumerate(self._cells):
            if place:
                segments.append(Segment(BETWEEN, base))
            segments.append(Segment(each.text, base + self._tint(each.tone)))
        strip = Strip(segments)
        if strip.cell_length > width:
            text = fitted("".join(segment.text for segment in segments), width)
            strip = Strip([*strip.crop(0, width - 1), Segment("…", base)]) if text else strip
        return strip.adjust_cell_length(width, base)

    def _tint(self, tone: str) -> Style:
        if not tone:
            return Style()
        style = self.get_component_rich_style(f"line--{tone}", partial=True)
        return Style(color=style.color, bold=style.bold)
