"""What the programme shows, read from the store: stops with their counts, bookings, and the names of days."""

from collections.abc import Iterable, Mapping
from datetime import date

from roadshow.api import Booking, NamedDay, Office, Query, Stop, Venue, guests_of
from roadshow.tui.presentation.months import Kept
from roadshow.tui.presentation.programme import StopRow
from roadshow.tui.reading.shared import Told, coming, panels_about

Names = Mapping[date, tuple[NamedDay, ...]]


def stop_rows(office: Office, stops: Iterable[Stop]) -> dict[str, list[StopRow]]:
    """Return the stops with what is counted about them, by their roadshow."""
    venues = {venue.id: venue.name for venue in office.store.each(Query(Venue, limit=None))}
    rows: dict[str, list[StopRow]] = {}
    for stop in stops:
        states = office.store.tally(guests_of(stop.id), "state")
        row = StopRow(stop, venues.get(stop.venue_id or "", ""), states, coming(office, stop.id))
        rows.setdefault(stop.roadshow_id, []).append(row)
    return rows


def kept(office: Office, stops: Mapping[str, Stop]) -> list[Kept]:
    """Return the bookings with their stops and the names of their venues."""
    venues = {venue.id: venue.name for venue in office.store.each(Query(Venue, limit=None))}
    bookings = office.store.each(Query(Booking, order=("n",), limit=None))
    return [
        Kept(one, stops[one.stop_id], venues[one.venue_id])
        for one in bookings
        if one.stop_id in stops and one.venue_id in venues
    ]


def names_of(office: Office, years: Iterable[int]) -> Names:
    """Name the days of some years. Takes a moment, since it loads the holidays of a country: ask in a thread."""
    from roadshow.api import named_days  # noqa: PLC0415  the route needs no names of days, nor the rules they come with

    found: dict[date, tuple[NamedDay, ...]] = {}
    for year in years:
        found |= named_days(office.settings, date(year, 1, 1), date(year, 12, 31))
    return found


def panels_of(stop_id: str, office: Office) -> Told:
    """Ask plugins about a stop, or the whole for none. Ask in a thread nobody waits for."""
    stop = office.store.get(Stop, stop_id) if stop_id else None
    return panels_about(stop, office) if stop or not stop_id else ((), ())
