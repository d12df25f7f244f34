"""What comes in before it is accepted: drafts of people, refusals, and how a file was understood.

Nothing here is stored. A reader hands over a `Reading`: facts about the file, and its rows one at a time, so that
a file of a million rows costs no more memory than one of ten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from roadshow.domain.changes import Phrase

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read from. `open` may be called more than once and gives the bytes from the start, seekable.

    `sheet` is the sheet that somebody wants to read, by its name or its number from 1; empty where the reader chooses. A
    reader of files without sheets need not look at it.
    """

    name: str
    open: Callable[[], BinaryIO]
    sheet: str = ""


_LISTS = frozenset(["languages", "tags", "contacts"])


class Repair(NamedTuple):
    """What taking a proposal changes in one field of a draft: `read` becomes `repaired`.

    In a list `read` is the item, in notes the line; where it is empty `repaired` comes in beside what stands there. An
    empty `repaired` takes `read` away.
    """

    field: str
    read: Any
    repaired: Any


def repaired(values: Mapping[str, Any], repairs: Iterable[Repair]) -> dict[str, Any]:
    """Return the values of a draft with proposals taken; a field that holds something else by now stays as it is."""
    taken = dict(values)
    for one in repairs:
        taken[one.field] = _with_repair(taken.get(one.field, ""), one)
    return {name: value for name, value in taken.items() if value not in ("", [])}


def _with_repair(held: Any, repair: Repair) -> Any:
    if isinstance(held, list) or (repair.field in _LISTS and not held):
        return _replaced(held or [], [repair.read], repair.repaired)
    if repair.field == "notes" and held:
        return "\n".join(_replaced(held.split("\n"), repair.read.split("\n"), repair.repaired))
    return repair.repaired if held == repair.read else held


def _replaced(items: list[Any], read: list[Any], mended: Any) -> list[Any]:
    """Return items with one in place of those that were read together, at the end where they are not there."""
    starts = (at for at in range(len(items)) if items[at : at + len(read)] == read)
    at = next(starts, len(items))
    return [*items[:at], *([mended] if mended else []), *items[at + len(read) :]]


class Flag(NamedTuple):
    """Something about one value that a planner should look at. Nothing was changed without one.

    `code` is stable and short, such as lost-zero, `why` the sentence. `value` is what stood in the file; `proposal` what
    it probably was, empty where nobody can tell. The draft holds what its reader could read, never the proposal.
    `repairs` are what taking the proposal would change in the draft, none where it can only be looked at.
    """

    code: str
    field: str
    value: str
    why: Phrase
    proposal: str = ""
    repairs: tuple[Repair, ...] = ()


class Answer(NamedTuple):
    """What a row says of an invitation to the stop that a file is read for.

    `state` is a value of InvitationState, withdrawn for a ticket that was given back, empty where nothing was said.
    `companions` is how many come along, None where nothing was said. `when` is the wall time at which it was said, by the
    clock of whoever made the file. Rows of one person with a `ticket` add up; of other rows the later answer counts.
    `order` is what several tickets were bought by. `needs` are what the person needs by field, empty where they said
    that they need nothing. `session` is what else they chose.
    """

    state: str = ""
    companions: int | None = None
    when: datetime | None = None
    ticket: bool = False
    order: str = ""
    needs: Mapping[str, str] = NOTHING
    session: str = ""


class DraftPerson(NamedTuple):
    """Somebody as read, without identity: plain values by the field names of Person, empty ones left out.

    `row` is the line of the file on which the row or card begins, counted from 1; in a sheet the row number.
    `uid` is by what the program that made the file knows this person again, and `revised` when they were changed there: text
    that is later in order where it is later in time. `mends` are proposals that were taken.
    """

    row: int
    person: Mapping[str, Any]
    flags: tuple[Flag, ...] = ()
    answer: Answer | None = None
    uid: str = ""
    revised: str = ""
    mends: tuple[Repair, ...] = ()


class Refusal(NamedTuple):
    """A row that became nobody, and why. `code` is stable and short, such as blank; `cells` is what stood there, cut to be shown.

    `stood` is all of it, to be written to a file and mended: the cells of a table, or the lines of a card. `order` is what a ticket without a name was bought by: it is a seat beside those of the same order.
    """

    row: int
    code: str
    reason: Phrase
    cells: tuple[str, ...] = ()
    order: str = ""
    stood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its position from 1, its heading as written, and the field it goes to.

    `field` is empty where the column was not understood; `ignored` says that it is known and left out on purpose,
    such as an order number.
    """

    position: int
    heading: str
    field: str = ""
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """How a file was understood.

    `form` is csv, xlsx, ods or vcard; `source` the program that wrote it, such as eventbrite, or empty. `encoding` is a
    Python codec name, `encoding_reason` why it was chosen; `other_encodings` are worth a try when letters look wrong.
    `delimiter` is empty outside CSV. `sheet` is the one that was read, `other_sheets` those that could be read instead;
    both are empty where there are no sheets. `header_line` is 0 where there is no header line.
    """

    name: str
    form: str
    source: str = ""
    encoding: str = ""
    encoding_reason: Phrase | None = None
    other_encodings: tuple[str, ...] = ()
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    header_line: int = 0
    columns: tuple[Column, ...] = ()
    notices: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read: `rows` can be walked once and raises BadInputError where the file breaks off.

    `left` tells how many values stood in columns that go nowhere, by the position of the column, once all rows were
    walked; None where its reader does not count them.
    """

    intake: Intake
    rows: Iterator[DraftPerson | Refusal] = field(compare=False)
    left: Mapping[int, int] | None = field(default=None, compare=False)
