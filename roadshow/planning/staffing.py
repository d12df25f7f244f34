"""Who does what in a session."""

from collections.abc import Iterable
from dataclasses import replace

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.names import called
from roadshow.domain.people import Person
from roadshow.domain.tour import Part, PartRole, Session
from roadshow.domain.wording import N_, _


def cast(
    pen: Pen,
    session: Session,
    person: Person,
    role: PartRole,
    *,
    parts: Iterable[Part] = (),
    confirmed: bool = False,
) -> Change:
    """Give somebody a part in a session. `parts` are those the session has; the same part twice is refused."""
    for part in parts:
        if (part.session_id, part.person_id, part.role) == (session.id, person.id, role):
            raise BadInputError(
                _("{person} is {role} of “{session}” already.").format(
                    person=called(person), role=role.value, session=session.title
                ),
                _("Give another role, or another person."),
            )
    part = Part(id=pen.new_id(), session_id=session.id, person_id=person.id, role=role, confirmed=confirmed)
    text = N_("Part given in session {session}: {role}")
    return pen.change(text, (Edit(None, part),), session=session.title, role=role.value)


def release(pen: Pen, part: Part) -> Change:
    """Take somebody's part away."""
    return pen.change(N_("Part taken back: {role}"), (Edit(part, None),), role=part.role.value)


def confirm(pen: Pen, part: Part, *, confirmed: bool = True) -> Change:
    """Note that somebody said yes to a part, or that the yes is gone. No edits where it is so already."""
    edits = () if part.confirmed is confirmed else (Edit(part, replace(part, confirmed=confirmed)),)
    text = N_("Part confirmed: {role}") if confirmed else N_("Part no longer confirmed: {role}")
    return pen.change(text, edits, role=part.role.value)
