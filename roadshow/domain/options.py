"""Options are declared once, as the fields of a frozen dataclass.

From that one declaration come the flags on the command line, the form on the screen, the section in the settings
file, the help text and the page in the docs.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, field, fields
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _

T = TypeVar("T")
PLAIN_TYPES = (bool, int, float, str)
NONE: Mapping[str, str] = {}


def option(
    default: Any,
    meaning: str,
    *,
    low: int | None = None,
    high: int | None = None,
    word: str = "",
    words: Mapping[str, str] = NONE,
) -> Any:
    """Declare an option: its default, its meaning (marked with N_), bounds for a number, and its words in a form.

    A `word` (marked with N_) is what a form calls it; without one that is the name of the field. `words` (marked with
    N_) are what a form calls its values; of an option that takes any text they are the values it offers first.

    The type is the field's annotation: bool, int, float, str, a StrEnum, or a tuple of str. For a tuple a settings
    file may have a table as well: {talk = 10} is the same as ["talk=10"].
    """
    about = {"meaning": meaning, "low": low, "high": high, "word": word, "words": words}
    return field(default=default, metadata=about)


class Option(NamedTuple):
    """One declared option. `choices` is empty where any value of the type will do."""

    name: str
    type: type
    default: Any
    meaning: str
    low: int | None
    high: int | None
    choices: tuple[str, ...]
    several: bool
    word: str = ""
    words: Mapping[str, str] = NONE

    @property
    def called(self) -> str:
        """Return what a form calls it, in the language in use."""
        return _(self.word) if self.word else self.name.replace("_", " ")

    def said(self, value: Any) -> str:
        """Return what a form calls a value, in the language in use; a value without a word is its own word."""
        from roadshow.domain.valuewords import value_word  # noqa: PLC0415  only a form says values

        text = str(value)
        return _(self.words[text]) if text in self.words else value_word(text)

    @property
    def flag(self) -> str:
        """Return the name as it is typed on the command line, without dashes."""
        return self.name.replace("_", "-")


def declared(options: type) -> tuple[Option, ...]:
    """Return the options of a dataclass in order. Raises TypeError where a field has no default or a strange type."""
    hints = get_type_hints(options)
    return tuple(_declared(entry.name, hints[entry.name], entry.default, entry.metadata) for entry in fields(options))


def filled(options: type[T], given: Mapping[str, Any], *, source: str = "") -> T:
    """Build the options from what was given; the rest keep their default.

    Values may be text, as typed or read from a settings file. Raises BadInputError naming `source`, the option and
    what may stand there.
    """
    known = {entry.name: entry for entry in declared(options)}
    values: dict[str, Any] = {}
    for raw, value in given.items():
        name = raw.replace("-", "_")
        if name not in known:
            raise BadInputError(
                _("“{name}” is not an option of {source}.").format(name=raw, source=source or options.__name__),
                _("Options: {names}.").format(names=", ".join(entry.flag for entry in known.values())),
            )
        values[name] = converted(known[name], value)
    return options(**values)


def converted(entry: Option, value: Any) -> Any:
    """Return a value in the option's type, or refuse it in a sentence."""
    if entry.several:
        items: Iterable[Any] = value.split(",") if isinstance(value, str) else value
        if isinstance(value, Mapping):
            items = [f"{name}={item}" for name, item in value.items()]
        return tuple(str(item).strip() for item in items if str(item).strip())
    if entry.choices:
        if str(value) not in entry.choices:
            raise _refused(entry, value, ", ".join(entry.choices))
        return entry.type(str(value))
    if entry.type is bool:
        return _truth(entry, value)
    if entry.type in {int, float}:
        return _number(entry, value)
    return str(value)


def _truth(entry: Option, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).lower()
    if text in {"true", "yes", "on", "1", "ja", "aan"}:
        return True
    if text in {"false", "no", "off", "0", "nee", "uit"}:
        return False
    raise _refused(entry, value, "yes, no")


def _number(entry: Option, value: Any) -> int | float:
    try:
        number: int | float = entry.type(value)
    except (TypeError, ValueError):
        raise _refused(entry, value, _("a number")) from None
    if (entry.low is not None and number < entry.low) or (entry.high is not None and number > entry.high):
        raise _refused(entry, value, f"{entry.low} – {entry.high}")
    return number


def _refused(entry: Option, value: Any, allowed: str) -> BadInputError:
    return BadInputError(
        _("“{value}” cannot be used for {name}.").format(value=value, name=entry.flag),
        _("It may be: {allowed}.").format(allowed=allowed),
    )


def _declared(name: str, hint: Any, default: Any, about: Mapping[str, Any]) -> Option:
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    several = get_origin(hint) is tuple
    kind = get_args(hint)[0] if several else hint
    enum = isinstance(kind, type) and issubclass(kind, StrEnum)
    if default is MISSING or not (enum or kind in PLAIN_TYPES):
        raise TypeError(f"option {name} needs a default and a type of bool, int, float, str, StrEnum or tuple of str")
    return Option(
        name=name,
        type=kind,
        default=default,
        meaning=about.get("meaning", ""),
        low=about.get("low"),
        high=about.get("high"),
        choices=tuple(member.value for member in kind) if enum else (),
        several=several,
        word=about.get("word", ""),
        words=about.get("words", NONE),
    )
