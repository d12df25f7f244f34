"""The guest list of a stop: who is on it, what they answered, in two keys each."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from roadshow.api import (
    N_,
    BadInputError,
    Change,
    GuestRole,
    Invitation,
    InvitationState,
    Office,
    Person,
    Query,
    Stop,
    _,
    ngettext,
    touring,
)
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation import guests, people
from roadshow.tui.presentation.cells import Block, Cell, cell, fitted
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.intake import bring_people
from roadshow.tui.screens.lists import ONE_TOO_MANY, ListScreen
from roadshow.tui.screens.offering import offer_places
from roadshow.tui.screens.which_stop import choose_stop
from roadshow.tui.sources.windowed import GuestSource
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.line import Line
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.work import together

NONE = "—"
"""Those without an organisation."""
ANSWERS = (
    ("y", InvitationState.ACCEPTED),
    ("n", InvitationState.DECLINED),
    ("m", InvitationState.MAYBE),
    ("w", InvitationState.WAITING),
    ("i", InvitationState.INVITED),
    ("l", InvitationState.LISTED),
)


class GuestsScreen(ListScreen):
    """The guests of one stop."""

    NAME = "guests"
    CSS_PATH = "guests.tcss"
    BINDINGS: ClassVar = bound(
        Act("guests.answer", "answer", N_("answer"), N_("Note an answer for this guest, or for all that are marked")),
        Act("guests.offer", "offer", N_("offer"), N_("Offer places that are free to who is next on the waiting list")),
        Act("guests.invited", "reply('invited')", N_("invited"), N_("Note that the invitation went out")),
        Act("guests.stop", "stop", N_("stop"), N_("Show the guests of another stop")),
        Act("guests.tag", "tag", N_("tag"), N_("Put a word on these people, to find them by")),
        Act("guests.role", "role", "", N_("Say why these guests are on the list")),
        Act("guests.withdraw", "reply('withdrawn')", "", N_("Withdraw the invitation; the name stays on the list")),
        Act("guests.remove", "remove", N_("remove"), N_("Take these guests off the list")),
        Act("guests.add", "add", N_("add"), N_("Put people on this list")),
        Act(
            "guests.export", "export", "", N_("Write what is on the screen to a file for Excel: marked rows, else all")
        ),
        Act("guests.import", "import", N_("import"), N_("Take people in from a file, and put them on this list")),
    )

    def body(self) -> ComposeResult:
        """Yield the list, and beside it who comes from where."""
        self._stop: Stop | None = self._found_stop("")
        self._side = Blocks(once=True, id="organisations")
        self._side.can_focus = False
        self._line = Line(id="from")
        with Horizontal(id="sides"):
            if self._stop is not None:
                self.listing = Listing(self._source(self._stop))
                yield self.listing
            yield self._side
        yield self._line

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Show the guests of the organisation that was clicked; a second click shows all again."""
        event.stop()
        asked = f'organisation:"{event.key}"' if event.key != NONE else "-has:organisation"
        self.listing.text = "" if self.listing.text == asked else asked

    def arrive(self, place: Place) -> None:
        """Show the list of a stop."""
        stop = self._found_stop(place.stop_id)
        if stop is None:
            self.heading.show(self.nothing_yet())
            return
        if self._stop is None:
            self.listing = Listing(self._source(stop))
            self.query_one("#sides").mount(self.listing, before=0)
            self._stop = stop
        changed = stop.id != self._stop.id
        self._stop = stop
        self.journey.stop_id = stop.id
        when = f"{short_day(stop.start, year=True)} {stop.start:%H:%M}-{stop.end:%H:%M}"
        self.heading.show(_("Guests of {stop}, {when}").format(stop=cell(stop.title).text, when=when))
        if changed:
            self.listing.show(self._source(stop))
        if place.text or changed:
            self.listing.text = place.text
        if place.row:
            keys = self.desk.office.store.keys(Query(Invitation, order=("n",)).where(id=place.row))
            self.listing.ask(keys[0] if keys else None)
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the stop, the filter and the row."""
        if self._stop is None:
            return self.place
        row = self.listing.rows.row
        return Place("guests", self._stop.id, self.listing.text, row.invitation.id if row else "")

    def refreshed(self) -> None:
        """Show rows anew; the stop itself may have moved."""
        if self._stop is not None:
            self._stop = self.desk.office.store.get(Stop, self._stop.id) or self._stop
            super().refreshed()

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with guests."""
        return (
            Option("a", _("Note an answer …"), "screen.answer"),
            Option("p", _("Offer places to who is next"), "screen.offer"),
            Option("i", _("The invitation went out"), "screen.reply('invited')"),
            Option("t", _("Tag …"), "screen.tag"),
            Option("r", _("Role …"), "screen.role"),
            Option("w", _("Withdraw the invitation"), "screen.reply('withdrawn')"),
            Option("c", _("Copy this row"), "screen.copy_row"),
            Option("e", _("Write these rows to a file …"), "screen.export"),
            Option("x", _("Take off the list"), "screen.remove"),
        )

    def edit(self, event: Listing.Edited) -> tuple[Callable[[Office, Any], Change], Any]:
        """Change a field of the invitation or of the person."""
        field = event.column.field
        value: Any = event.text.strip()
        seen = event.row.invitation if field in {"companions", "notes"} else event.row.person
        if field == "companions":
            value = _count(value)
        return lambda office, record: touring.amend(office.pen(), record, **{field: value}), seen

    def who(self, count: int) -> str:
        """Return a name, or how many guests."""
        row = self.listing.rows.row
        if count == 1 and row is not None and not self.listing.rows.marks:
            return people.said_name(row.person)
        return ngettext("{count} guest", "{count} guests", count).format(count=f"{count:,}")

    def in_hand(self, kind: type[Stop] | type[Person]) -> Sequence[str]:
        """Return the stop of the list, or the people marked or under the cursor."""
        if self._stop is None:
            return ()
        if kind is Stop:
            return (self._stop.id,)
        keys = self.listing.rows.chosen()[:ONE_TOO_MANY]
        rows = self.desk.office.store.rows(Invitation, keys)
        return tuple(dict.fromkeys(row.person_id for row in rows))

    def action_answer(self) -> None:
        """Ask which answer, and note it."""
        options = [Option(key, guests.state_word(state.value), state.value) for key, state in ANSWERS]
        count = len(self.listing.rows.chosen())
        if count:
            self.app.push_screen(Choice(_("Answer of {who}").format(who=self.who(count)), options), self._replied)

    def action_reply(self, state: str) -> None:
        """Set a state."""
        self._replied(state)

    def action_offer(self) -> None:
        """Offer what is free to who is next on the waiting list."""
        if self._stop is not None:
            offer_places(self, self._stop)

    def action_tag(self) -> None:
        """Ask for a word, and put it on these people."""

        def tagged(tag: str | None) -> None:
            if tag:
                self.with_keys(
                    lambda office, keys: together.tagged(office, together.guests_people(office, keys), tag),
                    lambda count: _("{who}: tag {tag}").format(who=self.who(count), tag=tag),
                )

        self.app.push_screen(Ask(_("Tag"), hint=_("a word; -word takes it away")), tagged)

    def action_role(self) -> None:
        """Ask why they are on the list."""
        options = [
            Option(str(place), _(word), role.value) for place, (role, word) in enumerate(guests.ROLES.items(), 1)
        ]

        def chosen(role: str | None) -> None:
            if role:
                self.with_keys(
                    lambda office, keys: together.roles(office, keys, GuestRole(role)),
                    lambda count: f"{self.who(count)}: {_(guests.ROLES[GuestRole(role)])}",
                )

        self.app.push_screen(Choice(_("Why they are on the list"), options), chosen)

    def action_remove(self) -> None:
        """Take these guests off the list; undo brings them back."""
        self.with_keys(
            together.removed_guests,
            lambda count: _("{who} taken off the list").format(who=self.who(count)),
            unmark=True,
        )

    def action_add(self) -> None:
        """Go to the people, to mark who is to be put on this list."""
        self.journey.go(Place("people"))
        self.tell(_("Mark people with the space bar, then press i to put them on a list."))

    def action_import(self) -> None:
        """Take people in from a file, straight to this list."""
        bring_people(self, self._stop)

    def action_stop(self) -> None:
        """Choose another stop."""
        choose_stop(self, _("Guests of which stop?"), lambda stop: self.journey.go(Place("guests", stop.id)))

    def _replied(self, state: str | None) -> None:
        if state:
            wanted = InvitationState(state)
            self.with_keys(
                lambda office, keys: together.replies(office, keys, wanted),
                lambda count: _("{who}: {state}").format(who=self.who(count), state=_(guests.STATES[wanted][1])),
            )

    def _found_stop(self, stop_id: str) -> Stop | None:
        store = self.desk.office.store
        for known in (stop_id, self.journey.stop_id):
            found = store.get(Stop, known) if known else None
            if found is not None:
                return found
        return next(iter(store.each(Query(Stop, order=("start",), limit=1))), None)

    def _source(self, stop: Stop) -> GuestSource:
        return GuestSource(self.desk, stop, self._told)

    def _told(self, organisations: dict[str, int]) -> None:
        shown = guests.by_organisation(organisations, 60)
        blocks = [
            Block("", ((Cell(fitted(_("Organisation"), 22), "strong"), Cell(fitted(_("guests"), 7, right=True))),))
        ]
        blocks += [
            Block(
                NONE if name == NONE else name.replace('"', ""),
                ((Cell(fitted(cell(name).text, 22)), Cell(fitted(f"{count:,}", 7, right=True), "dim")),),
            )
            for name, count in shown
        ]
        self._line.show((Cell(_("From:"), "dim"), *(cell(f"{name} {count:,}") for name, count in shown[:12])))
        self._side.show(blocks)


def _count(text: str) -> int:
    digits = text.removeprefix("+").strip()
    if digits and not digits.isdecimal():
        raise BadInputError(
            _("“{text}” is not a number.").format(text=text), _("Write how many come along, such as 2.")
        )
    return int(digits or 0)
