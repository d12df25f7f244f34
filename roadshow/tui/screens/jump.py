"""Jump mode: a letter on everything that can have the keys, on rows and on cells of a board."""

from collections.abc import Iterator
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from roadshow.api import N_
from roadshow.tui.engine.modal import Modal
from roadshow.tui.engine.screen import picture_of
from roadshow.tui.keys import Act, bound
from roadshow.tui.widgets.targets import Jumpable, Target

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def targets(screen: Screen[Any]) -> list[Target]:
    """Return what can be jumped to on a screen, from the top down."""
    found: list[Target] = []
    for widget in screen.focus_chain:
        own = list(widget.jump_targets()) if isinstance(widget, Jumpable) else []
        found += own or [Target(widget, widget.region.x, widget.region.y)]
    return sorted(found, key=lambda target: (target.y, target.x))


def labels(count: int) -> list[str]:
    """Return so many names of one letter, or of two where one is not enough; none begins another."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    pairs = [first + second for first in LETTERS for second in LETTERS]
    return pairs[:count]


class Picture(Widget):
    """The screen as it was, with a name on each target."""

    DEFAULT_CSS = "Picture { width: 1fr; height: 1fr; }"

    def __init__(self, behind: list[Strip]) -> None:
        super().__init__()
        self._behind = behind
        self._names: list[tuple[str, Target]] = []

    def show(self, names: list[tuple[str, Target]]) -> None:
        """Put these names on it."""
        self._names = names
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen behind, with names over it."""
        strip = self._behind[y] if y < len(self._behind) else Strip.blank(self.size.width, self.rich_style)
        for name, target in self._names:
            if target.y == y:
                label = Strip([Segment(name, Style(bold=True, color="black", bgcolor="yellow"))])
                left = strip.crop(0, target.x)
                right = strip.crop(target.x + label.cell_length, self.size.width)
                strip = Strip.join([left, label, right])
        return strip


class Jump(Modal[Target | None]):
    """Waits for the letters of a target; comes back with it, or None."""

    CSS_PATH = "jump.tcss"
    BINDINGS: ClassVar = bound(Act("jump.leave", "leave", N_("leave"), N_("Stay here")))

    def __init__(self, behind: Screen[Any]) -> None:
        super().__init__()
        found = targets(behind)
        self._named = list(zip(labels(len(found)), found, strict=False))
        self._typed = ""
        self._drawn_at = behind.size
        self._picture = Picture(picture_of(behind, behind.size))

    def compose(self) -> ComposeResult:
        """Yield the picture alone."""
        yield self._picture

    def on_mount(self) -> None:
        """Show all names."""
        self._picture.show(self._named)

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        letter = event.character or ""
        if letter and letter in LETTERS:
            event.stop()
            self._typed += letter
            left = list(self._left())
            if len(left) == 1 and left[0][0] == "":
                self.dismiss(left[0][1])
            elif not left:
                self.dismiss(None)
            else:
                self._picture.show(left)

    def on_resize(self, event: events.Resize) -> None:
        """Leave where the screen gets another size: what the letters stood on is elsewhere now."""
        if event.size != self._drawn_at:
            self.dismiss(None)

    def on_click(self) -> None:
        """Leave on a click."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Stay here."""
        self.dismiss(None)

    def _left(self) -> Iterator[tuple[str, Target]]:
        for name, target in self._named:
            if name.startswith(self._typed):
                yield name.removeprefix(self._typed), target
