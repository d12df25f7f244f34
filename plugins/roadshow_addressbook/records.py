"""Comma-separated text as records, each with the line of the file on which it begins (RFC 4180, and what Excel makes).

A quote that is never closed would swallow the rest of the file. Here it costs one line: that line is refused, and
reading goes on with the next.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_RECORD_LINES = 500
LONGEST_RECORD = 200_000
LONGEST_UNQUOTED = 100_000
"""No cell of a shorter line is longer than the csv module takes (131,072 signs)."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read as cells. `open_quote` says that a quotation mark was never closed."""

    line: int
    text: str
    open_quote: bool


class _TooLongError(Exception):
    """A record went on for longer than any record does."""


class Records:
    """Walk the records of a text. `lines` are physical lines with their ends, as a file opened with newline='' gives."""

    def __init__(self, lines: Iterator[str], delimiter: str, first_line: int = 1) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._taken = first_line - 1
        self._pending: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> Iterator[tuple[int, list[str]] | Broken]:
        """Give (line, cells) for each record and Broken for each line that is none; an empty line has no cells."""
        yield from self._unquoted()
        pending = self._pending
        reader = self._reader()
        while True:
            pending.clear()
            start = self._taken + 1
            try:
                for cells in reader:
                    yield start, cells
                    start = self._taken + 1
                    pending.clear()
            except (csv.Error, _TooLongError):
                yield self._give_up(start)
                reader = self._reader()
            else:
                return

    def _unquoted(self) -> Iterator[tuple[int, list[str]]]:
        """Give the records down to the first line that holds a quotation mark: each is a line, parted at its marks."""
        delimiter = self._delimiter
        for number, line in enumerate(self._lines, start=self._taken + 1):
            if '"' in line or len(line) > LONGEST_UNQUOTED:
                self._again.append(line)
                return
            self._taken = number
            bare = line.rstrip("\r\n")
            yield number, bare.split(delimiter) if bare else []

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._delimiter, strict=True)

    def _feed(self) -> Iterator[str]:
        pending, again = self._pending, self._again
        size = 0
        while again:
            self._taken += 1
            pending.append(again.popleft())
            if len(pending) > LONGEST_RECORD_LINES:
                raise _TooLongError
            yield pending[-1]
        for line in self._lines:
            self._taken += 1
            pending.append(line)
            if len(pending) > 1:
                size += len(line)
                if len(pending) > LONGEST_RECORD_LINES or size > LONGEST_RECORD:
                    raise _TooLongError
            else:
                size = len(line)
            yield line

    def _give_up(self, start: int) -> Broken:
        """Refuse the line on which the record began and put back the others."""
        first, *rest = self._pending
        self._again.extendleft(reversed(rest))
        self._taken = start
        return Broken(start, first.rstrip("\r\n"), open_quote=first.count('"') % 2 == 1)
