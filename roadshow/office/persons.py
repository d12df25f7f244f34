"""One person and all that is kept of them: shown, put together with another, or forgotten; and terms that are over."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from roadshow.domain.asking import Clause, Query
from roadshow.domain.changes import Change, Edit, Entry, Trace
from roadshow.domain.contacts import contacts_of
from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import SAME_PERSON, Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.headcounts import Headcount
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person, whole_surname
from roadshow.domain.tour import Part, Session, Stop
from roadshow.domain.wording import _
from roadshow.office.elsewhere import forget_in_backups
from roadshow.office.live import Office
from roadshow.office.resting import no_collecting
from roadshow.planning import keeping, likeness, merging
from roadshow.store.base import Store

SHORTEST = 6
"""Letters of a name or number that are looked for in texts; fewer would be found everywhere."""
SHORTEST_GIVEN = 4
"""Letters of a given name that is looked for by itself."""
AT_ONCE = 500
COMPARING = 2
"""How many times as long people are compared as read."""


def hanging(store: Store, person_id: str) -> merging.Hanging:
    """Return what hangs on somebody, in the order in which it came."""

    def of(kind: type[Noun]) -> Query[Noun]:
        return Query(kind, order=("n",), limit=None).where(person_id=person_id)

    return merging.Hanging(
        tuple(one for one in store.each(of(Invitation)) if isinstance(one, Invitation)),
        tuple(one for one in store.each(of(Part)) if isinstance(one, Part)),
        tuple(one for one in store.each(of(SignIn)) if isinstance(one, SignIn)),
    )


def merge_persons(
    office: Office, kept: Person, gone: Person, theirs: Collection[str] = ()
) -> tuple[Change, likeness.Merger]:
    """Propose one person of two: the change, and the fields in which they differ.

    There `kept` counts, but in the fields `theirs` the other one. Raises BadInputError for a field in which they do not
    differ.
    """
    merger = likeness.merged(kept, gone, theirs)
    for field in theirs:
        if field not in merger.conflicts:
            raise BadInputError(
                _("They do not differ in “{field}”.").format(field=field),
                _("They differ in: {fields}.").format(fields=", ".join(merger.conflicts) or _("nothing")),
            )
    store = office.store
    of_kept, of_gone = hanging(store, kept.id), hanging(store, gone.id)
    return merging.merge_people(office.pen(), kept, gone, merger.person, of_kept=of_kept, of_gone=of_gone), merger


def doubles(
    store: Store, going: Callable[[int, int], None] | None = None, least: int = likeness.PROPOSED
) -> list[likeness.Likeness]:
    """Return pairs who may be one person, the likeliest first; without those of whom somebody said that they are not.

    With a lower score as `least` (`likeness.LESS_SURE`) those who may be one less surely are among them. `going` is told how far it is, and of how much: first people are read, and then pairs compared. It may raise to stop.
    """
    total = store.count(Query(Person)) if going is not None else 0
    whole = total * (1 + COMPARING)

    def read() -> Iterator[likeness.LikenessKey]:
        for number, one in enumerate(store.each(Query(Person, limit=None)), start=1):
            if going is not None and number % AT_ONCE == 0:
                going(number, whole)
            yield likeness.likeness_key(one)

    looked = (
        None if going is None else (lambda behind, pairs: going(total + total * COMPARING * behind // pairs, whole))
    )
    with no_collecting():
        pairs = likeness.duplicates(read(), least, looked)
    if going is not None:
        going(whole, whole)
    known = told_apart(store)
    return [pair for pair in pairs if frozenset((pair.one, pair.other)) not in known]


NAMES = frozenset(("person", field) for field in ("given", "particle", "surname", "display_name", "sort_as"))
"""Where the name of somebody else stands: who shares a surname is not mentioned by it."""


def told_apart(store: Store) -> set[frozenset[str]]:
    """Return the pairs of ids of whom somebody said that they are not one person."""
    said = store.each(Query(Waiver, order=("n",), limit=None).where(code=SAME_PERSON))
    return {frozenset(place.partition(" ")[2] for place in waiver.places) for waiver in said}


@dataclass(frozen=True, slots=True)
class Held:
    """All that is kept of somebody, for somebody who asks (GDPR article 15).

    `entries` are what the journal holds of the person and of what hangs on them, the newest first; `mentions` are the
    texts elsewhere in which their name, address or number stands: kind, id and field.
    """

    person: Person
    hanging: merging.Hanging
    entries: tuple[tuple[Entry, tuple[Trace, ...]], ...]
    mentions: tuple[tuple[str, str, str], ...]


def everything_about(store: Store, person: Person) -> Held:
    """Gather all that is kept of somebody."""
    hangs = hanging(store, person.id)
    own = [("person", known) for known in (person.id, *person.former_ids)]
    own += [(noun.kind, noun.id) for noun in nouns_of(hangs)]
    numbers: dict[int, Entry] = {}
    for kind, noun_id in own:
        numbers |= {entry.number: entry for entry in store.touched(kind, noun_id)}
    wanted = set(own)
    entries = tuple(
        (numbers[number], tuple(trace for trace in store.traces(number) if (trace.kind, trace.id) in wanted))
        for number in sorted(numbers, reverse=True)
    )
    return Held(person, hangs, entries, mentions(store, person, wanted))


def mentions(store: Store, person: Person, own: Iterable[tuple[str, str]] = ()) -> tuple[tuple[str, str, str], ...]:
    """Return where else somebody's name, address or number stands in a text: kind, id and field.

    Their given name alone counts where nobody else here has it.
    """
    others = set(own) | {("person", person.id)}
    found = dict.fromkeys(
        place
        for text in (*sorted(texts_of(person)), *lone_given_name(store, person))
        for place in store.mentions(text)
        if place[:2] not in others and (place[0], place[2]) not in NAMES
    )
    return tuple(found)


def texts_of(person: Person) -> set[str]:
    """Return what somebody is found by in a text: name, address and number, where they are long enough."""
    texts = {person.name, person.display_name, *person.other_names, *(contact.value for contact in contacts_of(person))}
    if person.surname:
        texts.add(whole_surname(person.particle, person.surname))
    return {text for text in texts if len(text) >= SHORTEST}


def lone_given_name(store: Store, person: Person) -> tuple[str, ...]:
    """Return the given name of somebody where it is long enough and nobody else has it."""
    given = person.given
    if len(given) < SHORTEST_GIVEN or store.count(Query(Person).where(given=given)) > 1:
        return ()
    return (given,)


def nouns_of(hangs: merging.Hanging) -> tuple[Noun, ...]:
    """Return all that hangs on somebody, what refers to something else first."""
    return (*hangs.sign_ins, *hangs.parts, *hangs.invitations)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is kept for one purpose: the term in days, how many records would go, and how many stay."""

    key: str
    days: int
    go: int
    stay: int


class Retention:
    """What has been kept for its whole term on a day, purpose by purpose. Reads the store when it is made."""

    def __init__(self, office: Office, today: date) -> None:
        self._office = office
        self._store = office.store
        self._today = today
        self.terms = office.settings.section_options(keeping.SECTION, keeping.RetentionSettings)
        self._ends = {stop.id: stop.end.date() for stop in self._store.each(Query(Stop, limit=None))}
        self._needs, needy = self._needs_over()
        self._door = self._stops_over(self.terms.sign_in_days)
        self._lists = self._stops_over(self.terms.reply_days)
        self.purposes = (
            Purpose("needs", self.terms.needs_days, len(self._needs), needy - len(self._needs)),
            self._counted("sign_ins", self.terms.sign_in_days, SignIn, self._door),
            self._counted("replies", self.terms.reply_days, Invitation, self._lists),
        )

    def apply(self) -> Entry | None:
        """Let go of it: one change, of which the journal keeps nothing either. None where there is nothing."""
        if not any(purpose.go for purpose in self.purposes):
            return None
        self._office.keep("forget")
        forget_in_backups(self._office, lambda other: Retention(other, self._today).apply())
        change = keeping.let_go(self._office.pen(), tuple(self._edits()))
        return self._store.erase(change, counts=tuple(self._counts()))

    def _edits(self) -> Iterator[Edit]:
        for person_id in self._needs:
            person = self._store.get(Person, person_id)
            if person is not None:
                yield keeping.without_needs(person)
        for kind, stops in ((SignIn, self._door), (Invitation, self._lists)):
            for stop_id in stops:
                yield from (Edit(noun, None) for noun in self._of_stop(kind, stop_id))

    def _counts(self) -> Iterator[Headcount]:
        for stop_id in self._door:
            facts = list(self._store.each(Query(SignIn, order=("n",), limit=None).where(stop_id=stop_id)))
            people = {fact.person_id for fact in facts if fact.person_id}
            yield from keeping.came_counts(facts, self._organisations(tuple(sorted(people))))
        for stop_id in self._lists:
            guests = self._store.each_guest(Query(Invitation, order=("n",), limit=None).where(stop_id=stop_id))
            yield from keeping.invited_counts((guest.invitation, guest.person.organisation) for guest in guests)

    def _organisations(self, ids: tuple[str, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found |= {one.id: one.organisation for one in self._store.each(Query(Person, limit=None).among("id", some))}
        return found

    def _needs_over(self) -> tuple[list[str], int]:
        """Return the ids of those whose needs may no longer be kept, and of how many we know needs."""
        needy: dict[str, Person] = {}
        for field in keeping.NEEDS:
            asked = Query(Person, (Clause(field, facet=True, present=True),), limit=None)
            needy |= {person.id: person for person in self._store.each(asked)}
        over = []
        for person in needy.values():
            end = keeping.needs_end(person, self._last_stop(person), self.terms.needs_days)
            if end is not None and end < self._today:
                over.append(person.id)
        return over, len(needy)

    def _last_stop(self, person: Person) -> date | None:
        hangs = hanging(self._store, person.id)
        stops = {one.stop_id for one in hangs.invitations} | {fact.stop_id for fact in hangs.sign_ins}
        sessions = (self._store.get(Session, part.session_id) for part in hangs.parts)
        stops |= {session.stop_id for session in sessions if session is not None}
        return max((self._ends[stop_id] for stop_id in stops if stop_id in self._ends), default=None)

    def _stops_over(self, days: int) -> list[str]:
        return [stop_id for stop_id, end in self._ends.items() if keeping.term_over(end, days, self._today)]

    def _of_stop(self, kind: type[Noun], stop_id: str) -> list[Noun]:
        return list(self._store.each(Query(kind, order=("n",), limit=None).where(stop_id=stop_id)))

    def _counted(self, key: str, days: int, kind: type[Noun], stops: list[str]) -> Purpose:
        go = sum(self._store.count(Query(kind).where(stop_id=stop_id)) for stop_id in stops)
        return Purpose(key, days, go, self._store.count(Query(kind)) - go)
