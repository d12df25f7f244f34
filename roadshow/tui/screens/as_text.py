"""A stop as text in the user's own editor: off the screen and back, compared, and saved as one change."""

from textual.app import SuspendNotSupported

from roadshow.api import PlanFileError, Proposal, RoadshowError, Sheet, Stop, _
from roadshow.tui.behind.desk import INLINE
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Option
from roadshow.tui.screens.compared import Compared


def edit_as_text(screen: AreaScreen, stop_id: str) -> None:
    """Open a stop in the editor; the screen comes back when the editor is closed."""
    stop = screen.desk.office.store.get(Stop, stop_id) if stop_id else None
    if stop is None:
        screen.tell(_("Choose a stop first."))
    elif screen.app.is_web:
        screen.tell(_("An editor needs a terminal of its own: roadshow edit {stop}").format(stop=stop.slug))
    elif not screen.locked():
        screen.opening(_typing(screen, stop))


async def _typing(screen: AreaScreen, stop: Stop) -> None:
    try:
        sheet = await screen.desk.ask(lambda office: Sheet(office, stop))
    except RoadshowError as error:
        screen.refuse(error)
        return
    except OSError as error:
        screen.tell(_("The text cannot be written: {reason}.").format(reason=error.strerror or error), bad=True)
        return
    while _typed(screen, sheet) and await _again(screen, sheet):
        pass
    kept = sheet.kept()
    if kept:
        screen.tell(kept[0], hint=kept[1], bad=True)


def _typed(screen: AreaScreen, sheet: Sheet) -> bool:
    """Give the terminal to the editor; False where that cannot be."""
    problem: RoadshowError | None = None
    try:
        with screen.app.suspend():
            try:
                sheet.open()
            except RoadshowError as error:  # a fault in here would keep Textual off the screen
                problem = error
    except SuspendNotSupported:
        problem = RoadshowError(
            _("An editor needs a terminal of its own: roadshow edit {stop}").format(stop=sheet.stop.slug)
        )
    if problem is not None:
        screen.refuse(problem)
    return problem is None


async def _again(screen: AreaScreen, sheet: Sheet) -> bool:
    """Show what was typed and do what is wished; True where it shall be opened again."""
    try:
        found = await screen.desk.ask(sheet.wished)
    except PlanFileError as error:
        lines = [str(problem) for problem in error.problems]
        return await _chosen(screen, _("Nothing was saved yet"), lines) == "open"
    except RoadshowError as error:
        screen.refuse(error)
        return False
    if found is None or not found.edits:
        sheet.drop()
        screen.done(None)
        return False
    title = _("Save this? {stop}").format(stop=cell(sheet.stop.title).text)
    answer = await _chosen(screen, title, found.text().splitlines(), Option("s", _("Save"), "save"))
    if answer == "save" and await _saved(screen, sheet, found):
        sheet.drop()
    return answer == "open"


async def _chosen(screen: AreaScreen, title: str, lines: list[str], *options: Option) -> str | None:
    more = (Option("o", _("Open it again"), "open"), Option("l", _("Leave it; the text is kept"), "leave"))
    return await screen.app.push_screen_wait(Compared(title, (*options, *more), lines=lines))


async def _saved(screen: AreaScreen, sheet: Sheet, found: Proposal) -> bool:
    if len(found.edits) > INLINE:
        return await screen.run_long(lambda office: sheet.change(office, found))
    return screen.run(lambda office: sheet.change(office, found))
