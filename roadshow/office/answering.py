"""What a plugin's command answered, held to what may be kept: a sentence to tell, or a change as one of ours would be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, cast, get_args, get_origin

from roadshow.domain.changes import Change, Edit, Pen, Phrase, Turn
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import differing, plain, shapes
from roadshow.domain.soundness import sound
from roadshow.office.live import said

EDITS = 100_000
"""Records that one command may change; a plugin whose answer never ends is stopped there."""
LONGEST = 4000
"""Letters of a text that is told."""


def checked_answer(answer: Any, pen: Pen, about: Noun | None, *, only_tells: bool = False) -> Change | str:
    """Return what a command answered, with the edits of a change read. Raises TypeError where it is something else.

    What is wrong in a record is what a person could not have typed either: BadInputError.
    """
    if isinstance(answer, str):
        return answer[:LONGEST]
    if not isinstance(answer, Change):
        raise TypeError(f"{type(answer).__name__} is neither a Change nor text")
    if only_tells:
        raise TypeError("it only tells, and made a change")
    if (answer.author, answer.moment, answer.turn, answer.reverses) != (pen.author, pen.moment, Turn.DO, None):
        raise TypeError("the change was not written with the pen that was given")
    _check_label(answer.label, about)
    edits = tuple(_edit(one) for one in islice(cast("Iterable[Any]", answer.edits), EDITS + 1))
    if len(edits) > EDITS:
        raise TypeError(f"the change has more than {EDITS} records")
    return replace(answer, edits=edits)


def _check_label(label: Any, about: Noun | None) -> None:
    """Refuse a label that could not be shown, or that names the person: the journal outlives them."""
    if not isinstance(label, Phrase) or not isinstance(label.text, str) or not label.text.strip():
        raise TypeError("the label of the change is not a sentence")
    for name, value in label.values.items():
        if not isinstance(name, str) or not isinstance(value, str | int):
            raise TypeError(f"the value {name!r} of the label is neither text nor a number")
    sentence = said(label)
    if isinstance(about, Person) and any(_telling(name) and name in sentence for name in (about.name, about.email)):
        raise TypeError("the label of the change names the person")


def _telling(name: str) -> bool:
    """Say whether a name cannot be a mere part of some other word."""
    return " " in name or "@" in name


def _edit(given: Any) -> Edit:
    if not isinstance(given, Edit) or given == (None, None):
        raise TypeError(f"{type(given).__name__} is not an Edit")
    before, after = given
    for noun in (before, after):
        if noun is not None and KINDS.get(getattr(noun, "kind", "")) is not type(noun):
            raise TypeError(f"{type(noun).__name__} is not a record of the plan")
    if after is None:
        return given
    for strange in _strange(after):
        raise TypeError(f"the field {strange} of a {after.kind} holds something else than it may")
    if before is None:
        return Edit(None, sound(after))
    if type(before) is not type(after) or before.id != after.id:
        raise TypeError("an edit makes one record into another")
    return Edit(before, sound(after, differing(before, after)[0].keys()))


def _strange(noun: Noun) -> Iterator[str]:
    """Name the fields that hold a value of another type: such a record could be written, and never read again."""
    yield from (shape.name for shape in shapes(type(noun)) if not _fits(getattr(noun, shape.name), shape.type))
    plain(noun)


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(one, get_args(hint)[0]) for one in value)
    if get_origin(hint) is not None:
        return any(_fits(value, one) for one in get_args(hint))
    if hint is date:  # a moment is a date to Python, and no day
        return type(value) is date
    return isinstance(value, (int, float) if hint is float else hint)
