"""What a change that was just saved brought about: findings that were not there before, said in one line."""

from collections.abc import Iterable

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Finding, Weight
from roadshow.domain.tour import Stop
from roadshow.domain.wording import ngettext
from roadshow.office.checks import Checkup
from roadshow.office.live import Office

MANY = 2


def brought_about(office: Office, edits: Iterable[Edit], stop: Stop) -> tuple[Finding, ...]:
    """Return the findings that the edits of a saved change to a stop brought, the worst first; hints are left out.

    It is asked what would go if the change were taken back, so that the workspace is read once and as it is now.
    """
    back = tuple(Edit(edit.after, edit.before) for edit in reversed(tuple(edits)))
    turned = office.pen().change("", back)
    today = office.clock().astimezone().date()
    gone = Checkup(office, today).impact(turned, office.store.get(Stop, stop.id) or stop).go
    order = list(Weight)
    return tuple(
        sorted((one for one in gone if one.weight is not Weight.HINT), key=lambda one: order.index(one.weight))
    )


def in_a_line(findings: Iterable[Finding]) -> str:
    """Say the first of some findings, and how many more there are; empty where there is none."""
    several = tuple(findings)
    if len(several) < MANY:
        return "".join(finding.why for finding in several)
    first, *others = several
    more = ngettext("{why} And {count} more finding.", "{why} And {count} more findings.", len(others))
    return more.format(why=first.why, count=len(others))
