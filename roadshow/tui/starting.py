"""Start of the screen: which workspace, where one was, and the end in order."""

import gc
import os
import sys
from functools import partial
from pathlib import Path

from roadshow.api import (
    Person,
    Query,
    Roadshow,
    RoadshowError,
    StoreError,
    Strikes,
    _,
    create_workspace,
    new_workspace_path,
    open_office,
    workspace_path,
)
from roadshow.tui.app import TOURING, RoadshowApp
from roadshow.tui.areas import AREAS
from roadshow.tui.behind.desk import Desk
from roadshow.tui.behind.outpost import Outpost, possible
from roadshow.tui.keys import chosen
from roadshow.tui.places import Place
from roadshow.tui.remembering import last_place, last_theme, remember

FIRST = "plan"
"""The name of the workspace that is made where there is none yet."""
TURN = 0.0005
"""Seconds that another thread may go on while the keys wait for their turn; Python's own 5 ms are felt at each key."""


def open_screen(named: str | None = None, *, read_only: bool = False) -> None:
    """Open the workspace that is named, or the usual one, and stay until the user leaves.

    Where there is none at all an empty one is made, so that the first thing a newcomer sees is a welcome.
    Raises RoadshowError for a workspace or a file of keys that cannot be read, and whatever broke the screen.
    """
    gc.disable()
    sys.setswitchinterval(TURN)
    path = workspace_to_open(named)
    told = ""
    while True:
        code, backup = _shown(path, told, read_only=read_only)
        told = ""
        if code == TOURING:
            from roadshow.tui.tour.starting import open_tour  # noqa: PLC0415  only who takes the tour pays for it

            open_tour()
        elif backup is not None:
            told = _restored(path, backup)
        else:
            return


def _restored(path: Path, backup: Path) -> str:
    """Put a backup back while nothing of ours has the workspace open; return what is to be told of it."""
    from roadshow.api import restore  # noqa: PLC0415  few put one back

    try:
        restore(path, backup)
    except RoadshowError as error:
        return f"{error.message} {error.hint}".strip()
    return _("The backup is put back. What stood here is the newest backup now.")


def _shown(path: Path, told: str, *, read_only: bool) -> tuple[int | None, Path | None]:
    """Show a workspace until the user leaves; return what the app left with, and the backup to put back.

    `told` is said as soon as it stands there.
    """
    given = {"read_only": True} if read_only else None
    posts = (lambda: Outpost(path, read_only=read_only)) if possible() else None
    opener = partial(open_office, path, given=given, strikes=Strikes())
    desk = Desk(opener, path.stem, unasked=True, posts=posts)
    try:
        keymap = chosen()
        app = RoadshowApp.opened(desk, first_place(desk, path), theme=last_theme(), keymap=keymap)
        if os.environ.get("TEXTUAL_DRIVER"):  # textual-serve sets it for the program of a tab
            from roadshow.tui.browser.driver import TabDriver  # noqa: PLC0415  only a tab pays for it

            app.driver_class = TabDriver
        app.first_word = told
        place: Place | None = Place("programme")  # where it breaks it might break again
        try:
            place = app.stay()
        finally:
            remember(path, place, app.theme)
        return app.return_code, app.to_restore
    finally:
        desk.close()


def workspace_to_open(named: str | None) -> Path:
    """Return the workspace that is meant; make the first one where there is none at all."""
    try:
        return workspace_path(os.environ, named)
    except StoreError:
        path = new_workspace_path(os.environ, FIRST)
        if path.exists() or any(path.parent.glob("*.roadshow")):
            raise
        create_workspace(path)
        return path


def first_place(desk: Desk, path: Path) -> Place:
    """Return where to begin: the welcome where there is nothing yet, the people where only they are, else where one was."""
    if desk.office.store.count(Query(Roadshow)) == 0:
        return Place("people" if desk.office.store.count(Query(Person)) else "welcome")
    held = last_place(path)
    return held if held is not None and held.area in AREAS else Place("programme")
