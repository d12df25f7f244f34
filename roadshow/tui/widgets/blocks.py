"""A short list of blocks of a few lines each: stops of a route, tasks, choices, entries of the help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from roadshow.api import N_
from roadshow.tui.engine.styled import Styled, steady_size
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import TONES, Block
from roadshow.tui.widgets.targets import Target


class Blocks(Styled, ScrollView, can_focus=True):
    """Blocks one under the other, with a cursor on those that have a key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"blocks--cursor", *(f"blocks--{tone}" for tone in TONES)}
    DEFAULT_CSS = """
    Blocks { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; background: $surface;
             scrollbar-background: $surface; scrollbar-background-hover: $surface; scrollbar-color: $foreground-muted; }
    Blocks > .blocks--cursor { background: $boost; text-style: bold; }
    Blocks:focus > .blocks--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    Blocks > .blocks--good { color: $text-success; }
    Blocks > .blocks--doubt { color: $text-warning; }
    Blocks > .blocks--bad { color: $text-error; }
    Blocks > .blocks--dim { color: $foreground-muted; }
    Blocks > .blocks--strong { text-style: bold; }
    """
    BINDINGS: ClassVar = bound(
        Act("blocks.down", "move(1)", "", N_("One down")),
        Act("blocks.up", "move(-1)", "", N_("One up")),
        Act("blocks.page_down", "move(8)", "", N_("Some down")),
        Act("blocks.page_up", "move(-8)", "", N_("Some up")),
        Act("blocks.home", "move(-9999)", "", N_("To the first")),
        Act("blocks.end", "move(9999)", "", N_("To the last")),
        Act("blocks.open", "open", N_("open"), N_("Open this")),
    )

    virtual_size = steady_size()

    @dataclass
    class Chosen(Message):
        """A block was chosen by Enter or by the mouse."""

        blocks: "Blocks"
        key: str

    @dataclass
    class Moved(Message):
        """The cursor stands on another block."""

        blocks: "Blocks"
        key: str

    @dataclass
    class MenuAsked(Message):
        """The right button was pressed on a block."""

        blocks: "Blocks"
        key: str
        x: int
        y: int

    @dataclass
    class Widened(Message):
        """There is another width to write lines for."""

        blocks: "Blocks"
        width: int

    def __init__(self, *, once: bool = False, waiting: bool = False, **named: Any) -> None:
        """Make an empty list. Where `once`, one click chooses, as in a menu; `waiting`, the cursor comes with the keys."""
        super().__init__(**named)
        self._once = once
        self._waiting = waiting
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._doors: list[int] = []
        self._at = 0
        self._width = 0

    @property
    def key(self) -> str:
        """The key under the cursor, empty where there is none."""
        return self._blocks[self._doors[self._at]].key if self._doors else ""

    @property
    def wide(self) -> int:
        """How many columns there are to write in, beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in order."""
        return tuple(self._blocks[place].key for place in self._doors)

    def show(self, blocks: Sequence[Block], key: str = "") -> None:
        """Show these; the cursor goes to `key`, else stays on the block it was on, else on the first."""
        wanted = key or self.key
        self._blocks = tuple(blocks)
        self._lines = [(place, line) for place, block in enumerate(blocks) for line in range(len(block.lines))]
        self._starts, total = [], 0
        for block in blocks:
            self._starts.append(total)
            total += len(block.lines)
        self._doors = [place for place, block in enumerate(blocks) if block.key]
        keys = self.keys
        self._at = keys.index(wanted) if wanted in keys else min(self._at, max(len(keys) - 1, 0)) if not key else 0
        self._grow(total)
        self._reveal()
        self.refresh()

    def go(self, key: str) -> None:
        """Put the cursor on a block."""
        if key in self.keys:
            self._put(self.keys.index(key))

    def jump_targets(self) -> Iterator[Target]:
        """Give the blocks that are in view."""
        top = round(self.scroll_y)
        for at, place in enumerate(self._doors):
            line = self._starts[place] - top
            if 0 <= line < self.size.height:
                x, y = self.content_region.x, self.content_region.y + line
                yield Target(self, x, y, partial(self._put, at))

    def action_move(self, by: int) -> None:
        """Move the cursor by blocks."""
        if self._doors:
            self._put(max(0, min(self._at + by, len(self._doors) - 1)))

    def action_open(self) -> None:
        """Choose the block under the cursor."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Move there; a second click chooses, the right button asks for a menu."""
        inside = event.get_content_offset(self)
        line = inside.y + round(self.scroll_y) if inside is not None else len(self._lines)
        if line >= len(self._lines) or not self._blocks[self._lines[line][0]].key:
            return
        event.stop()
        block = self._blocks[self._lines[line][0]]
        self._put(self._doors.index(self._lines[line][0]))
        if event.button == 3:
            self.post_message(self.MenuAsked(self, self.key, event.screen_x, event.screen_y))
        elif self._once or event.chain == (1 if block.once else 2):
            self.action_open()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in view."""
        self._grow(len(self._lines))
        self._reveal()
        if self.wide != self._width:
            self._width = self.wide
            self.post_message(self.Widened(self, self._width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base = self.wide, self.ground()
        line = y + round(self.scroll_y)
        if line >= len(self._lines):
            return Strip.blank(width, base)
        place, part = self._lines[line]
        block = self._blocks[place]
        on_cursor = bool(block.key) and bool(self._doors) and self._doors[self._at] == place
        on_cursor = on_cursor and (self.has_focus or not self._waiting)
        if on_cursor:
            base += self.get_component_rich_style("blocks--cursor", partial=True)
        segments = [Segment("› " if on_cursor and not part else "  ", base)] if self._doors else []
        for text, tone in block.lines[part]:
            segments.append(Segment(text, base + self._tint(tone)))
        return Strip(segments).adjust_cell_length(width, base)

    def _grow(self, lines: int) -> None:
        """Be so many lines high, without a new layout where the screen has given this its place."""
        if self.virtual_size != Size(self.wide, lines):
            self.virtual_size = Size(self.wide, lines)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = lines
            if self.styles.auto_dimensions:
                self.refresh(layout=True)

    def _tint(self, tone: str) -> Style:
        if not tone:
            return Style()
        style = self.get_component_rich_style(f"blocks--{tone}", partial=True)
        return Style(color=style.color, bold=style.bold)

    def _put(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self, self.key))

    def _reveal(self) -> None:
        if not self._doors or not self.size.height:
            return
        place = self._doors[self._at]
        first = 0 if self._at == 0 else self._starts[place]
        last = self._starts[place] + len(self._blocks[place].lines)
        top = round(self.scroll_y)
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif last > top + self.size.height:
            self.scroll_to(y=last - self.size.height, animate=False, immediate=True, force=True)
