"""Cards as lines: unfolding, parameters, quoted-printable and letters, for vCard 2.1, 3.0 and 4.0.

Forgiving on purpose (RFC 6350 section 3, RFC 2426, and the vCard 2.1 paper of 1996): a line that cannot be read is
one line lost and said, never the card, and a card never the file.
"""

import codecs
import quopri
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST_CARD = 8 << 20
LONGEST_STRAY = 1000
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING"}


@dataclass(slots=True)
class ContentLine:
    """One property: its name in capitals, its group such as item1, its parameters, and its value still escaped."""

    name: str
    group: str
    parameters: dict[str, list[str]]
    value: str

    def has_type(self, word: str) -> bool:
        """Say whether TYPE, in any spelling, holds this word."""
        return any(word in given.lower() for given in self.parameters.get("TYPE", ()))

    def types(self) -> str:
        """Return all that TYPE says, as it was written."""
        return " ".join(self.parameters.get("TYPE", ()))

    def fields(self) -> list[str]:
        """Return the parts between semicolons, unescaped."""
        return [unescaped(part) for part in parted(self.value, ";")]

    def items(self) -> list[str]:
        """Return the parts between commas, unescaped."""
        return [unescaped(part) for part in parted(self.value, ",")]

    def text(self) -> str:
        """Return the whole value, unescaped."""
        return unescaped(self.value)


@dataclass(slots=True)
class Card:
    """The lines between BEGIN:VCARD and END:VCARD; `line` is where it begins. Not `closed`: it broke off."""

    line: int
    raw: list[bytes] = field(default_factory=list)
    closed: bool = False
    outside: bool = False
    size: int = 0

    def take(self, line: bytes) -> None:
        """Keep a line; no more than a few where nothing is a card, and no card is larger than a picture makes it."""
        self.size += len(line)
        if self.size <= (LONGEST_STRAY if self.outside else LONGEST_CARD):
            self.raw.append(line)


def cards(lines: Iterable[bytes]) -> Iterator[Card]:
    """Part physical lines into cards, and into stretches that stand outside any card; a blank line outside is nothing."""
    here: Card | None = None
    depth = 0
    for number, line in enumerate(lines, start=1):
        word = line.strip().upper().replace(b" ", b"") if len(line) < 40 else b""
        inside = here is not None and not here.outside
        if word == b"BEGIN:VCARD" and here is not None and inside and _is_agent(here):
            depth += 1
        elif word == b"BEGIN:VCARD":
            if here is not None:
                yield here
            here, depth = Card(number), 0
        elif here is not None and inside and word == b"END:VCARD":
            if depth:
                depth -= 1
                continue
            here.closed = True
            yield here
            here = None
        elif inside or line.strip():
            here = here or Card(number, outside=True)
            if depth == 0:
                here.take(line)
    if here is not None:
        yield here


def _is_agent(card: Card) -> bool:
    """Say whether a card may begin within this one: only behind an empty AGENT line (vCard 2.1)."""
    return bool(card.raw) and card.raw[-1].strip().upper() == b"AGENT:"


def content_lines(card: Card, encoding: str) -> Iterator[ContentLine | str]:
    """Give the properties of a card, and as plain text each line that could not be understood."""
    for raw in _unfolded(card.raw):
        line = _parsed(raw, encoding)
        if line is not None:
            yield line


def _unfolded(raw: list[bytes]) -> Iterator[bytes]:
    """Join folded lines before any letter is read, since a fold may stand inside a letter (RFC 6350 section 3.2)."""
    parts: list[bytes] = []
    quoted = False
    for line in raw:
        bare = line.rstrip(b"\r\n")
        if quoted and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
            parts.append(bare.lstrip(b" \t") if bare.startswith((b" =", b"\t=")) else bare)
        elif bare[:1] in {b" ", b"\t"} and parts:
            parts.append(bare[1:])
        else:
            if parts:
                yield b"".join(parts)
            parts = [bare]
            quoted = b"QUOTED-PRINTABLE" in bare.partition(b":")[0].upper()
    if parts:
        yield b"".join(parts)


def _parsed(raw: bytes, encoding: str) -> ContentLine | str | None:
    """Take one line apart. Pictures and keys are passed over unread."""
    if not raw.strip():
        return None
    head, value = _divided(raw)
    text = head.decode("utf-8", "replace")
    names, *parameters = parted_quoted(text, ";")
    group, _, name = names.strip().rpartition(".")
    name = name.upper()
    if value is None or not name or not name.replace("-", "").isalnum():
        return _decoded(raw[:300], encoding)
    if name in {"PHOTO", "LOGO", "SOUND", "KEY"}:
        return None
    found: dict[str, list[str]] = {}
    for parameter in parameters:
        key, equals, given = parameter.partition("=")
        if equals:
            key = key.strip().upper()
            found.setdefault(key, []).extend(part.strip('"') for part in parted_quoted(given, ",") if part)
        elif key.strip():
            found.setdefault(_BARE.get(key.strip().upper(), "TYPE"), []).append(key.strip())
    return ContentLine(name, group.lower(), found, _value(value, found, encoding))


def _divided(raw: bytes) -> tuple[bytes, bytes | None]:
    """Part a line at the first colon that stands outside quotation marks."""
    head, colon, value = raw.partition(b":")
    if b'"' not in head:
        return head, value if colon else None
    quoted = False
    for place, sign in enumerate(raw[:4000]):
        if sign == 0x22:
            quoted = not quoted
        elif sign == 0x3A and not quoted:
            return raw[:place], raw[place + 1 :]
    return head, value if colon else None


def _value(raw: bytes, parameters: dict[str, list[str]], encoding: str) -> str:
    way = "".join(parameters.get("ENCODING", ())).upper()
    if way in {"QUOTED-PRINTABLE", "Q"}:
        raw = quopri.decodestring(raw)
    charset = "".join(parameters.get("CHARSET", ()))
    if charset:
        try:
            return raw.decode(codecs.lookup(charset).name)
        except (LookupError, ValueError, UnicodeError):
            pass
    return _decoded(raw, encoding)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252" if encoding == "utf-8" else encoding, "replace")


def parted(text: str, mark: str) -> list[str]:
    """Part a value at a mark that has no backslash before it."""
    if mark not in text:
        return [text]
    if "\\" not in text:
        return text.split(mark)
    parts, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == mark:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    return [*parts, text[start:]]


def parted_quoted(text: str, mark: str) -> list[str]:
    """Part at a mark that stands outside quotation marks."""
    if '"' not in text:
        return text.split(mark)
    parts, start, quoted = [], 0, False
    for place, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        elif sign == mark and not quoted:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def unescaped(text: str) -> str:
    r"""Undo the escapes of RFC 6350 section 3.4: \n \, \; \\ ; others stay as they stand."""
    if "\\" not in text:
        return text.strip()
    out, place = [], 0
    while place < len(text):
        sign = text[place]
        if sign == "\\" and place + 1 < len(text):
            place += 1
            following = text[place]
            out.append("\n" if following in "nN" else following if following in ",;:\\" else "\\" + following)
        else:
            out.append(sign)
        place += 1
    return "".join(out).strip()
