"""roadshow doctor: whether the program is whole, and the workspace."""

import click

from roadshow.api import RoadshowError, _, examined_program
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command("doctor", cls=Leaf, help=_("Check the program and the workspace."), example="roadshow doctor")
@pass_seat
def doctor(seat: Seat, /) -> int:
    """Check the program and the workspace; exit code 1 where something is wrong."""
    found = examined_program()
    try:
        found.surroundings(seat.path)
        found.workspace(str(seat.path), seat.office.store.problems())
    except RoadshowError as error:
        grave = error.exit_code != 4 or seat.named
        found.workspace(error.message, (error.message,) if grave else ())
    if seat.json:
        printing.as_json({"facts": found.facts, "wrong": found.wrong, "advice": found.advice})
    else:
        printing.facts(found.facts.items())
        printing.say()
        for line in found.verdict():
            printing.say(line)
    return 1 if found.wrong else 0
