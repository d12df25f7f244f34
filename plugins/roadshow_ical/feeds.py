"""The feed of a roadshow: published for everybody, so with nobody's address in it."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar.prop import vDuration

from roadshow.api import Document, Roadshow, Visit, safe_name
from roadshow_ical import contents
from roadshow_ical.checking import check
from roadshow_ical.events import Event, Manner, put_organizer, put_stamps, session_events, stop_event, uid
from roadshow_ical.options import HEX, CalendarOptions, Colour, Granularity
from roadshow_ical.vtimezone import tzid, vtimezone

# RFC 5545 section 3.7.3: names the maker, and never changes from export to export, so without a version of ours.
PRODID = "-//roadshow//roadshow_ical//EN"
REFRESH = timedelta(hours=12)


class Feed:
    """One calendar, gathered stop by stop; its events are kept once, as the octets that go out."""

    def __init__(self, roadshow: Roadshow, manner: Manner, options: CalendarOptions, *, whole: bool = True) -> None:
        self._roadshow = roadshow
        self._whole = whole
        self._slugs: list[str] = []
        self._manner = manner
        self._options = options
        self._spans: dict[str, tuple[str, datetime, datetime]] = {}
        self._zones: set[str] = set()
        self._modified: datetime | None = None
        self._events: list[bytes] = []

    @property
    def published(self) -> bool:
        """Whether the feed can say that it is one: METHOD:PUBLISH asks for an organiser (RFC 5546 section 3.2.1)."""
        return bool(self._roadshow.organiser_email.strip())

    def add(self, visit: Visit, *, cancelled: bool) -> None:
        """Add a stop, its sessions, or both."""
        granularity = self._options.granularity
        both = granularity is Granularity.BOTH
        if granularity is not Granularity.SESSIONS:
            event = stop_event(visit, self._manner, cancelled=cancelled, blocks=not both)
            put_stamps(event.component, visit.revision)
            self._keep(event)
        if granularity is not Granularity.STOPS:
            for event in session_events(visit, self._manner, related=both):
                self._keep(event)
        self._zones.add(visit.stop.zone)
        self._slugs.append(visit.stop.slug)
        self._modified = max(visit.revision.modified, self._modified or visit.revision.modified)

    def document(self) -> Document | None:
        """Return the calendar, checked; None where there is no event, since an empty calendar may not be (3.6)."""
        if not self._events:
            return None
        zones = [vtimezone(zone, first, last) for _name, (zone, first, last) in sorted(self._spans.items())]
        name = f"{self._name()}.ics"
        header = self._header()
        content = (contents.opened(header), *zones, *self._events, contents.closed(header))
        self._events = []
        check(name, content)
        method = "; method=PUBLISH" if self.published else ""
        return Document(name, f"text/calendar{method}; charset=UTF-8", content)

    def _name(self) -> str:
        """Return the file name; one of some stops only never takes the place of the feed that people subscribe to."""
        if self._whole:
            return self._roadshow.slug
        return safe_name(f"{self._roadshow.slug}-{'-'.join(self._slugs)}")

    def _keep(self, event: Event) -> None:
        if self.published:
            put_organizer(event.component, self._roadshow)
        self._events.append(contents.octets(event.component))
        if event.zone:
            name = tzid(event.zone)
            _zone, first, last = self._spans.get(name, (event.zone, event.begins, event.ends))
            self._spans[name] = (event.zone, min(first, event.begins), max(last, event.ends))

    def _header(self) -> Calendar:
        roadshow = self._roadshow
        about = contents.clean(roadshow.aim).strip() or contents.clean(roadshow.theme).strip()
        name = contents.one_line(roadshow.name).strip() or roadshow.slug
        calendar = new_calendar("PUBLISH" if self.published else "")
        contents.put_text(calendar, "UID", uid("roadshow", roadshow.id, self._manner))
        for property_name, text in (("NAME", name), ("DESCRIPTION", about)):
            if text:
                contents.put_text(calendar, property_name, text)
                contents.put_text(calendar, "X-WR-CALNAME" if text is name else "X-WR-CALDESC", text)
        if roadshow.web.strip():
            contents.put_uri(calendar, "URL", contents.web_uri(roadshow.web))
        colour = self._options.colour
        if colour is not Colour.NONE:
            contents.put_text(calendar, "COLOR", colour)
            contents.put_text(calendar, "X-APPLE-CALENDAR-COLOR", HEX[colour])
        calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        contents.put_text(calendar, "X-PUBLISHED-TTL", "PT12H")
        if self._modified is not None:
            contents.put_moment(calendar, "LAST-MODIFIED", self._modified.astimezone(UTC))
        if len(self._zones) == 1:
            contents.put_text(calendar, "X-WR-TIMEZONE", tzid(next(iter(self._zones))) or "UTC")
        return calendar


def new_calendar(method: str) -> Calendar:
    """Return a calendar without events; `method` is empty for a file that only shows."""
    calendar = Calendar()
    for name, text in (("VERSION", "2.0"), ("PRODID", PRODID), ("CALSCALE", "GREGORIAN"), ("METHOD", method)):
        if text:
            contents.put_text(calendar, name, text)
    return calendar
