"""Which file? A line to type a path in, and the folder below it to choose from."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from roadshow.api import N_, _
from roadshow.tui.engine.modal import Modal
from roadshow.tui.files import Folder, completed, look_in, parted
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.files import UP, file_blocks
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine


class PathLine(Input):
    """The line for the path. It says itself what its keys do: ↓ a line has for what it never does."""

    BINDINGS: ClassVar = bound(
        Act("files.open", "submit", N_("open"), N_("Open the file or the folder that stands here")),
        Act("files.complete", "screen.complete", N_("complete"), N_("Complete what is typed, or go back to the line")),
        Act("files.list", "screen.list", N_("choose below"), N_("Go to the folder below the line")),
    )


class FileChoice(Modal[Path | None]):
    """Asks for a file; comes back with its path, or None."""

    CSS_PATH = "files.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar = bound(
        Act("files.complete", "line", N_("type a path"), N_("Complete what is typed, or go back to the line")),
        Act("files.above", "above", "", N_("To the folder above")),
        Act("files.leave", "leave", N_("leave"), N_("Leave everything as it is")),
    )

    def __init__(self, title: str, folder: Path, suffixes: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._folder = folder
        self._suffixes = tuple(suffixes)
        self._shown = Folder(folder, ())

    def compose(self) -> ComposeResult:
        """Title, line, where one is, the folder, keys."""
        self._line = PathLine(placeholder=_("type a path; ~ is your own folder"), id="line")
        self._where = Static("", id="where", markup=False)
        self._blocks = Blocks(once=True, waiting=True, id="files")
        with Vertical(id="box"):
            yield Static(cell(self._title).text, id="title", markup=False)
            yield self._line
            yield self._where
            yield self._blocks
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the folder one was in last."""
        self._look()

    def on_input_changed(self) -> None:
        """Show what fits what is typed."""
        self._look()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the file that is typed; go into a folder; complete what is begun."""
        event.stop()
        if not event.value.strip():
            self.action_list()
            return
        folder, begun = parted(event.value, self._folder)
        path = folder / begun if begun else folder
        kind = await asyncio.to_thread(_kind, path)
        if kind == "file":
            self.dismiss(path)
        elif kind == "folder":
            self._enter(path)
        elif len(self._shown.entries) == 1:
            self._choose(self._shown.entries[0].name)
        else:
            self._where.update(cell(_("There is no file {path}.").format(path=path)).text)

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Take a file, or go into a folder."""
        event.stop()
        self._choose(event.key)

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._blocks.show(file_blocks(self._shown, self._blocks.wide))

    async def action_complete(self) -> None:
        """Complete what is typed."""
        typed = self._line.value
        text = await asyncio.to_thread(completed, typed, self._folder, self._suffixes)
        if self._line.value == typed:
            self._line.value = text
            self._line.cursor_position = len(text)

    def action_line(self) -> None:
        """Go from the list back to the line."""
        self._line.focus()

    def action_list(self) -> None:
        """Go to the folder below."""
        if self._blocks.keys:
            self.set_focus(self._blocks)

    def action_above(self) -> None:
        """Go to the folder above."""
        self._enter(self._shown.path.parent)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def _choose(self, name: str) -> None:
        if name == UP:
            self.action_above()
            return
        one = next((one for one in self._shown.entries if one.name == name), None)
        if one is None:
            return
        path = self._shown.path / name
        if one.folder:
            self._enter(path)
        else:
            self.dismiss(path)

    def _enter(self, folder: Path) -> None:
        self._folder = folder
        self._line.value = ""
        self._look()

    def _look(self) -> None:
        self.run_worker(self._read(), group="folder", exclusive=True)

    async def _read(self) -> None:
        folder, begun = parted(self._line.value, self._folder)
        self._shown = await asyncio.to_thread(look_in, folder, self._suffixes, begun)
        self._where.update(cell(str(self._shown.path)).text)
        self._blocks.show(file_blocks(self._shown, self._blocks.wide))


def _kind(path: Path) -> str:
    try:
        return "file" if path.is_file() else "folder" if path.is_dir() else ""
    except OSError:
        return ""
