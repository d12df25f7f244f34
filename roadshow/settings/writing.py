"""Writing one setting into a settings file: in its own line, so that all that a person wrote around it stays."""

import copy
import re
import secrets
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _

HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")


def set_value(path: Path, name: str, value: Any) -> bool:
    """Set `name` (a plugin's as plugins.PLUGIN.NAME) in the file at `path`; None takes it out.

    Returns whether the comments of the file are all still there. Where they cannot be, the file as it was is kept
    beside it as `.bak`; `loses_comments` tells beforehand.
    """
    text, content = _read(path)
    whole, kept = _written(text, content, name, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not kept:
        path.with_suffix(".toml.bak").write_text(text, encoding="utf-8")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(whole, encoding="utf-8")
    draft.replace(path)
    return kept


def loses_comments(path: Path, name: str, value: Any) -> bool:
    """Say whether comments of a file would go with such a change, so that somebody can be asked first."""
    text, content = _read(path)
    return not _written(text, content, name, value)[1]


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Mend that line, or set the file aside."),
        ) from error


def _written(text: str, content: dict[str, Any], name: str, value: Any) -> tuple[str, bool]:
    """Return the file with the change, and whether its comments are all there."""
    *folders, last = name.split(".")
    wanted = copy.deepcopy(content)
    place = wanted
    for folder in folders:
        place = place.setdefault(folder, {})
    held = list(value) if isinstance(value, tuple) else value
    if value is None:
        place.pop(last, None)
    else:
        place[last] = held
    for candidate in _candidates(text.splitlines(), folders, last, held):
        if _says(candidate, wanted):
            return candidate, True
    return tomli_w.dumps(wanted), "#" not in text


def _candidates(lines: list[str], folders: Sequence[str], last: str, value: Any) -> Iterator[str]:
    """Give the file with one line changed, added or taken out; the first that says what is wanted is taken."""
    new = [] if value is None else [tomli_w.dumps({last: value}).rstrip()]
    start, end = _region(lines, folders)
    own = re.compile(rf"\s*[\"']?{re.escape(last)}[\"']?\s*=")
    for place in range(start, end):
        if own.match(lines[place]):
            for until in range(place + 1, end + 1):
                remark = "" if until > place + 1 else _remark(lines[place])
                if not remark and any("#" in line for line in lines[place:until]):
                    continue
                yield _joined(lines[:place], [line + remark for line in new], lines[until:])
    if start >= 0:
        end = _end(lines, start, end)
        yield _joined(lines[:end], new, lines[end:])
    else:
        yield _joined(lines, ["", f"[{'.'.join(folders)}]", *new] if new else [], [])


def _region(lines: Sequence[str], folders: Sequence[str]) -> tuple[int, int]:
    """Return from which line to which a table goes; (-1, -1) where the file has none of that name."""
    headers = [(place, match[1]) for place, line in enumerate(lines) if (match := HEADER.fullmatch(line))]
    if not folders:
        return 0, headers[0][0] if headers else len(lines)
    for number, (place, named) in enumerate(headers):
        if [part.strip().strip("\"'") for part in named.split(".")] == list(folders):
            return place + 1, headers[number + 1][0] if number + 1 < len(headers) else len(lines)
    return -1, -1


def _end(lines: Sequence[str], start: int, end: int) -> int:
    """Return where a table ends: before the comment that stands above the next one, and the empty lines before that."""
    if end < len(lines):
        while end > start and lines[end - 1].lstrip().startswith("#"):
            end -= 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end


def _remark(line: str) -> str:
    """Return the comment behind a value, with the space before it."""
    match = re.search(r"\s+#[^\"']*$", line)
    return match[0] if match else ""


def _joined(*pieces: Sequence[str]) -> str:
    return "".join(f"{line}\n" for piece in pieces for line in piece)


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return _bare(said) == _bare(wanted)


def _bare(content: dict[str, Any]) -> dict[str, Any]:
    """Leave tables out that hold nothing: they say nothing."""
    held = {name: _bare(value) if isinstance(value, dict) else value for name, value in content.items()}
    return {name: value for name, value in held.items() if value != {}}
