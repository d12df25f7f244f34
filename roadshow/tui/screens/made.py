"""What an export left: the files, what the planner should know, the folder to open, and the printer."""

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, Outcome, RoadshowError, _, visible
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation import make
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.choice import Choice, Option, lettered
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.work import printers


class Made(Modal[None]):
    """The files of one export."""

    CSS_PATH = "made.tcss"
    BINDINGS: ClassVar = bound(
        Act("made.folder", "folder", N_("open folder"), N_("Open the folder with the files")),
        Act("made.print", "print", N_("print"), N_("Print this file, where it is a PDF")),
        Act("made.leave", "leave", N_("back"), N_("Back to where you were")),
    )

    def __init__(self, outcome: Outcome, folder: Path) -> None:
        super().__init__()
        self._outcome = outcome
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Say what was made, then the files, then the keys."""
        self._files = Blocks(id="files")
        with Vertical(id="box"):
            yield Static(make.made_title(self._outcome, self._folder), id="title", markup=False)
            yield self._files
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the files."""
        self._show()
        self._files.focus()

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Print a PDF; of another file open the folder."""
        event.stop()
        if Path(event.key).suffix.lower() == ".pdf":
            self.action_print()
        else:
            self.action_folder()

    def action_folder(self) -> None:
        """Open the folder, or say where it is."""
        chosen = Path(self._files.key).parent if self._files.key else self._folder
        if not printers.open_folder(chosen, os.environ):
            self._tell(_("The files are in {folder}").format(folder=chosen.resolve()))

    def action_print(self) -> None:
        """Ask which printer, how many, on one side or two, and print."""
        path = Path(self._files.key) if self._files.key else None
        if path is None or path.suffix.lower() != ".pdf":
            self._tell(_("Only a PDF can be printed from here. Open the folder for other files."))
            return
        self.run_worker(self._to_printer(path), group="printing", exclusive=True)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    async def _to_printer(self, path: Path) -> None:
        try:
            known = await asyncio.to_thread(printers.printers)
            printer = await self.app.push_screen_wait(
                Choice(
                    _("Print {file} on").format(file=cell(path.name).text),
                    lettered((cell(name).text, name) for name in known),
                )
            )
            copies = await self._copies() if printer else None
            sides = await self.app.push_screen_wait(Choice(_("Print on"), self._sides())) if copies else None
            if printer and copies and sides:
                said = await asyncio.to_thread(printers.print_file, path, printer, copies, sides)
                self._tell(_("Sent to {printer}. {said}").format(printer=printer, said=said))
        except RoadshowError as error:
            self._tell(on_screen(f"{error.message}\n{error.hint}"), bad=True)

    async def _copies(self) -> int | None:
        typed: str | None = "1"
        while True:
            typed = await self.app.push_screen_wait(Ask(_("How many copies?"), value=typed or "", hint="1"))
            if typed is None:
                return None
            if typed.isdecimal() and 0 < int(typed) < 1000:
                return int(typed)
            self._tell(_("“{text}” is not a number of copies.").format(text=typed), bad=True)

    def _show(self) -> None:
        self._files.show(make.made(self._outcome, self._folder, (self._files.wide or self.size.width - 4) - 2))

    def _sides(self) -> list[Option]:
        words = (_("one side"), _("two sides, turned over the long edge"), _("two sides, turned over the short edge"))
        return [
            Option(str(place), word, side)
            for place, (word, side) in enumerate(zip(words, printers.SIDES, strict=True), 1)
        ]

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self.notify(visible(text, lines=True), severity="error" if bad else "information", timeout=10, markup=False)
