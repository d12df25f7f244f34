"""Whether two names at one address or number are one person: what proves it, what is a question, and what proves nothing."""

from collections.abc import Iterable
from enum import IntEnum
from itertools import combinations, islice

MANY = 20
"""Names at one address that are compared: beyond that it is shared for certain."""
OF_AN_OFFICE = frozenset(
    [
        "admin",
        "administratie",
        "balie",
        "bestuur",
        "biblio",
        "bureau",
        "co",
        "contact",
        "directie",
        "education",
        "frontdesk",
        "gemeente",
        "hallo",
        "hello",
        "info",
        "informatie",
        "kantoor",
        "mail",
        "office",
        "onthaal",
        "ontvangst",
        "planning",
        "post",
        "receptie",
        "reception",
        "redactie",
        "school",
        "secretariaat",
        "secretariat",
        "sekretariat",
        "service",
        "support",
        "team",
        "verwaltung",
        "vrijwilligers",
        "welkom",
        "wijkteam",
    ]
)
"""What stands before the @ of mailboxes that are nobody's own."""


class Apart(IntEnum):
    """How far two names are apart."""

    SAME = 0
    ONE_MISSING = 1
    SHORTER = 2
    """One is the other with an initial, or without a surname."""
    OTHER_SURNAME = 3
    """One given name and two surnames: she married, or they are two."""
    OTHERS = 4


def apart(own: str, whole: str) -> Apart:
    """Compare two names as `matchkeys.name_key` gives them."""
    if own == whole:
        return Apart.SAME
    if not own or not whole:
        return Apart.ONE_MISSING
    mine, theirs = own.split(), whole.split()
    surnames_meet = mine[-1] == theirs[-1] or len(mine) == 1 or len(theirs) == 1
    initials_meet = mine[0][:1] == theirs[0][:1]
    given_meets = mine[0] == theirs[0]
    is_short = len(mine[0].strip(".")) == 1 or len(theirs[0].strip(".")) == 1 or "." in own + whole
    if surnames_meet and initials_meet and (is_short or given_meets):
        return Apart.SHORTER
    return Apart.OTHER_SURNAME if given_meets else Apart.OTHERS


def is_shared(names: Iterable[str]) -> bool:
    """Say whether these names at one address or number are those of several people, so that it proves nothing."""
    known = islice(filter(None, names), MANY)
    return any(apart(one, other) >= Apart.OTHER_SURNAME for one, other in combinations(known, 2))


def is_of_an_office(email: str) -> bool:
    """Say whether an address is a mailbox such as info@, which is nobody's own."""
    local = email.partition("@")[0]
    return local in OF_AN_OFFICE or local.partition(".")[0].partition("-")[0] in OF_AN_OFFICE
