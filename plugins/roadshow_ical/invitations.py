"""Personal invitations: one file, one event, one guest (RFC 5546 sections 3.2.2 and 3.2.5).

All that is the same for the guests of a stop is made once; a guest adds stamps and one ATTENDEE.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from icalendar import Alarm
from icalendar import Event as Component
from icalendar.prop import vCalAddress

from roadshow.api import BadInputError, Guest, InvitationState, Revision, Roadshow, StopStatus, Visit, _
from roadshow_ical import contents
from roadshow_ical.checking import check, shape
from roadshow_ical.description import language_of, speaking
from roadshow_ical.events import Manner, put_organizer, put_stamps, stop_event
from roadshow_ical.feeds import new_calendar
from roadshow_ical.options import CalendarOptions
from roadshow_ical.vtimezone import vtimezone

ANSWERS = {
    InvitationState.ACCEPTED: "ACCEPTED",
    InvitationState.DECLINED: "DECLINED",
    InvitationState.MAYBE: "TENTATIVE",
    InvitationState.WAITING: "TENTATIVE",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The octets before and after what is personal, in one language, for one method.

    `shapes` are those of personal lines that were found sound between them.
    """

    head: bytes
    tail: bytes
    shapes: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What was made for one stop, by language and method."""

    visit: Visit | None
    sheets: dict[tuple[str, bool], Sheet] = field(default_factory=dict)


class Invitations:
    """Makes invitations; keeps what the guests of the latest stop share."""

    def __init__(self, installation: str, options: CalendarOptions) -> None:
        self._installation = installation
        self._options = options
        self._shared = _Shared(None)

    def write(self, visit: Visit, guest: Guest, *languages: str) -> bytes:
        """Return the file for one guest, checked, in the first of `languages` that we speak.

        The guest needs an e-mail address. Raises BadInputError where the roadshow has none of its organiser.
        """
        shared = self._shared
        if shared.visit is not visit:
            shared = self._shared = _Shared(visit)
        key = (language_of(*languages, visit.roadshow.language), withdrawn(visit, guest))
        sheet = shared.sheets.get(key)
        if sheet is None:
            sheet = shared.sheets[key] = self._sheet(visit, *key)
        own = _stamps(visit.revision, guest.revision) + contents.property_octets("ATTENDEE", attendee(visit, guest))
        content = b"".join([sheet.head, own, sheet.tail])
        found = shape(own)
        if found is None or found not in sheet.shapes:
            check(visit.stop.slug, (content,))
            if found is not None:
                sheet.shapes.add(found)
        return content

    def _sheet(self, visit: Visit, language: str, cancelled: bool) -> Sheet:  # noqa: FBT001  half of a key
        need_organiser(visit.roadshow)
        options = self._options
        manner = Manner(self._installation, speaking(language), options.name_prefix, options.html)
        event = stop_event(visit, manner, cancelled=cancelled, contact=True)
        component = event.component
        put_organizer(component, visit.roadshow)
        if not cancelled:
            contents.put_text(component, "X-MICROSOFT-DISALLOW-COUNTER", "TRUE")
        calendar = new_calendar("CANCEL" if cancelled else "REQUEST")
        zone = vtimezone(event.zone, event.begins, event.ends) if event.zone else b""
        alarm = b"" if cancelled or not options.alarm else contents.octets(_alarm(options.alarm, visit))
        head = contents.opened(calendar) + zone + contents.opened(component)
        return Sheet(head, alarm + contents.closed(component) + contents.closed(calendar))


@lru_cache(maxsize=500)
def _stamps(revision: Revision, other: Revision) -> bytes:
    """Return the stamps as they stand in a file; most guests of a stop have the same."""
    event = Component()
    put_stamps(event, revision, other)
    return contents.opened(event).removeprefix(b"BEGIN:VEVENT\r\n")


def need_organiser(roadshow: Roadshow) -> None:
    """Refuse to invite in nobody's name: answers go to ORGANIZER, and without it the file is no invitation."""
    if not roadshow.organiser_email.strip():
        raise BadInputError(
            _("“{name}” has no e-mail address of its organiser, and an invitation must say where answers go.").format(
                name=contents.one_line(roadshow.name)
            ),
            _("Give one: roadshow roadshow edit {slug} --organiser-email NAME@EXAMPLE.ORG").format(slug=roadshow.slug),
        )


def withdrawn(visit: Visit, guest: Guest) -> bool:
    """Say whether this guest gets a cancellation."""
    return visit.stop.status is StopStatus.CANCELLED or guest.invitation.state is InvitationState.WITHDRAWN


def attendee(visit: Visit, guest: Guest) -> vCalAddress:
    """Return the guest, with the answer we know.

    Without RSVP=TRUE several programs show no buttons. An answer stands as long as nothing that guests decide on can
    have changed since; what is stored tells the moment of the last change but not whether that one was material, so
    after a material change ever, and any change since the answer, the guest is asked again.
    """
    invitation, revision = guest.invitation, visit.revision
    answer = ANSWERS.get(invitation.state, "NEEDS-ACTION")
    answered = invitation.answered_at
    if revision.sequence and (answered is None or answered < revision.modified):
        answer = "NEEDS-ACTION"
    asked = answer == "NEEDS-ACTION" and not withdrawn(visit, guest)
    tag = "".join(
        sign for sign in "".join(guest.person.languages[:1]) if sign.isascii() and (sign.isalnum() or sign == "-")
    )
    name = guest.person.name or guest.person.organisation
    return contents.address(
        guest.person.email,
        CUTYPE="INDIVIDUAL",
        ROLE="REQ-PARTICIPANT",
        PARTSTAT=answer,
        RSVP="TRUE" if asked else "FALSE",
        **({"CN": contents.typographic(name)} if name else {}),
        **({"LANGUAGE": tag} if tag else {}),
        X_NUM_GUESTS=str(invitation.companions),
    )


def _alarm(minutes: int, visit: Visit) -> Alarm:
    alarm = Alarm()
    contents.put_text(alarm, "ACTION", "DISPLAY")
    contents.put_text(alarm, "DESCRIPTION", contents.one_line(visit.stop.title))
    alarm.add("TRIGGER", timedelta(minutes=-minutes), parameters={"RELATED": "START"})
    return alarm
