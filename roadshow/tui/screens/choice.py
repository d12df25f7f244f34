"""A small menu over the screen: one key or one click each. Esc leaves everything as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, columns
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import Block, Cell, cell, wrapped
from roadshow.tui.widgets.blocks import Blocks

SIGNS = "1234567890abcdefhilmnoprstuvwxyz"
"""Keys for options without a letter of their own: none that moves through the menu or leaves it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its key, empty where it has none, its words, and what comes back."""

    key: str
    words: str
    value: str


def lettered(several: Iterable[tuple[str, str]], signs: str = SIGNS) -> list[Option]:
    """Return options of words and values, with a key each as far as there are keys."""
    return [Option(key, words, value) for key, (words, value) in zip(chain(signs, repeat("")), several, strict=False)]


class Choice(Modal[str | None]):
    """Options with a letter each; comes back with the value of one, or None."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "choice.tcss"
    BINDINGS: ClassVar = bound(Act("choice.leave", "leave", N_("leave"), N_("Leave everything as it is")))

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        lines: Sequence[str] = (),
        at: tuple[int, int] | None = None,
        now: str = "",
    ) -> None:
        """Ask; the cursor begins on the option whose value is `now`, else on the first."""
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._lines_above = tuple(lines)
        self._place = at
        self._now = now

    def compose(self) -> ComposeResult:
        """Title, explanation, options."""
        self._blocks = Blocks(once=True, id="options")
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            for line in self._lines_above:
                yield Static(line, markup=False, classes="explained")
            yield self._blocks

    def on_mount(self) -> None:
        """Show the options, near the mouse where it was asked by mouse."""
        box = self.query_one("#box")
        texts = [self._title, *self._lines_above, *(f"{option.key:1}  {option.words}" for option in self._options)]
        width = min(max(columns(text) for text in texts) + 8, self.size.width)
        box.styles.width = width
        blocks = [_block(option, width - 11) for option in self._options]
        self._blocks.show(blocks, self._now)
        lines = sum(len(block.lines) for block in blocks)
        self._blocks.styles.height = lines
        if self._place is not None:
            height = lines + len(self._lines_above) + 3
            x = max(min(self._place[0], self.size.width - width), 0)
            y = max(min(self._place[1], self.size.height - height), 0)
            self.styles.align_horizontal, self.styles.align_vertical = "left", "top"
            box.styles.offset = (x, y)
        self._blocks.focus()

    def on_key(self, event: events.Key) -> None:
        """Take a letter of an option."""
        for option in self._options:
            if event.character == option.key:
                event.stop()
                event.prevent_default()
                self.dismiss(option.value)
                return

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Take the option under the cursor or the mouse."""
        self.dismiss(event.key)

    def on_click(self, event: events.Click) -> None:
        """Leave on a click beside the box."""
        if not self.query_one("#box").region.contains(event.screen_x, event.screen_y):
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def _block(option: Option, width: int) -> Block:
    """Write an option behind its key, on as many lines as that takes."""
    first, *others = wrapped(cell(option.words).text, width)
    return Block(
        option.value,
        ((Cell(f"{option.key:1}  ", "strong"), Cell(first)), *((Cell(f"   {line}"),) for line in others)),
    )
