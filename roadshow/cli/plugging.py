"""roadshow plugins: what is installed, on and off, and a skeleton for your own."""

import os
from pathlib import Path
from string import Template

import click

from roadshow.api import (
    BadInputError,
    PluginRow,
    _,
    config_folder,
    found_plugins,
    installed_plugins,
    load_settings,
    set_value,
    user_file,
)
from roadshow.cli import printing
from roadshow.cli.frame import Group, Seat, pass_seat


@click.group(cls=Group, help=_("Plugins: list, switch on or off, write your own."))
def plugins() -> None:
    """Gather the commands."""


@plugins.command(
    "list", help=_("List the plugins, what they offer and whether they are on."), example="roadshow plugins list"
)
@pass_seat
def list_(seat: Seat, /) -> None:
    """List the plugins."""
    found = installed_plugins(load_settings(os.environ).core.disabled)
    rows = [(one.name, _state(one), one.version, "; ".join(one.offers), one.fault) for one in found]
    if seat.json:
        names = ("name", "state", "version", "offers", "error")
        exports = [{"exports": list(one.exports)} for one in found]
        printing.as_json([dict(zip(names, row, strict=True)) | more for row, more in zip(rows, exports, strict=True)])
        return
    printing.table((_("name"), _("state"), _("version"), _("offers"), _("last error")), rows)


def _state(row: PluginRow) -> str:
    return _("off") if not row.on else _("failed") if row.error else _("on")


@plugins.command("enable", help=_("Switch a plugin on."), example="roadshow plugins enable roadshow_ical")
@click.argument("name")
@pass_seat
def enable(seat: Seat, /, *, name: str) -> None:
    """Switch a plugin on."""
    _switch(seat, name, on=True)


@plugins.command(
    "disable",
    help=_("Switch a plugin off; it is then not even loaded."),
    example="roadshow plugins disable roadshow_ical",
)
@click.argument("name")
@pass_seat
def disable(seat: Seat, /, *, name: str) -> None:
    """Switch a plugin off."""
    _switch(seat, name, on=False)


@plugins.command(
    "new", help=_("Write a working plugin of your own to start from."), example="roadshow plugins new roadshow_posters"
)
@click.argument("name")
@click.option("-o", "--out", default=".", metavar="DIR", help=_("The folder that the plugin's folder goes to."))
@pass_seat
def new(seat: Seat, /, *, name: str, out: str) -> None:
    """Write the skeleton of a plugin."""
    if not (name.isascii() and name.isidentifier() and name == name.lower()):
        raise BadInputError(
            _("“{name}” is not a name for a plugin.").format(name=name),
            _("Use small letters, digits and underscores, such as roadshow_posters."),
        )
    folder = Path(out) / name.replace("_", "-")
    if folder.exists():
        raise BadInputError(_("{path} exists already.").format(path=folder), _("Choose another name or --out."))
    words = {"name": name, "dist": name.replace("_", "-"), "key": name.removeprefix("roadshow_").replace("_", "-")}
    source = config_folder() / "plugin"
    made = []
    for file in sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        relative = file.relative_to(source).as_posix().replace("NAME", name).removesuffix(".template")
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(file.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
        made.append(target)
    if seat.json:
        printing.as_json({"files": [str(path) for path in made]})
        return
    for path in made:
        printing.say(f"  {path}")
    printing.say(
        _("Next: pip install -e {folder}, then: roadshow export {key}").format(folder=folder, key=words["key"])
    )


def _switch(seat: Seat, name: str, *, on: bool) -> None:
    if name not in found_plugins():
        raise BadInputError(
            _("There is no plugin “{name}”.").format(name=name),
            _("There are: {names}.").format(names=", ".join(sorted(found_plugins()))),
        )
    disabled = set(load_settings(os.environ).core.disabled)
    disabled = disabled - {name} if on else disabled | {name}
    set_value(user_file(os.environ), "disabled", tuple(sorted(disabled)))
    if seat.json:
        printing.as_json({"plugin": name, "on": on})
    else:
        printing.say(_("{name} is on.").format(name=name) if on else _("{name} is off.").format(name=name))
