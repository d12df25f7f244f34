"""A waiting list in numbers, and the sentence about it that findings, the line and the screen share."""

from typing import NamedTuple

from roadshow.domain.findings import Place
from roadshow.domain.wording import _, ngettext

NAMED = 3
"""How many of those who are next are named in the sentence."""


class Queue(NamedTuple):
    """The waiting list of a stop in numbers; people are counted with those who come along.

    `free` are the places of the stop that nobody has, None where only groups or sessions have a limit. `next` are the
    sizes of those who can be offered a place, in order; `lapsed` are those who let an offer lapse.
    """

    free: int | None = None
    waiting: int = 0
    next: tuple[int, ...] = ()
    lapsed: tuple[Place, ...] = ()

    def said(self) -> str:
        """Say it: 2 places free, 3 people waiting: first a group of 2, then one person."""
        free = max(self.free or 0, 0)
        parts = [
            ngettext("{count} place free", "{count} places free", free).format(count=f"{free:,}")
            if self.free is not None
            else _("places free in a group"),
            ngettext("{count} person waiting", "{count} people waiting", self.waiting).format(
                count=f"{self.waiting:,}"
            ),
        ]
        order = [_sized(size) for size in self.next[:NAMED]]
        if not order:
            return ", ".join(parts)
        said = [_("first {who}").format(who=order[0]), *(_("then {who}").format(who=who) for who in order[1:])]
        return f"{', '.join(parts)}: {', '.join(said)}{' …' if len(self.next) > NAMED else ''}"


def _sized(heads: int) -> str:
    return ngettext("one person", "a group of {count}", heads).format(count=heads)
