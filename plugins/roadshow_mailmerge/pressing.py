"""The press from outside: starts it, hands it letters, and ends it when it takes too long."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from roadshow.api import BadInputError, _

T = TypeVar("T")

BATCH = 200
SECONDS = 10.0
GRACE = 5.0
START = 60.0
MEMORY = 1 << 30
ROOM = 500_000
"""The most signs that one template may print for one person."""

# The press gets the parent's search path in full, so that it finds jinja2 wherever the program did.
_BOOT = "import json,runpy,sys;sys.path[:]=json.loads(sys.argv[1]);runpy.run_path(sys.argv[2],run_name='__main__')"


class Sheet(NamedTuple):
    """A template for the press: its name in messages, its source, and whether fields are escaped as in HTML."""

    name: str
    source: str
    escape: bool


class Pressed(NamedTuple):
    """A letter from the press: the fields that were missing, and the texts in the order of the sheets."""

    missing: tuple[str, ...]
    texts: tuple[str, ...]


class Order(NamedTuple):
    """A letter for the press: which language's sheets, and the fields that have a value."""

    language: str
    fields: Mapping[str, str]


class Press:
    """A running press. Use it in a `with` block, which ends its process whatever happens.

    `fields` are the names that each language's sheets use; `by_presence` says for each language that what a letter lacks
    hangs only on which fields are empty, never on what stands in them. Raises BadInputError that names the template.
    """

    def __init__(self, sheets: Mapping[str, Sequence[Sheet]], *, seconds: float = SECONDS, room: int = ROOM) -> None:
        self._seconds = seconds
        self._names = [sheet.name for group in sheets.values() for sheet in group]
        self._thread = ThreadPoolExecutor(1, "press")
        self.process = subprocess.Popen(  # noqa: S603  our own program, our own script
            [sys.executable, "-I", "-c", _BOOT, json.dumps(_path()), str(Path(__file__).with_name("press.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            opening = {"sheets": sheets, "seconds": seconds, "room": room, "memory": MEMORY}
            known = self._result(self._sent(opening), START + seconds)["known"]
        except BaseException:
            self.close()
            raise
        self.fields = {language: frozenset(names) for language, (names, _steady) in known.items()}
        self.by_presence = {language: bool(steady) for language, (_names, steady) in known.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        self._thread.shutdown()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not yet sent has nowhere to go
                    continue

    def run(self, orders: Iterable[tuple[T, Order]], size: int = BATCH) -> Iterator[tuple[T, Pressed]]:
        """Press letters in order, each with the thing it belongs to. The next batch is pressed while one is used."""
        orders = iter(orders)
        waiting: tuple[list[tuple[T, Order]], Future[Any]] | None = None
        while True:
            batch = list(islice(orders, size))
            sent = (batch, self._sent([order for _thing, order in batch])) if batch else None
            if waiting is not None:
                answers = self._result(waiting[1], self._seconds + GRACE)["letters"]
                for (thing, _order), (missing, texts) in zip(waiting[0], answers, strict=True):
                    yield thing, Pressed(tuple(missing), tuple(texts))
            if sent is None:
                return
            waiting = sent

    def one(self, order: Order) -> Pressed:
        """Press one letter."""
        return next(pressed for _nothing, pressed in self.run([(None, order)]))

    def _sent(self, what: Any) -> Future[Any]:
        return self._thread.submit(self._exchanged, json.dumps(what).encode() + b"\n")

    def _exchanged(self, line: bytes) -> Any:
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the press has no pipes")
        try:
            self.process.stdin.write(line)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = b""
        return json.loads(answer) if answer.endswith(b"\n") else {"error": {"kind": "died"}}

    def _result(self, future: Future[Any], seconds: float) -> Any:
        try:
            answer = future.result(seconds)
        except TimeoutError:
            self.process.kill()
            answer = {"error": {"kind": "overrun"}}
        if "error" in answer:
            raise self._refusal(answer["error"])
        return answer

    def _refusal(self, error: Mapping[str, Any]) -> BadInputError:
        sheet = error.get("sheet") or ", ".join(self._names)
        line, detail = int(error.get("line") or 0), str(error.get("detail") or "")
        kind = error["kind"]
        fields_only = _("A letter can hold {{ fields }}, {% if %} and {% for %}, and the filters of the manual.")
        if kind == "syntax":
            message = _("Line {line} of the template {sheet} cannot be read: {reason}.")
        elif kind == "refused":
            message = _("Line {line} of the template {sheet} uses “{detail}”, which a letter cannot.")
        elif kind == "overrun":
            message = _("The template {sheet} took longer than {seconds} seconds, so it was stopped.")
        elif kind in {"size", "memory"}:
            message = _("The template {sheet} makes a text that is too long.")
        elif kind == "nested":
            message = _("The template {sheet} is nested too deep.")
        elif kind == "failed":
            message = _("The template {sheet} cannot be filled in: {reason}.")
        else:
            message = _("The letters could not be set: the process that reads {sheet} ended.")
        return BadInputError(
            message.format(
                sheet=sheet, line=line, detail=detail, seconds=f"{self._seconds:g}", reason=detail.rstrip(".")
            ),
            fields_only,
        )


def _path() -> list[str]:
    return [str(Path(entry).absolute()) for entry in sys.path]
