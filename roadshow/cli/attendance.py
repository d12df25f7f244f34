"""roadshow attendance: who is here, who left, who did not come."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import click

from roadshow.api import (
    Invitation,
    InvitationState,
    Person,
    Query,
    SignIn,
    Stop,
    _,
    attending,
    find_stop,
    guests_of,
    to_wall,
    value_word,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.lists import Page, page_options
from roadshow.cli.rows import clock, day

AT_ONCE = 500
EXPECTED = (InvitationState.ACCEPTED.value, InvitationState.MAYBE.value)
EARLIEST = datetime.min.replace(tzinfo=UTC)


@click.command(
    "attendance",
    cls=Leaf,
    help=_("Who is here and who left, in order of coming; with --never who said yes or maybe and was not seen."),
    example="roadshow attendance crooswijk --never",
)
@click.argument("which", metavar="STOP")
@click.option("--never", is_flag=True, help=_("Who said yes or maybe and was not seen."))
@page_options
@pass_seat
def attendance(seat: Seat, /, *, which: str, never: bool, limit: int, number: int) -> None:
    """Show who came."""
    stop, page = find_stop(seat.office.store, which), Page(limit, number)
    door = attending.attendance(facts_of(seat, stop))
    came = sorted((row for row in door.rows if row.first_in), key=lambda row: (row.first_in or EARLIEST, row.number))
    listed = _listed(seat, stop, [row.person_id for row in came if row.person_id])
    absent = seat.office.store.count(_expected(stop)) - sum(state in EXPECTED for state in listed.values())
    counts = {
        "here": door.present,
        "left": door.out,
        "never": absent,
        "not_listed": sum(row.person_id not in listed for row in came),
    }
    total = absent if never else len(came)
    page.checked(total)
    if never:
        rows = list(islice(missing(seat, stop, listed.keys()), page.offset, page.offset + limit))
    else:
        rows = [_plain(seat, stop, row, listed.keys()) for row in came[page.offset : page.offset + limit]]
    if seat.json:
        page.as_json(total, stop=stop.slug, **counts, **{"absent" if never else "people": rows})
        return
    _tell(stop, counts)
    if never and rows:
        printing.table(
            (_("name"), _("organisation"), _("answer")),
            [(row["name"], row["organisation"], value_word(row["state"])) for row in rows],
        )
    elif rows:
        _table(stop, rows)
    elif not never:
        printing.say(_("Nobody was signed in yet: roadshow signin {stop} NAME").format(stop=stop.slug))
    page.footer(total)


def facts_of(seat: Seat, stop: Stop) -> tuple[SignIn, ...]:
    """Return what was noted at the door of a stop."""
    return tuple(seat.office.store.each(Query(SignIn, order=("n",), limit=None).where(stop_id=stop.id)))


def _tell(stop: Stop, counts: dict[str, int]) -> None:
    printing.say(f"{stop.title}, {day(stop.start)} {clock(stop.start)}-{clock(stop.end)}")
    printing.say(
        _("In: {here}. Left: {left}. Said yes or maybe, not seen: {never}. Not on the list: {not_listed}.").format(
            **{name: f"{count:,}" for name, count in counts.items()}
        )
    )


def _listed(seat: Seat, stop: Stop, ids: list[str]) -> dict[str | None, str]:
    """Return which of these people are on the guest list, and what they answered."""
    found: dict[str | None, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        query = Query(Invitation, order=("n",), limit=None).where(stop_id=stop.id)
        some = seat.office.store.each(query.among("person_id", tuple(ids[start : start + AT_ONCE])))
        found |= {invitation.person_id: invitation.state.value for invitation in some}
    return found


def _expected(stop: Stop) -> Query[Invitation]:
    return guests_of(stop.id).among("state", EXPECTED)


def missing(seat: Seat, stop: Stop, came: Collection[str | None]) -> Iterator[dict[str, str]]:
    """Give those who said yes or maybe and were not seen."""
    for one in seat.office.store.each_guest(_expected(stop).page(None)):
        if one.invitation.person_id not in came:
            about = {"name": one.person.name, "organisation": one.person.organisation}
            yield about | {"state": one.invitation.state.value}


def _plain(seat: Seat, stop: Stop, row: attending.Presence, listed: Collection[str | None]) -> dict[str, Any]:
    person = seat.office.store.get(Person, row.person_id) if row.person_id else None
    return {
        "name": person.name if person else row.name,
        "organisation": person.organisation if person else row.organisation,
        "state": row.state.value,
        "in": _at(stop, row.first_in),
        "last": _at(stop, row.last),
        "number": row.number,
        "desks": list(row.desks),
        "double": row.double,
        "listed": row.person_id in listed,
        "notes": list(row.notes),
    }


def _at(stop: Stop, moment: datetime | None) -> str:
    return f"{to_wall(moment, stop.zone):%Y-%m-%dT%H:%M}" if moment else ""


def _table(stop: Stop, rows: list[dict[str, Any]]) -> None:
    heads = (_("in"), _("left"), _("name"), _("organisation"), _("no."), _("desk"), _("notes"))
    printing.table(
        heads,
        [
            (
                _short(stop, row["in"]),
                _short(stop, row["last"]) if row["state"] == "out" else "",
                row["name"],
                row["organisation"],
                row["number"],
                "+".join(row["desks"]),
                "; ".join([*row["notes"], *(() if row["listed"] or row["number"] else (_("not on the list"),))]),
            )
            for row in rows
        ],
    )


def _short(stop: Stop, wall: str) -> str:
    """Write a time, with the day where it was not the day of the stop."""
    on, _t, time = wall.partition("T")
    return time if on in {"", day(stop.start)} else f"{on} {time}"
