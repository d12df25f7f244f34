"""The agenda of a stop as one sees it: the board, the run sheet beside it or in its place, and two lines below."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from roadshow.api import Checkup, Office, Person, Query, RoadshowError, Stop, _, columns
from roadshow.tui.places import Place
from roadshow.tui.presentation import agenda, run_sheet
from roadshow.tui.presentation.cells import Cell, cell
from roadshow.tui.presentation.clashes import Wish, clash, wished
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.which_stop import choose_stop
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.board import Board
from roadshow.tui.widgets.ghost import Ghost
from roadshow.tui.widgets.line import BETWEEN, Line
from roadshow.tui.work import sessions

WIDE = 120
LEAST = (60, 20)
"""Columns and lines below which there is only the list."""
SYNC = 0.12
"""Seconds after the last key before the run sheet follows the board, and before the checker looks at a ghost."""


class AgendaView(AreaScreen):
    """Shows the sessions of one stop, in time and room; what changes them is in `agenda`."""

    def body(self) -> ComposeResult:
        """Yield the board, the run sheet, and two lines about what is under the cursor."""
        self.shown: sessions.Agenda | None = None
        """What was read of the stop."""
        self.wanted = ""
        """The session that the cursor goes to when the stop is read again."""
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
            self.heading.show(self.nothing_yet())
            return
        self.journey.stop_id = stop.id
        self.wanted = place.row
        self._read(stop)
        self._arrange()
        (self.sheet if self.has_class("-sheet") else self.board).focus()

    def here(self) -> Place:
        """Return the stop, and the session under the cursor."""
        if self.shown is None:
            return self.place
        return Place("agenda", self.shown.stop.id, row=self.board.cursor)

    def in_hand(self, kind: type[Stop] | type[Person]) -> Sequence[str]:
        """Return the stop whose agenda this is."""
        return (self.shown.stop.id,) if kind is Stop and self.shown is not None else ()

    def refreshed(self) -> None:
        """Read again; the stop itself may have moved or gone."""
        if self.shown is not None:
            stop = self.desk.office.store.get(Stop, self.shown.stop.id)
            if stop is not None:
                self._read(stop)

    def on_resize(self, _event: events.Resize) -> None:
        """Show the run sheet beside the board where there is room, and alone where there is none for a board."""
        self._arrange()

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
        if ghost is None or self.shown is None:
            self._describe()
            return
        self._describe_ghost(ghost)
        if ghost.moved and not ghost.clash:
            self._look = self.set_timer(SYNC, lambda: self._check(ghost))

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Let the board follow the run sheet."""
        if self.sheet.has_focus:
            self.board.go(event.key)

    def on_blocks_widened(self) -> None:
        """Write the run sheet for another width."""
        self._show_sheet()

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
        if self.shown is not None:
            self.journey.go(Place("guests", self.shown.stop.id))

    def action_stop(self) -> None:
        """Choose another stop."""
        choose_stop(self, _("Agenda of which stop?"), lambda stop: self.journey.go(Place("agenda", stop.id)))

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
        self.shown = sessions.read(self.desk.office, stop)
        when = f"{short_day(stop.start, year=True)} {agenda.times(stop.start, stop.end)}"
        self.heading.show(_("Agenda of {stop}, {when}").format(stop=cell(stop.title).text, when=when))
        wanted, self.wanted = self.wanted, ""
        self.board.show(self.shown.plan, wanted)
        self._show_sheet()
        self._describe()

    def _arrange(self) -> None:
        wide = self.size.width >= WIDE
        small = self.size.width < LEAST[0] or self.size.height < LEAST[1]
        self.set_class(small or (self._alone and not wide), "-sheet")
        self.set_class(wide and self._aside and not small, "-aside")
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self.shown is not None and self.sheet.size.width:
            self.sheet.show(run_sheet.run_sheet(self.shown.plan, self.sheet.size.width), self.board.cursor)

    def _follow(self) -> None:
        if not self.sheet.has_focus:
            self.sheet.go(self.board.cursor)

    def _judge(self, ghost: Ghost) -> str:
        return clash(self.shown.plan, self.shown.venue, wish_of(ghost)) if self.shown else ""

    def _check(self, ghost: Ghost) -> None:
        self.run_worker(self._checked(ghost), exclusive=True, group="checking")

    async def _checked(self, ghost: Ghost) -> None:
        """Ask the checker what would be wrong; the ghost may have gone on meanwhile."""
        here = self.shown
        if here is None:
            return

        def look(office: Office) -> str:
            session = ghost.entry.session
            change = wished(office.pen(), here.plan, wish_of(ghost), session, here.plan.sessions)
            today = office.clock().astimezone().date()
            found = Checkup(office, today).impact(change, here.stop, session).appear
            return next((finding.why for finding in found if finding.weight != "hint"), "")

        try:
            why = await self.desk.ask(look)
        except RoadshowError as error:
            why = error.message
        self.board.blame(ghost, why)

    def _describe(self) -> None:
        here = self.shown
        if here is None or self.board.ghost is not None:
            return
        entry = self.board.entry
        first, second = agenda.details(here.plan, entry)
        said = [*first, *self._steps()]
        whole = [*said, *run_sheet.running(here.plan)]
        self.first.show(whole if _wide(whole) <= self.size.width else said)
        self.second.show(second)

    def _describe_ghost(self, ghost: Ghost) -> None:
        here = self.shown
        if here is None:
            return
        tone = "bad" if ghost.clash else "good"
        when = agenda.times(here.plan.wall(ghost.begin), here.plan.wall(ghost.end))
        length = agenda.length_said(ghost.end - ghost.begin)
        first = [Cell(f"» {when}", tone), Cell(length), Cell(here.plan.place(ghost.lane)), *self._steps()]
        if ghost.clash and self.has_class("-low"):  # there is one line, so the reason goes before all else
            first = [first[0], cell(f"✗ {ghost.clash}", "bad")]
        self.first.show(first)
        fine = Cell(_("fits") if ghost.moved else _("arrows move it, Enter puts it down, Esc leaves it"), "dim")
        title = Cell(ghost.entry.title, "strong")
        self.second.show([cell(f"✗ {ghost.clash}", "bad"), title] if ghost.clash else [title, fine])

    def _steps(self) -> list[Cell]:
        board, here = self.board, self.shown
        said = [Cell(_("steps of {minutes}").format(minutes=board.snap), "dim")]
        if here and board.one_room and len(here.plan.lanes) > 1:
            place = _("room {place} of {count}").format(place=board.lane + 1, count=len(here.plan.lanes))
            said.append(Cell(place, "dim"))
        return said


def _wide(cells: list[Cell]) -> int:
    return 1 + sum(columns(each.text) + len(BETWEEN) for each in cells)


def wish_of(ghost: Ghost) -> Wish:
    """Return where a ghost says that a session is to stand."""
    return Wish(ghost.entry, ghost.lane, ghost.begin, ghost.end, ghost.stretching)
