"""The last look at a calendar: each fault that a client would stumble over is seen, and sound files pass."""

import pytest
from calendar_plans import exported, feed_of, opened, small_plan
from roadshow_ical.checking import check, faults, shape

from roadshow.api import PluginError


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("sound"), small_plan(guests=1)) as office:
        made, _told = exported(office, personal=True, alarm=10)
        (request,) = (octets for name, octets in made.items() if name.startswith("personal/"))
        return {"feed": feed_of(office, granularity="both"), "request": request}


def unfolded(octets):
    return octets.replace(b"\r\n ", b"")


def folded(octets):
    """Fold anew, plainly, so that a fault that was put in is the only one."""
    lines = octets.decode().split("\r\n")[:-1]
    pieces = ["\r\n ".join(line[at : at + 30] for at in range(0, len(line), 30)) for line in lines]
    return "".join(f"{piece}\r\n" for piece in pieces).encode()


def test_sound_calendars_pass(sound):
    assert faults([sound["feed"]]) == []
    assert faults([sound["request"]]) == []
    assert faults([folded(unfolded(sound["feed"]))]) == []


@pytest.mark.parametrize(
    ("which", "old", "new", "fault"),
    [
        ("feed", b"UID:session-", b"X-UID:session-", "UID is missing"),
        ("feed", b"DTSTAMP:", b"X-STAMP:", "DTSTAMP is missing"),
        ("feed", b"DTSTART;TZID", b"X-START;TZID", "DTSTART is missing"),
        (
            "feed",
            b"DTEND;TZID=Europe/Amsterdam:20270413T1",
            b"DTEND;TZID=Europe/Amsterdam:20260413T1",
            "ends before it starts",
        ),
        ("feed", b"DTEND;TZID=Europe/Amsterdam:20270413T143000", b"DTEND:20270413T110000Z", "ends before it starts"),
        ("feed", b"TZID:Europe/Amsterdam", b"TZID:Europe/Paris", "no VTIMEZONE for Europe/Amsterdam"),
        ("feed", b"TZID:Europe/Amsterdam", b"TZID:Europe/Paris", "Europe/Paris is not used"),
        ("feed", b"DTSTART:1996", b"DTSTART:2099", "begins after the first event"),
        ("feed", b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\r\nSTATUS:CONFIRMED\r\n", "STATUS stands 2 times"),
        ("feed", b"TRANSP:OPAQUE\r\n", b"ATTENDEE:mailto:a@example.org\r\n", "a guest in a file for everybody"),
        ("feed", b"ORGANIZER;", b"X-ORGANIZER;", "without ORGANIZER"),
        ("feed", b"TRANSP:OPAQUE", b"LOCATION:", "an empty LOCATION"),
        ("feed", b"TRANSP:OPAQUE\r\n", b"TRANSP:OPAQUE\r\n\r\n", "an empty line"),
        ("feed", b"SUMMARY:Talk", b"SUMMARY:Ta\x00lk", "a control character"),
        ("feed", b"SUMMARY:Talk", b"SUMMARY:Ta\nlk", "a control character"),
        ("feed", b"SUMMARY:Talk", b"SUMMARY:\xff", "not UTF-8"),
        ("feed", b"SUMMARY:Talk", b"SUMMARY:" + b"x" * 80, "more than 75 octets"),
        ("feed", b"SUMMARY:Talk", b"SUMMARY", "without a colon"),
        ("feed", b"VERSION:2.0\r\n", b"", "VERSION must stand once"),
        ("feed", b"END:VCALENDAR\r\n", b"", "VCALENDAR without END"),
        ("feed", b"END:VEVENT\r\nEND:VCALENDAR", b"END:VCALENDAR", "in a wrong place"),
        ("request", b"ATTENDEE;", b"X-ATTENDEE;", "with 0 guests"),
        ("request", b"METHOD:REQUEST", b"METHOD:PUBLISH", "a guest in a file for everybody"),
        ("request", b"METHOD:REQUEST", b"METHOD:CANCEL", "METHOD:CANCEL without STATUS:CANCELLED"),
        ("request", b"METHOD:REQUEST", b"METHOD:CANCEL", "an alarm outside an invitation"),
        ("request", b"SEQUENCE:0\r\n", b"", "SEQUENCE is missing"),
    ],
)
def test_a_fault_is_named(sound, which, old, new, fault):
    octets = folded(unfolded(sound[which]))
    assert old in unfolded(octets)
    broken = unfolded(octets).replace(old, new)
    if b"x" * 80 not in new and b"\r\n\r\n" not in new and b"\xff" not in new:
        broken = folded(broken)
    assert any(fault in found for found in faults([broken])), faults([broken])


def test_one_identity_twice_is_named(sound):
    octets = unfolded(sound["feed"])
    event = octets[octets.index(b"BEGIN:VEVENT") : octets.index(b"END:VEVENT") + 12]
    assert any("stands twice" in found for found in faults([folded(octets.replace(event, event + event, 1))]))


def test_a_zone_after_an_event_is_named(sound):
    octets = sound["feed"]
    block = octets[octets.index(b"BEGIN:VTIMEZONE") : octets.index(b"END:VTIMEZONE") + 15]
    moved = octets.replace(block, b"").replace(b"END:VCALENDAR", block + b"END:VCALENDAR")
    assert any("after an event" in found for found in faults([moved]))


def test_a_calendar_of_nothing_is_refused():
    empty = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    assert faults([empty]) == ["no event"]
    with pytest.raises(PluginError, match=r"x\.ics.*no event"):
        check("x.ics", [empty])


@pytest.mark.parametrize(
    "piece",
    [
        b"ATTENDEE:mailto:a@b.c\r\n\r\n",
        b"ATTENDEE:" + b"a" * 80 + b"\r\n",
        b"ATTENDEE:a\x07b\r\n",
        b"ATTENDEE\r\n",
        b"ATTENDEE:\r\n",
        b"ATTENDEE:\xff\r\n",
        b"ATTENDEE:a",
        b"SEQUENCE:1\r\nEND:VEVENT\r\n",
    ],
)
def test_personal_lines_that_are_not_sound_have_no_shape_and_are_looked_at_whole(piece):
    """The quick look at the second guest would let through what the long look at the first would not."""
    assert shape(piece) is None
    assert shape(b"SEQUENCE:1\r\nATTENDEE;CN=x:mailto:a\r\n b\r\n") == ("SEQUENCE", "ATTENDEE")
