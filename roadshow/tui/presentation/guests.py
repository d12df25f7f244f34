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
from roadshow.tui.presentation.cells import Cell, cell
from roadshow.tui.presentation.people import needs

STATES: dict[InvitationState, tuple[str, str, str]] = {
    InvitationState.LISTED: ("·", N_("listed"), "dim"),
    InvitationState.INVITED: ("→", N_("invited"), ""),
    InvitationState.ACCEPTED: ("✓", N_("accepted"), "good"),
    InvitationState.MAYBE: ("?", N_("maybe"), "doubt"),
    InvitationState.DECLINED: ("✗", N_("declined"), "bad"),
    InvitationState.WAITING: ("…", N_("waiting"), "doubt"),
    InvitationState.WITHDRAWN: ("−", N_("withdrawn"), "dim"),
}
"""A sign, a word and a tone for each state; the sign tells them apart without colour."""
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
    """The name as a sorted list shows it."""
    return cell(listed_name(row.person), "dim" if row.invitation.state is InvitationState.WITHDRAWN else "")


def state(row: GuestRow) -> Cell:
    """The state, by sign and word."""
    sign, word, tone = STATES[row.invitation.state]
    return Cell(f"{sign} {_(word)}", tone)


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
    """What somebody needs."""
    return needs(row.person)


def state_word(held: str) -> str:
    """Say a state as the store names it in the language in use."""
    sign, word, _tone = STATES[InvitationState(held)]
    return f"{sign} {_(word)}"


def counted(states: Mapping[str, int], coming: int, stop: Stop | None) -> list[Cell]:
    """Say how many guests there are by state, and how many are expected where there are so many places."""
    total = sum(count for held, count in states.items() if held != InvitationState.WITHDRAWN.value)
    cells = [cell(ngettext("{count} guest", "{count} guests", total).format(count=f"{total:,}"), "strong")]
    for held, (sign, word, tone) in STATES.items():
        if states.get(held.value):
            cells.append(Cell(f"{sign} {states[held.value]:,} {_(word)}", tone))
    if stop is not None:
        cells.append(expected(coming, stop.capacity))
    return cells


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
