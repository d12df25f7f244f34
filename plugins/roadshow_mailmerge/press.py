"""The press: sets letters from templates in a process of its own, so that no template can reach or stop the program.

Run as a script by `pressing.py`. The first line on stdin holds the templates and the limits, every further line a batch
of letters; each line is answered by one line. All is JSON. It stands alone: no import of the program.

A template may put fields in place, choose with `if` and repeat with `for`. What is not on the lists below is refused
with its line, before anything runs: no include and import, no attribute, no call, no arithmetic, nothing that grows. The
sandbox of jinja2 stands behind that as a second wall, a clock and a limit on memory as a third.
"""

import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

OVERRUN = 3
NODES = frozenset(
    [
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "Const",
        "If",
        "For",
        "CondExpr",
        "Compare",
        "Operand",
        "And",
        "Or",
        "Not",
        "Filter",
        "Test",
        "Getattr",
        "Concat",
        "List",
        "Tuple",
        "Keyword",
    ]
)
LOOP = frozenset(["index", "index0", "revindex", "revindex0", "first", "last", "length"])
FILTERS = frozenset(
    [
        "capitalize",
        "d",
        "default",
        "e",
        "escape",
        "first",
        "last",
        "length",
        "lower",
        "trim",
        "truncate",
        "upper",
        "urlencode",
    ]
)
TESTS = frozenset(["defined", "undefined", "eq", "equalto", "==", "ne", "!=", "in"])
WORDS = {"Scope": "autoescape", "FromImport": "from", "FilterBlock": "filter", "Assign": "set", "AssignBlock": "set"}
WORDS |= {"Call": "(…)", "Getitem": "[…]", "Mul": "*", "Pow": "**", "Mod": "%", "Add": "+", "Sub": "-", "Div": "/"}
BY_PRESENCE = ("Compare", "Test")

wanting: set[str] = set()
"""The fields that the letter in hand needed and did not have."""


class Missing(Undefined):
    """A field without a value: false in an `if`, replaced by `default`, and noted where it would be printed."""

    __slots__ = ()

    def _noted(self) -> str:
        wanting.add(self._undefined_name or "?")
        return ""

    def __str__(self) -> str:
        return self._noted()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._noted())

    def __len__(self) -> int:
        return len(self._noted())


class Refusal(Exception):  # noqa: N818  no program error: the template asks for what a letter cannot have
    """A template that cannot be used: `kind` for the sentence, the sheet, the line and a detail."""

    def __init__(self, kind: str, sheet: str, line: int = 0, detail: str = "") -> None:
        super().__init__(kind)
        self.answer = {"kind": kind, "sheet": sheet, "line": line, "detail": detail}


class Frame(ImmutableSandboxedEnvironment):
    """Templates that see their fields and nothing else."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow the counters of a loop."""
        return isinstance(obj, LoopContext) and attr in LOOP and not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow no call."""
        del obj
        return False


def _frame(*, escape: bool) -> Frame:
    frame = Frame(autoescape=escape, undefined=Missing, trim_blocks=True, lstrip_blocks=True, loader=None)
    frame.globals.clear()
    for kept, shelf in ((FILTERS, frame.filters), (TESTS, frame.tests)):
        for name in set(shelf) - kept:
            del shelf[name]
    frame.filters["lines"] = lambda text: [line for line in str(text).splitlines() if line.strip()]
    return frame


class Sheet:
    """One template, read and found harmless."""

    def __init__(self, name: str, source: str, *, escape: bool) -> None:
        self.name = name
        frame = _frame(escape=escape)
        try:
            tree = frame.parse(source)
            self.by_presence = _inspected(name, tree)
            self.fields = find_undeclared_variables(tree)
            self.template = frame.from_string(source)
        except TemplateSyntaxError as error:
            raise Refusal("syntax", name, error.lineno, error.message or "") from error
        except (RecursionError, MemoryError, SyntaxError, TemplateError, ValueError) as error:
            raise Refusal("nested", name) from error

    def printed(self, fields: Mapping[str, str], room: int) -> str:
        """Return the text; raises Refusal where it grows beyond `room` signs."""
        pieces = []
        try:
            for piece in self.template.generate(fields):
                room -= len(piece)
                if room < 0:
                    raise Refusal("size", self.name)
                pieces.append(piece)
        except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise Refusal("failed", self.name, 0, str(error)) from error
        except MemoryError as error:
            raise Refusal("memory", self.name) from error
        return "".join(pieces)


def _inspected(name: str, tree: nodes.Template) -> bool:
    """Refuse what a letter cannot have; say whether all that it decides, it decides on what is there and what is not."""
    by_presence = True
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        word = type(node).__name__
        if word not in NODES:
            raise Refusal("refused", name, _line(node), WORDS.get(word, word.lower()))
        if isinstance(node, nodes.Name) and node.name == "self":
            raise Refusal("refused", name, node.lineno, "self")
        if isinstance(node, nodes.Getattr) and not _is_counter(node):
            raise Refusal("refused", name, node.lineno, f".{node.attr}")
        if isinstance(node, nodes.For) and node.recursive:
            raise Refusal("refused", name, node.lineno, "recursive")
        by_presence = by_presence and word not in BY_PRESENCE
        waiting += node.iter_child_nodes()
    return by_presence


def _line(node: nodes.Node) -> int:
    """Return the line of a node, or of the first thing in it that has one."""
    return node.lineno or next((_line(inner) for inner in node.iter_child_nodes()), 0)


def _is_counter(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP


class Press:
    """All sheets of a letter in all its languages."""

    def __init__(self, opening: Mapping[str, Any]) -> None:
        self._room = int(opening["room"])
        self._seconds = float(opening["seconds"])
        self.sets: dict[str, list[Sheet]] = {}
        self.at = ""
        for language, sheets in opening["sheets"].items():
            with self._clock():
                self.sets[language] = []
                for name, source, escape in sheets:
                    self.at = name
                    self.sets[language].append(Sheet(name, source, escape=escape))

    def known(self) -> dict[str, Any]:
        """Return the fields that each language uses, and whether its decisions hang on presence alone."""
        return {
            language: [sorted(set().union(*(sheet.fields for sheet in sheets))), all(s.by_presence for s in sheets)]
            for language, sheets in self.sets.items()
        }

    def batch(self, letters: list[tuple[str, dict[str, str]]]) -> list[Any]:
        """Set letters. Each answer: the fields that were missing, and the texts of the sheets."""
        with self._clock():
            return [self._letter(language, fields) for language, fields in letters]

    def _letter(self, language: str, fields: Mapping[str, str]) -> tuple[list[str], list[str]]:
        wanting.clear()
        texts = []
        for sheet in self.sets[language]:
            self.at = sheet.name
            texts.append(sheet.printed(fields, self._room))
        return sorted(wanting), texts

    @contextlib.contextmanager
    def _clock(self) -> Iterator[None]:
        """Give up when the time is over: say where the press was, and end."""
        watch = threading.Timer(self._seconds, self._overrun)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _overrun(self) -> None:
        _answer({"error": {"kind": "overrun", "sheet": self.at, "line": 0, "detail": ""}})
        os._exit(OVERRUN)


def _answer(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _confined(memory: int) -> None:
    """Take away what a press does not need, where the system knows how: memory, files, a long life without a parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  POSIX only

    for limit, size in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (size, size))


def main() -> None:
    """Answer line by line until stdin ends."""
    opening = json.loads(sys.stdin.readline())
    _confined(int(opening["memory"]))
    try:
        press = Press(opening)
    except Refusal as refusal:
        _answer({"error": refusal.answer})
        return
    _answer({"known": press.known()})
    for line in sys.stdin:
        try:
            _answer({"letters": press.batch(json.loads(line))})
        except Refusal as refusal:
            _answer({"error": refusal.answer})


if __name__ == "__main__":
    main()
