"""Venues as they are shown: a row, all facts of one, the bookings of all on a time line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from roadshow.api import (
    Booking,
    BookingState,
    Room,
    Stop,
    Venue,
    _,
    booking,
    columns,
    field_word,
    ngettext,
    whenever,
)
from roadshow.tui.presentation import map as mapped
from roadshow.tui.presentation.cells import Block, Cell, Counts, cell, fitted, wrapped
from roadshow.tui.presentation.programme import MONTHS, short_day

ACCESS = ("step_free", "lift", "accessible_toilet", "hearing_loop", "quiet_room")
TEXTS = ("name", "street", "postcode", "town", "country", "contact", "phone", "key")
MORE = ("public_transport", "parking", "opening_hours", "cost", "latitude", "longitude", "notes")
NAMED = 20
STATE = 24
"""Columns of how a booking stands."""
BROAD = 70
"""Columns from which a day is written with its year."""


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue with its rooms, the stops that are there, and its bookings with their stops."""

    venue: Venue
    rooms: tuple[Room, ...]
    stops: tuple[Stop, ...]
    bookings: tuple[tuple[Booking, Stop], ...]


def name(row: VenueRow) -> Cell:
    """Show the name."""
    return cell(row.venue.name)


def places(row: VenueRow) -> Cell:
    """Show how many fit in the largest room."""
    most = max((room.capacity or 0 for room in row.rooms), default=0)
    return Cell(f"{most:,}" if most else "?", "" if most else "doubt")


def access(row: VenueRow) -> Cell:
    """Show whether one gets in without a step, and the toilet: yes, no, or not looked yet."""
    step, toilet = truth(row.venue.step_free), truth(row.venue.accessible_toilet)
    bad = row.venue.step_free is False or row.venue.accessible_toilet is False
    return Cell(f"{step} / {toilet}", "bad" if bad else "")


def truth(value: bool | None) -> str:  # noqa: FBT001  a value to write
    """Write a fact that may be unknown."""
    return "?" if value is None else _("yes") if value else _("no")


def typed(venue: Venue, field: str) -> str:
    """Write a field so that it can be typed back."""
    value: Any = getattr(venue, field)
    if field == "opening_hours":
        return whenever.hours_typed(venue.opening_hours)
    if isinstance(value, bool) or (value is None and field in ACCESS):
        return truth(value)
    return "" if value is None else str(value)


def facts(row: VenueRow, today: date, width: int) -> list[Block]:
    """Return all that is known of a venue; every line that can be changed has a key."""
    blocks = [
        _fact(f"field:{field}", field_word(field), typed(row.venue, field), width) for field in (*TEXTS, *ACCESS, *MORE)
    ]
    blocks += [_room(room, width) for room in row.rooms] or [_fact("rooms", _("rooms"), _("none yet"), width)]
    for period in row.venue.closed_periods:
        days = short_day(period.first, year=True)
        if period.last != period.first:
            days += f" – {short_day(period.last, year=True)}"
        key = f"closed:{period.first}:{period.last}"
        blocks.append(_fact(key, _("closed"), f"{days} {period.reason}".strip(), width, "doubt"))
    for held, stop in row.bookings:
        state = booked(held, today)
        blocks.append(
            _fact(f"stop:{stop.id}", _("booked"), f"{short_day(stop.start, year=True)} {stop.title} ({state})", width)
        )
    named = {stop.id for _held, stop in row.bookings}
    for stop in row.stops:
        if stop.id not in named:
            state = _("not booked")
            text = f"{short_day(stop.start, year=True)} {stop.title} ({state})"
            blocks.append(_fact(f"stop:{stop.id}", _("stop"), text, width, "doubt"))
    return blocks


def _fact(key: str, word: str, text: str, width: int, tone: str = "") -> Block:
    named = min(NAMED, width // 3)
    shown = cell(text).text
    value = Cell(fitted(shown or "—", max(width - named - 4, 8)).rstrip(), tone if shown else "dim")
    return Block(key, ((Cell(fitted(word, named) + " ", "dim"), value),), once=True)


def _room(room: Room, width: int) -> Block:
    known = ngettext("{count} place", "{count} places", room.capacity or 0).format(count=room.capacity or "?")
    details = ", ".join(part for part in (known, room.layout, *room.equipment) if part)
    return _fact(f"room:{room.id}", _("room"), f"{room.name}: {details}", width)


def booked(held: Booking, today: date) -> str:
    """Say how a booking stands."""
    if booking.lapsed(held, today):
        return _("hold lapsed")
    if held.state is BookingState.FIRM:
        return _("firm")
    return _("held until {day}").format(day=short_day(held.until)) if held.until else _("held")


def all_booked(rows: Sequence[VenueRow], today: date, width: int) -> list[Block]:
    """Return the bookings of all venues in order of the stops, and the stops that nobody booked a venue for."""
    known = [(stop, row.venue, held) for row in rows for held, stop in row.bookings]
    named = {(stop.id, venue.id) for stop, venue, _held in known}
    lines: list[tuple[Stop, Venue, Booking | None]] = [*known]
    lines += [(stop, row.venue, None) for row in rows for stop in row.stops if (stop.id, row.venue.id) not in named]
    if not lines:
        return [Block("", ((Cell("  " + _("No stop has a venue yet."), "dim"),),))]
    lines.sort(key=lambda line: (line[0].start, line[0].id, line[1].name))
    return [_booked_line(*line, today, width) for line in lines]


def _booked_line(stop: Stop, venue: Venue, held: Booking | None, today: date, width: int) -> Block:
    sign = _sign(venue, held, stop.start.date(), today)
    state = booked(held, today) if held else _("not booked")
    when = short_day(stop.start, year=width >= BROAD)
    words = f"{sign} {state}"
    room = max(width - 5 - columns(when) - 2 - STATE - 2, 16)
    title, place = cell(stop.title).text, cell(venue.name).text
    return Block(
        f"booking:{stop.id}:{venue.id}",
        (
            (
                Cell(f"{when}  "),
                Cell(fitted(words, STATE) + "  ", "" if sign == "●" else "bad" if sign == "✗" else "doubt"),
                Cell(fitted(title, room // 2 - 2) + "  ", "strong"),
                Cell(fitted(place, room - room // 2), "dim"),
            ),
        ),
    )


def words(row: VenueRow) -> str:
    """Return what a filter looks in."""
    venue = row.venue
    rooms = " ".join(room.name for room in row.rooms)
    stops = " ".join(f"{stop.slug} {stop.title} {stop.district}" for stop in row.stops)
    return f"{venue.name} {venue.street} {venue.postcode} {venue.town} {venue.contact} {venue.notes} {rooms} {stops}"


def counted(rows: Sequence[VenueRow]) -> Counts:
    """Say how many venues and rooms there are."""
    rooms = sum(len(row.rooms) for row in rows)
    said = ngettext("{count} venue", "{count} venues", len(rows)).format(count=len(rows))
    return Counts((Cell(said, "strong"), Cell(ngettext("{count} room", "{count} rooms", rooms).format(count=rooms))))


def time_line(rows: Sequence[VenueRow], today: date, width: int) -> list[Block]:
    """Return the bookings of all venues on a time line: firm, held, lapsed, not booked, and when it is closed."""
    days = [stop.start.date() for row in rows for stop in row.stops]
    days += [stop.start.date() for row in rows for _held, stop in row.bookings]
    if not days:
        return [Block("", ((Cell("  " + _("No stop has a venue yet."), "dim"),),))]
    named = min(max(columns(row.venue.name) for row in rows), max(width // 4, 12))
    room = max(width - named - 3, 10)
    first, last = min(days).replace(day=1), max(days) + timedelta(days=7)
    whole = max((last - first).days, 1)

    def at(day: date) -> int:
        return max(0, min((day - first).days * (room - 1) // whole, room - 1))

    head = [" "] * room
    month = first
    while month <= last:
        label = _(MONTHS[month.month - 1])
        place = at(month)
        if place + len(label) <= room and not "".join(head[max(place - 1, 0) : place + len(label)]).strip():
            head[place : place + len(label)] = list(label)
        month = (month + timedelta(days=32)).replace(day=1)
    blocks = [Block("", ((Cell(" " * (named + 1)), Cell("".join(head), "dim")),))]
    for row in rows:
        if row.stops or row.bookings or row.venue.closed_periods:
            line = _line(row, today, room, at, (first, last))
            blocks.append(Block(row.venue.id, ((Cell(fitted(cell(row.venue.name).text, named) + " "), Cell(line)),)))
    signs = (_("● firm"), _("○ held"), _("H hold ends"), _("? not booked"), _("✗ lapsed or closed"), _("░ closed"),
             _("│ today"))  # fmt: skip
    return [*blocks, *(Block("", ((Cell(line, "dim"),),)) for line in _wrapped(signs, width))]


def _wrapped(several: Sequence[str], width: int) -> list[str]:
    """Write words of a legend one after the other, on as many lines as they need."""
    lines = [several[0]]
    for one in several[1:]:
        longer = f"{lines[-1]}  {one}"
        if columns(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(one)
    return lines


def _line(row: VenueRow, today: date, room: int, at: Any, span: tuple[date, date]) -> str:
    line = ["·"] * room
    first, last = span
    if first <= today <= last:
        line[at(today)] = "│"
    for period in row.venue.closed_periods:
        if period.first <= last and period.last >= first:
            for place in range(at(max(period.first, first)), at(min(period.last, last)) + 1):
                line[place] = "░"
    for one, _stop in row.bookings:
        if one.state is BookingState.HOLD and one.until is not None and first <= one.until <= last:
            line[at(one.until)] = "H"
    held = {stop.id: one for one, stop in row.bookings}
    for stop in {stop.id: stop for stop in (*row.stops, *(stop for _one, stop in row.bookings))}.values():
        line[at(stop.start.date())] = _sign(row.venue, held.get(stop.id), stop.start.date(), today)
    return "".join(line)


def _sign(venue: Venue, held: Booking | None, day: date, today: date) -> str:
    if booking.closed_on(venue, day) is not None or (held is not None and booking.lapsed(held, today)):
        return "✗"
    if held is None:
        return "?"
    return "●" if held.state is BookingState.FIRM else "○"


def route_map(stops: Sequence[tuple[Stop, Venue]], width: int, height: int) -> list[Block]:
    """Return a map of the stops in order of time, and which number is which."""
    points = [
        (stop, (venue.latitude, venue.longitude))
        for stop, venue in stops
        if venue.latitude is not None and venue.longitude is not None
    ]
    if not points:
        text = _("No venue has its place yet: fill in latitude and longitude.")
        return [Block("", ((Cell(f"  {line}", "dim"),),)) for line in wrapped(text, width)]
    legend = _legend([stop for stop, _point in points], width)
    lines = mapped.drawn([point for _stop, point in points], width, max(height - len(legend), 4))
    return [*(Block("", ((Cell(line),),)) for line in lines), *legend]


def _legend(stops: Sequence[Stop], width: int) -> list[Block]:
    """Return which sign is which stop, two beside each other where that fits."""
    across = max(width // 36, 1)
    wide = width // across
    entries = [
        fitted(f"{sign} {short_day(stop.start)} {cell(stop.title).text}", wide - 1) + " "
        for sign, stop in zip(mapped.signs(len(stops)), stops, strict=True)
    ]
    return [
        Block("", (tuple(Cell(entry, "dim") for entry in entries[start : start + across]),))
        for start in range(0, len(entries), across)
    ]


def by_venue(known: Mapping[str, VenueRow]) -> list[tuple[Stop, Venue]]:
    """Return the stops with their venue, in order of time."""
    pairs = [(stop, row.venue) for row in known.values() for stop in row.stops]
    return sorted(pairs, key=lambda pair: (pair[0].start, pair[0].id))
