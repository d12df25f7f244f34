"""What is taken over from a list: a menu in which each kind of other values and of proposals is put on and off."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.app import App

from roadshow.api import ABSENT_OFF, N_, Counts, Mode, _
from roadshow.tui.behind.bringing import Wish
from roadshow.tui.presentation import taking_over as words
from roadshow.tui.screens.choice import Choice, Option, lettered

_MODES = {
    Mode.FILL: N_("fill what is empty; what we know stays"),
    Mode.UPDATE: N_("the file goes before what we know"),
    Mode.NEW: N_("only new people come in"),
}


@dataclass(frozen=True, slots=True)
class TakingMenu:
    """The menu of one file. `changed` is told of each new wish, which the file is then read anew with."""

    app: App[object]
    changed: Callable[[Wish], None]

    def ask(self, wish: Wish, counts: Counts, now: str = "") -> None:
        """Show what can be put on and off, and show it again after each."""

        def chosen(value: str | None) -> None:
            if value is None:
                return
            if value == words.MODE:
                self._ask_mode(wish, counts)
            elif value == words.ABSENT:
                self._ask_absent(wish, counts)
            else:
                self._go_on(words.turned(wish, value), counts, value)

        options = lettered(words.options(wish, counts))
        self.app.push_screen(Choice(_("Take over from the file"), options, now=now), chosen)

    def _ask_mode(self, wish: Wish, counts: Counts) -> None:
        def chosen(value: str | None) -> None:
            mode = Mode(value) if value else wish.taking.mode
            self._go_on(replace(wish, taking=wish.taking._replace(mode=mode)), counts, words.MODE)

        options = lettered((_(text), mode.value) for mode, text in _MODES.items())
        self.app.push_screen(Choice(_("Who is known already"), options, now=wish.taking.mode.value), chosen)

    def _ask_absent(self, wish: Wish, counts: Counts) -> None:
        tag = _("former")
        options = [
            Option("l", _("Leave them as they are"), "leave"),
            Option("t", _("Give them the tag “{tag}”").format(tag=tag), tag),
            *([Option("o", _("Take them off the guest list"), ABSENT_OFF)] if wish.stop else []),
        ]

        def chosen(value: str | None) -> None:
            absent = wish.absent if value is None else "" if value == "leave" else value
            self._go_on(replace(wish, absent=absent), counts, words.ABSENT)

        title = _("Who is not on the list any more")
        self.app.push_screen(Choice(title, options, lines=[", ".join(counts.absent_names)], now=wish.absent), chosen)

    def _go_on(self, wish: Wish, counts: Counts, now: str) -> None:
        self.changed(wish)
        self.ask(wish, counts, now)
