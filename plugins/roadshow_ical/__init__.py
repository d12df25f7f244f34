"""Calendars: the feed of a roadshow, and a personal invitation for each guest that is renewed and withdrawn by file.

Written for the programs that read them (RFC 5545 for the form, RFC 5546 for invitations): own time zones, stable
identities, and stamps from what is stored, so that an unchanged plan gives the same octets each time.
"""

from roadshow.api import Document, Entry, Exporter, Guest, Notice, Programme, Rule, Visit, hookimpl


@hookimpl
def exporters() -> list[Exporter]:
    """Offer the calendar exporter."""
    from roadshow_ical.exporter import CalendarExporter  # noqa: PLC0415  a plugin costs nothing until it is used

    return [CalendarExporter()]


@hookimpl
def rules() -> list[Rule]:
    """Look for roadshows that cannot invite."""
    from roadshow_ical.ruling import RULES  # noqa: PLC0415  as above

    return list(RULES)


@hookimpl
def enclosures(programme: Programme, visit: Visit, guest: Guest, language: str) -> list[Document]:
    """Enclose the guest's own invitation in a letter."""
    from roadshow_ical.enclosing import enclosed  # noqa: PLC0415  as above

    return enclosed(programme, visit, guest, language)


@hookimpl
def announce(programme: Programme, entry: Entry) -> list[Notice]:
    """Say which guests hold an invitation that is no longer true."""
    from roadshow_ical.announcing import outdated  # noqa: PLC0415  as above

    return outdated(programme, entry)
