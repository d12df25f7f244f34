"""A file of people before it is taken in: how it was understood, what it would do, and taking it in as one change."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from roadshow.api import N_, Query, RoadshowError, Stop, _, how_read, ngettext, readable_suffixes, rows_in_sum, said
from roadshow.tui.behind import bringing
from roadshow.tui.behind.bringing import DOUBTED, REFUSED, SORTS, Looked, Wish
from roadshow.tui.behind.exporting import Running, StoppedError
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.presentation import intake as words
from roadshow.tui.presentation import taking_over
from roadshow.tui.presentation.cells import Cell, cell
from roadshow.tui.presentation.under_way import under_way
from roadshow.tui.remembering import last_folder, remember_folder
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import SIGNS, Choice, Option, lettered
from roadshow.tui.screens.files import FileChoice
from roadshow.tui.screens.reader import Reader
from roadshow.tui.screens.taking_over import TakingMenu
from roadshow.tui.screens.which_stop import MOST, stop_options
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.line import Line

TICK = 0.2
FEW = 60
"""Rows up to which all sorts are open at first."""
ALONE = "\0people"


def bring_people(area: AreaScreen, stop: Stop | None = None) -> None:
    """Ask for a file, and show what is in it before anything is written."""

    def chosen(path: Path | None) -> None:
        if path is not None:
            remember_folder(path.parent)
            area.app.push_screen(IntakeScreen(area, Wish(path, stop=stop)))

    suffixes = readable_suffixes(area.desk.office)
    area.app.push_screen(FileChoice(_("Take people in from which file?"), last_folder(), suffixes), chosen)


class IntakeScreen(Modal[None]):
    """The preview of one file."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar = bound(
        Act("intake.accept", "accept", N_("take in"), N_("Take these people in: one change, one undo")),
        Act("intake.to", "to", N_("to"), N_("Choose where they go: to People, or to the guest list of a stop too")),
        Act("intake.over", "over", N_("take over"), N_("Choose what of the file goes before what is known")),
        Act("intake.alone", "alone", "", N_("Leave this row as it is, or take it over with the others")),
        Act("intake.sheet", "sheet", N_("sheet"), N_("Read another sheet of the workbook")),
        Act("intake.letters", "letters", N_("letters"), N_("Read the letters in another way, where they look wrong")),
        Act(
            "intake.refused",
            "refused",
            N_("refused"),
            N_("Write the refused rows to a file beside this one, to be mended"),
        ),
        Act("intake.other", "other", N_("columns"), N_("To the columns, and back to the rows")),
        Act("intake.leave", "leave", N_("leave"), N_("Stop, and leave the workspace as it is")),
    )

    def __init__(self, area: AreaScreen, wish: Wish) -> None:
        super().__init__()
        self._area = area
        self._wish = self._shown = wish
        self._bench = area.desk.bench("intake")
        self._work: Running | None = None
        self._writing = False
        self._looked: Looked | None = None
        self._opened: list[str] = []

    def compose(self) -> ComposeResult:
        """Say how the file was understood; columns, rows, how far it is, keys."""
        self._how = Static("", id="how", markup=False)
        self._sum = Line(id="sum")
        self._columns = Blocks(once=True, id="columns")
        self._rows = Blocks(once=True, id="rows")
        self._progress = Line(id="progress")
        with Vertical(id="box"):
            yield self._how
            yield self._sum
            with Container(id="halves"):
                yield self._columns
                yield self._rows
            yield self._progress
            yield KeyLine()

    def on_mount(self) -> None:
        """Read the file."""
        self.set_interval(TICK, self._tick)
        self._rows.focus()
        self._look()

    def on_unmount(self) -> None:
        """Stop what is under way, and let its office go."""
        self._stop()
        self._bench.close()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Open or close a sort of rows, show a whole row, or give a column to another field."""
        event.stop()
        if event.blocks is self._columns:
            self._ask_target(int(event.key))
        elif event.key in SORTS:
            self._opened = [sort for sort in SORTS if (sort in self._opened) != (sort == event.key)]
            self._show_rows()
        elif self._looked is not None:
            sort, _space, number = event.key.partition(" ")
            row = self._looked.sample.rows[sort][int(number)]
            title = _("Line {line} of {file}").format(line=row.line, file=self._wish.path.name)
            self.app.push_screen(Reader(title, words.whole_row(row)))

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done."""
        event.stop()
        options = [
            Option("a", _("Take these people in"), "screen.accept"),
            Option("t", _("Where they go …"), "screen.to"),
            *([Option("o", _("Take over from the file …"), "screen.over")] if self.check_action("over", ()) else []),
            *([Option("d", _("Leave this row as it is, or not"), "screen.alone")] if self._row_there() else []),
            Option("e", _("Read the letters in another way …"), "screen.letters"),
            *([Option("s", _("Read another sheet …"), "screen.sheet")] if self.check_action("sheet", ()) else []),
            *([Option("r", _("Write the refused rows to a file …"), "screen.refused")] if self._any_refused() else []),
            Option("x", _("Leave the workspace as it is"), "screen.leave"),
        ]
        if event.blocks is self._columns:
            options.insert(0, Option("c", _("Give this column to another field …"), f"screen.give({event.key})"))

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(Choice(self._wish.path.name, options, at=(event.x, event.y)), chosen)

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def action_give(self, position: int) -> None:
        """Give a column to another field."""
        self._ask_target(position)

    def action_other(self) -> None:
        """Go from the rows to the columns, which then have the most room, and back."""
        to_columns = self._rows.has_focus and bool(self._columns.keys)
        self.set_class(to_columns, "-columns")
        (self._columns if to_columns else self._rows).focus()

    def action_to(self) -> None:
        """Choose where the people go."""
        if self._writing:
            return
        stops = list(self._area.desk.office.store.each(Query(Stop, order=("start",), limit=MOST)))
        known = {stop.id: stop for stop in stops}
        options = [Option("0", _("to People only"), ALONE), *stop_options(stops, SIGNS.replace("0", ""))]

        def chosen(stop_id: str | None) -> None:
            if stop_id is not None:
                self._change(stop=known.get(stop_id))

        self.app.push_screen(Choice(_("Where do they go?"), options), chosen)

    def action_over(self) -> None:
        """Choose what of the file goes before what is known."""
        if self._looked is not None and not self._writing:
            TakingMenu(self.app, lambda wish: self._change(**_of(wish))).ask(self._wish, self._looked.counts)

    def action_alone(self) -> None:
        """Leave the row under the cursor as it is, or take it over with the others."""
        line = self._row_there()
        if line and not self._writing:
            self._change(taking=taking_over.left_alone(self._wish.taking, line))

    def _row_there(self) -> int:
        """Return the line of the row under the cursor of which something could be taken, 0 where there is none."""
        sort, _space, number = self._rows.key.partition(" ")
        if self._looked is None or sort != DOUBTED or not number:
            return 0
        return self._looked.sample.rows[sort][int(number)].line

    def action_letters(self) -> None:
        """Choose how the letters are read."""
        if self._looked is None or self._writing:
            return
        intake = self._looked.intake
        names = list(dict.fromkeys(name for name in (intake.encoding, *intake.other_encodings) if name))
        if not names:
            self._area.tell(_("In such a file the letters are never in doubt."))
            return
        options = [Option(str(place), name, name) for place, name in enumerate(names, 1)]

        def chosen(name: str | None) -> None:
            if name:
                self._change(encoding=name)

        title = _("If letters look wrong, read them as")
        self.app.push_screen(Choice(title, options), chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  given by Textual
        """Offer another sheet only where there is one, and the others likewise."""
        if action == "refused":
            return self._any_refused()
        if action in {"over", "alone"}:
            return self._looked is not None and taking_over.anything(self._wish, self._looked.counts)
        return action != "sheet" or (self._looked is not None and bool(self._looked.intake.other_sheets))

    def action_sheet(self) -> None:
        """Choose which sheet is read. What was said of columns was said of the sheet that is left."""
        if self._looked is None or self._writing:
            return
        intake = self._looked.intake
        options = lettered((name, name) for name in (intake.sheet, *intake.other_sheets))

        def chosen(name: str | None) -> None:
            if name and name != intake.sheet:
                self._change(sheet=name, mapping=())

        self.app.push_screen(Choice(_("Read which sheet?"), options), chosen)

    def _any_refused(self) -> bool:
        return self._looked is not None and self._looked.counts.refused.total() > self._looked.sample.blank

    def action_refused(self) -> None:
        """Write the refused rows to a file beside this one."""
        if self._work is None and self._any_refused():
            self.run_worker(self._leave_refused(self._wish), group="intake", exclusive=True)

    async def _leave_refused(self, wish: Wish) -> None:
        running = self._work = Running()
        try:
            path, count = await self._bench.run(lambda office: bringing.leave_refused(office, wish, running))
        except StoppedError:
            return
        except RoadshowError as error:
            self._area.refuse(error)
            return
        finally:
            self._work = None
        text = ngettext("{count} refused row is in {name}.", "{count} refused rows are in {name}.", count)
        self._area.tell(
            text.format(count=f"{count:,}", name=path.name), hint=_("Mend them there, and bring that file in.")
        )

    def action_accept(self) -> None:
        """Take these people in."""
        if self._looked is None or self._work is not None:
            self._area.tell(_("The file is still being read."))
        elif words.nothing_new(self._looked.counts):
            self._area.tell(_("Nothing in it is new, so there is nothing to take in."))
        else:
            self.run_worker(self._accepted(self._looked), group="intake", exclusive=True)

    def action_leave(self) -> None:
        """Stop the writing; where nothing is written, leave."""
        if self._writing:
            self._stop()
        else:
            self.dismiss()

    def _ask_target(self, position: int) -> None:
        if self._looked is None or self._writing:
            return
        column = next(one for one in self._looked.intake.columns if one.position == position)
        options = lettered(words.target_options(self._looked.targets))
        name = words.column_name(column)

        def chosen(target: str | None) -> None:
            if target:
                self._change(mapping=self._wish.given(name, target))

        title = _("Column “{heading}” goes to").format(heading=column.heading or name)
        now = column.field or (words.IGNORE if column.ignored else "")
        self.app.push_screen(Choice(title, options, now=now), chosen)

    def _change(self, **values: Any) -> None:
        self._wish = replace(self._wish, **values)
        self._look()

    def _look(self) -> None:
        self._stop()
        self.run_worker(self._read(self._wish), group="intake", exclusive=True)

    async def _read(self, wish: Wish) -> None:
        running = self._work = Running()
        try:
            looked = await self._bench.run(lambda office: bringing.look(office, wish, running))
        except StoppedError:
            return
        except RoadshowError as error:
            self._refuse(error, running)
            return
        if running is not self._work:
            return
        self._work = None
        if self._looked is None:
            few = looked.counts.rows <= FEW or len(looked.sample.counts) == 1
            self._opened = [sort for sort in SORTS if few or sort in {REFUSED, DOUBTED}]
        self._looked, self._shown = looked, wish
        self.refresh_bindings()
        self._show()

    async def _accepted(self, looked: Looked) -> None:
        running = self._work = Running()
        wish, self._writing = self._wish, True
        try:
            entry, counts = await self._bench.run(lambda office: bringing.accept(office, wish, looked.counts, running))
        except StoppedError:
            self._area.tell(_("Stopped. Nothing was written."))
            return
        except RoadshowError as error:
            self._refuse(error, running)
            return
        finally:
            self._work, self._writing = None, False
        self.dismiss()
        text = ngettext("{count} person taken in", "{count} people taken in", counts.new)
        self._area.done(entry, text.format(count=f"{counts.new:,}"))

    def _refuse(self, error: RoadshowError, running: Running) -> None:
        """Say what is wrong with the file; what was chosen last and cannot be is taken back."""
        if running is self._work:
            self._work, self._wish = None, self._shown
        self._area.refuse(error)
        if self._looked is None:
            self.dismiss()

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _tick(self) -> None:
        if self._work is None:
            self._progress.show((Cell(""),))
            return
        title = _("Taking in") if self._writing else _("Reading")
        key = shown(self._key())
        at = self._work
        self._progress.show(under_way(title, at.done, at.total, at.spent, key))

    def _key(self) -> str:
        active = self.active_bindings
        return next((key for key, one in active.items() if one.binding.id == "intake.leave"), "escape")

    def _show(self) -> None:
        looked = self._looked
        if looked is None:
            self._how.update(cell(self._wish.path.name).text)
            return
        lines = [how_read(looked.intake), *(f"! {said(notice)}" for notice in looked.intake.notices)]
        lines += words.facts(looked)
        self._how.update("\n".join(cell(line).text for line in lines))
        self._sum.show((cell(rows_in_sum(looked.counts), "strong"), words.target_line(self._wish.stop)))
        given = dict(self._wish.mapping)
        self._columns.show(words.column_blocks(looked.intake, given, self._columns.wide, looked.counts.left))
        self._columns.set_class(not looked.intake.columns, "-none")
        self._show_rows()

    def _show_rows(self) -> None:
        if self._looked is not None:
            self._rows.show(words.row_blocks(self._looked, self._opened, self._rows.wide, self._wish.taking.but))


def _of(wish: Wish) -> dict[str, Any]:
    return {"taking": wish.taking, "absent": wish.absent, "forgotten_too": wish.forgotten_too}
