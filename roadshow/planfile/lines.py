"""Where in the text of a TOML file each key path stands, and where the comments are; tomllib tells neither.

The scanner follows the grammar of TOML 1.0 (toml.io/en/v1.0.0) for text that tomllib has accepted. Of other text it
makes what it can: it always comes to an end and never raises.
"""

import re
from bisect import bisect_right

from roadshow.planfile.problems import Path

SCHEMA_MARK = "#:schema"
SHORTEST_TRIPLE = 6
DEEPEST = 100

_GAP = re.compile(r"[ \t\r\n\ufeff]+")
_COMMENT = re.compile(r"#[^\n]*")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#=\[{\"']+|[\"'][^\n]*")
_TRIPLE = ('"""', "'''")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_SHORT_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class Lines:
    """The lines of a TOML text: `of(path)` for a key path, `comments` for what people wrote between the values."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._at = 0
        self._found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self.comments: list[tuple[int, str]] = []
        self._scan()

    def of(self, path: Path) -> int:
        """Return the line of a key path, counted from 1; of what is not there, the line of what it would stand in."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _scan(self) -> None:
        base: Path = ()
        while self._skip():
            before = self._at
            if self._next("["):
                base = self._header()
            else:
                self._pair(base)
            if self._at == before:
                self._at = self._end_of_line()

    def _header(self) -> Path:
        line, array = self._line(), self._next("[")
        keys = self._keys()
        self._skip()
        self._next("]")
        if array:
            self._next("]")
        path: Path = ()
        for place, key in enumerate(keys, 1):
            path = (*path, key)
            self._found.setdefault(path, line)
            if array and place == len(keys):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self._found.setdefault(path, line)
        return path

    def _pair(self, base: Path) -> None:
        for key in self._keys():
            base = (*base, key)
            self._found.setdefault(base, self._line())
        self._skip()
        if self._next("="):
            self._skip()
            self._value(base)

    def _value(self, path: Path) -> None:
        if self._next("["):
            self._members(path, "]")
        elif self._next("{"):
            self._members(path, "}")
        elif self._text.startswith(_TRIPLE, self._at):
            match = _STRING.match(self._text, self._at)
            closed = match is not None and match.end() - match.start() >= SHORTEST_TRIPLE
            self._at = match.end() if match and closed else len(self._text)
        elif match := _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at):
            self._at = match.end()

    def _members(self, path: Path, end: str) -> None:
        """Read an array or an inline table without recursion, since a hostile file nests deeper than Python can go."""
        open_ends: list[tuple[Path, str, int]] = [(path, end, 0)]
        while open_ends and len(open_ends) < DEEPEST and self._skip():
            path, end, count = open_ends.pop()
            before = self._at
            if self._next(end):
                continue
            if self._next(","):
                open_ends.append((path, end, count))
                continue
            member = self._member(path, end, count)
            open_ends.append((path, end, count + 1))
            if self._next("["):
                open_ends.append((member, "]", 0))
            elif self._next("{"):
                open_ends.append((member, "}", 0))
            else:
                self._value(member)
            if self._at == before:
                return

    def _member(self, path: Path, end: str, count: int) -> Path:
        if end == "]":
            self._found.setdefault((*path, count), self._line())
            return (*path, count)
        for key in self._keys():
            path = (*path, key)
            self._found.setdefault(path, self._line())
        self._skip()
        self._next("=")
        self._skip()
        return path

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while len(keys) < DEEPEST:
            self._skip()
            if match := _BARE.match(self._text, self._at):
                keys.append(match.group())
            elif match := _STRING.match(self._text, self._at):
                keys.append(_unquoted(match.group()))
            else:
                return keys
            self._at = match.end()
            self._skip()
            if not self._next("."):
                break
        return keys

    def _next(self, sign: str) -> bool:
        found = self._text.startswith(sign, self._at)
        self._at += found
        return found

    def _skip(self) -> bool:
        """Pass over space and comments; say whether anything is left."""
        while True:
            if match := _GAP.match(self._text, self._at):
                self._at = match.end()
            if not (match := _COMMENT.match(self._text, self._at)):
                return self._at < len(self._text)
            self.comments.append((self._line(), match.group().rstrip()))
            self._at = match.end()

    def _end_of_line(self) -> int:
        end = self._text.find("\n", self._at)
        return len(self._text) if end < 0 else end

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1


def _unquoted(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1]
    return _ESCAPE.sub(_escaped, text[1:-1])


def _escaped(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) == 1:
        return _SHORT_ESCAPES.get(code, code)
    return chr(min(int(code[1:], 16), 0x10FFFF))


def comments(text: str) -> tuple[tuple[int, str], ...]:
    """Return the comments of a file as (line, comment), without the one that names the schema.

    Writing the file anew loses them, so whoever does that says so first.
    """
    if "#" not in text:
        return ()
    return tuple((line, comment) for line, comment in Lines(text).comments if not comment.startswith(SCHEMA_MARK))
