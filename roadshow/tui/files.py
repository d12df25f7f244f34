"""A folder as one looks for a file in it: what fits, and a typed path completed as a shell would."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from roadshow.api import meant_path

MOST = 2000
"""Entries of one folder that are shown; whoever has more types a few letters."""


class Found(NamedTuple):
    """One entry: a folder, or a file that can be read, with its size and when it was written."""

    name: str
    folder: bool
    size: int = 0
    written: float = 0.0


class Folder(NamedTuple):
    """What is in a folder: folders first, then the files that fit. `others` is how many files do not."""

    path: Path
    entries: tuple[Found, ...]
    others: int = 0
    refused: str = ""


def look_in(path: Path, suffixes: Sequence[str], begun: str = "") -> Folder:
    """Read a folder. Hidden entries are left out unless their name is begun; `begun` narrows to a beginning."""
    folders: list[Found] = []
    files: list[Found] = []
    others = 0
    try:
        for entry in _scanned(path):
            if (entry.name.startswith(".") and not begun.startswith(".")) or not _begins(entry.name, begun):
                continue
            if entry.is_dir():
                folders.append(Found(entry.name, folder=True))
            elif Path(entry.name).suffix.lower() in suffixes:
                facts = entry.stat()
                files.append(Found(entry.name, folder=False, size=facts.st_size, written=facts.st_mtime))
            else:
                others += 1
    except OSError as error:
        return Folder(path, (), refused=error.strerror or str(error))
    folders.sort(key=lambda one: one.name.casefold())
    files.sort(key=lambda one: -one.written)
    return Folder(path, tuple([*folders, *files][:MOST]), others)


def _scanned(path: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(path) as entries:
        for entry in entries:
            try:
                entry.is_dir()
            except OSError:
                continue
            yield entry


def parted(typed: str, here: Path) -> tuple[Path, str]:
    """Part what was typed into the folder that is meant and the beginning of a name in it."""
    text = typed.strip().strip('"')
    if text in {"~", ".."}:
        text += os.sep
    place = max(text.rfind("/"), text.rfind(os.sep))
    head, begun = text[: place + 1], text[place + 1 :]
    return here / meant_path(head) if head else here, begun


def completed(typed: str, here: Path, suffixes: Sequence[str]) -> str:
    """Return what was typed with as much more as there is only one way to go on; as typed where there is none."""
    folder, begun = parted(typed, here)
    names = [one.name + (os.sep if one.folder else "") for one in look_in(folder, suffixes, begun).entries]
    if not names:
        return typed
    common = _shared(names)
    if len(common) <= len(begun) and len(names) > 1:
        return typed
    head = typed.strip().strip('"')
    head = head + os.sep if head in {"~", ".."} else head[: len(head) - len(begun)] if begun else head
    return head + common


def _shared(names: Sequence[str]) -> str:
    first = names[0]
    for length in range(len(first), 0, -1):
        if all(_begins(name, first[:length]) for name in names):
            return first[:length]
    return ""


def _begins(name: str, begun: str) -> bool:
    return name.casefold().startswith(begun.casefold())
