"""The guided tour: its steps, and which of them were really done. Words and rules only; app.py shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from roadshow.api import N_, Entry, Office, Trace, Turn
from roadshow.tui.places import Place


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand: where one is, what lies over it, whether one types, and what was saved since the step began."""

    place: Place
    over: str = ""
    typing: bool = False
    turns: tuple[Turn, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a title, how it is done with {names} for keys, and what shows that it was done.

    `keys` gives the act behind each name; `done` is asked with how it stood when the step began, and how it stands.
    """

    title: str
    text: str
    keys: dict[str, str]
    done: Callable[[Stand, Stand], bool]


def _reached(area: str) -> Callable[[Stand, Stand], bool]:
    return lambda _began, now: now.place.area == area


def _saved(kind: str, *, new: bool = False) -> Callable[[Stand, Stand], bool]:
    def done(_began: Stand, now: Stand) -> bool:
        return any(
            trace.kind == kind and trace.after is not None and (trace.before is None) == new for trace in now.traces
        )

    return done


def _other_row(began: Stand, now: Stand) -> bool:
    return bool(began.place.row) and now.place.area == began.place.area and now.place.row != began.place.row


def _narrowed(_began: Stand, now: Stand) -> bool:
    return bool(now.place.text) and not now.typing


def _taken_back(_began: Stand, now: Stand) -> bool:
    return Turn.UNDO in now.turns


def _looked_up(_began: Stand, now: Stand) -> bool:
    return now.over in {"Help", "CommandPalette"}


def _never(_began: Stand, _now: Stand) -> bool:
    return False


STEPS = (
    Step(
        N_("The stops of a programme"),
        N_(
            "This is a copy of the example: play with it, it is thrown away at the end. {down} and {up}, or a click, go from one stop to the next. Go to another stop."
        ),
        {"down": "blocks.down", "up": "blocks.up"},
        _other_row,
    ),
    Step(
        N_("The agenda"),
        N_("{agenda} opens the agenda of this stop. A click on its name at the top does the same."),
        {"agenda": "area.agenda"},
        _reached("agenda"),
    ),
    Step(
        N_("A session of your own"),
        N_("{add} adds a session by one line: how long, and what. Press {add}, type 10m Coffee and press Enter."),
        {"add": "agenda.add"},
        _saved("session", new=True),
    ),
    Step(
        N_("Move it"),
        N_("{lift} lifts the session, the arrows move it, {drop} puts it down. You can also drag it with the mouse."),
        {"lift": "board.lift", "drop": "board.drop"},
        _saved("session"),
    ),
    Step(
        N_("Take it back"),
        N_("{undo} takes the last change back, {redo} does it again. So you can try anything. Press {undo}."),
        {"undo": "app.undo", "redo": "app.redo"},
        _taken_back,
    ),
    Step(
        N_("The guests"),
        N_("{guests} shows who is invited to this stop, what they answered, and how many places are left."),
        {"guests": "area.guests"},
        _reached("guests"),
    ),
    Step(
        N_("Find somebody"),
        N_("Press {filter}, type an, and press {leave}: only names with those letters stay in the list."),
        {"filter": "list.filter", "leave": "filter.leave"},
        _narrowed,
    ),
    Step(
        N_("Note an answer"),
        N_("{answer} and then one letter note an answer. Give this guest another one; the counts above the list follow."),
        {"answer": "guests.answer"},
        _saved("invitation"),
    ),
    Step(
        N_("When you forgot a key"),
        N_("{help} shows what every key does here, {palette} finds any command by typing. Press one of them."),
        {"help": "app.help", "palette": "app.palette"},
        _looked_up,
    ),
    Step(
        N_("What may go wrong"),
        N_("{close} closes it. {findings} shows what the program found: what clashes, what is missing, and what helps."),
        {"close": "help.leave", "findings": "area.findings"},
        _reached("findings"),
    ),
    Step(
        N_("Letters and lists"),
        N_("{make} makes calendars, letters and the list for the door. You see everything before it is written."),
        {"make": "area.make"},
        _reached("make"),
    ),
    Step(
        N_("That is all"),
        N_("Look around as long as you like. {leave} ends the tour, and the copy is thrown away; your own work was never touched."),
        {"leave": "app.quit"},
        _never,
    ),
)  # fmt: skip


class Tour:
    """How far one is. A step is done by what really happened, never by a key alone."""

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        self._steps = steps
        self._at = 0
        self._began: Stand | None = None
        self._number = 0
        self.praised = False
        """Whether the step before this one was really done, and not skipped."""

    @property
    def step(self) -> Step:
        """The step that is to be done now."""
        return self._steps[self._at]

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self._at + 1

    @property
    def last(self) -> bool:
        """Whether nothing follows."""
        return self._at == len(self._steps) - 1

    def __len__(self) -> int:
        return len(self._steps)

    def begin(self, office: Office) -> None:
        """Count from what is in the journal now."""
        self._began = None
        self._number = office.store.last_number()

    def look(self, office: Office, place: Place, over: str = "", *, typing: bool = False) -> bool:
        """Look whether the step was done; True where the next one has begun."""
        entries = self._since(office)
        fresh = [entry.number for entry in entries if entry.turn is Turn.DO]
        traces = tuple(trace for number in fresh for trace in office.store.traces(number))
        now = Stand(place, over, typing, tuple(entry.turn for entry in entries), traces)
        if self._began is None or not self._began.place.row:
            self._began = now
        if self.last or not self.step.done(self._began, now):
            return False
        self._go_on(office, praised=True)
        return True

    def skip(self, office: Office) -> None:
        """Go on without having done it."""
        if not self.last:
            self._go_on(office, praised=False)

    def _go_on(self, office: Office, *, praised: bool) -> None:
        self._at += 1
        self.praised = praised
        self.begin(office)

    def _since(self, office: Office) -> tuple[Entry, ...]:
        count = office.store.last_number() - self._number
        return office.store.journal(limit=count) if count > 0 else ()
