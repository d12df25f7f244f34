"""By what people are looked for when somebody comes in: an address, a number or a name, each written one way only."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from roadshow.domain.folding import fold, shared_fold
from roadshow.domain.people import ELIDED, SILENT, Contact, Person

Keys = tuple[str, str, str]
"""The keys of somebody: e-mail, phone, name; empty where there is none."""

_NOT_DIGIT = re.compile(r"\D+")


class Wanted(NamedTuple):
    """By what people are looked for, for some hundred drafts at a time.

    `uids` are those of cards: a card that we wrote has the id of the person. `emails` are as `email_key` gives them, `phones` as `phone_key` and `names` as `name_key`.
    """

    emails: frozenset[str]
    phones: frozenset[str]
    names: frozenset[str]
    uids: frozenset[str] = frozenset()


def email_key(email: str) -> str:
    """Return an address as it is compared."""
    key = email.strip().lower()
    return email if key == email else key  # one text in memory instead of two


def phone_key(phone: str) -> str:
    """Return the digits that tell phones apart: the last nine, so that 06, +31 6 and 0031 6 are one number."""
    digits = phone if phone.isdecimal() and phone.isascii() else _NOT_DIGIT.sub("", phone.replace("(0)", ""))
    return digits[-9:] if len(digits) >= 8 else ""


@lru_cache(2_000)  # asked of a row of a list, and soon after of the person that was made of it
def name_key(given: str, particle: str, surname: str, display_name: str) -> str:
    """Return a whole name as it is compared; empty where there is none."""
    if particle[-1:] in ELIDED:
        particle, surname = "", particle + surname
    parts = [shared_fold(part) for part in (given, particle, surname) if part]
    return " ".join(filter(None, parts)) or fold(display_name)


def keys_of(person: Person) -> Keys:
    """Return by what somebody is looked for."""
    name = name_key(person.given, person.particle, person.surname, person.display_name)
    return email_key(person.email), phone_key(person.phone), name


def contact_key(value: str) -> str:
    """Return an address or a number as it is compared; empty for a number that is too short to tell anybody by."""
    return email_key(value) if "@" in value else phone_key(value)


def contact_keys(contacts: Iterable[Contact]) -> Iterator[str]:
    """Give the keys of further addresses and numbers: both in one room, since no number has an @. A fax is nobody."""
    for one in contacts:
        key = "" if one.kind in SILENT else contact_key(one.value)
        if key:
            yield key


def other_name_keys(person: Person) -> tuple[str, ...]:
    """Return the further names of somebody as `name_key` gives them."""
    return tuple(filter(None, map(shared_fold, person.other_names)))


def uid_key(uid: str) -> str:
    """Return the UID of a card as it is compared: no address and no name has this beginning."""
    return f"uid:{uid}"


def further_keys(person: Person) -> Iterator[str]:
    """Give by what else somebody is met: further addresses, numbers, names and UIDs, which cannot be mistaken for each other."""
    yield from contact_keys(person.contacts)
    yield from other_name_keys(person)
    yield from (uid_key(one.uid) for one in person.cards)
