"""Which key does what: every action has an id, and its keys stand in config/keys.toml, where users may change them."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from textual.binding import Binding, BindingType

from roadshow.api import BadInputError, _, config_folder, user_file

FILE = "keys.toml"


@dataclass(frozen=True, slots=True)
class Act:
    """Something a key does. `id` is section.name in keys.toml, `action` what Textual runs.

    `word` is what the footer calls it, empty where it does not stand there; `does` is the sentence in the help.
    Both are English and are translated where they are shown. A `strong` key is taken before any field sees it.
    """

    id: str
    action: str
    word: str
    does: str
    strong: bool = False


def bound(*acts: Act) -> list[BindingType]:
    """Return these acts as the bindings of a widget, a screen or the app, on their shipped keys.

    Raises KeyError for an act that config/keys.toml does not have.
    """
    keys = shipped()
    return [
        Binding(
            keys[act.id], act.action, act.word, show=bool(act.word), priority=act.strong, tooltip=act.does, id=act.id
        )
        for act in acts
    ]


@cache
def shipped() -> dict[str, str]:
    """Return the keys that ship, parted by commas, by the id of the act."""
    return read(config_folder() / FILE)


def chosen() -> dict[str, str]:
    """Return the keys of the user's own keys.toml; empty where there is none. Raises BadInputError."""
    path = user_file().with_name(FILE)
    own = read(path) if path.is_file() else {}
    for name in own:
        if name not in shipped():
            near = difflib.get_close_matches(name, shipped(), n=1)
            hint = _("Did you mean {near}?").format(near=near[0]) if near else _("The shipped keys.toml has them all.")
            raise BadInputError(_("{path}: there is no action “{name}”.").format(path=path, name=name), hint)
    return own


def read(path: Path) -> dict[str, str]:
    """Read a file of keys. Raises BadInputError with the file and the line."""
    import tomllib  # noqa: PLC0415  only who opens the screen has keys

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Mend that line, or set the file aside."),
        ) from error
    return dict(_flat(content, path))


def _flat(content: Mapping[str, Any], path: Path) -> Iterable[tuple[str, str]]:
    for section, entries in content.items():
        if not isinstance(entries, dict):
            raise BadInputError(
                _("{path}: “{name}” stands outside a section.").format(path=path, name=section),
                _("Write it under a section such as [app]."),
            )
        for name, keys in entries.items():
            listed = [keys] if isinstance(keys, str) else keys
            if not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
                raise BadInputError(
                    _("{path}: {section}.{name} is not a key.").format(path=path, section=section, name=name),
                    _("Write a key such as “ctrl+p”, or several as [“j”, “down”]."),
                )
            yield f"{section}.{name}", ",".join(listed)


_SIGNS = {
    "question_mark": "?", "colon": ":", "slash": "/", "space": "space", "enter": "enter", "escape": "esc",
    "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "pgup", "pagedown": "pgdn", "plus": "+", "minus": "-", "asterisk": "*", "full_stop": ".", "comma": ",",
    "less_than_sign": "<", "greater_than_sign": ">", "equals_sign": "=", "backspace": "bksp", "delete": "del",
}  # fmt: skip


def shown(key: str) -> str:
    """Write a key as people say it: ^p for ctrl+p, ? for question_mark."""
    if key.startswith("ctrl+"):
        return "^" + shown(key.removeprefix("ctrl+"))
    return _SIGNS.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)
