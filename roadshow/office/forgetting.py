"""Forgetting somebody: out of rows, journal and texts, in the workspace and in each of its backups."""

import contextlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from roadshow.domain.asking import Query
from roadshow.domain.changes import Edit, Entry
from roadshow.domain.errors import RoadshowError
from roadshow.domain.findings import Waiver
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.office.elsewhere import forget_in_backups
from roadshow.office.exchange import write
from roadshow.office.forgotten import Forgotten
from roadshow.office.live import Office
from roadshow.office.persons import hanging, lone_given_name, mentions, nouns_of, texts_of
from roadshow.planfile.keys import slug
from roadshow.planning import keeping
from roadshow.settings.layers import data_folder, user_folder
from roadshow.store.base import Store

SCREEN = "screen.json"
"""Where the screen keeps where one was, beside the settings."""
GONE = "…"
"""What stands in a text where a name was."""
MAY_BE_EMPTY = frozenset({"notes", "owner", "contact", "theme", "aim"})


def forget_person(office: Office, person: Person, *, texts: bool = False) -> Entry:
    """Erase somebody everywhere; how many were invited and came stays, without name and organisation.

    With `texts` their name goes from what others wrote as well. A backup from which they cannot be erased is thrown away.
    """
    words = (*texts_of(person), *lone_given_name(office.store, person)) if texts else ()
    ids = (person.id, *person.former_ids)
    office.keep("forget")
    if not office.settings.core.read_only:
        forget_in_backups(office, lambda other: _erased(other, ids, words))
    known = [one for key in ids if (one := office.store.get(Person, key)) is not None]
    entry = _erased(office, ids, words) or _nothing(office, ids)
    Forgotten(office.store).add(known or [person])
    _forget_where_one_was(ids)
    _forget_what_was_typed(ids, slug(person.name))
    return entry


def _forget_where_one_was(ids: Collection[str]) -> None:
    """Take somebody, and what was typed to find people, out of what the screen keeps between two runs."""
    path = user_folder() / SCREEN
    with contextlib.suppress(OSError, ValueError, AttributeError, KeyError, RoadshowError):
        held = json.loads(path.read_text(encoding="utf-8"))
        for place in held["places"].values():
            place["text"] = ""
            if place.get("row") in ids:
                place["row"] = ""
        write(path, json.dumps(held, ensure_ascii=False).encode(), private=True)


def _forget_what_was_typed(ids: Collection[str], key: str) -> None:
    """Take the rows of somebody out of the texts that were typed in an editor and not saved yet."""
    for path in (data_folder() / "edits").glob("*.toml"):
        with contextlib.suppress(OSError, UnicodeDecodeError, RoadshowError):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not (f'"{key}"' in line or any(one in line for one in ids))]
            if len(kept) < len(lines):
                write(path, "".join(kept).encode(), private=True)


def _nothing(office: Office, ids: Collection[str]) -> Entry:
    return office.store.erase(keeping.forget(office.pen(), None, ()), naming=ids)


def _erased(office: Office, ids: Collection[str], words: Collection[str]) -> Entry | None:
    """Erase who has one of these ids; None where nothing is known of them."""
    store = office.store
    people = {one.id: one for key in ids if (one := store.get(Person, key)) is not None}
    blanked = tuple(_blanked(store, people.values(), words))
    if not people and not blanked and not any(store.touched("person", key) for key in ids):
        return None
    hangs = [hanging(store, key) for key in people]
    going: list[Noun] = [noun for one in hangs for noun in nouns_of(one)]
    going += (one for one in store.each(Query(Waiver, order=("n",), limit=None)) if _names(one, ids))
    counts = [
        *keeping.invited_counts((invitation, "") for one in hangs for invitation in one.invitations),
        *keeping.came_counts([fact for one in hangs for fact in one.sign_ins], dict.fromkeys(people, "")),
    ]
    last, *others = people.values() or (None,)
    change = keeping.forget(office.pen(), last, [*going, *(one for one in others if one)], blanked)
    return store.erase(change, naming={*ids, *people}, counts=counts, words=sorted(words, key=len, reverse=True))


def _names(waiver: Waiver, ids: Iterable[str]) -> bool:
    return any(key in str(waiver.places) for key in ids)


def _blanked(store: Store, people: Iterable[Person], words: Collection[str]) -> Iterator[Edit]:
    """Give the edits that take these words out of the texts of others."""
    if not words:
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True)))
    places: dict[tuple[str, str], list[str]] = {}
    own = {(noun.kind, noun.id) for one in people for noun in nouns_of(hanging(store, one.id))}
    own |= {("person", one.id) for one in people}
    for one in people:
        for kind, key, field in mentions(store, one, own):
            places.setdefault((kind, key), []).append(field)
    for word in () if places else words:
        for kind, key, field in store.mentions(word):
            if (kind, key) not in own:
                places.setdefault((kind, key), []).append(field)
    for (kind, key), names in places.items():
        noun = store.get(KINDS[kind], key)
        if noun is not None and noun.id not in {one.id for one in people}:
            after = _without(noun, names, pattern)
            if after != noun:
                yield Edit(noun, after)


def _without(noun: Noun, names: Collection[str], pattern: re.Pattern[str]) -> Noun:
    held = {one.name for one in fields(noun)} & set(names)
    return replace(noun, **{name: _cleared(getattr(noun, name), name, pattern) for name in held})


def _cleared(value: Any, name: str, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_cleared(one, name, pattern) for one in value)
    if not isinstance(value, str):
        return value
    text = pattern.sub(GONE, value)
    return "" if text.strip() == GONE and name in MAY_BE_EMPTY else text
