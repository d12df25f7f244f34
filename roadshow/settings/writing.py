"""Writing one setting into a settings file, the rest of it kept."""

import secrets
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _


def set_value(path: Path, name: str, value: Any) -> None:
    """Set `name` (a plugin's as plugins.PLUGIN.NAME) in the file at `path`; None takes it out.

    Comments in the file would be lost, so a file with comments is copied to `.bak` first.
    """
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Mend that line, or set the file aside."),
        ) from error
    *folders, last = name.split(".")
    place = content
    for folder in folders:
        place = place.setdefault(folder, {})
    if value is None:
        place.pop(last, None)
    else:
        place[last] = list(value) if isinstance(value, tuple) else value
    path.parent.mkdir(parents=True, exist_ok=True)
    if "#" in text:
        path.with_suffix(".toml.bak").write_text(text, encoding="utf-8")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(tomli_w.dumps(content), encoding="utf-8")
    draft.replace(path)
