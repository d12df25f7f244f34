"""The people of the workspace."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from roadshow.api import N_, Change, Office, Person, Query, Stop, _, inviting, ngettext, touring
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation import people
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.choice import Option
from roadshow.tui.screens.doubles import show_doubles
from roadshow.tui.screens.forgetting import ask_to_forget, ask_to_let_go, show_everything
from roadshow.tui.screens.intake import bring_people
from roadshow.tui.screens.lists import ONE_TOO_MANY, ListScreen
from roadshow.tui.screens.which_stop import choose_stop
from roadshow.tui.sources.windowed import PeopleSource
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.work import together

LISTED = ("tags", "languages")


class PeopleScreen(ListScreen):
    """Everybody."""

    NAME = "people"
    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar = bound(
        Act("people.invite", "invite", N_("invite"), N_("Put these people on the guest list of a stop")),
        Act("people.tag", "tag", N_("tag"), N_("Put a word on these people, to find them by")),
        Act("people.add", "add", N_("add"), N_("Add somebody")),
        Act("people.import", "import", N_("import"), N_("Take people in from a file, with a look at it first")),
        Act(
            "people.doubles",
            "doubles",
            N_("doubles"),
            N_("Show who may be there twice; of two marked people, those two"),
        ),
        Act(
            "people.show",
            "show",
            N_("everything"),
            N_("Show everything that is kept of somebody, the journal included"),
        ),
        Act("people.forget", "forget", "", N_("Forget somebody for ever; it shows first what goes and what stays")),
        Act("people.retention", "retention", "", N_("Show what has been kept long enough, and let it go")),
        Act(
            "people.export", "export", "", N_("Write what is on the screen to a file for Excel: marked rows, else all")
        ),
        Act("people.remove", "remove", N_("remove"), N_("Remove these people")),
    )

    def body(self) -> ComposeResult:
        """Yield the list."""
        self.listing = Listing(PeopleSource(self.desk))
        yield self.listing

    def arrive(self, place: Place) -> None:
        """Show the list."""
        self.heading.show(_("People"))
        if place.text or place.row:
            self.listing.text = place.text
        if place.row:
            keys = self.desk.office.store.keys(Query(Person, order=("n",)).where(id=place.row))
            self.listing.ask(keys[0] if keys else None)
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the filter and the row."""
        return Place("people", text=self.listing.text, row=self.listing.rows.row.id if self.listing.rows.row else "")

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with people."""
        return (
            Option("i", _("Put on a guest list …"), "screen.invite"),
            Option("t", _("Tag …"), "screen.tag"),
            Option("d", _("Who may be there twice …"), "screen.doubles"),
            Option("o", _("Everything that is kept …"), "screen.show"),
            Option("c", _("Copy this row"), "screen.copy_row"),
            Option("e", _("Write these rows to a file …"), "screen.export"),
            Option("x", _("Remove"), "screen.remove"),
            Option("f", _("Forget for ever …"), "screen.forget"),
        )

    def edit(self, event: Listing.Edited) -> tuple[Callable[[Office, Any], Change], Any]:
        """Change a field of a person."""
        field = event.column.field
        value: Any = event.text.strip()
        if field in LISTED:
            value = tuple(part.strip() for part in value.split(",") if part.strip())
        return lambda office, record: touring.amend(office.pen(), record, **{field: value}), event.row

    def who(self, count: int) -> str:
        """Return a name, or how many people."""
        row = self.listing.rows.row
        if count == 1 and row is not None and not self.listing.rows.marks:
            return people.said_name(row)
        return ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")

    def in_hand(self, kind: type[Stop] | type[Person]) -> Sequence[str]:
        """Return the people marked or under the cursor."""
        if kind is Stop:
            return ()
        return [row.id for row in self.desk.office.store.rows(Person, self.listing.rows.chosen()[:ONE_TOO_MANY])]

    def action_invite(self) -> None:
        """Ask for a stop, and put these people on its list."""
        if not self.desk.office.store.count(Query(Stop)):
            self.tell(_("There is no stop yet."))
            return
        who = self.who(len(self.listing.rows.chosen()))
        choose_stop(self, _("Put {who} on the list of").format(who=who), self._invite)

    def action_tag(self) -> None:
        """Ask for a word, and put it on these people."""

        def tagged(tag: str | None) -> None:
            if tag:
                self.with_keys(
                    lambda office, keys: together.tagged(office, together.each(office, Person, keys), tag),
                    lambda count: _("{who}: tag {tag}").format(who=self.who(count), tag=tag),
                )

        self.app.push_screen(Ask(_("Tag"), hint=_("a word; -word takes it away")), tagged)

    def action_add(self) -> None:
        """Ask for a name, and add somebody."""

        def named(name: str | None) -> None:
            if name and self.run(lambda office: together.new_person(office, name), _("{name} added").format(name=name)):
                self.listing.text = name

        self.app.push_screen(Ask(_("Name"), hint=_("Jan van der Berg")), named)

    def action_doubles(self) -> None:
        """Show who may be there twice; where two people are marked, those two beside each other."""
        marked = self.listing.rows.marks.keys() if self.listing.rows.marks else ()
        if len(marked) == 2:
            one, other = self.desk.office.store.rows(Person, marked)
            show_doubles(self, (one.id, other.id))
        else:
            show_doubles(self)

    def action_show(self) -> None:
        """Show everything that is kept of somebody."""
        person = self._one()
        if person is not None:
            show_everything(self, person)

    def action_forget(self) -> None:
        """Show what would go, and forget somebody where that is wished."""
        person = self._one()
        if person is not None:
            ask_to_forget(self, person, self._forgotten)

    def action_retention(self) -> None:
        """Show what has been kept long enough."""
        ask_to_let_go(self)

    def _one(self) -> Person | None:
        """Return the one person this is about: the marked one, else the one under the cursor."""
        keys = self.listing.rows.chosen()
        if len(keys) > 1:
            self.tell(_("One at a time: take the marks away first."))
            return None
        return next(iter(self.desk.office.store.rows(Person, keys)), None)

    def _forgotten(self) -> None:
        """Let nothing of a name stay on the screen: the filter is remembered when one leaves."""
        self.listing.rows.action_mark_none()
        self.listing.text = ""

    def action_import(self) -> None:
        """Take people in from a file."""
        bring_people(self)

    def action_remove(self) -> None:
        """Remove these people; undo brings them back."""
        self.with_keys(
            together.removed_people, lambda count: _("{who} removed").format(who=self.who(count)), unmark=True
        )

    def _invite(self, stop: Stop) -> None:
        tally = inviting.Tally()
        self.with_keys(
            lambda office, keys: together.invited(office, keys, stop, tally),
            lambda count: _("{who} put on the list of {stop}").format(who=self.who(count), stop=cell(stop.title).text),
            unmark=True,
        )
