"""Names by Dutch rules: how a name is listed, and where it stands in a list.

In the Netherlands a list goes by the core of the surname with the particle behind (Gogh, Vincent van), in Belgium
by the whole surname (Van de Lanotte, Jan): Taaladvies, "Alfabetiseren". A person's own `sort_as` goes before both.
"""

import re

from roadshow.domain.folding import fold, shared_fold
from roadshow.domain.naming import is_title
from roadshow.domain.people import Person, whole_surname
from roadshow.domain.wording import _

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+|[^\W\d_]|[A-Z]{2,3}")
WHOLE_SURNAME_COUNTRIES = frozenset({"BE"})


def called(person: Person) -> str:
    """Return the name as it is said; of somebody without one, in brackets, what the organiser knows them by.

    An address or a number may be among it, so it is for the organiser alone and never for paper.
    """
    known_by = person.name or person.organisation or person.email or person.phone
    return person.name or (f"({known_by})" if known_by else _("(no name)"))


def typed_name(person: Person) -> str:
    """Return what a command finds somebody by: the name, else the address, else the id."""
    return person.name or person.email or person.id


def spoken_given(person: Person) -> str:
    """Return the given name by which somebody is spoken to, without titles; empty where there are only initials."""
    words = [word for word in person.given.split() if not is_title(word)]
    if person.surname and all(map(_INITIALS.fullmatch, words)):
        return ""
    return " ".join(words)


def listed_name(person: Person) -> str:
    """Return the name as a sorted list shows it: Vries, Jan de; of somebody without one as `called` does."""
    if not person.name:
        return called(person)
    if person.sort_as:
        return person.sort_as if "," in person.sort_as else _joined(person.sort_as, person.given)
    if not person.surname:
        return person.name
    if person.country in WHOLE_SURNAME_COUNTRIES and person.particle:
        particle = person.particle[0].upper() + person.particle[1:]
        return _joined(whole_surname(particle, person.surname), person.given)
    return _joined(person.surname, " ".join(part for part in (person.given, person.particle) if part))


def _joined(surname: str, rest: str) -> str:
    return f"{surname}, {rest}" if rest else surname


def sort_key(person: Person) -> str:
    """Return the folded text that a person is sorted by; apostrophes and case do not count."""
    if person.sort_as:
        head = person.sort_as
    elif person.country in WHOLE_SURNAME_COUNTRIES:
        head = whole_surname(person.particle, person.surname)
    else:
        head = person.surname
    parts = (
        shared_fold(head) or fold(person.name or person.organisation or person.email or person.phone),
        shared_fold(person.given),
        shared_fold(person.particle),
    )
    return " , ".join(parts)


def heading(person: Person) -> str:
    """Return the letter under which a list files somebody, such as V; # where there is no letter.

    A name in another script is filed under its own first letter.
    """
    first = sort_key(person)[:1]
    return first.upper() if first.isalpha() else "#"


def salutation_surname(person: Person) -> str:
    """Return the surname as it stands behind Beste: De Vries, Van den Berg, J.A. de Vries, Dupont."""
    if person.surname and person.given and not spoken_given(person):
        initials = " ".join(word for word in person.given.split() if not is_title(word))
        if initials:
            return f"{initials} {whole_surname(person.particle, person.surname)}"
    if not person.particle or not person.surname:
        return person.surname or person.name
    return whole_surname(f"{person.particle[0].upper()}{person.particle[1:]}", person.surname)
