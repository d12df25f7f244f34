"""What a change would do, told before it is saved: whom it touches, which findings appear and which go."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadshow.domain.findings import Finding, Weight
from roadshow.domain.guests import GuestRole
from roadshow.domain.tour import PartRole
from roadshow.domain.wording import _, ngettext
from roadshow.planning.checking.checker import AS_SHIPPED, check
from roadshow.planning.checking.scene import Scene
from roadshow.planning.checking.tasks import counts

LEADING = frozenset({PartRole.FACILITATOR, PartRole.SPEAKER, PartRole.HOST})
LEADING_GUESTS = frozenset({GuestRole.FACILITATOR, GuestRole.HOST})


@dataclass(frozen=True, slots=True)
class Touched:
    """How much hangs on a stop: guests who hold an invitation, people who lead, tasks that move with it, prints."""

    guests: int = 0
    facilitators: int = 0
    tasks: int = 0
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change touches, and the findings that appear and go."""

    touched: Touched
    appear: tuple[Finding, ...]
    go: tuple[Finding, ...]

    def sentence(self) -> str:
        """Say it in one line: 31 guests invited, 2 facilitators, 3 tasks, 1 printed list; 4 findings appear, 1 goes."""
        touched = self.touched
        parts = (
            (ngettext("{number} guest invited", "{number} guests invited", touched.guests), touched.guests),
            (ngettext("{number} facilitator", "{number} facilitators", touched.facilitators), touched.facilitators),
            (ngettext("{number} task", "{number} tasks", touched.tasks), touched.tasks),
            (ngettext("{number} printed list", "{number} printed lists", touched.prints), touched.prints),
        )
        told = ", ".join(text.format(number=number) for text, number in parts if number) or _("nobody is touched")
        findings = [
            text.format(number=number)
            for text, number in (
                (ngettext("{number} finding appears", "{number} findings appear", len(self.appear)), len(self.appear)),
                (ngettext("{number} goes", "{number} go", len(self.go)), len(self.go)),
            )
            if number
        ]
        changes = ", ".join(findings) or _("no finding changes")
        return f"{told}; {changes}"


def impact(
    before: Scene,
    after: Scene,
    weights: Mapping[str, Weight | None] = AS_SHIPPED,
    only: str | None = None,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that appear and those that go from one scene to another, by their identity.

    `only` is the id of the one stop that changes; findings between other stops cannot change with it, and the answer
    comes in the time of one stop.
    """
    old = {finding.identity: finding for finding in check(before, weights, only)}
    new = {finding.identity: finding for finding in check(after, weights, only)}
    appear = tuple(finding for identity, finding in new.items() if identity not in old)
    go = tuple(finding for identity, finding in old.items() if identity not in new)
    return appear, go


def touched(scene: Scene, stop_id: str, session_id: str | None = None, prints: int = 0) -> Touched:
    """Count what hangs on a stop, or on one of its sessions, before it moves.

    Guests hold their invitation for the whole stop, so a session that moves touches them too. Tasks are those whose
    day is counted from the stop; a session moves none. `prints` is how many lists somebody printed of it.
    """
    stop = scene.by_id.get(stop_id)
    sessions = () if stop is None else stop.sessions
    people = {
        part.person_id
        for row in sessions
        if session_id in {None, row.session.id}
        for part in scene.parts_of.get(row.session.id, ())
        if part.role in LEADING
    }
    if stop is not None and session_id is None:
        people |= {row.person_id for row in stop.crew if row.role in LEADING_GUESTS}
    tasks = scene.tasks_of.get(stop_id, ()) if session_id is None else ()
    relative = sum(task.offset is not None and counts(scene, task) for task in tasks)
    return Touched(scene.tally(stop_id).holding, len(people), relative, prints)


def weigh(
    before: Scene,
    after: Scene,
    stop_id: str,
    *,
    session_id: str | None = None,
    prints: int = 0,
    weights: Mapping[str, Weight | None] = AS_SHIPPED,
) -> Impact:
    """Tell all that a change to one stop, or to one of its sessions, would do."""
    appear, go = impact(before, after, weights, stop_id)
    return Impact(touched(before, stop_id, session_id, prints), appear, go)
