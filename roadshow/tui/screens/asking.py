"""Asking for one line until it is accepted: what was typed and refused stands in the line again."""

from collections.abc import Callable

from textual.screen import Screen

from roadshow.tui.screens.ask import Ask


def ask_until(
    screen: Screen[None],
    title: str,
    accepted: Callable[[str], bool],
    *,
    value: str = "",
    hint: str = "",
    onward: Callable[[int], None] | None = None,
) -> None:
    """Ask over a screen; `accepted` does it and says whether that went well. Nothing typed is lost by a refusal.

    Where the line is one of several, `onward` opens the next (1) or the one before (-1); what was not changed is not saved.
    """

    def ask(shown: str) -> None:
        asked = Ask(title, value=shown, hint=hint, among=onward is not None)

        def answered(text: str | None) -> None:
            same = asked.step != 0 and text == value
            if text is not None and not same and not accepted(text):
                ask(text)
            elif asked.step and onward is not None:
                onward(asked.step)

        screen.app.push_screen(asked, answered)

    ask(value)
