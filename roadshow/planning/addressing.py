"""The address book: people come in. What is known of them changes with `touring.amend`."""

from typing import Any

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.people import Person
from roadshow.domain.soundness import sound
from roadshow.domain.wording import N_


def add_person(pen: Pen, **fields: Any) -> Change:
    """Add somebody; `fields` are those of Person. Refuses a person without any name, and addresses that are none.

    The label has no name in it: a journal keeps its labels, and a person may ask to be forgotten.
    """
    person = sound(Person(id=pen.new_id(), **fields))
    return pen.change(N_("Person added"), (Edit(None, person),))
