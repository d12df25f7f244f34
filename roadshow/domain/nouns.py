"""What every noun shares: an id that never changes, notes, and the kind it is filed under."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, ClassVar


class Record:
    """A frozen dataclass that is compared, hashed and shown by its fields.

    Written once here and not made anew for each class (eq=False, repr=False): every start pays for what it defines.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        kind = self.__class__
        if other.__class__ is not kind:
            return NotImplemented
        values = _VALUES.get(kind) or _values(kind)
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        kind = self.__class__
        return hash((_VALUES.get(kind) or _values(kind))(self))

    def __repr__(self) -> str:
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))  # type: ignore[arg-type] # each of its kind is a dataclass
        return f"{self.__class__.__qualname__}({shown})"


_VALUES: dict[type, Callable[[Any], Any]] = {}


def _values(kind: type[Any]) -> Callable[[Any], Any]:
    found = _VALUES[kind] = attrgetter(*(field.name for field in fields(kind)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Noun(Record):
    """A record of the plan. Frozen: a new value is a new record with the same id."""

    kind: ClassVar[str] = ""

    id: str
    notes: str = ""
