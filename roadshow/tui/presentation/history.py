"""The journal in words: what was changed, by whom, when, and each value before and after."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from roadshow.api import KINDS, Entry, Noun, Trace, Turn, _, field_word, from_plain, kind_word, ngettext
from roadshow.tui.presentation.cells import Block, Cell, cell
from roadshow.tui.presentation.programme import short_day

Known = Callable[[str, str], Noun | None]
"""Gives a noun by kind and id, None where it is gone."""


class Told(NamedTuple):
    """A change, and what it did in words, with whom it was about."""

    entry: Entry
    text: str

    @property
    def number(self) -> int:
        """The number of the change."""
        return self.entry.number


TURNS = {Turn.DO: "", Turn.UNDO: "↶", Turn.REDO: "↷", Turn.NOTE: "·"}
LONGEST = 300
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
"""A day, a wall time or a moment, as the journal keeps it."""
WORDED = frozenset({"role", "state", "status", "channel", "session_kind", "layout"})
"""Fields that hold a word of ours, which is said in the language in use."""


def when(row: Told) -> Cell:
    """Show the moment, in the time of this computer."""
    moment = row.entry.moment.astimezone()
    return Cell(f"{short_day(moment, year=True)} {moment:%H:%M}")


def number(row: Told) -> Cell:
    """Show the number of a change."""
    return Cell(f"{row.entry.number}", "dim")


def who(row: Told) -> Cell:
    """Show who did it."""
    return cell(row.entry.author)


def what(row: Told) -> Cell:
    """Show what was done; a sign says that it took something back, or did it again."""
    sign = TURNS.get(row.entry.turn, "")
    return cell(f"{sign} {row.text}" if sign else row.text, "" if stands(row.entry) else "dim")


def state(row: Told) -> Cell:
    """Show that a change was taken back, and by which one, in short."""
    if row.entry.reversed_by is None:
        return Cell("")
    return Cell(_("↶ by {number}").format(number=row.entry.reversed_by), "doubt")


def edits(row: Told) -> Cell:
    """Show how many records it touched."""
    return Cell(f"{row.entry.edits:,}", "dim")


def stands(entry: Entry) -> bool:
    """Say whether a change still holds."""
    return entry.reversed_by is None


def words(row: Told) -> str:
    """Return what a filter looks in."""
    entry = row.entry
    return f"{entry.number} {when(row).text} {entry.moment:%Y-%m-%d} {entry.author} {what(row).text} {state(row).text}"


def change(row: Told, traces: Iterable[Trace], known: Known, most: int) -> list[Block]:
    """Return one change in full: every record that it made, changed or removed, each value before and after."""
    entry = row.entry
    head: tuple[tuple[Cell, ...], ...] = (
        (cell(row.text, "strong"),),
        (cell(f"{when(row).text}  {entry.author}", "dim"),),
    )
    if entry.reversed_by is not None:
        back = _("taken back by {number}").format(number=entry.reversed_by)
        head = (*head, (Cell(back, "doubt"),))
    lines: list[tuple[Cell, ...]] = []
    shown = 0
    for trace in traces:
        if shown == most:
            break
        shown += 1
        lines += record(trace, known)
    blocks = [Block("", head), *(Block("", (line,)) for line in lines)]
    if entry.edits > shown:
        left = entry.edits - shown
        more = ngettext("… and {count} record more", "… and {count} records more", left).format(count=f"{left:,}")
        blocks.append(Block("", ((Cell(more, "dim"),),)))
    return blocks


def record(trace: Trace, known: Known) -> list[tuple[Cell, ...]]:
    """Return the lines about one record: a sign and a word for what became of it, and its values."""
    sign, tone, word = (
        ("+", "good", _("new"))
        if trace.before is None
        else ("-", "bad", _("gone"))
        if trace.after is None
        else ("~", "", "")
    )
    name = named(trace, known)
    about = f"  ({word})" if word else ""
    lines: list[tuple[Cell, ...]] = [
        (Cell(f"{sign} ", tone), Cell(kind_word(trace.kind), tone), cell(f" {name}", "strong"), Cell(about, "dim"))
    ]
    if trace.before is not None and trace.after is not None:
        for field in trace.after:
            before, after = (value(field, side.get(field), known) for side in (trace.before, trace.after))
            lines.append((Cell(f"    {field_word(field)}: ", "dim"), before, Cell(" → "), after))
    else:
        whole: Mapping[str, Any] = trace.after or trace.before or {}
        for field, held in whole.items():
            if field not in {"id", "sort_as"} and held not in (None, "", []):
                lines.append((Cell(f"    {field_word(field)}: ", "dim"), value(field, held, known)))
    return lines


def value(field: str, held: Any, known: Known) -> Cell:
    """Show a value; one that names another record shows that record's name."""
    if held in (None, "", []):
        return Cell("—", "dim")
    kind = field.removesuffix("_id")
    if kind != field and kind in KINDS:
        noun = known(kind, str(held))
        return cell(name_of(noun) or held)
    if isinstance(held, bool):
        return Cell(_("yes") if held else _("no"))
    if field in WORDED:
        return Cell(_(str(held)))
    if isinstance(held, list):
        return cell(", ".join(_item(item) for item in held)[:LONGEST])
    return cell(in_words(str(held))[:LONGEST])


def in_words(held: str) -> str:
    """Write a day or a moment of the journal as people say it, in the time of this computer; other text as it is."""
    if not MOMENT.fullmatch(held):
        return held
    try:
        moment = datetime.fromisoformat(held)
    except ValueError:
        return held
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    day = short_day(moment, year=True)
    return f"{day} {moment:%H:%M}" if "T" in held else day


def _item(item: Any) -> str:
    if isinstance(item, dict):
        return " ".join(in_words(str(part)) for part in item.values() if part not in (None, ""))
    return in_words(str(item))


def named(trace: Trace, known: Known) -> str:
    """Return the name of the record, also where it is gone by now."""
    noun = known(trace.kind, trace.id)
    if noun is None:
        whole = trace.after if trace.before is None else trace.before if trace.after is None else None
        noun = None if whole is None else from_plain(KINDS[trace.kind], whole)
    name = name_of(noun)
    person_id = getattr(noun, "person_id", None)
    if not name and person_id:
        name = name_of(known("person", person_id))
    return name


def name_of(noun: Noun | None) -> str:
    """Return what a record is called, empty where it has no name of its own."""
    return next((str(text) for field in ("name", "title", "slug") if (text := getattr(noun, field, ""))), "")
