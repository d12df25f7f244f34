"""Plan files on the disk: read as people save them, and never written over what somebody typed without a word."""

import filecmp
import secrets
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from roadshow.domain.errors import BadInputError, RoadshowError
from roadshow.domain.wording import _, ngettext
from roadshow.office.exchange import DRAFT, demand_no_workspace, sweep, write
from roadshow.planfile import PlanFileError, Problem, comments, schema_text
from roadshow.planfile.reading import TOP
from roadshow.planfile.writing import SCHEMA_FILE
from roadshow.store.sqlite_file import demand_not_open

BEHIND = ".bak"
LARGEST = 400_000_000
"""Bytes of the largest plan file: three times a million guests."""
MARK = "urn:roadshow:plan:"
"""How the schema calls itself; another file of that name is left alone."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_plan_text(path: Path) -> str:
    """Read a plan file. Raises RoadshowError where there is none, PlanFileError where it is no text."""
    demand_not_open(path)
    try:
        with path.open("rb") as file:
            return plan_text_from(file, path.name)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = _("The letters here are not UTF-8. Save the file as UTF-8 and load it again.")
        raise PlanFileError([Problem(path.name, line, "", sentence)]) from error
    except OSError as error:
        raise RoadshowError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror or error),
            _("Check the name of the file."),
        ) from error


def plan_text_from(file: BinaryIO, name: str) -> str:
    """Read a plan from a stream, which may have no end. Raises BadInputError where it is larger than any plan."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadInputError(
            _("“{name}” is larger than {size} MB, and no plan is.").format(name=name, size=LARGEST // 1_000_000),
            _('Name a file that "roadshow dump" wrote, or one like it.'),
        )
    return _decoded(content)


def _decoded(content: bytes) -> str:
    """Decode UTF-8, or UTF-16 with its mark as Windows editors may save it; line ends as TOML wants them."""
    text = content.decode("utf-16" if content.startswith(UTF16) else "utf-8-sig")
    return text.replace("\r\n", "\n")


def lost_by_writing(path: Path) -> str:
    """Say what would be lost if a plan were written to `path`; empty where nothing would."""
    if not path.exists() or path.is_dir():
        return ""
    demand_not_open(path)
    try:
        text = _decoded(path.read_bytes())
        ours = _is_plan(text)
    except (UnicodeDecodeError, OSError):
        ours = False
    if not ours:
        return _("{path} is there already and cannot be read as a plan file.").format(path=path)
    count = len(comments(text))
    if not count:
        return ""
    sentence = ngettext(
        "{path} has {count} comment that somebody wrote; a new file would be without it.",
        "{path} has {count} comments that somebody wrote; a new file would be without them.",
        count,
    )
    return sentence.format(path=path, count=count)


def _is_plan(text: str) -> bool:
    try:
        return not text.strip() or not set(TOP).isdisjoint(tomllib.loads(text))
    except ValueError:
        return False


def write_plan(path: Path, text: str | Iterable[str], *, private: bool) -> Path | None:
    """Write a plan file whole or not at all. Another text that stood there is kept; return where, or None."""
    kept = None
    if path.is_dir():
        raise BadInputError(_("{path} is a folder.").format(path=path), _("Give the name of a file."))
    demand_not_open(path)
    demand_no_workspace(path)
    there = path.exists()
    draft = path.with_name(f".{secrets.token_hex(6)}{DRAFT}") if there else path
    sweep(path.absolute().parent)
    try:
        write(draft, (one.encode() for one in ((text,) if isinstance(text, str) else text)), private=private)
        if there and not filecmp.cmp(draft, path, shallow=False):
            kept = _free(path)
            write(kept, path.read_bytes(), private=True)
        if there:
            draft.replace(path)
    finally:
        if there:
            draft.unlink(missing_ok=True)
    return kept


def write_schema(folder: Path) -> Path | None:
    """Put the schema beside a plan file, for the editor; return its path where it was not there yet."""
    path = folder / SCHEMA_FILE
    there = path.exists()
    try:
        if there and MARK not in path.read_text(encoding="utf-8"):
            return None
    except (UnicodeDecodeError, OSError):
        return None
    write(path, schema_text().encode(), private=False)
    return None if there else path


def _free(path: Path) -> Path:
    """Return a name for the old file that no other old file has."""
    name, number = path.name + BEHIND, 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}{BEHIND}-{number}"
    return path.with_name(name)
