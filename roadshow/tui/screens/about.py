"""About this program: what `roadshow doctor` says, on the screen and to copy."""

from pathlib import Path
from typing import ClassVar

from roadshow.api import N_, Examined, Office, RoadshowError, _, columns, examined_program
from roadshow.tui.keys import Act, bound
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.reader import Reader


class About(Reader):
    """The page about the program."""

    DEFAULT_CSS = "About #page > #text { width: 100%; }"
    BINDINGS: ClassVar = bound(Act("about.copy", "copy", N_("copy"), N_("Copy all of this, for who helps you")))

    def action_copy(self) -> None:
        """Copy the page."""
        self.app.copy_to_clipboard(self._text)
        self.notify(_("Copied."), markup=False)


def show_about(screen: AreaScreen) -> None:
    """Examine the program in the reading thread, and show what is found."""
    screen.opening(_show(screen))


async def _show(screen: AreaScreen) -> None:
    try:
        found = await screen.desk.ask(_examined)
    except RoadshowError as error:
        screen.refuse(error)
        return
    facts = {"workspace": found.facts.pop("workspace"), **found.facts}
    width = max(columns(name) for name in facts)
    lines = [f"{name:{width}}  {value}" for name, value in facts.items() if value]
    screen.app.push_screen(About(_("About this program"), "\n".join([*found.verdict(), "", *lines])))


def _examined(office: Office) -> Examined:
    found = examined_program()
    path: Path = getattr(office.store, "path", Path())
    found.workspace(str(path), office.store.problems())
    found.surroundings(path)
    return found
