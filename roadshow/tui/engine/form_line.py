"""A line of a form: what is typed behind its Enter belongs to the line below, however fast it comes."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.widgets import Input


class FormLine(Input):
    """A line that tells its form of Enter before it looks at the next key."""

    def __init__(self, onward: Callable[[int], None], value: str = "", **named: Any) -> None:
        """Make a line; `onward` goes along the lines of the form by so many."""
        super().__init__(value, **named)
        self._onward = onward

    async def _on_key(self, event: events.Key) -> None:
        """Go on at Enter; hand on what was already under way to here when the line was left."""
        if self.screen.focused is not self:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._onward(1)
        else:
            await super()._on_key(event)
