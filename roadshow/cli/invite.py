"""roadshow invite: people onto the guest list of a stop, by a question or by name."""

from collections.abc import Iterator
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Channel,
    GuestRole,
    Invitation,
    Person,
    Query,
    Stop,
    _,
    called,
    find_person,
    find_stop,
    in_words,
    inviting,
    ngettext,
    understand,
    value_word,
    values_taken,
)
from roadshow.cli.agreeing import confirm_many, many_option
from roadshow.cli.fields import OneOf
from roadshow.cli.frame import Leaf, Seat, pass_seat

FIRST = 5
ROLES = OneOf(GuestRole)
CHANNELS = OneOf(Channel)


@click.command(
    "invite",
    cls=Leaf,
    help=_("Put people on the guest list of a stop: those that a question fits, those that are named, or both."),
    example='roadshow invite crooswijk --who "organisation:Buurtnetwerk district:Crooswijk" --dry-run\n'
    'roadshow invite crooswijk --person "Jan de Vries" --role facilitator',
)
@click.argument("which", metavar="STOP")
@click.option("--who", metavar="QUESTION", help=_('Words and fields, such as "district:Hillesluis tag:zorg".'))
@click.option("--person", "people", multiple=True, metavar="NAME", help=_("This person; may be repeated."))
@click.option(
    "--role",
    type=ROLES,
    metavar=ROLES.shown,
    default="guest",
    show_default=value_word("guest"),
    help=_("Why they come."),
)
@click.option("--channel", type=CHANNELS, metavar=CHANNELS.shown, help=_("How they are reached."))
@click.option("-n", "--dry-run", is_flag=True, help=_("Only show who fits."))
@many_option
@pass_seat
def invite(
    seat: Seat,
    /,
    *,
    which: str,
    who: str | None,
    people: tuple[str, ...],
    role: str,
    channel: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Put people on the guest list."""
    store = seat.office.store
    found = find_stop(store, which)
    wish = understand(who or "")
    if not people and not wish.clauses and not wish.words:
        raise BadInputError(
            _("Say whom to invite."),
            _('Use --who "district:Hillesluis", --person "Jan de Vries", or --who "has:name" for everybody.'),
        )
    asked = Query(Person).matching(wish) if who else None
    named = tuple({one.id: one for one in (find_person(store, name) for name in people)}.values())
    fit, listed = _fitting(seat, found, asked, named)
    first = [called(one) for one in _first(seat, asked, named)]
    counts: dict[str, Any] = {"stop": found.slug, "fit": fit, "listed": listed, "first": first}
    taken = {} if asked is None else dict(values_taken(store, wish, Query(Person)))
    if fit:
        seat.remark(_names_of(fit, first))
        for values in taken.items():
            seat.remark("  " + in_words(*values))
    if dry_run or fit == listed:
        _tell_unchanged(seat, counts | {"values": taken}, dry_run=dry_run)
        return
    many = ngettext(
        "{{count}} person is put on the list of {stop}.", "{{count}} people are put on the list of {stop}.", fit
    )
    confirm_many(seat, fit - listed, many.format(stop=found.title), yes=yes)
    tally = inviting.Tally()
    entry = seat.do(
        inviting.invite(
            seat.office.pen(),
            found,
            _invited(seat, asked, named),
            on_list=lambda person_id: _on_list(seat, found, person_id),
            tally=tally,
            role=GuestRole(role),
            channel=Channel(channel) if channel else None,
        ),
        quiet=True,
    )
    what = _("{added} put on the list of {stop}, {skipped} on it already").format(
        added=f"{tally.added:,}", stop=found.slug, skipped=f"{tally.skipped:,}"
    )
    seat.report(entry, what, **counts, added=tally.added, skipped=tally.skipped)


def _on_list(seat: Seat, found: Stop, person_id: str) -> bool:
    return seat.office.store.count(Query(Invitation).where(stop_id=found.id, person_id=person_id)) > 0


def _fitting(seat: Seat, found: Stop, asked: Query[Person] | None, named: tuple[Person, ...]) -> tuple[int, int]:
    """Return how many people are meant, and how many of them are on the list already."""
    store = seat.office.store
    ids = tuple(one.id for one in named)
    fit, listed = len(ids), sum(_on_list(seat, found, one) for one in ids)
    if asked is not None:
        on_list = Query(Invitation, clauses=asked.clauses, words=asked.words).where(stop_id=found.id)
        fit += store.count(asked)
        listed += store.count(on_list)
        if ids:
            fit -= store.count(asked.among("id", ids))
            listed -= store.count(on_list.among("person_id", ids))
    return fit, listed


def _invited(seat: Seat, asked: Query[Person] | None, named: tuple[Person, ...]) -> Iterator[Person]:
    yield from named
    ids = {one.id for one in named}
    if asked is not None:
        yield from (one for one in seat.office.store.each(asked.page(None)) if one.id not in ids)


def _first(seat: Seat, asked: Query[Person] | None, named: tuple[Person, ...]) -> Iterator[Person]:
    yield from named[:FIRST]
    ids = {one.id for one in named}
    if asked is not None:
        window = seat.office.store.each(asked.page(FIRST))
        yield from [one for one in window if one.id not in ids][: max(FIRST - len(named), 0)]


def _names_of(fit: int, first: list[str]) -> str:
    shown = ", ".join(first)
    if fit > len(first):
        shown = _("{names} and {count} more").format(names=shown, count=f"{fit - len(first):,}")
    return ngettext("{count} person fits: {names}.", "{count} people fit: {names}.", fit).format(
        count=f"{fit:,}", names=shown
    )


def _tell_unchanged(seat: Seat, counts: dict[str, Any], *, dry_run: bool) -> None:
    """Say why nothing was done."""
    seat.report(None, **counts)
    if not counts["fit"]:
        seat.remark(_("Nobody fits that. Try it with: roadshow person list"))
    elif counts["fit"] == counts["listed"]:
        seat.remark(_("All of them are on the list of {stop} already.").format(stop=counts["stop"]))
    elif dry_run:
        seat.remark(
            _("{count} of them would be put on the list of {stop}. Leave out --dry-run to do it.").format(
                count=f"{counts['fit'] - counts['listed']:,}", stop=counts["stop"]
            ),
        )
