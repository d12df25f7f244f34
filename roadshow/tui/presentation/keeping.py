"""What is kept of somebody, what goes for ever, and what has been kept long enough."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from roadshow.api import (
    Held,
    Office,
    Retention,
    _,
    columns,
    going_lines,
    held_facts,
    held_lines,
    purpose_words,
    visible,
)
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted

LEAVE, GO, WITH_TEXTS = "leave", "go", "texts"


def everything(office: Office, held: Held, width: int) -> str:
    """Return all that is kept of somebody, as a text to read; a long value goes on below itself."""
    facts = [(word, visible(value)) for word, value in held_facts(held) if value]
    wide = max((columns(word) for word, _value in facts), default=0)
    lines = []
    for word, value in facts:
        first, *others = wrap(value, max(width - wide - 2, 20)) or [""]
        lines += [f"{fitted(word, wide)}  {first}", *(" " * (wide + 2) + other for other in others)]
    lines.append("")
    for line in held_lines(office.store, held):
        lines += _wrapped(visible(line), width)
    return "\n".join(lines)


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line as several, where it is longer than there is room; all but the first stand further in."""
    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line, max(width, 20), subsequent_indent=indent + "  ", drop_whitespace=True) or [""]


def going(office: Office, held: Held) -> str:
    """Return what goes when somebody is forgotten, and what stays."""
    lines = [
        *going_lines(office.store, held),
        _("Files that were exported or copied before are not changed: look for them too."),
    ]
    return "\n".join(visible(line) for line in lines)


def terms(due: Retention, width: int) -> str:
    """Return purpose by purpose how long it is kept, what would go, and what would stay."""
    rows = [(_("purpose"), _("days"), _("goes"), _("stays"), _("what stays"))]
    for one in due.purposes:
        title, left = purpose_words(one.key)
        rows.append((title, str(one.days or "—"), f"{one.go:,}", f"{one.stay:,}", left))
    return "\n".join(_aligned(rows, width))


def _aligned(rows: Sequence[tuple[str, str, str, str, str]], width: int) -> Iterable[str]:
    wide = [max(columns(row[place]) for row in rows) for place in range(5)]
    narrow = sum(wide) + 8 > width
    for row in rows:
        first = fitted(row[0], wide[0])
        numbers = "  ".join(fitted(row[place], wide[place], right=True) for place in (1, 2, 3))
        yield f"{first}  {numbers}" + ("" if narrow else f"  {row[4]}")


def options(words: str, with_texts: str = "") -> list[Block]:
    """Return the ways out, the harmless one first; `with_texts` are the words of one that goes further."""
    ways = [
        Block(LEAVE, ((Cell("← "), cell(_("Leave everything as it is"), "strong")),)),
        Block(GO, ((Cell("✗ ", "bad"), cell(words, "bad")),)),
    ]
    if with_texts:
        ways.append(Block(WITH_TEXTS, ((Cell("✗ ", "bad"), cell(with_texts, "bad")),)))
    return ways
