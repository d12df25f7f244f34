"""The backups of the workspace: a list of what each holds; Enter puts one back, after a question."""

from pathlib import Path

from textual.message import Message

from roadshow.api import Backup, Office, _, backups_of, known_backups
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, Option, lettered


class PutBack(Message):
    """Somebody wants a backup in the place of the workspace."""

    def __init__(self, path: Path) -> None:
        """Name the file of the backup."""
        super().__init__()
        self.path = path


def show_backups(area: AreaScreen) -> None:
    """List the backups; ask before one is put back, for which the screen closes and comes back."""

    async def listed() -> None:
        found = await area.desk.ask(_found)
        if not found:
            area.tell(_("There is no backup yet: the first one is made before the first change of a day."))
            return
        rows = [(_row(one), str(number)) for number, one in enumerate(found)]

        def chosen(value: str | None) -> None:
            if value is not None:
                _ask(area, found[int(value)])

        area.app.push_screen(Choice(_("Backups, the newest first"), lettered(rows)), chosen)

    area.opening(listed())


def _ask(area: AreaScreen, one: Backup) -> None:
    if area.desk.office.settings.core.read_only:
        area.tell(_("This workspace is open for reading only, so nothing was changed."), bad=True)
        return
    options = [
        Option("n", _("Leave everything as it is"), ""),
        Option("y", _("Put it back; what stands here now is kept as a backup"), "yes"),
    ]

    def answered(value: str | None) -> None:
        if value:
            area.app.post_message(PutBack(one.path))

    title = _("Put back the workspace as it was on {moment} ({why})?").format(moment=_moment(one), why=one.why)
    area.app.push_screen(Choice(cell(title).text, options), answered)


def _found(office: Office) -> list[Backup]:
    backups = backups_of(office)
    path = getattr(office.store, "path", None)
    if backups is None or path is None:
        return []
    return backups.all() or known_backups(path)


def _moment(one: Backup) -> str:
    return f"{one.moment:%Y-%m-%d %H:%M}"


def _row(one: Backup) -> str:
    held = one.contents()
    what = (
        _("cannot be read")
        if held is None
        else _("change {number}, {stops} stops, {people} people").format(
            number=held.newest[0], stops=f"{held.stops:,}", people=f"{held.people:,}"
        )
    )
    return cell(f"{_moment(one)}  {one.why}: {what}").text
