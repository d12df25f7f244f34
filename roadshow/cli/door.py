"""roadshow signin: who comes in at the door, who leaves, and what is noted of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Change,
    NotFoundError,
    SignIn,
    SignInKind,
    Stop,
    StopStatus,
    _,
    attending,
    called,
    find_person,
    find_stop,
    fold,
    now,
    plain,
    to_utc,
    to_wall,
    today,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.attendance import facts_of
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.guests import find_guest
from roadshow.cli.rows import clock, day

DESK = re.compile(r"[^\W_]{1,12}")
NUMBER = re.compile(r"[^\W_]{1,12}-\d{2,}'*")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the door: a person, or a walk-in by name or by number, such as A-07."""

    name: str
    person_id: str | None = None
    number: str = ""
    listed: bool = True

    def row(self, rows: Iterable[attending.Presence]) -> attending.Presence | None:
        """Return what the door knows of them."""
        if self.person_id is None:
            return next((row for row in rows if self.number and row.number == self.number), None)
        return next((row for row in rows if row.person_id == self.person_id), None)


@click.command(
    "signin",
    cls=Leaf,
    help=_("Sign somebody in at the door. PERSON is a name, an e-mail address, or the number of a walk-in."),
    example="roadshow signin crooswijk Jan de Vries\n"
    'roadshow signin crooswijk --walk-in "Piet Jansen" --organisation "De Brug"\n'
    "roadshow signin crooswijk A-07 --out",
)
@click.argument("which", metavar="STOP")
@click.argument("who", nargs=-1, metavar="[PERSON]")
@click.option("--walk-in", default="", metavar="NAME", help=_("Somebody who is not in the address book."))
@click.option("--organisation", default="", help=_("The organisation of a walk-in."))
@click.option("--out", is_flag=True, help=_("They leave."))
@click.option("--note", metavar="TEXT", help=_("Note something about them instead."))
@click.option("--undo", is_flag=True, help=_("Take back what was noted of them last."))
@click.option("--at", metavar="TIME", help=_("When it was, where that is not now."))
@click.option("--desk", default="", metavar="LETTER", help=_("The table at the door."))
@pass_seat
def signin(
    seat: Seat,
    /,
    *,
    which: str,
    who: tuple[str, ...],
    walk_in: str,
    organisation: str,
    out: bool,
    note: str | None,
    undo: bool,
    at: str | None,
    desk: str,
) -> None:
    """Sign somebody in, or out."""
    store = seat.office.store
    stop = find_stop(store, which)
    if out + undo + (note is not None) > 1:
        raise BadInputError(_("--out, --note and --undo do not go together."), _("Give one of them."))
    desk = desk_of(seat, desk)
    facts = facts_of(seat, stop)
    coming = not (out or undo or note is not None)
    visitor = _visitor(seat, stop, facts, " ".join(who), walk_in, coming=coming)
    visit = Visit(seat, stop, facts, visitor, desk, _moment(stop, at))
    wonder(stop)
    if undo:
        visit.take_back()
    elif note is not None:
        visit.write(note)
    elif out:
        visit.leave()
    else:
        visit.come(organisation)


def desk_of(seat: Seat, given: str) -> str:
    """Return the desk that is named, else the one that is set."""
    desk = given or seat.office.settings.core.desk
    if not DESK.fullmatch(desk):
        raise BadInputError(_("“{desk}” cannot be a desk.").format(desk=desk), _("Use letters and digits, such as A."))
    return desk


def wonder(stop: Stop) -> None:
    """Say it where a sign-in is strange, and let it be: a list may be typed in days later."""
    if stop.status is StopStatus.CANCELLED:
        printing.warn(_("! {stop} is cancelled.").format(stop=stop.title))
    elif stop.start.date() > today():
        printing.warn(_("! {stop} is on {day}, not today.").format(stop=stop.title, day=day(stop.start)))


@dataclass(frozen=True, slots=True)
class Visit:
    """One thing to be noted at the door of a stop, at one desk, at one moment."""

    seat: Seat
    stop: Stop
    facts: tuple[SignIn, ...]
    visitor: Visitor
    desk: str
    moment: datetime | None

    @property
    def counter(self) -> int:
        """The number of the desk's next fact."""
        return attending.next_counter(self.facts, self.desk)

    @property
    def row(self) -> attending.Presence | None:
        """What the door knows of the visitor."""
        return self.visitor.row(attending.attendance(self.facts).rows)

    def come(self, organisation: str) -> None:
        """Note that somebody came in."""
        row, person = self.row, self.visitor.person_id
        if row is not None and row.state is attending.Whereabouts.PRESENT:
            self.seat.report(None)
            since = clock(to_wall(row.last, self.stop.zone)) if row.last else "?"
            self.seat.remark(
                _("{name} is in since {time}, desk {desk}.").format(
                    name=self.visitor.name, time=since, desk=", ".join(row.desks)
                )
            )
            return
        change = attending.sign_in(
            self.seat.office.pen(),
            self.stop,
            self.desk,
            self.counter,
            person_id=person,
            walk_in="" if person else self.visitor.number or self.visitor.name,
            organisation="" if person else organisation,
            moment=self.moment,
        )
        self.say(change, _("{name} is in, {time}"))
        if not self.visitor.listed:
            printing.warn(_("! {name} was not on the guest list.").format(name=self.visitor.name))

    def leave(self) -> None:
        """Note that somebody left."""
        row = self.row
        if row is None or row.state is attending.Whereabouts.NEVER:
            raise BadInputError(
                _("{name} was not signed in at {stop}.").format(name=self.visitor.name, stop=self.stop.slug),
                _("Sign them in first; --at 13:30 says when they came."),
            )
        if row.state is attending.Whereabouts.OUT:
            self.seat.report(None)
            self.seat.remark(_("{name} had left already.").format(name=self.visitor.name))
            return
        change = attending.sign_out(
            self.seat.office.pen(), self.stop, self.desk, self.counter, moment=self.moment, **self.who()
        )
        self.say(change, _("{name} left, {time}"))

    def write(self, text: str) -> None:
        """Note something about somebody."""
        change = attending.note(
            self.seat.office.pen(), self.stop, self.desk, self.counter, text, moment=self.moment, **self.who()
        )
        self.say(change, _("Noted about {name}, {time}"))

    def take_back(self) -> None:
        """Take back what was noted of somebody last."""
        self.take_back_fact(attending.last_standing(self.theirs()))

    def take_back_fact(self, last: SignIn | None) -> None:
        """Take back one fact about this visitor."""
        if last is None:
            self.seat.report(None)
            self.seat.remark(
                _("Nothing was noted of {name} at {stop}.").format(name=self.visitor.name, stop=self.stop.slug)
            )
            return
        change = attending.undo(self.seat.office.pen(), self.stop, last, self.desk, self.counter, moment=self.moment)
        sentences = {
            SignInKind.IN: _("Taken back: {name} came in at {time}"),
            SignInKind.OUT: _("Taken back: {name} left at {time}"),
        }
        self.say(
            change, sentences.get(last.sign_in_kind, _("Taken back: the note about {name} of {time}")), last.moment
        )

    def theirs(self) -> tuple[SignIn, ...]:
        """Return the facts about this visitor."""
        if self.visitor.person_id:
            return tuple(fact for fact in self.facts if fact.person_id == self.visitor.person_id)
        number = self.visitor.number
        own = {fact.id for fact in self.facts if _is_of(fact, number)}
        return tuple(fact for fact in self.facts if fact.id in own or fact.undoes in own)

    def who(self) -> dict[str, Any]:
        """Name the visitor as the verbs want it."""
        if self.visitor.person_id:
            return {"person_id": self.visitor.person_id}
        return {"walk_in": self.visitor.number}

    def say(self, change: Change, sentence: str, moment: datetime | None = None) -> None:
        """Save a fact and say it, with how many are in now."""
        fact = next(iter(change.edits)).noun
        if not isinstance(fact, SignIn):
            raise TypeError("the door notes sign-ins alone")
        entry = self.seat.do(change, quiet=True)
        here = attending.attendance((*self.facts, fact)).present
        name = self.visitor.name
        number = self.visitor.number
        if not number and self.visitor.person_id is None:
            number = attending.walk_in_number(fact)
        if self.seat.json:
            about = {"kind": fact.sign_in_kind.value, "name": name, "number": number, "desk": self.desk}
            self.seat.report(entry, **about, moment=plain(fact)["moment"], here=here)
            return
        said = sentence.format(
            name=f"{name} ({number})" if number else name, time=clock(to_wall(moment or fact.moment, self.stop.zone))
        )
        printing.say(_("{what}. Desk {desk}, in now: {here}.").format(what=said, desk=self.desk, here=f"{here:,}"))
        self.seat.tell_notices()


def _is_of(fact: SignIn, number: str) -> bool:
    if fact.sign_in_kind is SignInKind.IN and attending.walk_in_number(fact) == number:
        return True
    return fact.person_id is None and fact.walk_in == number


def _moment(stop: Stop, at: str | None) -> datetime | None:
    return to_utc(whenever.read_wall(at, now(), stop.zone, stop.start.date()), stop.zone) if at else None


def _visitor(seat: Seat, stop: Stop, facts: tuple[SignIn, ...], text: str, walk_in: str, *, coming: bool) -> Visitor:
    """Find out who is meant: a guest first, then anybody in the address book, then a walk-in by name or number."""
    if bool(text) == bool(walk_in):
        raise BadInputError(
            _("Say who it is: one person, or one walk-in."),
            _('As in: roadshow signin {stop} "Jan de Vries", or --walk-in "Piet Jansen".').format(stop=stop.slug),
        )
    rows = [row for row in attending.attendance(facts).rows if row.person_id is None]
    if walk_in and coming:
        return Visitor(walk_in)
    known = _walk_in(rows, walk_in or text, stop)
    if known is not None and (walk_in or NUMBER.fullmatch(text)):
        return known
    if walk_in or (known is None and NUMBER.fullmatch(text)):
        raise NotFoundError(
            _("There is no walk-in “{text}” at {stop}.").format(text=walk_in or text, stop=stop.slug),
            _('See "roadshow attendance {stop}".').format(stop=stop.slug),
        )
    try:
        return _person(seat, stop, text)
    except NotFoundError as error:
        if known is not None:
            return known
        if error.candidates:
            raise
        raise NotFoundError(
            error.message,
            _('Somebody new: roadshow signin {stop} --walk-in "{text}"').format(stop=stop.slug, text=text),
        ) from error


def _person(seat: Seat, stop: Stop, text: str) -> Visitor:
    try:
        person, listed = find_guest(seat, stop, text).person, True
    except NotFoundError as error:
        if error.candidates:
            raise
        person, listed = find_person(seat.office.store, text), False
    return Visitor(called(person), person.id, listed=listed)


def _walk_in(rows: list[attending.Presence], text: str, stop: Stop) -> Visitor | None:
    fits = [row for row in rows if row.number.casefold() == text.casefold()]
    fits = fits or [row for row in rows if row.name and fold(row.name) == fold(text)]
    if len(fits) > 1:
        named = [f"{row.name} ({row.number})" for row in fits]
        raise NotFoundError(
            _("“{text}” fits {count} walk-ins of {stop}.").format(text=text, count=len(fits), stop=stop.slug),
            _("Use the number: {names}.").format(names=", ".join(named)),
            named,
        )
    return Visitor(fits[0].name, number=fits[0].number) if fits else None
