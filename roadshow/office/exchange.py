"""Documents out: checked names, a draft beside the target, and a rename, so that no file is ever half written."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from roadshow.domain.errors import PluginError, RoadshowError
from roadshow.domain.papers import Document, Notice
from roadshow.domain.wording import _, ngettext
from roadshow.office.plugins import Plugins
from roadshow.office.programme import LiveProgramme
from roadshow.settings.layers import Settings

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


def export(
    key: str,
    programme: LiveProgramme,
    folder: Path,
    *,
    plugins: Plugins,
    settings: Settings,
    given: Mapping[str, Any] | None = None,
) -> Outcome:
    """Run an exporter and write its documents below `folder`.

    `given` are options by name, as typed. Raises RoadshowError for what a person can mend; a plugin that fails in
    any other way is a PluginError with its name. Files written before a failure stay, whole.
    """
    plugin, exporter = plugins.exporter(key)
    options: Any = settings.options(plugin, exporter.options, given or {}, key)
    files: list[Path] = []
    size = 0
    for document in _fenced(plugin, exporter.documents(programme, options)):
        path = target(folder, document.name)
        size += write(path, document.content, private=document.private)
        files.append(path)
    if files and getattr(exporter, "keeps_record", False):
        _remember(programme, key)
    programme.notices += _left_over(folder, files)
    return Outcome(tuple(files), size, (*programme.notices, *plugins.notices))


def _remember(programme: LiveProgramme, key: str) -> None:
    """Note that a paper went out. Where that cannot be noted, the files are good all the same, and a notice says so."""
    try:
        programme.remember(key)
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


def _fenced(plugin: str, documents: Iterator[Document]) -> Iterator[Document]:
    try:
        yield from documents
    except (RoadshowError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise PluginError(
            _("Plugin {plugin} failed: {reason}.").format(plugin=plugin, reason=f"{type(error).__name__}: {error}"),
            _("What was written before is whole. Tell the maker of the plugin."),
            plugin=plugin,
            hook="exporters",
        ) from error


def target(folder: Path, name: str) -> Path:
    """Return where a document goes, its folders made; refuse a name that leads out of `folder`, by a link as well."""
    parts = PurePosixPath(name).parts
    if (
        not parts
        or PurePosixPath(name).is_absolute()
        or any(part in {"..", "."} or part.startswith("~") for part in parts)
        or any(sign in name for sign in '\\:*?"<>|')
        or any(ord(sign) < 0x20 or ord(sign) == 0x7F for sign in name)
    ):
        raise UnsafeNameError(
            _("“{name}” is not a safe file name.").format(name=ascii(name)), _("Nothing was written under it.")
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder.resolve()
        for part in parts[:-1]:
            place = place / part
            if place.is_symlink():
                raise UnsafeNameError(
                    _("{path} is a link, and an export never follows one.").format(path=place),
                    _("Choose another folder with --out."),
                )
            place.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return place / parts[-1]


def write(path: Path, content: bytes | Iterable[bytes], *, private: bool) -> int:
    """Write a file whole or not at all; return its size in bytes. A link at `path` is replaced, never followed.

    A private file is readable by its owner only.
    """
    draft = path.with_name(f".{secrets.token_hex(6)}.part")
    size = 0
    try:
        number = os.open(
            draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600 if private else 0o644
        )
        with os.fdopen(number, "wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                size += file.write(piece)
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return size


def _unwritable(path: Path, error: OSError) -> RoadshowError:
    return RoadshowError(
        _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error),
        _("Check the disk and the folder. A file that was there before is still whole."),
    )
