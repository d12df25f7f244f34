"""What a file of people holds, counted while it is read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from roadshow.domain.drafts import Refusal
from roadshow.domain.names import called
from roadshow.domain.people import Person
from roadshow.domain.plain import plain
from roadshow.domain.taking import SURNAME, kind_of_field, kinds_of, would_mend
from roadshow.planning.answering import AnswerCounts
from roadshow.planning.intake import Arrival, Match, Outcome

SHOWN = 5
"""People who are named where there may be more of them."""
_EMPTY: tuple[object, ...] = ("", None, ())


@dataclass(slots=True)
class Counts:
    """What a file holds. `same` are rows of somebody we know or who stood earlier in the file, by what they were met.

    `left` is how many values stood in columns that go nowhere, by position; None where the reader does not count them.
    Of the same, `filled` is how many get something new, and `noted` how many get no more than a note that they stand on this
    list. `answers` are what becomes of the guest list, and `unasked` how many rows hold an answer or a ticket though nobody
    said to which stop. `perhaps` is how many of the new ones may be somebody known under another surname.

    What can be taken over: `offers` are people with other values by kind (`domain.taking`), `mends` rows by the code of a
    proposal; what was taken is in `took` by kind, and `mended` rows. `absent` are people who stood on this list and do
    not any more, and `gone` those of whom something was done for that; `doubles` are new ones who are like somebody.
    """

    new: int = 0
    same: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    noted: int = 0
    differing: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    answers: AnswerCounts = field(default_factory=AnswerCounts)
    unasked: int = 0
    left: Mapping[int, int] | None = None
    perhaps: int = 0
    offers: Counter[str] = field(default_factory=Counter)
    mends: Counter[str] = field(default_factory=Counter)
    took: Counter[str] = field(default_factory=Counter)
    mended: int = 0
    newer: int = 0
    absent: int = 0
    absent_names: list[str] = field(default_factory=list, compare=False)
    gone: int = 0
    doubles: int | None = field(default=None, compare=False)

    @property
    def rows(self) -> int:
        """How many rows there were in all."""
        return self.new + self.same.total() + self.refused.total()

    @property
    def changes(self) -> int:
        """How many people would be added or altered, or put on a list."""
        return self.new + self.filled + self.noted + self.answers.changes + self.gone

    def add(self, outcome: Outcome) -> None:
        """Count one row."""
        if isinstance(outcome, Refusal):
            self.refused[outcome.code] += 1
            return
        draft = outcome.draft
        if draft.flags:
            self.flags.update(flag.code for flag in draft.flags)
        if draft.mends:
            self.mended += 1
        self.unasked += draft.answer is not None and draft.answer.state != ""
        if isinstance(outcome, Arrival):
            self.new += 1
            if draft.flags:
                self.mends.update(flag.code for flag in draft.flags if flag.repairs)
            if outcome.perhaps is not None:
                self.perhaps += 1
                self.offers[SURNAME] += 1
        else:
            self._add_match(outcome)

    def _add_match(self, match: Match) -> None:
        self.same[match.why] += 1
        self.filled += match.gains
        self.noted += match.after is not match.before and not match.gains
        if match.conflicts:
            self.differing += 1
            self.offers.update(kinds_of(match.conflicts))
        if match.taken:
            self.took.update(_taken(match))
        if match.draft.flags and any(flag.repairs for flag in match.draft.flags):
            held = plain(match.before)
            self.mends.update(flag.code for flag in match.draft.flags if would_mend(flag, held))

    def name_absent(self, person: Person) -> None:
        """Count somebody who is not on the list any more."""
        self.absent += 1
        if len(self.absent_names) < SHOWN:
            self.absent_names.append(called(person))


def _taken(match: Match) -> set[str]:
    """Return the kinds in which the file went before something that was known."""
    before, after = match.before, match.after
    fields = match.taken - {repair.field for repair in match.draft.mends}
    changed = (name for name in fields if getattr(before, name) not in _EMPTY)
    return {kind_of_field(name) for name in changed if getattr(before, name) != getattr(after, name)}
