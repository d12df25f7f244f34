"""What every noun shares: an id that never changes, notes, and the kind it is filed under."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A record of the plan. Frozen: a new value is a new record with the same id."""

    kind: ClassVar[str] = ""

    id: str
    notes: str = ""
