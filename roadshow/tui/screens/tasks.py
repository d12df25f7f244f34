"""The tasks of all stops: late first, ticked off, given to somebody, moved and added in one line."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult

from roadshow.api import (
    N_,
    Change,
    Office,
    Query,
    RoadshowError,
    Stop,
    Task,
    _,
    ngettext,
    tasking,
    touring,
)
from roadshow.tui.keys import Act, bound
from roadshow.tui.lines import task as task_line
from roadshow.tui.places import Place
from roadshow.tui.presentation import tasks
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.tasks import TaskRow
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Option
from roadshow.tui.screens.lists import ListScreen
from roadshow.tui.sources.steady import SteadySource
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.rows import Rows

COLUMNS = (
    Column("due", N_("Due"), tasks.when, ("due",), least=17, share=1, most=20, field="due", typed=tasks.due_typed),
    Column("from", N_("T"), tasks.from_stop, ("offset",), least=5, rank=2, field="due", typed=tasks.due_typed),
    Column("away", N_("Days"), tasks.away, ("due",), least=13, rank=4),
    Column("title", N_("Task"), tasks.title, ("title",), least=18, share=9, most=72, field="title"),
    Column("stop", N_("Stop"), tasks.stop, ("stop",), least=12, share=3, most=34, rank=3),
    Column("owner", N_("Who"), tasks.owner, ("owner",), least=9, share=1, most=22, rank=1, field="owner"),
    Column("notes", N_("Notes"), tasks.notes, ("notes",), least=16, share=1, most=50, rank=9, field="notes"),
)


class TasksScreen(ListScreen):
    """What is to be done."""

    NAME = "tasks"
    CSS_PATH = "tasks.tcss"
    BINDINGS: ClassVar = bound(
        Act("tasks.tick", "tick", N_("tick"), N_("Tick these tasks off, or open them again")),
        Act("tasks.give", "give", N_("assign"), N_("Say who does these tasks")),
        Act("tasks.move", "move", N_("move"), N_("Move these tasks to another day, or so many days from the stop")),
        Act("tasks.add", "add", N_("add"), N_("Add a task by typing one line")),
        Act("tasks.done", "done", N_("show done"), N_("Show what is done as well, or leave it out")),
        Act("tasks.stop", "stop", "", N_("Go to the stop of this task")),
        Act("tasks.remove", "remove", "", N_("Remove these tasks")),
    )

    def body(self) -> ComposeResult:
        """Yield the list."""
        self._every = False
        self._source: SteadySource[TaskRow] = SteadySource(
            self.desk,
            COLUMNS,
            self._load,
            lambda row: row.task.id,
            tasks.words,
            empty=N_("Nothing to do here. n adds a task."),
            sorts={
                "from": lambda row: (row.task.offset is None, row.task.offset or 0),
                "away": lambda row: (row.due.days is None, row.due.days or 0),
                "stop": lambda row: (row.stop is None, row.stop.start.isoformat() if row.stop else ""),
            },
            count=tasks.counted,
        )
        self.listing = Listing(self._source)
        self.listing.filter.placeholder = _("/ to filter: words of the task, the stop, who does it, late")
        yield self.listing

    def arrive(self, place: Place) -> None:
        """Show the list, with the cursor on a task."""
        self.heading.show(_("Tasks of all stops"))
        if place.text:
            self.listing.text = place.text
        if place.row:
            self.listing.ask(self._source.number(place.row))
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the filter and the task under the cursor."""
        row = self.listing.rows.row
        return Place("tasks", text=self.listing.text, row=row.task.id if row else "")

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with tasks."""
        return (
            Option("x", _("Tick off, or open again"), "screen.tick"),
            Option("a", _("Assign …"), "screen.give"),
            Option("m", _("Move …"), "screen.move"),
            Option("g", _("Go to the stop"), "screen.stop"),
            Option("r", _("Remove"), "screen.remove"),
        )

    def edit(self, event: Listing.Edited) -> tuple[Callable[[Office, Any], Change], Any]:
        """Change a field of a task."""
        text = event.text.strip()
        field = event.column.field
        details = task_line.read_due(text, self._today()) if field == "due" else {field: text}
        return lambda office, record: tasking.amend_task(office.pen(), record, **details), event.row.task

    def who(self, count: int) -> str:
        """Return the title of the task, or how many."""
        row = self.listing.rows.row
        if count == 1 and row is not None and not self.listing.rows.marks:
            return cell(row.task.title).text
        return ngettext("{count} task", "{count} tasks", count).format(count=count)

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]
        """Tick by Enter or a double click, in place of the menu."""
        event.prevent_default()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick off what is chosen; where all of it is done, open it again."""
        chosen = self._chosen(self.listing.rows.chosen())
        done = not all(task.done for task in chosen)
        words = N_("{who} done") if done else N_("{who}: to do again")
        self.with_keys(
            lambda office, keys: task_line.together(
                office,
                self._chosen(keys),
                lambda task: tasking.done(office.pen(), task, done=done),
                task_line.TICKED if done else task_line.OPENED,
            ),
            lambda count: _(words).format(who=self.who(count)),
            unmark=True,
        )

    def action_give(self) -> None:
        """Ask who does them."""
        chosen = self._chosen(self.listing.rows.chosen())
        if not chosen:
            return
        keys = self.listing.rows.chosen()

        def given(owner: str) -> bool:
            who = "" if owner == "-" else owner
            return self._do(
                keys,
                lambda office, task: tasking.amend_task(office.pen(), task, owner=who),
                task_line.GIVEN,
                _("{who}: {owner}").format(who=self.who(len(keys)), owner=who or _("nobody")),
                owner=who,
            )

        title = _("Who does {tasks}?").format(tasks=self.who(len(keys)))
        ask_until(self, title, given, value=chosen[0].owner, hint=_("a name; - for nobody"))

    def action_move(self) -> None:
        """Ask for another day."""
        keys = self.listing.rows.chosen()
        row = self.listing.rows.row
        if not keys or row is None:
            return

        def moved(text: str) -> bool:
            try:
                details = task_line.read_due("" if text == "-" else text, self._today())
            except RoadshowError as error:
                self.refuse(error)
                return False
            return self._do(
                keys,
                lambda office, task: tasking.amend_task(office.pen(), task, **details),
                task_line.MOVED,
                _("{who} moved to {day}").format(who=self.who(len(keys)), day=cell(text).text),
            )

        title = _("When is {tasks} due?").format(tasks=self.who(len(keys)))
        ask_until(self, title, moved, value=tasks.due_typed(row), hint=_("T-21, T+7 or a day such as 1-3; - for none"))

    def action_add(self) -> None:
        """Ask for a line, and add a task."""
        row = self.listing.rows.row
        stop_id = (row.task.stop_id if row else None) or self.journey.stop_id or None
        roadshow_id = row.task.roadshow_id if row else ""
        stop = self.desk.office.store.get(Stop, stop_id) if stop_id else None

        def typed(text: str) -> bool:
            try:
                line = task_line.read_line(text, self._today())
            except RoadshowError as error:
                self.refuse(error)
                return False
            title = _("{task} added").format(task=cell(line.title).text)
            return self.run(lambda office: task_line.added(office, line, stop_id, roadshow_id), title)

        where = _("Without @ it is for {stop}.").format(stop=cell(stop.title).text) if stop else ""
        title = _("New task") + "  " + where
        ask_until(self, title.strip(), typed, hint=_("Book the hall @crooswijk T-60 #Sara"))

    def action_done(self) -> None:
        """Show what is done as well, or not."""
        self._every = not self._every
        self.listing.ask()

    def action_stop(self) -> None:
        """Go to the stop of a task."""
        row = self.listing.rows.row
        if row is not None and row.stop is not None:
            self.journey.go(Place("programme", row=row.stop.id))
        else:
            self.tell(_("This task is for the whole roadshow."))

    def action_remove(self) -> None:
        """Remove what is chosen; undo brings it back."""
        self.with_keys(
            lambda office, keys: task_line.together(
                office, self._chosen(keys), lambda task: touring.remove(office.pen(), task), task_line.REMOVED
            ),
            lambda count: _("{who} removed").format(who=self.who(count)),
            unmark=True,
        )

    def _do(
        self, keys: Sequence[int], verb: Callable[[Office, Task], Change], text: str, what: str, **values: str
    ) -> bool:
        done = self.run(
            lambda office: task_line.together(
                office, self._chosen(keys), lambda task: verb(office, task), text, **values
            ),
            what,
        )
        if done:
            self.listing.rows.action_mark_none()
        return done

    def _chosen(self, keys: Sequence[int]) -> list[Task]:
        return [row.task for row in self._source.rows(keys)]

    def _today(self) -> date:
        return self.desk.office.clock().astimezone().date()

    def _load(self, office: Office) -> Sequence[TaskRow]:
        """Read the tasks that are shown, in the order of work."""
        store, today = office.store, office.clock().astimezone().date()
        query = Query(Task, order=("n",), limit=None)
        found = list(store.each(query if self._every else query.where(done=0)))
        stops = {stop.id: stop for stop in store.each(Query(Stop, order=("start",), limit=None))}
        agenda = tasking.task_agenda(found, stops, today)
        return [TaskRow(row, stops.get(row.task.stop_id or ""), today) for row in agenda]
