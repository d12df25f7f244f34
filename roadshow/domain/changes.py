"""A change: the only thing that is ever saved. Label, author, moment, and records before and after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from roadshow.domain.nouns import Noun


class Edit(NamedTuple):
    """One record before and after. No before: it is new. No after: it goes."""

    before: Noun | None
    after: Noun | None

    @property
    def noun(self) -> Noun:
        """The record that names the row: after where there is one, else before."""
        noun = self.after or self.before
        if noun is None:
            raise ValueError("an edit needs a record before or after")
        return noun


class Phrase(NamedTuple):
    """A sentence that can still be translated: an English message id with {named} values."""

    text: str
    values: Mapping[str, str | int] = MappingProxyType({})


class Turn(StrEnum):
    """Whether a change does something new, takes one back, does it again, or notes what happened outside.

    What happened outside, such as an export, is not what somebody means by the last thing done: undo passes it over.
    """

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb returns and a store saves in one transaction, the journal included.

    `edits` may be a generator where a change is large; a store reads it once. `reverses` is the number of the
    change that this one takes back or does again.
    """

    id: str
    label: Phrase
    author: str
    moment: datetime
    edits: Iterable[Edit]
    turn: Turn = Turn.DO
    reverses: int | None = None


class Trace(NamedTuple):
    """What the journal keeps of one edit: plain values.

    For a new or removed record all that differ from their default, for a changed one the fields that changed.
    """

    kind: str
    id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


class Entry(NamedTuple):
    """A saved change as the journal lists it. `number` counts up from 1; `edits` is how many records it touched."""

    number: int
    id: str
    label: Phrase
    author: str
    moment: datetime
    turn: Turn
    reverses: int | None
    reversed_by: int | None
    edits: int


class Revision(NamedTuple):
    """What is stored about the history of a record: made, last changed, and how often it changed materially.

    `sequence` starts at 0 and only rises (RFC 5545 section 3.8.7.4), also when a change is undone.
    """

    created: datetime
    modified: datetime
    sequence: int


class Pen(NamedTuple):
    """Who writes, at which moment (UTC), and where new ids come from: all that a verb may know of the world."""

    author: str
    moment: datetime
    new_id: Callable[[], str]

    def change(self, text: str, edits: Iterable[Edit], **values: str | int) -> Change:
        """Write a change with a translatable label."""
        return Change(self.new_id(), Phrase(text, values), self.author, self.moment, edits)
