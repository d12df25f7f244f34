"""Taking back: all changes down to one of the journal, newest first, as far as it goes."""

from dataclasses import dataclass

from roadshow.api import Entry, Office, RoadshowError


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many changes were taken back, and the first that could not be, with the reason."""

    count: int
    refused: Entry | None = None
    error: RoadshowError | None = None


def standing(office: Office, number: int) -> int:
    """Count the changes from this number on that still stand, as far as one would take them back."""
    store = office.store
    last = store.last_number()
    return sum(
        entry.reversed_by is None and entry.turn.value in {"do", "redo"}
        for entry in store.journal(limit=last - number + 1)
        if entry.number >= number
    )


def take_back_to(office: Office, number: int) -> TakenBack:
    """Take back all that stands from change `number` on, newest first, one by one; stop at the first refused."""
    count = 0
    while True:
        entry = office.store.to_undo()
        if entry is None or entry.number < number:
            return TakenBack(count)
        try:
            office.undo()
        except RoadshowError as error:
            return TakenBack(count, entry, error)
        count += 1
