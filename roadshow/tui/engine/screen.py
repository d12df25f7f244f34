"""The screen of Textual, drawn at once and no more than needed; and its picture."""

from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from roadshow.tui.engine.app import EngineApp
from roadshow.tui.engine.compositor import FrugalCompositor


class QuickScreen(Screen[ScreenResultType]):
    """A screen that is painted after each key without waiting for Textual's next tick."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, which draws the whole screen anew at each move of the focus; here only what changed is drawn."""
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()

    def on_idle(self, event: events.Idle) -> None:
        """Paint at once what a key brought about; after any other frame Textual would first wait for its next tick."""
        changed = self._dirty_widgets or self._scroll_required or self._layout_required or self._repaint_required
        if changed and self.is_current and getattr(self.app, "hurried", False):
            event.prevent_default()
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        """Draw; while areas change hands Textual would draw too, and then not show it."""
        if not (isinstance(self.app, EngineApp) and self.app.is_drawing_held):
            super()._compositor_refresh()


def picture_of(screen: Screen[ScreenResultType], size: Size) -> list[Strip]:
    """Return the lines of a screen as it is now."""
    return screen._compositor.render_strips(size)  # noqa: SLF001  the picture of a screen has no public name
