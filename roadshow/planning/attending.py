"""The door: facts as they happen at each desk, and attendance, which is their fold.

A fact is never altered or dropped. Files of several desks are joined by the ids of their facts, in any order and as
often as one likes; the same facts always fold to the same attendance.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import Invitation, SignIn, SignInKind
from roadshow.domain.plain import plain
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _


class Whereabouts(StrEnum):
    """Where somebody is as far as the door knows."""

    PRESENT = "present"
    OUT = "out"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Presence:
    """One row of attendance: a person (by id), or a walk-in by `number`, such as B-07, and the name they gave.

    `first_in` and `last` are moments in UTC: first come in, last in or out. `desks` are those that saw them come in;
    `double` says that two desks let them in without an out between. `invitation` is None for who was not on the list.
    """

    person_id: str | None
    number: str
    name: str
    organisation: str
    state: Whereabouts
    first_in: datetime | None
    last: datetime | None
    desks: tuple[str, ...]
    double: bool
    invitation: Invitation | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is in, who has left, who never came. `walk_ins` counts those who came without standing on the list."""

    rows: tuple[Presence, ...]
    present: int
    out: int
    never: int
    walk_ins: int


def next_counter(signins: Iterable[SignIn], desk: str) -> int:
    """Return the number that the next fact of a desk gets: 1 for the first."""
    return max((fact.counter for fact in signins if fact.desk == desk), default=0) + 1


def sign_in(
    pen: Pen,
    stop: Stop,
    desk: str,
    counter: int,
    *,
    person_id: str | None = None,
    walk_in: str = "",
    organisation: str = "",
    moment: datetime | None = None,
) -> Change:
    """Note that somebody came in: a person by id, or a walk-in by name; by number (B-07) one who came back."""
    who = _Who(person_id, walk_in, organisation)
    return _noted(pen, stop, SignInKind.IN, _Place(desk, counter, moment), who)


def sign_out(
    pen: Pen,
    stop: Stop,
    desk: str,
    counter: int,
    *,
    person_id: str | None = None,
    walk_in: str = "",
    moment: datetime | None = None,
) -> Change:
    """Note that somebody left: a person by id, or a walk-in by number, such as B-07."""
    return _noted(pen, stop, SignInKind.OUT, _Place(desk, counter, moment), _Who(person_id, walk_in))


def note(
    pen: Pen,
    stop: Stop,
    desk: str,
    counter: int,
    text: str,
    *,
    person_id: str | None = None,
    walk_in: str = "",
    moment: datetime | None = None,
) -> Change:
    """Note something about somebody at the door; it changes nothing about who is in."""
    if not text.strip():
        raise BadInputError(_("The note is empty."), _("Write what is to be remembered."))
    return _noted(pen, stop, SignInKind.NOTE, _Place(desk, counter, moment), _Who(person_id, walk_in, notes=text))


def undo(pen: Pen, stop: Stop, fact: SignIn, desk: str, counter: int, *, moment: datetime | None = None) -> Change:
    """Take a fact back by a new one. To take an undo back is to let the first fact count again."""
    if fact.stop_id != stop.id:
        raise BadInputError(
            _("That was noted at another stop."), _("Look at the list of {stop}.").format(stop=stop.slug)
        )
    who = _Who(fact.person_id, fact.walk_in, fact.organisation, undoes=fact.id)
    return _noted(pen, stop, SignInKind.UNDO, _Place(desk, counter, moment), who)


@dataclass(frozen=True, slots=True)
class _Who:
    person_id: str | None = None
    walk_in: str = ""
    organisation: str = ""
    notes: str = ""
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    desk: str
    counter: int
    moment: datetime | None


_LABELS = {
    SignInKind.IN: N_("Signed in at {stop}, desk {desk}"),
    SignInKind.OUT: N_("Signed out at {stop}, desk {desk}"),
    SignInKind.NOTE: N_("Note at the door of {stop}, desk {desk}"),
    SignInKind.UNDO: N_("Sign-in taken back at {stop}, desk {desk}"),
}


def _noted(pen: Pen, stop: Stop, kind: SignInKind, place: _Place, who: _Who) -> Change:
    if kind is not SignInKind.UNDO and (who.person_id is None) == (not who.walk_in.strip()):
        raise BadInputError(_("Say who it is: one person, or one walk-in."), _("A walk-in needs a name or a number."))
    fact = SignIn(
        id=pen.new_id(),
        stop_id=stop.id,
        sign_in_kind=kind,
        desk=place.desk,
        counter=place.counter,
        moment=place.moment or pen.moment,
        person_id=who.person_id,
        walk_in=who.walk_in,
        organisation=who.organisation,
        undoes=who.undoes,
        notes=who.notes,
    )
    return pen.change(_LABELS[kind], (Edit(None, sound(fact)),), stop=stop.slug, desk=place.desk)


def walk_in_number(fact: SignIn) -> str:
    """Return the number a walk-in goes by: desk and counter of the fact that first let them in, such as B-07.

    The counter is the desk's own, so that two desks never give one number and a late file never shifts another.
    """
    return f"{fact.desk}-{fact.counter:02d}"


def merge(*files: Iterable[SignIn]) -> tuple[SignIn, ...]:
    """Return every fact of all files once, in an order that depends on the facts alone."""
    facts: dict[str, SignIn] = {}
    for fact in (fact for file in files for fact in file):
        known = facts.setdefault(fact.id, fact)
        if known != fact:  # a damaged copy: the choice between two must not depend on who came first
            facts[fact.id] = min(known, fact, key=lambda one: repr(plain(one)))
    return tuple(in_order(facts.values()))


def take_in(pen: Pen, stop: Stop, signins: Iterable[SignIn], known: Callable[[str], bool]) -> Change:
    """Add the facts of a desk's file to those of a stop. `known` says by id which are there. The edits stream."""
    return pen.change(N_("Facts of the door taken in for {stop}"), _fresh(stop, signins, known), stop=stop.slug)


def _fresh(stop: Stop, signins: Iterable[SignIn], known: Callable[[str], bool]) -> Iterator[Edit]:
    for fact in signins:
        if fact.stop_id == stop.id and not known(fact.id):
            yield Edit(None, sound(fact))


def in_order(signins: Iterable[SignIn]) -> list[SignIn]:
    """Sort facts by time, the facts of one desk by their counter.

    Where the clock of a desk was set back, what it wrote before counts as no later than what it wrote after: the
    later reading of a clock is the one that was put right.
    """
    desks: dict[str, list[SignIn]] = {}
    for fact in signins:
        desks.setdefault(fact.desk, []).append(fact)
    timed: list[tuple[datetime, str, int, str, SignIn]] = []
    for desk, facts in desks.items():
        latest = None
        for fact in sorted(facts, key=lambda one: (one.counter, one.id), reverse=True):
            latest = fact.moment if latest is None else min(latest, fact.moment)
            timed.append((latest, desk, fact.counter, fact.id, fact))
    return [entry[-1] for entry in sorted(timed, key=lambda entry: entry[:-1])]


def last_standing(signins: Iterable[SignIn]) -> SignIn | None:
    """Return the newest fact that counts, the one that an undo at the door takes back; None where none is left."""
    standing = _standing(merge(signins))
    return standing[-1] if standing else None


def _standing(facts: Sequence[SignIn]) -> list[SignIn]:
    """Return the facts that count: those without an undo that counts. Undos that take each other back are void."""
    undos = {fact.id: fact for fact in facts if fact.sign_in_kind is SignInKind.UNDO}
    waiting = dict.fromkeys(undos, 0)
    for fact in undos.values():
        if fact.undoes in waiting:
            waiting[fact.undoes] += 1
    ready = [key for key, count in waiting.items() if not count]
    gone: set[str | None] = set()
    while ready:
        undo_fact = undos[ready.pop()]
        if undo_fact.id not in gone:
            gone.add(undo_fact.undoes)
        if undo_fact.undoes in waiting:
            waiting[undo_fact.undoes] -= 1
            if not waiting[undo_fact.undoes]:
                ready.append(undo_fact.undoes)
    return [fact for fact in facts if fact.id not in gone and fact.sign_in_kind is not SignInKind.UNDO]


@dataclass(slots=True)
class _Row:
    person_id: str | None = None
    number: str = ""
    name: str = ""
    organisation: str = ""
    state: Whereabouts = Whereabouts.NEVER
    first_in: datetime | None = None
    last: datetime | None = None
    desks: list[str] = field(default_factory=list)
    inside_by: set[str] = field(default_factory=set)
    double: bool = False
    invitation: Invitation | None = None
    notes: list[str] = field(default_factory=list)

    def see(self, fact: SignIn) -> None:
        """Take one fact into account."""
        self.name = self.name or fact.walk_in
        self.organisation = self.organisation or fact.organisation
        if fact.notes:
            self.notes.append(fact.notes)
        if fact.sign_in_kind is SignInKind.NOTE:
            return
        self.last = fact.moment
        if fact.sign_in_kind is SignInKind.OUT:
            self.state = Whereabouts.OUT
            self.inside_by.clear()
            return
        self.state = Whereabouts.PRESENT
        self.first_in = self.first_in or fact.moment
        self.inside_by.add(fact.desk)
        self.double = self.double or len(self.inside_by) > 1
        if fact.desk not in self.desks:
            self.desks.append(fact.desk)

    def finished(self) -> Presence:
        """Return the row as a value."""
        return Presence(
            self.person_id,
            self.number,
            self.name,
            self.organisation,
            self.state,
            self.first_in,
            self.last,
            tuple(self.desks),
            self.double,
            self.invitation,
            tuple(self.notes),
        )


def attendance(signins: Iterable[SignIn], invitations: Iterable[Invitation] = ()) -> Attendance:
    """Fold the facts of one stop into attendance: one row per guest on the list, then walk-ins in order of coming.

    Nobody is joined by name: the same walk-in at two desks is two rows, for a person to decide on.
    """
    rows: dict[str, _Row] = {}
    for invitation in invitations:
        rows[f"person {invitation.person_id}"] = _Row(invitation.person_id, invitation=invitation)
    for fact in _standing(merge(signins)):
        _row_of(fact, rows).see(fact)
    finished = tuple(row.finished() for row in rows.values())
    count = {state: sum(row.state is state for row in finished) for state in Whereabouts}
    strangers = sum(row.invitation is None and row.first_in is not None for row in finished)
    return Attendance(finished, count[Whereabouts.PRESENT], count[Whereabouts.OUT], count[Whereabouts.NEVER], strangers)


def _row_of(fact: SignIn, rows: dict[str, _Row]) -> _Row:
    if fact.person_id is not None:
        return rows.setdefault(f"person {fact.person_id}", _Row(fact.person_id))
    known = rows.get(f"walk-in {fact.walk_in}")
    if known is not None:
        return known
    number = walk_in_number(fact) if fact.sign_in_kind is SignInKind.IN else fact.walk_in
    while f"walk-in {number}" in rows:  # two tables that both call themselves B
        number += "'"
    return rows.setdefault(f"walk-in {number}", _Row(number=number))
