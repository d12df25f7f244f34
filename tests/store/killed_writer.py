"""A program that writes one change after another and says each number once it is confirmed, until it is killed."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from roadshow.api import Edit, Pen, Person, new_id
from roadshow.store.sqlite import SqliteStore

PEOPLE = 7
"""People in each change: an unfinished change would show as a number that 7 does not divide."""


def write(path: Path) -> None:
    """Write until killed."""
    pen = Pen("writer", datetime(2026, 11, 22, tzinfo=UTC), new_id)
    with SqliteStore(path) as store:
        while True:
            edits = tuple(
                Edit(None, Person(id=new_id(), given="Half", surname=str(number))) for number in range(PEOPLE)
            )
            entry = store.commit(pen.change("seven", edits))
            sys.stdout.write(f"{entry.number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
