"""Questions to a store: which records, in which order, how many at a time.

The same small language serves the command line and the screen:

    district:Hillesluis state:invited -has:email diet:* "de vries"

`field:value` asks for a word that starts so in that field, `field:*` and `has:field` for anything in it, a
leading `-` turns it round, `a,b` means either, and bare words are looked for anywhere in the searchable text.
"""

from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import FACETS, fold
from roadshow.domain.guests import Invitation
from roadshow.domain.nouns import Noun
from roadshow.domain.wording import _

N = TypeVar("N", bound=Noun)
R = TypeVar("R")
GUEST_COLUMNS = ("state", "role", "channel")
PERSON_FACETS = tuple(facet for facet in FACETS if facet not in {"title", "theme", "venue"})


class Clause(NamedTuple):
    """One condition. A facet holds folded words to find; a column holds exact values; `present` asks for anything.

    `relation` is =, >= or <= and goes with a column and one value.
    """

    name: str
    values: tuple[str | int | None, ...] = ()
    facet: bool = False
    present: bool = False
    negated: bool = False
    relation: str = "="


@dataclass(frozen=True, slots=True)
class Query(Generic[N]):
    """Which records of one kind, in which order, and which window of them.

    `order` names columns, `-` before one turns it round; `sort` is the name order. Rows that tie keep the order
    in which they were made. `limit` None means all; streaming readers only.
    """

    kind: type[N]
    clauses: tuple[Clause, ...] = ()
    words: tuple[str, ...] = ()
    order: tuple[str, ...] = ("sort",)
    limit: int | None = 50
    offset: int = 0

    def where(self, **columns: str | int | None) -> "Query[N]":
        """Ask that columns hold exactly these values."""
        added = tuple(Clause(name, (value,)) for name, value in columns.items())
        return replace(self, clauses=self.clauses + added)

    def among(self, column: str, values: tuple[str, ...]) -> "Query[N]":
        """Ask that a column holds one of these values."""
        return replace(self, clauses=(*self.clauses, Clause(column, values)))

    def from_on(self, column: str, value: str | int) -> "Query[N]":
        """Ask that a column holds at least this value."""
        return replace(self, clauses=(*self.clauses, Clause(column, (value,), relation=">=")))

    def up_to(self, column: str, value: str | int) -> "Query[N]":
        """Ask that a column holds at most this value."""
        return replace(self, clauses=(*self.clauses, Clause(column, (value,), relation="<=")))

    def matching(self, wish: "Wish") -> "Query[N]":
        """Add what somebody typed."""
        return replace(self, clauses=self.clauses + wish.clauses, words=self.words + wish.words)

    def page(self, limit: int | None, offset: int = 0) -> "Query[N]":
        """Take another window."""
        return replace(self, limit=limit, offset=offset)

    def by(self, *order: str) -> "Query[N]":
        """Take another order."""
        return replace(self, order=order)


class Window(NamedTuple, Generic[R]):
    """One page of an answer, and how many there are in all."""

    rows: tuple[R, ...]
    total: int


class Wish(NamedTuple):
    """What somebody typed, understood."""

    clauses: tuple[Clause, ...] = ()
    words: tuple[str, ...] = ()


def everything(kind: type[N]) -> Query[N]:
    """Ask for all records of a kind, a page at a time."""
    return Query(kind)


def understand(text: str, fields: tuple[str, ...] = PERSON_FACETS) -> Wish:
    """Read the question language. `fields` are the names that may stand before a colon; raises BadInputError."""
    import shlex  # noqa: PLC0415  most commands ask nothing

    try:
        pieces = shlex.split(text.replace("'", "\\'"))
    except ValueError as error:
        raise BadInputError(_("A quotation mark in “{text}” is not closed.").format(text=text)) from error
    clauses: list[Clause] = []
    words: list[str] = []
    for piece in pieces:
        name, colon, value = piece.removeprefix("-").partition(":")
        if colon and name and name.isascii() and name.replace("_", "").isalpha():
            clauses.append(_clause(name.lower(), value, fields, negated=piece.startswith("-")))
        else:
            words += fold(piece).split()
    return Wish(tuple(clauses), tuple(words))


def _clause(name: str, value: str, fields: tuple[str, ...], *, negated: bool) -> Clause:
    if name == "has":
        return Clause(_known(value.lower(), fields), facet=True, present=True, negated=negated)
    _known(name, fields)
    if name in GUEST_COLUMNS:
        return Clause(name, tuple(value.lower().split(",")), negated=negated)
    if value in {"*", ""}:
        return Clause(name, facet=True, present=True, negated=negated)
    return Clause(name, tuple(fold(choice) for choice in value.split(",")), facet=True, negated=negated)


def _known(name: str, fields: tuple[str, ...]) -> str:
    if name in fields:
        return name
    raise BadInputError(
        _("“{name}” is not a field to search on.").format(name=name),
        _("Fields: {fields}.").format(fields=", ".join(fields)),
    )


def guest_fields() -> tuple[str, ...]:
    """Return the fields that a question about a guest list may name."""
    return PERSON_FACETS + GUEST_COLUMNS


def guests_of(stop_id: str) -> Query[Invitation]:
    """Ask for the guest list of a stop, in the order of names."""
    return Query(Invitation).where(stop_id=stop_id)
