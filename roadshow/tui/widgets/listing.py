"""The list of the program: a filter line, counts, rows by window, and one field that edits a cell in place."""

import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Protocol

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input
from textual.worker import WorkType

from roadshow.api import N_, DroppedError, RoadshowError, _, ngettext
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation.cells import Counts, cell
from roadshow.tui.presentation.ways import on_screen
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.fields import CellField, FieldNames, Filter
from roadshow.tui.widgets.line import Line
from roadshow.tui.widgets.rows import Rows

PATIENCE = 0.03
"""Seconds after the last key before the question is asked."""
FIRST = 128
"""Rows that are asked for first while somebody types: more than a screen shows."""
LATER = 0.25
"""Seconds after the last key before is counted: the answer to the next key does not wait for numbers of this one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Row numbers in order, and the place of the row that was asked after, -1 where it is not among them."""

    keys: "array[int]"
    place: int = -1


class RowSource(Protocol):
    """Where the rows of a list come from. `ask` and `counts` may take long and do not hold the screen up.

    Both raise DroppedError where `drop` stopped them.
    """

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, the first of them the one to begin with."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that may stand before a colon in the filter."""

    @property
    def empty(self) -> str:
        """What is said where nothing answers."""

    async def ask(
        self, text: str, column: Column, near: int | None, *, backwards: bool, most: int | None = None
    ) -> Answer:
        """Return the rows that answer a question, in order; with `most` at least so many. Raises RoadshowError for one that cannot be read."""

    async def counts(self, text: str) -> Counts:
        """Return what is counted in the same answer, for the line above."""

    def drop(self) -> None:
        """Stop what is being read, if anything: a newer question is asked."""

    def read(self, keys: Sequence[int]) -> Sequence[Any]:
        """Return rows by number, at once, None in the place of one that is gone."""


class Listing(Container):
    """One list. The screen gives it a source, hears `Edited`, `Opened` and `MenuAsked`, and calls `refreshed`."""

    DEFAULT_CSS = """
    Listing { layers: base above; height: 1fr; layout: vertical; }
    """
    BINDINGS: ClassVar = bound(
        Act("list.filter", "filter", N_("filter"), N_("Type to filter this list")),
        Act("list.edit", "edit", N_("edit"), N_("Edit this cell")),
    )

    @dataclass
    class Edited(Message):
        """A cell was typed over. Whoever cannot save it calls `listing.edit_again` with this."""

        listing: "Listing"
        key: int
        row: Any
        column: Column
        text: str

    @dataclass
    class Answered(Message):
        """New rows stand there."""

        listing: "Listing"
        rows: int

    def __init__(self, source: RowSource, id: str = "listing") -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.source = source
        self.rows = Rows(source.columns, source.read, source.empty, id="rows")
        self.filter = Filter(
            placeholder=_("/ to filter: a name, district:… state:… -has:email"),
            suggester=FieldNames(source.fields),
            id="filter",
        )
        self.counts = Line(id="counts")
        self.field = CellField(id="field")
        self._column: Column = source.columns[0]
        self._backwards = False
        self._wanted = 0
        self._answered: str | None = None
        self._asking = False
        self._said = Counts(())
        self._editing: tuple[int, Any, Column] | None = None
        self._near: int | None = None
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """Filter, counts, rows, and the field over a cell."""
        yield self.filter
        yield self.counts
        yield self.rows
        yield self.field

    def on_mount(self) -> None:
        """Ask for the first rows as soon as the shell stands."""
        self.ask()

    @property
    def text(self) -> str:
        """What is typed in the filter."""
        return self.filter.value

    @text.setter
    def text(self, text: str) -> None:
        self.filter.value = text

    @property
    def behind(self) -> bool:
        """Whether the rows do not yet answer what is typed."""
        return self.filter.value != self._answered

    def ask(self, near: int | None = None) -> None:
        """Ask again: the filter, the order or the workspace changed. Old rows stay until the new ones are there."""
        self._wanted += 1
        self._near = near
        self.source.drop()
        if not self._asking:
            self._asking = True
            answer: WorkType[None] = self._answer
            self.run_worker(answer, group="ask")

    def refreshed(self) -> None:
        """Show what is on the screen anew, and ask which rows belong there now: the workspace changed."""
        self.rows.again()
        self._renew()
        self.ask()

    def show(self, source: RowSource) -> None:
        """Show rows of another source with the same columns; marks go."""
        self.source = source
        self.rows.marks.clear()
        self.rows.cursor = 0
        self.rows.pages = type(self.rows.pages)(source.read)
        self.ask()

    def action_filter(self) -> None:
        """Go to the filter line."""
        self.filter.focus()

    def action_edit(self) -> None:
        """Edit the cell under the cursor; where it cannot be edited, the first that can."""
        row, key = self.rows.row, self.rows.key
        if row is None or key is None:
            return
        column = self.rows.slot.column
        if not column.field:
            editable = [slot.column.name for slot in self.rows.slots if slot.column.field]
            if not editable:
                return
            self.rows.show_column(editable[0])
            column = self.rows.slot.column
        self._open(key, row, column, _typed(column, row))

    def edit_again(self, event: Edited) -> None:
        """Open the field with what was typed and refused, so that nothing typed is lost."""
        if event.key in self.rows.pages.keys:
            self.rows.go(self.rows.pages.keys.index(event.key))
        self.rows.show_column(event.column.name)
        self._open(event.key, event.row, event.column, event.text)

    def finish(self) -> Edited | None:
        """Close the field, since the screen is left; return what is to be saved, None where nothing is."""
        text = self.field.close()
        editing, self._editing = self._editing, None
        if text is None or editing is None or text == _typed(editing[2], editing[1]):
            return None
        return self.Edited(self, *editing, text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask, a moment after the last key."""
        if event.input is self.filter:
            event.stop()
            self._typed_at = time.monotonic()
            self.set_timer(PATIENCE, self._patient(self.filter.value))

    def on_filter_left(self) -> None:
        """Go from the filter to the rows."""
        self.rows.focus()

    def on_rows_sorted(self, event: Rows.Sorted) -> None:
        """Ask in another order; the cursor stays on its row."""
        event.stop()
        self._column, self._backwards = event.column, event.backwards
        self.rows.order = (event.column.name, event.backwards)
        self.rows.refresh()
        self.ask()

    def on_rows_marked(self) -> None:
        """Say how many are marked."""
        self._say(self._said)

    def on_cell_field_done(self, event: CellField.Done) -> None:
        """Pass on what was typed, and go on where the key says."""
        event.stop()
        editing, self._editing = self._editing, None
        if editing is None:
            return
        key, row, column = editing
        going_on = bool(event.rows or event.cells)
        if not going_on and (self.app.focused is self.field or self.app.focused is None):
            self.rows.focus()
        if event.text is not None and event.text != _typed(column, row):
            self.post_message(self.Edited(self, key, row, column, event.text))
        if event.rows:
            self.rows.action_move(event.rows)
        if going_on and (event.rows or self._beside(column, event.cells)):
            self.call_later(self._go_on)
        elif going_on:
            self._stop_editing()

    def _go_on(self) -> None:
        self.action_edit()
        if not self.field.opened:
            self._stop_editing()

    def _stop_editing(self) -> None:
        self.rows.focus()
        self.field.hide()

    def _beside(self, column: Column, step: int) -> bool:
        """Put the cursor on the next column that can be edited; False where there is none."""
        names = [slot.column.name for slot in self.rows.slots if slot.column.field]
        place = names.index(column.name) + step
        if not 0 <= place < len(names):
            return False
        self.rows.show_column(names[place])
        return True

    def _open(self, key: int, row: Any, column: Column, text: str) -> None:
        self._editing = (key, row, column)
        self.field.open(text, *self._over())

    def _over(self) -> tuple[int, int, int]:
        """Return where the field stands, and how wide it is: over the cell under the cursor."""
        at = self.rows.cell_region()
        width = min(max(at.width, 24), self.size.width - at.x)
        return at.x, at.y + self.rows.region.y - self.region.y, width

    def _renew(self) -> None:
        """Edit the row as it is now, where nobody touched this cell: the cell before may just have been saved."""
        if self._editing is None or self.rows.key != self._editing[0]:
            return
        key, row, column = self._editing
        now = self.rows.row
        if now is not None and _typed(column, now) == _typed(column, row):
            self._editing = (key, now, column)

    def _follow(self) -> None:
        """Keep the field over its cell where the rows stand in another order now."""
        if self.field.opened and self._editing is not None and self.rows.key == self._editing[0]:
            x, y, _width = self._over()
            self.field.styles.offset = (x, y)

    def _patient(self, typed: str) -> Any:
        def ask() -> None:
            if typed == self.filter.value:
                self.ask()

        return ask

    async def _answer(self) -> None:
        """Answer the newest question; one that came while another was answered drops that answer."""
        try:
            answered = 0
            while answered != self._wanted:
                answered = self._wanted
                await self._answer_once(answered)
        finally:
            self._asking = False

    async def _answer_once(self, number: int) -> None:
        text = self.filter.value
        near = self._near if self._near is not None else self.rows.key
        ask = partial(self.source.ask, text, self._column, near, backwards=self._backwards)
        begun = False
        try:
            answer = await ask(most=FIRST) if self._may_begin() else await ask()
            if len(answer.keys) == FIRST:
                begun = self._begin_with(answer, number)
                answer = await ask()
        except DroppedError:
            return
        except RoadshowError as error:
            hint = (cell(on_screen(error.hint), "dim"),) if error.hint else ()
            self._say(Counts((cell(error.message, "bad"), *hint)))
            self._answered = text
            return
        if number != self._wanted:
            return
        self._near = None
        self._answered = text
        self.rows.take(answer.keys, answer.place if answer.place >= 0 else self.rows.cursor, rest=begun)
        self._follow()
        self.post_message(self.Answered(self, len(answer.keys)))
        if time.monotonic() - self._typed_at < LATER:
            self.set_timer(LATER, partial(self._count_later, number, text))
        else:
            await self._count(number, text)

    def _may_begin(self) -> bool:
        """Say whether the first rows may stand there before the rest is known: while somebody types, at the top."""
        return time.monotonic() - self._typed_at < LATER and self.rows.cursor < FIRST

    def _begin_with(self, answer: Answer, number: int) -> bool:
        """Show the first rows, where the cursor can stay; keys that do something with rows wait while `behind`."""
        begin = number == self._wanted and (answer.place >= 0 or not self.rows.cursor)
        if begin:
            self.rows.take(answer.keys, max(answer.place, 0))
        return begin

    def _count_later(self, number: int, text: str) -> None:
        if number == self._wanted:
            count: WorkType[None] = partial(self._count, number, text)
            self.run_worker(count, group="count")

    async def _count(self, number: int, text: str) -> None:
        try:
            said = await self.source.counts(text)
        except DroppedError:
            return
        if number == self._wanted:
            self._say(said)

    def _say(self, said: Counts) -> None:
        self._said = said
        count = self.rows.marks.count
        marked = cell(ngettext("{count} marked", "{count} marked", count).format(count=count), "strong")
        self.counts.show(
            (marked, *said.long) if count else said.long, (marked, *said.short) if count and said.short else said.short
        )


def _typed(column: Column, row: Any) -> str:
    return column.typed(row) if column.typed else column.show(row).text
