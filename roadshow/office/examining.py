"""Whether the program is whole, and the workspace: what `roadshow doctor` and the page about the program both say."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from roadshow import __version__
from roadshow.domain.moments import tzdata_version
from roadshow.domain.wording import _
from roadshow.office.opening import load_settings
from roadshow.office.plugins import installed_plugins
from roadshow.office.surroundings import surroundings_told
from roadshow.settings.layers import user_file
from roadshow.settings.shipped import config_folder

LIBRARIES = ("click", "jinja2", "pluggy", "textual", "typst", "tzdata", "xlsxwriter")


@dataclass(slots=True)
class Examined:
    """What the program is made of and where its files are, and what is wrong, if anything."""

    facts: dict[str, str]
    wrong: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def workspace(self, where: str, problems: Iterable[str]) -> None:
        """Add the workspace, and what is wrong with it."""
        self.facts["workspace"] = where
        self.wrong += problems

    def surroundings(self, path: Path) -> None:
        """Add what is to be known of where the workspace lies."""
        self.advice += [f"{one.message} {one.hint}" for one in surroundings_told(path)]

    def verdict(self) -> list[str]:
        """Say in lines whether all is well, and what is not."""
        head = _("Something is wrong:") if self.wrong else _("All is well.")
        return [head, *(f"  {line}" for line in self.wrong), *self.advice]


def examined_program() -> Examined:
    """Look at the program itself: versions, folders, libraries and plugins. Loads every plugin."""
    facts: dict[str, str] = {
        "roadshow": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "sqlite": sqlite3.sqlite_version,
        "time zones": tzdata_version(),
        "terminal": f"{os.environ.get('TERM', '?')}, {getattr(sys.__stdout__, 'encoding', '?')}",
        "settings": str(user_file(os.environ)),
        "shipped files": str(config_folder()),
        **{name: _version(name) for name in LIBRARIES},
    }
    wrong = [_("{name} is missing").format(name=name) for name in LIBRARIES if facts[name] == ""]
    plugins = installed_plugins(load_settings(os.environ).core.disabled)
    facts["plugins"] = ", ".join(row.name for row in plugins)
    wrong += [f"{row.name}: {row.fault}" for row in plugins if row.error]
    return Examined(facts, wrong)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
