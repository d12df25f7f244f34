"""Bookings and closed periods on the screen of the venues. The verbs are those of the command line."""

from collections.abc import Callable
from datetime import date

from roadshow.api import (
    Booking,
    BookingState,
    Change,
    ClosedPeriod,
    Office,
    Query,
    RoadshowError,
    Stop,
    StopStatus,
    Venue,
    _,
    booking,
)
from roadshow.tui.lines.venue import read_hold, read_period
from roadshow.tui.places import Place
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.presentation.venues import VenueRow, booked
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.lists import ListScreen
from roadshow.tui.screens.which_stop import MOST, stop_options


class BookingScreen(ListScreen):
    """What a screen of venues does with bookings and with the days on which a venue is closed."""

    def action_book(self) -> None:
        """Ask for which stop, and book the venue for it."""
        row: VenueRow | None = self.listing.rows.row
        if row is None:
            return
        stops = self._to_book(row)
        if not stops:
            self.tell(_("There is no stop to come that this venue could be booked for."))
            return
        options = stop_options(stops, year=True)
        known = {stop.id: stop for stop in stops}

        def chosen(stop_id: str | None) -> None:
            if stop_id:
                self.ask_booking(row.venue, known[stop_id])

        title = _("Book {venue} for").format(venue=cell(row.venue.name).text)
        self.app.push_screen(Choice(title, options), chosen)

    def ask_booking(self, venue: Venue, stop: Stop) -> None:
        """Ask what is to be done with the booking of a venue for a stop, or how to make one."""
        held = self._held(venue, stop)
        options = [Option("h", _("Hold until a day …"), "hold"), Option("e", _("Hold without an end"), "open")]
        if held is None or held.state is BookingState.HOLD:
            options.insert(0, Option("f", _("Firm: it is agreed"), "firm"))
        if held is not None:
            options.append(Option("x", _("Give it back"), "release"))
        options.append(Option("o", _("Go to the stop"), "go"))
        state = booked(held, self._day()) if held else _("not booked")
        title = f"{cell(venue.name).text}, {short_day(stop.start)} {cell(stop.title).text}: {state}"

        def chosen(wish: str | None) -> None:
            if wish == "go":
                self.journey.go(Place("programme", row=stop.id))
            elif wish == "hold":
                self._ask_day(venue, stop)
            elif wish == "release":
                self._do(held, lambda office, known: booking.release_booking(office.pen(), known))
            elif wish:
                self._book(venue, stop, None, firm=wish == "firm")

        self.app.push_screen(Choice(title, options), chosen)

    def action_close(self) -> None:
        """Ask when it is closed, and note that."""
        row: VenueRow | None = self.listing.rows.row
        if row is None:
            return

        def typed(text: str) -> bool:
            try:
                first, last, reason = read_period(text, self._day())
            except RoadshowError as error:
                self.refuse(error)
                return False
            return self.run(lambda office: booking.close(office.pen(), row.venue, first, last, reason))

        title = _("When is {venue} closed?").format(venue=cell(row.venue.name).text)
        ask_until(self, title, typed, hint=_("24-12..2-1 holiday"))

    def ask_closed(self, venue: Venue, period: str) -> None:
        """Ask what is to be done with a closed period, named by its first and last day."""
        first, last = (date.fromisoformat(day) for day in period.split(":"))

        def chosen(word: str | None) -> None:
            if word == "change":
                self._ask_period(venue, first, last)
            elif word:
                self.run(lambda office: booking.reopen(office.pen(), venue, first, last))

        options = [
            Option("c", _("Change the days or the reason …"), "change"),
            Option("x", _("It is open then after all"), "open"),
        ]
        self.app.push_screen(Choice(_("Closed"), options), chosen)

    def _ask_period(self, venue: Venue, first: date, last: date) -> None:
        former = next(one for one in venue.closed_periods if (one.first, one.last) == (first, last))

        def typed(text: str) -> bool:
            try:
                begins, ends, reason = read_period(text, self._day())
            except RoadshowError as error:
                self.refuse(error)
                return False
            period = ClosedPeriod(first=begins, last=ends, reason=reason)
            return self.run(lambda office: booking.close_otherwise(office.pen(), venue, former, period))

        value = f"{first:%d-%m-%Y}..{last:%d-%m-%Y} {former.reason}".strip()
        ask_until(self, _("When is {venue} closed?").format(venue=cell(venue.name).text), typed, value=value)

    def _ask_day(self, venue: Venue, stop: Stop) -> None:
        def typed(text: str) -> bool:
            try:
                until = read_hold(text, self._day())
            except RoadshowError as error:
                self.refuse(error)
                return False
            return self._book(venue, stop, until, firm=False)

        title = _("Until which day is {venue} held?").format(venue=cell(venue.name).text)
        ask_until(self, title, typed, hint=_("1-3, +2w, next friday"))

    def _book(self, venue: Venue, stop: Stop, until: date | None, *, firm: bool) -> bool:
        held = self._held(venue, stop)
        if held is None:
            done = self.run(lambda office: booking.book(office.pen(), stop, venue, until=until, firm=firm))
        elif firm:
            done = self._do(held, lambda office, known: booking.confirm_booking(office.pen(), known))
        else:
            done = self._do(held, lambda office, known: booking.hold(office.pen(), known, until))
        closed = booking.closed_on(venue, stop.start.date())
        if done and closed is not None:
            days = f"{short_day(closed.first)} – {short_day(closed.last)} {closed.reason}".strip()
            self.tell(_("! {venue} is closed then: {period}.").format(venue=venue.name, period=days), bad=True)
        return done

    def _do(self, held: Booking | None, verb: Callable[[Office, Booking], Change]) -> bool:
        if held is None:
            return False
        seen = held
        return self.run(
            lambda office: verb(office, seen),
            again=lambda office: verb(office, office.store.get(Booking, seen.id) or seen),
        )

    def _held(self, venue: Venue, stop: Stop) -> Booking | None:
        of_stop = Query(Booking, order=("n",), limit=None).where(stop_id=stop.id, venue_id=venue.id)
        return next(iter(self.desk.office.store.each(of_stop)), None)

    def _to_book(self, row: VenueRow) -> list[Stop]:
        """Return the stops to come: those that are here and not booked, others that are here, and the rest."""
        named = {stop.id for _held, stop in row.bookings}
        here = {stop.id for stop in row.stops}
        stops = [
            stop
            for stop in self.desk.office.store.each(Query(Stop, order=("start",), limit=None))
            if stop.end.date() >= self._day() and stop.status not in {StopStatus.CANCELLED, StopStatus.HELD}
        ]
        return sorted(stops, key=lambda stop: (stop.id not in here, stop.id in named, stop.start))[:MOST]

    def _day(self) -> date:
        return self.desk.office.clock().astimezone().date()
