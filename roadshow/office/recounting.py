"""A change told in words: what was done, and to whom. Labels name nobody, so that is read from the edits."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from roadshow.domain.changes import Entry, Trace, Turn
from roadshow.domain.kinds import KINDS
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Venue
from roadshow.domain.plain import from_plain
from roadshow.domain.wording import _
from roadshow.office.live import first_of, said

if TYPE_CHECKING:
    from roadshow.domain.nouns import Noun
    from roadshow.store.base import Store

MOST = 12
"""Edits up to which it is said whom a change was about; a larger one is about many."""
NAMED = 2


def recounted(store: "Store", entry: Entry) -> str:
    """Tell a change in the language in use, with whom it was about: Sara de Wit · Reply noted: accepted."""
    what = said(first_of(store, entry).label)
    if entry.reverses is not None:
        what = (_("Undone: {label}") if entry.turn is Turn.UNDO else _("Done again: {label}")).format(label=what)
    names = [name for name in about_whom(store, entry) if name not in what]
    told = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return f"{told} · {what}" if told else what


def about_whom(store: "Store", entry: Entry) -> tuple[str, ...]:
    """Return the names of the people, or of the venue booked, that a small change was about.

    They are read anew each time: of somebody who was forgotten there is no name any more.
    """
    if entry.edits > MOST:
        return ()
    return tuple(dict.fromkeys(_names(store, islice(store.traces(entry.number), MOST))))


def _names(store: "Store", traces: Iterator[Trace]) -> Iterator[str]:
    for trace in traces:
        noun = store.get(KINDS[trace.kind], trace.id) or _gone(trace)
        if isinstance(noun, Booking):
            noun = store.get(Venue, noun.venue_id)
        elif not isinstance(noun, Person):
            key = getattr(noun, "person_id", None)
            noun = store.get(Person, key) if key else None
        if isinstance(noun, Person | Venue):
            yield noun.name


def _gone(trace: Trace) -> "Noun | None":
    """Return a record that is no more, as the journal has it where it came or went."""
    if trace.before is not None and trace.after is not None:
        return None
    held = trace.before or trace.after
    return from_plain(KINDS[trace.kind], held) if held else None
