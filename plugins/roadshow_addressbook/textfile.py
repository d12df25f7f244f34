"""People from comma-separated text."""

import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadshow_addressbook.door import N_, BadInputError, DraftPerson, Intake, Phrase, Reading, Refusal, Source, _
from roadshow_addressbook.encoding import Encoding, examine
from roadshow_addressbook.layout import LOOKED_AT, Layout, demand_used, lay_out
from roadshow_addressbook.records import Broken, Records
from roadshow_addressbook.refusing import refusal
from roadshow_addressbook.table import Table

MOST_LOST = 10_000
"""Lines behind a quotation mark that is never closed after which nothing is looked for any more."""
LARGEST_LINES = 2_000_000
DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_OTHER_ENCODING = N_("If letters look wrong, try the encoding {names}.")
_WRAPPED = N_("Each line stood between quotation marks as a whole; they were taken away.")
Row = tuple[int, list[str]] | Refusal


def read_text(source: Source, mapping: Mapping[str, str], encoding: str) -> Reading:
    """Read a CSV file. `mapping` gives headings to fields, `encoding` overrules what the bytes say."""
    chosen = examine(source, encoding)
    head = list(itertools.islice(_lines(source, chosen), 200))
    wrapped = _is_wrapped(head)
    if wrapped:
        head = list(_unwrapped(head))
    declared = _SEPARATOR_LINE.fullmatch(head[0]) if head else None
    layout, delimiter = _understood(
        source, head, (declared.group(1),) if declared else DELIMITERS, mapping, skip=int(bool(declared))
    )
    demand_used(layout, mapping)
    notices = (Phrase(_WRAPPED), *layout.notices) if wrapped else layout.notices
    if chosen.others:
        notices = (*notices, Phrase(_OTHER_ENCODING, {"names": ", ".join(chosen.others)}))
    lines = itertools.islice(_lines(source, chosen), int(bool(declared)), None)
    rows = _rows(_unwrapped(lines) if wrapped else lines, delimiter, int(bool(declared)) + 1, len(layout.columns))
    intake = Intake(
        name=source.name,
        form="csv",
        source=layout.program.name if layout.program else "",
        encoding=chosen.codec,
        encoding_reason=chosen.reason,
        other_encodings=chosen.others,
        delimiter=delimiter,
        header_line=_line_of(head, delimiter, layout.index, skip=int(bool(declared))),
        columns=layout.columns,
        notices=notices,
    )
    left: dict[int, int] = {}
    return Reading(intake, below_heading(layout, rows, left, proved=chosen.proved), left)


def below_heading(
    layout: Layout, rows: Iterator[Row], left: dict[int, int], *, proved: bool = True
) -> Iterator[DraftPerson | Refusal]:
    """Read what stands below the heading; what stands above it is refused, the heading itself is no row.

    `left` comes to hold how many values stood in columns that go nowhere, by position. `proved` says that the letters
    were read as they were written.
    """
    place = 0
    while place <= layout.index:
        row = next(rows, None)
        if row is None:
            return
        if isinstance(row, Refusal):
            yield row
            continue
        if place < layout.index:
            yield refusal(row[0], "above" if any(cell.strip() for cell in row[1]) else "blank", row[1])
        place += 1
    table = Table(layout, proved=proved)
    read = table.row
    for row in rows:
        yield row if isinstance(row, Refusal) else read(*row)
    left.update({position: count for position, count in enumerate(table.held, start=1) if count})


def no_people(source: Source, sheet: str = "") -> BadInputError:
    """Return what to say about a table in which no column of people is found."""
    said = (
        _("The sheet “{sheet}” has no line with headings that we know, such as Naam or E-mail.").format(sheet=sheet)
        if sheet
        else _("“{name}” has no line with headings that we know, such as Naam or E-mail.").format(name=source.name)
    )
    return BadInputError(
        said,
        _(
            'Name the columns yourself: --map "Their column=name" --map "Other column=email". Without headings: --map "column 1=name".'
        ),
    )


def _lines(source: Source, encoding: Encoding) -> Iterator[str]:
    """Give the physical lines with their ends; a letter that cannot be read becomes U+FFFD."""
    try:
        with io.TextIOWrapper(source.open(), encoding=encoding.codec, errors="replace", newline="") as text:
            first = text.readline()
            yield first.removeprefix("\ufeff")
            yield from text
    except UnicodeError as error:
        raise BadInputError(
            _("“{name}” cannot be read as {encoding}.").format(name=source.name, encoding=encoding.codec)
        ) from error


def _understood(
    source: Source, head: Sequence[str], delimiters: Sequence[str], mapping: Mapping[str, str], skip: int
) -> tuple[Layout, str]:
    """Choose delimiter and heading together: the pair in which most fields are understood."""
    best: tuple[int, int, Layout, str] | None = None
    for delimiter in delimiters:
        rows = [
            row
            for row in itertools.islice(Records(iter(head[skip:]), delimiter), LOOKED_AT)
            if not isinstance(row, Broken)
        ]
        layout = lay_out(rows, mapping)
        if layout is not None:
            rank = (layout.score, len(layout.columns))
            if best is None or rank > best[:2]:
                best = (*rank, layout, delimiter)
    if best is None:
        raise no_people(source)
    return best[2], best[3]


def _line_of(head: Sequence[str], delimiter: str, index: int, skip: int) -> int:
    if index < 0:
        return 0
    records = (row for row in Records(iter(head[skip:]), delimiter, skip + 1) if not isinstance(row, Broken))
    found = next(itertools.islice(records, index, None), None)
    return found[0] if found else 0


def _is_wrapped(head: Sequence[str]) -> bool:
    """Say whether each line stands between quotation marks as a whole, as a list does that was saved as CSV twice."""
    bare = [line.strip() for line in head if line.strip()]
    return (
        len(bare) > 1
        and all(len(line) > 2 and line[0] == line[-1] == '"' for line in bare)
        and all('"' not in line[1:-1].replace('""', "") for line in bare)
        and any(all(sign in line for line in bare) for sign in DELIMITERS)
    )


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        bare = line.rstrip("\r\n")
        if len(bare) > 1 and bare[0] == bare[-1] == '"':
            yield bare[1:-1].replace('""', '"') + line[len(bare) :]
        else:
            yield line


def _rows(lines: Iterator[str], delimiter: str, first_line: int, columns: int) -> Iterator[Row]:
    """Give the rows. Lines of one cell behind an open quotation mark are the rest of that cell, and nobody."""
    behind, lost = False, 0
    for record in Records(lines, delimiter, first_line):
        if type(record) is tuple and not behind:  # as good as all of them
            if record[0] > LARGEST_LINES:
                raise _endless()
            yield record
        elif isinstance(record, Broken):
            lost = record.line
            behind = record.open_quote and columns > 1
            refused = refusal(record.line, "open-quote" if record.open_quote else "bad-quotes", (record.text,))
            yield refused._replace(stood=tuple(record.text.replace('"', "").split(delimiter)))
        elif behind and len(record[1]) == 1 and record[1][0].strip():
            if record[0] - lost > MOST_LOST:
                raise BadInputError(
                    _("A quotation mark on line {line} is never closed, and no row follows it.").format(
                        line=f"{lost:,}"
                    ),
                    _("Mend that line, or save the list again from the program that made it."),
                )
            yield refusal(record[0], "behind-quote", record[1])
        else:
            behind = len(record[1]) < 2
            yield record


def _endless() -> BadInputError:
    return BadInputError(
        _("This list has more than {count} lines; no list of people is larger.").format(count=f"{LARGEST_LINES:,}"),
        _("Part it into several files, each with its headings."),
    )
