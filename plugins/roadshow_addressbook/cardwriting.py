"""People as vCards: 4.0 (RFC 6350), and 3.0 (RFC 2426) for Outlook and older telephones."""

import itertools
from collections.abc import Iterable, Iterator

from roadshow_addressbook.cards import OUR_SORTING, PHOTO_CONSENT, REFUSAL
from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.door import Contact, Person, contacts_of, whole_surname

LACKS = (
    "district", "registrations", "diet", "access", "interpreter", "childcare", "needs_until", "away", "lists", "cards",
    "notes",
)  # fmt: skip
"""Fields that stay at home when a card goes out: whoever has the telephone reads it."""
_TOGETHER = 500
_TYPES = {"mobile": "cell"}
"""Kinds that vCard calls otherwise (RFC 6350 section 6.4.1)."""


def write_vcard(people: Iterable[Person], version: str = "4.0") -> Iterator[bytes]:
    """Write people as cards of a version, some hundred at a time."""
    each = iter(people)
    while part := list(itertools.islice(each, _TOGETHER)):
        yield "".join(_card(person, version) for person in part).encode("utf-8", "replace")


def _card(person: Person, version: str) -> str:
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"UID:urn:uuid:{_escaped(person.id)}",
        *_names(person, version),
        *_address(person),
        *_reaches(person, version),
        *(f"{key}:{_escaped(value)}" for key, value in (("ORG", person.organisation), ("TITLE", person.function)) if value),
        *_languages(person, version),
        *(["CATEGORIES:" + ",".join(map(_escaped, person.tags))] if person.tags else []),
        *_consents(person),
        "END:VCARD",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _names(person: Person, version: str) -> Iterator[str]:
    family = whole_surname(person.particle, person.surname)
    name = ";".join(_escaped(part) for part in (family, person.given, "", "", ""))
    order = person.sort_as or (person.surname if person.particle else "")
    fits = order != "" and _parameter(order) == order
    sort = f';SORT-AS="{order}"' if fits and version == "4.0" else ""
    yield f"FN:{_escaped(person.name or person.email or person.phone)}"
    yield f"N{sort}:{name}"
    if fits and version != "4.0":
        yield f"SORT-STRING:{_escaped(order)}"
    if person.sort_as and not fits:
        yield f"{OUR_SORTING}:{_escaped(person.sort_as)}"
    own = [person.display_name] if person.display_name and person.display_name != person.name else []
    if own or person.other_names:
        yield "NICKNAME:" + ",".join(map(_escaped, (*own, *person.other_names)))


def _address(person: Person) -> Iterator[str]:
    if any((person.street, person.postcode, person.town)):
        address = ("", "", person.street, person.town, "", person.postcode, person.country)
        yield "ADR:" + ";".join(_escaped(part) for part in address)


def _reaches(person: Person, version: str) -> Iterator[str]:
    """Give all addresses and numbers with their kinds; where there are several, the preferred one is marked."""
    contacts = list(contacts_of(person))
    for is_email in (True, False):
        alike = [one for one in contacts if one.is_email is is_email]
        for one in alike:
            first = len(alike) > 1 and one is alike[0] and one.value in {person.email, person.phone}
            yield f"{'EMAIL' if is_email else 'TEL'}{_type(one, version, preferred=first)}:{_escaped(one.value)}"


def _type(contact: Contact, version: str, *, preferred: bool) -> str:
    kind = _TYPES.get(contact.kind, contact.kind)
    if version == "4.0":
        return (f";TYPE={kind}" if kind else "") + (";PREF=1" if preferred else "")
    words = [
        *(["INTERNET"] if contact.is_email else []),
        *([kind.upper()] if kind else []),
        *(["PREF"] if preferred else []),
    ]
    return f";TYPE={','.join(words)}" if words else ""


def _languages(person: Person, version: str) -> Iterator[str]:
    name = "LANG" if version == "4.0" else "X-LANG"
    for place, tag in enumerate(person.languages[:100], start=1):
        yield f"{name};PREF={place}:{_escaped(tag)}" if version == "4.0" else f"{name}:{_escaped(tag)}"


def _consents(person: Person) -> Iterator[str]:
    for name, answer in ((REFUSAL, person.consent_mail), (PHOTO_CONSENT, person.consent_photo)):
        if answer is not None:
            yield f"{name}:{'yes' if answer else 'no'}"


def _escaped(text: str) -> str:
    """Escape a value (RFC 6350 section 3.4)."""
    safe = cleaned(text, lines=True)[0]
    for sign in ("\\", ",", ";"):
        safe = safe.replace(sign, "\\" + sign)
    return safe.replace("\n", "\\n")


def _parameter(text: str) -> str:
    """Make a text fit inside a quoted parameter, which has no escape for the quotation mark itself."""
    return cleaned(text)[0].replace('"', "'").replace(",", " ")


def _folded(line: str) -> str:
    """Fold at 75 octets, never inside a letter (RFC 6350 section 3.2)."""
    if len(line) < 19 or len(line.encode()) <= 75:
        return line
    parts, size, start = [], 0, 0
    for place, sign in enumerate(line):
        width = len(sign.encode("utf-8", "replace"))
        if size + width > 75:
            parts.append(line[start:place])
            start, size = place, 1
        size += width
    return "\r\n ".join([*parts, line[start:]])
