"""How all stops stand at once: what each still lacks, from one look at the workspace."""

from collections.abc import Iterable, Mapping

from roadshow.domain.findings import Finding, Gap
from roadshow.office.checks import Checkup


def all_gaps(checkup: Checkup, findings: Iterable[Finding]) -> Mapping[str, tuple[Gap, ...]]:
    """Return the gaps of every stop that is still to come, by the id of the stop; none at all is ready.

    `findings` are those that stand open, of any stop. The same as `Checkup.gaps` stop by stop, but each finding is
    looked at once.
    """
    near: dict[str, list[Finding]] = {}
    for finding in findings:
        for key in {place.id for place in finding.at("stop") or finding.at("roadshow")}:
            near.setdefault(key, []).append(finding)
    gaps: dict[str, tuple[Gap, ...]] = {}
    for key, timed in checkup.scene.by_id.items():
        about = [*near.get(timed.stop.roadshow_id, ()), *near.get(key, ())]
        gaps[key] = checkup.gaps(timed.stop, about)
    return gaps
