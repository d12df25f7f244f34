"""roadshow tour: a guided tour of the screen, on a copy of the example."""

import sys

import click

from roadshow.api import BadInputError, _
from roadshow.cli import printing
from roadshow.cli.frame import Leaf


@click.command(
    "tour",
    cls=Leaf,
    help=_(
        "Take a guided tour of two minutes: a first plan, step by step, on the screen. It works on a copy of the "
        "example that is thrown away; your own workspace is not touched."
    ),
    example="roadshow tour",
)
def tour() -> None:
    """Take the tour."""
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        raise BadInputError(_("The tour needs a terminal."), _("Without one, read the guide: roadshow help screen"))
    from roadshow.tui.tour.starting import open_tour  # noqa: PLC0415  commands do not pay for the screen

    open_tour()
    printing.say(_("The copy of the tour is thrown away. Begin your own: roadshow new NAME"))
