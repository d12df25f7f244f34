"""Content lines: the octets of RFC 5545 section 3.1.

Written here and not by the icalendar library: serialising is most of that library's time (a feed is written several
times as fast this way), it wants the whole calendar in memory, and it turns a backslash before a capital N, as in a
Windows path, into a line break. tests/ical/test_lines.py holds both to the same octets wherever the library is right.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

LONGEST = 74
"""Octets of a piece of a folded line; with the space that continues it, a line has the 75 that the RFC allows."""

# Controls are no part of TEXT (RFC 5545 section 3.3.11); C1 controls and half characters would harm terminals and UTF-8.
_UNCLEAN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENING, _CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_QUOTED = re.compile('"([^"]*)"')
_JOINER = "\u200d"
_ADDRESS_SIGNS = "@!$'*+"
_WEB_SIGNS = ":/?#[]@!$&'()*+,;=%"


def clean(text: str) -> str:
    """Return text with line ends as newlines and without control characters and half surrogates."""
    if _UNCLEAN.search(text):
        text = _UNCLEAN.sub("", _LINE_END.sub("\n", text))
    return _balanced(text) if _TURNING.search(text) else text


def _balanced(text: str) -> str:
    """Leave direction marks out that are opened and never closed: they would turn round what stands behind the text."""
    level = 0
    for sign in text:
        level += (sign in _OPENING) - (sign in _CLOSING)
        if level < 0:
            break
    return text if level == 0 else "".join(sign for sign in text if sign not in _OPENING + _CLOSING)


def one_line(text: str) -> str:
    """Return clean text on one line, for names and titles."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def escaped(text: str) -> str:
    """Return clean text as a TEXT value (section 3.3.11); colons and quotes stay as they are."""
    return clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def quoted(text: str) -> str:
    """Return text as a quoted parameter value (section 3.2, RFC 6868).

    Always quoted, since some servers drop all parameters where a name that is not ASCII stands unquoted. Double quotes
    become typographic ones: the caret form of RFC 6868 is read by few programs, and shown as it stands by the others.
    """
    text = _QUOTED.sub("“\\1”", one_line(text)).replace('"', "”")
    return '"' + text.replace("^", "^^") + '"'


def text_line(name: str, text: str) -> str:
    """Return a property of type TEXT, unfolded."""
    return f"{name}:{escaped(text)}"


def list_line(name: str, items: Iterable[str]) -> str:
    """Return a property that is a list of TEXT, such as CATEGORIES: the commas between the items are not escaped."""
    return f"{name}:{','.join(escaped(item) for item in items)}"


def moment_line(name: str, moment: datetime) -> str:
    """Return a property that is a moment in UTC, to the second."""
    return f"{name}:{utc_text(moment)}"


def utc_text(moment: datetime) -> str:
    """Return a moment as a DATE-TIME in UTC (section 3.3.5, form 2)."""
    return wall_text(moment.astimezone(UTC)) + "Z"


def wall_text(wall: datetime) -> str:
    """Return a wall time as a DATE-TIME without zone (section 3.3.5)."""
    return f"{wall.year:04}{wall.month:02}{wall.day:02}T{wall.hour:02}{wall.minute:02}{wall.second:02}"


def mailto(address: str) -> str:
    """Return an e-mail address as a URI (RFC 6068); the scheme in lower case, for programs that compare it so."""
    return "mailto:" + quote(clean(address).strip(), safe=_ADDRESS_SIGNS)


def web_uri(address: str) -> str:
    """Return a web address as a URI (RFC 3986): with a scheme, and in ASCII."""
    address = one_line(address).strip()
    return quote(address if "://" in address else f"https://{address}", safe=_WEB_SIGNS)


def octets(lines: Iterable[str]) -> bytes:
    """Return content lines as they stand in a file: folded, each ended by CRLF, in UTF-8."""
    return "".join([_folded(line) for line in lines]).encode()


def _folded(line: str) -> str:
    if len(line) <= LONGEST and (line.isascii() or len(line.encode()) <= LONGEST):
        return line + "\r\n"
    pieces: list[str] = []
    start = 0
    while start < len(line):
        end = _cut(line, start)
        pieces.append(line[start:end])
        start = end
    return "\r\n ".join(pieces) + "\r\n"


def _cut(line: str, start: int) -> int:
    """Return where the piece that begins at `start` ends: between characters as readers see them, if it can be."""
    end = min(start + LONGEST, len(line))
    piece = line[start:end]
    if not piece.isascii():
        end = start + len(piece.encode()[:LONGEST].decode(errors="ignore"))
    if end == len(line):
        return end
    cut = end
    while cut > start + 1 and _belongs(line[cut - 1], line[cut]):
        cut -= 1
    return cut if cut > start + 1 else end


def _belongs(before: str, sign: str) -> bool:
    """Say whether a sign must not be parted from the one before it: marks, joined emoji, escapes.

    Old clients unfold after they unescape, so a backslash or caret stays with what it escapes.
    """
    if sign.isascii():
        return before in "\\^"
    return (
        _JOINER in {before, sign}
        or unicodedata.category(sign)[0] == "M"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or before in "\\^"
    )
