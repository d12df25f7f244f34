"""A file of people before it is taken in: its columns and ours, and its rows by sort."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from roadshow.api import (
    N_,
    Column,
    Counts,
    Intake,
    Stop,
    _,
    column_word,
    counted_sentences,
    field_word,
    ngettext,
    target_word,
)
from roadshow.tui.behind.bringing import DOUBTED, KNOWN, NEW, REFUSED, SORTS, Looked, RowSeen
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted

IGNORE = "ignore"
_TITLES = {REFUSED: N_("Refused"), DOUBTED: N_("To look at"), KNOWN: N_("Known already"), NEW: N_("New")}
_TONES = {REFUSED: "bad", DOUBTED: "doubt", KNOWN: "", NEW: "good"}
_BY = {
    "uid": N_("same card"),
    "email": N_("same e-mail address"),
    "phone": N_("same telephone number"),
    "name": N_("same name"),
}


def column_blocks(
    intake: Intake, given: Mapping[str, str], width: int, left: Mapping[int, int] | None = None
) -> list[Block]:
    """Return each column of the file and where it goes; what is not understood stands out.

    `left` is how many values stand in a column that goes nowhere, by its position.
    """
    half = max((width - 6) // 2, 8)
    return [
        Block(
            str(column.position),
            (
                (
                    cell(fitted(cell(_heading(column, left)).text, half)),
                    Cell(" → ", "dim"),
                    _goes_to(column, column_name(column) in given, half),
                ),
            ),
        )
        for column in intake.columns
    ]


def _heading(column: Column, left: Mapping[int, int] | None) -> str:
    """Return a column's heading; of one that goes nowhere with how many values stand in it."""
    count = (left or {}).get(column.position, 0)
    heading = column.heading or "—"
    return f"{heading} ({count:,})" if count and not column.field else heading


def _goes_to(column: Column, chosen: bool, width: int) -> Cell:  # noqa: FBT001  read where it is called
    tone = ("strong" if chosen else "good") if column.field else "dim" if column.ignored else "doubt"
    return Cell(fitted(column_word(column), width), tone)


def column_name(column: Column) -> str:
    """Return how a column is named to its reader: by its place, since two headings may be the same."""
    return f"column {column.position}"


def target_options(targets: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a column can go to: words and value; left out stands last."""
    words = [(target_word(target), target) for target in targets]
    return [*words, (_("leave this column out"), IGNORE)]


def target_line(stop: Stop | None) -> Cell:
    """Say where the people go."""
    if stop is None:
        return Cell(_("to People"), "strong")
    return cell(_("to the guest list of {stop}").format(stop=stop.title), "strong")


def facts(looked: Looked) -> list[str]:
    """Return what is to be said of the file as a whole, one sentence a line."""
    lines = list(counted_sentences(looked.counts))
    if looked.recalled:
        went = ", ".join(f"{heading} → {target_word(field)}" for heading, field in looked.recalled.items())
        lines.append(_("Columns as last time: {columns}.").format(columns=went))
    return lines


def nothing_new(counts: Counts) -> bool:
    """Say whether there is nothing to write."""
    return not counts.changes


def row_blocks(looked: Looked, opened: Sequence[str], width: int, alone: Collection[int] = ()) -> list[Block]:
    """Return the sorts of rows with their counts, and below each that is open its first rows.

    Of the lines `alone` nothing is taken over.
    """
    blocks = []
    for sort in SORTS:
        count = looked.sample.counts[sort]
        if not count:
            continue
        sign = "▾" if sort in opened else "▸"
        blocks.append(
            Block(sort, ((Cell(f"{sign} ", "dim"), Cell(f"{_(_TITLES[sort])}: {count:,}", _TONES[sort] or "strong")),))
        )
        if sort in opened:
            blocks += _rows(sort, looked.sample.rows[sort], width, alone)
            more = count - len(looked.sample.rows[sort])
            if more:
                text = ngettext("  … and {count} more", "  … and {count} more", more).format(count=f"{more:,}")
                blocks.append(Block("", ((Cell(text, "dim"),),)))
    return blocks


def _rows(sort: str, rows: Sequence[RowSeen], width: int, alone: Collection[int]) -> Iterator[Block]:
    wide = max((len(str(row.line)) for row in rows), default=1)
    for number, row in enumerate(rows):
        line = Cell(f"  {row.line:>{wide}}  ", "dim")
        room = max(width - wide - 6, 12)
        lines: tuple[tuple[Cell, ...], ...]
        if sort == REFUSED:
            lines = ((line, cell(fitted(cell(row.sentences[0]).text, room))),)
        elif sort == DOUBTED:
            lines = tuple(
                (line if place == 0 else Cell(" " * (wide + 4)), cell(fitted(cell(text).text, room)))
                for place, text in enumerate(
                    [*row.sentences, *([_("This row stays as it is.")] if row.line in alone else [])]
                )
            )
        else:
            named = min(28, room // 2)
            lines = (
                (line, cell(fitted(cell(row.who).text, named)), cell(fitted("  " + beside(row), room - named), "dim")),
            )
        yield Block(f"{sort} {number}", lines)


def beside(row: RowSeen) -> str:
    """Say what of a row stands behind its name: why it is known and what it adds, else how to reach them."""
    values = dict(row.values)
    if not row.why:
        return cell(
            ", ".join(str(values[name]) for name in ("email", "phone", "organisation") if values.get(name))
        ).text
    where = _("as on line {line}").format(line=row.first_row) if row.first_row else ""
    added = [field_word(str(value)) for name, value in row.values if name == "+"]
    adds = _("adds {fields}").format(fields=", ".join(added)) if added else ""
    return ", ".join(text for text in (_(_BY.get(row.why, row.why)), where, adds) if text)


def whole_row(row: RowSeen) -> str:
    """Return all that stood in a row, for reading."""
    lines = [*row.sentences, *([beside(row)] if row.why else []), ""]
    for name, value in row.values:
        if name != "+":
            word = _("cell {number}").format(number=name) if name.isdecimal() else target_word(name)
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            lines.append(f"{word}: {text}")
    return "\n".join(lines).strip()
