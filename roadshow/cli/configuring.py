"""roadshow config: settings, and where each value comes from."""

import os
from pathlib import Path
from typing import Any

import click

from roadshow.api import (
    BackupSettings,
    BadInputError,
    CheckSettings,
    CoreSettings,
    Plugins,
    RetentionSettings,
    RoadshowError,
    Setting,
    Settings,
    Templates,
    WaitingSettings,
    _,
    converted,
    declared,
    load_settings,
    set_value,
    user_file,
    user_folder,
    workspace_settings,
)
from roadshow.cli import printing
from roadshow.cli.frame import Group, Seat, pass_seat

SECTIONS: dict[str, type] = {
    "checks": CheckSettings,
    "waiting": WaitingSettings,
    "retention": RetentionSettings,
    "backups": BackupSettings,
}
"""The sections of the core in a settings file."""


@click.group(cls=Group, help=_("Settings, and where each value comes from."))
def config() -> None:
    """Gather the commands."""


@config.command(
    "list", help=_("List every setting, its value and where that comes from."), example="roadshow config list"
)
@pass_seat
def list_(seat: Seat, /) -> None:
    """List the settings."""
    every = _every(seat)
    if seat.json:
        printing.as_json({one.name: {"value": _plain(one.value), "origin": one.origin} for one in every})
        return
    rows = [(one.name, _text(one.value), _(one.origin), _(one.meaning)) for one in every]
    printing.table((_("name"), _("value"), _("from"), _("meaning")), rows)


@config.command("get", help=_("Show one setting."), example="roadshow config get language")
@click.argument("name")
@pass_seat
def get(seat: Seat, /, *, name: str) -> None:
    """Show one setting."""
    one = _named(seat, name)
    if seat.json:
        printing.as_json({"value": _plain(one.value), "origin": one.origin})
    else:
        printing.say(f"{_text(one.value)}  ({_(one.origin)})")


@config.command(
    "set",
    help=_("Set one setting in your settings file; without a value it goes back to what ships."),
    example="roadshow config set language nl",
)
@click.argument("name")
@click.argument("value", required=False)
@click.option("--here", is_flag=True, help=_("For this workspace only."))
@pass_seat
def set_(seat: Seat, /, *, name: str, value: str | None, here: bool) -> None:
    """Set one setting."""
    _named(seat, name)
    path = workspace_settings(seat.path) if here else user_file(os.environ)
    set_value(path, _place(name), None if value is None else _checked(name, value))
    if seat.json:
        printing.as_json({"file": str(path)})
    else:
        printing.say(_("Written to {path}.").format(path=path))


@config.command("path", help=_("Show where your settings file is."), example="roadshow config path")
@pass_seat
def path(seat: Seat, /) -> None:
    """Show where the settings file is."""
    file = user_file(os.environ)
    if seat.json:
        printing.as_json({"file": str(file), "exists": file.is_file()})
    else:
        printing.say(str(file))


@config.command(
    "templates",
    help=_("List the templates of letters and sheets, and which are your own."),
    example="roadshow config templates",
)
@pass_seat
def templates(seat: Seat, /) -> None:
    """List the templates."""
    own = user_folder(os.environ) / "templates"
    every = Templates((own,)).names(".")
    rows = [(name, _("your own") if (own / name).is_file() else _("shipped")) for name in every]
    if seat.json:
        printing.as_json([{"name": name, "own": (own / name).is_file()} for name in every])
        return
    printing.table((_("name"), _("from")), rows)
    printing.say(_("Copy one to change it: roadshow config template sheets/signatures.typ"))


@config.command(
    "template",
    help=_("Copy a shipped template to your own folder, where you can change it."),
    example="roadshow config template letters/nl/invitation.txt",
)
@click.argument("name")
@pass_seat
def template(seat: Seat, /, *, name: str) -> None:
    """Copy a shipped template."""
    own = user_folder(os.environ) / "templates" / name
    source = Templates().find(name)
    if own.exists():
        raise BadInputError(
            _("You have your own {name} already: {path}.").format(name=name, path=own),
            _("Change that file, or take it away to go back to the shipped one."),
        )
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(source.read_bytes())
    if seat.json:
        printing.as_json({"file": str(own)})
    else:
        printing.say(_("Copied to {path}. Change it there; exports use it from now on.").format(path=own))


def _settings(seat: Seat) -> Settings:
    try:
        workspace: Path | None = seat.path
    except RoadshowError:
        workspace = None
    return load_settings(os.environ, workspace=workspace)


def _every(seat: Seat) -> list[Setting]:
    settings = _settings(seat)
    every = list(settings.all())
    for section, options in SECTIONS.items():
        of_section = settings.section(section, options)
        every += [Setting(f"{section}.{one.name}", one.value, one.origin, one.meaning) for one in of_section]
    for key, (plugin, exporter) in _with_options().items():
        offered = settings.plugin(plugin, exporter.options, key)
        every += [Setting(f"{key}.{one.name}", one.value, one.origin, one.meaning) for one in offered]
    return every


def _with_options() -> dict[str, tuple[str, Any]]:
    """Return all that has options of its own, by key with its plugin."""
    return dict(Plugins(load_settings(os.environ).core.disabled).with_options())


def _named(seat: Seat, name: str) -> Setting:
    wanted = name.replace("-", "_")
    every = {one.name: one for one in _every(seat)}
    if wanted not in every:
        raise BadInputError(_("“{name}” is not a setting.").format(name=name), _('See "roadshow config list".'))
    return every[wanted]


def _place(name: str) -> str:
    key, dot, option = name.replace("-", "_").partition(".")
    if not dot or key in SECTIONS:
        return f"{key}{dot}{option}"
    plugin = _with_options()[key][0]
    return f"plugins.{plugin}.{key}.{option}"


def _checked(name: str, value: str) -> Any:
    key, dot, option = name.replace("-", "_").partition(".")
    options: type = CoreSettings
    if dot:
        options = SECTIONS[key] if key in SECTIONS else _with_options()[key][1].options
    entry = next(one for one in declared(options) if one.name == (option or key))
    checked = converted(entry, value)
    return checked.value if hasattr(checked, "value") else checked


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
