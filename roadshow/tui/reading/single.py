"""Single things that may be meant by what is typed: venues, people, stops and sessions, a few of each."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from roadshow.api import Clause, Noun, Office, Person, Query, Session, Stop, Venue, fold, kind_word, listed_name
from roadshow.tui.places import Place

N = TypeVar("N", bound=Noun)
EACH = 3
LEAST = 2
"""Letters that must be typed before anything is sought: one letter is in nearly everything."""


class Offer(NamedTuple):
    """Something that may be meant: what tells it from others, its name, what it is, and where it stands.

    The key of a stop is the line that goes to it.
    """

    key: str
    name: str
    what: str
    place: Place


def sought(text: str, office: Office) -> list[Offer]:
    """Return what answers every word that is typed, a few of each kind. Ask in a thread: it looks at every person."""
    words = fold(text).split()
    if len("".join(words)) < LEAST:
        return []
    return [
        *(
            Offer(f"stop {one.slug}", one.title, kind_word("stop"), Place("programme", row=one.id))
            for one in _some(office, Stop, words)
        ),
        *(
            Offer(one.id, one.name, _said(one, one.town), Place("venues", row=one.id))
            for one in _some(office, Venue, words)
        ),
        *(
            Offer(one.id, listed_name(one), _said(one, one.organisation), Place("people", row=one.id))
            for one in _some(office, Person, words)
        ),
        *(_session(office, one) for one in _some(office, Session, words)),
    ]


def _session(office: Office, one: Session) -> Offer:
    stop = office.store.get(Stop, one.stop_id)
    what = _said(one, f"{one.start:%H:%M}", stop.slug if stop else "")
    return Offer(one.id, one.title, what, Place("agenda", one.stop_id, row=one.id))


def _said(noun: Noun, *more: str) -> str:
    return ", ".join(part for part in (kind_word(noun.kind), *more) if part)


def _some(office: Office, kind: type[N], words: list[str]) -> Iterator[N]:
    """Give those whose name begins with each of the words first, then those that have the words anywhere."""
    facet = "name" if kind in {Person, Venue} else "title"
    named = Clause(facet, (" ".join(words),), facet=True)
    told: set[str] = set()
    for query in (Query(kind, (named,), limit=EACH), Query(kind, words=tuple(words), limit=EACH * 2)):
        if len(told) == EACH:
            return
        for one in office.store.each(query):
            if one.id not in told and len(told) < EACH:
                told.add(one.id)
                yield one
