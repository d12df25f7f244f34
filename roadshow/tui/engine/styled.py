"""What widgets that draw their own lines share: a style that is not counted anew for each line, and a size of their own."""

from typing import Any

from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


class Styled(Widget):
    """A widget that remembers its style until it changes."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ground: Style | None = None

    def ground(self) -> Style:
        """Return the style of the widget itself."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def notify_style_update(self) -> None:
        """Forget the style: it is another now."""
        super().notify_style_update()
        self._ground = None


def steady_size() -> Reactive[Size]:
    """Return a `virtual_size` that may change without everything on the screen being laid out and drawn anew."""
    return Reactive(Size(0, 0))
