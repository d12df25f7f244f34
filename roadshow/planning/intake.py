"""Drafts met with the people we know: new, the same as somebody, or refused. Nothing known is ever overwritten.

A number proves somebody only with the same name, an address with a name that may be the same one; what several names share
in the file or among those we know proves nothing. Who has the same given name there and another surname is a question, and
never an answer: they come in as somebody new, beside whom it is said who they might be.

Reading the same file twice changes nothing: whoever was made from a row is found again by that row.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    uid_key,
)
from roadshow.domain.people import Card, Contact, Person
from roadshow.domain.plain import from_plain
from roadshow.domain.sameness import Apart, apart, is_of_an_office, is_shared
from roadshow.domain.taking import NOTHING, Mode, Taking

TOGETHER = 500
FILLING = Taking()
WAYS = ("uid", "email", "phone", "name")
"""By what somebody is known again, the surest first."""
BY_UID, BY_EMAIL, BY_PHONE, BY_NAME = range(len(WAYS))
NAME = 2
"""Where the name stands among Keys, which have no place for a UID."""


Lookup = Callable[[Wanted], Iterable[Person]]


class Arrival(NamedTuple):
    """Somebody new. `perhaps` is somebody with the same given name at the same address or number, and another surname."""

    draft: DraftPerson
    person: Person
    perhaps: Person | None = None


class Match(NamedTuple):
    """Somebody we know, or who stood earlier in the same file: then `first_row` is that row, else 0.

    `why` is one of WAYS. `after` is the person with empty fields filled, with what is taken, and with the list noted; it is
    `before` itself where nothing of it is new. `gains` says that there is more than the list to note, `taken` are the fields in
    which the file goes before what was known. `conflicts` are the fields in which the draft says something else, as known and as read; they stay as they were known.
    """

    draft: DraftPerson
    before: Person
    after: Person
    why: str
    first_row: int = 0
    conflicts: Mapping[str, tuple[Any, Any]] | None = None
    gains: bool = False
    taken: frozenset[str] = NOTHING


Outcome = Arrival | Match | Refusal
_Found = tuple[Person, str, frozenset[str]]
SURNAMES = frozenset(["particle", "surname"])
Entered = dict[int, str | tuple[str, ...]]
"""Ids by the hash of a key; most keys belong to one person, and a list for each would take a tenth of the memory."""


def take_in(
    rows: Iterable[DraftPerson | Refusal],
    lookup: Lookup,
    new_id: Callable[[], str],
    taking: Taking = FILLING,
    name: str = "",
) -> Iterator[Outcome]:
    """Meet each row with the people known to `lookup` and with the rows before it; the order stays.

    `lookup` returns everybody who has one of the wanted keys, in any order, more than asked for does no harm. `taking` is what
    goes before what is known, `name` that of the list that all of them stand on.
    """
    desk = _Desk(new_id, taking, name)
    each = iter(rows)
    while part := list(itertools.islice(each, TOGETHER)):
        sought = [_sought(row) if isinstance(row, DraftPerson) else _NOBODY for row in part]
        desk.expect(sought)
        for person in lookup(_wanted(sought)):
            desk.remember(person)
        for row, own in zip(part, sought, strict=True):
            yield row if isinstance(row, Refusal) else desk.meet(row, own)
        desk.forget_known()


class _Sought(NamedTuple):
    """By what a draft is looked for: its keys, those of its further addresses and numbers, and the UID of its card."""

    keys: Keys
    further: tuple[str, ...] = ()
    uid: str = ""

    def each(self) -> Iterable[tuple[int, str]]:
        """Return each key with its place in WAYS."""
        own = enumerate(self.keys, BY_EMAIL)
        if not self.further and not self.uid:
            return own
        uid = [(BY_UID, uid_key(self.uid))] if self.uid else []
        return [*uid, *own, *((BY_EMAIL if "@" in key else BY_PHONE, key) for key in self.further)]


_NOBODY = _Sought(("", "", ""))


def _wanted(sought: Sequence[_Sought]) -> Wanted:
    emails, phones, names = ({own.keys[place] for own in sought} for place in range(3))
    for own in sought:
        if own.further:
            emails.update(key for key in own.further if "@" in key)
            phones.update(key for key in own.further if "@" not in key)
    uids = {own.uid for own in sought}
    return Wanted(*(frozenset(filter(None, keys)) for keys in (emails, phones, names, uids)))


def _sought(draft: DraftPerson) -> _Sought:
    read = draft.person.get
    name = name_key(read("given", ""), read("particle", ""), read("surname", ""), read("display_name", ""))
    keys = email_key(read("email", "")), phone_key(read("phone", "")), name
    contacts = read("contacts")
    if not contacts:
        return _Sought(keys, (), draft.uid)
    return _Sought(keys, tuple(contact_keys(Contact(**one) for one in contacts)), draft.uid)


class _Desk:
    """Who is known while a file is read. People whom the file made or touched stay, others only for one batch.

    The tables hold hashes instead of texts, which saves half of the memory; every find is compared in full.
    """

    def __init__(self, new_id: Callable[[], str], taking: Taking, name: str) -> None:
        self._new_id = new_id
        self._taking = taking
        self._list = name
        self._lists = (name,) if name else ()
        self._has_uids = False
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
        for (email, phone, name), further, uid in sought:
            self._has_uids = self._has_uids or uid != ""
            for key in (email, phone, *further, uid_key(uid)) if further or uid else (email, phone):
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
            self._other_names.pop(known, None)
        self._known.clear()
        self._of_store.clear()

    def meet(self, draft: DraftPerson, sought: _Sought) -> Outcome:
        """Decide about one draft."""
        found, perhaps = self._find(draft, sought)
        if found is None:
            cards = (Card(uid=draft.uid, revised=draft.revised),) if draft.uid else ()
            person = _made(self._new_id(), draft.person, self._lists, cards)
            self._keep(person, sought.keys)
            self._rows[person.id] = draft.row
            return Arrival(draft, person, perhaps)
        before, why, taken = found
        first_row = self._rows.get(before.id, 0)
        if self._taking.mode is Mode.NEW:
            return Match(draft, before, before, why, first_row)
        laid, conflicts = laid_beside(before, draft.person, taken, draft.mends)
        after = self._noted(laid, draft)
        if after is not before:
            self._keep(after, keys_of(after))
        return Match(draft, before, after, why, first_row, conflicts or None, laid is not before, taken)

    def _noted(self, person: Person, draft: DraftPerson) -> Person:
        """Return somebody with this list and this card noted; the very same where both were."""
        if self._list and self._list not in person.lists:
            person = replace(person, lists=(*person.lists, self._list))
        if not draft.uid:
            return person
        known = next((one for one in person.cards if one.uid == draft.uid), None)
        if known is not None and known.revised >= draft.revised:
            return person
        others = (one for one in person.cards if one is not known)
        return replace(person, cards=(*others, Card(uid=draft.uid, revised=draft.revised)))

    def _keep(self, person: Person, keys: Keys) -> None:
        self._known.discard(person.id)
        self._note(person, keys, self._of_file)

    def _note(self, person: Person, keys: Keys, table: Entered) -> None:
        self._people[person.id] = person
        self._keys[person.id] = keys
        _enter(table, keys, person.id)
        uids = (person.id, *person.former_ids) if self._has_uids else ()
        if person.contacts or person.other_names or uids or self._has_uids:
            self._further[person.id] = frozenset((*further_keys(person), *map(uid_key, uids)))
            if person.other_names:
                self._other_names[person.id] = other_name_keys(person)
            _enter(table, self._further[person.id], person.id)

    def _find(self, draft: DraftPerson, sought: _Sought) -> tuple[_Found | None, Person | None]:
        """Return whom a draft is, by what, and what it changes there; and whom it might be.

        Of several, one whom the draft would not change goes first: that is what makes a second reading change nothing.
        Then the surest way, the nearest name, and the oldest.
        """
        best: tuple[tuple[bool, int, int, str], _Found] | None = None
        perhaps: Person | None = None
        keys = sought.keys
        for place, key in sought.each():
            under = self._having(place, key)
            shared = place < BY_NAME and bool(under) and self._is_shared(place, key, keys[NAME], under)
            for known in under:
                if best is not None and best[1][0].id == known:
                    continue  # met already, by a surer way
                own, person = self._keys[known], self._people[known]
                if place == BY_NAME and keys[0] and own[0] and keys[0] != own[0]:
                    continue  # most who share no more than a name are settled here
                distance = apart(own[NAME], keys[NAME])
                if known in self._other_names:
                    distance = min([distance, *(apart(name, keys[NAME]) for name in self._other_names[known])])
                renamed = distance == Apart.OTHER_SURNAME and not shared and place != BY_NAME
                if renamed:
                    perhaps = perhaps or person
                changed = laid_beside(person, draft.person)[0] is not person
                is_same = self._is_same(known, WAYS[place], distance, draft, keys, shared=shared, changed=changed)
                renamed = renamed and not is_same and self._taking.takes_surname(draft.row)
                if is_same or renamed:
                    rank = (changed, place, int(distance), known)
                    if best is None or rank < best[0]:
                        taken = self._taking.fields(draft, person) | (SURNAMES if renamed else NOTHING)
                        best = rank, (person, WAYS[place], taken)
        return (best[1] if best else None), perhaps

    def _having(self, place: int, key: str) -> list[str]:
        """Return the ids of those who really have this key; the tables may name others too."""
        if not key:
            return []
        further = self._further
        return [
            known
            for known in self._under(hash(key))
            if (place and self._keys[known][place - BY_EMAIL] == key) or (further and key in further.get(known, ()))
        ]

    def _is_shared(self, place: int, key: str, name: str, under: Iterable[str]) -> bool:
        """Say whether an address or number is that of several people, here or among those we know."""
        if place == BY_EMAIL and is_of_an_office(key):
            return True
        names = {self._keys[known][NAME] for known in under} | self._expected.get(key, set())
        return is_shared(names - {name})

    def _is_same(
        self, known: str, why: str, distance: Apart, draft: DraftPerson, keys: Keys, *, shared: bool, changed: bool
    ) -> bool:
        """Say whether a draft is somebody: families share addresses, offices share numbers, and many share a name."""
        person = self._people[known]
        if why in {"uid", "name"}:
            return not shared if why == "uid" else _may_be_by_name(person, draft, keys, self._keys[known])
        if distance == Apart.SAME and not keys[NAME]:
            return not changed or (not shared and why == "email") or _of_one_organisation(person, draft)
        if distance == Apart.SAME:
            return True
        if distance > Apart.SHORTER:
            return False
        was_met_before = not changed and known not in self._rows
        if why == "phone":
            return was_met_before and not keys[NAME]
        return was_met_before if shared else True

    def _under(self, mark: int) -> Iterable[str]:
        """Return the ids of those who may have the key with this hash."""
        if not self._of_store:
            return _entered(self._of_file, mark) if mark in self._of_file else ()
        return {*_entered(self._of_store, mark), *_entered(self._of_file, mark)}


def _made(identity: str, values: Mapping[str, Any], lists: tuple[str, ...], cards: tuple[Card, ...]) -> Person:
    """Return a new person. Nobody without an address is given the country that addresses have by default."""
    if "country" not in values and not ("street" in values or "postcode" in values or "town" in values):
        values = {**values, "country": ""}
    if list in map(type, values.values()) or "needs_until" in values:
        person = from_plain(Person, {"id": identity, **values})
        return replace(person, lists=tuple(dict.fromkeys((*person.lists, *lists))), cards=cards)
    return Person(id=identity, lists=lists, cards=cards, **values)


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
