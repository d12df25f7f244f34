"""What the programme shows: the route, all stops side by side or the months; and below, the next tasks or one stop."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from roadshow.api import Query, Roadshow, RoadshowError, Stop, Task, ngettext, tasking
from roadshow.tui.keys import shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import about, months, programme
from roadshow.tui.presentation.about import Gaps, Shown
from roadshow.tui.presentation.cells import Block, Cell
from roadshow.tui.presentation.months import Diary
from roadshow.tui.presentation.programme import StopRow
from roadshow.tui.reading import programme as reading
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.line import Line
from roadshow.tui.widgets.months import Months

NEXT = 12
BEGIN = "begin"
"""The key of the line that stands there while there is no stop."""
ROUTE, MONTHS, TABLE = VIEWS = ("route", "months", "table")
SOON = 0.3
"""Seconds after a change or the first picture until it is read what stops still lack."""
STAY = 0.15
"""Seconds that the cursor stays on a stop before plugins are asked about it."""


class ProgrammeView(AreaScreen):
    """The programme without its keys."""

    def body(self) -> ComposeResult:
        """Yield the route, and the tasks. What else there is comes when it is first shown."""
        self._view = ROUTE
        self._roadshows: list[Roadshow] | None = None
        self._stops: dict[str, Stop] = {}
        self._counted: dict[str, list[StopRow]] = {}
        self._due: tuple[tasking.DueTask, ...] = ()
        self._gaps: Gaps | None = None
        self._names: dict[int, reading.Names] = {}
        self._diary: Diary = {}
        self._panels: dict[str, Sequence[Shown]] = {}
        self._wanted = ""
        self._read_at: tuple[int, date] | None = None
        self._looking: Timer | None = None
        self._asking: Timer | None = None
        self._route = Blocks(id="route")
        self._tasks = Blocks(id="tasks")
        self._head = Line(id="taskhead")
        self._about: Blocks | None = None
        self._months: Months | None = None
        self._legend = Line(id="legend")
        with Container(id="halves"):
            yield self._route
            with Container(id="todo"), Container(id="next"):
                yield self._head
                yield self._tasks

    def arrive(self, place: Place) -> None:
        """Show the programme, with the cursor on a stop."""
        self._wanted = place.row
        if self._read_at == self._stand():
            self._show(place.row)
        else:
            self._read(place.row)
        if place.text in VIEWS and place.text != self._view:
            self._turn_to(place.text)
        if self._months is not None and place.row in self._stops:
            self._months.go(self._stops[place.row].start.date())
        if self.focused is None:
            self._main().focus()
        self.call_after_refresh(self._look_soon)

    def here(self) -> Place:
        """Return the stop under the cursor, and the view where it is not the route."""
        return Place("programme", row=self.stop_id, text="" if self._view == ROUTE else self._view)

    def refreshed(self) -> None:
        """Read again."""
        self._read()
        self._look_soon()

    @property
    def stop_id(self) -> str:
        """The stop that the cursor means: under it, or on its day; empty where there is none."""
        pane = self._about
        if pane is not None and pane.has_focus and pane.key.startswith("stop:"):
            return pane.key.partition(":")[2]
        if self._view != MONTHS or self._months is None:
            return self._route.key if self._route.key != BEGIN else ""
        found = self._diary.get(self._months.cursor)
        return found.stops[0].id if found and found.stops else ""

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def on_months_turned(self) -> None:
        """Name the days that came into view."""
        self._name_days()
        self._tell_legend()

    def on_months_moved(self) -> None:
        """Show what is on the day."""
        self._moved()

    def _main(self) -> Blocks | Months:
        return self._months if self._view == MONTHS and self._months is not None else self._route

    def _turn_to(self, view: str) -> None:
        """Show another view; the months are made when they are first shown."""
        stop = self._stops.get(self.stop_id)
        self._view = view
        if view == MONTHS and self._months is None:
            self._months = Months(stop.start.date() if stop else self._today(), self._today(), id="months")
            box = Container(self._months, self._legend, id="calendar")
            self.query_one("#halves").mount(box, before="#todo")
        elif view == MONTHS and self._months is not None and stop is not None:
            self._months.go(stop.start.date())
        self.set_class(view == MONTHS, "-months")
        self.set_class(view != ROUTE, "-across")
        self._side(about=view == MONTHS)
        if view == MONTHS:
            self._keep_diary()
        self.call_after_refresh(self._turned, stop.id if stop else "")

    def _turned(self, stop_id: str) -> None:
        """Write all lines for the room that each part has now."""
        self._show(stop_id)
        self.on_months_turned()
        self._main().focus()

    def _side(self, *, about: bool) -> None:
        """Show one stop or day below, or the next tasks; where there is room both are shown anyway."""
        self.set_class(about, "-about")
        if about:
            self._pane()
        self.call_after_refresh(self._show)

    def _pane(self) -> Blocks:
        if self._about is None:
            self._about = Blocks(id="about")
            self.query_one("#todo").mount(self._about)
        return self._about

    def _moved(self) -> None:
        """Follow the cursor: other areas open on its stop, and it is shown what that stop lacks."""
        self.journey.stop_id = self.stop_id or self.journey.stop_id
        self._show_about()
        self._ask_soon()

    def _stand(self) -> tuple[int, date]:
        """Return what tells whether all that was read still holds."""
        return self.desk.office.store.last_number(), self._today()

    def _read(self, row: str = "") -> None:
        self._read_at = self._stand()
        office = self.desk.office
        store = office.store
        self._stops = {stop.id: stop for stop in store.each(Query(Stop, order=("start",), limit=None))}
        self._roadshows = list(store.each(Query(Roadshow, order=("n",), limit=None)))
        self._counted = reading.stop_rows(office, self._stops.values())
        open_tasks = store.each(Query(Task, order=("n",), limit=None).where(done=0))
        self._due = tasking.task_agenda(open_tasks, self._stops, self._today())
        self._panels.clear()
        if self._months is not None:
            self._keep_diary()
        count = len(self._stops)
        self.heading.show(ngettext("Programme, {count} stop", "Programme, {count} stops", count).format(count=count))
        self._show(row)

    def _show(self, row: str = "") -> None:
        row = row or self._wanted
        if self._route.wide and self._roadshows is not None:
            self._route.show(self._lines(self._route.wide), row)
            self._wanted = ""
        self._head.show(programme.due(self._due))
        if self._tasks.wide:
            self._tasks.show(programme.tasks(self._due[:NEXT], self._stops, self._tasks.wide))
        self.journey.stop_id = self.stop_id or self.journey.stop_id
        self._show_about()

    def _lines(self, width: int) -> list[Block]:
        if self._view == TABLE:
            rows = [row for several in self._counted.values() for row in several]
            return programme.table(rows, width, self._today(), self._gaps)
        lines = programme.route(self._roadshows or (), self._counted, width, self._today(), self._gaps)
        return lines if self._stops else [*lines, Block(BEGIN, ((Cell(self.nothing_yet(), "dim"),),), once=True)]

    def _show_about(self) -> None:
        if self._gaps is None and self._view != MONTHS and not self.has_class("-about"):
            return
        pane, today = self._pane(), self._today()
        width, stop = pane.wide, self._stops.get(self.stop_id)
        if not width:
            return
        blocks: list[Block] = []
        alone = False
        if self._view == MONTHS and self._months is not None:
            day = self._months.cursor
            found = self._diary.get(day)
            blocks += months.on_day(day, found, today, width)
            alone = found is not None and len(found.stops) == 1
        if stop is not None:
            blocks += about.of_stop(
                stop, self._gaps, today, width, named=not alone, key=shown(self.app_keys("blocks.open"))
            )
            blocks += about.of_plugins(self._panels.get(stop.id, ()), width)
        pane.show([*blocks, *about.of_plugins(self._panels.get("", ()), width)])

    def _keep_diary(self) -> None:
        self._diary = months.diary(self._stops.values(), reading.kept(self.desk.office, self._stops), self._due)
        for names in self._names.values():
            months.name(self._diary, names)
        if self._months is not None:
            self._months.show(self._diary)
            self._tell_legend()
            self._name_days()

    def _tell_legend(self) -> None:
        if self._months is not None and self._months.size.width:
            first, last = self._months.span
            days = [found for day, found in self._diary.items() if first <= day <= last]
            today = first <= self._today() <= last
            self._legend.show(months.legend(days, today=today), months.legend(days, today=today, short=True))

    def _name_days(self) -> None:
        """Name the days of the years in view, in the reading thread; the months stand there without names until then."""
        if self._months is None or not self._months.size.width:
            return
        first, last = self._months.span
        missing = [year for year in range(first.year, last.year + 1) if year not in self._names]
        if missing:
            self.run_worker(self._gather_names(missing), group="names")

    async def _gather_names(self, years: Sequence[int]) -> None:
        try:
            found = await self.desk.ask(lambda office: reading.names_of(office, years))
        except RoadshowError as error:
            self.refuse(error)
            found = {}
        for year in years:
            self._names[year] = {day: names for day, names in found.items() if day.year == year}
        self._keep_diary()
        self._show_about()

    def _look_soon(self) -> None:
        """Read what the stops still lack a moment after the last change; the screen never waits for it."""
        if not self.desk.unasked:
            return
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(SOON, lambda: self.run_worker(self._look(), group="gaps", exclusive=True))
        self._ask_soon(SOON)

    async def _look(self) -> None:
        try:
            self._gaps = await self.desk.watch.readiness()
        except RoadshowError:
            return
        self._show()

    def _ask_soon(self, patience: float = STAY) -> None:
        if self._asking is not None:
            self._asking.stop()
        if not self.desk.unasked:
            return
        wanted = [stop_id for stop_id in dict.fromkeys((self.stop_id, "")) if stop_id not in self._panels]
        if wanted:
            self._asking = self.set_timer(
                patience, lambda: self.run_worker(self._gather_panels(wanted), group="panels", exclusive=True)
            )

    async def _gather_panels(self, wanted: Sequence[str]) -> None:
        """Ask plugins, in a thread that may take its time; what they complain of is told."""
        known: Mapping[str, Sequence[Shown]] = self._panels
        for stop_id in wanted:
            found, notices = await self.desk.aside.ask(partial(reading.panels_of, stop_id))
            if known is self._panels:
                self._panels[stop_id] = found
            for notice in notices:
                self.tell(notice.message, hint=notice.hint)
            self._show_about()

    def _today(self) -> date:
        return self.desk.office.clock().astimezone().date()
