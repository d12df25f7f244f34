"""Home: the roadshows and their stops as a route, as months or side by side; what they still lack, and the next tasks."""

from collections.abc import Sequence
from typing import ClassVar

from roadshow.api import N_, Booking, Person, Query, Roadshow, Stop, StopStatus, Task, Venue, _, tasking, touring
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import programme
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.choice import Choice, Option, lettered
from roadshow.tui.screens.programme_view import BEGIN, MONTHS, VIEWS, ProgrammeView
from roadshow.tui.screens.stop_form import ask_new_stop, ask_organiser, ask_stop
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.months import Months

MENDED = {
    "venue-not-firm": "venues", "no-key-holder": "venues", "not-step-free": "venues",
    "step-free-unknown": "venues", "no-agenda": "agenda", "no-leader": "agenda", "part-unconfirmed": "agenda",
    "no-guests": "guests", "not-invited": "make", "places-free": "guests", "crew-silent": "guests", "outdated": "guests",
    "unreachable": "guests", "task-overdue": "tasks",
}  # fmt: skip
"""The area where a gap is mended; others are looked up among the findings."""


class ProgrammeScreen(ProgrammeView):
    """All stops, what each still lacks, and what is to be done next."""

    NAME = "programme"
    CSS_PATH = "programme.tcss"
    BINDINGS: ClassVar = bound(
        Act("programme.guests", "guests", N_("guests"), N_("The guests of this stop")),
        Act("programme.view", "view", N_("view"), N_("Show the route, the months, or all stops side by side")),
        Act("programme.about", "about", N_("gaps"), N_("What this stop still lacks, or the next tasks")),
        Act("programme.agenda", "agenda", N_("agenda"), N_("The agenda of this stop")),
        Act("programme.status", "status", N_("status"), N_("Say how sure this stop is")),
        Act("programme.add", "add", N_("add"), N_("Add a stop")),
        Act(
            "programme.change",
            "change",
            N_("change"),
            N_("Change when and where this stop is, its title and its places"),
        ),
        Act(
            "programme.organiser",
            "organiser",
            N_("organiser"),
            N_("Say who organises this roadshow, and from which e-mail address"),
        ),
        Act("programme.text", "text", "", N_("Change this stop as text in your own editor")),
        Act("programme.other", "other", N_("tasks"), N_("From the stops to what stands below, and back")),
        Act("programme.tick", "tick", N_("tick"), N_("Tick this task off")),
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to tick where a task is under the cursor, and not among the stops."""
        if action == "tick":
            return self.focused is not None and self.focused is not self.__dict__.get("_route")
        return super().check_action(action, parameters)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Open a stop, tick a task off, or go where a line leads."""
        if event.key == BEGIN:
            self._begin()
        elif event.blocks is self._route:
            self.action_guests()
        elif event.blocks is self._tasks:
            self.action_tick()
        else:
            self._follow(event.key)

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Remember the stop, so that other areas open on it."""
        if event.blocks is self._route:
            self._moved()

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done with a stop or a task."""
        if event.blocks is self._tasks or event.key.startswith("task:"):
            self._menu([Option("x", _("Tick off"), "screen.tick")], event.x, event.y)
        elif event.key == BEGIN:
            self._begin((event.x, event.y))
        elif event.blocks is self._route or event.key.startswith("stop:"):
            self._stop_menu(event.x, event.y)

    def on_months_menu_asked(self, event: Months.MenuAsked) -> None:
        """Offer what can be done with the stop of a day."""
        if self.stop_id:
            self._stop_menu(event.x, event.y)

    def on_months_opened(self, event: Months.Opened) -> None:
        """Open what is on the day; ask where there is more than one thing."""
        found = self._diary.get(event.day)
        options = []
        if found is not None:
            options += [(stop.title, f"stop:{stop.id}") for stop in found.stops]
            options += [
                (_("{venue}: hold").format(venue=one.venue), f"booking:{one.booking.id}") for one in found.ending
            ]
            options += [(row.task.title, f"task:{row.task.id}") for row in found.due]
        if not options:
            self.tell(_("Nothing is on this day."))
        elif len(options) == 1:
            self._follow(options[0][1])
        else:
            title = programme.short_day(event.day, year=True)
            self.app.push_screen(Choice(title, lettered(options)), self._follow)

    def in_hand(self, kind: type[Stop] | type[Person]) -> Sequence[str]:
        """Return the stop under the cursor."""
        return (self.stop_id,) if kind is Stop and self.stop_id else ()

    def action_view(self) -> None:
        """Show the next view."""
        self._turn_to(VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)])

    def action_about(self) -> None:
        """Show what the stop lacks in place of the tasks, or the other way round."""
        self._side(about=not self.has_class("-about"))
        if self.focused is not None and not self.focused.display:
            self._main().focus()

    def action_agenda(self) -> None:
        """Go to the agenda of the stop under the cursor."""
        if self.stop_id:
            self.journey.go(Place("agenda", self.stop_id))

    def action_guests(self) -> None:
        """Go to the guests of the stop under the cursor."""
        if self.stop_id:
            self.journey.go(Place("guests", self.stop_id))

    def action_status(self) -> None:
        """Ask how sure the stop is."""
        stop = self.desk.office.store.get(Stop, self.stop_id)
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

    def nothing_yet(self) -> str:
        """Say what to press where there is no stop yet, and a roadshow that it can be of."""
        if self._roadshow() is None:
            return super().nothing_yet()
        return _("No stop yet: {add} adds one, {template} begins from a template, {tour} shows you around").format(
            add=shown(self.app_keys("programme.add")),
            template=shown(self.app_keys("begin.template")),
            tour=shown(self.app_keys("app.tour")),
        )

    def action_add(self) -> None:
        """Ask for a new stop."""
        roadshow = self._roadshow()
        if roadshow is None:
            self.tell(self.nothing_yet())
        else:
            ask_new_stop(self, roadshow)

    def action_change(self) -> None:
        """Show what stands in the stop under the cursor, to be typed over."""
        stop = self.desk.office.store.get(Stop, self.stop_id) if self.stop_id else None
        if stop is not None:
            ask_stop(self, stop)

    def action_organiser(self) -> None:
        """Show who organises, to be typed over."""
        roadshow = self._roadshow()
        if roadshow is not None:
            ask_organiser(self, roadshow)

    def _roadshow(self) -> Roadshow | None:
        """Return the roadshow of the stop under the cursor, else the newest; None where there is none."""
        store = self.desk.office.store
        stop = store.get(Stop, self.stop_id) if self.stop_id else None
        if stop is not None:
            return store.get(Roadshow, stop.roadshow_id)
        every = tuple(store.each(Query(Roadshow, order=("n",), limit=None)))
        return every[-1] if every else None

    def action_text(self) -> None:
        """Open the stop under the cursor in the editor."""
        from roadshow.tui.screens.as_text import edit_as_text  # noqa: PLC0415  brings the reader of plan files

        edit_as_text(self, self.stop_id)

    def action_other(self) -> None:
        """Go from the stops to what stands below, one after the other, and back."""
        chain = [one for one in (self._main(), self._tasks, self._about) if one is not None and one.size.height]
        place = chain.index(self.focused) if self.focused in chain else -1
        chain[(place + 1) % len(chain)].focus()

    def action_tick(self) -> None:
        """Tick the task under the cursor off."""
        key = self._tasks.key if self._tasks.has_focus else ""
        if self._about is not None and self._about.has_focus:
            kind, _colon, name = self._about.key.partition(":")
            key = name if kind == "task" else ""
        task = self.desk.office.store.get(Task, key) if key else None
        if task is not None:
            said = _("Done: {task}").format(task=cell(task.title).text)
            self.run(lambda office: tasking.done(office.pen(), task), said)

    def _follow(self, key: str | None) -> None:
        """Go where a line of the pane leads."""
        kind, _colon, name = (key or "").partition(":")
        if kind == "stop":
            self.journey.go(Place("guests", name))
        elif kind == "task":
            self.journey.go(Place("tasks", row=name))
        elif kind == "booking":
            held = self.desk.office.store.get(Booking, name)
            self.journey.go(Place("venues", row=held.venue_id if held else ""))
        elif kind == "gap":
            self._mend(name)

    def _mend(self, code: str) -> None:
        stop = self._stops.get(self.stop_id)
        if stop is None:
            return
        if code == "organiser-missing":
            self.action_organiser()
            return
        if code in {"no-contact", "no-venue"}:
            ask_stop(self, stop)
            return
        area = MENDED.get(code, "findings")
        if area == "venues":
            venue = self.desk.office.store.get(Venue, stop.venue_id) if stop.venue_id else None
            self.journey.go(Place("venues", row=venue.id if venue else ""))
        elif area in {"agenda", "guests", "make"}:
            self.journey.go(Place(area, stop.id))
        else:
            self.journey.go(Place(area, stop.id, stop.slug))

    def _stop_menu(self, x: int, y: int) -> None:
        several = [
            Option("g", _("Guests"), "screen.guests"),
            Option("a", _("Agenda"), "screen.agenda"),
            Option("s", _("Status …"), "screen.status"),
            Option("c", _("Change …"), "screen.change"),
            Option("n", _("Add a stop …"), "screen.add"),
            Option("o", _("Who organises …"), "screen.organiser"),
            Option("e", _("As text …"), "screen.text"),
        ]
        if self._view != MONTHS:
            several.append(Option("i", _("What it still lacks"), "screen.about"))
        self._menu(list(self.with_commands(several)), x, y)

    def _begin(self, at: tuple[int, int] = (2, 3)) -> None:
        """Offer the ways to begin, for who does not press F3, F4 or F6."""
        ways = (
            *([(_("Add a stop"), "screen.add")] if self._roadshows else []),
            (_("Begin a roadshow from a template"), "app.template"),
            (_("Take people in from a file, with a look at it first"), "app.bring"),
            (_("A guided tour of two minutes, on a copy that is thrown away"), "app.tour"),
        )
        self._menu(lettered(ways), *at)

    def _menu(self, options: list[Option], x: int, y: int) -> None:
        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(Choice(_("What now?"), options, at=(x, y)), chosen)
