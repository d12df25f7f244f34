"""What is kept of somebody, forgetting them, and letting go of what was kept long enough: what no undo brings back."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import ScrollableContainer, Vertical
from textual.widgets import Static

from roadshow.api import (
    N_,
    Entry,
    Notice,
    Office,
    Person,
    Retention,
    RoadshowError,
    _,
    everything_about,
    forget_person,
)
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation import about, keeping
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.keeping import LEAVE, WITH_TEXTS
from roadshow.tui.presentation.people import said_name
from roadshow.tui.reading.shared import panels_about
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.reader import Reader
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine


class ForEver(Modal[str]):
    """Shows what would go for ever and what would stay; comes back with the way that was chosen, empty to leave it."""

    CSS_PATH = "forgetting.tcss"
    BINDINGS: ClassVar = bound(Act("forgetting.leave", "leave", N_("leave"), N_("Leave everything as it is")))

    def __init__(self, title: str, text: str, words: str, with_texts: str = "") -> None:
        """Show `text`; where `words` is empty there is nothing that could go."""
        super().__init__()
        self._title = title
        self._text = text
        self._words = words
        self._with_texts = with_texts

    def compose(self) -> ComposeResult:
        """Title, what goes and stays, the two ways out, keys."""
        self._ways = Blocks(once=True, id="ways")
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            with ScrollableContainer(id="page", can_focus=False):
                yield Static(self._text, id="text", markup=False)
            if self._words:
                yield Static(_("No undo brings this back."), id="warning", markup=False)
            yield self._ways
            yield KeyLine()

    def on_mount(self) -> None:
        """Stand on the harmless way out."""
        ways = keeping.options(self._words, self._with_texts)
        self._ways.show(ways if self._words else ways[:1])
        self._ways.focus()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Come back with what was chosen."""
        event.stop()
        self.dismiss("" if event.key == LEAVE else event.key)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss("")


def show_everything(area: AreaScreen, person: Person) -> None:
    """Show all that is kept of somebody, the journal included, and below it what plugins have to say of them."""

    async def read() -> None:
        width = min(area.size.width, 120) - 6
        text = await area.desk.ask(
            lambda office: keeping.everything(office, everything_about(office.store, _now(office, person)), width)
        )
        title = _("Everything that is kept of {name}").format(name=said_name(person))
        reader = Reader(title, text)
        await area.app.push_screen(reader)
        found, notices = await area.desk.aside.ask(partial(panels_about, person))
        if found and reader.is_mounted:
            reader.add(about.as_text(found))
        for notice in notices:
            area.tell(notice.message, hint=notice.hint)

    area.opening(read())


def ask_to_forget(area: AreaScreen, person: Person, done: Callable[[], None]) -> None:
    """Show what would go and what would stay; forget somebody where that is wished."""

    async def asked() -> None:
        def look(office: Office) -> tuple[str, bool]:
            held = everything_about(office.store, _now(office, person))
            return keeping.going(office, held), bool(held.mentions)

        text, is_mentioned = await area.desk.ask(look)
        name = said_name(person)
        more = _("The same, and take the name out of these texts") if is_mentioned else ""
        words = _("Erase {name} for ever").format(name=name)
        screen = ForEver(_("Forget {name}?").format(name=name), text, words, more)

        async def forgotten(way: str) -> None:
            texts = way == WITH_TEXTS
            if await _erased(area, lambda office: forget_person(office, _now(office, person), texts=texts)):
                area.tell(_("{name} is forgotten.").format(name=name))
                done()

        _ask(area, screen, forgotten)

    area.opening(asked())


def ask_to_let_go(area: AreaScreen) -> None:
    """Show what has been kept long enough, purpose by purpose; let it go where that is wished."""
    today = area.desk.office.clock().astimezone().date()

    async def asked() -> None:
        width = area.size.width - 6

        def look(office: Office) -> tuple[str, bool]:
            due = Retention(office, today)
            return keeping.terms(due, width), any(one.go for one in due.purposes)

        text, something = await area.desk.ask(look)
        if not something:
            text += "\n\n" + _("Nothing has been kept too long.")
        words = _("Let this go for ever") if something else ""
        screen = ForEver(_("What has been kept long enough"), text, words)

        async def gone(_way: str) -> None:
            if await _erased(area, lambda office: Retention(office, today).apply()):
                area.tell(_("Let go of, in the journal too."))

        _ask(area, screen, gone)

    area.opening(asked())


def _ask(area: AreaScreen, screen: ForEver, act: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    def answered(way: str | None) -> None:
        if way:
            area.run_worker(act(way), group="keeping")

    area.app.push_screen(screen, answered)


async def _erased(area: AreaScreen, work: Callable[[Office], Entry | None]) -> bool:
    """Do it in a thread of its own: the whole file is written anew."""
    area.tell(_("Writing the workspace anew …"))
    bench = area.desk.bench("erasing")
    notices: list[Notice] = []

    def done(office: Office) -> None:
        work(office)
        notices.extend(office.notices)

    try:
        await bench.run(done)
    except RoadshowError as error:
        area.refuse(error)
        return False
    finally:
        bench.close()
    area.tell_notices(notices)
    area.look()
    return True


def _now(office: Office, person: Person) -> Person:
    return office.store.get(Person, person.id) or person
