"""Questions to a store: which records, in which order, how many at a time.

The same small language serves the command line and the screen:

    district:Hillesluis state:invited -has:email diet:* "de vries"

`field:value` asks for a word that starts so in that field, `field:"some words"` for just these words, whole and side by
side, `field:*` and `has:field` for anything in it, a leading `-` turns it round, `a,b` means either, and bare words are
looked for anywhere in the searchable text. A word of digits is always whole, beside numbers that are begun.
`field:/pattern/` asks for a regular expression in that field: name:/^van / or -name:/^van / (domain.patterns).
Fields and states may be named in Dutch too, whatever the language in use: wijk:Hillesluis antwoord:komt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import FACETS, fold
from roadshow.domain.guests import Channel, GuestRole, Invitation, InvitationState
from roadshow.domain.nouns import Noun
from roadshow.domain.quoting import Piece, pieces_of
from roadshow.domain.wording import _

N = TypeVar("N", bound=Noun)
R = TypeVar("R")
GUEST_VALUES = {"state": InvitationState, "role": GuestRole, "channel": Channel}
GUEST_COLUMNS = tuple(GUEST_VALUES)
IN_DUTCH = {
    "naam": "name", "mail": "email", "telefoon": "phone", "tel": "phone", "organisatie": "organisation",
    "org": "organisation", "functie": "function", "wijk": "district", "label": "tag", "labels": "tag", "tags": "tag",
    "taal": "language", "talen": "language", "languages": "language", "stad": "town", "plaats": "town",
    "woonplaats": "town", "city": "town", "dieet": "diet", "toegang": "access", "toegankelijkheid": "access",
    "tolk": "interpreter", "oppas": "childcare", "kinderopvang": "childcare", "registratie": "registration",
    "register": "registration", "titel": "title", "thema": "theme", "locatie": "venue", "status": "state",
    "antwoord": "state", "reply": "state", "answer": "state", "rol": "role", "kanaal": "channel", "via": "channel",
    "heeft": "has", "lijst": "list", "bestand": "list",
}  # fmt: skip
"""Further names of fields, most of them Dutch, understood in either language of the program."""
EITHER = frozenset({"or", "of"})
PATTERN = re.compile(
    r"""(?<!\S)(?P<not>-?)(?P<name>[A-Za-z_]+):/(?P<pattern>(?:[^/\\]|\\.)*\\?)(?P<end>/(?!\S)|/?$|)"""
)
NUMBERS = frozenset({"phone", "registration", "email"})
"""Facets in which the beginning of a number is enough."""
BEGUN_NUMBER = 3
"""Digits from which on a bare number may be the beginning of a longer one; a shorter one is a whole word, as in Wijk 1."""
ANYWHERE = ""
"""The name of a clause that asks for words side by side in whatever facet."""
PERSON_FACETS = tuple(facet for facet in FACETS if facet not in {"title", "theme", "venue"})


class Clause(NamedTuple):
    """One condition. A facet holds folded words to find; a column holds exact values; `present` asks for anything.

    Of the values in `whole` the words stand side by side, and none is merely begun. Where `pattern`, the one value of a facet is a regular expression, folded as the words are. `relation` is =, >= or <= and goes with a column and one value.
    """

    name: str
    values: tuple[str | int | None, ...] = ()
    facet: bool = False
    present: bool = False
    negated: bool = False
    relation: str = "="
    pattern: bool = False
    whole: frozenset[str] = frozenset()


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
    clauses = [_pattern(found, fields) for found in PATTERN.finditer(text)] if ":/" in text else []
    text = PATTERN.sub("", text) if clauses else text
    words: list[str] = []
    for piece in pieces_of(text):
        choice = piece.choices[0]
        if piece.name:
            clauses += _clauses(piece, fields)
        elif choice.quoted:
            clauses.append(words_anywhere(fold(choice.text)))
        else:
            _refuse_either(choice.text, text)
            words += fold(choice.text).split()
    return Wish(tuple(clauses), tuple(words))


def _pattern(found: re.Match[str], fields: tuple[str, ...]) -> Clause:
    """Read one field:/pattern/; the first error in it is told."""
    from roadshow.domain.patterns import readable  # noqa: PLC0415  few questions have a pattern

    name = _known(found["name"].lower(), fields)
    if name in GUEST_COLUMNS:
        raise BadInputError(
            _("{name} is no text to look for a pattern in.").format(name=name), _("Write the word itself.")
        )
    if not found["end"]:
        raise BadInputError(
            _("A pattern stands between two slashes: {name}:/{pattern}/").format(
                name=name, pattern=found["pattern"] or "…"
            )
        )
    pattern = found["pattern"].replace("\\/", "/")
    if not pattern:
        raise BadInputError(_("There is nothing between the slashes."))
    return Clause(name, (readable(pattern),), facet=True, negated=bool(found["not"]), pattern=True)


def _refuse_either(word: str, text: str) -> None:
    """Say that there is no word for either: looked for as a word it would find nobody, and nobody would know why."""
    if word.lower() in EITHER and not text.startswith(word) and not text.endswith(word):
        raise BadInputError(
            _("“{word}” is not understood here: all pieces of a question must fit.").format(word=word),
            _(
                "For either one, put a comma without spaces: district:Hillesluis,Crooswijk. The word itself goes in quotes."
            ),
        )


def _clauses(piece: Piece, fields: tuple[str, ...]) -> Iterator[Clause]:
    """Read one field with its values: those in quotes are whole words, the others may be mere beginnings."""
    name = _known(piece.name, (*fields, "has"))
    texts = [choice.text for choice in piece.choices]
    if name == "has":
        yield Clause(_known(",".join(texts).lower(), fields), facet=True, present=True, negated=piece.negated)
    elif name in GUEST_COLUMNS:
        yield Clause(name, tuple(one for text in texts for one in _stand(name, text)), negated=piece.negated)
    elif texts == ["*"]:
        yield Clause(name, facet=True, present=True, negated=piece.negated)
    else:
        whole = frozenset(fold(choice.text) for choice in piece.choices if choice.quoted)
        yield Clause(name, tuple(map(fold, texts)), facet=True, negated=piece.negated, whole=whole)


def words_anywhere(words: str) -> Clause:
    """Ask for folded words, whole and side by side, in whatever facet."""
    return Clause(ANYWHERE, (words,), facet=True, whole=frozenset([words]))


def _stand(column: str, word: str) -> tuple[str, ...]:
    """Return the values that a word means; the beginning of one is enough."""
    from roadshow.domain.valuewords import value_words, values_typed  # noqa: PLC0415  most questions ask nothing of it

    found = values_typed(word.replace("*", ""), GUEST_VALUES[column])
    if not found:
        raise BadInputError(
            _("“{value}” cannot be used for {name}.").format(value=word, name=column),
            _("It may be: {allowed}.").format(allowed=value_words(GUEST_VALUES[column])),
        )
    return found


def _known(name: str, fields: tuple[str, ...]) -> str:
    for one in (name, IN_DUTCH.get(name, "")):
        if one in fields:
            return one
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
