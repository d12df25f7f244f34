"""Writing a setting from a screen: asked first where comments would go, refused in a sentence, used at once."""

import os
from collections.abc import Callable
from pathlib import Path

from roadshow.api import RoadshowError, _, choose_language
from roadshow.tui import settled
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.settled import CommentsLostError


def settle(
    screen: AreaScreen, write: Callable[[bool], Path], done: Callable[[Path], None], *, losing: bool = False
) -> bool:
    """Write and use a setting; `write` is told whether comments may go. False where it was refused."""
    if screen.locked():
        return False
    try:
        path = write(losing)
        take_over(screen)
    except CommentsLostError as error:
        _ask(screen, error, lambda: settle(screen, write, done, losing=True))
        return True
    except RoadshowError as error:
        screen.refuse(error)
        return False
    except OSError as error:
        screen.tell(_("Your settings cannot be written: {reason}.").format(reason=error), bad=True)
        return False
    done(path)
    return True


def take_over(screen: AreaScreen) -> None:
    """Use what can be used at once: the language, what the checker goes by, and what forms begin with."""
    found = settled.settings_of(screen.desk.office)
    if found.core.language != screen.desk.office.settings.core.language:
        screen.keep()
        choose_language(found, os.environ)
        screen.arrive(screen.here())
        for widget in screen.query("*"):
            widget.refresh()
        screen.call_later(screen.run_action, "app.anew")
    screen.desk.settle(found)
    screen.call_later(screen.run_action, "app.look_for_commands")


def look_outside(screen: AreaScreen, written: Path) -> None:
    """Use what somebody wrote into a settings file by hand; what cannot be read is said, and the old ones stay."""
    before = screen.desk.office.settings
    try:
        if settled.settings_of(screen.desk.office).says_the_same(before):
            return
        take_over(screen)
    except RoadshowError as error:
        screen.refuse(error)
        return
    for other in screen.others():
        other.workspace_moved()
    now = screen.desk.office.settings.core
    later = (now.mouse, now.read_only) != (before.core.mouse, before.core.read_only)
    hint = _("The mouse and reading only count when you start again.") if later else ""
    screen.tell(_("Your settings in {file} are taken over.").format(file=written.name), hint=hint)


def _ask(screen: AreaScreen, error: CommentsLostError, again: Callable[[], object]) -> None:
    def decided(answer: str | None) -> None:
        if answer == "write":
            again()

    options = (Option("w", _("Write it; the copy keeps them"), "write"), Option("l", _("Leave it"), "leave"))
    screen.app.push_screen(Choice(error.message, options, lines=[error.hint]), decided)
