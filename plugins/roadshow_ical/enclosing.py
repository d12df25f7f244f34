"""The invitation that goes along with a letter."""

from functools import lru_cache

from roadshow.api import Document, Guest, Programme, Visit
from roadshow_ical.invitations import Invitations, withdrawn
from roadshow_ical.options import CalendarOptions


def enclosed(programme: Programme, visit: Visit, guest: Guest, language: str) -> list[Document]:
    """Return the guest's invitation or its withdrawal; nothing for a guest without an e-mail address.

    Raises BadInputError where the roadshow has no address that answers could go to.
    """
    if not guest.person.email.strip():
        return []
    method = "CANCEL" if withdrawn(visit, guest) else "REQUEST"
    content = _invitations(programme.installation).write(visit, guest, language)
    return [Document("invite.ics", f"text/calendar; method={method}; charset=UTF-8", content, private=True)]


@lru_cache(maxsize=2)
def _invitations(installation: str) -> Invitations:
    """Keep what letters share from one call of the hook to the next."""
    return Invitations(installation, CalendarOptions())
