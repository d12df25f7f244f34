"""The journal: who changed what and when, each value before and after, and the way back to any change."""

from array import array
from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from roadshow.api import KINDS, N_, Entry, Noun, Office, RoadshowError, _, fold, ngettext, recounted, said
from roadshow.tui.behind.desk import Desk
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import history
from roadshow.tui.presentation.cells import Counts, cell
from roadshow.tui.presentation.history import Told
from roadshow.tui.screens.backups import show_backups
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.lists import ListScreen
from roadshow.tui.screens.reader import Reader
from roadshow.tui.sources.windowed import answer
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Answer, Listing
from roadshow.tui.widgets.rows import Rows
from roadshow.tui.work import taking_back

COLUMNS = (
    Column("number", N_("No."), history.number, least=5, right=True),
    Column("when", N_("When"), history.when, least=21),
    Column("who", N_("Who"), history.who, least=8, share=1, most=18, rank=3),
    Column("what", N_("What"), history.what, least=34, share=8, most=120),
    Column("state", N_("State"), history.state, least=9, rank=2),
    Column("edits", N_("Records"), history.edits, least=7, rank=4, right=True),
)
BESIDE = 40
"""Records of a change that are shown beside the list."""
WHOLE = 2000
"""Records of a change that are shown when it is opened."""
AT_ONCE = 500


class JournalSource:
    """Changes by their number, the newest first."""

    columns = COLUMNS
    fields: tuple[str, ...] = ()
    empty = N_("No change fits that.")

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._total = 0

    async def ask(
        self,
        text: str,
        column: Column,  # noqa: ARG002  always the newest first
        near: int | None,
        *,
        backwards: bool,  # noqa: ARG002  as above
        most: int | None = None,  # noqa: ARG002  the shape of a source
    ) -> Answer:
        """Return the numbers; with a filter the journal is read through in the reading thread."""
        words = fold(text).split()
        found = await self._desk.ask(lambda office: _numbers(office, words), self)
        self._total = len(found)
        return answer(found, near)

    def drop(self) -> None:
        """Stop reading the journal through."""
        self._desk.drop(self)

    async def counts(self, text: str) -> Counts:  # noqa: ARG002  the shape of a source
        """Say how many changes there are."""
        total = ngettext("{count} change", "{count} changes", self._total).format(count=f"{self._total:,}")
        return Counts((cell(total, "strong"),))

    def read(self, keys: Sequence[int]) -> Sequence[Told | None]:
        """Return changes by number."""
        store = self._desk.office.store
        return [Told(entry, recounted(store, entry)) if (entry := store.entry(key)) else None for key in keys]


def _numbers(office: Office, words: Sequence[str]) -> "array[int]":
    last = office.store.last_number()
    if not words:
        return array("q", range(last, 0, -1))
    found = array("q")
    before: int | None = None
    while entries := office.store.journal(limit=AT_ONCE, before=before):
        before = entries[-1].number
        found.extend(entry.number for entry in entries if _fits(office, entry, words))
    return found


def _fits(office: Office, entry: Entry, words: Sequence[str]) -> bool:
    """Look in the change itself first: whom it was about takes longer to find out."""
    text = fold(history.words(Told(entry, said(entry.label))))
    if not all(word in text for word in words):
        text = fold(history.words(Told(entry, recounted(office.store, entry))))
    return all(word in text for word in words)


class HistoryScreen(ListScreen):
    """All changes."""

    NAME = "history"
    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar = bound(
        Act("history.whole", "whole", N_("in full"), N_("Show this change in full: every value before and after")),
        Act("history.back", "back", N_("undo to here"), N_("Take back this change, or all down to it")),
        Act("history.backups", "backups", "", N_("Show the backups of the workspace, and put one back")),
    )

    def body(self) -> ComposeResult:
        """Yield the journal, and one change of it."""
        self.listing = Listing(JournalSource(self.desk))
        self.listing.rows.order = ("", False)
        self.listing.filter.placeholder = _("/ to filter: a name, a day, words of the change")
        self._change = Blocks(id="change")
        self._change.can_focus = False
        with Container(id="sides"):
            yield self.listing
            yield self._change

    def arrive(self, place: Place) -> None:
        """Show the journal."""
        self.heading.show(_("History"))
        if place.text:
            self.listing.text = place.text
        if place.row.isdecimal():
            self.listing.ask(int(place.row))
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the filter and the change under the cursor."""
        row = self.listing.rows.row
        return Place("history", text=self.listing.text, row=str(row.number) if row else "")

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with a change."""
        return (
            Option("o", _("Show in full"), "screen.whole"),
            Option("b", _("Undo this, or all down to here …"), "screen.back"),
            Option("r", _("Backups …"), "screen.backups"),
        )

    def who(self, count: int) -> str:
        """Return how many changes."""
        return ngettext("{count} change", "{count} changes", count).format(count=count)

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]
        """Show a change in full, in place of the menu."""
        event.prevent_default()
        self.action_whole()

    def on_rows_moved(self) -> None:
        """Show the change under the cursor."""
        self._show_change()

    def on_listing_answered(self) -> None:
        """Show the change that is under the cursor now."""
        self._show_change()

    def action_whole(self) -> None:
        """Show one change in full."""
        row = self.listing.rows.row
        if row is not None:
            self.run_worker(self._whole(row), group="whole", exclusive=True)

    def action_back(self) -> None:
        """Ask how far back, and go there."""
        row: Told | None = self.listing.rows.row
        if row is None:
            return
        entry, office = row.entry, self.desk.office
        newer, here = (taking_back.standing(office, number) for number in (entry.number + 1, entry.number))
        options = [Option("1", _("Take back only this change"), "one")]
        if here > newer and newer:
            words = ngettext(
                "Take back this and {count} newer change", "Take back this and {count} newer changes", newer
            )
            options.append(Option("2", words.format(count=newer), "with"))
        if newer:
            words = ngettext(
                "Take back the {count} newer change; this one stays",
                "Take back the {count} newer changes; this one stays",
                newer,
            )
            options.append(Option("3", words.format(count=newer), "after"))

        def chosen(way: str | None) -> None:
            if way == "one":
                self._one(entry)
            elif way:
                number = entry.number if way == "with" else entry.number + 1
                self.run_worker(self._all(number), group="writing")

        self.app.push_screen(Choice(cell(row.text).text, options), chosen)

    def action_backups(self) -> None:
        """Show the backups, and put one back."""
        show_backups(self)

    def _one(self, entry: Entry) -> None:
        try:
            made = self.desk.office.undo(entry.number)
        except RoadshowError as error:
            self.refuse(error)
            return
        undo = shown(self.app_keys("app.undo"))
        self.tell(_("{what}. {key} undoes.").format(what=recounted(self.desk.office.store, made), key=undo))
        self.look()

    async def _all(self, number: int) -> None:
        bench = self.desk.bench("undoing")
        try:
            done = await bench.run(lambda office: taking_back.take_back_to(office, number))
        finally:
            bench.close()
        count = ngettext("{count} change taken back", "{count} changes taken back", done.count).format(count=done.count)
        redo = shown(self.app_keys("app.redo"))
        self.tell(_("{what}. {key} does them again, one by one.").format(what=count, key=redo))
        if done.refused is not None and done.error is not None:
            entry = done.refused
            stopped = _("It stopped at change {number}, “{what}”: {reason}").format(
                number=entry.number, what=recounted(self.desk.office.store, entry), reason=done.error.message
            )
            self.tell(stopped, hint=done.error.hint, bad=True)
        self.look()

    async def _whole(self, row: Told) -> None:
        blocks = await self.desk.ask(
            lambda office: history.change(row, office.store.traces(row.number), _known(office), WHOLE)
        )
        lines = ["".join(part.text for part in line) for block in blocks for line in block.lines]
        title = _("Change {number}").format(number=row.number)
        self.app.push_screen(Reader(title, "\n".join(lines)))

    def _show_change(self) -> None:
        row: Told | None = self.listing.rows.row
        if row is None:
            self._change.show([])
            return
        office = self.desk.office
        traces = islice(office.store.traces(row.number), BESIDE)
        self._change.show(history.change(row, traces, _known(office), BESIDE))


def _known(office: Office) -> history.Known:
    def known(kind: str, noun_id: str) -> Noun | None:
        noun: Noun | None = office.store.get(KINDS[kind], noun_id)
        return noun

    return known
