"""Small readings of the store that more than one area shows."""

from roadshow.api import InvitationState, Office, guests_of


def coming(office: Office, stop_id: str) -> int:
    """Return how many said they come, those who come along with them included."""
    accepted = guests_of(stop_id).where(state=InvitationState.ACCEPTED.value)
    by_companions = office.store.tally(accepted, "companions")
    return sum((1 + int(along)) * count for along, count in by_companions.items())
