"""Settings in layers. Each value remembers which layer spoke, so that a user can find out why.

A file is TOML: the core's settings at the top, those of the checker under [checks], each plugin's under
[plugins.NAME].
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from roadshow.domain.errors import BadInputError
from roadshow.domain.options import Option, converted, declared, filled
from roadshow.domain.wording import _
from roadshow.settings.declared import CoreSettings
from roadshow.settings.folders import plans_folder, settings_folder

T = TypeVar("T")
PREFIX = "ROADSHOW_"
SECTIONS = ("checks", "waiting", "retention", "backups")
"""Tables of the core whose options are declared where they are used."""
SHIPPED, ENVIRONMENT, COMMAND_LINE = "shipped", "environment", "command line"


class Setting(NamedTuple):
    """One value and where it came from: shipped, a file, environment or command line."""

    name: str
    value: Any
    origin: str
    meaning: str = ""


class Layer(NamedTuple):
    """What one source says: settings of the core by name, of its sections, and of plugins by plugin and name."""

    origin: str
    core: Mapping[str, Any] = MappingProxyType({})
    plugins: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    sections: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


class Settings:
    """All layers, the strongest last."""

    def __init__(self, layers: tuple[Layer, ...] = ()) -> None:
        self._layers = layers
        self.core = filled(CoreSettings, {name: entry.value for name, entry in self._settled().items()})

    @property
    def given(self) -> Mapping[str, Any]:
        """What the command line said, which stands as long as the program runs."""
        return {
            name: value for layer in self._layers if layer.origin == COMMAND_LINE for name, value in layer.core.items()
        }

    def says_the_same(self, other: "Settings") -> bool:
        """Say whether every layer says what it says there."""
        return self._layers == other._layers  # noqa: SLF001  of the same kind

    def all(self) -> tuple[Setting, ...]:
        """Return every setting of the core with its origin."""
        return tuple(self._settled().values())

    def section(self, section: str, options: type) -> tuple[Setting, ...]:
        """Return the settings of a section of the core with their origin. Raises BadInputError for an unknown name."""
        known = {entry.name: entry for entry in declared(options)}
        for layer in self._layers:
            for raw in layer.sections.get(section, {}):
                if raw.replace("-", "_") not in known:
                    raise _unknown(f"{section}.{raw}", layer.origin, tuple(f"{section}.{name}" for name in known))
        given = [(layer.origin, layer.sections.get(section, {})) for layer in self._layers]
        return tuple(_spoken(entry, given) for entry in known.values())

    def section_options(self, section: str, options: type[T]) -> T:
        """Build the options of a section of the core."""
        return filled(options, {entry.name: entry.value for entry in self.section(section, options)}, source=section)

    def plugin(self, plugin: str, options: type[T], section: str = "") -> tuple[Setting, ...]:
        """Return the settings of one exporter or plugin with their origin."""
        return tuple(self._plugin_setting(plugin, section, entry) for entry in declared(options))

    def options(self, plugin: str, options: type[T], given: Mapping[str, Any], section: str = "") -> T:
        """Build a plugin's options: what was `given` on the command line goes before all layers."""
        settled = {entry.name: entry.value for entry in self.plugin(plugin, options, section)}
        return filled(options, {**settled, **given}, source=plugin)

    def with_layer(self, layer: Layer) -> "Settings":
        """Return these settings with a stronger layer on top."""
        return Settings((*self._layers, layer))

    def _settled(self) -> dict[str, Setting]:
        known = {entry.name: entry for entry in declared(CoreSettings)}
        settled = {name: Setting(name, entry.default, SHIPPED, entry.meaning) for name, entry in known.items()}
        for layer in self._layers:
            for raw, value in layer.core.items():
                name = raw.replace("-", "_")
                if name not in known:
                    raise _unknown(raw, layer.origin, tuple(known))
                entry = known[name]
                settled[name] = Setting(name, _converted(entry, value, layer.origin), layer.origin, entry.meaning)
        return settled

    def _plugin_setting(self, plugin: str, section: str, entry: Option) -> Setting:
        given = [(layer.origin, layer.plugins.get(plugin, {})) for layer in self._layers]
        return _spoken(entry, [(origin, values.get(section, {}) if section else values) for origin, values in given])


def _spoken(entry: Option, given: Iterable[tuple[str, Mapping[str, Any]]]) -> Setting:
    """Return what the strongest of the layers says: origins and their values by name, the strongest last."""
    setting = Setting(entry.name, entry.default, SHIPPED, entry.meaning)
    for origin, values in given:
        for raw, value in values.items():
            if raw.replace("-", "_") == entry.name:
                setting = Setting(entry.name, _converted(entry, value, origin), origin, entry.meaning)
    return setting


def file_layer(path: Path) -> Layer:
    """Read one settings file; a file that is not there says nothing. Raises BadInputError with the file and line."""
    if not path.is_file():
        return Layer(str(path))
    import tomllib  # noqa: PLC0415  most users have no settings file

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Mend that line, or set the file aside."),
        ) from error
    plugins = content.pop("plugins", {})
    sections = {name: content.pop(name) for name in SECTIONS if isinstance(content.get(name), dict)}
    return Layer(str(path), content, plugins if isinstance(plugins, dict) else {}, sections)


def environment_layer(environment: Mapping[str, str]) -> Layer:
    """Read ROADSHOW_LANGUAGE and its like; names that are no setting are left to others."""
    known = {entry.name for entry in declared(CoreSettings)}
    core = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() in known and value
    }
    return Layer(ENVIRONMENT, core)


def user_file(environment: Mapping[str, str] | None = None) -> Path:
    """Return the user's settings file."""
    return user_folder(environment) / "config.toml"


def user_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the user's settings, keys and templates."""
    return settings_folder(os.environ if environment is None else environment)


def data_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of workspaces that were given no other place."""
    return plans_folder(os.environ if environment is None else environment)


def _converted(entry: Option, value: Any, origin: str) -> Any:
    try:
        return converted(entry, value)
    except BadInputError as error:
        raise BadInputError(f"{origin}: {error.message}", error.hint) from error


def _unknown(name: str, origin: str, known: tuple[str, ...]) -> BadInputError:
    import difflib  # noqa: PLC0415  only when something is misspelt

    near = difflib.get_close_matches(name, known, n=1)
    return BadInputError(
        _("{origin}: “{name}” is not a setting.").format(origin=origin, name=name),
        _("Did you mean {near}?").format(near=near[0])
        if near
        else _("Settings: {names}.").format(names=", ".join(known)),
    )
