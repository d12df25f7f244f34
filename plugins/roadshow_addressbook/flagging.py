"""What a reader points out about a value, in one sentence each."""

from roadshow_addressbook.door import N_, Flag, Phrase, Repair

SENTENCES = {
    "lost-zero": N_("“{value}” has lost its first zero, as Excel does to numbers; perhaps {proposal}."),
    "lost-plus": N_("“{value}” has lost its plus sign, as Excel does to numbers; perhaps {proposal}."),
    "digits-lost": N_("Excel has turned this number into “{value}”; the digits are lost, so it was left out."),
    "date-for-number": N_("Excel has turned a number into the date “{value}”; look it up."),
    "control-signs": N_("“{value}” held signs that cannot be seen; they were left out."),
    "unreadable": N_("“{value}” holds letters that could not be read; perhaps another encoding is right."),
    "lost-letter": N_("“{value}” seems to have lost a letter before it came here; look it up."),
    "letters-in-two": N_("In “{value}” letters have become two; perhaps {proposal}."),
    "odd-name": N_("“{value}” does not look like a name."),
    "remark-kept": N_("“{value}” holds a remark; it was kept in the notes."),
    "bad-email": N_("“{value}” is not an e-mail address; it was kept in the notes."),
    "mended-email": N_("“{value}” is not an e-mail address; it was kept in the notes. Perhaps it is {proposal}."),
    "too-long": N_("“{value}” is longer than its field; it was kept in the notes."),
    "notes-cut": N_("The notes beginning with “{value}” were too long; their end was cut off."),
    "error-value": N_("“{value}” is what a program writes where there is no value; it was left out."),
    "entity": N_("“{value}” holds a sign written as on a web page; perhaps {proposal}."),
    "group-tag": N_("This person is in the group “{value}”; it can become a tag."),
    "no-day": N_("“{value}” is not a day; it was kept in the notes."),
    "no-phone": N_("“{value}” is not a phone number; it was kept in the notes."),
    "odd-phone": N_("“{value}” does not look like a phone number."),
    "more-values": N_("There was more than one value; “{value}” was kept in the notes."),
    "guessed-name": N_("The name “{value}” can be split in more than one way; look at it."),
    "no-name": N_("There is no name with “{value}”."),
    "title-left-out": N_("“{value}” was taken for a title and left out of the name."),
    "unknown-language": N_("“{value}” is not a language we know; it was kept in the notes."),
    "unknown-country": N_("“{value}” is not a country we know; it stays as it was written."),
    "exchange-address": N_("“{value}” works inside one mail server only and was left out."),
    "unknown-answer": N_("“{value}” is neither yes nor no."),
    "unclear-answer": N_("“{value}” is not clear as an answer; it was kept in the notes."),
    "not-coming": N_("The status of this person is “{value}”."),
    "unsubscribed": N_("This person does not want mail any more (“{value}”)."),
    "part-not-understood": N_("This line of the card was not understood: “{value}”."),
}


def flag(code: str, field: str, value: str, proposal: str = "", repairs: tuple[Repair, ...] = ()) -> Flag:
    """Point something out; the value is shown in at most 80 characters."""
    shown = value if len(value) <= 80 else value[:79] + "…"
    return Flag(code, field, value, Phrase(SENTENCES[code], {"value": shown, "proposal": proposal}), proposal, repairs)
