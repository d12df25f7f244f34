"""Asking for one line until it is accepted: what was typed and refused stands in the line again."""

from collections.abc import Callable

from textual.screen import Screen

from roadshow.tui.screens.ask import Ask


def ask_until(
    screen: Screen[None], title: str, accepted: Callable[[str], bool], *, value: str = "", hint: str = ""
) -> None:
    """Ask over a screen; `accepted` does it and says whether that went well. Nothing typed is lost by a refusal."""

    def answered(text: str | None) -> None:
        if text is not None and not accepted(text):
            ask_until(screen, title, accepted, value=text, hint=hint)

    screen.app.push_screen(Ask(title, value=value, hint=hint), answered)
