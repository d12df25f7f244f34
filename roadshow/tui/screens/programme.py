"""Home: the roadshows and their stops as a route, and the next tasks."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from roadshow.api import (
    N_,
    Office,
    Query,
    Roadshow,
    Stop,
    StopStatus,
    Task,
    Venue,
    _,
    guests_of,
    ngettext,
    tasking,
    touring,
)
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation import programme
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.programme import StopRow
from roadshow.tui.reading import coming
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.line import Line

NEXT = 12


class ProgrammeScreen(AreaScreen):
    """All stops, and what is to be done next."""

    NAME = "programme"
    CSS_PATH = "programme.tcss"
    BINDINGS: ClassVar = bound(
        Act("programme.guests", "guests", N_("guests"), N_("The guests of this stop")),
        Act("programme.agenda", "agenda", N_("agenda"), N_("The agenda of this stop")),
        Act("programme.status", "status", N_("status"), N_("Say how sure this stop is")),
        Act("programme.other", "other", N_("tasks"), N_("From the stops to the tasks and back")),
        Act("programme.tick", "tick", N_("tick"), N_("Tick this task off")),
    )

    def body(self) -> ComposeResult:
        """Yield the route, and the tasks."""
        self._roadshows: list[Roadshow] | None = None
        self._stops: dict[str, Stop] = {}
        self._counted: dict[str, list[StopRow]] = {}
        self._due: tuple[tasking.DueTask, ...] = ()
        self._wanted = ""
        self._route = Blocks(id="route")
        self._tasks = Blocks(id="tasks")
        self._head = Line(id="taskhead")
        with Container(id="halves"):
            yield self._route
            with Container(id="todo"):
                yield self._head
                yield self._tasks

    def arrive(self, place: Place) -> None:
        """Show the route, with the cursor on a stop."""
        self._wanted = place.row
        self._read(place.row)
        if self.focused is None:
            self._route.focus()

    def here(self) -> Place:
        """Return the stop under the cursor."""
        return Place("programme", row=self._route.key)

    def refreshed(self) -> None:
        """Read again."""
        self._read()

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Open a stop, or tick a task off."""
        if event.blocks is self._route:
            self.action_guests()
        else:
            self.action_tick()

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Remember the stop, so that other areas open on it."""
        if event.blocks is self._route:
            self.journey.stop_id = event.key

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done with a stop or a task."""
        if event.blocks is self._route:
            options = [
                Option("g", _("Guests"), "screen.guests"),
                Option("a", _("Agenda"), "screen.agenda"),
                Option("s", _("Status …"), "screen.status"),
            ]
        else:
            options = [Option("x", _("Tick off"), "screen.tick")]

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(Choice(_("What now?"), options, at=(event.x, event.y)), chosen)

    def action_agenda(self) -> None:
        """Go to the agenda of the stop under the cursor."""
        if self._route.key:
            self.journey.go(Place("agenda", self._route.key))

    def action_guests(self) -> None:
        """Go to the guests of the stop under the cursor."""
        if self._route.key:
            self.journey.go(Place("guests", self._route.key))

    def action_status(self) -> None:
        """Ask how sure the stop is."""
        stop = self.desk.office.store.get(Stop, self._route.key)
        if stop is None:
            return
        words = [(status, sign, _(word)) for status, (sign, word, _tone) in programme.STATUS.items()]
        options = [Option(str(place), f"{sign} {word}", status) for place, (status, sign, word) in enumerate(words, 1)]

        def chosen(status: str | None) -> None:
            if status:
                wanted = StopStatus(status)
                said = f"{cell(stop.title).text}: {_(programme.STATUS[wanted][1])}"
                self.run(
                    lambda office: touring.set_status(office.pen(), stop, wanted),
                    said,
                    again=lambda office: touring.set_status(
                        office.pen(), office.store.get(Stop, stop.id) or stop, wanted
                    ),
                )

        self.app.push_screen(Choice(cell(stop.title).text, options), chosen)

    def action_other(self) -> None:
        """Go from the stops to the tasks, and back."""
        (self._tasks if self._route.has_focus else self._route).focus()

    def action_tick(self) -> None:
        """Tick the task under the cursor off."""
        task = self.desk.office.store.get(Task, self._tasks.key) if self._tasks.has_focus else None
        if task is not None:
            said = _("Done: {task}").format(task=cell(task.title).text)
            self.run(lambda office: tasking.done(office.pen(), task), said)

    def _read(self, row: str = "") -> None:
        office = self.desk.office
        store = office.store
        self._stops = {stop.id: stop for stop in store.each(Query(Stop, order=("start",), limit=None))}
        self._roadshows = list(store.each(Query(Roadshow, order=("n",), limit=None)))
        self._counted = self._rows(self._stops)
        open_tasks = store.each(Query(Task, order=("n",), limit=None).where(done=0))
        self._due = tasking.task_agenda(open_tasks, self._stops, self._today())
        count = len(self._stops)
        self.heading.show(ngettext("Programme, {count} stop", "Programme, {count} stops", count).format(count=count))
        self._show(row)

    def _show(self, row: str = "") -> None:
        row = row or self._wanted
        if self._route.wide and self._roadshows is not None:
            width = self._route.wide
            self._route.show(programme.route(self._roadshows, self._counted, width, self._today()), row)
            self._head.show(programme.due(self._due))
            self._tasks.show(programme.tasks(self._due[:NEXT], self._stops, self._tasks.wide))
            self.journey.stop_id = self._route.key
            self._wanted = ""

    def _today(self) -> date:
        return self.desk.office.clock().astimezone().date()

    def _rows(self, stops: dict[str, Stop]) -> dict[str, list[StopRow]]:
        office: Office = self.desk.office
        venues = {venue.id: venue.name for venue in office.store.each(Query(Venue, limit=None))}
        rows: dict[str, list[StopRow]] = {}
        for stop in stops.values():
            states = office.store.tally(guests_of(stop.id), "state")
            row = StopRow(stop, venues.get(stop.venue_id or "", ""), states, coming(office, stop.id))
            rows.setdefault(stop.roadshow_id, []).append(row)
        return rows
