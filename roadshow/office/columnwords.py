"""Where the columns of a file go, in words that the command line and the screen both say, and that --map takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadshow.domain.drafts import Column
from roadshow.domain.fieldwords import field_word
from roadshow.domain.folding import fold
from roadshow.domain.wording import N_, _, ngettext

_TARGETS = {
    "answer": N_("answer"),
    "answered_at": N_("moment of the answer"),
    "checked_in": N_("checked in"),
    "companions": N_("how many come along"),
    "heads": N_("how many in all"),
    "order": N_("number of the order"),
    "session": N_("choice of session"),
    "ticket": N_("ticket"),
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


def with_values(text: str, column: Column, left: Mapping[int, int] | None) -> str:
    """Say how many values of a column go nowhere."""
    count = (left or {}).get(column.position, 0)
    if not count or column.field:
        return text
    return ngettext("{text} ({count} value)", "{text} ({count} values)", count).format(text=text, count=f"{count:,}")


def going_nowhere(columns: Iterable[Column], left: Mapping[int, int] | None) -> Iterator[Column]:
    """Give the columns that go nowhere, without those of which it is known that nothing stands in them."""
    for column in columns:
        if not column.field and column.heading and (left is None or column.position in left):
            yield column


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
