"""roadshow doctor: whether the program is whole, and the workspace."""

import os
import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from roadshow import __version__
from roadshow.api import (
    Plugins,
    RoadshowError,
    _,
    config_folder,
    found_plugins,
    load_settings,
    tzdata_version,
    user_file,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat

LIBRARIES = ("click", "jinja2", "pluggy", "textual", "typst", "tzdata", "xlsxwriter")


@click.command("doctor", cls=Leaf, help=_("Check the program and the workspace."), example="roadshow doctor")
@pass_seat
def doctor(seat: Seat, /) -> int:
    """Check the program and the workspace; exit code 1 where something is wrong."""
    facts: dict[str, str] = {
        "roadshow": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "sqlite": sqlite3.sqlite_version,
        "time zones": tzdata_version(),
        "terminal": f"{os.environ.get('TERM', '?')}, {sys.stdout.encoding}",
        "settings": str(user_file(os.environ)),
        "shipped files": str(config_folder()),
        **{name: _version(name) for name in LIBRARIES},
    }
    wrong = [_("{name} is missing").format(name=name) for name in LIBRARIES if facts[name] == ""]
    plugins = Plugins(load_settings(os.environ).core.disabled)
    plugins.exporters()
    facts["plugins"] = ", ".join(sorted(found_plugins()))
    wrong += [f"{name}: {error.strip().splitlines()[-1]}" for name, error in plugins.errors.items()]
    try:
        facts["workspace"] = str(seat.path)
        wrong += seat.office.store.problems()
    except RoadshowError as error:
        facts["workspace"] = error.message
        if error.exit_code != 4 or seat.named:
            wrong.append(error.message)
    if seat.json:
        printing.as_json({"facts": facts, "wrong": wrong})
    else:
        printing.facts(facts.items())
        printing.say()
        printing.say(_("All is well.") if not wrong else _("Something is wrong:"))
        for line in wrong:
            printing.say(f"  {line}")
    return 1 if wrong else 0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
