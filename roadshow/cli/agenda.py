"""roadshow agenda: a stop minute by minute."""

import click

from roadshow.api import Part, Person, Query, Room, Session, _, find_stop, scheduling, value_word
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.rows import clock, day, shown


@click.command(
    "agenda", cls=Leaf, help=_("The agenda of a stop, minute by minute."), example="roadshow agenda crooswijk"
)
@click.argument("which", metavar="STOP")
@pass_seat
def agenda(seat: Seat, /, *, which: str) -> None:
    """Show the agenda of a stop."""
    show_agenda(seat, which)


def show_agenda(seat: Seat, which: str) -> None:
    """Print the sessions of a stop in order, numbered as other commands take them."""
    store = seat.office.store
    found = find_stop(store, which)
    sessions = tuple(store.each(Query(Session, order=("start", "room_id"), limit=None).where(stop_id=found.id)))
    rooms = {room.id: room.name for room in store.each(Query(Room, limit=None).where(venue_id=found.venue_id))}
    cast = {session.id: _cast(seat, session) for session in sessions}
    slots = {slot.session.id: slot for slot in scheduling.agenda(sessions, found.zone)}
    if seat.json:
        printing.as_json(
            [
                shown(
                    one,
                    number=number,
                    end=f"{slots[one.id].end:%Y-%m-%dT%H:%M}",
                    room=rooms.get(one.room_id or ""),
                    parts=cast[one.id],
                )
                for number, one in enumerate(sessions, 1)
            ]
        )
        return
    printing.say(f"{found.title}, {day(found.start)} {clock(found.start)}-{clock(found.end)}")
    if not sessions:
        printing.say(_('No sessions yet. Add one: roadshow session add {stop} "Inloop" 30m').format(stop=found.slug))
        return
    rows = []
    for number, one in enumerate(sessions, 1):
        slot = slots[one.id]
        who = ", ".join(f"{entry['name']} ({value_word(str(entry['role']))})" for entry in cast[one.id])
        rows.append(
            (
                number,
                f"{clock(slot.start)}-{clock(slot.end)}",
                one.length,
                one.title,
                rooms.get(one.room_id or "", ""),
                who,
            )
        )
    printing.table(("", _("time"), _("min"), _("what"), _("room"), _("who")), rows, right=(0, 2))


def _cast(seat: Seat, session: Session) -> list[dict[str, str | bool]]:
    store = seat.office.store
    named: list[dict[str, str | bool]] = []
    for part in store.each(Query(Part, order=("n",), limit=None).where(session_id=session.id)):
        person = store.get(Person, part.person_id)
        if person is not None:
            named.append({"name": person.name, "role": part.role.value, "confirmed": part.confirmed})
    return named
