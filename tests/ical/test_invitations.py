"""Personal invitations: one guest a file, renewed and withdrawn in an order that calendars follow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from calendar_plans import Strict, changed, exported, first_visit, opened, person, small_plan
from icalendar import Calendar
from roadshow_ical.exporter import file_name

from roadshow.api import BadInputError, Invitation, InvitationState, Part, Person, Session, Stop, StopStatus, new_id

GOLDEN = Path(__file__).parent / "golden"
START = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def at(hours):
    return START + timedelta(hours=hours)


def only_file(office, **given):
    made, _told = exported(office, personal=True, **given)
    (name,) = (name for name in made if name.startswith("personal/"))
    return Strict(made[name])


def test_invitation_and_cancellation_are_the_golden_files(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        made, _told = exported(office, personal=True, alarm=60)
        assert made["personal/crooswijk/guest-number-0.ics"] == (GOLDEN / "request.ics").read_bytes()
        changed(office, Stop, datetime(2026, 12, 1, 10, 30, 15, tzinfo=UTC), status=StopStatus.CANCELLED)
        made, _told = exported(office, personal=True, alarm=60)
        assert made["personal/crooswijk/guest-number-0.ics"] == (GOLDEN / "cancel.ics").read_bytes()


def test_five_hundred_guests_get_five_hundred_files_with_one_name_each(tmp_path):
    with opened(tmp_path, small_plan(guests=500)) as office:
        made, told = exported(office, personal=True)
    files = {name: octets for name, octets in made.items() if name.startswith("personal/crooswijk/")}
    assert len(files) == 500
    assert told == []
    seen = set()
    for octets in files.values():
        (attendee,) = Strict(octets).all("ATTENDEE")
        seen.add(attendee)
        assert octets.replace(b"\r\n ", b"").count(b"@example.net") == 1
    assert len(seen) == 500


def test_a_chain_of_changes_rises_and_ends_in_a_new_invitation(tmp_path):
    """REQUEST, a minor change, a major one, the guest taken off the list, and asked again: RFC 5546 section 2.1.4."""
    steps = []
    with opened(tmp_path, small_plan(guests=1)) as office:
        steps.append(only_file(office))
        changed(office, Stop, at(1), welcome="Other words")
        steps.append(only_file(office))
        changed(office, Stop, at(2), end=datetime(2027, 4, 13, 16, 0))
        steps.append(only_file(office))
        changed(office, Invitation, at(3), state=InvitationState.WITHDRAWN)
        steps.append(only_file(office))
        changed(office, Invitation, at(4), state=InvitationState.INVITED)
        steps.append(only_file(office))
        changed(office, Stop, at(5), status=StopStatus.CANCELLED)
        steps.append(only_file(office))
        changed(office, Stop, at(6), status=StopStatus.PLANNED)
        steps.append(only_file(office))
    methods = [step.one("METHOD", "VCALENDAR") for step in steps]
    assert methods == ["REQUEST", "REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]
    assert [step.one("SEQUENCE") for step in steps] == ["0", "0", "1", "2", "3", "4", "5"]
    stamps = [step.one("DTSTAMP") for step in steps]
    assert stamps == sorted(set(stamps))
    assert stamps == [step.one("LAST-MODIFIED") for step in steps]
    assert len({step.one("UID") for step in steps}) == 1
    assert [step.one("STATUS") for step in steps if step.one("METHOD", "VCALENDAR") == "CANCEL"] == ["CANCELLED"] * 2


@pytest.mark.parametrize(
    ("state", "answer", "asked"),
    [
        (InvitationState.LISTED, "NEEDS-ACTION", "TRUE"),
        (InvitationState.INVITED, "NEEDS-ACTION", "TRUE"),
        (InvitationState.ACCEPTED, "ACCEPTED", "FALSE"),
        (InvitationState.MAYBE, "TENTATIVE", "FALSE"),
        (InvitationState.DECLINED, "DECLINED", "FALSE"),
        (InvitationState.WAITING, "TENTATIVE", "FALSE"),
    ],
)
def test_an_answer_we_know_is_in_the_file_and_nobody_is_asked_twice(tmp_path, state, answer, asked):
    with opened(tmp_path, small_plan(guests=1)) as office:
        changed(office, Invitation, at(0), state=state, answered_at=at(0), companions=2)
        changed(office, Stop, at(1), welcome="A minor change")
        found = only_file(office).parameters("ATTENDEE")
    assert (found["PARTSTAT"], found["RSVP"], found["X-NUM-GUESTS"]) == (answer, asked, "2")


def test_after_another_time_the_guest_is_asked_again_until_they_answer_anew(tmp_path):
    with opened(tmp_path, small_plan(guests=1)) as office:
        changed(office, Invitation, at(0), state=InvitationState.ACCEPTED, answered_at=at(0))
        changed(office, Stop, at(1), end=datetime(2027, 4, 13, 17, 0))
        found = only_file(office).parameters("ATTENDEE")
        assert (found["PARTSTAT"], found["RSVP"]) == ("NEEDS-ACTION", "TRUE")
        changed(office, Invitation, at(2), answered_at=at(2))
        found = only_file(office).parameters("ATTENDEE")
        assert (found["PARTSTAT"], found["RSVP"]) == ("ACCEPTED", "FALSE")


def test_without_an_address_for_answers_nothing_is_made_and_the_roadshow_is_named(tmp_path):
    with opened(tmp_path, small_plan(organiser_email="")) as office:
        with pytest.raises(BadInputError) as refusal:
            exported(office, personal=True)
        assert "Learning Together" in refusal.value.message
        assert "roadshow roadshow edit learning --organiser-email" in refusal.value.hint


def test_a_guest_without_an_address_is_counted_and_gets_no_file(tmp_path):
    nouns = [replace(noun, email="") if isinstance(noun, Person) else noun for noun in small_plan(guests=3)]
    with opened(tmp_path, nouns) as office:
        made, told = exported(office, personal=True)
    assert list(made) == ["learning.ics"]
    assert told == ["3 guests of Crooswijk have no e-mail address, so there are no invitations for their calendars."]


def test_two_other_parsers_read_the_guest_and_the_organiser(tmp_path):
    nouns = [
        replace(noun, given='Zoë "Zus"', surname="O'Neil; van, der: Berg", languages=("pt-BR",))
        if isinstance(noun, Person) and noun.email.startswith("guest")
        else noun
        for noun in small_plan(guests=1)
    ]
    with opened(tmp_path, nouns) as office:
        made, _told = exported(office, personal=True)
        (octets,) = (octets for name, octets in made.items() if name.startswith("personal/"))
    guest = vobject.readOne(octets.decode()).vevent.attendee
    assert guest.value == "mailto:guest0@example.net"
    assert guest.params["CN"] == ["Zoë “Zus” O'Neil; van, der: Berg"]
    assert guest.params["LANGUAGE"] == ["pt-BR"]
    event = Calendar.from_ical(octets).events[0]
    assert event.errors == []
    assert event["ATTENDEE"].params["CN"] == "Zoë “Zus” O'Neil; van, der: Berg"
    assert event["ORGANIZER"] == "mailto:office@example.org"


def test_an_alarm_is_only_in_invitations_and_only_where_asked_for(tmp_path):
    with opened(tmp_path, small_plan(guests=1)) as office:
        assert only_file(office).all("TRIGGER", "VCALENDAR/VEVENT/VALARM") == []
        assert only_file(office, alarm=90).one("TRIGGER", "VCALENDAR/VEVENT/VALARM") == "-PT1H30M"
        changed(office, Invitation, at(1), state=InvitationState.WITHDRAWN)
        assert only_file(office, alarm=90).all("TRIGGER", "VCALENDAR/VEVENT/VALARM") == []


def test_the_contact_is_for_guests(tmp_path):
    with opened(tmp_path, small_plan(guests=1)) as office:
        assert "Contact: Sara, 06-12345678" in only_file(office).text("DESCRIPTION")


def named(given, identity="0"):
    made = person(lambda: f"01a1ee56-5e00-7000-8000-{identity:0>12}", 0)
    invitation = Invitation(id=new_id(), stop_id="s", person_id=made.id)
    return type("Row", (), {"person": replace(made, given=given, surname=""), "invitation": invitation})()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a/b\\c",
        "\x00",
        "CON",
        "nul",
        "com1",
        "~root",
        ".",
        "",
        "\u202egpj.exe",
        "x" * 5000,
        "-rf *",
    ],
)
def test_a_hostile_name_makes_a_harmless_file_name(name):
    made = file_name(named(name), set())
    assert made
    assert len(made) <= 80
    assert all(sign.isalnum() or sign == "-" for sign in made)
    assert made not in {"con", "nul", "com1"}


def test_namesakes_keep_apart_and_letters_of_other_scripts_stay():
    taken = set()
    assert file_name(named("Jan Bos", "1"), taken) == "jan-bos"
    assert file_name(named("jan bós", "2"), taken) == "jan-bos-000000000002"
    assert file_name(named("فاطمة"), taken) == "فاطمة"


def test_only_the_agenda_of_this_stop_and_nobody_else_on_the_list_is_in_a_file(tmp_path):
    nouns = small_plan(guests=3)
    assert any(isinstance(noun, Session) for noun in nouns)
    assert any(isinstance(noun, Part) for noun in nouns)
    with opened(tmp_path, nouns) as office:
        made, _told = exported(office, personal=True)
        _programme, _visit, guests = first_visit(office)
    for name, octets in made.items():
        text = octets.decode().replace("\r\n ", "")
        inside = [guest for guest in guests if guest.person.name in text or guest.person.email in text]
        assert len(inside) == name.startswith("personal/")
