"""What a record is found by and sorted by. The store keeps both beside the row; nobody ever reads them."""

from collections.abc import Iterable
from itertools import compress
from operator import attrgetter

from roadshow.domain.folding import facet_terms, fold, words_of
from roadshow.domain.names import sort_key
from roadshow.domain.nouns import Noun
from roadshow.domain.people import ELIDED, Contact, Person
from roadshow.domain.places import Venue
from roadshow.domain.tour import Roadshow, Session, Stop, Task

__all__ = ["search_terms", "sort_text"]


def search_terms(noun: Noun) -> str:
    """Return the words a record is found by, each behind the sign of its facet; empty where nobody searches."""
    return _terms_of_person(noun) if isinstance(noun, Person) else facet_terms(_facets(noun))


def _facets(noun: Noun) -> Iterable[tuple[str, str]]:
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
_WORDS_OF_TEXTS = tuple(words_of[facet] for facet in _TEXTS.values())
_texts = attrgetter(*_TEXTS)


def _terms_of_person(person: Person) -> str:
    texts = _texts(person)
    words = [words_of_text(text) for words_of_text, text in compress(zip(_WORDS_OF_TEXTS, texts), texts)]  # noqa: B905  of one length
    if person.particle[-1:] in ELIDED:
        words.append(words_of["name"](person.particle + person.surname))
    if person.phone:
        words.append(words_of["phone"](person.phone.replace(" ", "").replace("-", "")))
    if person.contacts:
        words += map(_contact_words, person.contacts)
    if person.other_names:
        words += map(words_of["name"], person.other_names)
    if person.tags:
        words += map(words_of["tag"], person.tags)
    if person.languages:
        words += map(words_of["language"], person.languages)
    if person.registrations:
        words += [words_of["registration"](f"{entry.register} {entry.number}") for entry in person.registrations]
    if person.lists:
        words += map(words_of["list"], person.lists)
    return " ".join(filter(None, words))


def _contact_words(contact: Contact) -> str:
    if contact.is_email:
        return words_of["email"](contact.value)
    return words_of["phone"](contact.value.replace(" ", "").replace("-", ""))


def sort_text(noun: Noun) -> str:
    """Return the text a record is sorted by where the order is by name."""
    if isinstance(noun, Person):
        return sort_key(noun)
    for field in ("name", "title", "slug"):
        text = getattr(noun, field, "")
        if text:
            return fold(text)
    return ""
