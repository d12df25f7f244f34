"""The feed: what everybody may read, in a form that every program reads, the same each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from calendar_plans import DOMAIN, Strict, changed, exported, feed_of, first_visit, opened, small_plan
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from roadshow_ical.checking import faults
from roadshow_ical.contents import one_line
from roadshow_ical.events import Manner
from roadshow_ical.exporter import CalendarExporter
from roadshow_ical.feeds import Feed
from roadshow_ical.options import CalendarOptions, Granularity

from roadshow.api import Roadshow, Session, Stop, StopStatus, Venue
from roadshow.testing import check_exporter

GOLDEN = Path(__file__).parent / "golden"
LATER = datetime(2026, 12, 1, 10, 30, 15, tzinfo=UTC)


def with_fields(nouns, kind, **fields):
    return [replace(noun, **fields) if isinstance(noun, kind) else noun for noun in nouns]


@pytest.mark.parametrize("granularity", ["stops", "both"])
def test_the_feed_is_the_golden_file(tmp_path, granularity):
    with opened(tmp_path, small_plan()) as office:
        made = feed_of(office, granularity=granularity, colour="teal")
    assert made.decode() == (GOLDEN / f"feed-{granularity}.ics").read_bytes().decode()


def test_the_exporter_holds_the_contract_of_exporters(tmp_path):
    with opened(tmp_path, small_plan(guests=5)) as office:
        check_exporter(CalendarExporter(), office, {"personal": True, "granularity": "both", "html": True, "alarm": 30})


def test_an_unchanged_plan_gives_the_same_octets_at_another_moment(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        first = exported(office, personal=True, granularity="both")
        office.clock = lambda: LATER + timedelta(days=400)
        assert exported(office, personal=True, granularity="both") == first


def test_no_guest_and_no_address_of_anybody_but_the_organiser_is_in_a_shared_file(tmp_path):
    with opened(tmp_path, small_plan(guests=5)) as office:
        for granularity in ("stops", "sessions", "both"):
            text = feed_of(office, granularity=granularity, html=True, alarm=30).decode().replace("\r\n ", "")
            for secret in ("ATTENDEE", "Guest", "guest1@example.net", "secret.speaker", "06-12345678", "VALARM"):
                assert secret not in text
            assert "Ayşe Demir" in text


def test_two_other_parsers_read_the_same_times_and_texts(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        octets = feed_of(office, granularity="both")
    foreign = vobject.readOne(octets.decode())
    stop = next(event for event in foreign.vevent_list if event.summary.value == "Crooswijk")
    assert stop.dtstart.value.astimezone(UTC) == datetime(2027, 4, 13, 11, 30, tzinfo=UTC)
    assert stop.dtend.value.astimezone(UTC) == datetime(2027, 4, 13, 13, 30, tzinfo=UTC)
    assert stop.categories.value == ["Learning Together", "families", "sport, play"]
    assert "13:30 Talk - Hall - Ayşe Demir" in stop.description.value.split("\n")
    assert "Bring a friend." in stop.description.value.split("\n")
    theirs = Calendar.from_ical(octets)
    assert [event.errors for event in theirs.events] == [[], [], []]
    assert theirs.events[0]["GEO"].to_ical() == "51.93;4.5"
    assert theirs.events[0]["ORGANIZER"].params["CN"] == "Büro, Süd"


def test_sessions_name_their_stop_only_where_it_is_in_the_file(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        both = Strict(feed_of(office, granularity="both"))
        alone = Strict(feed_of(office, granularity="sessions"))
    assert set(both.all("RELATED-TO")) < set(both.all("UID"))
    assert both.all("TRANSP") == ["TRANSPARENT", "OPAQUE", "OPAQUE"]
    assert alone.all("RELATED-TO") == []
    assert len(alone.all("UID")) == 2


def test_identities_and_stamps_come_from_the_store(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        before = Strict(feed_of(office))
        changed(office, Stop, LATER, welcome="Come early")
        wording = Strict(feed_of(office))
        changed(
            office,
            Stop,
            LATER + timedelta(hours=1),
            start=datetime(2027, 4, 14, 13, 30),
            end=datetime(2027, 4, 14, 15, 30),
        )
        moved = Strict(feed_of(office))
    assert before.one("UID") == wording.one("UID") == moved.one("UID")
    assert before.one("UID").endswith(f"@{DOMAIN}")
    assert [read.one("SEQUENCE") for read in (before, wording, moved)] == ["0", "0", "1"]
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert [read.one(name) for read in (before, wording, moved)] == [
            "20261122T090000Z", "20261201T103015Z", "20261201T113015Z"
        ]  # fmt: skip
    assert moved.one("CREATED") == "20261122T090000Z"


def test_a_cancelled_stop_stays_as_cancelled_or_goes_where_that_is_asked_for(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        changed(office, Stop, LATER, status=StopStatus.CANCELLED)
        kept = Strict(feed_of(office, granularity="both"))
        made, _told = exported(office, cancelled=False)
    assert set(kept.all("STATUS")) == {"CANCELLED"}
    assert kept.all("SEQUENCE")[0] == "1"
    assert kept.all("SUMMARY")[0] == "Cancelled: Crooswijk"
    assert made == {}


def test_without_an_address_of_the_organiser_the_feed_does_not_claim_to_be_published(tmp_path):
    """RFC 5546 section 3.2.1 asks for ORGANIZER with METHOD:PUBLISH; a calendar without METHOD needs none."""
    with opened(tmp_path, small_plan(organiser_email="")) as office:
        made, told = exported(office)
    read = Strict(made["learning.ics"])
    assert read.all("METHOD", "VCALENDAR") == []
    assert read.all("ORGANIZER") == []
    assert len(told) == 1
    assert "Learning Together" in told[0]


def test_an_hour_that_occurs_twice_is_written_in_utc_and_no_unused_zone_is_left(tmp_path):
    for fold, moment in ((0, "20271031T003000Z"), (1, "20271031T013000Z")):
        start = datetime(2027, 10, 31, 2, 30, fold=fold)
        nouns = with_fields(small_plan(start=datetime(2027, 10, 30, 20, 0)), Stop, start=start, end=start, doors=None)
        with opened(tmp_path, nouns, f"{fold}.roadshow") as office:
            octets = feed_of(office)
        read = Strict(octets)
        assert read.one("DTSTART") == moment
        assert read.all("DTEND") == []
        assert b"VTIMEZONE" not in octets


def test_a_stop_over_the_autumn_night_keeps_its_real_length(tmp_path):
    nouns = with_fields(
        small_plan(), Stop, start=datetime(2027, 10, 31, 2, 30, fold=1), end=datetime(2027, 10, 31, 4, 0), doors=None
    )
    with opened(tmp_path, nouns) as office:
        octets = feed_of(office)
    event = vobject.readOne(octets.decode()).vevent
    assert event.dtend.value.astimezone(UTC) - event.dtstart.value.astimezone(UTC) == timedelta(minutes=90)


def test_each_zone_stands_once_before_the_first_event(tmp_path):
    nouns = small_plan()
    stop = next(noun for noun in nouns if isinstance(noun, Stop))
    others = [
        replace(stop, id=f"01a1ee56-5e00-7000-8000-00000000100{n}", slug=f"s{n}", zone=zone)
        for n, zone in enumerate(("Europe/Kyiv", "Europe/Kiev", "Africa/Casablanca", "UTC", "Europe/Amsterdam"))
    ]
    with opened(tmp_path, [*nouns, *others]) as office:
        octets = feed_of(office)
    read = Strict(octets)
    assert read.all("TZID", "VCALENDAR/VTIMEZONE") == ["Africa/Casablanca", "Europe/Amsterdam", "Europe/Kiev"]
    assert octets.rindex(b"END:VTIMEZONE") < octets.index(b"BEGIN:VEVENT")
    assert faults([octets]) == []


def test_each_roadshow_has_a_file_of_its_own(tmp_path):
    nouns = small_plan()
    roadshow, stop = (next(noun for noun in nouns if isinstance(noun, kind)) for kind in (Roadshow, Stop))
    other = replace(roadshow, id="01a1ee56-5e00-7000-8000-000000002000", slug="other", name="Other")
    visit = replace(stop, id="01a1ee56-5e00-7000-8000-000000002001", slug="there", roadshow_id=other.id, title="There")
    with opened(tmp_path, [*nouns, other, visit]) as office:
        made, _told = exported(office)
    assert sorted(made) == ["learning.ics", "other.ics"]
    assert Strict(made["other.ics"]).one("SUMMARY") == "There"


def test_the_map_of_apple_has_the_title_that_location_has(tmp_path):
    with opened(tmp_path, with_fields(small_plan(), Venue, name="Huis: zuid; 'De Hoek', \\ ^")) as office:
        read = Strict(feed_of(office))
    title = read.parameters("X-APPLE-STRUCTURED-LOCATION")["X-TITLE"]
    assert title.replace("^^", "^") == read.text("LOCATION")
    assert read.one("GEO") == "51.93;4.5"


HOSTILE = "\x1b[31m\x00\u202e\n;DROP,\\N\\n\r\nATTENDEE:mailto:evil@example.org\r\nBEGIN:VALARM " + "x" * 5000


def test_hostile_text_stays_text(tmp_path):
    """Text from outside reaches a calendar by import or merge, past all checks of the commands."""
    nouns = with_fields(
        small_plan(name=HOSTILE, aim=HOSTILE, organiser_name=HOSTILE), Stop, title=HOSTILE, welcome=HOSTILE
    )
    nouns = with_fields(
        with_fields(nouns, Session, title=HOSTILE, description=HOSTILE), Venue, name=HOSTILE, town=HOSTILE
    )
    with opened(tmp_path, nouns) as office:
        octets = feed_of(office, granularity="both", html=True, name_prefix=HOSTILE)
    read = Strict(octets)
    assert read.all("ATTENDEE") == []
    assert all(not line.startswith(("BEGIN:VALARM", "\x1b")) for line in read.lines)
    assert b"\x1b" not in octets
    assert len(vobject.readOne(octets.decode()).vevent_list) == 3


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("visit"), small_plan()) as office:
        _programme, visit, _guests = first_visit(office)
        return visit


@given(st.text(st.characters(), max_size=200))
def test_any_text_at_all_makes_a_sound_calendar_and_comes_back_from_another_parser(visit, text):
    session = replace(visit.sessions[0], title=text, description=text)
    hostile = replace(
        visit,
        roadshow=replace(
            visit.roadshow, name=text, aim=text, organiser_name=text, organiser_email=f"{text}@x.org", web=text
        ),
        stop=replace(visit.stop, title=text, welcome=text, themes=(text, text)),
        venue=replace(visit.venue, name=text, street=text, town=text),
        sessions=(session,),
    )
    options = CalendarOptions(granularity=Granularity.BOTH, html=True, name_prefix="")
    feed = Feed(hostile.roadshow, Manner(DOMAIN, str, html=True), options)
    feed.add(hostile, cancelled=False)
    octets = b"".join(feed.document().content)
    titles = [event.summary.value for event in vobject.readOne(octets.decode()).vevent_list]
    assert set(titles) == {one_line(text).strip() or "crooswijk"}
    assert set(Strict(octets).all("SEQUENCE")) == {"0"}


def test_nothing_to_put_in_a_calendar_is_said(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        programme = office.programme(())
        assert list(CalendarExporter().documents(programme, CalendarExporter.options())) == []
    assert len(programme.notices) == 1


def test_moves_and_undoing_them_never_make_the_sequence_fall(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        last = -1
        for hour in (10, 11, 10, 12):
            entry = changed(
                office,
                Stop,
                LATER + timedelta(hours=hour),
                start=datetime(2027, 5, 1, hour),
                end=datetime(2027, 5, 1, 15),
            )
            assert entry is not None
            sequence = int(Strict(feed_of(office)).one("SEQUENCE"))
            assert sequence > last
            last = sequence
        office.undo()
        assert int(Strict(feed_of(office)).one("SEQUENCE")) > last


def test_a_feed_of_some_stops_does_not_take_the_place_of_the_whole(tmp_path) -> None:
    from dataclasses import replace

    from roadshow_ical.exporter import CalendarExporter
    from roadshow_ical.options import CalendarOptions

    from roadshow.api import Query, Stop, new_id
    from roadshow.testing import open_plan, write_plan

    with open_plan(tmp_path / "plan.roadshow") as office:
        (stop,) = office.store.each(Query(Stop, limit=None))
        other = replace(stop, id=new_id(), slug="hillesluis")
        write_plan(office, other)
        names = [
            document.name
            for chosen in ((stop.id, other.id), (other.id,))
            for document in CalendarExporter().documents(office.programme(chosen), CalendarOptions())
        ]
    assert names == ["samen.ics", "samen-hillesluis.ics"]
