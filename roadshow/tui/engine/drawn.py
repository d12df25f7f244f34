"""A widget that draws its own lines, without border or padding, and only those that were said to have changed.

Textual asks a widget for all its lines wherever one of them changed. What is as it was is not drawn again.
"""

from typing import Any

from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Drawn(ScrollView):
    """Whoever draws says what to fill lines up with, in `filling`, and calls `refresh` with what changed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._lines: list[Strip] = []
        self._lines_of: Region | None = None
        self._touched: set[int] = set()

    def filling(self) -> Style:
        """Return the style of what a line leaves empty."""
        raise NotImplementedError

    def forget_lines(self) -> None:
        """Draw everything anew when it is next drawn."""
        self._lines_of = None

    def _set_dirty(self, *regions: Region) -> None:
        """Note which lines are to be drawn again, all where none are named: each `refresh` comes by here."""
        if not regions:
            self._lines_of = None
        for region in regions:
            self._touched.update(region.line_range)
        super()._set_dirty(*regions)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._lines_of = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what changed."""
        touched, self._touched = self._touched, set()
        every = range(crop.y, crop.bottom)
        whole = self._lines_of != crop
        if whole:
            self._lines = [Strip.blank(0)] * len(every)
            self._lines_of = crop
        filters, background = self.get_line_filters(), self.background_colors[1]
        for y in every if whole else touched.intersection(every):
            strip = self.render_line(y)
            if crop.x or strip.cell_length != crop.width:
                strip = strip.crop_extend(crop.x, crop.right, self.filling())
            for each in filters:
                strip = strip.apply_filter(each, background)
            self._lines[y - crop.y] = strip
        return self._lines
