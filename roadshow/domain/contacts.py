"""All addresses and numbers of somebody: which are the same, which is preferred, and how one is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from roadshow.domain.matchkeys import contact_key
from roadshow.domain.people import CONTACT_KINDS, Contact, Person

WAYS = ("email", "phone")


def contacts_of(person: Person) -> Iterator[Contact]:
    """Give all addresses and numbers of somebody, the preferred first."""
    for kind, value in ((person.email_kind, person.email), (person.phone_kind, person.phone)):
        if value:
            yield Contact(kind=kind, value=value)
    yield from person.contacts


def known_as(value: str) -> str:
    """Return an address or a number as two of them are compared; a short number as it stands."""
    return contact_key(value) or value


def further(contacts: Iterable[Contact], *preferred: str) -> tuple[Contact, ...]:
    """Return contacts without those that are preferred, each once; the first of two says its kind, if it has one."""
    seen = {known_as(value) for value in preferred}
    kept: dict[str, Contact] = {}
    for one in contacts:
        key = known_as(one.value)
        if key not in seen and not kept.setdefault(key, one).kind and one.kind:
            kept[key] = replace(kept[key], kind=one.kind)
    return tuple(kept.values())


def joined(one: Person, other: Person, preferred: Person) -> tuple[Contact, ...]:
    """Return all addresses and numbers of two people but those that `preferred` has as its own."""
    return further((*contacts_of(one), *contacts_of(other)), preferred.email, preferred.phone)


def swapped(before: Person, after: Person) -> Person:
    """Return what somebody becomes who now prefers one of their further addresses: the one before is kept beside it."""
    if after.contacts != before.contacts:
        return after
    kinds: dict[str, Any] = {
        f"{way}_kind": one.kind
        for way in WAYS
        if getattr(after, way) != getattr(before, way)
        for one in before.contacts
        if known_as(one.value) == known_as(getattr(after, way))
    }
    return replace(after, contacts=further(contacts_of(before), after.email, after.phone), **kinds) if kinds else after


def all_known(values: Mapping[str, Any]) -> set[str]:
    """Return what `known_as` makes of all addresses and numbers in the plain values of a person."""
    held = (values.get("email"), values.get("phone"), *(one["value"] for one in values.get("contacts", ())))
    return {known_as(text) for text in held if text}


def contact_text(contact: Contact) -> str:
    """Write a contact in one line: work jan@example.org."""
    return f"{contact.kind} {contact.value}".strip()


def contact_in(text: str) -> Contact:
    """Read a contact written by `contact_text`."""
    kind, _space, value = text.strip().partition(" ")
    known = kind in CONTACT_KINDS and value != ""
    return Contact(kind=kind if known else "", value=(value if known else text).strip())
