"""The areas of the program, in the order of their number keys. To add a screen, add a line."""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from roadshow.api import N_


@dataclass(frozen=True, slots=True)
class Area:
    """One area: the module under screens, the class in it, and its title. Imported when first gone to."""

    module: str
    name: str
    title: str
    of_stop: bool = False

    def make(self, *arguments: Any) -> Any:
        """Import the screen and make it."""
        screen: type = getattr(self.fetch(), self.name)
        return screen(*arguments)

    def fetch(self) -> ModuleType:
        """Import the screen. May take a tenth of a second the first time."""
        return import_module(f"roadshow.tui.screens.{self.module}")


AREAS: dict[str, Area] = {
    "programme": Area("programme", "ProgrammeScreen", N_("Programme")),
    "guests": Area("guests", "GuestsScreen", N_("Guests"), of_stop=True),
    "people": Area("people", "PeopleScreen", N_("People")),
    "agenda": Area("agenda", "AgendaScreen", N_("Agenda"), of_stop=True),
    "tasks": Area("tasks", "TasksScreen", N_("Tasks")),
    "make": Area("make", "MakeScreen", N_("Make")),
    "history": Area("history", "HistoryScreen", N_("History")),
    "venues": Area("venues", "VenuesScreen", N_("Venues")),
    "findings": Area("findings", "FindingsScreen", N_("Findings")),
    "settings": Area("settings", "SettingsScreen", N_("Settings")),
}


def fetch_all() -> None:
    """Import every area, so that the first step into each is as quick as the second. Call it in a thread."""
    for area in AREAS.values():
        area.fetch()


WELCOME = Area("welcome", "WelcomeScreen", N_("Welcome"))
