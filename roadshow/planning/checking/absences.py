"""When a person is away or a room is closed, as a line in its notes says.

    away: 2027-03-01..2027-03-08 holiday
    dicht: 2027-05-04 vloer in de was

Every noun has notes, so this needs no form of its own, and the line reads well where a human meets it.
"""

import re
from dataclasses import dataclass
from datetime import date

WORDS = ("away", "absent", "closed", "weg", "afwezig", "dicht", "gesloten")
_LINE = re.compile(
    rf"^\s*(?:{'|'.join(WORDS)})\s*:\s*(\d{{4}}-\d\d-\d\d)(?:\s*(?:\.\.|t/m|to|–)\s*(\d{{4}}-\d\d-\d\d))?[ ,;]*(.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Absence:
    """Not to be had from the day `first` up to and including the day `last`."""

    first: date
    last: date
    reason: str = ""


def absences(notes: str) -> tuple[Absence, ...]:
    """Read the absences in notes. A line with an impossible date says nothing and is left to its reader."""
    if ":" not in notes:
        return ()
    found: list[Absence] = []
    for line in notes.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        try:
            first = date.fromisoformat(match[1])
            last = date.fromisoformat(match[2]) if match[2] else first
        except ValueError:
            continue
        if first <= last:
            found.append(Absence(first, last, match[3].strip()))
    return tuple(found)
