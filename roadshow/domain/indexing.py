"""What a record is found by and sorted by. The store keeps both beside the row; nobody ever reads them."""

from roadshow.domain.folding import facet_terms, fold
from roadshow.domain.names import sort_key
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Venue
from roadshow.domain.tour import Roadshow, Session, Stop, Task

__all__ = ["search_terms", "sort_text"]


def search_terms(noun: Noun) -> str:
    """Return the words a record is found by, each behind the sign of its facet; empty where nobody searches."""
    if isinstance(noun, Person):
        return facet_terms(
            {
                "name": (noun.given, noun.particle, noun.surname, noun.sort_as, noun.display_name),
                "email": (noun.email,),
                "phone": (noun.phone.replace(" ", "").replace("-", ""),),
                "organisation": (noun.organisation,),
                "function": (noun.function,),
                "district": (noun.district,),
                "tag": noun.tags,
                "language": noun.languages,
                "town": (noun.town,),
                "diet": (noun.diet,),
                "access": (noun.access,),
                "interpreter": (noun.interpreter,),
                "childcare": (noun.childcare,),
                "registration": tuple(f"{entry.register} {entry.number}" for entry in noun.registrations),
            }
        )
    if isinstance(noun, Stop):
        return facet_terms({"title": (noun.title, noun.slug), "district": (noun.district,), "theme": noun.themes})
    if isinstance(noun, Venue):
        return facet_terms({"name": (noun.name,), "town": (noun.town, noun.street)})
    if isinstance(noun, Roadshow | Session | Task):
        return facet_terms({"title": (noun.name,) if isinstance(noun, Roadshow) else (noun.title,)})
    return ""


def sort_text(noun: Noun) -> str:
    """Return the text a record is sorted by where the order is by name."""
    if isinstance(noun, Person):
        return sort_key(noun)
    for field in ("name", "title", "slug"):
        text = getattr(noun, field, "")
        if text:
            return fold(text)
    return ""
