"""What the plugin answers when it is asked and told: letters, notices, previews."""

import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import roadshow_ical
from calendar_plans import Strict, changed, exported, first_visit, opened, programme_of, small_plan
from roadshow_ical.exporter import CalendarExporter
from roadshow_ical.options import CalendarOptions, Granularity

from roadshow.api import (
    BadInputError,
    ClosedPeriod,
    Edit,
    Invitation,
    InvitationState,
    Person,
    Query,
    Stop,
    StopStatus,
    Venue,
    export,
)

MOMENT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def everybody(office, **fields):
    for number, invitation in enumerate(list(office.store.each(Query(Invitation, limit=None)))):
        after = replace(invitation, **fields)
        office.clock = lambda number=number: MOMENT + timedelta(minutes=number)
        office.store.commit(office.pen().change("test", (Edit(invitation, after),)))


def test_a_letter_gets_the_same_invitation_as_the_export(tmp_path):
    with opened(tmp_path, small_plan(guests=2)) as office:
        programme, visit, guests = first_visit(office)
        made, _told = exported(office, personal=True)
        for guest in guests:
            (document,) = roadshow_ical.enclosures(programme, visit, guest, "en")
            assert document.name == "invite.ics"
            assert document.media_type == "text/calendar; method=REQUEST; charset=UTF-8"
            assert document.private
            assert document.content in made.values()
            assert Strict(document.content).one("ATTENDEE").endswith(guest.person.email)


def test_what_guests_share_is_not_carried_over_to_another_stop_or_a_changed_one(tmp_path):
    with opened(tmp_path, small_plan(guests=1)) as office:
        programme, visit, (guest,) = first_visit(office)
        before = roadshow_ical.enclosures(programme, visit, guest, "en")[0]
        changed(office, Stop, MOMENT, title="Hillesluis", status=StopStatus.CANCELLED)
        programme, visit, (guest,) = first_visit(office)
        (after,) = roadshow_ical.enclosures(programme, visit, guest, "en")
    assert Strict(before.content).text("SUMMARY") == "Crooswijk"
    assert Strict(after.content).text("SUMMARY") == "Cancelled: Hillesluis"
    assert after.media_type == "text/calendar; method=CANCEL; charset=UTF-8"


def test_a_guest_without_an_address_gets_a_letter_without_an_invitation(tmp_path):
    with opened(tmp_path, small_plan(guests=1)) as office:
        guest = next(noun for noun in office.store.each(Query(Person, limit=None)) if noun.email.startswith("guest"))
        after = type(guest)(id=guest.id, given="Guest")
        office.store.commit(office.pen().change("test", (Edit(guest, after),)))
        programme, visit, (listed,) = first_visit(office)
        assert roadshow_ical.enclosures(programme, visit, listed, "en") == []


def test_a_roadshow_without_an_organiser_refuses_in_a_sentence(tmp_path):
    with opened(tmp_path, small_plan(guests=1, organiser_email="")) as office:
        programme, visit, (guest,) = first_visit(office)
        with pytest.raises(BadInputError):
            roadshow_ical.enclosures(programme, visit, guest, "en")


def test_a_move_is_told_with_the_number_of_those_who_hold_an_older_invitation(tmp_path):
    with opened(tmp_path, small_plan(guests=3)) as office:
        everybody(office, state=InvitationState.ACCEPTED, invited_at=MOMENT)
        entry = changed(office, Stop, MOMENT + timedelta(hours=1), end=datetime(2027, 4, 13, 17, 0))
        (notice,) = roadshow_ical.announce(programme_of(office), entry)
        assert notice.message == "3 guests hold an older invitation for Crooswijk."
        assert notice.hint == "Make new ones: roadshow export ical crooswijk --personal."
        entry = changed(office, Stop, MOMENT + timedelta(hours=2), status=StopStatus.CANCELLED)
        (notice,) = roadshow_ical.announce(programme_of(office), entry)
        assert "cancellations" in notice.hint


def test_words_alone_and_lists_without_guests_are_not_told(tmp_path):
    with opened(tmp_path, small_plan(guests=3)) as office:
        entry = changed(office, Stop, MOMENT, end=datetime(2027, 4, 13, 17, 0))
        assert roadshow_ical.announce(programme_of(office), entry) == []
    with opened(tmp_path, small_plan(guests=3), "words.roadshow") as office:
        everybody(office, state=InvitationState.INVITED, invited_at=MOMENT)
        entry = changed(office, Stop, MOMENT + timedelta(hours=1), welcome="Other words")
        assert roadshow_ical.announce(programme_of(office), entry) == []


def test_a_change_of_something_else_says_nothing_about_a_stop_moved_before(tmp_path):
    with opened(tmp_path, small_plan(guests=2)) as office:
        everybody(office, state=InvitationState.INVITED, invited_at=MOMENT)
        changed(office, Stop, MOMENT + timedelta(hours=1), end=datetime(2027, 4, 13, 17, 0))
        office.clock = lambda: MOMENT + timedelta(hours=2)
        people = list(office.store.each(Query(Person, limit=None)))
        guest = next(noun for noun in people if noun.email.startswith("guest"))
        entry = office.do(office.pen().change("test", (Edit(guest, type(guest)(id=guest.id, given="New")),)))
        assert roadshow_ical.announce(programme_of(office), entry) == []


def test_only_who_was_sent_something_by_mail_holds_an_older_invitation(tmp_path):
    """The planner would be told to mend invitations that nobody has."""
    with opened(tmp_path, small_plan(guests=4)) as office:
        rows = list(office.store.each(Query(Invitation, limit=None)))
        office.clock = lambda: MOMENT
        people = {row.person_id: office.store.get(Person, row.person_id) for row in rows}
        sent = [
            replace(row, state=InvitationState.ACCEPTED, invited_at=MOMENT if row is not rows[0] else None)
            for row in rows
        ]
        persons = [replace(people[rows[1].person_id], email=""), replace(people[rows[2].person_id], consent_mail=False)]
        edits = (*map(Edit, rows, sent), *(Edit(people[one.id], one) for one in persons))
        office.store.commit(office.pen().change("test", edits))
        entry = changed(office, Stop, MOMENT + timedelta(hours=1), end=datetime(2027, 4, 13, 17, 0))
        (notice,) = roadshow_ical.announce(programme_of(office), entry)
    assert notice.message == "1 guest holds an older invitation for Crooswijk."


def test_a_venue_that_closes_tells_nothing_and_one_that_moves_does(tmp_path):
    """“venue close” after a move said once more that all invitations were old."""
    with opened(tmp_path, small_plan(guests=2)) as office:
        everybody(office, state=InvitationState.INVITED, invited_at=MOMENT)
        changed(office, Stop, MOMENT + timedelta(hours=1), end=datetime(2027, 4, 13, 17, 0))
        closed = (ClosedPeriod(first=date(2027, 5, 1), last=date(2027, 5, 2)),)
        entry = changed(office, Venue, MOMENT + timedelta(hours=2), closed_periods=closed)
        assert roadshow_ical.announce(programme_of(office), entry) == []
        entry = changed(office, Venue, MOMENT + timedelta(hours=3), street="Nieuwe straat 1")
        assert len(roadshow_ical.announce(programme_of(office), entry)) == 1


def test_who_wants_no_mail_gets_no_item_and_is_named(tmp_path):
    """Somebody who said no would find an invitation in the pile that is mailed."""
    with opened(tmp_path, small_plan(guests=2)) as office:
        rows = list(office.store.each(Query(Person, limit=None)))
        guest = next(noun for noun in rows if noun.email == "guest1@example.net")
        office.store.commit(office.pen().change("test", (Edit(guest, replace(guest, consent_mail=False)),)))
        made, told = exported(office, personal=True)
        programme, visit, guests = first_visit(office)
        unwilling = next(one for one in guests if one.person.id == guest.id)
        shown = CalendarExporter().preview(programme, CalendarOptions(), visit, unwilling)
    assert [name for name in made if name.startswith("personal/")] == ["personal/crooswijk/guest-number-0.ics"]
    assert any("Guest Number 1" in message and "wants no mail" in message for message in told)
    assert "wants no mail" in shown


def test_a_preview_shows_the_events_in_plain_lines(tmp_path):
    with opened(tmp_path, small_plan()) as office:
        programme, visit, guests = first_visit(office)
        shown = CalendarExporter().preview(programme, CalendarOptions(granularity=Granularity.BOTH), visit, None)
        personal = CalendarExporter().preview(programme, CalendarOptions(), visit, guests[0])
    assert "Crooswijk\n  Tuesday, 13 April 2027, 13:30 – 15:30 (Europe/Amsterdam)\n" in shown
    assert "13:30 Talk - Hall - Ayşe Demir" in shown
    assert "\nWork\n" in shown
    assert "06-12345678" not in shown
    assert personal.startswith(
        "Invitation: Guest Number 0 <guest0@example.net>\nFrom: Büro, Süd <office@example.org>\n"
    )


def test_a_preview_carries_no_terminal_escapes(tmp_path):
    hostile = "a\x1b[31m\x07\x9b2Jb"
    nouns = [replace(noun, title=hostile, welcome=hostile) if isinstance(noun, Stop) else noun for noun in small_plan()]
    with opened(tmp_path, nouns) as office:
        programme, visit, _guests = first_visit(office)
        shown = CalendarExporter().preview(programme, CalendarOptions(), visit, None)
    assert "a[31m2Jb" in shown
    assert "\x1b" not in shown
    assert "\x9b" not in shown


def test_the_real_host_finds_the_plugin_and_keeps_personal_files_from_others(tmp_path):
    with opened(tmp_path, small_plan(guests=2)) as office:
        programme, visit, guests = first_visit(office)
        out = tmp_path / "out"
        outcome = export(
            "ical", programme, out, plugins=office.plugins, settings=office.settings, given={"personal": "yes"}
        )
        (enclosure,) = programme.enclosures(visit, guests[0], "en")
    assert [path.relative_to(out).as_posix() for path in outcome.files] == [
        "learning.ics", "personal/crooswijk/guest-number-0.ics", "personal/crooswijk/guest-number-1.ics"
    ]  # fmt: skip
    assert outcome.notices == ()
    assert outcome.files[1].read_bytes() == enclosure.content
    if os.name == "posix":
        assert stat.S_IMODE(outcome.files[1].stat().st_mode) == 0o600
