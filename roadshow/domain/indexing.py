"""What a record is found by and sorted by. The store keeps both beside the row; nobody ever reads them."""

from collections.abc import Iterable
from operator import attrgetter

from roadshow.domain.folding import facet_terms, fold
from roadshow.domain.names import sort_key
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Venue
from roadshow.domain.tour import Roadshow, Session, Stop, Task

__all__ = ["search_terms", "sort_text"]


def search_terms(noun: Noun) -> str:
    """Return the words a record is found by, each behind the sign of its facet; empty where nobody searches."""
    return facet_terms(_facets(noun))


def _facets(noun: Noun) -> Iterable[tuple[str, str]]:
    if isinstance(noun, Person):
        return _facets_of_person(noun)
    if isinstance(noun, Stop):
        themes = (("theme", theme) for theme in noun.themes)
        return ("title", noun.title), ("title", noun.slug), ("district", noun.district), *themes
    if isinstance(noun, Venue):
        return ("name", noun.name), ("town", noun.town), ("town", noun.street)
    if isinstance(noun, Roadshow | Session | Task):
        return (("title", noun.name if isinstance(noun, Roadshow) else noun.title),)
    return ()


_TEXTS = {
    "given": "name",
    "particle": "name",
    "surname": "name",
    "sort_as": "name",
    "display_name": "name",
    "email": "email",
    "organisation": "organisation",
    "function": "function",
    "district": "district",
    "town": "town",
    "diet": "diet",
    "access": "access",
    "interpreter": "interpreter",
    "childcare": "childcare",
}
"""The fields of a person that are searched as they are, and their facets."""
_FACETS_OF_TEXTS = tuple(_TEXTS.values())
_texts = attrgetter(*_TEXTS)


def _facets_of_person(person: Person) -> list[tuple[str, str]]:
    facets = list(zip(_FACETS_OF_TEXTS, _texts(person), strict=True))
    if person.phone:
        facets.append(("phone", person.phone.replace(" ", "").replace("-", "")))
    facets += [("tag", tag) for tag in person.tags]
    facets += [("language", tag) for tag in person.languages]
    facets += [("registration", f"{entry.register} {entry.number}") for entry in person.registrations]
    return facets


def sort_text(noun: Noun) -> str:
    """Return the text a record is sorted by where the order is by name."""
    if isinstance(noun, Person):
        return sort_key(noun)
    for field in ("name", "title", "slug"):
        text = getattr(noun, field, "")
        if text:
            return fold(text)
    return ""
