"""roadshow new: an empty workspace."""

import os

import click

from roadshow.api import _, create_workspace, new_workspace_path, surroundings_told
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command(
    "new",
    cls=Leaf,
    help=_("Make an empty workspace. A bare NAME goes to your data folder, a path where you say."),
    example="roadshow new buurtronde",
)
@click.argument("name")
@pass_seat
def new(seat: Seat, /, *, name: str) -> None:
    """Make an empty workspace."""
    path = new_workspace_path(os.environ, name)
    create_workspace(path)
    printing.notices(surroundings_told(path))
    if seat.json:
        printing.as_json({"workspace": str(path)})
        return
    printing.say(_("Made {path}.").format(path=path))
    printing.say(_('Next: roadshow -w {path} roadshow add "NAME"').format(path=path))
