"""What stands beside a stop or a person: what a stop still lacks, and the panels of plugins."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from roadshow.api import Gap, Panel, Stop, StopStatus, Weight, _, columns, ngettext
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.presentation.ways import gap_help

Gaps = Mapping[str, tuple[Gap, ...]]
Shown = tuple[str, Panel]
SIGNS = {Weight.BLOCK: ("✗ ", "bad"), Weight.WARN: ("! ", "doubt"), Weight.HINT: ("i ", "")}


def standing(stop: Stop, gaps: Gaps | None, today: date) -> Cell:
    """Say how a stop stands: how many gaps it has, that it is ready, or that it is over; with a sign for each."""
    if stop.status is StopStatus.CANCELLED:
        return Cell("✗ " + _("cancelled"), "dim")
    if stop.status is StopStatus.HELD or stop.end.date() < today:
        return Cell(_("over"), "dim")
    if gaps is None:
        return Cell(_("looking …"), "dim")
    count = len(gaps.get(stop.id, ()))
    if count:
        return Cell("! " + ngettext("{number} gap", "{number} gaps", count).format(number=count), "doubt")
    return Cell("✓ " + _("ready"), "good")


def marked(stop: Stop, gaps: Gaps | None, today: date, *, short: bool = False) -> Cell:
    """Say in a few columns how many gaps a stop has; nothing where none can be filled any more, or nobody looked yet."""
    if gaps is None or stop.status in {StopStatus.CANCELLED, StopStatus.HELD} or stop.end.date() < today:
        return Cell("")
    count = len(gaps.get(stop.id, ()))
    if not count:
        return Cell("✓" if short else "✓ " + _("ready"), "good")
    said = ngettext("! {number} gap", "! {number} gaps", count).format(number=count)
    return Cell(f"! {count}" if short else said, "doubt")


def of_stop(
    stop: Stop, gaps: Gaps | None, today: date, width: int, *, named: bool = True, key: str = "enter"
) -> list[Block]:
    """Return what a stop still lacks, with what helps; each gap leads to where it is mended, by `key`. Its name may be above."""
    state = standing(stop, gaps, today)
    title = cell(fitted(cell(stop.title).text, max(width - columns(state.text) - 4, 8)).rstrip(), "strong")
    several = (gaps or {}).get(stop.id, ())
    blocks = [Block("", ((title, Cell("  "), state) if named else (state,),))] if named or not several else []
    for gap in several:
        what, helps = cell(gap.what), cell(gap_help(gap, key), "dim")
        wide = max(width // 3, 24)
        if columns(what.text) <= wide and columns(helps.text) <= width - wide - 6:
            lines = ((Cell("! ", "doubt"), Cell(fitted(what.text, wide) + "  "), helps),)
            blocks.append(Block(f"gap:{gap.code}", lines))
        else:
            room = max(width - 4, 8)
            first = (Cell("! ", "doubt"), Cell(fitted(what.text, room).rstrip()))
            second = (Cell("    "), Cell(fitted(helps.text, max(room - 2, 8)).rstrip(), "dim"))
            blocks.append(Block(f"gap:{gap.code}", (first, second)))
    return blocks


def of_plugins(several: Sequence[Shown], width: int) -> list[Block]:
    """Return panels, each under its title with its sign; every line can be walked to."""
    blocks: list[Block] = []
    for place, (plugin, panel) in enumerate(several):
        sign, tone = SIGNS[panel.weight] if panel.weight else ("", "")
        title = Cell(fitted(cell(panel.title).text, max(width - columns(plugin) - 8, 8)).rstrip(), "strong")
        blocks.append(Block("", ((Cell(sign, tone), title, Cell(f"  {cell(plugin).text}", "dim")),)))
        words = [cell(line[0]).text for line in panel.lines if not isinstance(line, str)]
        named = min(max(map(columns, words), default=0), width // 3)
        for number, line in enumerate(panel.lines):
            blocks.append(Block(f"panel:{place}:{number}", (_line(line, named, max(width - 4, 8)),)))
    return blocks


def as_text(several: Sequence[Shown]) -> str:
    """Return panels as a text to read, with an empty line between them."""
    return "\n\n".join("\n".join(_lines(plugin, panel)) for plugin, panel in several)


def _lines(plugin: str, panel: Panel) -> Iterator[str]:
    sign = SIGNS[panel.weight][0] if panel.weight else ""
    yield f"{sign}{cell(panel.title).text}  ({cell(plugin).text})"
    for line in panel.lines:
        yield "  " + "  ".join(cell(text).text for text in ((line,) if isinstance(line, str) else line))


def _line(line: str | tuple[str, str], named: int, width: int) -> tuple[Cell, ...]:
    if isinstance(line, str):
        return (Cell(fitted(cell(line).text, width).rstrip()),)
    word, value = (cell(text).text for text in line)
    return Cell(fitted(word, named) + "  ", "dim"), Cell(fitted(value, max(width - named - 2, 8)).rstrip())
