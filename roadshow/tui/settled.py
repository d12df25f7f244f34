"""Every setting with its value and where that comes from, and the plugins; written to the user's own file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadshow.api import (
    N_,
    BackupSettings,
    CheckSettings,
    Checkup,
    CoreSettings,
    Office,
    Option,
    PluginRow,
    RetentionSettings,
    RoadshowError,
    Setting,
    Settings,
    WaitingSettings,
    _,
    converted,
    declared,
    installed_plugins,
    load_settings,
    loses_comments,
    set_value,
    user_file,
)

SECTIONS: dict[str, type] = {
    "checks": CheckSettings,
    "waiting": WaitingSettings,
    "retention": RetentionSettings,
    "backups": BackupSettings,
}
WEIGHTS = "checks.weights"
OFF = "off"
WORDS = {"block": N_("block"), "warn": N_("warn"), "hint": N_("hint"), OFF: N_("off")}
CHOICES = tuple(WORDS)


class CommentsLostError(RoadshowError):
    """Comments of the user's file would go, and nobody said yet that they may."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting: its name as the command line has it, its place in a file, how it was declared, and its value."""

    name: str
    place: str
    entry: Option
    setting: Setting


def settings_of(office: Office) -> Settings:
    """Read the settings as they are now, those of the workspace among them. Raises BadInputError."""
    path: Path | None = getattr(office.store, "path", None)
    found = load_settings(os.environ, workspace=path, given=office.settings.given)
    for section, options in SECTIONS.items():
        found.section_options(section, options)
    return found


def every_setting(office: Office) -> list[SettingRow]:
    """Return every setting: of the core, of the checker, and of what each plugin makes. Raises BadInputError."""
    settings = settings_of(office)
    rows = [_row(one.name, one.name, CoreSettings, one) for one in settings.all()]
    for section, options in SECTIONS.items():
        own = settings.section(section, options)
        rows += [_row(f"{section}.{one.name}", f"{section}.{one.name}", options, one) for one in own]
    rows += rules(office, settings)
    for key, (plugin, exporter) in sorted(office.plugins.with_options().items()):
        rows += [
            _row(f"{key}.{one.name}", f"plugins.{plugin}.{key}.{one.name}", exporter.options, one)
            for one in settings.plugin(plugin, exporter.options, key)
        ]
    return rows


def _row(name: str, place: str, options: type, setting: Setting) -> SettingRow:
    entry = next(one for one in declared(options) if one.name == setting.name)
    return SettingRow(name, place, entry, setting)


def rules(office: Office, settings: Settings) -> list[SettingRow]:
    """Return the weight of each rule of the checker, those of plugins too. Raises BadInputError."""
    weights = next(one for one in settings.section("checks", CheckSettings) if one.name == "weights")
    own = _weights(weights.value)
    return [
        SettingRow(
            f"{WEIGHTS}.{rule.code}",
            WEIGHTS,
            Option(rule.code, str, rule.weight.value, rule.title, None, None, CHOICES, several=False, words=WORDS),
            Setting(
                rule.code, own.get(rule.code, rule.weight.value), weights.origin if rule.code in own else "shipped"
            ),
        )
        for rule in Checkup(office, office.clock().astimezone().date()).rules
    ]


def rule_row(office: Office, code: str) -> SettingRow | None:
    """Return the weight of one rule by its code."""
    return next((row for row in rules(office, settings_of(office)) if row.entry.name == code), None)


def write(row: SettingRow, text: Any, environment: Mapping[str, str], *, losing: bool = False) -> Path:
    """Write a setting to the user's file; None takes it out, so that what ships counts.

    Raises BadInputError, and CommentsLostError where comments would go and `losing` is not said.
    """
    path = user_file(environment)
    value = None if text is None else converted(row.entry, text)
    value = getattr(value, "value", value)
    if row.place == WEIGHTS and row.name != WEIGHTS:
        value = _with_weight(row, value, environment)
    if not losing and loses_comments(path, row.place, value):
        raise CommentsLostError(
            _("Comments that you wrote in {path} would go.").format(path=path),
            _("The file as it is now is kept beside it as .bak."),
        )
    set_value(path, row.place, value)
    return path


def _with_weight(row: SettingRow, value: str | None, environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the whole list of weights with another one for this rule; None where none is left."""
    held = next(one for one in load_settings(environment).section("checks", CheckSettings) if one.name == "weights")
    weights = _weights(held.value)
    weights.pop(row.entry.name, None)
    if value is not None and value != row.entry.default:
        weights[row.entry.name] = value
    return tuple(f"{code}={weight}" for code, weight in weights.items()) or None


def _weights(texts: tuple[str, ...]) -> dict[str, str]:
    return {code.strip(): weight.strip() for code, _equals, weight in (text.rpartition("=") for text in texts)}


def every_plugin(_office: Office) -> list[PluginRow]:
    """Return the plugins that are installed; those that are off are not imported."""
    return installed_plugins(load_settings(os.environ).core.disabled)


def switch(name: str, environment: Mapping[str, str], *, on: bool, losing: bool = False) -> Path:
    """Switch a plugin on or off in the user's file. Raises as `write` does."""
    disabled = set(load_settings(environment).core.disabled)
    entry = next(one for one in declared(CoreSettings) if one.name == "disabled")
    row = SettingRow(entry.name, entry.name, entry, Setting(entry.name, entry.default, "shipped"))
    return write(row, tuple(sorted(disabled - {name} if on else disabled | {name})), environment, losing=losing)
