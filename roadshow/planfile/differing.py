"""What differs between two plans: as edits for a change, and as text for a reader."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from roadshow.domain.changes import Edit
from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.papers import Paper
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.plain import plain, same
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task
from roadshow.domain.wording import N_, _
from roadshow.planfile.plan import PERSONAL, Plan
from roadshow.planfile.problems import shown
from roadshow.planfile.tables import RENAMED

LONGEST_VALUE = 100

_LEAVES = (Part, Booking, Task, Invitation, Paper)
_OWNERS: dict[type[Noun], tuple[tuple[str, type[Noun]], ...]] = {
    Room: (("venue_id", Venue),),
    Stop: (("roadshow_id", Roadshow),),
    Session: (("stop_id", Stop),),
    Part: (("session_id", Session),),
    Booking: (("stop_id", Stop),),
    Task: (("stop_id", Stop), ("roadshow_id", Roadshow)),
    Invitation: (("stop_id", Stop),),
    SignIn: (("stop_id", Stop),),
    Paper: (("stop_id", Stop),),
}


class Removal(StrEnum):
    """What happens to nouns of the old plan that the new one does not name.

    `NOTHING` goes; or what stands under a noun that the new plan does name (`COVERED`): the stops of its roadshows,
    the sessions of its stops, the rooms of its venues, but never a sign-in at a stop that stays; or `ALL`. Papers
    stand in no plan file: they only go with their stop.
    """

    NOTHING = "nothing"
    COVERED = "covered"
    ALL = "all"


def differences(old: Plan, new: Plan, *, remove: Removal = Removal.NOTHING) -> tuple[Edit, ...]:
    """Return the edits that lead from one plan to the other, in an order in which they can be done one by one.

    What refers to something comes after it, and goes before it. Where the new plan says nothing about people,
    none of what is about people goes, unless what it belongs to goes.
    """
    gone = _gone(old, new, remove)
    leaving = [Edit(noun, None) for kind in _LEAVES for noun in gone[kind]]
    added: list[Edit] = []
    changed: list[Edit] = []
    for kind in KINDS.values():
        former = old.of(kind)
        for noun in _ordered(new.of(kind).values()):
            before = former.get(noun.id)
            if before is None:
                added.append(Edit(None, noun))
            elif not same(before, noun):
                changed.append(Edit(before, noun))
    others = [kind for kind in reversed(KINDS.values()) if kind not in _LEAVES]
    last = [Edit(noun, None) for kind in others for noun in reversed(_ordered(gone[kind]))]
    return (*leaving, *added, *changed, *last)


def _ordered(nouns: Iterable[Noun]) -> list[Noun]:
    """Put a sign-in behind the one that it takes back."""
    waiting = {noun.id: noun for noun in nouns}
    placed: list[Noun] = []
    while waiting:
        chain = [waiting.pop(next(iter(waiting)))]
        while (undone := getattr(chain[-1], "undoes", None)) in waiting:
            chain.append(waiting.pop(undone))
        placed += reversed(chain)
    return placed


def _gone(old: Plan, new: Plan, remove: Removal) -> dict[type[Noun], list[Noun]]:
    gone: dict[type[Noun], list[Noun]] = {kind: [] for kind in KINDS.values()}
    if remove is Removal.NOTHING:
        return gone
    lost: set[str] = set()
    for kind in KINDS.values():
        staying = new.of(kind)
        for noun in old.of(kind).values():
            if noun.id not in staying and (_orphan(noun, lost) or _let_go(noun, new, remove)):
                gone[kind].append(noun)
                lost.add(noun.id)
    return gone


def _orphan(noun: Noun, lost: set[str]) -> bool:
    return any(getattr(noun, field) in lost for field, _kind in _OWNERS.get(type(noun), ()))


def _let_go(noun: Noun, new: Plan, remove: Removal) -> bool:
    if isinstance(noun, Paper) or (not new.people and isinstance(noun, PERSONAL)):
        return False  # a plan file never says anything about papers
    if remove is Removal.ALL:
        return True
    if isinstance(noun, SignIn) or type(noun) not in _OWNERS:
        return False
    field, owner = next(pair for pair in _OWNERS[type(noun)] if getattr(noun, pair[0]) is not None)
    return new.get(owner, getattr(noun, field)) is not None


_WORDS = {
    "roadshow": N_("roadshow"), "venue": N_("venue"), "room": N_("room"), "person": N_("person"), "stop": N_("stop"),
    "session": N_("session"), "part": N_("part"), "booking": N_("booking"), "task": N_("task"),
    "invitation": N_("guest"), "sign_in": N_("sign-in"),
    "waiver": N_("waiver"), "paper": N_("paper"),
}  # fmt: skip


def diff_text(edits: Iterable[Edit], plans: tuple[Plan, Plan]) -> str:
    """Describe edits for a reader, one noun a line: + is new, - goes, ~ changes. `plans` are the old and the new one.

    Names stand for ids, and nothing in them can steer a terminal.
    """
    naming = _Naming(plans)
    lines: list[str] = []
    for edit in edits:
        mark = "+" if edit.before is None else "-" if edit.after is None else "~"
        lines.append(f"{mark} {_(_WORDS[edit.noun.kind])} {naming.title(edit.noun)}")
        if edit.before is not None and edit.after is not None:
            lines += naming.fields(edit.before, edit.after)
    return "".join(line + "\n" for line in lines)


_CALLED: dict[type[Noun], str] = {
    Roadshow: "slug", Stop: "slug", Venue: "name", Room: "name", Person: "name", Waiver: "code", Paper: "exporter",
}  # fmt: skip


class _Naming:
    """Says what nouns and ids are called, looking in the new plan first."""

    def __init__(self, plans: tuple[Plan, Plan]) -> None:
        self._by_id: Mapping[str, Noun] = {noun.id: noun for plan in plans for noun in plan}

    def title(self, noun: Noun) -> str:
        """Return what a line about a noun begins with: its name and where it belongs."""
        match noun:
            case Stop():
                return f"{self.ref(noun.roadshow_id)}/{shown(noun.slug)}"
            case Part():
                return f"{self.ref(noun.person_id)}, {noun.role}: {self.ref(noun.session_id)}"
            case Roadshow() | Venue() | Person() | Waiver():
                return self.name(noun)
            case Session() | Booking() | Invitation() | SignIn() | Paper():
                return f"{self.name(noun)} ({self.ref(noun.stop_id)})"
            case _:
                return f"{self.name(noun)} ({self.ref(self._owner(noun))})"

    def name(self, noun: Noun) -> str:
        """Return what a noun is called by itself."""
        match noun:
            case Session():
                return f"“{shown(noun.title)}” {noun.start:%H:%M}"
            case Booking():
                return self.ref(noun.venue_id)
            case Invitation():
                return self.ref(noun.person_id)
            case SignIn():
                who = self.ref(noun.person_id) if noun.person_id else shown(noun.walk_in)
                return f"{shown(noun.desk)} {noun.counter} {who}"
            case Task():
                return f"“{shown(noun.title)}”"
            case _:
                return shown(getattr(noun, _CALLED[type(noun)]))

    def ref(self, key: str) -> str:
        """Return what the noun with this id is called."""
        noun = self._by_id.get(key)
        return "?" if noun is None else self.title(noun) if isinstance(noun, Session) else self.name(noun)

    def _owner(self, noun: Noun) -> str:
        owners = [getattr(noun, field) for field, _kind in _OWNERS.get(type(noun), ())]
        return next((owner for owner in owners if owner), "")

    def fields(self, before: Noun, after: Noun) -> Iterator[str]:
        """Yield a line for every field that differs."""
        old, new = plain(before), plain(after)
        for name in old:
            if old[name] != new[name]:
                key = RENAMED.get((type(after), name), name.removesuffix("_id"))
                yield f"    {key}: {self._value(name, before)} → {self._value(name, after)}"

    def _value(self, name: str, noun: Noun) -> str:
        value: Any = getattr(noun, name)
        if value is None or value in {"", ()}:
            return "–"
        if name.endswith("_id") or name == "undoes":
            return self.ref(value)
        if isinstance(value, datetime):
            return f"{plain(noun)[name]}".replace("T", " ")
        written = plain(noun)[name]
        if isinstance(written, list):
            written = ", ".join(
                " ".join(str(part) for part in item.values() if part) if isinstance(item, dict) else str(item)
                for item in written
            )
        return shown(written, LONGEST_VALUE)
