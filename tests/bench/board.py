"""How fast the agenda's board is with 150 sessions: the slowest keys and drags to paint, on a pseudo-terminal.

Run: python tests/bench/board.py [--keys 150]

A minimal Textual app that paints one line for each key is measured in the same run, since a busy machine slows both.
"""

import argparse
import compileall
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from screen import KEYS, MINIMAL, Terminal, pressed

from roadshow.api import Edit, Part, PartRole, Pen, Person, Room, Session, SessionKind, Stop, new_id
from roadshow.store.sqlite import SqliteStore
from roadshow.testing.plans import MOMENT, small_plan

ROOMS = 6
SESSIONS = 150
KEYS |= {"left": b"\x1b[D", "right": b"\x1b[C", "up": b"\x1b[A"}


def build(path: Path) -> None:
    """Make a workspace with a stop of 150 sessions in 6 rooms, each with somebody who leads it."""
    edits = []
    stop: Stop | None = None
    for noun in small_plan():
        if isinstance(noun, Session | Part | Room):
            continue
        if isinstance(noun, Stop):
            stop = noun
        edits.append(Edit(None, noun))
    if stop is None:
        raise SystemExit("the small plan has no stop")
    people = [edit.after for edit in edits if isinstance(edit.after, Person)]
    rooms = [Room(id=new_id(), venue_id=str(stop.venue_id), name=f"Zaal {number}") for number in range(1, ROOMS + 1)]
    edits += [Edit(None, room) for room in rooms]
    for number in range(SESSIONS):
        room, place = rooms[number % ROOMS], number // ROOMS
        session = Session(
            id=new_id(), stop_id=stop.id, title=f"Werkplaats {number}: samen leren rond een gezin", length=15,
            start=stop.start + timedelta(minutes=20 * place), room_id=room.id, session_kind=list(SessionKind)[number % 9],
        )  # fmt: skip
        edits.append(Edit(None, session))
        who = people[number % len(people)]
        edits.append(Edit(None, Part(id=new_id(), session_id=session.id, person_id=who.id, role=PartRole.SPEAKER)))
    with SqliteStore.create(path) as store:
        store.commit(Pen("bench", MOMENT, new_id).change("bench", tuple(edits)))


def dragged(terminal: Terminal, count: int) -> None:
    """Drag the session under a place up and down, one row for each move, and print the slowest."""
    x, y = 20, 10
    os.write(terminal.main, f"\x1b[<0;{x};{y}M".encode())
    terminal.rest(0.3)
    KEYS.update({f"to {row}": f"\x1b[<32;{x + row};{row}M".encode() for row in range(8, 30)})
    rows = [f"to {row}" for row in [*range(11, 29), *range(29, 11, -1)]]
    pressed(terminal, "drag by mouse", rows, count)
    terminal.press("escape")
    os.write(terminal.main, f"\x1b[<0;{x};{y}m".encode())
    terminal.rest(0.5)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=150)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROADSHOW_CONFIG"] = folder
        workspace, minimal = Path(folder) / "bench.roadshow", Path(folder) / "minimal.py"
        build(workspace)
        minimal.write_text(MINIMAL)
        compileall.compile_dir(Path(__file__).parent.parent.parent / "roadshow", quiet=1)
        bare = Terminal(str(minimal))
        bare.shows(b"ready")
        bare.rest(1)
        pressed(bare, "minimal app, one line", ["a", "b"], given.keys)
        bare.close()
        terminal = Terminal("-m", "roadshow", "-w", str(workspace))
        terminal.shows(b"Samen in Crooswijk")
        terminal.rest(1)
        terminal.press("4")
        terminal.rest(2)
        pressed(terminal, "walk down and up", ["down"] * 20 + ["up"] * 20, given.keys)
        pressed(terminal, "walk across rooms", ["right"] * 5 + ["left"] * 5, given.keys)
        terminal.press("m")
        terminal.rest(0.5)
        pressed(terminal, "lifted, by keys", ["down"] * 12 + ["up"] * 12, given.keys)
        pressed(terminal, "lifted, across rooms", ["right", "right", "left", "left"], given.keys)
        terminal.press("escape")
        terminal.rest(1.5)
        dragged(terminal, given.keys)
        print(f"memory                 {terminal.memory():.0f} MiB")
        terminal.close()


if __name__ == "__main__":
    main()
