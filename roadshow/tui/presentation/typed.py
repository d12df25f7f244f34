"""One typed line becomes a session: `10:30 45m Casuïstiekbespreking @zaal 1 #Sara`."""

import re
from dataclasses import dataclass

from roadshow.api import BadInputError, SessionKind, _, fold, whenever

USUAL = 30
"""Minutes of a session of which nobody said how long it takes."""
KIND_WORDS = (
    ("pauze", SessionKind.BREAK), ("break", SessionKind.BREAK), ("koffie", SessionKind.BREAK),
    ("coffee", SessionKind.BREAK), ("lunch", SessionKind.MEAL), ("diner", SessionKind.MEAL),
    ("dinner", SessionKind.MEAL), ("samen eten", SessionKind.MEAL), ("maaltijd", SessionKind.MEAL),
    ("welkom", SessionKind.WELCOME), ("welcome", SessionKind.WELCOME), ("inloop", SessionKind.WELCOME),
    ("workshop", SessionKind.WORKSHOP), ("casus", SessionKind.CASE_DISCUSSION),
    ("casuistiek", SessionKind.CASE_DISCUSSION), ("case discussion", SessionKind.CASE_DISCUSSION),
    ("lezing", SessionKind.TALK), ("talk", SessionKind.TALK), ("evaluatie", SessionKind.EVALUATION),
    ("evaluation", SessionKind.EVALUATION), ("borrel", SessionKind.NETWORKING), ("napraten", SessionKind.NETWORKING),
    ("drinks", SessionKind.NETWORKING),
)  # fmt: skip
"""First words of a title that tell the kind, folded; who means another kind changes it in the form."""
LONGEST_TIME = 6
"""Words that a time takes at most: kwart over 2 's middags."""
LONGEST_LENGTH = 3
_RANGE = re.compile(r"([0-9]{1,2}[:.u][0-9]{2})\s*[-–]\s*([0-9]{1,2}[:.u][0-9]{2})")
_HOURS_ALONE = re.compile(r"([0-9]{1,2}) ?[uh] ?[0-9]{0,2}")
_CLOCK = re.compile(r"[0-9]{1,2}[:.][0-9]{2}")
SOONEST = 7
"""From this hour on, 9u is a time; before it, 2u and 1u30 are lengths."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line says. `start` is a time as `whenever` reads it, empty where none was given; `length` in minutes."""

    title: str
    start: str = ""
    length: int | None = None
    room: str | None = None
    people: tuple[str, ...] = ()
    kind: SessionKind = SessionKind.OTHER


_AND = re.compile(r"(?:\s*,|\s+(?:en|and|&))+$", re.IGNORECASE)
"""What joins a name to the next one and is no part of it."""


def read_line(text: str) -> Typed:
    """Read one line: time, length, title, @room, #person; only the title must be there. Raises BadInputError."""
    head, room, people = _parted(text)
    start, length, words = _begun(head)
    title = " ".join(words)
    if not title:
        raise BadInputError(_("This session has no title yet."), _("Type for example: 10:30 45m Welcome @Room 1 #Sara"))
    return Typed(title, start, length, room, people, kind_of(title))


def kind_of(title: str) -> SessionKind:
    """Guess what happens in a session from how its title begins."""
    folded = fold(title)
    return next((kind for word, kind in KIND_WORDS if folded.startswith(word)), SessionKind.OTHER)


def _parted(text: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Part a line at its signs; a sign inside a word, as in an e-mail address, is none."""
    pieces = re.split(r"(?:^|(?<=\s))([@#])", text)
    room: str | None = None
    people: list[str] = []
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        named = piece.strip()
        if sign == "@":
            if room is not None:
                raise BadInputError(_("There are two rooms in this line."), _("Write one room behind @."))
            room = named
        elif named:
            people.append(_AND.sub("", named))
    return pieces[0].strip(), room, tuple(people)


def _begun(head: str) -> tuple[str, int | None, list[str]]:
    """Take the time and the length off the beginning, in either order."""
    if match := _RANGE.match(head):
        first, last = whenever.read_time(match[1]).time, whenever.read_time(match[2]).time
        minutes = (last.hour * 60 + last.minute - first.hour * 60 - first.minute) % 1440 or 1440
        return match[1], minutes, head[match.end() :].split()
    words = head.split()
    length, words = _length(words, bare=False)
    start, words = _time(words)
    if length is None:
        length, words = _length(words, bare=bool(start), after=bool(start))
    return start, length, words


def _time(words: list[str]) -> tuple[str, list[str]]:
    for count in range(min(LONGEST_TIME, len(words)), 0, -1):
        said = " ".join(words[:count])
        try:
            whenever.read_time(said)
        except BadInputError:
            if count == 1 and _CLOCK.fullmatch(said):
                raise
            continue
        return said, words[count:]
    return "", words


def _length(words: list[str], *, bare: bool, after: bool = False) -> tuple[int | None, list[str]]:
    """Take a length off the beginning. A number alone is one only behind a time, since titles begin with numbers too."""
    for count in range(min(LONGEST_LENGTH, len(words)), 0, -1):
        said = " ".join(words[:count])
        if said.isdecimal() and not (bare and len(words) > 1):
            continue
        if not after and (_CLOCK.fullmatch(said) or _late_enough(said)):
            continue
        try:
            return whenever.read_minutes(said), words[count:]
        except BadInputError:
            continue
    return None, words


def _late_enough(said: str) -> bool:
    match = _HOURS_ALONE.fullmatch(said.lower())
    return bool(match) and int(match[1]) >= SOONEST  # type: ignore[index]  # matched where true
