"""What a letter says of its own accord in each language: dates, times, salutations. The words are templates too.

They stand in letters/<language>/words.toml, so that a user can change them as they change a letter.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from roadshow.api import BadInputError, Programme, _

FOLDER = "letters"
REGIONS = {"en": "en_GB", "pt": "pt_PT"}
"""The region whose way of writing dates is meant where a tag names none: a letter goes out in Europe."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. What a file does not say is empty, and its sentence is left out."""

    language: str
    values: Mapping[str, str]

    def get(self, key: str) -> str:
        """Return a word by section.key, such as access.lift_yes."""
        return self.values.get(key, "")

    def say(self, key: str, **fields: str) -> str:
        """Return a sentence with its {fields} filled in. They are texts: no format, no attribute is looked up."""
        return re.sub(r"\{([a-z_]+)\}", lambda hit: fields.get(hit[1], hit[0]), self.get(key))

    def clock(self, wall: datetime) -> str:
        """Return a time in figures, as the language writes it: 13.30 or 13:30."""
        return self.say("time.clock", hour=f"{wall:%H}", minute=f"{wall:%M}") or f"{wall:%H:%M}"

    def spoken(self, wall: datetime) -> str:
        """Return a time as it is said in Dutch (half 2 ('s middags)); in figures in other languages."""
        return dutch_time(wall) if self.language.split("-")[0] == "nl" else self.clock(wall)

    def day(self, day: date) -> str:
        """Return a date in words: dinsdag 13 april 2027."""
        return date_in_words(day, self.language)


def words_of(programme: Programme, language: str) -> Words:
    """Read the words of a language. Raises BadInputError where the file is no TOML."""
    name = f"{FOLDER}/{language}/words.toml"
    if name.removeprefix(f"{FOLDER}/") not in programme.template_names(FOLDER):
        return Words(language, {})
    try:
        sections = tomllib.loads(programme.template(name))
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            _("The template {sheet} cannot be read: {reason}.").format(sheet=name, reason=error),
            _("Mend the line, or take your copy away to use the shipped one."),
        ) from error
    return Words(
        language,
        {
            f"{section}.{key}": str(value)
            for section, entries in sections.items()
            if isinstance(entries, dict)
            for key, value in entries.items()
        },
    )


@lru_cache(maxsize=1024)
def date_in_words(day: date, language: str) -> str:
    """Return a date in words by the Unicode CLDR; in Dutch order and English words where it does not know a language."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415  17 ms
    from babel.dates import format_date  # noqa: PLC0415  as above

    tag = REGIONS.get(language, language.replace("-", "_"))
    try:
        return format_date(day, "full", locale=Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return format_date(day, "EEEE d MMMM y", locale="en_GB")


def dutch_time(wall: datetime) -> str:
    """Return a time as it is said in Dutch: half 2 ('s middags), 5 voor half 8 ('s avonds)."""
    hour, minute = wall.hour, wall.minute
    this, following = (hour - 1) % 12 + 1, hour % 12 + 1
    if minute == 0:
        said = f"{this} uur"
    elif minute == 15:
        said = f"kwart over {this}"
    elif minute < 16:
        said = f"{minute} over {this}"
    elif minute < 30:
        said = f"{30 - minute} voor half {following}"
    elif minute == 30:
        said = f"half {following}"
    elif minute < 45:
        said = f"{minute - 30} over half {following}"
    elif minute == 45:
        said = f"kwart voor {following}"
    else:
        said = f"{60 - minute} voor {following}"
    return f"{said} ('s {('nachts', 'ochtends', 'middags', 'avonds')[hour // 6]})"
