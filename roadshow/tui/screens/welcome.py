"""The first thing a newcomer sees: what this is, and four ways to begin."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, Person, Query, Roadshow, RoadshowError, _, load_example, touring
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import Block, Cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.intake import bring_people
from roadshow.tui.screens.starters import begin_from_template
from roadshow.tui.widgets.blocks import Blocks


class WelcomeScreen(AreaScreen):
    """An empty workspace: load the example, begin from a template or with a name, or take people in from a file."""

    NAME = "welcome"
    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar = bound(
        Act("welcome.example", "begin('example')", N_("example"), N_("Load the example programme, to look around")),
        Act("welcome.template", "begin('template')", N_("template"), N_("Begin a roadshow from a template")),
        Act("welcome.new", "begin('new')", N_("new roadshow"), N_("Begin your own roadshow")),
        Act("welcome.import", "begin('import')", N_("import"), N_("Take people in from a file")),
    )

    def body(self) -> ComposeResult:
        """Yield a word of welcome, and the ways to begin."""
        self._ways = Blocks(once=True, id="ways")
        with Vertical(id="middle"):
            yield Static(
                _(
                    "Welcome. Here you plan a tour of meetings: stops, agendas, guests, letters, and the list at the door."
                ),
                id="welcome",
                markup=False,
            )
            yield Static(_("This workspace is still empty. How do you want to begin?"), id="question", markup=False)
            yield self._ways
            yield Static(
                _("Everything is saved at once, and u takes back anything. ? shows all keys."),
                id="manners",
                markup=False,
            )

    def arrive(self, place: Place) -> None:  # noqa: ARG002  the shape of an area
        """Show the ways."""
        self.heading.show(_("Welcome"))
        ways = (
            ("example", "e", _("Look at the example"), _("Three districts with agendas and guests; undo empties it.")),
            ("template", "t", _("Begin from a template"), _("An evening, case talks or a training: you give days, places.")),
            ("new", "n", _("Begin with a name"), _("Give your roadshow a name; stops and people come next.")),
            ("import", "i", _("Take people in from a file"), _("CSV, Excel, vCard, or an export of a form.")),
        )  # fmt: skip
        tour = shown(self.app_keys("app.tour"))
        self._ways.show(
            [
                Block(
                    key,
                    ((Cell(f"{sign}  ", "good"), Cell(title, "strong")), (Cell(f"   {about}", "dim"),), (Cell(""),)),
                )
                for key, sign, title, about in ways
            ]
            + [
                Block(
                    "tour", ((Cell(f"{tour} ", "good"), Cell(_("First look around: a tour of two minutes"), "strong")),)
                )
            ]
        )
        self._ways.focus()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Begin that way."""
        self.action_begin(event.key)

    def action_begin(self, way: str) -> None:
        """Begin one way or another."""
        if way == "example":
            try:
                load_example(self.desk.office)
            except RoadshowError as error:
                self.refuse(error)
                return
            self._leave()
        elif way == "new":
            self.app.push_screen(Ask(_("Name of the roadshow"), hint="Samen Leren"), self._named)
        elif way == "template":
            begin_from_template(self)
        elif way == "tour":
            self.call_later(self.run_action, "app.tour")
        else:
            bring_people(self)

    def refreshed(self) -> None:
        """Go to the people where somebody was taken in, since this place is for an empty workspace."""
        if self.desk.office.store.count(Query(Person)) and not self.desk.office.store.count(Query(Roadshow)):
            self.journey.go(Place("people"))

    def _named(self, name: str | None) -> None:
        if name and self.run(lambda office: touring.add_roadshow(office.pen(), name)):
            self._leave()

    def _leave(self) -> None:
        self.look()
        self.journey.go(Place("programme"))
