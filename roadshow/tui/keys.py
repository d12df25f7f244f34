"""Which key does what: every action has an id, and its keys stand in config/keys.toml, where users may change them."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from textual.binding import Binding, BindingType
from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys, key_to_character

from roadshow.api import BadInputError, _, config_folder, user_file

FILE = "keys.toml"
COMMANDS = "commands"
"""The section for commands of plugins: which names there are is known when the plugins are, see `command_keys`."""


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


def own_file() -> Path:
    """Return where the user's own keys stand, whether that file is there or not."""
    return user_file().with_name(FILE)


def chosen() -> dict[str, str]:
    """Return the keys of the user's own keys.toml; empty where there is none. Raises BadInputError.

    What is refused is named with its file, the line of it that is wrong, and the nearest that would be right.
    """
    path = own_file()
    own = read(path) if path.is_file() else {}
    for name, listed in own.items():
        of_plugin = name.startswith(f"{COMMANDS}.")
        if name not in shipped() and not of_plugin:
            hint = _nearest(name, shipped(), _("The shipped keys.toml has them all."))
            raise BadInputError(_("{path}: there is no action “{name}”.").format(path=path, name=name), hint)
        for key in listed.split(","):
            if not is_key(key) and not (of_plugin and not listed):
                hint = _nearest(key, key_names(), _('Write a key such as "ctrl+p", or several as ["j", "down"].'))
                raise BadInputError(
                    _("{path}: {name} is set to “{key}”, and there is no such key.").format(
                        path=path, name=name, key=key
                    ),
                    hint,
                )
    _no_clash({name: listed for name, listed in own.items() if name in shipped()}, path)
    return own


class OwnKeys:
    """Whether the user's own keys changed since they were last looked at."""

    def __init__(self) -> None:
        self._seen = self._stamp()

    def news(self) -> dict[str, str] | None:
        """Return the keys where the file changed, None where it did not. Raises BadInputError."""
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        return chosen()

    def _stamp(self) -> tuple[int, int]:
        try:
            held = own_file().stat()
        except OSError:
            return (0, 0)
        return (held.st_mtime_ns, held.st_size)


MODIFIERS = frozenset(("ctrl", "shift", "alt", "super", "hyper", "meta"))


@cache
def key_names() -> frozenset[str]:
    """Return the names of keys that have one, such as enter, f5 and question_mark."""
    named = {key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<")}
    used = {key for listed in shipped().values() for key in listed.split(",")}
    return frozenset(name for name in named | used | {*KEY_TO_UNICODE_NAME, *REPLACED_KEYS} if len(name) > 1)


def is_key(key: str) -> bool:
    """Say whether a terminal can send this. Shift with a letter comes as the capital letter, so G and never shift+g."""
    *held, last = key.split("+")
    if not set(held) <= MODIFIERS or not last:
        return False
    if len(last) == 1:
        return held != ["shift"]
    if last in key_names():
        return True
    try:
        unicodedata.lookup(last.replace("_", " "))
    except KeyError:
        return False
    return True


def _nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    held, plus, last = word.rpartition("+")
    if held == "shift" and len(last) == 1:
        return _("Did you mean {near}?").format(near=last.upper())
    whole = difflib.get_close_matches(word, known, n=1)
    if whole:
        return _("Did you mean {near}?").format(near=whole[0])
    parts = [*held.split("+"), last] if plus else [last]
    names = [*MODIFIERS, *key_names()]
    near = [part if part in names or len(part) == 1 else next(iter(difflib.get_close_matches(part, names, n=1)), "")
            for part in parts]  # fmt: skip
    return _("Did you mean {near}?").format(near="+".join(near)) if all(near) else otherwise


def _no_clash(own: Mapping[str, str], path: Path) -> None:
    """Refuse one key for two acts of a section, where at least one of the two was chosen by the user."""
    whole = {**shipped(), **own}
    for name, listed in own.items():
        section = name.partition(".")[0]
        for other, others in whole.items():
            both = set(listed.split(",")) & set(others.split(","))
            if other == name or other.partition(".")[0] != section or not both:
                continue
            if both & set(shipped()[name].split(",")) & set(shipped()[other].split(",")):
                continue
            raise BadInputError(
                _("{path}: “{key}” is set for {name} and for {other}.").format(
                    path=path, key=min(both), name=name, other=other
                ),
                _("Give one of the two another key."),
            )


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
        for name, keys in _parted(entries) if section == COMMANDS else entries.items():
            listed = [keys] if isinstance(keys, str) else keys
            if not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
                raise BadInputError(
                    _("{path}: {section}.{name} is not a key.").format(path=path, section=section, name=name),
                    _('Write a key such as "ctrl+p", or several as ["j", "down"].'),
                )
            yield f"{section}.{name}", ",".join(listed)


def _parted(entries: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Give plugin.command with its keys, whether that stands in quotes, or not, which is a table to TOML."""
    for name, keys in entries.items():
        if isinstance(keys, dict):
            yield from ((f"{name}.{key}", listed) for key, listed in keys.items())
        else:
            yield name, keys


_SIGNS = {
    "question_mark": "?", "colon": ":", "slash": "/", "enter": "enter", "escape": "esc",
    "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "pgup", "pagedown": "pgdn", "plus": "+", "minus": "-", "asterisk": "*", "full_stop": ".", "comma": ",",
    "tab": "tab", "less_than_sign": "<", "greater_than_sign": ">", "equals_sign": "=", "backspace": "bksp", "delete": "del",
}  # fmt: skip


def shown(key: str) -> str:
    """Write a key as people say it: ^p for ctrl+p, ? for question_mark."""
    if key.startswith("ctrl+"):
        return "^" + shown(key.removeprefix("ctrl+"))
    if key in _SIGNS or len(key) == 1:
        return _SIGNS.get(key, key)
    if key == "space":
        return _("space")
    letter = key_to_character(key)
    if letter and letter.isprintable():
        return letter
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key
