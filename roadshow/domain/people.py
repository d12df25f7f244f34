"""People, as they write their own names."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from roadshow.domain.nouns import Noun, Record
from roadshow.domain.places import ClosedPeriod

ELIDED = frozenset("'’‘`´ʼ")
"""Signs at the end of a particle that joins its surname without a space, such as d' and l'."""


def whole_surname(particle: str, surname: str) -> str:
    """Return a surname with what stands before it, as it is said: de Vries, d'Hont."""
    return particle + surname if particle[-1:] in ELIDED else f"{particle} {surname}".strip()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Registration(Record):
    """A number in a professional register. Text, because a leading zero or a prefix is part of it."""

    register: str
    number: str


CONTACT_KINDS = ("work", "home", "mobile", "fax", "pager")
"""Where an address or a number leads to, as vCard has its types (RFC 6350 sections 5.6 and 6.4.1)."""
SILENT = frozenset(["fax", "pager"])
"""Kinds of numbers that nobody can be spoken to by."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Contact(Record):
    """An e-mail address, which has an @, or a telephone number. `kind` is one of CONTACT_KINDS, or empty."""

    kind: str = ""
    value: str

    @property
    def is_email(self) -> bool:
        """Whether this is an e-mail address."""
        return "@" in self.value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Card(Record):
    """A card by which somebody came in: its UID, and digits that say when it was revised (RFC 6350 section 6.7)."""

    uid: str
    revised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)  # compared by the hundred thousand
class Person(Noun):
    """Somebody. Names are kept exactly as typed.

    `particle` is what Dutch puts before the surname (van, de, van 't). `sort_as` overrides the place in a
    sorted list; `display_name` is the name in the person's own script. `other_names` are
    whole names by which they are met and found too: before a marriage, or as another list writes it. `languages` are BCP 47 tags, the best first.
    `needs_until` is the last day on which diet, access, interpreter and childcare needs may be kept.
    `email` and `phone` are where somebody is best reached, `contacts` all their further addresses and numbers: by each of
    them they are met and found. Consent is True, False, or None where nobody asked. `away` are the periods in which somebody cannot be asked.
    `lists` are those on which somebody was brought in or met, `cards` those of address books. `former_ids` are the ids of people who turned out to be this one: a store finds this person by them too.
    """

    kind: ClassVar[str] = "person"

    given: str = ""
    particle: str = ""
    surname: str = ""
    sort_as: str = ""
    display_name: str = ""
    other_names: tuple[str, ...] = ()
    email: str = ""
    email_kind: str = ""
    phone: str = ""
    phone_kind: str = ""
    contacts: tuple[Contact, ...] = ()
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "NL"
    organisation: str = ""
    function: str = ""
    district: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    registrations: tuple[Registration, ...] = ()
    diet: str = ""
    access: str = ""
    interpreter: str = ""
    childcare: str = ""
    needs_until: date | None = None
    consent_mail: bool | None = None
    consent_photo: bool | None = None
    away: tuple[ClosedPeriod, ...] = ()
    lists: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    former_ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The whole name as it is said: given, particle, surname."""
        if self.particle[-1:] in ELIDED:
            return f"{self.given} {whole_surname(self.particle, self.surname)}".strip() or self.display_name
        return " ".join(part for part in (self.given, self.particle, self.surname) if part) or self.display_name
