"""Findings: what a planner may have done on purpose, but should know. Values, never exceptions.

A finding can be waived with a reason. The waiver holds as long as the same rule finds the same places.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from roadshow.domain.errors import BadInputError
from roadshow.domain.nouns import Noun
from roadshow.domain.wording import _

OFF = "off"
SAME_PERSON = "same-person"
"""What a waiver is about that says of two people that they are not one; no rule of the checker has this code."""


class Weight(StrEnum):
    """How much a finding matters. A rule can also be off; then it finds nothing."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


def weight_from(text: str) -> Weight | None:
    """Read a weight as somebody sets it: block, warn, hint, or off for None. Raises BadInputError."""
    wanted = text.strip().lower()
    if wanted == OFF:
        return None
    try:
        return Weight(wanted)
    except ValueError as error:
        raise BadInputError(
            _("“{text}” is not a weight.").format(text=text),
            _("Use off, hint, warn or block."),
        ) from error


class Place(NamedTuple):
    """Where a finding is: the kind and id of a noun, and its name as people know it."""

    kind: str
    id: str
    name: str


Identity = tuple[str, tuple[tuple[str, str], ...]]


def identity_of(code: str, places: Iterable[tuple[str, str]]) -> Identity:
    """Return what makes a finding the same one tomorrow: its rule and its places, in any order, without names."""
    return code, tuple(sorted(set(places)))


def mark_of(identity: Identity) -> str:
    """Return eight letters and digits that name a finding on a command line; the same on every machine."""
    from hashlib import sha256  # noqa: PLC0415  a list of stops needs no marks

    code, places = identity
    text = "\n".join((code, *(f"{kind} {key}" for kind, key in places)))
    return sha256(text.encode()).hexdigest()[:8]


class Gap(NamedTuple):
    """One thing that a stop lacks: a name that never changes, what is missing, and the command or step that helps."""

    code: str
    what: str
    help: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one rule found. `why` and `help` are whole sentences in the reader's language."""

    code: str
    weight: Weight
    places: tuple[Place, ...]
    why: str
    help: str = ""

    @property
    def identity(self) -> Identity:
        """The rule and the places; names, sentences and weight do not count."""
        return identity_of(self.code, ((place.kind, place.id) for place in self.places))

    @property
    def mark(self) -> str:
        """Eight letters and digits that name this finding on a command line; the same on every machine."""
        return mark_of(self.identity)

    def at(self, kind: str) -> tuple[Place, ...]:
        """Return the places of one kind."""
        return tuple(place for place in self.places if place.kind == kind)


class Trouble(NamedTuple):
    """What a rule says of one case: where, and one sentence why. The rule adds its code, weight and help."""

    places: tuple[Place, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the checker.

    `title` says what it looks for and `help` what would mend it; both are English message ids, translated when
    shown. `look` is called with a scene (planning.checking) and returns a trouble for each case; it changes nothing
    and reads no clock. A rule with a `gap`, a few words such as "no e-mail address", also names it among what keeps
    a stop from being ready.
    """

    code: str
    weight: Weight
    title: str
    help: str
    look: Callable[[Any], Iterable[Trouble]]
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Noun):
    """Somebody saw a finding and lets it be, for a reason. `places` are "kind id" in order; `moment` is UTC."""

    kind: ClassVar[str] = "waiver"

    code: str
    places: tuple[str, ...]
    reason: str
    by: str
    moment: datetime

    @property
    def identity(self) -> Identity:
        """The identity of the finding that is waived."""
        pairs = (place.partition(" ") for place in self.places)
        return identity_of(self.code, ((kind, key) for kind, _space, key in pairs))

    @property
    def mark(self) -> str:
        """The mark of the finding that is waived."""
        return mark_of(self.identity)


def place_texts(finding: Finding) -> tuple[str, ...]:
    """Return the places of a finding as a waiver keeps them."""
    return tuple(f"{kind} {key}" for kind, key in finding.identity[1])


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings parted by waivers. `idle` are waivers whose finding is gone."""

    open: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    idle: tuple[Waiver, ...]


def sift(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> Sifted:
    """Part findings into those that stand open and those that are waived; the last waiver of a finding speaks."""
    known = {waiver.identity: waiver for waiver in waivers}
    used: set[Identity] = set()
    standing: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for finding in findings:
        waiver = known.get(finding.identity)
        if waiver is None:
            standing.append(finding)
        else:
            waived.append((finding, waiver))
            used.add(waiver.identity)
    idle = tuple(waiver for identity, waiver in known.items() if identity not in used)
    return Sifted(tuple(standing), tuple(waived), idle)
