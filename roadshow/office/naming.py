"""From what somebody typed to the one thing that is meant."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from roadshow.domain.asking import Clause, Query
from roadshow.domain.errors import NotFoundError
from roadshow.domain.folding import fold
from roadshow.domain.matchkeys import email_key
from roadshow.domain.names import called
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Roadshow, Session, Stop
from roadshow.domain.wording import _

if TYPE_CHECKING:
    from roadshow.store.base import Store

N = TypeVar("N", bound=Noun)
SHOWN = 8
RANKED = 200
"""People among whom the closest name is looked for; of more than that more must be typed."""
ID_LENGTH = 36
"""Characters of a UUID: what tells two namesakes apart when nothing else does."""


def find_roadshow(store: "Store", text: str = "") -> Roadshow:
    """Find a roadshow by slug or name; empty text finds the only one there is."""
    every = tuple(store.each(Query(Roadshow, order=("n",), limit=None)))
    if not text and len(every) == 1:
        return every[0]
    if not text:
        hint = _("Say which one with --roadshow.") if every else _('Make one with "roadshow roadshow add NAME".')
        message = _("There is more than one roadshow.") if every else _("There is no roadshow yet.")
        raise NotFoundError(message, hint, [roadshow.slug for roadshow in every])
    return _chosen(every, text, _("roadshow"), lambda noun: (noun.slug, noun.name), lambda noun: noun.slug)


def find_stop(store: "Store", text: str) -> Stop:
    """Find a stop by slug, by roadshow/stop, or by title."""
    head, slash, tail = text.rpartition("/")
    query = Query(Stop, order=("start",), limit=None)
    if slash:
        query = query.where(roadshow_id=find_roadshow(store, head).id)
    every = tuple(store.each(query))
    return _chosen(every, tail, _("stop"), lambda noun: (noun.slug, noun.title, noun.district), lambda noun: noun.slug)


def find_venue(store: "Store", text: str) -> Venue:
    """Find a venue by its name."""
    every = tuple(store.each(Query(Venue, limit=None)))
    return _chosen(every, text, _("venue"), lambda noun: (noun.name,), lambda noun: noun.name)


def find_room(store: "Store", venue_id: str | None, text: str) -> Room:
    """Find a room of a venue by its name."""
    every = tuple(store.each(Query(Room, limit=None).where(venue_id=venue_id)))
    return _chosen(every, text, _("room"), lambda noun: (noun.name,), lambda noun: noun.name)


def find_session(store: "Store", stop_id: str, text: str) -> Session:
    """Find a session of a stop by its number in the agenda, by its start (13:30) or by its title."""
    every = tuple(store.each(Query(Session, order=("start", "room_id"), limit=None).where(stop_id=stop_id)))
    if text.isdecimal() and 1 <= int(text) <= len(every):
        return every[int(text) - 1]
    return _chosen(every, text, _("session"), lambda noun: (noun.title, f"{noun.start:%H:%M}"), lambda noun: noun.title)


def find_person(store: "Store", text: str, *, surely: bool = False) -> Person:
    """Find a person by e-mail address, by name as said or as listed, by words that only fit one, or by id.

    Words that begin the name go before words elsewhere in it, and those before words of an address or organisation.
    With `surely` that is not enough: the words are the whole name, or fit nobody else in any way. Ask so for what
    cannot be taken back.
    """
    if len(text) == ID_LENGTH and (known := store.get(Person, text)):
        return known
    text = text.replace(",", " ")
    if "@" in text:
        window = store.window(Query(Person, limit=SHOWN).where(email_key=email_key(text)))
        if window.total == 1:
            return window.rows[0]
    words = tuple(fold(text).split())
    for fitting, total in _closer(store, words, surely=surely):
        if total == 1:
            return fitting[0]
        if total:
            listed = [_described(person) for person in fitting[:SHOWN]]
            raise NotFoundError(
                _("“{text}” fits {count} people.").format(text=text, count=total),
                _("Use the e-mail address, or more of the name: {names}.").format(names=", ".join(listed)),
                listed,
            )
    raise NotFoundError(_("There is nobody called “{text}”.").format(text=text), _('See "roadshow person list".'))


def _closer(store: "Store", words: tuple[str, ...], *, surely: bool) -> Iterator[tuple[Sequence[Person], int]]:
    """Give those whom some words fit, the closest fit first: the whole name, its beginning, words of it, any words."""
    if words:
        facet = Clause("name", (" ".join(words),), facet=True)
        named = store.window(Query(Person, (facet,), limit=RANKED))
        if named.total <= RANKED:  # among more there may be another of the same name
            wanted, begins = sorted(words), " ".join(words)
            whole = [person for person in named.rows if sorted(fold(person.name).split()) == wanted]
            yield whole, len(whole)
            begun = [person for person in named.rows if fold(person.name).startswith(begins) and not surely]
            yield begun, len(begun)
        if not surely:
            yield named.rows, named.total
    anywhere = store.window(Query(Person, words=words, limit=SHOWN))
    yield anywhere.rows, anywhere.total


def _described(person: Person) -> str:
    extra = person.email or person.organisation
    return f"{called(person)} ({extra})" if extra and person.name else called(person)


def _chosen(
    every: Iterable[N], text: str, what: str, names: Callable[[N], Iterable[str]], shown: Callable[[N], str]
) -> N:
    every = tuple(every)
    wanted = fold(text)
    if called := [noun for noun in every if wanted and fold(next(iter(names(noun)))) == wanted]:
        every = tuple(called)  # its own short name goes before the district or title of others
    for fits in (lambda name: name == wanted, lambda name: name.startswith(wanted), lambda name: wanted in name):
        found = [noun for noun in every if any(name and fits(fold(name)) for name in names(noun))] if wanted else []
        if len(found) == 1:
            return found[0]
        if found:
            listed = [shown(noun) for noun in found[:SHOWN]]
            raise NotFoundError(
                _("“{text}” fits more than one {what}.").format(text=text, what=what),
                _("Which one: {names}?").format(names=", ".join(listed)),
                listed,
            )
    listed = [shown(noun) for noun in every]
    raise NotFoundError(_("There is no {what} “{text}”.").format(what=what, text=text), _nearest(text, listed), listed)


def _nearest(text: str, listed: list[str]) -> str:
    import difflib  # noqa: PLC0415  only when something is misspelt

    near = difflib.get_close_matches(text, listed, n=1, cutoff=0.5)
    if near:
        return _("Did you mean {near}?").format(near=near[0])
    if listed:
        return _("There are: {names}.").format(names=", ".join(listed[:SHOWN]))
    return _("There are none yet.")
