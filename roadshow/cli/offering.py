"""roadshow offer: who waits for a place at a stop, since when, who is next, and offering what is free."""

from datetime import date

import click

from roadshow.api import (
    BadInputError,
    Guest,
    Offers,
    Stop,
    _,
    called,
    day_at,
    find_stop,
    in_numbers,
    ngettext,
    offer_next,
    offer_to,
    standing_line,
    waiting_settings,
    whenever,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import confirm_many, many_option
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.guests import find_guest, since, stop_argument
from roadshow.cli.rows import day


@click.command(
    "offer",
    cls=Leaf,
    help=_(
        "Show who waits for a place, since when and who is next; or offer a place to PERSON, or with --next what is free "
        "to who is next. An offer whose day is over is passed on by --next, and never by itself."
    ),
    example="roadshow offer crooswijk\nroadshow offer crooswijk --next --until 8-4-2027\nroadshow offer crooswijk Jan de Vries",
)
@stop_argument
@click.argument("who", nargs=-1, metavar="[PERSON]")
@click.option("--next", "following", is_flag=True, help=_("Offer all that is free to who is next."))
@click.option("--until", metavar="DAY", help=_("The last day on which the place can be taken."))
@many_option
@pass_seat
def offer(seat: Seat, /, *, which: str, who: tuple[str, ...], following: bool, until: str | None, yes: bool) -> None:
    """Show the waiting list, or offer places."""
    found = find_stop(seat.office.store, which)
    if following and who:
        raise BadInputError(_("Say a name or --next, not both."))
    if following or who:
        last = _day(seat, found, until)
        name = " ".join(who)
        offers = (
            offer_to(seat.office, found, find_guest(seat, found, name), last)
            if who
            else offer_next(seat.office, found, last)
        )
        count = len(offers.guests) + len(offers.lapsed)
        text = ngettext("This changes {count} guest of {stop}.", "This changes {count} guests of {stop}.", count)
        confirm_many(seat, count, text.replace("{stop}", found.slug), yes=yes)
        _done(seat, found, offers)
    elif until:
        raise BadInputError(_("Say to whom: a name, or --next."))
    else:
        _show(seat, found)


def _day(seat: Seat, stop: Stop, text: str | None) -> date | None:
    return None if text is None else whenever.read_date(text, day_at(seat.office, stop))


def _done(seat: Seat, stop: Stop, offers: Offers) -> None:
    names = [one.person.name for one in offers.guests]
    lapsed = [one.person.name for one in offers.lapsed]
    seat.do(offers.change, what=offers.said(), offered=names, lapsed=lapsed, until=day(offers.until))
    if names:
        seat.remark(_("The letter: roadshow export mailmerge {stop} --letter offer").format(stop=stop.slug))


def _show(seat: Seat, stop: Stop) -> None:
    today = day_at(seat.office, stop)
    line = standing_line(seat.office.store, stop, waiting_settings(seat.office.settings).rule, today)
    following = {one.invitation.id for one in line.next}
    if seat.json:
        queue = in_numbers(line)
        rows = [_plain(one, following) for one in (*line.lapsed, *line.offered, *line.waiting)]
        printing.as_json({"stop": stop.slug, "free": queue.free, "waiting": queue.waiting, "guests": rows})
        return
    if not (line.waiting or line.lapsed or line.offered):
        printing.say(_("Nobody waits for a place at {stop}.").format(stop=stop.slug))
        return
    printing.say(in_numbers(line).said() + ".")
    printing.table(
        (_("name"), _("organisation"), _("with"), _("since"), _("next")),
        [_row(stop, one, _("lapsed")) for one in line.lapsed]
        + [_row(stop, one, _("offered")) for one in line.offered]
        + [_row(stop, one, _("next") if one.invitation.id in following else "") for one in line.waiting],
        right=(2,),
    )


def _row(stop: Stop, one: Guest, about: str) -> tuple[str, ...]:
    along = one.invitation.companions
    return called(one.person), one.person.organisation, f"+{along}" if along else "", since(stop, one), about


def _plain(one: Guest, following: set[str]) -> dict[str, object]:
    invitation = one.invitation
    return {
        "name": one.person.name,
        "companions": invitation.companions,
        "state": invitation.state.value,
        "since": invitation.answered_at.isoformat() if invitation.answered_at else None,
        "offered_until": day(invitation.offered_until) or None,
        "next": invitation.id in following,
    }
