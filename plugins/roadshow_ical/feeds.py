"""The feed of a roadshow: published for everybody, so with nobody's address in it."""

from datetime import datetime

from roadshow.api import Document, Roadshow, Visit, safe_name
from roadshow_ical import lines as line
from roadshow_ical.checking import check
from roadshow_ical.events import Event, Manner, organizer, session_events, stamps, stop_event, uid
from roadshow_ical.options import HEX, CalendarOptions, Colour, Granularity
from roadshow_ical.vtimezone import tzid, vtimezone

# RFC 5545 section 3.7.3: names the maker, and never changes from export to export, so without a version of ours.
PRODID = "-//roadshow//roadshow_ical//EN"
REFRESH = "PT12H"
END = b"END:VCALENDAR\r\n"


class Feed:
    """One calendar, gathered stop by stop; its events are kept once, as the octets that go out."""

    def __init__(self, roadshow: Roadshow, manner: Manner, options: CalendarOptions, *, whole: bool = True) -> None:
        self._roadshow = roadshow
        self._whole = whole
        self._slugs: list[str] = []
        self._manner = manner
        self._options = options
        self._organizer = [organizer(roadshow)] if roadshow.organiser_email.strip() else []
        self._spans: dict[str, tuple[str, datetime, datetime]] = {}
        self._zones: set[str] = set()
        self._modified: datetime | None = None
        self._events: list[bytes] = []

    @property
    def published(self) -> bool:
        """Whether the feed can say that it is one: METHOD:PUBLISH asks for an organiser (RFC 5546 section 3.2.1)."""
        return bool(self._organizer)

    def add(self, visit: Visit, *, cancelled: bool) -> None:
        """Add a stop, its sessions, or both."""
        granularity = self._options.granularity
        both = granularity is Granularity.BOTH
        if granularity is not Granularity.SESSIONS:
            event = stop_event(visit, self._manner, cancelled=cancelled, blocks=not both)
            event.lines.extend(stamps(visit.revision))
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
        content = (line.octets(self._header()), *zones, *self._events, END)
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
        self._events.append(line.octets(["BEGIN:VEVENT", *event.lines, *self._organizer, "END:VEVENT"]))
        if event.zone:
            name = tzid(event.zone)
            _zone, first, last = self._spans.get(name, (event.zone, event.begins, event.ends))
            self._spans[name] = (event.zone, min(first, event.begins), max(last, event.ends))

    def _header(self) -> list[str]:
        roadshow = self._roadshow
        about = line.escaped(line.clean(roadshow.aim).strip() or line.clean(roadshow.theme).strip())
        name = line.escaped(line.one_line(roadshow.name).strip() or roadshow.slug)
        colour = self._options.colour
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODID}",
            "CALSCALE:GREGORIAN",
            *(["METHOD:PUBLISH"] if self.published else []),
            f"UID:{uid('roadshow', roadshow.id, self._manner)}",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            *([f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}"] if about else []),
            *([f"URL:{line.web_uri(roadshow.web)}"] if roadshow.web.strip() else []),
            *([f"COLOR:{colour}", f"X-APPLE-CALENDAR-COLOR:{HEX[colour]}"] if colour is not Colour.NONE else []),
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
        ]
        if self._modified is not None:
            lines.append(line.moment_line("LAST-MODIFIED", self._modified))
        if len(self._zones) == 1:
            lines.append(f"X-WR-TIMEZONE:{tzid(next(iter(self._zones))) or 'UTC'}")
        return lines
