"""What of a list goes before what is known: other values by kind, proposals by kind, newer cards, and rows left out of it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from roadshow.domain.drafts import DraftPerson, Flag, Repair, repaired
from roadshow.domain.people import Person

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("street", "postcode", "town", "country"), "address"),
        "particle": "surname",
        "sort_as": "surname",
        "email_kind": "email",
        "phone_kind": "phone",
    }
)
"""Fields that are taken together, by the kind they belong to; any other field is a kind of its own."""
EVERY_FIELD = frozenset(field.name for field in fields(Person)) - {"id", "former_ids", "lists", "cards"}
SURNAME = "surname"


class Mode(StrEnum):
    """How a list meets people who are known: it fills what is empty, goes before what is known, or leaves them alone."""

    FILL = "fill"
    UPDATE = "update"
    NEW = "new"


class Taking(NamedTuple):
    """What goes before what is known. `kinds` are those of `kind_of_field`, `codes` those of flags with a proposal.

    In the rows `but` nothing is taken. A card with the same UID and a newer REV goes before what is known by itself
    (RFC 6350 section 6.7.4), unless only new people come in.
    """

    mode: Mode = Mode.FILL
    kinds: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    but: frozenset[int] = frozenset()

    def fields(self, draft: DraftPerson, known: Person) -> frozenset[str]:
        """Return the fields in which a draft goes before the person whom it met."""
        if draft.row in self.but:
            return frozenset()
        if self.mode is Mode.UPDATE or is_newer(draft, known):
            return EVERY_FIELD
        return (
            frozenset(field for field in EVERY_FIELD if kind_of_field(field) in self.kinds) if self.kinds else NOTHING
        )

    def takes_surname(self, row: int) -> bool:
        """Say whether somebody with the same given name and address and another surname is the person we know."""
        return SURNAME in self.kinds and row not in self.but

    def mended(self, draft: DraftPerson) -> DraftPerson:
        """Return a draft with the proposals taken that are to be taken; their flags need no look any more."""
        if not self.codes or not draft.flags:
            return draft
        taken = [flag for flag in draft.flags if flag.repairs and flag.code in self.codes]
        if not taken or draft.row in self.but:
            return draft
        mends = tuple(repair for flag in taken for repair in flag.repairs)
        left = tuple(flag for flag in draft.flags if flag not in taken)
        return draft._replace(person=repaired(draft.person, mends), flags=left, mends=mends)


NOTHING: frozenset[str] = frozenset()


def kind_of_field(field: str) -> str:
    """Return by what kind a field is taken: surname for its particle, address for a street."""
    return GROUPS.get(field, field)


def kinds_of(conflicts: Iterable[str]) -> frozenset[str]:
    """Return the kinds of fields in which two say something else."""
    return frozenset(map(kind_of_field, conflicts))


def is_newer(draft: DraftPerson, known: Person) -> bool:
    """Say whether a card was revised since it was taken in last."""
    return any(one.uid == draft.uid and "" < one.revised < draft.revised for one in known.cards)


def would_mend(flag: Flag, held: Mapping[str, Any]) -> bool:
    """Say whether taking the proposal of a flag would change these plain values of a person, so that it is worth an offer."""
    return bool(flag.repairs) and any(_would_change(repair, held.get(repair.field)) for repair in flag.repairs)


def _would_change(repair: Repair, held: Any) -> bool:
    if repair.read in ("", None):
        return held in ("", None, []) or (isinstance(held, list) and repair.repaired not in held)
    if isinstance(held, list):
        return repair.read in held
    return held == repair.read or (repair.field == "notes" and isinstance(held, str) and repair.read in held)
