"""The areas of the program, in the order of their number keys. To add a screen, add a line."""

from dataclasses import dataclass
from importlib import import_module
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
        screen: type = getattr(import_module(f"roadshow.tui.screens.{self.module}"), self.name)
        return screen(*arguments)


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
WELCOME = Area("welcome", "WelcomeScreen", N_("Welcome"))
