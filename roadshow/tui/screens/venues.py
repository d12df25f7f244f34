"""The venues: rooms, access, opening and closed periods, bookings on a time line, and a small map of the stops."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from roadshow.api import (
    N_,
    BadInputError,
    Booking,
    Change,
    Noun,
    Office,
    Query,
    RoadshowError,
    Room,
    Session,
    Stop,
    Venue,
    _,
    booking,
    field_word,
    ngettext,
    touring,
)
from roadshow.tui.keys import Act, bound
from roadshow.tui.lines.venue import FACTS, read_room, venue_value
from roadshow.tui.places import Place
from roadshow.tui.presentation import venues
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.venues import VenueRow
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Option
from roadshow.tui.screens.fact import FactChoice
from roadshow.tui.screens.venue_bookings import BookingScreen
from roadshow.tui.sources.steady import SteadySource
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.rows import Rows

VIEWS = ("facts", "booked", "time", "map")


def _field(name: str) -> dict[str, Any]:
    return {
        "show": lambda row: cell(venues.typed(row.venue, name)),
        "order": (name,),
        "field": name,
        "typed": lambda row: venues.typed(row.venue, name),
    }


COLUMNS = (
    Column("name", N_("Venue"), **_field("name"), least=20, share=3, most=34),
    Column("town", N_("Town"), **_field("town"), least=10, share=1, most=18, rank=3),
    Column("places", N_("Places"), venues.places, ("places",), least=8, rank=1, right=True),
    Column("access", N_("Step-free / toilet"), venues.access, ("access",), least=18, rank=2),
    Column("contact", N_("Contact"), **_field("contact"), least=12, share=2, most=24, rank=4),
    Column("phone", N_("Phone"), **_field("phone"), least=12, rank=5),
)


class VenuesScreen(BookingScreen):
    """The venues, and all that is known of the one under the cursor."""

    NAME = "venues"
    CSS_PATH = "venues.tcss"
    BINDINGS: ClassVar = bound(
        Act("venues.other", "other", N_("facts"), N_("From the list to the facts of a venue and back")),
        Act(
            "venues.view", "view", N_("bookings, map"), N_("Show the facts, all bookings, their time line, or the map")
        ),
        Act("venues.book", "book", N_("book"), N_("Book this venue for a stop: held until a day, or firm")),
        Act("venues.add", "add", N_("add"), N_("Add a venue")),
        Act("venues.room", "room", N_("room"), N_("Add a room to this venue")),
        Act("venues.close", "close", N_("closed"), N_("Note when this venue is closed")),
        Act("venues.remove", "remove", "", N_("Remove this venue with its rooms and bookings")),
    )

    def body(self) -> ComposeResult:
        """Yield the list, what is known of one venue, and beside them the time line and the map."""
        self._view = VIEWS[0]
        self._source: SteadySource[VenueRow] = SteadySource(
            self.desk,
            COLUMNS,
            read_venues,
            lambda row: row.venue.id,
            venues.words,
            empty=N_("No venue fits. n adds one."),
            sorts={"places": lambda row: max((room.capacity or 0 for room in row.rooms), default=0)},
            count=venues.counted,
        )
        self.listing = Listing(self._source)
        self.listing.filter.placeholder = _("/ to filter: a name, a street, a room, a stop")
        self._pane = Blocks(id="pane")
        self._time = Blocks(id="time")
        self._beside = Blocks(id="beside")
        self._time.can_focus = self._beside.can_focus = False
        with Container(id="sides"):
            yield self.listing
            yield self._time
            yield self._pane
            yield self._beside

    def arrive(self, place: Place) -> None:
        """Show the list, with the cursor on a venue."""
        self.heading.show(_("Venues"))
        if place.text:
            self.listing.text = place.text
        if place.row:
            self.listing.ask(self._source.number(place.row))
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the filter and the venue under the cursor."""
        row = self.listing.rows.row
        return Place("venues", text=self.listing.text, row=row.venue.id if row else "")

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with a venue."""
        return (
            Option("f", _("Its facts"), "screen.other"),
            Option("r", _("Add a room …"), "screen.room"),
            Option("c", _("Closed from … to …"), "screen.close"),
            Option("b", _("Book it for …"), "screen.book"),
            Option("v", _("All bookings, time line, map"), "screen.view"),
            Option("x", _("Remove"), "screen.remove"),
        )

    def who(self, count: int) -> str:
        """Return how many venues."""
        return ngettext("{count} venue", "{count} venues", count).format(count=count)

    def edit(self, event: Listing.Edited) -> tuple[Callable[[Office, Any], Change], Any]:
        """Change a field of a venue."""
        field = event.column.field
        value = venue_value(field, event.text)
        return lambda office, record: touring.amend(office.pen(), record, **{field: value}), event.row.venue

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]
        """Go to the facts, in place of the menu."""
        event.prevent_default()
        self.action_other()

    def on_rows_moved(self) -> None:
        """Show the venue under the cursor."""
        self._show()

    def on_listing_answered(self) -> None:
        """Show the venue that is under the cursor now."""
        self._show()

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Change what a line says, or go where it leads."""
        kind, _colon, name = event.key.partition(":")
        row = self.listing.rows.row
        if kind == "booking":
            self._ask_about_booking(*name.split(":"))
            return
        if row is None:
            return
        if kind == "field":
            self._ask_field(row.venue, name)
        elif kind == "room":
            self._ask_room(next(room for room in row.rooms if room.id == name))
        elif kind == "closed":
            self.ask_closed(row.venue, name)
        elif kind == "stop":
            self._ask_about_booking(name, row.venue.id)
        elif kind == "rooms":
            self.action_room()
        else:
            self.listing.ask(self._source.number(event.key))

    def action_other(self) -> None:
        """Go from the list to the facts, and back."""
        if self._pane.has_focus:
            self.listing.rows.focus()
        else:
            self._view = VIEWS[0]
            self._show()
            self._pane.focus()

    def action_view(self) -> None:
        """Show the next view."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self._show()

    def action_add(self) -> None:
        """Ask for a name, and add a venue."""

        def named(name: str) -> bool:
            said = _("{name} added").format(name=cell(name).text)
            return self.run(lambda office: booking.add_venue(office.pen(), name), said)

        ask_until(self, _("Name of the venue"), named)

    def action_room(self) -> None:
        """Ask for a room, and add it."""
        row = self.listing.rows.row
        if row is None:
            return

        def typed(text: str) -> bool:
            name, capacity = read_room(text)
            return self.run(
                lambda office: booking.add_room(office.pen(), row.venue, name, rooms=row.rooms, capacity=capacity)
            )

        title = _("New room of {venue}").format(venue=cell(row.venue.name).text)
        ask_until(self, title, typed, hint=_("its name, and how many fit: Room 1, 40"))

    def action_remove(self) -> None:
        """Remove a venue where no stop is there; undo brings it back."""
        row = self.listing.rows.row
        if row is None:
            return
        if row.stops:
            stops = ", ".join(stop.slug for stop in row.stops[:8])
            message = _("{venue} is where {stops} takes place.").format(venue=row.venue.name, stops=stops)
            self.refuse(BadInputError(message, _("Give those stops another venue first.")))
            return
        hanging: list[Noun] = [*(held for held, _stop in row.bookings), *row.rooms]
        said = _("{who} removed").format(who=cell(row.venue.name).text)
        self.run(lambda office: touring.remove(office.pen(), row.venue, hanging), said)

    def _ask_field(self, venue: Venue, field: str) -> None:
        def verb(value: Any) -> Callable[[Office], Change]:
            return lambda office: touring.amend(office.pen(), venue, **{field: value})

        def typed(text: str) -> bool:
            try:
                value = venue_value(field, "" if text == "-" else text)
            except RoadshowError as error:
                self.refuse(error)
                return False
            return self.run(
                verb(value),
                again=lambda office: touring.amend(
                    office.pen(), office.store.get(Venue, venue.id) or venue, **{field: value}
                ),
            )

        if field in FACTS:
            options = (
                Option("y", _("yes"), "yes"),
                Option("n", _("no"), "no"),
                Option("o", _("nobody looked yet"), "?"),
            )
            asked = FactChoice(field_word(field), options)

            def answered(word: str | None) -> None:
                if word is not None:
                    typed(word)
                elif asked.step:
                    self._go_on(asked.step)

            self.app.push_screen(asked, answered)
        else:
            value = venues.typed(venue, field)
            ask_until(self, field_word(field), typed, value=value, hint=_("- for nothing"), onward=self._go_on)

    def _go_on(self, step: int) -> None:
        """Open the next fact, or the one before, as it is now; behind the last one the list of facts has the keys."""
        before = self._pane.key
        self._pane.action_move(step)
        kind, _colon, name = self._pane.key.partition(":")
        row = self.listing.rows.row
        venue = self.desk.office.store.get(Venue, row.venue.id) if row is not None else None
        if kind == "field" and venue is not None and self._pane.key != before:
            self._ask_field(venue, name)

    def _ask_room(self, room: Room) -> None:
        def typed(text: str) -> bool:
            if text == "-":
                return self.run(lambda office: _without(office, room))
            name, capacity = read_room(text)
            return self.run(lambda office: touring.amend(office.pen(), room, name=name, capacity=capacity))

        value = f"{room.name}, {room.capacity}" if room.capacity else room.name
        ask_until(self, _("Name of the room, and how many fit"), typed, value=value, hint=_("- removes it"))

    def _ask_about_booking(self, stop_id: str, venue_id: str) -> None:
        store = self.desk.office.store
        stop, venue = store.get(Stop, stop_id), store.get(Venue, venue_id)
        if stop is not None and venue is not None:
            self.ask_booking(venue, stop)

    def _show(self) -> None:
        row = self.listing.rows.row
        width, today = self._pane.size.width, self._today()
        rows = [one for place in range(len(self.listing.rows.pages)) if (one := self.listing.rows.pages.row(place))]
        stops = venues.by_venue({one.venue.id: one for one in rows})
        if self._view == "booked":
            self._pane.show(venues.all_booked(rows, today, width))
        elif self._view == "time":
            self._pane.show(venues.time_line(rows, today, width - 3))
        elif self._view == "map":
            self._pane.show(venues.route_map(stops, width - 3, self._pane.size.height))
        else:
            self._pane.show(venues.facts(row, today, width) if row else [])
        if self._time.display:
            self._time.show(venues.time_line(rows, today, self._time.size.width - 3))
            self._beside.show(venues.route_map(stops, self._beside.size.width - 3, self._beside.size.height))

    def _today(self) -> date:
        return self.desk.office.clock().astimezone().date()


def read_venues(office: Office) -> Sequence[VenueRow]:
    """Read all venues with their rooms, stops and bookings."""
    store = office.store
    rooms: dict[str, list[Room]] = {}
    for room in store.each(Query(Room, limit=None)):
        rooms.setdefault(room.venue_id, []).append(room)
    by_id = {stop.id: stop for stop in store.each(Query(Stop, order=("start",), limit=None))}
    stops: dict[str, list[Stop]] = {}
    for stop in by_id.values():
        stops.setdefault(stop.venue_id or "", []).append(stop)
    held: dict[str, list[tuple[Booking, Stop]]] = {}
    for one in store.each(Query(Booking, order=("n",), limit=None)):
        if one.stop_id in by_id:
            held.setdefault(one.venue_id, []).append((one, by_id[one.stop_id]))
    return [
        VenueRow(venue, tuple(rooms.get(venue.id, ())), tuple(stops.get(venue.id, ())), tuple(held.get(venue.id, ())))
        for venue in store.each(Query(Venue, limit=None))
    ]


def _without(office: Office, room: Room) -> Change:
    count = office.store.count(Query(Session).where(room_id=room.id))
    if count:
        text = ngettext("{count} session is in {room}.", "{count} sessions are in {room}.", count)
        raise BadInputError(text.format(count=count, room=room.name), _("Move them first."))
    return touring.remove(office.pen(), room)
