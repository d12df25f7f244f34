"""One line of texts, each in its tone; drawn again without any layout."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from roadshow.tui.engine.styled import Styled
from roadshow.tui.presentation.cells import TONES, Cell

BETWEEN = " · "


class Line(Styled):
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
        self._short: tuple[Cell, ...] = ()

    def show(self, cells: Sequence[Cell], short: Sequence[Cell] = ()) -> None:
        """Show these, or the short ones where these do not fit."""
        if (tuple(cells), tuple(short)) != (self._cells, self._short):
            self._cells, self._short = tuple(cells), tuple(short)
            self.refresh()

    @property
    def text(self) -> str:
        """All that stands there, for tests and for who reads aloud."""
        return BETWEEN.join(each.text for each in self._cells)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        base = self.ground()
        if y:
            return Strip.blank(width, base)
        strip = self._joined(self._cells)
        if strip.cell_length > width and self._short:
            strip = self._joined(self._short, " ")
        if strip.cell_length > width:
            strip = Strip([*strip.crop(0, width - 1), Segment("…", base)])
        return strip.adjust_cell_length(width, base)

    def _joined(self, cells: Sequence[Cell], between: str = BETWEEN) -> Strip:
        base = self.ground()
        segments = [Segment(" ", base)]
        for place, each in enumerate(cells):
            if place:
                segments.append(Segment(between, base))
            segments.append(Segment(each.text, base + self._tint(each.tone)))
        return Strip(segments)

    def _tint(self, tone: str) -> Style:
        if not tone:
            return Style()
        style = self.get_component_rich_style(f"line--{tone}", partial=True)
        return Style(color=style.color, bold=style.bold)
