"""Who may be the same person: proposals with reasons, never a merge.

Comparing everybody with everybody would take minutes, so only those are compared who share a block: the same
address, number or name, or a part of the name that survives a slip of the pen. Every block key is cheap, and several
of them cover what one misses.

What two have in common counts by how rare it is here: two Jans de Vries are two, two of a name that nobody else has are
probably one, whatever their addresses, since many have one for work and one at home. An address or a number at which
several people are proves nothing.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from roadshow.domain.changes import Phrase
from roadshow.domain.contacts import WAYS, contacts_of, joined, known_as
from roadshow.domain.folding import fold, shared_fold
from roadshow.domain.matchkeys import contact_keys, phone_key
from roadshow.domain.people import Person
from roadshow.domain.wording import N_

LARGEST_BLOCK = 60
ALIKE = 0.84
PROPOSED = 60
LESS_SURE = 45
"""Score from which a pair may be one, though less surely: shown where somebody asks for more."""
RARE = 0.3
"""Chance meetings of a name to be expected among the people here, below which the name is rare."""
SLIP = 5
"""Letters of a surname from which one of them may be a slip of the pen."""
STEP = 4000
"""Pairs after which whoever waits is told that it goes on."""
_NOT_DIGIT = re.compile(r"\D+")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "y": "i", "j": "i", "x": "s", "v": "f", "w": "f", "p": "b", "d": "t"}
)
_SILENT = str.maketrans({"a": None, "e": None, "i": None, "o": None, "u": None, "h": None, " ": None})
_WEIGHTS = {
    "same-registration": 70,
    "same-email": 60,
    "same-phone": 45,
    "same-name": 45,
    "slip-name": 45,
    "short-name": 40,
    "alike-name": 30,
    "same-address": 25,
    "alike-email": 25,
    "same-organisation": 20,
}
_RARE_NAME = 25
_NOTHING_AGAINST = 15
_SHARED = frozenset(["same-email", "same-phone"])
_NAMED = frozenset(["same-name", "slip-name", "short-name", "alike-name"])
_OTHER_NAME = 30
KEPT_BESIDE = frozenset(["email", "phone", "name"])
"""Fields of which the value that is not chosen is kept beside the one that is."""
_TOGETHER = frozenset(
    ["id", "notes", "particle", "surname", "given", "email_kind", "phone_kind", "contacts", "other_names"]
)
"""Fields that are not put together each for itself."""

_SENTENCES = {
    "same-email": N_("Both have the e-mail address {value}."),
    "same-phone": N_("Both have the phone number {value}."),
    "same-name": N_("Both are called {value}."),
    "slip-name": N_("Their names differ by a letter: {value} and {other}."),
    "short-name": N_("One name may be short for the other: {value} and {other}."),
    "alike-name": N_("Their names are alike: {value} and {other}."),
    "alike-email": N_("Their e-mail addresses are alike: {value} and {other}."),
    "same-organisation": N_("Both are of {value}."),
    "same-address": N_("Both live at {value}."),
    "same-registration": N_("Both have the registration number {value}."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two people may be one: a stable code and the sentence that says it."""

    code: str
    sentence: Phrase


@dataclass(frozen=True, slots=True)
class Likeness:
    """A pair to look at: two ids, a score up to 100 and the codes of the reasons, the strongest first."""

    one: str
    other: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikenessKey:
    """What of a person is compared: folded, small, and nothing else of them.

    `name` are the words of the name in the order of letters, `joined` all of it without spaces, so that swapped names and
    El Zand and Elzand meet.
    """

    id: str
    name: str
    joined: str
    given: str
    surname: str
    email: str
    phone: str
    organisation: str
    address: str = ""
    registrations: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merger:
    """A proposal for one record out of two. `conflicts` are the fields where both say something else."""

    person: Person
    conflicts: Mapping[str, tuple[Any, Any]]


def likeness_key(person: Person) -> LikenessKey:
    """Return what of a person is compared."""
    given, surname = shared_fold(person.given), shared_fold(person.surname)
    return LikenessKey(
        person.id,
        " ".join(sorted(f"{given} {surname}".split())) or fold(person.display_name),
        (given + shared_fold(person.particle) + surname).replace(" ", ""),
        given,
        surname,
        person.email.strip().lower(),
        phone_key(person.phone),
        shared_fold(person.organisation),
        fold(f"{person.postcode.replace(' ', '')} {person.street}") if person.postcode and person.street else "",
        tuple(f"{entry.register} {entry.number}" for entry in person.registrations),
        tuple(contact_keys(person.contacts)),
    )


def reasons_same(one: Person, other: Person) -> tuple[Reason, ...]:
    """Say all that speaks for two people being one, the strongest first; empty where nothing does."""
    keys = likeness_key(one), likeness_key(other)
    codes = _codes(*keys)
    as_written = {known_as(contact.value): contact.value for contact in contacts_of(one)}
    shown = {
        "same-email": (as_written.get(_common(*keys, "email"), one.email), ""),
        "same-phone": (as_written.get(_common(*keys, "phone"), one.phone), ""),
        "same-name": (one.name, other.name),
        "slip-name": (one.name, other.name),
        "short-name": (one.name, other.name),
        "alike-name": (one.name, other.name),
        "alike-email": (one.email, other.email),
        "same-organisation": (one.organisation, other.organisation),
        "same-address": (f"{one.street}, {one.postcode}", ""),
        "same-registration": (_shared_registration(one, other), ""),
    }
    return tuple(
        Reason(code, Phrase(_SENTENCES[code], {"value": shown[code][0], "other": shown[code][1]})) for code in codes
    )


def duplicates(
    keys: Iterable[LikenessKey], least: int = PROPOSED, looked: Callable[[int, int], None] | None = None
) -> list[Likeness]:
    """Return the pairs that may be one person, the likeliest first. `keys` is read once, and kept while this runs.

    `looked` is told now and then how many pairs are behind, and of how many, and may raise to stop.

    A pair is looked at where both share an address, a number, a name or a registration, or where their names are alike
    within one organisation or at one address; more than that says nothing among many people.
    """
    people = list(keys)
    rarity = _Rarity(people)
    found: dict[tuple[int, int], Likeness] = {}
    looked_at: set[tuple[int, int]] = set()
    blocks = list(_blocks(people))
    for pair in _pairs(blocks, people, looked):
        if pair in looked_at:
            continue
        looked_at.add(pair)
        one, other = people[pair[0]], people[pair[1]]
        score, codes = _weighed(one, other, rarity)
        if score >= least:
            found[pair] = Likeness(one.id, other.id, score, codes)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def merged(one: Person, other: Person, theirs: Collection[str] = ()) -> Merger:
    """Propose one record with the id of `one`: its own values first, the other's where it has none.

    The address, the number and the name that are not preferred are further ones. In the fields `theirs`, of those in which both say something else, the other's value counts; `name` is the whole name.
    Lists are joined, notes are put together, and a consent that one of them refused stays refused. Nothing is decided:
    the conflicts are for a person to look at.
    """
    values: dict[str, Any] = {}
    conflicts: dict[str, tuple[Any, Any]] = {}
    for field in fields(Person):
        if field.name in _TOGETHER:
            continue
        mine, their = getattr(one, field.name), getattr(other, field.name)
        values[field.name] = _union(field.name, mine, their)
        if mine and their and not isinstance(mine, tuple) and mine != their:
            conflicts[field.name] = mine, their
            if field.name in theirs:
                values[field.name] = their
    values |= _name_of(one, other, conflicts)
    if "name" in theirs and "name" in conflicts:
        values |= {field: getattr(other, field) for field in ("given", "particle", "surname", "sort_as")}
    for way in WAYS:
        source = one if values[way] == getattr(one, way) else other
        values[f"{way}_kind"] = getattr(source, f"{way}_kind")
    values["notes"] = "\n".join(dict.fromkeys(text for text in (one.notes, other.notes) if text))
    after = replace(one, **values)
    names = dict.fromkeys((*one.other_names, *other.other_names, one.name, other.name))
    others = tuple(name for name in names if name and name != after.name)
    return Merger(replace(after, contacts=joined(one, other, after), other_names=others), conflicts)


def _union(name: str, mine: Any, theirs: Any) -> Any:
    if isinstance(mine, tuple):
        return tuple(dict.fromkeys((*mine, *theirs)))
    if name.startswith("consent_"):
        return theirs if mine is None else mine and theirs is not False
    if name == "needs_until" and mine and theirs:
        return min(mine, theirs)
    return mine or theirs


def _name_of(one: Person, other: Person, conflicts: dict[str, tuple[Any, Any]]) -> dict[str, str]:
    """Take the name as a whole from one of the two, since a surname without its particle is another name."""
    if one.name and other.name and one.name != other.name:
        conflicts["name"] = one.name, other.name
    source = one
    if not (one.given and one.surname) and (other.given and other.surname):
        source = other
    return {"given": source.given, "particle": source.particle, "surname": source.surname}


def _shared_registration(one: Person, other: Person) -> str:
    shared = [entry for entry in one.registrations if entry in other.registrations]
    return f"{shared[0].register} {shared[0].number}" if shared else ""


class _Rarity:
    """How rare names are here, and at which addresses and numbers several people are."""

    def __init__(self, people: Sequence[LikenessKey]) -> None:
        self._chances = RARE * len(people)
        self._given = Counter(person.given for person in people)
        self._surname = Counter(person.surname for person in people)
        self._rare = {
            person.id
            for person in people
            if person.given
            and person.surname
            and max(self._given[person.given] - 1, 1) * max(self._surname[person.surname] - 1, 1) < self._chances
        }
        self._shared = {*_of_several(people, "email"), *_of_several(people, "phone")}

    def is_rare(self, person: LikenessKey) -> bool:
        """Say whether two of this name hardly meet here by chance."""
        return person.id in self._rare

    def is_worthless(self, code: str, one: LikenessKey, other: LikenessKey) -> bool:
        """Say whether this is the same address or number, and several people are at it."""
        return code in _SHARED and _common(one, other, code.removeprefix("same-")) in self._shared


def _of_several(people: Sequence[LikenessKey], field: str) -> Iterator[str]:
    """Give the addresses or numbers at which there are names that have no word in common."""
    for key, group in _groups(_reached(people, field)).items():
        named = [people[place] for place in group[:LARGEST_BLOCK] if people[place].name]
        if any(itertools.starmap(_are_strangers, itertools.combinations(named, 2))):
            yield key


def _reached(people: Sequence[LikenessKey], way: str) -> Iterator[tuple[str, int]]:
    """Give all addresses, or all numbers, with the places of those who have them."""
    is_email = way == "email"
    for place, person in enumerate(people):
        yield getattr(person, way), place
        for key in person.further:
            if ("@" in key) is is_email:
                yield key, place


def _common(one: LikenessKey, other: LikenessKey, way: str) -> str:
    """Return an address or a number that both have, empty where there is none."""
    mine, theirs = getattr(one, way), getattr(other, way)
    if mine == theirs != "" or not (one.further or other.further):
        return mine if mine == theirs else ""
    both = {mine, *one.further} & {theirs, *other.further} - {""}
    return min((key for key in both if ("@" in key) is (way == "email")), default="")


def _are_strangers(one: LikenessKey, other: LikenessKey) -> bool:
    """Say whether two names have no word in common, and are not one name with a slip in it."""
    return not set(one.name.split()) & set(other.name.split()) and _similar(one.joined, other.joined) < ALIKE


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _weighed(one: LikenessKey, other: LikenessKey, rarity: _Rarity) -> tuple[int, tuple[str, ...]]:
    """Return the score of two keys, 100 at most, and the codes of the reasons, the strongest first."""
    codes = _codes(one, other)
    named = _NAMED.intersection(codes)
    proving = (
        codes if _SHARED.isdisjoint(codes) else [code for code in codes if not rarity.is_worthless(code, one, other)]
    )
    score = sum(map(_WEIGHTS.__getitem__, proving))
    if named:
        # either: a rare name is enough, and for a common one nothing may be against it
        if rarity.is_rare(one) or rarity.is_rare(other):
            score += _RARE_NAME
        elif not _differ(one.email, other.email) and not _differ(one.phone, other.phone):
            score += _NOTHING_AGAINST
    elif one.name and other.name and _are_strangers(one, other):
        # an address of a whole team, or of a family: the same mail, and names that have no word in common
        score -= _OTHER_NAME
    return max(0, min(100, score)), codes


def _codes(one: LikenessKey, other: LikenessKey) -> tuple[str, ...]:
    shared = {
        "same-registration": bool(one.registrations and set(one.registrations) & set(other.registrations)),
        "same-email": _common(one, other, "email") != "",
        "same-phone": _common(one, other, "phone") != "",
        "same-name": one.name != "" and (one.name == other.name or one.joined == other.joined != ""),
        "same-address": one.address != "" and one.address == other.address,
        "same-organisation": one.organisation != "" and one.organisation == other.organisation,
    }
    if not shared["same-name"] and one.name and other.name:
        shared |= _names_near(one, other)
    if one.email and other.email and not shared["same-email"] and any(map(shared.get, _NAMED)):
        shared["alike-email"] = _alike_emails(one.email, other.email)
    return tuple(code for code in _WEIGHTS if shared.get(code))


def _names_near(one: LikenessKey, other: LikenessKey) -> dict[str, bool]:
    """Say how two names that are not the same are near: one letter of the surname, an initial, or alike as a whole."""
    if _NOT_DIGIT.sub("", one.name) != _NOT_DIGIT.sub("", other.name):
        return {}  # Guest 17 and Guest 18
    if one.given and one.given == other.given and _is_slip(one.surname, other.surname):
        return {"slip-name": True}
    if one.surname and one.surname == other.surname and _is_initial(one.given, other.given):
        return {"short-name": True}
    return {"alike-name": max(_similar(one.name, other.name), _similar(one.joined, other.joined)) >= ALIKE}


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only where names are compared

    return min(len(one), len(other)) >= SLIP and OSA.distance(one, other, score_cutoff=1) <= 1


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one.replace(".", " ").strip(), other.replace(".", " ").strip()), key=len)
    return (
        len(short.replace(" ", "")) in {1, 2, 3}
        and short[:1] == long[:1]
        and all(len(part) == 1 for part in short.split())
    )


def _alike_emails(one: str, other: str) -> bool:
    """Say whether one address may be the other with one slip in it; other digits make another address."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only where addresses are compared

    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    return _NOT_DIGIT.sub("", one) == _NOT_DIGIT.sub("", other)


def _similar(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel  # noqa: PLC0415  only where names are compared

    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE)


def _pairs(
    blocks: list[tuple[bool, list[int]]], people: list[LikenessKey], looked: Callable[[int, int], None] | None
) -> Iterator[tuple[int, int]]:
    """Give the places of people worth weighing, the lower first; a pair may come more than once."""
    total = sum(_pairs_of(block) for _alike, block in blocks)
    behind = told = 0
    for alike, block in blocks:
        yield from _alike_within(block, people) if alike else itertools.combinations(block, 2)
        behind += _pairs_of(block)
        if looked is not None and behind - told >= STEP:
            looked(behind, total)
            told = behind


def _pairs_of(block: Sequence[int]) -> int:
    return len(block) * (len(block) - 1) // 2


def _blocks(people: list[LikenessKey]) -> Iterator[tuple[bool, list[int]]]:
    """Give the people to be compared with each other, and whether only those whose names are alike."""
    for keyed in _keyed(people):
        for group in _grouped(keyed):
            for block in _parted(group, people):
                yield False, block
    for field in ("organisation", "address"):
        for group in _grouped((getattr(person, field), place) for place, person in enumerate(people)):
            for block in [group] if len(group) <= LARGEST_BLOCK else _near(group, people):
                yield True, block


def _keyed(people: Sequence[LikenessKey]) -> Iterator[Iterator[tuple[str, int]]]:
    """Give by what people are compared whatever they are called, each time with their places."""
    yield _reached(people, "email")
    yield _reached(people, "phone")
    for field in ("name", "joined", "address"):
        yield ((getattr(person, field), place) for place, person in enumerate(people))
    yield ((number, place) for place, person in enumerate(people) for number in person.registrations)
    yield (
        (f"{person.organisation}\n{person.surname}", place)
        for place, person in enumerate(people)
        if person.organisation and person.surname
    )


def _alike_within(block: list[int], people: list[LikenessKey]) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block whose names are alike."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  only where names are compared

    similarity = Indel.normalized_similarity
    names = [people[place].name for place in block]
    for start, name in enumerate(names):
        if name:
            for end in range(start + 1, len(names)):
                if similarity(name, names[end], score_cutoff=ALIKE):
                    yield block[start], block[end]


def _grouped(keyed: Iterable[tuple[str, int]]) -> Iterable[list[int]]:
    """Return the groups of two and more that share a key."""
    return _groups(keyed).values()


def _groups(keyed: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the groups of two and more by the key that they share."""
    groups: dict[str, list[int]] = {}
    firsts: dict[str, int] = {}
    for key, place in keyed:
        if not key:
            continue
        # most keys come once, and a list for each of them is what would take the time
        first = firsts.setdefault(key, place)
        if first != place:
            groups.setdefault(key, [first]).append(place)
    return groups


def _parted(group: list[int], people: list[LikenessKey]) -> Iterator[list[int]]:
    """Part a group that is large into neighbours in the order of names, overlapping."""
    if len(group) <= LARGEST_BLOCK:
        yield group
        return
    step = LARGEST_BLOCK // 2
    ordered = sorted(group, key=lambda place: people[place].name)
    for start in range(0, len(ordered) - step, step):
        yield sorted(ordered[start : start + LARGEST_BLOCK])


def _near(group: list[int], people: list[LikenessKey]) -> Iterator[list[int]]:
    """Part a large organisation by keys under which a name with a slip in it is still found.

    A slip spoils the beginning, the end or the sound of one name, seldom all of them.
    """
    keyed: list[tuple[str, int]] = []
    for place in group:
        given, surname = people[place].given, people[place].surname or people[place].given
        if surname:
            keyed += (
                (f"1{surname[:3]}", place),
                (f"2{surname[-3:]}", place),
                (f"3{given[:3]}{surname[:1]}", place),
                (f"4{_sound(surname)}", place),
            )
    for near in _grouped(keyed):
        yield from _parted(near, people)


def _sound(text: str) -> str:
    """Return a surname by its sound: consonants that are mixed up become one, vowels go, doubles are single."""
    sounds = text.translate(_SOUNDS)
    return _DOUBLED.sub(r"\1", sounds[:1] + sounds[1:].translate(_SILENT))
