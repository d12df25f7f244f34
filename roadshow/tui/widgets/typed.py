"""A line to type in whose Enter stands among the keys, so that who has only a mouse can click it."""

from typing import ClassVar

from textual.widgets import Input

from roadshow.api import N_
from roadshow.tui.keys import Act, bound


class Typed(Input):
    """A line that says how it is taken."""

    BINDINGS: ClassVar = bound(Act("typed.take", "submit", N_("save"), N_("Save what stands here")))
