"""The keys of what has the keys now, on one line. Drawn again only where they are others than before."""

from contextlib import suppress
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ScreenStackError
from textual.strip import Strip

from roadshow.api import _
from roadshow.tui.engine.styled import Styled
from roadshow.tui.keys import shown

HELP, LEAVE = "help", "leave"
"""The actions that stay in view however narrow it is: who has only a mouse needs the way out of what lies on top."""


class KeyLine(Styled):
    """The footer. A click on a key does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keyline--key"}
    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; color: $foreground; }
    KeyLine > .keyline--key { color: $accent; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[tuple[str, str, str], ...] = ()
        self._doers: dict[str, tuple[str, Any]] = {}
        self._does: dict[str, str] = {}
        self._spans: list[tuple[int, int, str]] = []
        self._kept = {HELP}

    def on_mount(self) -> None:
        """Hear when the keys change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.recount())
        with suppress(
            ScreenStackError
        ):  # from Python 3.12 on a screen is mounted before it is shown; the signal follows
            self.recount()

    def recount(self) -> None:
        """Look which keys there are now."""
        own: list[tuple[str, str, str]] = []
        entries: list[tuple[str, str, str]] = []
        self._doers.clear()
        self._kept = {HELP}
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in self._doers:
                self._doers[binding.action] = (binding.action, active.node)
                self._does[binding.action] = binding.tooltip
                if binding.action == LEAVE and active.node is self.screen:
                    self._kept.add(LEAVE)
                first = active.node is self.screen and not typing
                (own if first else entries).append((shown(key), binding.description, binding.action))
        entries = own + entries
        entries.sort(key=lambda entry: entry[2] == HELP)
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.refresh()

    @property
    def text(self) -> str:
        """What stands there, for tests."""
        return "  ".join(f"{key} {_(word)}" for key, word, _action in self._entries)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  a line API has one line here
        """Draw the keys that fit."""
        width, base = self.size.width, self.ground()
        bold = base + self.get_component_rich_style("keyline--key", partial=True)
        segments, used = [Segment(" ", base)], 1
        self._spans = []
        pieces = [
            (Strip([Segment(key, bold), Segment(f" {_(word)}  ", base)]), action) for key, word, action in self._entries
        ]
        kept = sum(piece.cell_length for piece, action in pieces if action in self._kept)
        for piece, action in pieces:
            kept -= piece.cell_length if action in self._kept else 0
            if used + piece.cell_length - 2 > width - kept:
                continue
            self._spans.append((used, used + piece.cell_length, action))
            segments += piece
            used += piece.cell_length
        return Strip(segments).adjust_cell_length(width, base)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say in a whole sentence what the key under the mouse does."""
        name = self._under(event.x)
        does = _(self._does[name]) if self._does.get(name) else None
        if self.tooltip != does:
            self.tooltip = does

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does. Its sentence goes: it would lie over what is said then."""
        name = self._under(event.x)
        self.tooltip = None
        if name in self._doers:
            action, node = self._doers[name]
            await self.app.run_action(action, node)

    def _under(self, x: int) -> str:
        return next((name for start, end, name in self._spans if start <= x < end), "")
