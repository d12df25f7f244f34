"""Small readings of the store that more than one area shows."""

from collections.abc import Sequence

from roadshow.api import InvitationState, Notice, Office, Person, Stop, guests_of, panels
from roadshow.tui.presentation.about import Shown

Told = tuple[Sequence[Shown], Sequence[Notice]]
"""What plugins show, and what they have to say."""


def coming(office: Office, stop_id: str) -> int:
    """Return how many said they come, those who come along with them included."""
    accepted = guests_of(stop_id).where(state=InvitationState.ACCEPTED.value)
    by_companions = office.store.tally(accepted, "companions")
    return sum((1 + int(along)) * count for along, count in by_companions.items())


def panels_about(about: Stop | Person | None, office: Office) -> Told:
    """Ask plugins what stands beside a stop, a person or the whole. Ask in a thread nobody waits for."""
    found = panels(office, about)
    notices = tuple(office.notices)
    office.notices.clear()
    return found, notices
