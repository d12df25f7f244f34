"""What would come out, as text for a terminal."""

from datetime import datetime

from roadshow.api import N_, Guest, Session, StopStatus, Visit, _, later
from roadshow_ical.contents import one_line
from roadshow_ical.description import language_of, on_stage, place, session_lines, speaking, stop_lines
from roadshow_ical.events import STATUS, Manner, uid
from roadshow_ical.invitations import need_organiser, withdrawn
from roadshow_ical.options import CalendarOptions, Granularity

REGIONS = {"en": "en_GB"}
"""The region whose way of writing dates is meant: the stops are in Europe."""


def shown(installation: str, options: CalendarOptions, visit: Visit, guest: Guest | None) -> str:
    """Return the events of a stop, or a guest's invitation, free of control characters.

    Raises BadInputError where an invitation could not be made.
    """
    if guest is not None:
        return "\n".join(_invitation(installation, options, visit, guest)) + "\n"
    language = language_of(visit.roadshow.language)
    manner = Manner(installation, speaking(language), options.name_prefix, options.html)
    blocks: list[list[str]] = []
    if options.granularity is not Granularity.SESSIONS:
        blocks.append(
            _stop(visit, manner, language, cancelled=visit.stop.status is StopStatus.CANCELLED, contact=False)
        )
    if options.granularity is not Granularity.STOPS:
        blocks += [_session(visit, session, manner, language) for session in visit.open_sessions]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _invitation(installation: str, options: CalendarOptions, visit: Visit, guest: Guest) -> list[str]:
    need_organiser(visit.roadshow)
    cancelled = withdrawn(visit, guest)
    language = language_of(*guest.person.languages, visit.roadshow.language)
    manner = Manner(installation, speaking(language), options.name_prefix, options.html)
    address = one_line(guest.person.email) or _("no e-mail address: no file")
    if guest.person.consent_mail is False:
        address = _("wants no mail: no file")
    what = _("Cancellation") if cancelled else _("Invitation")
    return [
        f"{what}: {one_line(guest.person.name)} <{address}>",
        _("From: {name} <{address}>").format(
            name=one_line(visit.roadshow.organiser_name), address=one_line(visit.roadshow.organiser_email)
        ),
        "",
        *_stop(visit, manner, language, cancelled=cancelled, contact=True),
    ]


def _stop(visit: Visit, manner: Manner, language: str, *, cancelled: bool, contact: bool) -> list[str]:
    stop = visit.stop
    title = manner.say(N_("Cancelled: {title}")).format(title=stop.title) if cancelled else stop.title
    return [
        one_line(f"{manner.prefix} {title}".strip()),
        f"  {_when(stop.start, stop.end, stop.zone, language)}",
        *_indented([place(visit.venue)] if visit.venue else []),
        f"  {'CANCELLED' if cancelled else STATUS[stop.status]} · SEQUENCE {visit.revision.sequence}",
        f"  {uid('stop', stop.id, manner)}",
        "",
        *_indented(stop_lines(visit, manner.say, on_stage(visit), contact=contact)),
    ]


def _session(visit: Visit, session: Session, manner: Manner, language: str) -> list[str]:
    zone = visit.stop.zone
    room = visit.rooms.get(session.room_id or "")
    return [
        one_line(f"{manner.prefix} {session.title}".strip()),
        f"  {_when(session.start, later(session.start, zone, session.length), zone, language)}",
        *_indented([place(visit.venue, room.name if room else "")] if visit.venue else []),
        f"  {uid('session', session.id, manner)}",
        "",
        *_indented(session_lines(visit, session, manner.say, on_stage(visit))),
    ]


def _when(start: datetime, end: datetime, zone: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  only a preview says a date in words

    first, last = (format_date(day, "full", locale=REGIONS.get(language, language)) for day in (start, end))
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{last}, {end:%H:%M}"
    return f"{first}, {start:%H:%M} – {until} ({zone})"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]
