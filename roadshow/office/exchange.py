"""Documents out: checked names, a draft beside the target, and a rename, so that no file is ever half written."""

import contextlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from roadshow.domain.errors import BadInputError, RoadshowError
from roadshow.domain.guests import InvitationState
from roadshow.domain.papers import Document, Notice
from roadshow.domain.wording import _, ngettext
from roadshow.office.plugins import Plugins
from roadshow.office.programme import LiveProgramme
from roadshow.settings.layers import Settings
from roadshow.store.scratch import is_taken
from roadshow.store.sqlite_file import demand_not_open

_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
DRAFT = ".part"
_OURS = re.compile(r"\.[0-9a-f]{12}\.part")
WORKSPACE = b"SQLite format 3\x00"
"""How a workspace begins (SQLite file format, section 1.3.1)."""
NAMED = 5
"""Files that a notice names; the rest are counted."""


class UnsafeNameError(RoadshowError):
    """A document wants to go where it may not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an export left: the files in order, their size together in bytes, and what the planner should know."""

    files: tuple[Path, ...]
    size: int
    notices: tuple[Notice, ...]


class Folder:
    """Where the documents of one export go: below a folder, never by a link, each file whole or not at all.

    `keeping` leaves a file alone that was there with other content; else it is replaced. `unlike` are those files,
    `made` all that are as the export wants them.
    """

    def __init__(self, folder: Path, *, keeping: bool = False) -> None:
        self.made: list[Path] = []
        self.unlike: list[Path] = []
        self.keeping = keeping
        self._folder = folder
        self._checked: dict[tuple[str, ...], Path] = {}

    def place(self, name: str, *, private: bool = False) -> Path:
        """Return where a document goes, its folders made; refuse a name that leads out, by a link as well.

        A folder that is made for a private document is for its owner only: the names of letters are those of guests.
        """
        parts = PurePosixPath(name).parts
        if (
            not parts
            or name.startswith("/")
            or any(part in {"..", "."} or part.startswith("~") for part in parts)
            or _UNSAFE.search(name)
        ):
            raise UnsafeNameError(
                _("“{name}” is not a safe file name.").format(name=ascii(name)), _("Nothing was written under it.")
            )
        above = parts[:-1]
        if above not in self._checked:
            self._checked[above] = self._below(above, 0o700 if private else 0o777)
        return self._checked[above] / parts[-1]

    def put(self, document: Document) -> int:
        """Write a document; return the size of what is there now."""
        path, content = self.place(document.name, private=document.private), document.content
        if self.keeping and not isinstance(content, bytes):
            content = b"".join(content)
        unlike = isinstance(content, bytes) and _unlike(path, content)
        if unlike:
            self.unlike.append(path)
        if unlike and self.keeping:
            return 0
        self.made.append(path)
        return write(path, content, private=document.private)

    def _below(self, parts: tuple[str, ...], mode: int) -> Path:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            place = self._folder.resolve()
            for part in parts:
                place = place / part
                if place.is_symlink():
                    raise UnsafeNameError(
                        _("{path} is a link, and an export never follows one.").format(path=place),
                        _("Choose another folder with --out."),
                    )
                place.mkdir(mode, exist_ok=True)
            sweep(place)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        return place


def export(
    key: str,
    programme: LiveProgramme,
    folder: Path,
    *,
    plugins: Plugins,
    settings: Settings,
    given: Mapping[str, Any] | None = None,
    keeping: bool = False,
) -> Outcome:
    """Run an exporter and write its documents below `folder`.

    `given` are options by name, as typed. Raises RoadshowError for what a person can mend; a plugin that fails in
    any other way is a PluginError with its name. Files written before a failure stay, whole. `keeping` writes no file
    that was there with other content. Either way a notice names such files.
    """
    plugin, exporter = plugins.exporter(key)
    options: Any = settings.options(plugin, exporter.options, given or {}, key)
    out = Folder(folder, keeping=keeping)
    size = sum(out.put(document) for document in exporter.documents(programme, options))
    if out.made and exporter.keeps_record:
        _remember(programme, key, getattr(options, "invitation_states", ()))
    programme.notices += [*_told_unlike(out, folder), *_left_over(folder, [*out.made, *out.unlike])]
    return Outcome(tuple(out.made), size, (*programme.notices, *plugins.notices))


def _told_unlike(out: Folder, folder: Path) -> Iterator[Notice]:
    """Say which files were there with other content: somebody may have changed a letter by hand."""
    if not out.unlike:
        return
    count = len(out.unlike)
    top = folder.resolve()
    names = ", ".join(str(path.relative_to(top)) for path in out.unlike[:NAMED]) + (" …" if count > NAMED else "")
    if out.keeping:
        sentence = ngettext(
            "{count} file was changed since it was made, and is kept as it is: {names}.",
            "{count} files were changed since they were made, and are kept as they are: {names}.",
            count,
        )
        yield Notice(sentence.format(count=count, names=names), _("Take it away to have it made again."))
        return
    sentence = ngettext(
        "{count} file of an earlier export was other than now, and is replaced: {names}.",
        "{count} files of an earlier export were other than now, and are replaced: {names}.",
        count,
    )
    yield Notice(sentence.format(count=count, names=names), _("What you change by hand, keep under a name of its own."))


def _remember(programme: LiveProgramme, key: str, states: tuple[InvitationState, ...]) -> None:
    """Note that a paper went out. Where that cannot be noted, the files are good all the same, and a notice says so."""
    try:
        programme.remember(key, states)
    except RoadshowError as error:
        programme.tell(
            _("The files are made, but the workspace could not note it: {reason}").format(reason=error.message)
        )


def _left_over(folder: Path, files: list[Path]) -> list[Notice]:
    """Say which files of an earlier export still lie beside the new ones: a guest who is off the list may be there."""
    top, made = folder.resolve(), frozenset(files)
    notices = []
    for place in sorted({path.parent for path in files} - {top}):
        endings = {path.suffix for path in files if path.parent == place}
        old = sorted(path.name for path in place.iterdir() if path.suffix in endings and path not in made)
        if old:
            sentence = ngettext(
                "{count} file of an earlier export is still in {folder}: {names}.",
                "{count} files of an earlier export are still in {folder}: {names}.",
                len(old),
            )
            names = ", ".join(old[:NAMED]) + (" …" if len(old) > NAMED else "")
            notices.append(
                Notice(
                    sentence.format(count=len(old), folder=place.relative_to(top), names=names),
                    _("Take them away before you send or print what is there."),
                )
            )
    return notices


def target(folder: Path, name: str) -> Path:
    """Return where a document goes, its folders made; refuse a name that leads out of `folder`, by a link as well."""
    return Folder(folder).place(name)


def _unlike(path: Path, content: bytes) -> bool:
    """Say whether a file is there and holds something else; one that cannot be read does."""
    try:
        found = path.lstat()
        return not stat.S_ISREG(found.st_mode) or found.st_size != len(content) or path.read_bytes() != content
    except FileNotFoundError:
        return False
    except OSError:
        return True


def write(path: Path, content: bytes | Iterable[bytes], *, private: bool) -> int:
    """Write a file whole or not at all; return its size in bytes. A link at `path` is replaced, never followed.

    A private file is readable by its owner only. The workspace that is open is never replaced.
    """
    demand_not_open(path)
    demand_no_workspace(path)
    draft = f"{path.parent}{os.sep}.{secrets.token_hex(6)}{DRAFT}"
    size = 0
    try:
        number = os.open(
            draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600 if private else 0o644
        )
        try:
            with os.fdopen(number, "wb", buffering=0 if isinstance(content, bytes) else -1) as file:
                is_taken(number)
                for piece in (content,) if isinstance(content, bytes) else content:
                    size += _whole(file, piece)
            os.replace(draft, path)  # noqa: PTH105  ten thousand letters pay for each Path
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error
    return size


def demand_no_workspace(path: Path) -> None:
    """Refuse to write a document over a workspace. Raises BadInputError."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size < len(WORKSPACE):
            return
        with path.open("rb") as file:
            is_one = file.read(len(WORKSPACE)) == WORKSPACE
    except OSError:
        return
    if is_one:
        raise BadInputError(
            _("{path} is a workspace, or another database, and is not written over.").format(path=path),
            _("Give another name."),
        )


def sweep(folder: Path) -> None:
    """Take away drafts of ours in a folder that a kill left; those that are being written stay."""
    for draft in folder.glob(f".*{DRAFT}") if folder.is_dir() else ():
        if _OURS.fullmatch(draft.name) is None or draft.is_symlink():
            continue
        with contextlib.suppress(OSError):
            with draft.open("rb") as file:
                if is_taken(file.fileno()):
                    continue
            draft.unlink()


def _whole(file: IO[bytes], piece: bytes) -> int:
    """Write all of a piece: a file without a buffer may take a part of it."""
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]
    return len(piece)


def _unwritable(path: Path, error: OSError) -> RoadshowError:
    return RoadshowError(
        _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error),
        _("Check the disk and the folder. A file that was there before is still whole."),
    )
