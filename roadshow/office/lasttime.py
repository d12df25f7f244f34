"""A list that comes in again: who was on it last time and is not any more, and who of the new ones is like somebody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from roadshow.domain.asking import Clause, Query, guests_of
from roadshow.domain.changes import Edit
from roadshow.domain.folding import fold
from roadshow.domain.guests import Invitation, InvitationState
from roadshow.domain.people import Person
from roadshow.domain.taking import Mode
from roadshow.domain.tour import Stop
from roadshow.office.intakecounts import Counts
from roadshow.planning.likeness import LikenessKey, duplicates, likeness_key
from roadshow.store.base import Store

ABSENT_OFF = "off"
"""Whoever is not on a list any more goes off the guest list of the stop that it is for."""
COMPARED = 20_000
"""People among whom doubles of new ones are looked for at once; among more they are looked for afterwards."""
_VERSION = re.compile(
    r"[ ._-]*(?:\(\d+\)|\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{2,4}|v?\d+|kopie|copy|nieuw|new|final|definitief)$",
    re.IGNORECASE,
)


def list_name(path: Path) -> str:
    """Return the name of a list by that of its file, without the date or number of this version of it."""
    name = path.stem
    while (shorter := _VERSION.sub("", name)) != name and shorter.strip(" ._-"):
        name = shorter
    return name


class LastTime:
    """The people who stood on a list before. Told of, only where at least half of them are met again: else it is another one."""

    def __init__(self, store: Store, name: str, mode: Mode) -> None:
        self._store = store
        self._name = name
        clause = Clause("list", (fold(name),), facet=True, whole=frozenset([fold(name)]))
        self._query = Query(Person, (clause,), limit=None)
        self._many = 0 if mode is Mode.NEW else store.count(self._query)
        self._met: set[int] = set()

    def meet(self, before: Person) -> None:
        """Note somebody who was known and is on the list now."""
        if self._many and self._name in before.lists:
            self._met.add(hash(before.id))

    def edits(self, counts: Counts, absent: str, stop: Stop | None) -> Iterator[Edit]:
        """Count who is not on it any more, and give what becomes of them: a tag, or off the guest list of the stop."""
        if not 0 < len(self._met) < self._many:
            return
        before = [one for one in self._store.each(self._query) if self._name in one.lists]
        gone = [one for one in before if hash(one.id) not in self._met]
        if 2 * len(gone) > len(before):
            return
        for person in gone:
            counts.name_absent(person)
        for edit in self._done(gone, absent, stop):
            counts.gone += 1
            yield edit

    def _done(self, gone: list[Person], absent: str, stop: Stop | None) -> Iterator[Edit]:
        if absent == ABSENT_OFF and stop is not None:
            ids = {one.id for one in gone}
            invited = [one for one in self._store.each(guests_of(stop.id).by("n").page(None)) if one.person_id in ids]
            yield from (Edit(one, _withdrawn(one)) for one in invited if one.state is not InvitationState.WITHDRAWN)
        elif absent and absent != ABSENT_OFF:
            yield from (Edit(one, replace(one, tags=(*one.tags, absent))) for one in gone if absent not in one.tags)


def _withdrawn(invitation: Invitation) -> Invitation:
    return replace(invitation, state=InvitationState.WITHDRAWN)


def doubles_among(store: Store, arrivals: list[LikenessKey]) -> int | None:
    """Count new people who are like somebody else, in the file or known; None where there are too many to look at once."""
    if not arrivals:
        return 0
    if len(arrivals) + store.count(Query(Person)) > COMPARED:
        return None
    new = {key.id for key in arrivals}
    pairs = duplicates(_all_keys(store, arrivals))
    return len({one for pair in pairs for one in (pair.one, pair.other) if one in new})


def _all_keys(store: Store, arrivals: Iterable[LikenessKey]) -> Iterator[LikenessKey]:
    yield from arrivals
    yield from map(likeness_key, store.each(Query(Person, limit=None)))
