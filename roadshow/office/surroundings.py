"""Where a workspace lies: in a folder that a program synchronises, on a drive of the network, beside copies in conflict."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from roadshow.domain.papers import Notice
from roadshow.domain.wording import _

_BY_NAME = (
    ("OneDrive", re.compile(r"onedrive( ?-.*)?|skydrive", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( \(.*\))?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.*)?|my drive|mijn drive|drivefs", re.IGNORECASE)),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud\d*|owncloud", re.IGNORECASE)),
    ("Syncthing", re.compile(r"syncthing", re.IGNORECASE)),
)
_BY_MARK = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".stignore": "Syncthing",
    ".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "Nextcloud", ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}  # fmt: skip
"""Files and folders that such programs leave at the top of what they synchronise."""
_CONFLICT = re.compile(
    r"[ _.-]*\(?[^()]*(conflicted copy|conflicting copy|conflict|conflicterende kopie|conflicterend exemplaar)[^()]*\)?"
    r"|\.sync-conflict-\d{8}-\d{6}-\w+"
    r"| ?\(\d+\)| \d+",
    re.IGNORECASE,
)
"""What stands behind the name of a file of which two versions met: Dropbox, Nextcloud, Syncthing, Google Drive, iCloud."""
_OF_A_COMPUTER = re.compile(r"-[\w-]+(-\d+)?")
"""OneDrive puts the name of the other computer behind it."""
_ON_THE_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs|fuse\.(sshfs|davfs2?|rclone|gvfsd-fuse|s3fs)|afs|ncpfs"
)
_REMOTE = 4
"""DRIVE_REMOTE of Windows' GetDriveTypeW."""


def synchronised_by(path: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return the name of the program that synchronises the folder of a path, empty where none is known to."""
    environment = os.environ if environment is None else environment
    folders = path.absolute().parents
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environment.get(variable) and Path(environment[variable]) in folders:
            return "OneDrive"
    for folder in folders:
        for name, pattern in _BY_NAME:
            if pattern.fullmatch(folder.name):
                return name
        for mark, name in _BY_MARK.items():
            if (folder / mark).exists():
                return name
    return ""


def is_on_the_network(path: Path) -> bool:
    """Say whether a path is on a drive of another computer, as far as this system tells."""
    place = path.absolute().parent
    if os.name == "nt":
        return _is_remote_on_windows(place)
    real = str(place.resolve())
    fitting = [(point, kind) for point, kind in _mounts() if real == point or real.startswith(point.rstrip("/") + "/")]
    return bool(fitting) and _ON_THE_NETWORK.fullmatch(max(fitting, key=lambda one: len(one[0]))[1]) is not None


def _is_remote_on_windows(place: Path) -> bool:
    if place.drive.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415  only there

    windll = getattr(ctypes, "windll", None)
    return windll is not None and windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == _REMOTE


def _mounts() -> Iterator[tuple[str, str]]:
    """Give where which sort of file system is mounted (proc_pid_mountinfo(5); mount(8) of macOS)."""
    if sys.platform == "darwin":
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        for match in re.finditer(r"^.* on (.+) \((\w+)[,)]", said, re.MULTILINE):
            yield match[1], match[2]
        return
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        before, _dash, behind = line.partition(" - ")
        yield before.split()[4].replace("\\040", " "), behind.split()[0]


def copies_in_conflict(path: Path) -> list[Path]:
    """Return the files beside a workspace that a synchronising program made where two versions of it met."""
    beside = [
        one
        for one in path.absolute().parent.glob(f"*{path.suffix}")
        if one.name != path.name and one.name.startswith(path.stem)
    ]
    return sorted(one for one in beside if _is_in_conflict(one, path))


def _is_in_conflict(one: Path, path: Path) -> bool:
    rest = one.stem[len(path.stem) :]
    if not (_CONFLICT.fullmatch(rest) or _OF_A_COMPUTER.fullmatch(rest)):
        return False
    from roadshow.store.sqlite_copies import domain_of  # noqa: PLC0415  few workspaces have any

    of_ours = domain_of(path)
    return bool(of_ours) and domain_of(one) == of_ours


def copies_beside(path: Path) -> list[Path]:
    """Return the other files in the folder of a workspace that are whole copies of it, whoever made them."""
    from roadshow.store.sqlite_copies import domain_of  # noqa: PLC0415  as above

    of_ours = domain_of(path)
    beside = (one for one in sorted(path.absolute().parent.glob(f"*{path.suffix}")) if one.name != path.name)
    return [one for one in beside if of_ours and domain_of(one) == of_ours]


def conflicts_told(path: Path) -> list[Notice]:
    """Say which copies in conflict lie beside a workspace, and what to do."""
    found = copies_in_conflict(path)
    if not found:
        return []
    return [
        Notice(
            _("Two versions of this workspace met: beside it is {names}.").format(
                names=", ".join(one.name for one in found)
            ),
            _('See what is in it: roadshow -w "{name}" log. Keep one, and put the other away elsewhere.').format(
                name=found[0]
            ),
        )
    ]


def surroundings_told(path: Path) -> list[Notice]:
    """Say what is to be known of where a workspace lies."""
    told = []
    program = synchronised_by(path)
    if program:
        told.append(
            Notice(
                _("{path} is in a folder of {program}, which may put another version over it while you work.").format(
                    path=path, program=program
                ),
                _(
                    "Keep it in your data folder, and put copies there: roadshow copy FILE. Never open it on two computers."
                ),
            )
        )
    if is_on_the_network(path):
        told.append(
            Notice(
                _("{path} is on a drive of the network, where two programs may not see each other's changes.").format(
                    path=path
                ),
                _("Work in a copy on this computer, and put it back: roadshow copy FILE."),
            )
        )
    return told + conflicts_told(path)
