"""An export under way: in a process of its own where there is one, with how far it is, and a way to stop it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadshow.api import Guest, Office, Outcome, RoadshowError, Visit, _, export, find_person, guests_of
from roadshow.tui.behind.outpost import Outpost


class StoppedError(RoadshowError):
    """The user stopped it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the export by its word, options as chosen, the stops, where to, and a guest's name."""

    key: str
    given: Mapping[str, Any]
    stop_ids: tuple[str, ...]
    folder: Path
    guest: str = ""


Going = Callable[[int, int], None]


class Running:
    """How far one export is. `going` is called in its thread, the rest is read from the screen's."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._began = time.monotonic()
        self._stopped = False

    @property
    def spent(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    def stop(self) -> None:
        """Ask it to stop at its next step."""
        self._stopped = True

    def going(self, done: int, total: int) -> None:
        """Note how far it is. Raises StoppedError where it is to stop."""
        self.done, self.total = done, total
        if self._stopped:
            raise StoppedError(_("The export was stopped."), _("Files that were made before are whole."))


def make(office: Office, order: Order, running: Running, outpost: Outpost | None = None) -> Outcome:
    """Make the files, at the outpost where there is one. Raises RoadshowError, StoppedError among them."""
    if outpost is not None:
        return outpost.call_telling(_made, order, going=running.going)
    return _made(office, order, running.going)


def _made(office: Office, order: Order, going: Going) -> Outcome:
    programme = office.programme(order.stop_ids, going)
    going(0, 0)
    outcome = export(
        order.key, programme, order.folder, plugins=office.plugins, settings=office.settings, given=order.given
    )
    office.plugins.notices.clear()
    return outcome


def preview(office: Office, order: Order, outpost: Outpost | None = None) -> str:
    """Return what would come out for the first stop, or for one guest of it, as text. Raises RoadshowError."""
    return outpost.call(_previewed, order) if outpost is not None else _previewed(office, order)


def _previewed(office: Office, order: Order) -> str:
    plugin, exporter = office.plugins.exporter(order.key)
    options: Any = office.settings.options(plugin, exporter.options, order.given, order.key)
    programme = office.programme(order.stop_ids[:1])
    texts = [
        exporter.preview(programme, options, visit, guest_called(office, visit, order.guest) if order.guest else None)
        for visit in programme.visits()
    ]
    notices = [*programme.notices, *office.plugins.notices]
    office.plugins.notices.clear()
    return "\n".join([*texts, *(f"! {one.message} {one.hint}".rstrip() for one in notices)])


def guest_called(office: Office, visit: Visit, name: str) -> Guest | None:
    """Return the guest of a stop with this name, None where that person is not on its list. Raises NotFoundError."""
    person = find_person(office.store, name)
    rows = office.store.guests(guests_of(visit.stop.id).where(person_id=person.id)).rows
    return rows[0] if rows else None
