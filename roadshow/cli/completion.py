"""roadshow completion: the script that teaches a shell to complete commands, stops and people."""

import click

from roadshow.api import _
from roadshow.cli import printing
from roadshow.cli.completing import script
from roadshow.cli.frame import Leaf, Seat, pass_seat

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    cls=Leaf,
    help=_("Print the script with which a shell completes commands, stops, people and venues."),
    example='eval "$(roadshow completion bash)"   # ~/.bashrc, bash 4.4 or newer\n'
    'eval "$(roadshow completion zsh)"    # ~/.zshrc, after compinit\n'
    "roadshow completion fish > ~/.config/fish/completions/roadshow.fish",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
@pass_seat
def completion(seat: Seat, context: click.Context, /, *, shell: str) -> None:
    """Print the script."""
    root = context.find_root().command
    if not isinstance(root, click.Group):
        raise TypeError("the root is a group")
    text = script(shell, root)
    if seat.json:
        printing.as_json({"shell": shell, "script": text})
    else:
        printing.document(text)
