"""A table of texts as CSV that a Dutch Excel opens: semicolons, a byte order mark, and nothing that is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from roadshow.domain.spreadsheets import guarded

TOGETHER = 500


def table_bytes(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Write a table, some hundred rows at a time.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, as people that are exported do.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, 1):
        writer.writerow([guarded(text) for text in row])
        if number % TOGETHER == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
