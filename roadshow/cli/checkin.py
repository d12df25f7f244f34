"""roadshow checkin: a desk at the door, line by line, as a screen reader and a pipe can follow it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import click

from roadshow.api import (
    BadInputError,
    Guest,
    Person,
    Query,
    RoadshowError,
    SignIn,
    SignInKind,
    Stop,
    Wish,
    _,
    attending,
    called,
    find_stop,
    fold,
    guests_of,
    ngettext,
    to_wall,
)
from roadshow.cli import printing
from roadshow.cli.attendance import facts_of, missing
from roadshow.cli.door import Visit, Visitor, desk_of, wonder
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.rows import clock, day

CHOICES = 9
"""Names that are said at once; for more a longer part of the name is asked."""
LISTED = 20
"""Names of those expected that are said at once."""
WORDS = {
    "help": "help ? hulp",
    "list": "list lijst",
    "here": "here hier",
    "new": "new nieuw",
    "out": "out weg",
    "note": "note notitie",
    "undo": "undo terug",
    "quit": "quit exit klaar",
}
WITH_MORE = ("list", "new", "out", "note")


@click.command(
    "checkin",
    cls=Leaf,
    help=_("Sit at a desk at the door: type a part of a name, and who it is comes in. Each line is saved at once."),
    example="roadshow --plain checkin crooswijk\nroadshow checkin crooswijk --desk B < names.txt",
)
@click.argument("which", metavar="STOP")
@click.option("--desk", default="", metavar="LETTER", help=_("The table at the door."))
@pass_seat
def checkin(seat: Seat, /, *, which: str, desk: str) -> None:
    """Read lines until there are no more, or until the user has had enough."""
    if seat.json:
        raise BadInputError(
            _("A desk at the door speaks in lines, not in JSON."), _("For a script there is: roadshow signin --json")
        )
    stop = find_stop(seat.office.store, which)
    door = Desk(seat, stop, desk_of(seat, desk))
    wonder(stop)
    door.begin()
    try:
        for line in _lines():
            if not door.answer(line):
                break
            if sys.stdin.isatty():
                seat.office.store.rest()  # the next line comes in a while
    except KeyboardInterrupt:
        printing.say()
    seat.office.store.rest()
    printing.say(_("Done. Everything is saved."))


def _lines() -> Iterator[str]:
    """Give what is typed, line by line; a question stands before each where somebody types it."""
    asked = sys.stdin.isatty()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    while True:
        sys.stdout.flush()
        sys.stderr.flush()
        if asked:
            sys.stdout.write(_("Name:") + " ")
            sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            if asked:
                printing.say()
            return
        yield line


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done with whom one chooses: in, out, or something noted."""

    kind: SignInKind
    text: str = ""

    def do(self, visit: Visit) -> None:
        """Do it, save it and say it."""
        if self.kind is SignInKind.OUT:
            visit.leave()
        elif self.kind is SignInKind.NOTE:
            visit.write(self.text)
        else:
            visit.come("")


IN, OUT = Deed(SignInKind.IN), Deed(SignInKind.OUT)


@dataclass(slots=True)
class Desk:
    """A desk of a stop: who may be chosen now, and what it has heard of the other desks."""

    seat: Seat
    stop: Stop
    name: str
    choices: list[Visitor] = field(default_factory=list)
    deed: Deed = IN
    facts: tuple[SignIn, ...] = ()
    known: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Say where one is."""
        self.read()
        self.known = {fact.id for fact in self.facts}
        printing.say(
            _("{stop}, {day} {time}. Desk {desk}.").format(
                stop=self.stop.title, day=day(self.stop.start), time=clock(self.stop.start), desk=self.name
            )
        )
        self.here()
        printing.say(_("Type a part of a name, or “help”."))

    def read(self) -> None:
        """Read anew what was noted at the door, at all desks."""
        self.facts = facts_of(self.seat, self.stop)

    def answer(self, line: str) -> bool:
        """Do what a line says; False where it says to leave."""
        text = " ".join(line.split())
        word, _space, rest = text.partition(" ")
        command = next((key for key, words in WORDS.items() if word.casefold() in words.split()), "")
        if rest and command not in WITH_MORE:
            command = ""
        if command == "quit":
            return False
        self.read()
        self.news()
        try:
            self._obey(command, rest, text)
        except RoadshowError as error:
            printing.say(error.message)
            if error.hint:
                printing.say(error.hint)
        self.read()
        self.known |= {fact.id for fact in self.facts if fact.desk == self.name}
        return True

    def _obey(self, command: str, rest: str, text: str) -> None:
        if command:
            commands: dict[str, Callable[[str], None]] = {
                "help": lambda _rest: say_help(),
                "here": lambda _rest: self.here(),
                "undo": lambda _rest: self.undo(),
                "list": self.expected,
                "new": self.new,
                "out": lambda rest: self.look_for(rest, OUT),
                "note": self.note,
            }
            commands[command](rest)
        elif not text:
            self.here()
        elif text.isdecimal():
            self.choose(int(text))
        else:
            self.look_for(text, IN)

    def news(self) -> None:
        """Say what the other desks noted since the last line."""
        fresh = [fact for fact in attending.in_order(self.facts) if fact.id not in self.known]
        self.known |= {fact.id for fact in fresh}
        for fact in fresh[:CHOICES]:
            sentence = {
                SignInKind.IN: _("Desk {desk}: {name} is in, {time}."),
                SignInKind.OUT: _("Desk {desk}: {name} left, {time}."),
                SignInKind.NOTE: _("Desk {desk}: noted about {name}, {time}."),
                SignInKind.UNDO: _("Desk {desk}: taken back for {name}, {time}."),
            }[fact.sign_in_kind]
            time = clock(to_wall(fact.moment, self.stop.zone))
            printing.say(sentence.format(desk=fact.desk, name=self.visitor_of(fact).name, time=time))
        more = len(fresh) - CHOICES
        if more > 0:
            sentence = ngettext("And {count} more at other desks.", "And {count} more at other desks.", more)
            printing.say(sentence.format(count=more))

    def here(self) -> None:
        """Say how many are in, and how many are expected."""
        printing.say(
            _("In now: {here}. Said yes or maybe and not seen: {never}.").format(
                here=f"{attending.attendance(self.facts).present:,}",
                never=f"{sum(1 for _one in missing(self.seat, self.stop, self.seen())):,}",
            )
        )

    def seen(self) -> set[str | None]:
        """Return who was seen, by id."""
        return {row.person_id for row in attending.attendance(self.facts).rows if row.first_in}

    def expected(self, rest: str) -> None:
        """Say who is expected and was not seen; `rest` is a part of the name or of the organisation."""
        wanted = fold(rest)
        rows = [
            one
            for one in missing(self.seat, self.stop, self.seen())
            if wanted in fold(f"{one['name']} {one['organisation']}")
        ]
        for one in rows[:LISTED]:
            printing.say(", ".join(part for part in (one["name"], one["organisation"]) if part))
        more = len(rows) - LISTED
        if more > 0:
            sentence = ngettext(
                "And {count} more; “list” with a part of a name says fewer.",
                "And {count} more; “list” with a part of a name says fewer.",
                more,
            )
            printing.say(sentence.format(count=more))
        elif not rows:
            printing.say(_("Nobody who is expected is missing.") if not rest else _("Nobody like that is missing."))

    def new(self, rest: str) -> None:
        """Let somebody in who is on no list."""
        name, _comma, organisation = (part.strip() for part in rest.partition(","))
        if not name:
            raise BadInputError(_("Say the name too."), _("As in: new Piet Jansen, De Brug"))
        self.visit(Visitor(name)).come(organisation)

    def note(self, rest: str) -> None:
        """Note something about somebody who was seen."""
        name, _colon, text = (part.strip() for part in rest.partition(":"))
        if not name or not text:
            raise BadInputError(_("Say the name and the note."), _("As in: note Piet Jansen: no photo"))
        self.look_for(name, Deed(SignInKind.NOTE, text))

    def undo(self) -> None:
        """Take back what this desk noted last."""
        ours = [fact for fact in self.facts if fact.desk == self.name or fact.sign_in_kind is SignInKind.UNDO]
        last = attending.last_standing(ours)
        if last is None:
            printing.say(_("There is nothing to take back at this desk."))
        else:
            self.visit(self.visitor_of(last)).take_back_fact(last)

    def choose(self, number: int) -> None:
        """Take one of those who were named."""
        if not 1 <= number <= len(self.choices):
            raise BadInputError(
                _("There is no number {number} now.").format(number=number), _("Type a part of a name.")
            )
        visitor, deed = self.choices[number - 1], self.deed
        self.choices = []
        deed.do(self.visit(visitor))

    def look_for(self, text: str, deed: Deed) -> None:
        """Find somebody; one guest is taken at once, of several one is chosen by number."""
        self.choices, self.deed = [], deed
        if not text:
            raise BadInputError(_("Say the name too."), _("As in: out Piet Jansen"))
        found = self.fitting(text, coming=deed.kind is SignInKind.IN)
        if not found:
            printing.say(
                _("Nobody fits “{text}”. Somebody new: new {text}").format(text=text)
                if deed.kind is SignInKind.IN
                else _("Nobody who fits “{text}” was seen here.").format(text=text)
            )
        elif len(found) == 1 and found[0].listed:
            deed.do(self.visit(found[0]))
        else:
            self.choices = found[:CHOICES]
            for number, visitor in enumerate(self.choices, 1):
                printing.say(f"{number}. {self.described(visitor)}")
            more = len(found) > CHOICES
            printing.say(_("There are more; type more of the name.") if more else _("Type the number."))

    def fitting(self, text: str, *, coming: bool) -> list[Visitor]:
        """Return who fits what was typed: walk-ins and guests first, else anybody in the address book."""
        store, words = self.seat.office.store, tuple(fold(text.replace(",", " ")).split())
        rows = attending.attendance(self.facts).rows
        found = [
            Visitor(row.name, number=row.number)
            for row in rows
            if row.person_id is None
            and (fold(row.number) == fold(text) or all(word in fold(row.name) for word in words))
        ]
        guests = store.guests(guests_of(self.stop.id).matching(Wish(words=words)).page(CHOICES + 1)).rows
        found += [self._guest(one) for one in guests]
        if not coming or not found:
            others = store.window(Query(Person, words=words, limit=CHOICES + 1)).rows
            listed = {visitor.person_id for visitor in found}
            found += [Visitor(called(one), one.id, listed=False) for one in others if one.id not in listed]
        if coming:
            return found
        here = {row.person_id for row in rows if row.first_in} - {None}
        seen = [visitor for visitor in found if visitor.number or visitor.person_id in here]
        return [Visitor(one.name, one.person_id, one.number) for one in seen]

    def _guest(self, one: Guest) -> Visitor:
        return Visitor(called(one.person), one.person.id)

    def described(self, visitor: Visitor) -> str:
        """Say who somebody is, and what the door knows of them."""
        person = self.seat.office.store.get(Person, visitor.person_id) if visitor.person_id else None
        row = visitor.row(attending.attendance(self.facts).rows)
        parts = [visitor.name, (person.organisation or person.district) if person else visitor.number]
        if row is not None and row.last is not None:
            time = clock(to_wall(row.last, self.stop.zone))
            inside = row.state is attending.Whereabouts.PRESENT
            parts.append(_("in since {time}").format(time=time) if inside else _("left at {time}").format(time=time))
        elif not visitor.listed:
            parts.append(_("not on the list"))
        return ", ".join(part for part in parts if part)

    def visit(self, visitor: Visitor) -> Visit:
        """Return what may be noted of a visitor, at this desk and now."""
        return Visit(self.seat, self.stop, self.facts, visitor, self.name, None)

    def visitor_of(self, fact: SignIn) -> Visitor:
        """Return whom a fact is about."""
        if fact.person_id:
            person = self.seat.office.store.get(Person, fact.person_id)
            return Visitor(called(person) if person else "?", fact.person_id)
        rows = [row for row in attending.attendance(self.facts).rows if row.person_id is None]
        numbers = {fact.walk_in, attending.walk_in_number(fact)}
        row = next((row for row in rows if row.number in numbers), None)
        return Visitor(row.name or fact.walk_in, number=row.number) if row else Visitor(fact.walk_in)


def say_help() -> None:
    """Say all that can be typed."""
    for line in (
        _("A part of a name: who it is comes in. Where several fit, type the number."),
        _("new NAME, ORGANISATION: somebody who is on no list."),
        _("out NAME: somebody leaves."),
        _("note NAME: TEXT: something about somebody."),
        _("undo: takes back what was noted last at this desk."),
        _("list, or list NAME: who said yes or maybe and was not seen."),
        _("here: how many are in, and what the other desks noted."),
        _("quit: to the end of your work. Each line is saved at once."),
    ):
        printing.say(line)
