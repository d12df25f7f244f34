"""What the checker can be told: how long is too long, how fast people travel, what there is only one of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Weight, weight_from
from roadshow.domain.options import option
from roadshow.domain.tour import SessionKind
from roadshow.domain.wording import N_, _

SHORTEST = ("case discussion=60", "workshop=30", "meal=20", "talk=10")
"""The short form of the incident method takes an hour; 65 and 90 minutes are the usual others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What rules go by. Times in minutes unless the name says days.

    `shortest`, `equipment` and `weights` hold texts of the form NAME=VALUE.
    """

    without_break: int = option(90, N_("Minutes of sitting before a break is missed."), low=1)
    gap: int = option(10, N_("Minutes of nothing that are still no gap."), low=0)
    rest: int = option(10, N_("Minutes of nothing that count as a break."), low=1)
    speed: float = option(30.0, N_("How fast people travel from door to door, in km/h."), low=1)
    detour: float = option(1.3, N_("How much longer the road is than the straight line."), low=1)
    changeover: int = option(15, N_("Minutes for packing up and walking in."), low=0)
    booking_days: int = option(28, N_("Days before a stop from which a venue must be firmly booked."), low=0)
    around: int = option(
        180, N_("Minutes before the doors and after the end in which the team sets up and clears."), low=0
    )
    confirming_days: int = option(21, N_("Days before a stop from which parts must be confirmed."), low=0)
    inviting_days: int = option(28, N_("Days before a stop from which unsent invitations are a gap."), low=0)
    minutes_per_speaker: int = option(5, N_("Minutes that each speaker of a session needs."), low=0)
    shortest: tuple[str, ...] = option(SHORTEST, N_("The least minutes for a kind of session, as in talk=10."))
    equipment: tuple[str, ...] = option((), N_("How many there are of a thing, as in beamer=1."))
    team_tag: str = option("team:", N_("How the tags of people begin who travel together."))
    school_region: str = option("", N_("The region of the school holidays: noord, midden, zuid; empty for all three."))
    country: str = option("NL", N_("The country of a stop without a venue, in two letters."))
    holidays: str = option("", N_("A file of your own in place of holidays.toml: school holidays, Ramadan and Eid."))
    weights: tuple[str, ...] = option(
        (), N_("Rules with another weight, as in no-break=off: block, warn, hint or off.")
    )


@cache
def shortest_minutes(texts: tuple[str, ...]) -> Mapping[SessionKind, int]:
    """Read the setting `shortest`. Raises BadInputError."""
    kinds = {kind.value: kind for kind in SessionKind}
    found: dict[SessionKind, int] = {}
    for name, number in _pairs("shortest", texts):
        if name not in kinds:
            raise BadInputError(
                _("“{name}” is not a kind of session.").format(name=name),
                _("Kinds: {names}.").format(names=", ".join(kinds)),
            )
        found[kinds[name]] = _whole("shortest", number)
    return found


@cache
def counted_equipment(texts: tuple[str, ...]) -> Mapping[str, int]:
    """Read the setting `equipment`. Raises BadInputError."""
    return {name: _whole("equipment", number) for name, number in _pairs("equipment", texts)}


@cache
def rule_weights(texts: tuple[str, ...]) -> Mapping[str, Weight | None]:
    """Read the setting `weights`: the weight of a rule by its code, None where it is off. Raises BadInputError."""
    return {name: weight_from(text) for name, text in _pairs("weights", texts)}


def _pairs(setting: str, texts: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        name, equals, value = text.rpartition("=")
        if not equals or not name.strip():
            raise BadInputError(
                _("“{text}” cannot be used for {name}.").format(text=text, name=f"checks.{setting}"),
                _("Write a name, = and a value, such as {example}.").format(example=_EXAMPLES[setting]),
            )
        pairs.append((name.strip(), value.strip()))
    return pairs


_EXAMPLES = {"shortest": "talk=10", "equipment": "beamer=1", "weights": "no-break=off"}


def _whole(setting: str, text: str) -> int:
    if not text.isdecimal():
        raise BadInputError(
            _("“{text}” cannot be used for {name}.").format(text=text, name=f"checks.{setting}"),
            _("Use a whole number, 0 or more."),
        )
    return int(text)
