"""Folders and files as one chooses among them."""

from datetime import UTC, datetime

from roadshow.api import _, ngettext
from roadshow.tui.files import Folder, Found
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.presentation.make import size_text

UP = ".."


def file_blocks(folder: Folder, width: int) -> list[Block]:
    """Return the way up, the folders, and the files with their size and day, the newest first."""
    room = max(width - 26, 12)
    blocks = [] if folder.path.parent == folder.path else [Block(UP, ((Cell("↑ ", "dim"), Cell(_("folder above"))),))]
    blocks += [Block(one.name, (_line(one, room),)) for one in folder.entries]
    if folder.others:
        text = ngettext(
            "{count} other file cannot be read as a list of people.",
            "{count} other files cannot be read as a list of people.",
            folder.others,
        )
        blocks.append(Block("", ((cell(text.format(count=f"{folder.others:,}"), "dim"),),)))
    elif not folder.entries:
        text = folder.refused or _("There is nothing here.")
        blocks.append(Block("", ((cell(text, "bad" if folder.refused else "dim"),),)))
    return blocks


def _line(one: Found, room: int) -> tuple[Cell, ...]:
    if one.folder:
        return (Cell("▸ ", "dim"), cell(fitted(cell(one.name).text + "/", room), "strong"))
    written = datetime.fromtimestamp(one.written, UTC).astimezone()
    return (
        Cell("  "),
        cell(fitted(cell(one.name).text, room)),
        Cell(fitted(size_text(one.size), 9, right=True), "dim"),
        Cell(f"  {written:%Y-%m-%d}", "dim"),
    )
