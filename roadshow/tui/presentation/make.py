"""What can be made: exports, the form of their options, how far the work is, and what it left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadshow.api import Exporter, Notice, Option, Outcome, Setting, Stop, _, columns, ngettext
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted, wrapped
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.presentation.ways import on_screen

NAMED = 18
UNITS = ("B", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Form:
    """What is filled in for one export. `given` are options by name that the user chose, as typed."""

    exporter: Exporter
    plugin: str
    entries: tuple[tuple[Option, Setting], ...]
    given: Mapping[str, Any]
    stops: tuple[Stop, ...]
    every: int
    folder: Path
    guest: str


def exports(known: Mapping[str, tuple[str, Exporter]], width: int) -> list[Block]:
    """Return what can be made: the word of it, what comes out, and from which plugin."""
    wide = max((columns(key) for key in known), default=8)
    from_wide = max((columns(plugin) for plugin, _exporter in known.values()), default=8)
    room = max(width - wide - from_wide - 7, 10)
    blocks = []
    for key, (plugin, exporter) in sorted(known.items()):
        title = fitted(cell(_(exporter.title)).text, room)
        source = fitted(cell(plugin).text, from_wide)
        blocks.append(Block(key, ((Cell(fitted(key, wide), "strong"), Cell(f"  {title}  "), Cell(source, "dim")),)))
    return blocks


def option_value(entry: Option, setting: Setting, given: Mapping[str, Any]) -> Any:
    """Return the value of an option: what was chosen here, else what the settings say."""
    return given.get(entry.name, setting.value)


def value_text(entry: Option, value: Any) -> str:
    """Write a value in words: yes and no, several parted by commas, nothing as a dash."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = ", ".join(map(entry.said, value)) if isinstance(value, tuple) else entry.said(value)
    return cell(text).text or "—"


def stops_text(form: Form) -> str:
    """Say which stops were chosen."""
    if not form.every:
        return _("there is no stop yet")
    if len(form.stops) == form.every:
        return ngettext("the only one", "all {count}", form.every).format(count=form.every)
    if len(form.stops) == 1:
        stop = form.stops[0]
        return f"{short_day(stop.start)} {cell(stop.title).text}"
    return _("{count} of {total}").format(count=len(form.stops), total=form.every)


def form_blocks(form: Form, width: int) -> list[Block]:
    """Return the form: which stops, where to, for whom the preview is, every option, and the two things to do."""
    rows = form_rows(form)
    named = min(max(columns(row.name) for row in rows) + 2, max(NAMED, width // 3))
    valued = min(max((width - named) // 2, 16), 40)
    left = max(width - 3 - named - valued - 2, 0)
    blocks = [
        Block(
            row.key,
            (
                (
                    Cell(fitted(row.name, named), "dim"),
                    Cell(fitted(row.value, valued), "strong" if row.chosen else ""),
                    Cell("  "),
                    Cell(fitted(row.meaning, left), "dim"),
                ),
            ),
            once=True,
        )
        for row in rows
    ]
    preview = ((Cell(""),), (Cell("▷ ", "good"), Cell(_("Preview"), "strong")))
    blocks.append(Block("preview", preview, once=True))
    blocks.append(Block("make", ((Cell("▶ ", "good"), Cell(_("Make the files"), "strong")),), once=True))
    return blocks


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of the form; `chosen` where the user set it here."""

    key: str
    name: str
    value: str
    meaning: str
    origin: str = ""
    chosen: bool = False


def form_rows(form: Form) -> list[FormRow]:
    """Return the lines of the form that hold a value."""
    rows = [
        FormRow("stops", _("stops"), stops_text(form), _("Which stops it is made for.")),
        FormRow("folder", _("folder"), cell(str(form.folder)).text, _("Where the files go.")),
        FormRow("guest", _("preview for"), form.guest or _("the first guest"), _("Whose letter the preview shows.")),
    ]
    for entry, setting in form.entries:
        chosen = entry.name in form.given
        value = value_text(entry, option_value(entry, setting, form.given))
        origin = _("chosen here") if chosen else origin_text(setting.origin)
        name, meaning = cell(entry.called).text, cell(_(entry.meaning)).text
        rows.append(FormRow(f"option:{entry.name}", name, value, meaning, origin, chosen))
    return rows


def paged(text: str, width: int) -> str:
    """Return a preview in lines of so many columns. What stands in columns of its own, as a sheet does, is left."""
    from textwrap import wrap  # noqa: PLC0415  only who looks at a preview wraps

    lines: list[str] = []
    for written in text.splitlines():
        line = on_screen(written) if written.startswith("! ") else written  # a letter itself stays to the letter
        indent = " " * min(len(line) - len(line.lstrip()), width // 2)
        if columns(line) <= width or "   " in line.strip() or "___" in line:
            lines.append(line)
        else:
            lines += wrap(line.strip(), max(width, 20), initial_indent=indent, subsequent_indent=indent + "  ")
    return "\n".join(lines)


def about(form: Form, key: str) -> tuple[Cell, ...]:
    """Say in full what a line of the form means, and where its value comes from."""
    row = next((row for row in form_rows(form) if row.key == key), None)
    if row is None:
        return ()
    whole = (Cell(row.meaning),)
    return (*whole, Cell(_("from: {origin}").format(origin=row.origin), "dim")) if row.origin else whole


def origin_text(origin: str) -> str:
    """Say where a value comes from; a file by its path."""
    words = {"shipped": _("shipped"), "environment": _("environment"), "command line": _("command line")}
    return words.get(origin, cell(origin).text)


def size_text(size: int) -> str:
    """Write a number of bytes so that people can read it."""
    number: float = size
    for unit in UNITS:
        if number < 1000 or unit == UNITS[-1]:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1000
    return ""


def made_title(outcome: Outcome, folder: Path) -> str:
    """Say how many files were made, how large, and where."""
    count = len(outcome.files)
    text = ngettext("{count} file, {size}, in {folder}", "{count} files, {size}, in {folder}", count)
    return text.format(count=f"{count:,}", size=size_text(outcome.size), folder=cell(str(folder)).text)


def made(outcome: Outcome, folder: Path, width: int) -> list[Block]:
    """Return what the planner should know, then the files."""
    blocks = [Block("", notice_lines(notice, width)) for notice in outcome.notices]
    place = folder.resolve()
    for path in outcome.files:
        name = path.relative_to(place) if path.is_relative_to(place) else path
        blocks.append(Block(str(path), ((cell(name.as_posix()),),)))
    return blocks


def notice_lines(notice: Notice, width: int) -> tuple[tuple[Cell, ...], ...]:
    """Return a notice and what to do about it, each on as many lines as it takes."""
    first, *others = wrapped(cell(on_screen(notice.message)).text, width - 2)
    lines: list[tuple[Cell, ...]] = [(Cell("! ", "doubt"), Cell(first, "doubt"))]
    lines += [(Cell("  "), Cell(line, "doubt")) for line in others]
    if notice.hint:
        lines += [(Cell("  "), Cell(line, "dim")) for line in wrapped(cell(on_screen(notice.hint)).text, width - 2)]
    return tuple(lines)


def chosen_stops(stops: Sequence[Stop], width: int) -> list[tuple[str, str]]:
    """Return the stops to choose among, by id: day and title."""
    wide = max((columns(short_day(stop.start, year=True)) for stop in stops), default=0)
    return [
        (stop.id, fitted(fitted(short_day(stop.start, year=True), wide) + "  " + cell(stop.title).text, width).rstrip())
        for stop in stops
    ]
