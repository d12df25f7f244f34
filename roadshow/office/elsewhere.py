"""What is forgotten is forgotten in every other file of a workspace too: its backups, and versions kept beside it."""

from collections.abc import Callable
from pathlib import Path

from roadshow.domain.errors import RoadshowError
from roadshow.domain.papers import Notice
from roadshow.domain.wording import _
from roadshow.office.backups import backups_of
from roadshow.office.live import Office
from roadshow.store.sqlite import SqliteStore
from roadshow.store.sqlite_copies import domain_of
from roadshow.store.sqlite_kept import kept_beside


def forget_in_backups(office: Office, work: Callable[[Office], object]) -> None:
    """Do in each backup what is done in the workspace; one in which that cannot be done is taken away.

    In the versions that were kept beside it as well; where that cannot be done a notice names them.
    """
    backups = backups_of(office)
    for one in backups.all() if backups is not None else ():
        if not _done_in(office, one.path, work):
            one.path.unlink(missing_ok=True)
    path = getattr(office.store, "path", None)
    left = [one.name for one in kept_beside(path) if not _done_in(office, one, work)] if path is not None else []
    if left:
        office.notices.append(
            Notice(
                _("What is forgotten may still stand in {names}.").format(names=", ".join(left)),
                _("Throw it away when you need it no more: it lies beside your workspace."),
            )
        )


def _done_in(office: Office, path: Path, work: Callable[[Office], object]) -> bool:
    try:
        if domain_of(path) != office.store.domain:
            return False
        with Office(SqliteStore(path), office.settings, author=lambda: office.author, clock=office.clock) as other:
            work(other)
    except RoadshowError:
        return False
    return True
