"""Backups: whole copies of a workspace that the program makes by itself, and keeps by a rule.

What is forgotten in the workspace is forgotten in each of them (`elsewhere`).
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from roadshow.domain.errors import RoadshowError
from roadshow.domain.papers import Notice
from roadshow.domain.wording import N_, _
from roadshow.settings.declared import BackupSettings
from roadshow.settings.layers import Settings
from roadshow.store.base import Store
from roadshow.store.sqlite_copies import Contents, contents, domain_of

SECTION = "backups"
DAILY, UPGRADE = "daily", "upgrade"
REASONS = {
    DAILY: N_("first change of a day"), "import": N_("before an import"), "load": N_("before a plan file"),
    "forget": N_("before forgetting"), UPGRADE: N_("before an upgrade"), "restore": N_("before a backup was put back"),
}  # fmt: skip
"""Why a backup was made, by the word in its file name."""
_NAMED = re.compile(r"(.+) (\d{4}-\d\d-\d\d \d{6})(?:-(\d+))? (" + "|".join(REASONS) + r")\.roadshow")
_DOMAIN = 16
"""Letters of a workspace's domain that name its folder: all of the part that was made at random."""


class Keeper(Protocol):
    """The open office, as far as backups need it."""

    backups: Path | None
    settings: Settings

    @property
    def store(self) -> Store:
        """The workspace."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Tells the time."""


class Backup(NamedTuple):
    """One backup: its file, the name of the workspace then, when it was made (local time) and why."""

    path: Path
    stem: str
    moment: datetime
    number: int
    reason: str

    @property
    def why(self) -> str:
        """Say why it was made."""
        return _(REASONS[self.reason])

    def contents(self) -> Contents | None:
        """Look into it; None where it cannot be read."""
        return contents(self.path)

    @property
    def megabytes(self) -> float:
        """Its size."""
        return self.path.stat().st_size / 1_000_000


class Backups:
    """The backups of one workspace, in a folder of their own that only their owner may look into."""

    def __init__(self, settings: Settings, usual: Path, domain: str) -> None:
        self.rule = settings.section_options(SECTION, BackupSettings)
        self._top = Path(self.rule.folder).expanduser() if self.rule.folder else usual
        self._folder = self._top / domain[:_DOMAIN]

    def all(self) -> list[Backup]:
        """Return them, the newest first."""
        return _found(self._folder)

    def place(self, path: Path, moment: datetime, reason: str) -> Path:
        """Return where the next one goes, its folder made."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for folder in (self._top, self._folder):
            with contextlib.suppress(OSError):
                folder.chmod(0o700)
        head = f"{path.stem} {moment.astimezone():%Y-%m-%d %H%M%S}"
        names = (f"{head}{tail} {reason}.roadshow" for tail in ("", *(f"-{number}" for number in range(2, 10_000))))
        return next(place for name in names if not (place := self._folder / name).exists())

    def make(self, office: Keeper, reason: str) -> Path | None:
        """Make one, unless the rule wants none or the newest holds the same; let go of those that the rule lets go."""
        if not (self.rule.daily if reason == DAILY else self.rule.others):
            return None
        path: Path = getattr(office.store, "path", Path("plan"))
        newest = next(iter(self.all()), None)
        held = newest.contents() if newest is not None else None
        last = office.store.journal(limit=1)
        if not last or (held is not None and held.newest == (last[0].number, last[0].id)):
            return None
        place = self.place(path, office.clock(), reason)
        office.store.copy(place)
        self.tidy()
        return place

    def tidy(self) -> None:
        """Let go of what the rule does not keep."""
        for one in _let_go(self.all(), self.rule):
            with contextlib.suppress(OSError):
                one.path.unlink()


def backups_of(office: Keeper) -> Backups | None:
    """Return the backups of an open workspace, None where it keeps none."""
    return None if office.backups is None else Backups(office.settings, office.backups, office.store.domain)


def backups_at(path: Path, settings: Settings, usual: Path) -> list[Backup]:
    """Return the backups of a workspace that is closed; of one that is gone or damaged, those that have its name."""
    domain = domain_of(path) if path.is_file() else ""
    if domain and (found := Backups(settings, usual, domain).all()):
        return found
    rule = settings.section_options(SECTION, BackupSettings)
    top = Path(rule.folder).expanduser() if rule.folder else usual
    folders = sorted(one for one in top.iterdir() if one.is_dir()) if top.is_dir() else []
    found = [one for folder in folders for one in _found(folder) if one.stem == path.stem]
    return sorted(found, key=_age, reverse=True)


def before_upgrade(settings: Settings, usual: Path, domain: str, path: Path, moment: datetime) -> Path:
    """Return the place of the backup that is made before a file is brought to our time."""
    return Backups(settings, usual, domain).place(path, moment, UPGRADE)


def kept(office: Keeper, reason: str) -> list[Notice]:
    """Make a backup; return what is to be told where that could not be done."""
    try:
        backups = backups_of(office)
        if backups is not None:
            backups.make(office, reason)
    except (RoadshowError, OSError) as error:
        return [
            Notice(
                _("No backup could be made: {reason}").format(reason=getattr(error, "message", error)),
                _("See the settings under [backups], and the disk."),
            )
        ]
    return []


def _found(folder: Path) -> list[Backup]:
    return sorted(_named(folder), key=_age, reverse=True)


def _named(folder: Path) -> Iterator[Backup]:
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAMED.fullmatch(path.name)
        if match is not None:
            moment = datetime.strptime(match[2], "%Y-%m-%d %H%M%S").astimezone()
            yield Backup(path, match[1], moment, int(match[3] or 1), match[4])


def _age(one: Backup) -> tuple[datetime, int]:
    return one.moment, one.number


def _let_go(newest_first: list[Backup], rule: BackupSettings) -> Iterator[Backup]:
    left = {True: rule.daily, False: rule.others}
    room = float(rule.megabytes)
    for place, one in enumerate(newest_first):
        daily = one.reason == DAILY
        left[daily] -= 1
        room -= one.megabytes
        if place and (left[daily] < 0 or room < 0):
            yield one
