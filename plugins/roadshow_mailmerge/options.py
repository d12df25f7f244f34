"""What can be chosen about letters."""

from dataclasses import dataclass
from enum import StrEnum

from roadshow.api import N_, STATE_WORDS, InvitationState, option, states_typed


class Form(StrEnum):
    """What the letters come out as."""

    EML = "eml"
    CSV = "csv"
    XLSX = "xlsx"
    ALL = "all"


class Dialect(StrEnum):
    """How a CSV file is written: for Dutch Excel, or as other programs read it."""

    EXCEL_NL = "excel-nl"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """The options of the letters."""

    form: Form = option(
        Form.EML,
        N_("Mail to send (eml), or the data source for Word and LibreOffice (csv, xlsx)."),
        word=N_("made as"),
        words={
            Form.EML: N_("mail to send"),
            Form.CSV: N_("list for Word (csv)"),
            Form.XLSX: N_("list for Word (xlsx)"),
            Form.ALL: N_("mail and lists"),
        },
    )
    letter: str = option(
        "invitation",
        N_("Which letter: invitation, offer, reminder, thanks, changed, cancelled, or your own."),
        word=N_("letter"),
        words={
            "invitation": N_("invitation"),
            "offer": N_("a place is free"),
            "reminder": N_("reminder"),
            "thanks": N_("thanks"),
            "changed": N_("something changed"),
            "cancelled": N_("cancelled"),
        },
    )
    language: str = option(
        "", N_("One language for everybody, such as nl. Without it: the language of each guest."), word=N_("language")
    )
    states: tuple[str, ...] = option(
        (),
        N_("Who gets it, by the state of the invitation. Without it: those whom the letter is for."),
        word=N_("who gets it"),
        words=STATE_WORDS,
    )
    calendar: bool = option(
        True,
        N_("Put the calendar item into the mail, so that guests can answer from their agenda."),
        word=N_("with agenda item"),
    )
    dialect: Dialect = option(
        Dialect.EXCEL_NL,
        N_("The CSV dialect: excel-nl for Dutch Excel, plain for other programs."),
        word=N_("CSV dialect"),
        words={Dialect.EXCEL_NL: N_("for a Dutch Excel"), Dialect.PLAIN: N_("for other programs")},
    )

    @property
    def mail(self) -> bool:
        """Say whether mail is made."""
        return self.form in {Form.EML, Form.ALL}

    @property
    def tables(self) -> tuple[Form, ...]:
        """Return the tables that are made."""
        return tuple(form for form in (Form.CSV, Form.XLSX) if self.form in {form, Form.ALL})

    @property
    def chosen_states(self) -> tuple[InvitationState, ...]:
        """Return the states that were asked for. Raises BadInputError for a word that is none."""
        return states_typed(self.states)
