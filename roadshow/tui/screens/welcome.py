"""The first thing a newcomer sees: what this is, and three ways to begin."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, RoadshowError, _, load_example, touring
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import Block, Cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.ask import Ask
from roadshow.tui.widgets.blocks import Blocks


class WelcomeScreen(AreaScreen):
    """An empty workspace: load the example, begin a roadshow, or take people in from a file."""

    NAME = "welcome"
    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar = bound(
        Act("welcome.example", "begin('example')", N_("example"), N_("Load the example programme, to look around")),
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
            ("example", "e", _("Look at the example"), _("Three districts, their agendas and guests; undo empties it again.")),
            ("new", "n", _("Begin a roadshow"), _("Give it a name; stops and people come next.")),
            ("import", "i", _("Take people in from a file"), _("CSV, Excel, vCard, or an export of a form.")),
        )  # fmt: skip
        self._ways.show(
            [
                Block(
                    key,
                    ((Cell(f"{sign}  ", "good"), Cell(title, "strong")), (Cell(f"   {about}", "dim"),), (Cell(""),)),
                )
                for key, sign, title, about in ways
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
        else:
            self.tell(_("Use for now: roadshow person import FILE"))

    def _named(self, name: str | None) -> None:
        if name and self.run(lambda office: touring.add_roadshow(office.pen(), name)):
            self._leave()

    def _leave(self) -> None:
        self.look()
        self.journey.go(Place("programme"))
