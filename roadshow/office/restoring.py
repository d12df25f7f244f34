"""Whole copies out and back: a safe copy of a workspace that is open, and a backup put in its place."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from roadshow.domain.errors import BadInputError, RoadshowError
from roadshow.domain.wording import _
from roadshow.office.backups import Backup, backups_at, backups_of
from roadshow.office.live import Office
from roadshow.office.opening import load_settings, open_office
from roadshow.settings.layers import data_folder
from roadshow.store.sqlite_copies import contents, domain_of, put_back


class PutBack(NamedTuple):
    """What became of the state that a backup replaced: a backup of its own, or files beside it where it was damaged."""

    backup: Path | None
    aside: Path | None


def copy_workspace(office: Office, place: Path) -> None:
    """Write a whole copy of the workspace. Only an older copy of the same workspace is replaced, never one in use.

    Raises BadInputError, StoreError.
    """
    if place.is_dir():
        raise BadInputError(_("{path} is a folder.").format(path=place), _("Give the name of a file."))
    if not place.exists():
        office.store.copy(place)
        return
    if domain_of(place) != office.store.domain:
        raise BadInputError(
            _("{path} is there already, and is no copy of this workspace.").format(path=place),
            _("Give another name. That file was not touched."),
        )
    draft = place.with_name(f".{place.name}.{os.urandom(4).hex()}.new")
    try:
        office.store.copy(draft)
        put_back(draft, place, aside=False)
    finally:
        draft.unlink(missing_ok=True)


def known_backups(path: Path, environment: Mapping[str, str] | None = None) -> list[Backup]:
    """Return the backups of the workspace at a path, whatever became of it, the newest first."""
    environment = os.environ if environment is None else environment
    settings = load_settings(environment, workspace=path)
    return backups_at(path, settings, data_folder(environment) / "backups")


def restore(path: Path, source: Path) -> PutBack:
    """Put a backup in the place of a workspace that nobody has open; its present state is kept first.

    Raises BadInputError where the backup cannot be read, StoreError where somebody has the workspace open.
    """
    if contents(source) is None:
        raise BadInputError(
            _("{path} cannot be read as a backup.").format(path=source), _('See "roadshow backups list" for others.')
        )
    place = None
    readable = path.exists()
    try:
        if readable:
            place = _present_kept(path)
    except RoadshowError:
        readable = False
    return PutBack(place, put_back(source, path, aside=place is None and not _is_kept(path, readable=readable)))


def _present_kept(path: Path) -> Path | None:
    """Make a backup of the present state; None where the newest one holds it already, or where the rule wants none."""
    with open_office(path) as office:
        backups = backups_of(office)
        return None if backups is None else backups.make(office, "restore")


def _is_kept(path: Path, *, readable: bool) -> bool:
    """Say whether a backup holds what a file holds."""
    held = contents(path) if readable else None
    return held is not None and any((one.contents() or held._replace(people=-1)) == held for one in known_backups(path))
