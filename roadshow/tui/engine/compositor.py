"""How the widgets of a screen become its lines: of an update, only what shows there is drawn.

Textual draws every widget in the rectangle around all changes: what lies under others too, and what lies between two
changes far apart. That is half of what a key costs.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

Cut = tuple[tuple[int, ...], tuple[int, ...]]


class FrugalCompositor(Compositor):
    """As Textual's, from front to back; a widget is asked for its lines only where nothing before it covers them."""

    def __init__(self) -> None:
        super().__init__()
        self._cut_of: list[list[int]] | None = None
        self._cut: dict[tuple[int, int, int], Cut] = {}

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """Return for each line its pieces by the column where they begin, in order; None for what is not asked for."""
        cuts = self.cuts
        if cuts is not self._cut_of:
            self._cut_of, self._cut = cuts, {}
        pieces: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        lacking = {y: self._count(cuts[y], crop) for y in crop.line_range if y < len(cuts) and is_rendered_line(y)}
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            lines = [y for y in shown.line_range if lacking.get(y)] if shown.overlaps(crop) else []
            if not lines:
                continue
            strips = widget.render_lines(Region(shown.x - region.x, shown.y - region.y, shown.width, shown.height))
            for y in lines:
                begins, ends = self._cut_at(y, *shown.column_span)
                line = pieces[y]
                for x, strip in zip(begins, strips[y - shown.y].divide(ends), strict=False):
                    if line[x] is None:
                        line[x] = strip
                        lacking[y] -= x < crop.right and x + strip.cell_length > crop.x
        return cast("Sequence[Mapping[int, Strip]]", pieces)

    def _count(self, cuts: Sequence[int], crop: Region) -> int:
        """Count the pieces of a line that lie inside."""
        return sum(1 for x, end in pairwise(cuts) if x < crop.right and end > crop.x)

    def _cut_at(self, y: int, first: int, last: int) -> Cut:
        """Return where pieces of a widget begin on a line, and where they end counted from its own first column."""
        cut = self._cut.get((y, first, last))
        if cut is None:
            places = tuple(place for place in (self._cut_of or [])[y] if first <= place <= last)
            cut = self._cut[y, first, last] = places[:-1], tuple(place - first for place in places[1:])
        return cut
