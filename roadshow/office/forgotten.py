"""Who was forgotten, as hashes with a key: enough to know somebody again on an old list, and no name.

A hash is made of an address, of a number with a name, or of a name with an organisation. The key is random and lies in
the same workspace, so that two workspaces cannot be compared.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadshow.domain.contacts import contacts_of
from roadshow.domain.folding import fold
from roadshow.domain.matchkeys import contact_key, keys_of, name_key, other_name_keys
from roadshow.domain.people import Person
from roadshow.store.base import Store

NOTE = "forgotten"
SIZE = 16
"""Bytes of a hash: no two of a million people have the same."""


class Forgotten:
    """The hashes that are kept in a workspace."""

    def __init__(self, store: Store) -> None:
        held = json.loads(store.note(NOTE) or "{}")
        self._store = store
        self._key = bytes.fromhex(held.get("key", "")) or os.urandom(32)
        self._hashes: dict[str, None] = dict.fromkeys(held.get("hashes", []))

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def add(self, people: Iterable[Person]) -> None:
        """Keep the hashes of people who are forgotten."""
        self._hashes |= dict.fromkeys(self._hash(text) for person in people for text in _texts_of(person))
        self._write()

    def knows(self, values: Mapping[str, Any]) -> bool:
        """Say whether somebody with these plain values was forgotten here."""
        return any(self._hash(text) in self._hashes for text in _texts_in(values))

    def let_in(self, people: Iterable[Person]) -> None:
        """Let go of the hashes of people who were taken in again on purpose."""
        for person in people:
            for text in _texts_of(person):
                self._hashes.pop(self._hash(text), None)
        self._write()

    def _hash(self, text: str) -> str:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256)[:SIZE].hex()

    def _write(self) -> None:
        held = {"key": self._key.hex(), "hashes": list(self._hashes)}
        self._store.keep_note(NOTE, json.dumps(held) if self._hashes else "")


def _texts_of(person: Person) -> Iterator[str]:
    """Give what is hashed of somebody: all that a list may know them by."""
    names = (keys_of(person)[2], *other_name_keys(person))
    for one in contacts_of(person):
        key = contact_key(one.value)
        if key:
            yield from (f"{key}\n{name}" for name in names) if "@" not in key else (key,)
    yield from (_named(name, person.organisation) for name in names if name)


def _texts_in(values: Mapping[str, Any]) -> Iterator[str]:
    """Give what a row is looked for by: its addresses, else its numbers with the name, else the name with the organisation."""
    read = values.get
    name = name_key(read("given", ""), read("particle", ""), read("surname", ""), read("display_name", ""))
    held = (read("email", ""), read("phone", ""), *(one["value"] for one in read("contacts", ())))
    keys = [key for text in held if text and (key := contact_key(text))]
    emails = [key for key in keys if "@" in key]
    if emails:
        yield from emails
    elif keys:
        yield from (f"{key}\n{name}" for key in keys)
    elif name:
        yield _named(name, read("organisation", ""))


def _named(name: str, organisation: str) -> str:
    return f"{name}\n\n{fold(organisation)}"
