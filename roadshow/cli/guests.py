"""roadshow guest and reply: who is on the list of a stop, and what they answered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Guest,
    Invitation,
    InvitationState,
    NotFoundError,
    Person,
    Query,
    Stop,
    Wish,
    _,
    called,
    find_person,
    find_stop,
    fold,
    guest_fields,
    guests_of,
    inviting,
    ngettext,
    plain,
    to_wall,
    touring,
    typed_name,
    understand,
    value_typed,
    value_word,
    value_words,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import confirm_many, many_option
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Leaf, Seat, pass_seat
from roadshow.cli.lists import Asking, Page, page_options, question_argument, question_text
from roadshow.cli.rows import clock, day

FIRST = 5
AT_ONCE = 500
WAITING = (InvitationState.WAITING, InvitationState.OFFERED)
ANSWERS = ("accepted", "maybe", "declined", "waiting")
stop_argument = click.argument("which", metavar="STOP")
who_argument = click.argument("who", nargs=-1, required=True, metavar="PERSON")


@click.group(cls=Group, help=_("The guest list of a stop. PERSON is a name or an e-mail address."))
def guest() -> None:
    """Gather the commands."""


@guest.command(
    "list",
    cls=Asking,
    help=_("The guest list, or those on it that a QUESTION fits; state:, role: and channel: can be asked too."),
    example='roadshow guest list crooswijk state:accepted,maybe\nroadshow guest list crooswijk organisation:"de brug" --contact',
)
@stop_argument
@question_argument
@click.option("--contact", is_flag=True, help=_("Show e-mail addresses and telephone numbers."))
@page_options
@pass_seat
def list_(seat: Seat, /, *, which: str, question: tuple[str, ...], contact: bool, limit: int, number: int) -> None:
    """Show the guest list."""
    store, page = seat.office.store, Page(limit, number)
    found = find_stop(store, which)
    wish = understand(question_text(question), guest_fields())
    window = store.guests(guests_of(found.id).matching(wish).page(page.limit, page.offset))
    page.checked(window.total)
    counts = store.tally(guests_of(found.id), "state")
    if seat.json:
        rows = [_plain_guest(one, contact=contact) for one in window.rows]
        page.as_json(window.total, stop=found.slug, counts=counts, expected=expected(seat, found), guests=rows)
        return
    printing.say(f"{found.title}, {day(found.start)} {clock(found.start)}-{clock(found.end)}")
    if not counts:
        printing.say(
            _('Nobody is on the list yet. Try: roadshow invite {stop} --who "district:{district}" --dry-run').format(
                stop=found.slug, district=found.district or "Hillesluis"
            )
        )
        return
    printing.say(_counted(seat, found, counts))
    if not window.total:
        printing.say(_("Nobody on this list fits that."))
        return
    _table(found, window.rows, contact=contact)
    page.footer(window.total)


@guest.command(
    "edit",
    help=_('Change why somebody comes, with how many, and how they are reached; see "roadshow reply" for answers.'),
    example="roadshow guest edit crooswijk Jan de Vries --role volunteer --channel phone",
)
@stop_argument
@who_argument
@field_options(Invitation, "role", "channel", "companions", "notes")
@pass_seat
def edit(seat: Seat, /, *, which: str, who: tuple[str, ...], **fields: str | None) -> None:
    """Change somebody's place on the list."""
    found = find_stop(seat.office.store, which)
    one = find_guest(seat, found, " ".join(who))
    details = given(Invitation, fields)
    if not details:
        raise BadInputError(_("Say what is to change."), _("Use --role, --channel, --companions or --notes."))
    what = _("{name} changed: {fields}").format(name=called(one.person), fields=", ".join(sorted(details)))
    seat.do(touring.amend(seat.office.pen(), one.invitation, **details), what=what)


@guest.command(
    "withdraw",
    help=_("Withdraw an invitation. The name stays on the list as withdrawn."),
    example="roadshow guest withdraw crooswijk Jan de Vries",
)
@stop_argument
@who_argument
@pass_seat
def withdraw(seat: Seat, /, *, which: str, who: tuple[str, ...]) -> None:
    """Withdraw an invitation."""
    one = find_guest(seat, find_stop(seat.office.store, which), " ".join(who))
    what = _("The invitation of {name} is withdrawn").format(name=called(one.person))
    seat.do(inviting.withdraw(seat.office.pen(), one.invitation), what=what)


@guest.command(
    "remove",
    help=_("Take somebody off the list, with the answer; see also withdraw."),
    example="roadshow guest remove crooswijk Jan de Vries",
)
@stop_argument
@who_argument
@pass_seat
def remove(seat: Seat, /, *, which: str, who: tuple[str, ...]) -> None:
    """Take somebody off the list."""
    found = find_stop(seat.office.store, which)
    one = find_guest(seat, found, " ".join(who))
    what = _("{name} taken off the list of {stop}").format(name=called(one.person), stop=found.slug)
    seat.do(touring.remove(seat.office.pen(), one.invitation), what=what)


@guest.command(
    "invited",
    cls=Asking,
    help=_("Note that invitations went out: to all who were only listed so far, or to those that a QUESTION fits."),
    example='roadshow guest invited crooswijk channel:letter\nroadshow guest invited crooswijk --person "Jan de Vries"',
)
@stop_argument
@question_argument
@click.option("--person", "people", multiple=True, metavar="NAME", help=_("Only this person; may be repeated."))
@many_option
@pass_seat
def invited(seat: Seat, /, *, which: str, question: tuple[str, ...], people: tuple[str, ...], yes: bool) -> None:
    """Note that invitations went out."""
    store = seat.office.store
    found = find_stop(store, which)
    wish = understand(question_text(question), guest_fields())
    query = guests_of(found.id).where(state=InvitationState.LISTED.value).matching(wish)
    if people:
        named = {one.id: one for one in (find_guest(seat, found, name).invitation for name in people)}
        change = inviting.mark_invited(seat.office.pen(), named.values())
        change = replace(change, edits=tuple(change.edits))
        count = len(named)
    else:
        change = inviting.mark_invited(seat.office.pen(), _each(seat, query))
        count = store.count(query)
    if not count:
        seat.report(None)
        seat.remark(_("Nobody on this list is still waiting for an invitation."))
        return
    what = ngettext("{count} guest of {stop} noted as invited", "{count} guests of {stop} noted as invited", count)
    confirm_many(seat, count, what.replace("{stop}", found.slug) + ".", yes=yes)
    seat.do(change, what=what.format(count=f"{count:,}", stop=found.slug))


@click.command(
    "reply",
    cls=Leaf,
    help=_("Note an answer: accepted, maybe, declined or waiting; ja, nee and misschien will do."),
    example="roadshow reply crooswijk Jan de Vries accepted --companions 2",
)
@stop_argument
@who_argument
@click.argument("answer", metavar="ANSWER")
@click.option("--companions", type=click.IntRange(0), metavar="N", help=_("How many come along."))
@click.option("--notes", help=_("What else they said."))
@pass_seat
def reply(
    seat: Seat, /, *, which: str, who: tuple[str, ...], answer: str, companions: int | None, notes: str | None
) -> None:
    """Note an answer."""
    state = _answer(answer)
    found = find_stop(seat.office.store, which)
    one = find_guest(seat, found, " ".join(who))
    change = inviting.reply(seat.office.pen(), one.invitation, state, companions=companions, notes=notes)
    what = _("{name}: {state}").format(name=called(one.person), state=value_word(state))
    entry = seat.do(change, quiet=True)
    coming = expected(seat, found)
    seat.report(entry, what, name=one.person.name, state=state.value, expected=coming, capacity=found.capacity)
    if entry is not None and state is InvitationState.ACCEPTED and found.capacity and coming > found.capacity:
        printing.warn(
            _("! {count} people are expected, and there are {capacity} places.").format(
                count=f"{coming:,}", capacity=f"{found.capacity:,}"
            )
        )


def find_guest(seat: Seat, stop: Stop, text: str) -> Guest:
    """Find somebody on the list of a stop by e-mail address, name, or words that fit only one there."""
    store = seat.office.store
    window = store.guests(guests_of(stop.id).where(email=text.strip())) if "@" in text else None
    if window is None or window.total != 1:
        window = store.guests(guests_of(stop.id).matching(Wish(words=tuple(fold(text.replace(",", " ")).split()))))
    exact = [one for one in window.rows if fold(one.person.name) == fold(text)]
    if window.total == 1 or len(exact) == 1:
        return (exact or list(window.rows))[0]
    if window.total:
        shown = ", ".join(_described(one.person) for one in window.rows[:FIRST])
        raise NotFoundError(
            _("“{text}” fits {count} guests of {stop}.").format(text=text, count=window.total, stop=stop.slug),
            _("Use the e-mail address, or more of the name: {names}.").format(names=shown),
            [_described(one.person) for one in window.rows[:FIRST]],
        )
    person = find_person(store, text)
    raise NotFoundError(
        _("{name} is not on the guest list of {stop}.").format(name=called(person), stop=stop.slug),
        _('Put them on it with: roadshow invite {stop} --person "{name}"').format(
            stop=stop.slug, name=typed_name(person)
        ),
    )


def expected(seat: Seat, stop: Stop) -> int:
    """Return how many people said they come, those who come along with them included."""
    accepted = guests_of(stop.id).where(state=InvitationState.ACCEPTED.value)
    by_companions = seat.office.store.tally(accepted, "companions")
    return sum((1 + int(along)) * count for along, count in by_companions.items())


def _described(person: Person) -> str:
    about = ", ".join(part for part in (person.organisation, person.email) if part)
    return f"{called(person)} ({about})" if about else called(person)


def _answer(text: str) -> InvitationState:
    state = value_typed(text, ANSWERS)
    if state is None:
        raise BadInputError(
            _("“{text}” is not an answer.").format(text=text),
            _("It may be: {allowed}.").format(allowed=value_words(ANSWERS)),
        )
    return InvitationState(state)


def _counted(seat: Seat, found: Stop, counts: dict[str, int]) -> str:
    total = sum(count for state, count in counts.items() if state != InvitationState.WITHDRAWN)
    shown = [state for state in InvitationState if state in counts and state is not InvitationState.WITHDRAWN]
    states = ", ".join(f"{value_word(state)} {counts[state]:,}" for state in shown) or _("nobody")
    if withdrawn := counts.get(InvitationState.WITHDRAWN.value):
        states += _(" ({count} withdrawn)").format(count=f"{withdrawn:,}")
    guests = ngettext("{count} guest", "{count} guests", total).format(count=f"{total:,}")
    coming = f"{expected(seat, found):,}"
    places = (
        _("{count} expected, {capacity} places").format(count=coming, capacity=f"{found.capacity:,}")
        if found.capacity
        else _("{count} expected").format(count=coming)
    )
    return f"{guests}: {states}; {places}"


def _table(stop: Stop, guests: tuple[Guest, ...], *, contact: bool) -> None:
    if contact:
        printing.table(
            (_("name"), _("state"), _("by"), _("e-mail"), _("phone")),
            [
                (called(one.person), *_stands(one.invitation, "state", "channel"), one.person.email, one.person.phone)
                for one in guests
            ],
        )
        return
    waits = any(one.invitation.state in WAITING for one in guests)
    printing.table(
        (
            _("name"),
            _("organisation"),
            _("state"),
            _("role"),
            _("with"),
            _("by"),
            *([_("waits since")] if waits else []),
        ),
        [
            (
                called(one.person),
                one.person.organisation,
                *_stands(one.invitation, "state", "role"),
                f"+{one.invitation.companions}" if one.invitation.companions else "",
                value_word(one.invitation.channel),
                *([since(stop, one)] if waits else []),
            )
            for one in guests
        ],
        right=(4,),
    )


def since(stop: Stop, one: Guest) -> str:
    """Write since when somebody waits and until when a place is offered; nothing of others."""
    moment, until = one.invitation.answered_at, one.invitation.offered_until
    if one.invitation.state not in WAITING:
        return ""
    said = f"{to_wall(moment, stop.zone):%Y-%m-%d %H:%M}" if moment else "?"
    return _("{since}, offered until {day}").format(since=said, day=day(until)) if until else said


def _stands(invitation: Invitation, *fields: str) -> Iterator[str]:
    return (value_word(getattr(invitation, name)) for name in fields)


def _plain_guest(one: Guest, *, contact: bool) -> dict[str, Any]:
    about = {"name": one.person.name, "organisation": one.person.organisation}
    if contact:
        about |= {"email": one.person.email, "phone": one.person.phone}
    return about | plain(one.invitation)


def _each(seat: Seat, query: Query[Invitation]) -> Iterator[Invitation]:
    """Read invitations apart from the writing of them: the row numbers first, then some at a time."""
    keys = seat.office.store.keys(query)
    for start in range(0, len(keys), AT_ONCE):
        yield from seat.office.store.rows(Invitation, keys[start : start + AT_ONCE])
