"""A choice that is one line among several: tab leaves it as it is, and goes on to the next."""

from typing import ClassVar

from roadshow.api import N_
from roadshow.tui.keys import Act, bound
from roadshow.tui.screens.choice import Choice


class FactChoice(Choice):
    """Comes back with the value of an option, or None; `step` says which line is wished after it."""

    BINDINGS: ClassVar = bound(
        Act("fact.next", "go_on(1)", N_("next"), N_("Leave this as it is and go on to the next line")),
        Act("fact.before", "go_on(-1)", "", N_("Leave this as it is and go back to the line before")),
    )
    step = 0

    def action_go_on(self, step: int) -> None:
        """Go on without an answer."""
        self.step = step
        self.dismiss(None)
