"""Which changes guests must decide on again: those raise the sequence of a record.

RFC 5546 section 2.1.4 makes a new time or a cancellation a revision; we add another venue or address, since
people then have to travel elsewhere. Wording and other guests are no revision: they only move `modified`.
"""

from roadshow.domain.guests import Invitation, InvitationState
from roadshow.domain.nouns import Noun
from roadshow.domain.places import Venue
from roadshow.domain.plain import plain
from roadshow.domain.tour import Session, Stop, StopStatus

MATERIAL_FIELDS: dict[type[Noun], tuple[str, ...]] = {
    Stop: ("start", "end", "zone", "venue_id"),
    Session: ("start", "length"),
    Venue: ("street", "postcode", "town", "country"),
}


def is_material(before: Noun, after: Noun) -> bool:
    """Say whether somebody who holds an invitation must look again."""
    if isinstance(before, Stop) and isinstance(after, Stop) and _cancelled(before) != _cancelled(after):
        return True
    if isinstance(before, Invitation) and isinstance(after, Invitation):
        return (before.state is InvitationState.WITHDRAWN) != (after.state is InvitationState.WITHDRAWN)
    watched = MATERIAL_FIELDS.get(type(before), ())
    old, new = plain(before), plain(after)
    return any(old[name] != new[name] for name in watched)


def _cancelled(stop: Stop) -> bool:
    return stop.status is StopStatus.CANCELLED
