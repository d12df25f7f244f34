"""Verbs about findings: somebody lets one be, for a reason, or wants to see it again."""

from collections.abc import Iterable

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import SAME_PERSON, Finding, Waiver, place_texts
from roadshow.domain.people import Person
from roadshow.domain.soundness import sound
from roadshow.domain.wording import N_, _


def waive(pen: Pen, finding: Finding, reason: str, waivers: Iterable[Waiver] = ()) -> Change:
    """Let a finding be; where it is waived already among `waivers`, the new reason goes in its place."""
    if not reason.strip():
        raise BadInputError(_("A finding is only waived with a reason."), _("Say why it may stay as it is."))
    former = next((waiver for waiver in waivers if waiver.identity == finding.identity), None)
    waiver = Waiver(
        id=former.id if former else pen.new_id(),
        code=finding.code,
        places=place_texts(finding),
        reason=reason.strip(),
        by=pen.author,
        moment=pen.moment,
    )
    return pen.change(N_("Finding {code} waived"), (Edit(former, sound(waiver)),), code=finding.code)


def tell_apart(pen: Pen, one: Person, other: Person) -> Change:
    """Say that two people who look alike are not one; it is kept as a finding that is waived is."""
    if one.id == other.id:
        raise BadInputError(_("This is one and the same person already."), _("Name two people."))
    waiver = Waiver(
        id=pen.new_id(),
        code=SAME_PERSON,
        places=tuple(sorted((f"person {one.id}", f"person {other.id}"))),
        reason=_("They are two people."),
        by=pen.author,
        moment=pen.moment,
    )
    return pen.change(N_("Two people said not to be the same"), (Edit(None, sound(waiver)),))


def bring_back(pen: Pen, waiver: Waiver) -> Change:
    """Take a waiver away, so that its finding is open again."""
    return pen.change(N_("Finding {code} no longer waived"), (Edit(waiver, None),), code=waiver.code)
