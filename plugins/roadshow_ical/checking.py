"""A last look at a calendar before it is handed out, at the octets themselves and by none of the code that made them.

A fault found here is ours, not the planner's; the export then stops before the file is written.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from roadshow.api import PluginError, _, to_utc

ONCE = frozenset(
    [
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "GEO",
        "URL",
        "STATUS",
        "TRANSP",
        "SEQUENCE",
        "CREATED",
        "LAST-MODIFIED",
        "ORGANIZER",
        "CLASS",
        "PRIORITY",
        "RECURRENCE-ID",
        "COLOR",
    ]
)
"""What an event may hold once (RFC 5545 section 3.6.1)."""
LONGEST = 75
SHOWN = 5
PERSONAL = frozenset({"REQUEST", "CANCEL"})
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])


def check(name: str, content: Iterable[bytes]) -> None:
    """Raise PluginError where a calendar would not be valid; each piece holds whole lines."""
    found = faults(content)
    if found:
        raise PluginError(
            _("The calendar {name} would not be valid: {faults}.").format(name=name, faults="; ".join(found[:SHOWN])),
            _("It was not written. Please tell the makers of roadshow_ical."),
            plugin="roadshow_ical",
            hook="exporters",
        )


def faults(content: Iterable[bytes]) -> list[str]:
    """Return what is wrong with a calendar, in words for its makers; empty where nothing is."""
    reading = _Reading()
    for piece in content:
        reading.read(piece)
    return reading.end()


def shape(piece: bytes) -> tuple[str, ...] | None:
    """Return the names of the properties in some lines, in order; None where a line is not as it must be.

    Lines of one shape are sound at the place where others of that shape were found to be.
    """
    reading = _Reading()
    reading.look_at_octets(piece)
    try:
        lines = piece.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    except UnicodeDecodeError:
        return None
    halves = [line.partition(":") for line in lines]
    names = tuple(head.partition(";")[0] for head, _colon, _value in halves)
    whole = all(value for _head, _colon, value in halves) and not {"BEGIN", "END"} & set(names)
    return names if whole and not reading.faults else None


class _Reading:
    """One pass over a calendar, holding counts and identities but no events."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._inside: list[str] = []
        self._calendar: Counter[str] = Counter()
        self._method = ""
        self._event: dict[str, tuple[str, str]] = {}
        self._counts: Counter[str] = Counter()
        self._alarms = 0
        self._uids: set[tuple[str, str]] = set()
        self._events = 0
        self._onsets: dict[str, str] = {}
        self._zone = ""
        self._uses: dict[str, str] = {}

    def read(self, piece: bytes) -> None:
        """Read some whole lines."""
        self.look_at_octets(piece)
        try:
            text = piece.replace(b"\r\n ", b"").decode()
        except UnicodeDecodeError:
            self.faults.append("a line that is not UTF-8")
            return
        for line in text.split("\r\n")[:-1]:
            head, colon, value = line.partition(":")
            if not colon:
                self.faults.append("a line without a colon")
            name, _semicolon, parameters = head.partition(";")
            self._take(name, parameters, value)

    def end(self) -> list[str]:
        """Return the faults, with those that only show at the end."""
        if self._inside:
            self.faults.append(f"{self._inside[-1]} without END")
        for name in ("VERSION", "PRODID"):
            if self._calendar[name] != 1:
                self.faults.append(f"{name} must stand once")
        if not self._events:
            self.faults.append("no event")
        if self._method in PERSONAL and self._events != 1:
            self.faults.append(f"METHOD:{self._method} with {self._events} events")
        self.faults += [f"VTIMEZONE {name} is not used" for name in self._onsets.keys() - self._uses.keys()]
        for name, first in self._uses.items():
            if self._onsets.get(name, first) > first:
                self.faults.append(f"VTIMEZONE {name} begins after the first event")
        return self.faults

    def look_at_octets(self, piece: bytes) -> None:
        """Look at lengths, line ends and control characters."""
        lines = piece.split(b"\r\n")
        if lines[-1]:
            self.faults.append("a piece that does not end with a line end")
        if max(map(len, lines)) > LONGEST:
            self.faults.append("a line of more than 75 octets")
        if b"" in lines[:-1]:
            self.faults.append("an empty line")
        if len(piece.translate(None, _CONTROLS)) != len(piece) or piece.count(b"\n") != piece.count(b"\r\n"):
            self.faults.append("a control character")

    def _take(self, name: str, parameters: str, value: str) -> None:
        if name == "BEGIN":
            self._begin(value)
        elif name == "END":
            self._end(value)
        elif not self._inside:
            self.faults.append(f"{name} outside the calendar")
        elif self._inside[-1] == "VEVENT":
            self._counts[name] += 1
            self._event[name] = (parameters, value)
            if not value:
                self.faults.append(f"an empty {name}")
        elif self._inside[-1] == "VCALENDAR":
            self._calendar[name] += 1
            if name == "METHOD":
                self._method = value
        else:
            self._take_zone(name, value)

    def _take_zone(self, name: str, value: str) -> None:
        if name == "TZID":
            self._zone = value
            if value in self._onsets:
                self.faults.append(f"VTIMEZONE {value} stands twice")
            if self._events:
                self.faults.append(f"VTIMEZONE {value} after an event")
        elif name == "DTSTART" and "VTIMEZONE" in self._inside:
            self._onsets[self._zone] = min(value, self._onsets.get(self._zone, value))

    def _begin(self, component: str) -> None:
        if (component == "VCALENDAR") == bool(self._inside):
            self.faults.append(f"{component} in a wrong place")
        self._inside.append(component)
        if component == "VEVENT":
            self._event, self._counts, self._alarms = {}, Counter(), 0
        self._alarms += component == "VALARM"

    def _end(self, component: str) -> None:
        if not self._inside or self._inside.pop() != component:
            self.faults.append(f"END:{component} in a wrong place")
        if component == "VEVENT":
            self._events += 1
            self._judge()

    def _judge(self) -> None:
        event, counts = self._event, self._counts
        self.faults += [f"{name} is missing" for name in ("UID", "DTSTAMP", "DTSTART") if name not in event]
        self.faults += [f"{name} stands {count} times" for name, count in counts.items() if count > 1 and name in ONCE]
        identity = (event.get("UID", ("", ""))[1], event.get("RECURRENCE-ID", ("", ""))[1])
        if identity in self._uids:
            self.faults.append(f"UID {identity[0]} stands twice")
        self._uids.add(identity)
        for name in ("DTSTART", "DTEND"):
            self._use(name)
        if "DTSTART" in event and "DTEND" in event and not _comes_after(event["DTEND"], event["DTSTART"]):
            self.faults.append(f"the event {identity[0]} ends before it starts")
        self._judge_people()

    def _use(self, name: str) -> None:
        parameters, value = self._event.get(name, ("", ""))
        zone = parameters.removeprefix("TZID=") if parameters.startswith("TZID=") else ""
        if not zone:
            return
        if zone not in self._onsets:
            self.faults.append(f"no VTIMEZONE for {zone}")
        self._uses[zone] = min(value, self._uses.get(zone, value))

    def _judge_people(self) -> None:
        """Hold the event to its METHOD (RFC 5546 sections 3.2.1, 3.2.2 and 3.2.5), and a feed to silence about guests."""
        organisers, guests = self._counts["ORGANIZER"], self._counts["ATTENDEE"]
        if self._method in PERSONAL:
            if guests != 1:
                self.faults.append(f"METHOD:{self._method} with {guests} guests")
            if "SEQUENCE" not in self._event:
                self.faults.append("SEQUENCE is missing")
        elif guests:
            self.faults.append("a guest in a file for everybody")
        if self._method and organisers != 1:
            self.faults.append(f"METHOD:{self._method} without ORGANIZER")
        if self._method == "CANCEL" and self._event.get("STATUS", ("", ""))[1] != "CANCELLED":
            self.faults.append("METHOD:CANCEL without STATUS:CANCELLED")
        if self._alarms and self._method != "REQUEST":
            self.faults.append("an alarm outside an invitation")


def _comes_after(end: tuple[str, str], start: tuple[str, str]) -> bool:
    """Compare as written where both are in one zone; one in UTC and one not must be turned into moments."""
    return end[1] > start[1] if end[0] == start[0] else _moment(end) > _moment(start)


def _moment(time: tuple[str, str]) -> datetime:
    parameters, value = time
    wall = datetime.strptime(value[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return wall if value.endswith("Z") else to_utc(wall.replace(tzinfo=None), parameters.removeprefix("TZID="))
