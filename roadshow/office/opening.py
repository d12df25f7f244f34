"""Opening time: which settings, which language, which workspace, which author."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadshow.domain.errors import BadInputError, StoreError
from roadshow.domain.filenames import meant_path
from roadshow.domain.wording import _, speak
from roadshow.office.live import Clock, Office
from roadshow.settings.clock import moment
from roadshow.settings.layers import (
    COMMAND_LINE,
    Layer,
    Settings,
    data_folder,
    environment_layer,
    file_layer,
    user_file,
    user_folder,
)

if TYPE_CHECKING:
    from roadshow.office.fence import Strikes

SUFFIX = ".roadshow"


def load_settings(
    environment: Mapping[str, str], *, workspace: Path | None = None, given: Mapping[str, Any] | None = None
) -> Settings:
    """Gather all layers: shipped < user < workspace < environment < command line."""
    layers = [file_layer(user_file(environment))]
    if workspace is not None:
        layers.append(file_layer(workspace_settings(workspace)))
    layers += [environment_layer(environment), Layer(COMMAND_LINE, dict(given or {}))]
    return Settings(tuple(layers))


def workspace_settings(workspace: Path) -> Path:
    """Return the settings file of a workspace: beside it, with .toml behind its name."""
    return workspace.with_name(workspace.name + ".toml")


def choose_language(settings: Settings, environment: Mapping[str, str]) -> None:
    """Speak the language that is set; `auto` follows the computer."""
    language = settings.core.language.value
    if language == "auto":
        named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        language = next((name for name in named if name), "") or (_windows_language() if os.name == "nt" else "en")
    speak(language)


def workspace_path(environment: Mapping[str, str], explicit: str | None = None) -> Path:
    """Return the workspace to open: -w, then ROADSHOW_WORKSPACE, then settings, then the user's data folder.

    The data folder answers where it holds exactly one workspace. Raises StoreError where nothing answers.
    """
    named = explicit or load_settings(environment).core.workspace
    folder = data_folder(environment)
    if named:
        return _meant(meant_path(named), folder)
    found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise StoreError(
            _("There is more than one workspace in {folder}.").format(folder=folder),
            _("Name one with -w: {names}.").format(names=", ".join(path.name for path in found)),
        )
    raise StoreError(
        _("There is no workspace yet."),
        _('Make one with "roadshow new NAME", or try the example with "roadshow demo".'),
    )


def _meant(path: Path, folder: Path) -> Path:
    """Find a bare name in the data folder too, with or without its ending, where there is none beside the user."""
    if path.exists() or len(path.parts) > 1:
        return path
    known = (folder / path.name, folder / f"{path.name}{SUFFIX}")
    return next((place for place in known if place.exists()), path)


def new_workspace_path(environment: Mapping[str, str], name: str) -> Path:
    """Return where a new workspace goes: a bare name in the user's data folder, a path where it says.

    Raises BadInputError for the home of somebody unknown.
    """
    path = meant_path(name)
    if path.parts[:1] and path.parts[0].startswith("~") and name.startswith("~"):
        raise BadInputError(
            _("This computer knows nobody called {name}.").format(name=path.parts[0].removeprefix("~")),
            _("For a file whose name begins with ~, write ./ before it."),
        )
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    bare = len(path.parts) == 1 and not name.startswith(".")
    return data_folder(environment) / path if bare else path


def open_office(
    path: Path,
    environment: Mapping[str, str] | None = None,
    *,
    given: Mapping[str, Any] | None = None,
    clock: Clock = moment,
    strikes: "Strikes | None" = None,
) -> Office:
    """Open a workspace and take a seat; all who open it in one program share the strikes of plugins. Raises StoreError."""
    from roadshow.store.sqlite import SqliteStore  # noqa: PLC0415  help needs no store

    environment = os.environ if environment is None else environment
    settings = load_settings(environment, workspace=path, given=given)
    own = [meant_path(settings.core.templates)] if settings.core.templates else []
    own.append(user_folder(environment) / "templates")
    backups = data_folder(environment) / "backups"

    def keeping(domain: str, path: Path) -> Path:
        from roadshow.office.backups import before_upgrade  # noqa: PLC0415  few files are older

        return before_upgrade(settings, backups, domain, path, clock())

    return Office(
        SqliteStore(path, read_only=settings.core.read_only, keeping=keeping),
        settings,
        author=lambda: author_name(settings),
        clock=clock,
        own_templates=tuple(own),
        strikes=strikes,
        backups=backups,
    )


def create_workspace(path: Path) -> None:
    """Make an empty workspace. Raises StoreError where something is there already."""
    from roadshow.store.sqlite import SqliteStore  # noqa: PLC0415  help needs no store

    SqliteStore.create(path).close()


def author_name(settings: Settings) -> str:
    """Return who signs changes: the setting, else the name of the login."""
    if settings.core.author:
        return settings.core.author
    try:
        import getpass  # noqa: PLC0415  only where the settings do not say

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _windows_language() -> str:
    import locale  # noqa: PLC0415  elsewhere the environment says

    return locale.getlocale()[0] or "en"
