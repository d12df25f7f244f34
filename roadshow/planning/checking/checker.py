"""All rules, and the check that runs them."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from roadshow.domain.findings import Finding, Weight
from roadshow.planning.checking import agenda, capacity, crew, dates, guests, rooms, tasks, waiting
from roadshow.planning.checking.rule import Rule, find
from roadshow.planning.checking.scene import Scene, narrow

RULES: tuple[Rule, ...] = (
    *rooms.RULES, *capacity.RULES, *crew.RULES, *agenda.RULES, *dates.RULES, *guests.RULES, *waiting.RULES,
    *tasks.RULES,
)  # fmt: skip

AS_SHIPPED: Mapping[str, Weight | None] = MappingProxyType({})


def check(
    scene: Scene,
    weights: Mapping[str, Weight | None] = AS_SHIPPED,
    only: str | None = None,
    rules: Iterable[Rule] = RULES,
) -> Iterator[Finding]:
    """Run the rules over a scene, one after another, and give findings as they come.

    `weights` overrides the weight of a rule by its code; None switches it off. `only` is the id of a stop: then
    only its findings come, in the time that one stop takes.
    """
    stage = scene if only is None else narrow(scene, only)
    for rule in rules:
        weight = weights.get(rule.code, rule.weight)
        if weight is not None:
            yield from find(rule, stage, weight, only)
