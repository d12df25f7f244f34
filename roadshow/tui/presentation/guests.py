"""A guest list as it is shown: the row, its columns, and what is counted above it."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadshow.api import (
    N_,
    Channel,
    GuestRole,
    Invitation,
    InvitationState,
    Person,
    Stop,
    _,
    listed_name,
    ngettext,
)
from roadshow.tui.presentation.cells import Cell, Counts, cell
from roadshow.tui.presentation.people import needs
from roadshow.tui.presentation.programme import day_and_month

STATES: dict[InvitationState, tuple[str, str, str]] = {
    InvitationState.LISTED: ("·", N_("listed"), "dim"),
    InvitationState.INVITED: ("→", N_("invited"), ""),
    InvitationState.ACCEPTED: ("✓", N_("accepted"), "good"),
    InvitationState.MAYBE: ("?", N_("maybe"), "doubt"),
    InvitationState.DECLINED: ("✗", N_("declined"), "bad"),
    InvitationState.WAITING: ("…", N_("waiting"), "doubt"),
    InvitationState.OFFERED: ("◇", N_("offered"), "doubt"),
    InvitationState.WITHDRAWN: ("−", N_("withdrawn"), "dim"),
}
"""A sign, a word and a tone for each state; the sign tells them apart without colour."""
ORDER = (
    InvitationState.ACCEPTED,
    InvitationState.MAYBE,
    InvitationState.OFFERED,
    InvitationState.WAITING,
    InvitationState.DECLINED,
    InvitationState.INVITED,
    InvitationState.LISTED,
    InvitationState.WITHDRAWN,
)
"""The order in which states are counted: what matters for the chairs first."""
ROLES = {
    GuestRole.GUEST: N_("guest"),
    GuestRole.HOST: N_("host"),
    GuestRole.FACILITATOR: N_("facilitator"),
    GuestRole.VOLUNTEER: N_("volunteer"),
}
CHANNELS = {Channel.MAIL: N_("mail"), Channel.LETTER: N_("letter"), Channel.PHONE: N_("phone")}


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One row: the invitation and the person it is for."""

    invitation: Invitation
    person: Person


def name(row: GuestRow) -> Cell:
    """Show the name as a sorted list has it."""
    return cell(listed_name(row.person), "dim" if row.invitation.state is InvitationState.WITHDRAWN else "")


def state(row: GuestRow) -> Cell:
    """Show the state, by sign and word; of an offer the day by which it can be taken."""
    sign, word, tone = STATES[row.invitation.state]
    until = row.invitation.offered_until
    said = _("by {day}").format(day=day_and_month(until)) if until else _(word)
    return Cell(f"{sign} {said}", tone)


def since(row: GuestRow) -> Cell:
    """Since when somebody stands where they stand by their answer: the order of the waiting list."""
    if row.invitation.answered_at is None:
        return Cell("")
    moment = row.invitation.answered_at.astimezone()
    return Cell(f"{day_and_month(moment):>6} {moment:%H:%M}", "dim")


def role(row: GuestRow) -> Cell:
    """Why somebody is on the list; nothing for a guest."""
    held = row.invitation.role
    return Cell("" if held is GuestRole.GUEST else _(ROLES[held]))


def companions(row: GuestRow) -> Cell:
    """How many come along."""
    count = row.invitation.companions
    return Cell(f"+{count}" if count else "")


def channel(row: GuestRow) -> Cell:
    """How somebody is reached."""
    return Cell(_(CHANNELS[row.invitation.channel]), "dim")


def wishes(row: GuestRow) -> Cell:
    """Show what somebody needs."""
    return needs(row.person)


def state_word(held: str) -> str:
    """Say a state as the store names it in the language in use."""
    sign, word, _tone = STATES[InvitationState(held)]
    return f"{sign} {_(word)}"


def counted(states: Mapping[str, int], coming: int, stop: Stop) -> Counts:
    """Say how many guests there are and are expected, and how many by state: in words, and in signs where narrow."""
    total = sum(count for held, count in states.items() if held != InvitationState.WITHDRAWN.value)
    guests = cell(ngettext("{count} guest", "{count} guests", total).format(count=f"{total:,}"), "strong")
    held = [(states[state.value], *STATES[state]) for state in ORDER if states.get(state.value)]
    words = [Cell(f"{sign} {count:,} {_(word)}", tone) for count, sign, word, tone in held]
    signs = [Cell(f"{sign}{count:,}", tone) for count, sign, _word, tone in held]
    seats = expected(coming, stop.capacity)
    return Counts((guests, seats, *words), (guests, seats, *signs))


def expected(coming: int, capacity: int | None) -> Cell:
    """Say how many are expected, and how many places there are."""
    if capacity is None:
        return cell(_("{count} expected").format(count=f"{coming:,}"))
    text = _("{count} expected, {capacity} places").format(count=f"{coming:,}", capacity=f"{capacity:,}")
    return cell(("! " if coming > capacity else "") + text, "bad" if coming > capacity else "")


def by_organisation(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Return the largest organisations and how many guests each has; those without one under a dash."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(organisation or "—", count) for organisation, count in ordered[:most]]
