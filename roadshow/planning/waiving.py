"""Verbs about findings: somebody lets one be, for a reason, or wants to see it again."""

from collections.abc import Iterable

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Finding, Waiver, place_texts
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


def bring_back(pen: Pen, waiver: Waiver) -> Change:
    """Take a waiver away, so that its finding is open again."""
    return pen.change(N_("Finding {code} no longer waived"), (Edit(waiver, None),), code=waiver.code)
