"""What the checker can be told: how long is too long, how fast people travel, what there is only one of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadshow.domain.tour import SessionKind

INCIDENT_METHOD_MINUTES = 60
"""The short form of the incident method takes an hour; 65 and 90 minutes are the usual others."""


def _shortest() -> dict[SessionKind, int]:
    return {
        SessionKind.CASE_DISCUSSION: INCIDENT_METHOD_MINUTES,
        SessionKind.WORKSHOP: 30,
        SessionKind.MEAL: 20,
        SessionKind.TALK: 10,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Numbers that rules go by. Times in minutes unless the name says days.

    `speed` is in km/h door to door, over `detour` times the straight line; `changeover` is what packing up and
    walking in take at the two ends. `around` is how long before the doors and after the end the team may set up and
    clear, in sessions of kind other. `shortest` is the least a kind of session needs, `minutes_per_speaker` what each
    speaker needs. `equipment` says how many there are of a thing that sessions name as material. People with the same
    tag that starts with `team_tag` travel together. `school_region` is noord, midden or zuid; empty means all three.
    `country` is where a stop without venue is (ISO 3166-1 alpha-2).
    """

    without_break: int = 90
    gap: int = 10
    rest: int = 10
    speed: float = 30.0
    detour: float = 1.3
    changeover: int = 15
    booking_days: int = 28
    around: int = 180
    confirming_days: int = 21
    inviting_days: int = 28
    minutes_per_speaker: int = 5
    shortest: Mapping[SessionKind, int] = field(default_factory=_shortest)
    equipment: Mapping[str, int] = field(default_factory=dict)
    team_tag: str = "team:"
    school_region: str = ""
    country: str = "NL"
