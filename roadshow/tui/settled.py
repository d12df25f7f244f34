"""Every setting with its value and where that comes from, and the plugins; written to the user's own file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadshow.api import (
    CheckSettings,
    CoreSettings,
    Office,
    Option,
    Plugins,
    Setting,
    Settings,
    converted,
    declared,
    found_plugins,
    load_settings,
    set_value,
    user_file,
)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting: its name as the command line has it, its place in a file, how it was declared, and its value."""

    name: str
    place: str
    entry: Option
    setting: Setting


@dataclass(frozen=True, slots=True)
class PluginRow:
    """A plugin: whether it is on, what it offers, and what went wrong last, empty where nothing did."""

    name: str
    on: bool
    version: str
    offers: tuple[str, ...]
    error: str


def settings_of(office: Office) -> Settings:
    """Read the settings as they are now, those of the workspace among them. Raises BadInputError."""
    path: Path | None = getattr(office.store, "path", None)
    return load_settings(os.environ, workspace=path)


def every_setting(office: Office) -> list[SettingRow]:
    """Return every setting: of the core, of the checker, and of what each plugin makes. Raises BadInputError."""
    settings = settings_of(office)
    rows = [_row(one.name, one.name, CoreSettings, one) for one in settings.all()]
    rows += [
        _row(f"checks.{one.name}", f"checks.{one.name}", CheckSettings, one)
        for one in settings.section("checks", CheckSettings)
    ]
    for key, (plugin, exporter) in sorted(Plugins(settings.core.disabled).exporters().items()):
        rows += [
            _row(f"{key}.{one.name}", f"plugins.{plugin}.{key}.{one.name}", exporter.options, one)
            for one in settings.plugin(plugin, exporter.options, key)
        ]
    return rows


def _row(name: str, place: str, options: type, setting: Setting) -> SettingRow:
    entry = next(one for one in declared(options) if one.name == setting.name)
    return SettingRow(name, place, entry, setting)


def write(row: SettingRow, text: Any, environment: Mapping[str, str]) -> Path:
    """Write a setting to the user's file; None takes it out, so that what ships counts. Raises BadInputError."""
    path = user_file(environment)
    value = None if text is None else converted(row.entry, text)
    set_value(path, row.place, getattr(value, "value", value))
    return path


def every_plugin(_office: Office) -> list[PluginRow]:
    """Return the plugins that are installed; those that are off are not imported."""
    disabled = load_settings(os.environ).core.disabled
    live = Plugins(disabled)
    offers: dict[str, list[str]] = {}
    for key, (plugin, _exporter) in live.exporters().items():
        offers.setdefault(plugin, []).append(key)
    return [
        PluginRow(
            name,
            name not in disabled,
            entry.dist.version if entry.dist else "",
            tuple(sorted(offers.get(name, ()))),
            live.errors.get(name, "").strip(),
        )
        for name, entry in sorted(found_plugins().items())
    ]


def switch(name: str, environment: Mapping[str, str], *, on: bool) -> Path:
    """Switch a plugin on or off in the user's file."""
    path = user_file(environment)
    disabled = set(load_settings(environment).core.disabled)
    set_value(path, "disabled", tuple(sorted(disabled - {name} if on else disabled | {name})))
    return path
