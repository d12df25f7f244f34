"""roadshow serve: the screen in a browser."""

import sys
from importlib.util import find_spec

import click

from roadshow.api import RoadshowError, _
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command(
    "serve",
    cls=Leaf,
    help=_("Show the screen in a browser on this computer. The address that is printed lets one browser in, once."),
    example="roadshow serve\nroadshow -w plan.roadshow serve --port 8000 --read-only",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER", help=_("The port; else a free one.")
)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help=_("Let other computers in, by this address."))
@click.option("--read-only", is_flag=True, help=_("Look at everything; every change is refused."))
@pass_seat
def serve(seat: Seat, /, *, port: int, host: str, read_only: bool) -> None:
    """Serve the screen until ctrl+c."""
    if find_spec("textual_serve") is None:
        raise RoadshowError(
            _("The screen in a browser needs a part that is not installed."),
            _("Install it with: pip install 'roadshow[web]'"),
        )
    from roadshow.tui.browser.guard import is_open  # noqa: PLC0415  the server is heavy, and an extra
    from roadshow.tui.browser.serving import serve as serve_screen  # noqa: PLC0415  as above

    path = seat.path.absolute()
    seat.read_only = seat.read_only or read_only
    locked = seat.office.settings.core.read_only
    seat.close()
    if is_open(host):
        printing.warn(
            _(
                "! Other computers can reach this, and what they see and type is not encrypted. "
                "Do it only in a network that you trust."
            )
        )
    if locked:
        printing.say(_("For reading only: every change is refused."))
    words = [sys.executable, "-m", "roadshow", "--workspace", str(path), *(["--read-only"] if locked else [])]
    serve_screen(words, path.stem, host, port, _say)
    printing.say(_("Stopped. What was confirmed is saved."))


def _say(sentence: str) -> None:
    printing.say(sentence)
    sys.stdout.flush()
