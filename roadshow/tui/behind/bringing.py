"""A file of people on its way in: looked at and written in another thread, the first rows of each sort kept to show."""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from roadshow.api import (
    BLANK,
    FEW_BLANK,
    Arrival,
    Counts,
    Entry,
    Intake,
    Leftovers,
    Match,
    Office,
    PeopleFile,
    Refusal,
    Stop,
    Taking,
    _,
    called,
    plain,
    said,
    to_be_taken,
    write,
)
from roadshow.api import to_look_at as sentences_about
from roadshow.tui.behind.exporting import Running

KEPT = 300
"""Rows of each sort that are kept to show; of the others there is the count."""
REFUSED, DOUBTED, KNOWN, NEW = "refused", "doubted", "known", "new"
FORGOTTEN = "forgotten"
NOTHING_TAKEN = Taking()
SORTS = (REFUSED, DOUBTED, KNOWN, NEW)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody said of a file: which it is, columns given by hand, the letters, the sheet, and the stop.

    `taking` is what of it goes before what is known, `absent` what becomes of who was on this list last time and is not any
    more, and `forgotten_too` whether those come in who were forgotten here.
    """

    path: Path
    mapping: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    sheet: str = ""
    stop: Stop | None = None
    taking: Taking = NOTHING_TAKEN
    absent: str = ""
    forgotten_too: bool = False

    def given(self, heading: str, target: str) -> tuple[tuple[str, str], ...]:
        """Return the columns given by hand with one more, or with another field for it."""
        return tuple((dict(self.mapping) | {heading: target}).items())


class RowSeen(NamedTuple):
    """One row of the file as it is listed: its line, who it is, what is to be said, and all that stood there."""

    line: int
    who: str
    sentences: tuple[str, ...]
    why: str = ""
    first_row: int = 0
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(slots=True)
class Sample:
    """The first rows of each sort, and how many there are of each."""

    rows: dict[str, list[RowSeen]] = field(default_factory=lambda: {sort: [] for sort in SORTS})
    counts: Counter[str] = field(default_factory=Counter)
    blank: int = 0

    def see(self, outcome: Arrival | Match | Refusal) -> None:
        """Take note of one row."""
        if isinstance(outcome, Refusal):
            self.blank += outcome.code == BLANK
            if self._wanted(REFUSED) and (outcome.code != BLANK or self.blank <= FEW_BLANK):
                values = tuple((str(place), text) for place, text in enumerate(outcome.cells, 1))
                self.rows[REFUSED].append(RowSeen(outcome.row, "", (said(outcome.reason),), values=values))
            return
        asked = outcome.perhaps if isinstance(outcome, Arrival) else outcome.conflicts
        taken = () if asked or outcome.draft.flags else to_be_taken(outcome)
        if (outcome.draft.flags or asked or taken) and self._wanted(DOUBTED):
            sentences = (*sentences_about(outcome), *to_be_taken(outcome))
            self.rows[DOUBTED].append(_row(outcome, sentences))
        sort = NEW if isinstance(outcome, Arrival) else KNOWN
        if self._wanted(sort):
            self.rows[sort].append(_row(outcome, ()))

    def _wanted(self, sort: str) -> bool:
        self.counts[sort] += 1
        return len(self.rows[sort]) < KEPT


def _row(outcome: Arrival | Match, sentences: tuple[str, ...]) -> RowSeen:
    values = tuple(outcome.draft.person.items())
    if isinstance(outcome, Arrival):
        return RowSeen(outcome.draft.row, called(outcome.person), sentences, values=values)
    if outcome.after is not outcome.before:
        before, after = plain(outcome.before), plain(outcome.after)
        values = (*values, *(("+", name) for name in after if after[name] != before[name]))
    return RowSeen(outcome.draft.row, called(outcome.after), sentences, outcome.why, outcome.first_row, values)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read and of which nothing was written yet."""

    intake: Intake
    counts: Counts
    sample: Sample
    targets: tuple[str, ...]
    recalled: Mapping[str, str]


def look(office: Office, wish: Wish, running: Running) -> Looked:
    """Read a file and write nothing. Raises RoadshowError, and StoppedError where somebody stopped it."""
    source = _source(office, wish, running)
    sample = Sample()
    counts = source.preview(sample.see)
    return Looked(source.intake, counts, sample, source.targets, source.recalled)


def accept(office: Office, wish: Wish, shown: Counts, running: Running) -> tuple[Entry | None, Counts]:
    """Write a file as one change, all or nothing. Raises RoadshowError, and StoppedError where somebody stopped it."""
    return _source(office, wish, running).accept(shown)


def _source(office: Office, wish: Wish, running: Running) -> PeopleFile:
    running.going(0, 0)
    return PeopleFile(
        office,
        wish.path,
        mapping=dict(wish.mapping),
        encoding=wish.encoding,
        sheet=wish.sheet,
        stop=wish.stop,
        going=running.going,
        taking=wish.taking,
        absent=wish.absent,
        forgotten_too=wish.forgotten_too,
    )


def leave_refused(office: Office, wish: Wish, running: Running) -> tuple[Path, int]:
    """Write the refused rows to a new file beside the list; returns it, and how many they are. Raises RoadshowError."""
    source = _source(office, wish, running)
    left = Leftovers()
    source.preview(left.see)
    path = _beside(wish.path, ".vcf" if source.intake.form == "vcard" else ".csv")
    write(path, left.content(source.intake), private=True)
    return path, len(left)


def _beside(path: Path, suffix: str) -> Path:
    """Return a name that is free."""
    refused = _("refused")
    name = f"{path.stem}-{refused}"
    numbered = (path.with_name(f"{name}-{number}{suffix}") for number in itertools.count(2))
    return next(
        free for free in (path.with_name(name + suffix), *itertools.islice(numbered, 1000)) if not free.exists()
    )
