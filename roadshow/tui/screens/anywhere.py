"""What can be done anywhere, for who has a mouse and no keys: take back, find, look around, leave."""

from textual.screen import Screen

from roadshow.api import N_, _
from roadshow.tui.screens.choice import Choice, lettered

ANYWHERE = (
    ("app.undo", N_("Take back the last change")),
    ("app.redo", N_("Do again what was taken back")),
    ("app.go_back", N_("Go back to where you were")),
    ("app.command_palette", N_("Find any command by typing")),
    ("app.goto", N_("Go to an area, a stop, a person or a list, by typing")),
    ("app.help", N_("Show all keys, and find what you look for")),
    ("app.colours", N_("Other colours: dark, light, high contrast")),
    ("app.tour", N_("A guided tour of two minutes, on a copy that is thrown away")),
    ("app.about_program", N_("About this program: versions, folders, and whether all is well")),
    ("app.leave", N_("Leave the program; everything is saved")),
)


def ask_anywhere(screen: Screen[None], at: tuple[int, int]) -> None:
    """Ask at a place on the screen what is to be done, and do it."""

    async def chosen(action: str | None) -> None:
        if action:
            await screen.run_action(action)

    options = lettered((_(words), action) for action, words in ANYWHERE)
    screen.app.push_screen(Choice(_("What now?"), options, at=at), chosen)
