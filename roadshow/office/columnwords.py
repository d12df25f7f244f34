"""Where the columns of a file go, in words that the command line and the screen both say, and that --map takes."""

from collections.abc import Sequence

from roadshow.domain.drafts import Column
from roadshow.domain.fieldwords import field_word
from roadshow.domain.folding import fold
from roadshow.domain.wording import N_, _

_TARGETS = {
    "fax": N_("fax or pager"),
    "house_number": N_("house number"),
    "initials": N_("initials"),
    "middle": N_("middle name"),
    "name": N_("whole name"),
    "postcode_town": N_("postcode and town"),
    "status": N_("state of the ticket"),
    "unsubscribed": N_("unsubscribed"),
}
"""What a column can be beside a field of a person."""


def target_word(target: str) -> str:
    """Return the word for what a column goes to; a line of a card may go to more than one field."""
    return ", ".join(_one_word(each) for each in target.split(", "))


def column_word(column: Column) -> str:
    """Say where a column goes, that it is left out on purpose, or that it was not understood."""
    if column.field:
        return target_word(column.field)
    return _("left out") if column.ignored else _("? not understood")


def target_named(text: str, targets: Sequence[str]) -> str:
    """Return the target that somebody means: by its own name, else by the word that is shown for it."""
    if text not in targets:
        for target in targets:
            if fold(text) in {fold(target_word(target)), fold(field_word(target))}:
                return target
    return text


def _one_word(target: str) -> str:
    field, _sign, register = target.partition(":")
    word = _(_TARGETS[field]) if field in _TARGETS else field_word(field)
    return f"{word} {register}".rstrip()
