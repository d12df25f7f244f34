"""Places per group: how many may come to a stop of one district, one organisation, or with one tag.

"district=10" gives each district ten places, "district:Hillesluis=20" gives this one twenty, "tag:school=5" gives five
to all who have that tag. Whoever has nothing in the field belongs to no group, and no such limit counts for them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.people import Person
from roadshow.domain.wording import _

FIELDS = {"district": "district", "organisation": "organisation", "function": "function", "town": "town", "tag": "tags"}
"""What groups can be made by, and the field of a person that holds it."""
MOST = 1_000_000


class Quota(NamedTuple):
    """So many places for a group; `value` is folded, and empty for each group that has no quota of its own."""

    field: str
    value: str
    places: int


def quota_of(text: str) -> Quota:
    """Read a text such as district=10 or wijk:Hillesluis=20. Raises BadInputError."""
    from roadshow.domain.asking import IN_DUTCH  # noqa: PLC0415  only where there are groups

    name, _equals, number = text.rpartition("=")
    field, _colon, value = name.partition(":")
    field = IN_DUTCH.get(fold(field), fold(field))
    digits = number.strip()
    if field not in FIELDS or not digits.isdecimal() or not 1 <= int(digits) <= MOST:
        raise BadInputError(
            _("“{text}” does not say how many places a group has.").format(text=text),
            _("Write district=10, organisation=3, district:Hillesluis=20 or tag:school=5."),
        )
    return Quota(field, fold(value.strip(" \"'")), int(digits))


class Quotas:
    """All quotas of a stop."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places = {(quota.field, quota.value): quota.places for quota in map(quota_of, texts)}
        self._fields = sorted({field for field, _value in self._places})

    def groups_of(self, person: Person) -> Iterator[tuple[str, str]]:
        """Give the groups of somebody that have a limit: the field, and what stands in it, folded."""
        for field in self._fields:
            held = getattr(person, FIELDS[field])
            for value in dict.fromkeys(map(fold, (held,) if isinstance(held, str) else held)):
                if value and self.places(field, value) is not None:
                    yield field, value

    def places(self, field: str, value: str) -> int | None:
        """Return how many places a group has, None where it has no limit."""
        return self._places.get((field, value), self._places.get((field, "")))
