"""Who stands on the list: the rows in order, and the names that no shipped font can print."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from roadshow.api import Guest, Person, Programme, Visit, fold, listed_name, sort_key
from roadshow_signin.lettering import Lettering, cleared, lettering, runs_leftward
from roadshow_signin.options import NamesShown, SheetOptions

MOST_COMPANIONS = 20
ARABIC_COMMA = "، "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `key` tells it from all others, `sorting` gives its place.

    `lead` is what the eye looks for (Vries), `rest` what follows (, Jan de), `other` the name in another script.
    A row with `beside` is for somebody who comes along with that guest and writes the own name.
    """

    key: str
    sorting: tuple[str, ...]
    letter: str
    lead: str = ""
    rest: str = ""
    other: str = ""
    organisation: str = ""
    register: str = ""
    beside: str = ""

    @property
    def name(self) -> str:
        """Return the name as it is listed: Vries, Jan de."""
        return self.lead + self.rest


@dataclass(slots=True)
class Roll:
    """The rows of a list in order, the moment of the last change that shows in it, and what could not be printed.

    `latin_only` and `by_hand` hold names with the number of their row: the former stand there in Latin letters
    only, the latter are empty rows. `crowds` are guests with more companions than get a row.
    """

    rows: list[Row] = field(default_factory=list)
    changed: datetime | None = None
    latin_only: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    crowds: list[str] = field(default_factory=list)


def roll(programme: Programme, visit: Visit, options: SheetOptions, nameless: str) -> Roll:
    """Return the list of a stop: Dutch order by the core of the surname, or by given name where only that shows.

    Whoever has no name stands there as `nameless`: the organisation has a column of its own, and an address is not for paper.
    """
    called = Roll(changed=max(revision.modified for revision in visit.revisions.values()))
    doubts: dict[str, tuple[str, bool]] = {}
    for guest in programme.guests(visit.stop.id, options.invitation_states):
        called.changed = max(called.changed or guest.revision.modified, guest.revision.modified)
        called.rows += _rows(guest, options, doubts, called, nameless)
    called.rows.sort(key=lambda row: row.sorting)
    _note_doubts(called, doubts)
    return called


def _rows(
    guest: Guest, options: SheetOptions, doubts: dict[str, tuple[str, bool]], called: Roll, nameless: str
) -> Iterator[Row]:
    person, key = guest.person, guest.invitation.id
    row, doubt = _named(person, key, options, nameless)
    if doubt is not None:
        doubts[key] = doubt
    yield row
    companions = guest.invitation.companions
    if companions > MOST_COMPANIONS:
        called.crowds.append(cleared(person.name) or nameless)
    beside = row.name or row.other
    for place in range(min(companions, MOST_COMPANIONS)):
        number = f"{place:02d}"
        yield Row(f"{key}+{number}", (*row.sorting, number), row.letter, beside=beside)


def _named(person: Person, key: str, options: SheetOptions, nameless: str) -> tuple[Row, tuple[str, bool] | None]:
    """Return the row of a person, and what the planner must hear of it: the name, and whether the row is empty."""
    full = options.names is NamesShown.FULL
    raw = nameless if not person.name else listed_name(person) if full else short_name(person)
    latin = lettering(raw)
    own = lettering(person.display_name if full or not (person.given or person.surname) else "")
    organisation = lettering(person.organisation if options.organisation else "")
    shown, other = (latin.text, own.text) if latin.whole else (own.text if own.whole else "", "")
    if other and (not own.whole or other == shown or _same(other, person.name)):
        other = ""
    if runs_leftward(shown):
        shown = shown.replace(", ", ARABIC_COMMA)
    lead, rest = _parted(shown) if full else (shown, "")
    order = (
        fold(nameless)
        if not person.name
        else sort_key(person)
        if full
        else f"{fold(person.given) or fold(raw)} , {sort_key(person)}"
    )
    row = Row(
        key=key,
        sorting=(order, key),
        letter=_letter(order[:1]),
        lead=lead,
        rest=rest,
        other=other,
        organisation=organisation.text if organisation.whole else "",
        register=_numbers(person, options.register) if options.register else "",
    )
    if latin.whole and own.whole and organisation.whole:
        return row, None
    return row, (_spelled(person, organisation.whole), not shown)


def _same(other: str, name: str) -> bool:
    """Say whether two names differ only in case and accents. Most are of two scripts, and there the first sign tells."""
    return runs_leftward(other) == runs_leftward(name) and fold(other) == fold(name)


def short_name(person: Person) -> str:
    """Return the given name with the first letter of the surname: Jan V. Letters stay as they were typed."""
    if not person.given:
        return f"{person.surname[:1]}." if person.surname else person.display_name.split(" ")[0]
    return f"{person.given} {person.surname[:1]}." if person.surname else person.given


def _parted(name: str) -> tuple[str, str]:
    for comma in (", ", ARABIC_COMMA):
        head, found, rest = name.partition(comma)
        if found:
            return head, found + rest
    return name, ""


def _numbers(person: Person, register: str) -> str:
    wanted = fold(register)
    return lettering(" / ".join(entry.number for entry in person.registrations if fold(entry.register) == wanted)).text


@lru_cache(maxsize=256)
def _letter(first: str) -> str:
    """Return the letter that the margin shows: # where there is none, or none that can be printed."""
    printable = lettering(first.upper()) if first.isalpha() else Lettering("", whole=False)
    return printable.text if printable.whole and printable.text else "#"


def _spelled(person: Person, organisation_whole: bool) -> str:  # noqa: FBT001  read where it is called
    name, own = cleared(person.name), cleared(person.display_name)
    both = f"{name} ({own})" if own and own != name else name
    return both if organisation_whole else f"{both}, {cleared(person.organisation)}"


def _note_doubts(called: Roll, doubts: dict[str, tuple[str, bool]]) -> None:
    for number, row in enumerate(called.rows, 1):
        if row.key in doubts:
            name, empty = doubts[row.key]
            (called.by_hand if empty else called.latin_only).append(f"{number} {name}")
