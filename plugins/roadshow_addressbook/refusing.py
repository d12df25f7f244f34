"""Why a row became nobody, in one sentence each."""

from collections.abc import Sequence

from roadshow_addressbook.door import N_, Phrase, Refusal

SENTENCES = {
    "blank": N_("This row is empty."),
    "above": N_("This stands above the heading."),
    "heading-again": N_("This is the heading once more."),
    "total": N_("This is a total, not a person."),
    "note": N_("This is a note, not a person."),
    "nobody": N_("There is no name, e-mail address or phone number in this row."),
    "bad-email": N_("“{value}” is not an e-mail address."),
    "too-long": N_("One of the cells holds more than there is room for in {fields}."),
    "more-cells": N_("There are more cells in this row than headings, so the columns cannot be told apart."),
    "open-quote": N_("A quotation mark in this line is never closed."),
    "behind-quote": N_("This stands behind a quotation mark that is never closed."),
    "bad-quotes": N_("The quotation marks in this line do not fit the cells."),
    "broken-card": N_("This card is not closed before the next one begins or the file ends."),
    "group": N_("This card is a group, not a person; its name is offered to its members as a tag."),
    "organisation": N_("This card is an organisation or a thing that nobody can write to or call."),
    "outside": N_("This stands outside any card."),
    "deleted": N_("This entry was already removed where it came from."),
}


def refusal(row: int, code: str, cells: Sequence[str] = (), value: str = "", field: str = "") -> Refusal:
    """Refuse a row. Cells are kept to 200 characters, and no more than 50 of them, to be shown."""
    shown = value if len(value) <= 80 else value[:79] + "…"
    kept = tuple(cell[:200] for cell in cells[:50])
    return Refusal(row, code, Phrase(SENTENCES[code], {"value": shown, "fields": field}), kept, stood=tuple(cells))
