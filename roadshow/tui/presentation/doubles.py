"""Two people who may be one, side by side."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from roadshow.api import Person, _, called, field_word, likeness, ngettext, plain, said
from roadshow.tui.presentation.cells import Block, Cell, Counts, cell, fitted

HIDDEN = frozenset(["id", "former_ids", "given", "particle", "surname"])


LESS_SURE = "\0less sure"
"""The key of the line that opens the pairs that are less sure."""
Pair = tuple[likeness.Likeness, Person, Person]


def pair_blocks(pairs: Sequence[Pair], width: int, *, less_sure: bool) -> list[Block]:
    """Return the pairs, the likeliest first; those that are less sure behind a line that opens them."""
    half = max((width - 12) // 2, 10)
    sure = [at for at in pairs if at[0].score >= likeness.PROPOSED or not at[0].reasons]
    others = pairs[len(sure) :]
    blocks = [_pair_block(at, half) for at in sure]
    if others:
        text = ngettext("{count} pair that is less sure", "{count} pairs that are less sure", len(others))
        line = f"{'▾' if less_sure else '▸'} {text.format(count=f'{len(others):,}')}"
        blocks.append(Block(LESS_SURE, ((Cell(line, "dim"),),)))
    return [*blocks, *(_pair_block(at, half) for at in others)] if less_sure else blocks


def _pair_block(at: Pair, half: int) -> Block:
    pair, one, other = at
    return Block(
        f"{pair.one} {pair.other}",
        (
            (
                Cell(f"{pair.score:>3}  " if pair.score else "", "dim"),
                cell(fitted(described(one), half)),
                Cell(" = ", "dim"),
                cell(fitted(described(other), half)),
            ),
        ),
    )


def described(person: Person) -> str:
    """Return a name with what tells namesakes apart."""
    about = next((text for text in (person.email, person.phone, person.organisation) if text), "")
    name = called(person)
    return cell(f"{name} ({about})" if about else name).text


def counted(total: int, shown: int) -> Counts:
    """Say how many pairs there are, and how many of them are listed."""
    text = ngettext("{count} pair may be one person", "{count} pairs may be one person each", total)
    if not total:
        return Counts(())
    cells = [cell(text.format(count=f"{total:,}"), "strong")]
    if shown < total:
        cells.append(cell(_("the first {count} are listed").format(count=f"{shown:,}"), "dim"))
    return Counts(tuple(cells))


def reasons(one: Person, other: Person) -> str:
    """Say all that speaks for two people being one."""
    return " ".join(cell(said(reason.sentence)).text for reason in likeness.reasons_same(one, other))


def field_blocks(kept: Person, gone: Person, theirs: Collection[str], width: int) -> list[Block]:
    """Return field by field what both say. Where they differ, a dot stands before the value that stays."""
    named = min(20, max(width // 5, 12))
    half = max((width - named - 8) // 2, 8)
    conflicts = likeness.merged(kept, gone).conflicts
    head = (
        Cell(" " * (named + 2)),
        Cell(fitted("  " + _("stays"), half + 2), "strong"),
        Cell(fitted("  " + _("goes into it"), half + 2), "dim"),
    )
    blocks = [Block("", (head,))]
    for name, mine, other in _both(kept, gone):
        if not mine and not other:
            continue
        differs = name in conflicts
        chosen = differs and name in theirs
        left, right = ("  ", "  ") if not differs else ("○ ", "● ") if chosen else ("● ", "○ ")
        blocks.append(
            Block(
                name,
                (
                    (
                        Cell("≠ " if differs else "+ " if bool(mine) != bool(other) else "  ", "doubt"),
                        Cell(fitted(field_word(name), named), "dim"),
                        Cell(left + fitted(mine, half), _tone(differs=differs, stays=not chosen)),
                        Cell(right + fitted(other, half), _tone(differs=differs, stays=chosen)),
                    ),
                ),
            )
        )
    return blocks


def _tone(*, differs: bool, stays: bool) -> str:
    return "" if not differs else "good" if stays else "dim"


def _both(one: Person, other: Person) -> list[tuple[str, str, str]]:
    first, second = plain(one), plain(other)
    names = [field.name for field in fields(Person) if field.name not in HIDDEN]
    rows = [("name", cell(called(one)).text, cell(called(other)).text)]
    return rows + [(name, _value(first[name]), _value(second[name])) for name in names]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_value(item) for item in value.values() if item)
    return "" if value is None else cell(value).text
