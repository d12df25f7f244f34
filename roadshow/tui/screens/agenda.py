"""The agenda of a stop: everything that changes a session. How it is shown is in `agenda_view`."""

from collections.abc import Mapping
from typing import ClassVar

from roadshow.api import (
    N_,
    Change,
    Office,
    Session,
    _,
    touring,
)
from roadshow.tui.keys import Act, bound
from roadshow.tui.lines import session as session_line
from roadshow.tui.presentation import agenda
from roadshow.tui.presentation.clashes import wished
from roadshow.tui.screens.agenda_saving import AgendaSaving
from roadshow.tui.screens.agenda_view import wish_of
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.form import Form
from roadshow.tui.screens.session_form import session_fields
from roadshow.tui.screens.typing import Typing
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.board import Board
from roadshow.tui.work import sessions

SHOWING = frozenset({"sheet", "stop", "other", "text"})
CHANGING = frozenset({"add", "stretch", "edit", "copy", "split", "swap", "push", "fix", "who", "when", "remove"})


class AgendaScreen(AgendaSaving):
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
        Act("agenda.text", "text", "", N_("Change this stop as text in your own editor")),
        Act("agenda.stop", "stop", N_("stop"), N_("Show the agenda of another stop")),
        Act("agenda.guests", "guests", "", N_("The guests of this stop")),
        Act("agenda.other", "other", "", N_("From the board to the run sheet and back")),
    )
    _draft = ""
    """A line that was typed and left, kept for the next time."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no other act while a session is lifted."""
        if action in CHANGING | SHOWING and self.is_mounted and self.board.ghost is not None:
            return False
        return super().check_action(action, parameters)

    def on_board_dropped(self, event: Board.Dropped) -> None:
        """Move or stretch the session: one change."""
        ghost, here = event.ghost, self.shown
        if here is None:
            return
        wish = wish_of(ghost)
        self.wanted = ghost.entry.session.id

        def make(office: Office, session: Session) -> Change:
            return wished(office.pen(), here.plan, wish, session, sessions.siblings(office, here.stop))

        start, until = here.plan.wall(ghost.begin), here.plan.wall(ghost.end)
        what = f"{ghost.entry.title}: {agenda.times(start, until)}"
        if ghost.clash:
            what = f"{what}, ! {ghost.clash.rstrip('.')}"
        self.change(ghost.entry, make, what, quiet=bool(ghost.clash))

    def on_board_opened(self) -> None:
        """Edit the session."""
        self.action_edit()

    def on_board_place_chosen(self, event: Board.PlaceChosen) -> None:
        """Add a session where somebody pointed."""
        if self.shown is not None:
            self.board.lane = event.lane
            self._add(f"{self.shown.plan.wall(event.minutes):%H:%M} 30m ")

    def on_board_menu_asked(self, event: Board.MenuAsked) -> None:
        """Offer what can be done with a session."""
        self._menu(event.x, event.y)

    def on_blocks_chosen(self) -> None:
        """Edit the session."""
        self.board.go(self.sheet.key)
        self.action_edit()

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done with a session."""
        self.board.go(event.key)
        self._menu(event.x, event.y)

    def action_add(self) -> None:
        """Ask for one line."""
        self._add(self._draft)

    def action_stretch(self, by: int) -> None:
        """Make the session longer or shorter by one step."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        length = entry.session.length + by * self.board.snap
        if length < 1:
            self.tell(_("It cannot be shorter than one step."))
            return
        what = f"{entry.title}: {agenda.length_said(length)}"
        self.change(entry, lambda office, session: sessions.resized(office, here.stop, session, length), what)

    def action_edit(self) -> None:
        """Show the session as a form."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        session = entry.session

        def take(lines: Mapping[str, str]) -> None:
            self.wanted = session.id
            self.save(lambda office: session_line.rewritten(office, here, session, lines))

        self.app.push_screen(Form(entry.title, session_fields(here.plan, entry), take))

    def action_copy(self) -> None:
        """Add the same session again."""
        entry, here = self.board.entry, self.shown
        if entry and here:
            what = _("Copied: {title}").format(title=entry.title)
            self.change(entry, lambda office, session: sessions.copied(office, here.stop, session), what, follow=True)

    def action_split(self) -> None:
        """Ask where to cut, and cut."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        session, parts = entry.session, here.parts_of(entry.session.id)
        half = max(session.length // 2 // self.board.snap * self.board.snap, 5)
        title = _("Cut “{title}” after how many minutes?").format(title=entry.title)
        self.ask(title, lambda office, text: session_line.cut(office, here.stop, session, text, parts), f"{half}")

    def action_swap(self) -> None:
        """Let the session and the next one change places."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        other = here.plan.following(entry)
        if other is None:
            self.tell(_("Nothing follows in this room."))
            return
        what = _("{title} and {other} changed places").format(title=entry.title, other=other.title)
        self.change(entry, lambda office, one: sessions.swapped(office, here.stop, one, other.session), what)

    def action_push(self) -> None:
        """Ask by how much, and push."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        session = entry.session
        title = _("Move “{title}” and what follows by how many minutes? -10 is earlier").format(title=entry.title)
        self.ask(
            title, lambda office, text: session_line.pushed(office, here.stop, session, text), str(self.board.snap)
        )

    def action_fix(self) -> None:
        """Fix the start, or let it float."""
        entry = self.board.entry
        if entry is not None:
            fixed = not entry.session.fixed
            what = _("{title} keeps its time") if fixed else _("{title} may move along")
            self.change(
                entry,
                lambda office, session: touring.amend(office.pen(), session, fixed=fixed),
                what.format(title=entry.title),
            )

    def action_who(self) -> None:
        """Ask who does what."""
        entry = self.board.entry
        if entry is None:
            return
        session, names = entry.session, agenda.named(entry.who) or _("nobody")
        title = _("Who is in “{title}”? Now: {names}").format(title=entry.title, names=names)
        hint = _("Sara de Wit · Sara: speaker · -Sara takes the part away")
        self.ask(title, lambda office, text: session_line.cast(office, session, text), "", hint)

    def action_when(self) -> None:
        """Ask when and where."""
        entry, here = self.board.entry, self.shown
        if entry is None or here is None:
            return
        session = entry.session
        title = _("When and where is “{title}”?").format(title=entry.title)
        self.ask(
            title,
            lambda office, text: session_line.placed(office, here.stop, session, text),
            f"{session.start:%H:%M}",
            _("14:15 @Room 2"),
        )

    def action_remove(self) -> None:
        """Remove the session and the parts in it."""
        entry, here = self.board.entry, self.shown
        if entry and here:
            parts = here.parts_of(entry.session.id)
            what = _("Removed: {title}").format(title=entry.title)
            self.change(entry, lambda office, session: sessions.removed(office, session, parts), what)

    def action_text(self) -> None:
        """Open the stop in the editor."""
        if self.shown is not None:
            from roadshow.tui.screens.as_text import edit_as_text  # noqa: PLC0415  brings the reader of plan files

            edit_as_text(self, self.shown.stop.id)

    def _add(self, value: str) -> None:
        here = self.shown
        if here is None:
            return
        room = here.plan.lanes[self.board.lane].room

        def take(text: str) -> None:
            self.save(lambda office: session_line.added(office, here.stop, text, room), follow=True)

        def left(text: str | None) -> None:
            self._draft = text or ""

        typing = Typing(
            _("Add a session: time, length, title, @room, #person"),
            read=lambda text: session_line.described(self.desk.office, here.stop, text, room),
            take=take,
            value=value,
            hint=_("10:30 45m Case discussion @Room 1 #Sara"),
        )
        self.app.push_screen(typing, left)

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
                await self.run_action(action if action.startswith("app.") else f"screen.{action}")

        self.app.push_screen(Choice(entry.title, self.with_commands(options), at=(x, y)), chosen)
