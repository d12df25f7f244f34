"""What can be chosen about a signature list, and how the choices hang together."""

from dataclasses import dataclass
from enum import StrEnum

from roadshow.api import N_, STATE_WORDS, InvitationState, option, states_typed

LARGE_SIZE = 18
LARGE_ROW = 14


class Paper(StrEnum):
    """The paper in the printer."""

    A4 = "a4"
    LETTER = "letter"


class NamesShown(StrEnum):
    """How much of a name lies open on the table."""

    FULL = "full"
    INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """The options of the signature list.

    Rows of 10 mm and letters of 12 points are the least that people sign in and read without trouble.
    """

    paper: Paper = option(
        Paper.A4,
        N_("The paper in the printer."),
        word=N_("paper size"),
        words={Paper.A4: "A4", Paper.LETTER: N_("US Letter")},
    )
    language: str = option(
        "", N_("The language of the sheet, such as nl. Without it: the language of the roadshow."), word=N_("language")
    )
    row: int = option(11, N_("The height of a row in millimetres."), low=10, high=40, word=N_("row height"))
    size: int = option(12, N_("The size of the letters in points."), low=12, high=24, word=N_("letter size"))
    large_print: bool = option(
        False, N_("Large letters and high rows, for readers who see less."), word=N_("large print")
    )
    states: tuple[str, ...] = option(
        ("accepted", "maybe", "invited"),
        N_("Who is on the list, by the state of the invitation."),
        word=N_("who is on it"),
        words=STATE_WORDS,
    )
    names: NamesShown = option(
        NamesShown.FULL,
        N_("Full names, or given name and initial for an evening that is nobody's business."),
        word=N_("names"),
        words={NamesShown.FULL: N_("full names"), NamesShown.INITIAL: N_("given name and initial")},
    )
    organisation: bool = option(True, N_("A column with the organisation."), word=N_("organisation"))
    register: str = option(
        "", N_("The register whose numbers are printed, such as SKJ, for accreditation."), word=N_("register")
    )
    day_parts: int = option(
        1, N_("How often people sign: once for each part of the day."), low=1, high=4, word=N_("day parts")
    )
    blanks_percent: int = option(
        12, N_("Empty rows for walk-ins, as a percentage of the names."), low=0, high=100, word=N_("empty rows, %")
    )
    blanks_least: int = option(
        5, N_("The least number of empty rows for walk-ins."), low=0, high=500, word=N_("empty rows, least")
    )
    destroy_after: int = option(
        0,
        N_("The list promises to be destroyed this many days after the meeting; 0 prints no promise."),
        low=0,
        high=9999,
        word=N_("destroyed after"),
    )
    tagged: bool = option(
        True,
        N_("Tags for screen readers. They make the file of a long list ten times as large."),
        word=N_("for screen readers"),
    )

    @property
    def letter_size(self) -> int:
        """Return the size of the letters in points, large print considered."""
        return max(self.size, LARGE_SIZE) if self.large_print else self.size

    @property
    def row_height(self) -> int:
        """Return the height of a row in millimetres: as asked, and never less than the letters need."""
        asked = max(self.row, LARGE_ROW) if self.large_print else self.row
        return max(asked, -(-self.letter_size * 55 // 100))

    @property
    def invitation_states(self) -> tuple[InvitationState, ...]:
        """Return the states as states. Raises BadInputError for a word that is none."""
        return states_typed(self.states)
