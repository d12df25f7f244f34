"""What the areas with one big list share: cells edited in place, and one verb on all that is marked."""

import asyncio
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from roadshow.api import Change, Office, RoadshowError, StaleError, _, meant_path, ngettext, table_bytes, write
from roadshow.tui.behind.desk import INLINE
from roadshow.tui.remembering import last_folder, remember_folder
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.rows import Rows

AT_ONCE = 500
ONE_TOO_MANY = INLINE + 1
"""Rows that are read for a command of a plugin: enough to see that they are too many."""
OnKeys = Callable[[Office, Sequence[int]], Change]


class ListScreen(AreaScreen):
    """An area that is a list. A subclass makes `listing`, says what an edit does, and what the menu offers."""

    listing: Listing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no act on a list that is not there, as where there is no stop yet."""
        if "listing" not in self.__dict__ and not hasattr(AreaScreen, f"action_{action}"):
            return False
        return super().check_action(action, parameters)

    @property
    def unready(self) -> bool:
        """Whether rows are still those of another question; who goes on typing the question need not wait."""
        listing = self.__dict__.get("listing")
        return listing is not None and listing.behind and self.focused is not listing.filter

    def refreshed(self) -> None:
        """Show rows anew, the cursor stays."""
        self.listing.refreshed()

    def keep(self) -> None:
        """Save the cell that is being edited, since the screen is left."""
        for listing in self.query(Listing):
            edited = listing.finish()
            if edited is not None:
                self.on_listing_edited(edited)

    def on_screen_suspend(self) -> None:
        """Save the cell when something else comes over the screen."""
        self.keep()

    def edit(self, event: Listing.Edited) -> tuple[Callable[[Office, Any], Change], Any]:
        """Return what makes the change from an office and a record, and the record as it was seen."""
        raise NotImplementedError

    def menu(self) -> tuple[Option, ...]:
        """Return what can be done with a row; the value is the action."""
        return ()

    def on_listing_edited(self, event: Listing.Edited) -> None:
        """Save an edited cell; what is refused stays in the field."""
        event.stop()
        try:
            change, seen = self.edit(event)
        except RoadshowError as error:
            self.refuse(error)
            event.listing.edit_again(event)
            return

        def verb(office: Office) -> Change:
            return change(office, seen)

        def again(office: Office) -> Change:
            return change(office, office.store.get(type(seen), seen.id) or seen)

        try:
            entry = self.desk.do(verb)
        except StaleError as error:
            self.ask_about(error, "", again)
        except RoadshowError as error:
            self.refuse(error)
            event.listing.edit_again(event)
        else:
            self.done(entry)

    def on_rows_opened(self) -> None:
        """Offer what can be done with the row."""
        self.listing.rows.action_menu()

    def on_rows_menu_asked(self, event: Rows.MenuAsked) -> None:
        """Offer what can be done here."""
        event.stop()
        options = self.with_commands(self.menu())
        if not options:
            return

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        title = self.who(len(self.listing.rows.chosen()))
        self.app.push_screen(Choice(title, options, at=(event.x, event.y)), chosen)

    def with_keys(self, verb: OnKeys, what: Callable[[int], str], *, unmark: bool = False) -> None:
        """Run a verb on the marked rows, or on the row under the cursor; large ones go to the writing thread."""
        keys: array[int] = self.listing.rows.chosen()
        if not keys:
            self.tell(_("Nothing is marked, and there is no row here."))
            return
        if len(keys) > self.desk.office.settings.core.ask_above:
            self.ask_many(len(keys), lambda: self._with_keys(verb, keys, what, unmark=unmark))
        else:
            self._with_keys(verb, keys, what, unmark=unmark)

    def ask_many(self, count: int, act: Callable[[], None]) -> None:
        """Ask whether so many are meant: a filter that took more than somebody thought is seen here."""
        title = _("This changes {count} rows. Is that meant?").format(count=f"{count:,}")
        options = (Option("y", _("Yes, all of them"), "y"), Option("n", _("No, change nothing"), "n"))

        def answered(answer: str | None) -> None:
            if answer == "y":
                act()

        self.app.push_screen(Choice(title, options), answered)

    def _with_keys(self, verb: OnKeys, keys: "array[int]", what: Callable[[int], str], *, unmark: bool) -> None:
        if unmark:
            self.listing.rows.action_mark_none()
        said = what(len(keys))
        if len(keys) <= INLINE:
            self.run(lambda office: verb(office, keys), said)
        else:
            self.tell(_("Working on {count} rows …").format(count=f"{len(keys):,}"))
            self.run_worker(self.run_long(lambda office: verb(office, keys), said), group="writing")

    def action_copy_row(self) -> None:
        """Copy the row under the cursor."""
        self.listing.rows.action_copy_row()

    def action_export(self) -> None:
        """Ask for a file, and write what is on the screen to it: the marked rows, else all that answer the filter."""
        rows = self.listing.rows
        keys = rows.marks.keys() if rows.marks else rows.pages.keys
        if not keys:
            self.tell(_("There is nothing to write."))
            return
        count = ngettext("{count} row", "{count} rows", len(keys)).format(count=f"{len(keys):,}")
        name = last_folder() / f"{self.NAME}.csv"

        def named(text: str) -> bool:
            path = meant_path(text)
            if path.is_dir() or not path.parent.is_dir():
                self.tell(_("{path} is no place for a file.").format(path=text), bad=True)
                return False
            if path.exists():
                self.tell(_("{path} is there already: choose another name.").format(path=text), bad=True)
                return False
            self.run_worker(self._exported(path, array("q", keys)), group="export", exclusive=True)
            return True

        ask_until(self, _("Write {rows} as they stand here to").format(rows=count), named, value=str(name))

    async def _exported(self, path: Path, keys: "array[int]") -> None:
        """Read some rows at a time between two keys, then write the file whole or not at all."""
        columns = self.listing.source.columns
        texts: list[list[str]] = []
        for start in range(0, len(keys), AT_ONCE):
            rows = self.listing.source.read(keys[start : start + AT_ONCE])
            texts += [[column.show(row).text for column in columns] for row in rows if row is not None]
            await asyncio.sleep(0)
        heads = [_(column.title) for column in columns]
        try:
            await asyncio.to_thread(write, path, table_bytes(heads, texts), private=True)
        except RoadshowError as error:
            self.refuse(error)
            return
        remember_folder(path.parent)
        written = ngettext("{count} row written to {path}.", "{count} rows written to {path}.", len(texts))
        self.tell(written.format(count=f"{len(texts):,}", path=path))

    def who(self, count: int) -> str:
        """Say whom an act was about: a name, or how many."""
        raise NotImplementedError
