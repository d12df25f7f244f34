"""How a change to a session is saved: at once, with what it brought about said behind it."""

from collections.abc import Callable
from dataclasses import replace

from roadshow.api import Change, Entry, Office, RoadshowError, Session, Stop
from roadshow.tui.presentation import agenda
from roadshow.tui.screens.agenda_view import AgendaView
from roadshow.tui.screens.typing import Typing

Make = Callable[[Office, Session], Change]


class Noted:
    """A verb that remembers the change it made."""

    def __init__(self, verb: Callable[[Office], Change]) -> None:
        self._verb = verb
        self.change: Change | None = None

    def __call__(self, office: Office) -> Change:
        """Make the change."""
        made = self._verb(office)
        self.change = replace(made, edits=tuple(made.edits))
        return self.change

    @property
    def new_session(self) -> str:
        """The session that the change adds, by id; empty where it adds none."""
        edits = self.change.edits if self.change else ()
        return next((edit.after.id for edit in edits if edit.before is None and isinstance(edit.after, Session)), "")


class AgendaSaving(AgendaView):
    """Saves what is changed in an agenda."""

    def done(self, entry: Entry | None, what: str = "") -> None:
        """Say what was done; notes about earlier changes make room, since there may be many in a row."""
        self.app.clear_notifications()
        super().done(entry, what)

    def ask(self, title: str, verb: Callable[[Office, str], Change], value: str, hint: str = "") -> None:
        """Ask for a line, and do what it says."""

        def take(text: str) -> None:
            self.save(lambda office: verb(office, text))

        self.app.push_screen(Typing(title, read=lambda _text: "", take=take, value=value, hint=hint, replace=True))

    def save(self, verb: Callable[[Office], Change], *, follow: bool = False) -> None:
        """Save what a line or a form says; what is refused is raised, so that it is said there."""
        noted = Noted(verb)
        entry = self.desk.do(noted)
        if follow:
            self.wanted = noted.new_session
        self.done(entry)
        self._look_after(noted)

    def change(self, entry: agenda.Entry, make: Make, what: str, *, follow: bool = False, quiet: bool = False) -> None:
        """Run a verb on a session, once more on the newest where somebody else changed it meanwhile.

        A `quiet` one brings about nothing that was not said before.
        """
        noted = Noted(lambda office: make(office, entry.session))

        def verb(office: Office) -> Change:
            change = noted(office)
            if follow:
                self.wanted = noted.new_session
            return change

        def again(office: Office) -> Change:
            return make(office, office.store.get(Session, entry.session.id) or entry.session)

        if self.run(verb, what, again=again) and not quiet:
            self._look_after(noted)

    def _look_after(self, noted: Noted) -> None:
        """Ask the checker what a saved change brought about; the screen goes on meanwhile."""
        if self.shown is not None and noted.change is not None and noted.change.edits:
            self.run_worker(self._brought(noted.change, self.shown.stop), group="aftermath", exclusive=True)

    async def _brought(self, change: Change, stop: Stop) -> None:
        try:
            line = await self.desk.watch.aftermath(tuple(change.edits), stop)
        except RoadshowError:
            return  # the checker's settings cannot be read: the findings say so
        if line:
            self.tell(f"! {line}")
