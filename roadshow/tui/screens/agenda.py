"""The agenda of a stop: the board, the run sheet beside it, and everything that changes a session."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from roadshow.api import (
    N_,
    Change,
    Checkup,
    Office,
    Query,
    RoadshowError,
    Room,
    Session,
    Stop,
    _,
    scheduling,
    touring,
    whenever,
)
from roadshow.tui import sessions
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation import agenda
from roadshow.tui.presentation.agenda import EVERYWHERE, Entry
from roadshow.tui.presentation.cells import Cell, cell
from roadshow.tui.presentation.clashes import Wish, clash, wished
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.form import Field, Form
from roadshow.tui.screens.typing import Typing
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.board import Board
from roadshow.tui.widgets.ghost import Ghost
from roadshow.tui.widgets.line import Line

WIDE = 120
LEAST = (60, 20)
"""Columns and lines below which there is only the list."""
SYNC = 0.12
"""Seconds after the last key before the run sheet follows the board, and before the checker looks at a ghost."""
VERBS = frozenset(
    (
        "add",
        "stretch",
        "sheet",
        "edit",
        "copy",
        "split",
        "swap",
        "push",
        "fix",
        "who",
        "when",
        "remove",
        "stop",
        "other",
    )
)
"""What waits until a lifted session is put down."""
Make = Callable[[Office, Session], Change]


class AgendaScreen(AreaScreen):
    """The sessions of one stop, in time and room."""

    NAME = "agenda"
    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar = bound(
        Act("agenda.add", "add", N_("add"), N_("Add a session by typing one line")),
        Act("agenda.longer", "stretch(1)", N_("longer"), N_("Make this session one step longer; the rest moves along")),
        Act("agenda.shorter", "stretch(-1)", N_("shorter"), N_("Make this session one step shorter")),
        Act("agenda.sheet", "sheet", N_("run sheet"), N_("Show the run sheet, or the board again")),
        Act("agenda.edit", "edit", "", N_("Change what stands in this session")),
        Act("agenda.copy", "copy", "", N_("Add the same session again, behind the last one in its room")),
        Act("agenda.split", "split", "", N_("Cut this session in two")),
        Act("agenda.swap", "swap", "", N_("Let this session and the next one in its room change places")),
        Act("agenda.push", "push", "", N_("Move this session and what follows by some minutes")),
        Act("agenda.fixed", "fix", "", N_("Keep the start of this session as it is, or let it move again")),
        Act("agenda.who", "who", "", N_("Say who does what in this session")),
        Act("agenda.when", "when", "", N_("Type when and where this session is")),
        Act("agenda.remove", "remove", "", N_("Remove this session")),
        Act("agenda.stop", "stop", N_("stop"), N_("Show the agenda of another stop")),
        Act("agenda.guests", "guests", "", N_("The guests of this stop")),
        Act("agenda.other", "other", "", N_("From the board to the run sheet and back")),
    )

    def body(self) -> ComposeResult:
        """Yield the board, the run sheet, and two lines about what is under the cursor."""
        self._agenda: sessions.Agenda | None = None
        self._wanted = ""
        self._draft = ""
        self._aside = True
        self._alone = False
        self._sync: Timer | None = None
        self._look: Timer | None = None
        self.board = Board(self._judge, id="board")
        self.sheet = Blocks(id="sheet")
        self.first = Line(id="first")
        self.second = Line(id="second")
        with Container(id="sides"):
            yield self.board
            yield self.sheet
        yield self.first
        yield self.second

    def arrive(self, place: Place) -> None:
        """Show a stop, with the cursor on a session."""
        stop = self._found_stop(place.stop_id)
        if stop is None:
            self.heading.show(_("No stop yet: plan one first"))
            return
        self.journey.stop_id = stop.id
        self._wanted = place.row
        self._read(stop)
        self._arrange()
        (self.sheet if self.has_class("-sheet") else self.board).focus()

    def here(self) -> Place:
        """Return the stop, and the session under the cursor."""
        if self._agenda is None:
            return self.place
        return Place("agenda", self._agenda.stop.id, row=self.board.cursor)

    def refreshed(self) -> None:
        """Read again; the stop itself may have moved or gone."""
        if self._agenda is not None:
            stop = self.desk.office.store.get(Stop, self._agenda.stop.id)
            if stop is not None:
                self._read(stop)

    def on_resize(self, _event: events.Resize) -> None:
        """Show the run sheet beside the board where there is room, and alone where there is none for a board."""
        self._arrange()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no other act while a session is lifted."""
        if action in VERBS and self.is_mounted and self.board.ghost is not None:
            return False
        return super().check_action(action, parameters)

    def on_board_moved(self, event: Board.Moved) -> None:
        """Say what is under the cursor, and let the run sheet follow when the keys rest."""
        self._describe()
        if self._sync is not None:
            self._sync.stop()
        if event.entry is not None:
            self._sync = self.set_timer(SYNC, self._follow)

    def on_board_changed(self) -> None:
        """Say which steps and rooms are shown."""
        self._describe()

    def on_board_haunted(self, event: Board.Haunted) -> None:
        """Say where the ghost is and what would be wrong there; ask the checker when it rests."""
        ghost = event.ghost
        if self._look is not None:
            self._look.stop()
        if ghost is None or self._agenda is None:
            self._describe()
            return
        self._describe_ghost(ghost)
        if ghost.moved and not ghost.clash:
            self._look = self.set_timer(SYNC, lambda: self._check(ghost))

    def on_board_dropped(self, event: Board.Dropped) -> None:
        """Move or stretch the session: one change."""
        ghost = event.ghost
        here = self._agenda
        if here is None:
            return
        wish = _wish(ghost)
        self._wanted = ghost.entry.session.id

        def make(office: Office, session: Session) -> Change:
            return wished(office.pen(), here.plan, wish, session, sessions.siblings(office, here.stop))

        start, until = here.plan.wall(ghost.begin), here.plan.wall(ghost.end)
        what = f"{ghost.entry.title}: {agenda.times(start, until)}"
        self._do(ghost.entry.session, make, f"{what}, ! {ghost.clash}" if ghost.clash else what)

    def on_board_opened(self) -> None:
        """Edit the session."""
        self.action_edit()

    def on_board_place_chosen(self, event: Board.PlaceChosen) -> None:
        """Add a session where somebody pointed."""
        if self._agenda is not None:
            self.board.lane = event.lane
            self._add(f"{self._agenda.plan.wall(event.minutes):%H:%M} 30m ")

    def on_board_menu_asked(self, event: Board.MenuAsked) -> None:
        """Offer what can be done with a session."""
        self._menu(event.x, event.y)

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Let the board follow the run sheet."""
        if self.sheet.has_focus:
            self.board.go(event.key)

    def on_blocks_chosen(self) -> None:
        """Edit the session."""
        self.board.go(self.sheet.key)
        self.action_edit()

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done with a session."""
        self.board.go(event.key)
        self._menu(event.x, event.y)

    def on_blocks_widened(self) -> None:
        """Write the run sheet for another width."""
        self._show_sheet()

    def action_add(self) -> None:
        """Ask for one line."""
        self._add(self._draft)

    def action_stretch(self, by: int) -> None:
        """Make the session longer or shorter by one step."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        length = entry.session.length + by * self.board.snap
        if length < 1:
            self.tell(_("It cannot be shorter than one step."))
            return

        def make(office: Office, session: Session) -> Change:
            rest = sessions.siblings(office, here.stop)
            return scheduling.resize_session(office.pen(), here.stop, session, length, rest)

        self._do(entry.session, make, f"{entry.title}: {agenda.length_said(length)}")

    def action_edit(self) -> None:
        """Show the session as a form."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        session = entry.session

        def take(lines: dict[str, str]) -> None:
            self._wanted = session.id
            self._take(lambda office: sessions.rewritten(office, here, session, lines))

        self.app.push_screen(Form(entry.title, _fields(here, entry), take))  # type: ignore[arg-type]  # a mapping is a dict here

    def action_copy(self) -> None:
        """Add the same session again."""
        entry, here = self.board.entry, self._agenda
        if entry and here:
            what = _("Copied: {title}").format(title=entry.title)
            self._do(entry.session, lambda office, session: sessions.copied(office, here, session), what, follow=True)

    def action_split(self) -> None:
        """Ask where to cut, and cut."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        session, parts = entry.session, here.parts_of(entry.session.id)
        half = max(session.length // 2 // self.board.snap * self.board.snap, 5)

        def verb(office: Office, text: str) -> Change:
            return scheduling.split(office.pen(), here.stop, session, whenever.read_minutes(text), parts=parts)

        self._ask(_("Cut “{title}” after how many minutes?").format(title=entry.title), verb, f"{half}")

    def action_swap(self) -> None:
        """Let the session and the next one change places."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        after = [o for o in here.plan.entries if o.lane == entry.lane and o.begin >= entry.begin and o is not entry]
        if not after:
            self.tell(_("Nothing follows in this room."))
            return
        other = after[0]
        what = _("{title} and {other} changed places").format(title=entry.title, other=other.title)

        def make(office: Office, session: Session) -> Change:
            there = office.store.get(Session, other.session.id) or other.session
            return scheduling.swap(office.pen(), here.stop, session, there, sessions.siblings(office, here.stop))

        self._do(entry.session, make, what)

    def action_push(self) -> None:
        """Ask by how much, and push."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        session = entry.session

        def verb(office: Office, text: str) -> Change:
            said = text.strip()
            minutes = whenever.read_minutes(said.lstrip("+-")) * (-1 if said.startswith("-") else 1)
            return scheduling.push_rest(office.pen(), here.stop, session, minutes, sessions.siblings(office, here.stop))

        title = _("Move “{title}” and what follows by how many minutes? -10 is earlier").format(title=entry.title)
        self._ask(title, verb, str(self.board.snap))

    def action_fix(self) -> None:
        """Fix the start, or let it float."""
        entry = self.board.entry
        if entry is None:
            return
        fixed = not entry.session.fixed
        what = _("{title} keeps its time") if fixed else _("{title} may move along")

        def make(office: Office, session: Session) -> Change:
            return touring.amend(office.pen(), session, fixed=fixed)

        self._do(entry.session, make, what.format(title=entry.title))

    def action_who(self) -> None:
        """Ask who does what."""
        entry = self.board.entry
        if entry is None:
            return
        session = entry.session
        title = _("Who is in “{title}”? Now: {names}").format(
            title=entry.title, names=agenda.named(entry.who) or _("nobody")
        )
        hint = _("Sara de Wit · Sara: speaker · -Sara takes the part away")
        self._ask(title, lambda office, text: sessions.cast(office, session, text), "", hint)

    def action_when(self) -> None:
        """Ask when and where."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        session = entry.session
        title = _("When and where is “{title}”?").format(title=entry.title)
        verb = lambda office, text: sessions.placed(office, here, session, text)  # noqa: E731  said where it is used
        self._ask(title, verb, f"{session.start:%H:%M}", _("14:15 @Room 2"))

    def action_remove(self) -> None:
        """Remove the session and the parts in it."""
        entry, here = self.board.entry, self._agenda
        if entry is None or here is None:
            return
        parts = here.parts_of(entry.session.id)
        what = _("Removed: {title}").format(title=entry.title)
        self._do(entry.session, lambda office, session: sessions.removed(office, session, parts), what)

    def action_sheet(self) -> None:
        """Show the run sheet beside the board or instead of it, or the board again."""
        if self.size.width >= WIDE:
            self._aside = not self._aside
        else:
            self._alone = not self._alone
        self._arrange()
        (self.sheet if self.has_class("-sheet") else self.board).focus()

    def action_other(self) -> None:
        """Go from the board to the run sheet, and back."""
        if self.has_class("-aside"):
            (self.board if self.sheet.has_focus else self.sheet).focus()

    def action_guests(self) -> None:
        """Go to the guests of this stop."""
        if self._agenda is not None:
            self.journey.go(Place("guests", self._agenda.stop.id))

    def action_stop(self) -> None:
        """Choose another stop."""
        stops = list(self.desk.office.store.each(Query(Stop, order=("start",), limit=200)))
        signs = "1234567890abcdefghijklmnopqrstuvwxyz"
        options = [
            Option(sign, f"{short_day(stop.start)}  {cell(stop.title).text}", stop.id)
            for sign, stop in zip(signs + " " * len(stops), stops, strict=False)
        ]

        def chosen(stop_id: str | None) -> None:
            if stop_id:
                self.journey.go(Place("agenda", stop_id))

        self.app.push_screen(Choice(_("Agenda of which stop?"), options), chosen)

    def _found_stop(self, stop_id: str) -> Stop | None:
        store = self.desk.office.store
        for known in (stop_id, self.journey.stop_id):
            found = store.get(Stop, known) if known else None
            if found is not None:
                return found
        today = self.desk.office.clock().astimezone().date().isoformat()
        coming = Query(Stop, order=("start",), limit=1).from_on("start", today)
        return next(iter([*store.each(coming), *store.each(Query(Stop, order=("start",), limit=1))]), None)

    def _read(self, stop: Stop) -> None:
        self._agenda = sessions.read(self.desk.office, stop)
        when = f"{short_day(stop.start, year=True)} {agenda.times(stop.start, stop.end)}"
        self.heading.show(_("Agenda of {stop}, {when}").format(stop=cell(stop.title).text, when=when))
        wanted, self._wanted = self._wanted, ""
        self.board.show(self._agenda.plan, wanted)
        self._show_sheet()
        self._describe()

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE
        small = self.size.width < LEAST[0] or self.size.height < LEAST[1]
        self.set_class(small or (self._alone and not wide), "-sheet")
        self.set_class(wide and self._aside and not small, "-aside")
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self._agenda is not None and self.sheet.size.width:
            self.sheet.show(agenda.run_sheet(self._agenda.plan, self.sheet.size.width), self.board.cursor)

    def _follow(self) -> None:
        if not self.sheet.has_focus:
            self.sheet.go(self.board.cursor)

    def _judge(self, ghost: Ghost) -> str:
        return clash(self._agenda.plan, self._agenda.venue, _wish(ghost)) if self._agenda else ""

    def _check(self, ghost: Ghost) -> None:
        self.run_worker(self._checked(ghost), exclusive=True, group="checking")

    async def _checked(self, ghost: Ghost) -> None:
        """Ask the checker what would be wrong; the ghost may have gone on meanwhile."""
        here = self._agenda
        if here is None:
            return

        def look(office: Office) -> str:
            session = ghost.entry.session
            change = wished(office.pen(), here.plan, _wish(ghost), session, here.plan.sessions)
            today = office.clock().astimezone().date()
            found = Checkup(office, today).impact(change, here.stop, session).appear
            return next((finding.why for finding in found if finding.weight != "hint"), "")

        try:
            why = await self.desk.ask(look)
        except RoadshowError as error:
            why = error.message
        self.board.blame(ghost, why)

    def _describe(self) -> None:
        here = self._agenda
        if here is None or self.board.ghost is not None:
            return
        entry = self.board.entry
        first, second = agenda.details(here.plan, entry)
        self.first.show([*first, *self._steps()])
        self.second.show(second)

    def _describe_ghost(self, ghost: Ghost) -> None:
        here = self._agenda
        if here is None:
            return
        where = _("all rooms") if ghost.lane == EVERYWHERE else here.plan.lanes[ghost.lane].title
        tone = "bad" if ghost.clash else "good"
        when = agenda.times(here.plan.wall(ghost.begin), here.plan.wall(ghost.end))
        length = agenda.length_said(ghost.end - ghost.begin)
        first = [Cell(f"» {when}", tone), Cell(length), Cell(where), *self._steps()]
        if ghost.clash and self.has_class("-low"):  # there is one line, so the reason goes before all else
            first = [first[0], cell(f"✗ {ghost.clash}", "bad")]
        self.first.show(first)
        fine = Cell(_("fits") if ghost.moved else _("arrows move it, Enter puts it down, Esc leaves it"), "dim")
        self.second.show([Cell(ghost.entry.title, "strong"), cell(f"✗ {ghost.clash}", "bad") if ghost.clash else fine])

    def _steps(self) -> list[Cell]:
        board, here = self.board, self._agenda
        said = [Cell(_("steps of {minutes}").format(minutes=board.snap), "dim")]
        if here and board.one_room and len(here.plan.lanes) > 1:
            place = _("room {place} of {count}").format(place=board.lane + 1, count=len(here.plan.lanes))
            said.append(Cell(place, "dim"))
        return said

    def _add(self, value: str) -> None:
        here = self._agenda
        if here is None:
            return
        lane = here.plan.lanes[self.board.lane]
        room: Room | None = lane.room

        def take(text: str) -> None:
            self._take(lambda office: sessions.added(office, here, text, room), follow=True)

        def left(text: str | None) -> None:
            self._draft = text or ""

        typing = Typing(
            _("Add a session: time, length, title, @room, #person"),
            read=lambda text: sessions.described(self.desk.office, here, text, room),
            take=take,
            value=value,
            hint=_("10:30 45m Case discussion @Room 1 #Sara"),
        )
        self.app.push_screen(typing, left)

    def _ask(self, title: str, verb: Callable[[Office, str], Change], value: str, hint: str = "") -> None:
        def take(text: str) -> None:
            self._take(lambda office: verb(office, text))

        self.app.push_screen(Typing(title, read=lambda _text: "", take=take, value=value, hint=hint, replace=True))

    def _take(self, verb: Callable[[Office], Change], *, follow: bool = False) -> None:
        """Save what a line or a form says; what is refused is raised, so that it is said there."""
        made: list[Change] = []

        def noted(office: Office) -> Change:
            made.append(verb(office))
            return made[-1]

        entry = self.desk.do(noted)
        if follow:
            self._wanted = _new_session(made[-1])
        self.done(entry)

    def _do(self, session: Session, make: Make, what: str, *, follow: bool = False) -> None:
        """Run a verb on a session, once more on the newest where somebody else changed it meanwhile."""

        def verb(office: Office) -> Change:
            change = make(office, session)
            if follow:
                self._wanted = _new_session(change)
            return change

        def again(office: Office) -> Change:
            return make(office, office.store.get(Session, session.id) or session)

        self.run(verb, what, again=again)

    def _menu(self, x: int, y: int) -> None:
        entry = self.board.entry
        if entry is None:
            return
        options = [
            Option("e", _("Edit …"), "edit"), Option("w", _("When and where …"), "when"),
            Option("i", _("Who does what …"), "who"), Option("c", _("Copy"), "copy"), Option("s", _("Split …"), "split"),
            Option("x", _("Swap with the next"), "swap"), Option("p", _("Push the rest …"), "push"),
            Option("f", _("Fixed on or off"), "fix"), Option("d", _("Remove"), "remove"),
        ]  # fmt: skip

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(f"screen.{action}")

        self.app.push_screen(Choice(entry.title, options, at=(x, y)), chosen)


def _wish(ghost: Ghost) -> Wish:
    return Wish(ghost.entry, ghost.lane, ghost.begin, ghost.end, ghost.stretching)


def _new_session(change: Change) -> str:
    new = (edit.after.id for edit in change.edits if edit.before is None and isinstance(edit.after, Session))
    return next(new, "")


def _fields(here: sessions.Agenda, entry: Entry) -> list[Field]:
    session = entry.session
    rooms = tuple(lane.title for lane in here.plan.lanes if lane.room)
    kinds = tuple(_(words) for words in agenda.KINDS.values())
    room = "" if entry.lane == EVERYWHERE or not here.plan.lanes[entry.lane].room else here.plan.lanes[entry.lane].title
    return [
        Field("title", _("title"), session.title),
        Field("start", _("start"), f"{session.start:%H:%M}"),
        Field("length", _("length"), whenever.minutes_typed(session.length)),
        Field("kind", _("kind"), _(agenda.KINDS[session.session_kind]), kinds),
        Field("room", _("room"), room, rooms, _("empty for none")),
        Field("fixed", _("fixed start"), _("yes") if session.fixed else _("no"), (_("yes"), _("no"))),
        Field("materials", _("materials"), ", ".join(session.materials), hint=_("with commas between them")),
        Field("description", _("description"), session.description),
    ]
