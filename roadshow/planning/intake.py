"""Drafts met with the people we know: new, the same as somebody, or refused. Nothing known is ever overwritten.

A number proves somebody only with the same name, an address with a name that may be the same one; what several names share
in the file or among those we know proves nothing. Who has the same given name there and another surname is a question, and
never an answer: they come in as somebody new, beside whom it is said who they might be.

Reading the same file twice changes nothing: whoever was made from a row is found again by that row.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from roadshow.domain.drafts import DraftPerson, Refusal
from roadshow.domain.filling import laid_beside
from roadshow.domain.folding import shared_fold
from roadshow.domain.matchkeys import (
    Keys,
    Wanted,
    contact_keys,
    email_key,
    further_keys,
    keys_of,
    name_key,
    other_name_keys,
    phone_key,
)
from roadshow.domain.people import Contact, Person
from roadshow.domain.plain import from_plain
from roadshow.domain.sameness import Apart, apart, is_of_an_office, is_shared

TOGETHER = 500
WAYS = ("email", "phone", "name")
"""By what somebody is known again, the surest first."""
BY_NAME = WAYS.index("name")


Lookup = Callable[[Wanted], Iterable[Person]]


class Arrival(NamedTuple):
    """Somebody new. `perhaps` is somebody with the same given name at the same address or number, and another surname."""

    draft: DraftPerson
    person: Person
    perhaps: Person | None = None


class Match(NamedTuple):
    """Somebody we know, or who stood earlier in the same file: then `first_row` is that row, else 0.

    `why` is email, phone or name. `after` is the person with empty fields filled, equal to `before` where there was
    nothing to fill. `conflicts` are the fields in which the draft says something else, as known and as read; they stay
    as they were known.
    """

    draft: DraftPerson
    before: Person
    after: Person
    why: str
    first_row: int = 0
    conflicts: Mapping[str, tuple[Any, Any]] | None = None


Outcome = Arrival | Match | Refusal
Entered = dict[int, str | tuple[str, ...]]
"""Ids by the hash of a key; most keys belong to one person, and a list for each would take a tenth of the memory."""


def take_in(rows: Iterable[DraftPerson | Refusal], lookup: Lookup, new_id: Callable[[], str]) -> Iterator[Outcome]:
    """Meet each row with the people known to `lookup` and with the rows before it; the order stays.

    `lookup` returns everybody who has one of the wanted keys, in any order, more than asked for does no harm.
    """
    desk = _Desk(new_id)
    each = iter(rows)
    while part := list(itertools.islice(each, TOGETHER)):
        sought = [_sought(row.person) if isinstance(row, DraftPerson) else _NOBODY for row in part]
        for person in lookup(_wanted(sought)):
            desk.remember(person)
        desk.expect(sought)
        for row, own in zip(part, sought, strict=True):
            yield row if isinstance(row, Refusal) else desk.meet(row, own)
        desk.forget_known()


class _Sought(NamedTuple):
    """By what a draft is looked for: its keys, and those of its further addresses and numbers."""

    keys: Keys
    further: tuple[str, ...] = ()

    def each(self) -> Iterator[tuple[int, str]]:
        """Give each key with its place in WAYS."""
        yield from enumerate(self.keys)
        for key in self.further:
            yield (0 if "@" in key else 1), key


_NOBODY = _Sought(("", "", ""))


def _wanted(sought: Sequence[_Sought]) -> Wanted:
    emails, phones, names = ({own.keys[place] for own in sought} for place in range(3))
    for own in sought:
        if own.further:
            emails.update(key for key in own.further if "@" in key)
            phones.update(key for key in own.further if "@" not in key)
    return Wanted(*(frozenset(filter(None, keys)) for keys in (emails, phones, names)))


def _sought(values: Mapping[str, Any]) -> _Sought:
    read = values.get
    name = name_key(read("given", ""), read("particle", ""), read("surname", ""), read("display_name", ""))
    keys = email_key(read("email", "")), phone_key(read("phone", "")), name
    contacts = read("contacts")
    if not contacts:
        return _Sought(keys)
    return _Sought(keys, tuple(contact_keys(Contact(**one) for one in contacts)))


class _Desk:
    """Who is known while a file is read. People whom the file made or touched stay, others only for one batch.

    The tables hold hashes instead of texts, which saves half of the memory; every find is compared in full.
    """

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._people: dict[str, Person] = {}
        self._rows: dict[str, int] = {}
        self._of_file: Entered = {}
        self._of_store: Entered = {}
        self._known: set[str] = set()
        self._keys: dict[str, Keys] = {}
        self._further: dict[str, frozenset[str]] = {}
        self._other_names: dict[str, tuple[str, ...]] = {}
        self._expected: dict[str, set[str]] = {}

    def expect(self, sought: Iterable[_Sought]) -> None:
        """Note the names that addresses and numbers have further down this batch."""
        names: dict[str, set[str]] = {}
        for (email, phone, name), further in sought:
            for key in (email, phone, *further):
                if key:
                    names.setdefault(key, set()).add(name)
        self._expected = {key: several for key, several in names.items() if len(several) > 1}

    def remember(self, person: Person) -> None:
        """Keep somebody of the store for this batch; who was touched by this file stays as this file left them."""
        if person.id in self._people:
            return
        self._known.add(person.id)
        self._note(person, keys_of(person), self._of_store)

    def forget_known(self) -> None:
        """Let go of the people of the store whom the file did not touch."""
        for known in self._known:
            del self._people[known], self._keys[known]
            self._further.pop(known, None)
        self._known.clear()
        self._of_store.clear()

    def meet(self, draft: DraftPerson, sought: _Sought) -> Outcome:
        """Decide about one draft."""
        found, perhaps = self._find(draft, sought)
        if found is None:
            person = _made(self._new_id(), draft.person)
            self._keep(person, sought.keys)
            self._rows[person.id] = draft.row
            return Arrival(draft, person, perhaps)
        before, why = found
        after, conflicts = laid_beside(before, draft.person)
        if after is not before:
            self._keep(after, keys_of(after))
        return Match(draft, before, after, why, self._rows.get(before.id, 0), conflicts or None)

    def _keep(self, person: Person, keys: Keys) -> None:
        self._known.discard(person.id)
        self._note(person, keys, self._of_file)

    def _note(self, person: Person, keys: Keys, table: Entered) -> None:
        self._people[person.id] = person
        self._keys[person.id] = keys
        _enter(table, keys, person.id)
        if person.contacts or person.other_names:
            self._further[person.id] = frozenset(further_keys(person))
            self._other_names[person.id] = other_name_keys(person)
            _enter(table, self._further[person.id], person.id)

    def _find(self, draft: DraftPerson, sought: _Sought) -> tuple[tuple[Person, str] | None, Person | None]:
        """Return whom a draft is, and by what; and whom it might be.

        Of several, one whom the draft would not change goes first: that is what makes a second reading change nothing.
        Then e-mail before phone before name, the nearest name, and the oldest.
        """
        best: tuple[tuple[bool, int, int, str], Person, str] | None = None
        perhaps: Person | None = None
        keys = sought.keys
        for place, key in sought.each():
            under = self._having(place, key)
            shared = place < BY_NAME and bool(under) and self._is_shared(place, key, keys[BY_NAME], under)
            for known in under:
                own, person = self._keys[known], self._people[known]
                if place == BY_NAME and keys[0] and own[0] and keys[0] != own[0]:
                    continue  # most who share no more than a name are settled here
                distance = min(apart(name, keys[BY_NAME]) for name in (own[BY_NAME], *self._other_names.get(known, ())))
                if distance == Apart.OTHER_SURNAME and not shared:
                    perhaps = perhaps or person
                changed = laid_beside(person, draft.person)[0] is not person
                if self._is_same(known, WAYS[place], distance, draft, keys, shared=shared, changed=changed):
                    rank = (changed, place, int(distance), known)
                    if best is None or rank < best[0]:
                        best = rank, person, WAYS[place]
        return ((best[1], best[2]) if best else None), perhaps

    def _having(self, place: int, key: str) -> list[str]:
        """Return the ids of those who really have this key; the tables may name others too."""
        if not key:
            return []
        further = self._further
        return [
            known
            for known in self._under(hash(key))
            if self._keys[known][place] == key or (further and key in further.get(known, ()))
        ]

    def _is_shared(self, place: int, key: str, name: str, under: Iterable[str]) -> bool:
        """Say whether an address or number is that of several people, here or among those we know."""
        if place == 0 and is_of_an_office(key):
            return True
        names = {self._keys[known][BY_NAME] for known in under} | self._expected.get(key, set())
        return is_shared(names - {name})

    def _is_same(
        self, known: str, why: str, distance: Apart, draft: DraftPerson, keys: Keys, *, shared: bool, changed: bool
    ) -> bool:
        """Say whether a draft is somebody: families share addresses, offices share numbers, and many share a name."""
        person = self._people[known]
        if why == "name":
            return _may_be_by_name(person, draft, keys, self._keys[known])
        if distance == Apart.SAME and not keys[BY_NAME]:
            return not changed or (not shared and why == "email") or _of_one_organisation(person, draft)
        if distance == Apart.SAME:
            return True
        if distance > Apart.SHORTER:
            return False
        was_met_before = not changed and known not in self._rows
        if why == "phone":
            return was_met_before and not keys[BY_NAME]
        return was_met_before if shared else True

    def _under(self, mark: int) -> Iterable[str]:
        """Return the ids of those who may have the key with this hash."""
        if not self._of_store:
            return _entered(self._of_file, mark) if mark in self._of_file else ()
        return {*_entered(self._of_store, mark), *_entered(self._of_file, mark)}


def _made(identity: str, values: Mapping[str, Any]) -> Person:
    """Return a new person. Nobody without an address is given the country that addresses have by default."""
    if "country" not in values and not ("street" in values or "postcode" in values or "town" in values):
        values = {**values, "country": ""}
    if list in map(type, values.values()):
        return from_plain(Person, {"id": identity, **values})
    return Person(id=identity, **values)


def _enter(table: Entered, keys: Iterable[str], identity: str) -> None:
    for key in keys:
        if key:
            mark = hash(key)
            held = table.setdefault(mark, identity)
            if held is not identity and identity not in (ids := (held,) if isinstance(held, str) else held):
                table[mark] = (*ids, identity)


def _entered(table: Entered, mark: int) -> tuple[str, ...]:
    held = table.get(mark, ())
    return (held,) if isinstance(held, str) else held


def _may_be_by_name(person: Person, draft: DraftPerson, keys: Keys, own: Keys) -> bool:
    """Say whether nothing speaks against it where no more than a name is the same."""
    email, phone, _name = keys
    own_email, own_phone, _own_name = own
    if (email and own_email and email != own_email) or (phone and own_phone and phone != own_phone):
        return False
    organisation = shared_fold(draft.person.get("organisation", ""))
    bare = not (organisation or email or phone)
    return bare or shared_fold(person.organisation) == organisation


def _of_one_organisation(person: Person, draft: DraftPerson) -> bool:
    organisation = shared_fold(draft.person.get("organisation", ""))
    return organisation != "" and shared_fold(person.organisation) == organisation
