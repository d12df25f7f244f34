"""What people write by hand: short, and understood as they mean it."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from roadshow.domain.guests import Invitation, InvitationState, SignIn
from roadshow.domain.people import Person, Registration
from roadshow.domain.places import Booking, BookingState, Room, Venue
from roadshow.domain.plain import wall_text
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop, Task
from roadshow.planfile import Plan, dump, load

ROOT = Path(__file__).resolve().parents[2]
SHOW = '[[roadshow]]\nname = "Samen Leren"\n'
VENUE = '[[venue]]\nname = "Huis"\n[[venue.room]]\nname = "Zaal 1"\n[[venue.room]]\nname = "Zaal 2"\n'
STOP = '[[stop]]\ntitle = "Crooswijk"\nstart = 2026-04-14T13:30:00\nvenue = "Huis"\n'
END = "end = 2026-04-14T17:00:00\n"


def only(plan, kind):
    (noun,) = plan.of(kind).values()
    return noun


def starts(text):
    return [f"{session.start:%H:%M}" for session in load(SHOW + VENUE + STOP + text).of(Session).values()]


def session(title, length=30, **more):
    lines = [f'{key} = "{value}"' for key, value in more.items()]
    return "\n".join(["[[stop.session]]", f'title = "{title}"', f"length = {length}", *lines, ""])


def test_the_example_in_the_guide_loads_and_is_as_short_as_promised():
    guide = (ROOT / "docs" / "planfile.md").read_text(encoding="utf-8")
    text = guide.split("```toml\n")[1].split("```")[0]
    stop = text[text.index("[[stop]]") :]
    assert len(stop.strip().splitlines()) < 40
    known = load(text)
    assert len(known.of(Session)) == 6
    assert len(known.of(Invitation)) == 10
    assert only(known, Stop).venue_id == only(known, Venue).id
    assert wall_text(only(known, Stop).end) == "2026-04-14T16:30"


def test_every_piece_of_the_guide_is_a_plan_file_or_part_of_one():
    guide = (ROOT / "docs" / "planfile.md").read_text(encoding="utf-8")
    whole, *pieces = [part.split("```")[0] for part in guide.split("```toml\n")[1:]]
    known = load(whole)
    for piece in pieces:
        load(piece, known=known)


def test_slugs_zone_end_and_the_only_roadshow_need_not_be_written():
    plan = load(SHOW + VENUE + STOP + session("Inloop") + session("Gesprek", 45))
    stop = only(plan, Stop)
    assert (stop.slug, stop.zone, stop.roadshow_id) == ("crooswijk", "Europe/Amsterdam", only(plan, Roadshow).id)
    assert stop.end == datetime(2026, 4, 14, 14, 45)
    assert only(plan, Roadshow).slug == "samen-leren"


def test_a_session_without_a_time_follows_the_one_before_in_its_room():
    text = session("Plenair", 30, at="13:00") + session("A", 60, room="Zaal 1") + session("B", 40, room="Zaal 2")
    text += session("C", 20, room="Zaal 2") + session("Pauze", 15) + session("Slot", 10, room="Zaal 1")
    assert starts(text) == ["13:00", "13:30", "13:30", "14:10", "14:30", "14:45"]


def test_sessions_after_midnight_and_before_the_day_are_counted_from_the_first_day():
    text = session("Opbouw", at="-1 20:00") + session("Nacht", at="+1 00:15")
    stop = load(SHOW + VENUE + STOP + END + text)
    assert [wall_text(one.start) for one in stop.of(Session).values()] == ["2026-04-13T20:00", "2026-04-15T00:15"]
    assert 'at = "-1 20:00"' in dump(stop)
    assert 'at = "+1 00:15"' in dump(stop)


def test_a_session_that_follows_on_the_night_the_clock_goes_back_counts_real_minutes():
    text = STOP.replace("2026-04-14T13:30:00", "2026-10-25T01:30:00")
    plan = load(SHOW + VENUE + text + session("Een", 60) + session("Twee", 60) + session("Drie", 60))
    found = [wall_text(one.start) for one in plan.of(Session).values()]
    assert found == ["2026-10-25T01:30", "2026-10-25T02:30", "2026-10-25T02:30~2"]
    assert 'at = "02:30~1"' in dump(plan)
    assert wall_text(only(plan, Stop).end) == "2026-10-25T03:30"


def test_a_time_that_occurs_twice_keeps_the_reading_that_was_written():
    for mark in "12":
        text = STOP.replace("2026-04-14T13:30:00", f'"2026-10-25T02:30~{mark}"')
        plan = load(SHOW + VENUE + text + "end = 2026-10-25T09:00:00\n")
        assert only(plan, Stop).start.fold == int(mark) - 1
        assert f'start = "2026-10-25T02:30~{mark}"' in dump(plan)


def test_people_get_keys_from_their_names_and_equal_names_are_told_apart():
    text = '[[person]]\ngiven = "Jan"\nparticle = "de"\nsurname = "Vries"\n' * 2
    text += '[[person]]\nkey = "jan-de-vries"\ngiven = "Jan"\nemail = "c@example.org"\n'
    plan = load(SHOW + text + STOP.replace('venue = "Huis"\n', END) + 'guests = ["jan-de-vries", "jan-de-vries-3"]\n')
    emails = [plan.of(Person)[guest.person_id].email for guest in plan.of(Invitation).values()]
    assert emails == ["c@example.org", ""]


def test_guests_parts_and_bookings_in_short_and_in_long():
    text = SHOW + VENUE + "".join(f'[[person]]\ngiven = "{name}"\n' for name in ("An", "Bo", "Cy")) + STOP + END
    text += 'booking = {state = "firm", until = 2026-03-01}\n'
    text += 'guests = ["an", {person = "bo", state = "accepted", companions = 2}]\n'
    text += session("Inloop", host="an", room="Zaal 1")
    text += 'speaker = ["bo", {person = "cy", confirmed = true}]\n'
    text += '[[stop.guest]]\nperson = "cy"\ninvited_at = 2026-03-17T10:00:00+01:00\n'
    plan = load(text)
    booking = only(plan, Booking)
    assert (booking.state, booking.until, booking.venue_id) == (
        BookingState.FIRM,
        date(2026, 3, 1),
        only(plan, Venue).id,
    )
    names = {person.id: person.given for person in plan.of(Person).values()}
    guests = {names[guest.person_id]: guest for guest in plan.of(Invitation).values()}
    assert (guests["Bo"].state, guests["Bo"].companions) == (InvitationState.ACCEPTED, 2)
    assert guests["Cy"].invited_at == datetime(2026, 3, 17, 9, tzinfo=UTC)
    parts = {(names[part.person_id], part.role, part.confirmed) for part in plan.of(Part).values()}
    assert parts == {
        ("An", PartRole.HOST, False), ("Bo", PartRole.SPEAKER, False), ("Cy", PartRole.SPEAKER, True),
    }  # fmt: skip


def test_a_room_of_another_venue_is_named_with_its_venue():
    text = SHOW + VENUE + '[[venue]]\nname = "Kerk"\n[[venue.room]]\nname = "Zaal 1"\n' + STOP + END
    plan = load(text + session("Inloop") + 'room = ["Kerk", "Zaal 1"]\n')
    room = plan.of(Room)[only(plan, Session).room_id]
    assert plan.of(Venue)[room.venue_id].name == "Kerk"


def test_tasks_are_due_on_a_day_or_so_many_days_from_the_stop():
    text = '[[stop.task]]\ntitle = "a"\nwhen = "T-21"\n[[stop.task]]\ntitle = "b"\nwhen = "T"\n'
    text += '[[task]]\ntitle = "c"\ndue = 2026-04-01\n'
    plan = load(SHOW + VENUE + STOP + END + text)
    found = {task.title: (task.offset, task.due, task.stop_id is None) for task in plan.of(Task).values()}
    assert found == {"a": (-21, None, False), "b": (0, None, False), "c": (None, date(2026, 4, 1), True)}


def test_opening_hours_closed_days_cost_and_registrations_in_their_short_forms():
    text = '[[venue]]\nname = "Huis"\nopening_hours = ["mon-wed,fri 09:00-24:00", "sat 10:00 - 17:00"]\n'
    text += 'closed_periods = {first = 2026-04-27, reason = "Koningsdag"}\ncost = 75\n'
    text += '[[person]]\ngiven = "An"\nregistrations = ["SKJ 120 034", {register = "BIG register", number = "1"}]\n'
    plan = load(text)
    venue = only(plan, Venue)
    assert [entry.weekday for entry in venue.opening_hours] == [1, 2, 3, 5, 6]
    assert venue.opening_hours[0].closes == time(0)
    assert (venue.closed_periods[0].last, str(venue.cost)) == (date(2026, 4, 27), "75")
    assert only(plan, Person).registrations == (
        Registration(register="SKJ", number="120 034"), Registration(register="BIG register", number="1"),
    )  # fmt: skip


def test_a_sign_in_taken_back_is_named_by_its_counter():
    text = SHOW + VENUE + STOP + END + "sign_in = [\n"
    text += '    {kind = "in", desk = "A", counter = 1, moment = 2026-04-14T11:00:00Z, walk_in = "Bo"},\n'
    text += '    {kind = "undo", desk = "A", counter = 2, moment = 2026-04-14T11:01:00Z, undoes = 1},\n]\n'
    first, second = load(text).of(SignIn).values()
    assert second.undoes == first.id


def test_a_kind_of_two_words_and_windows_line_ends_are_read():
    text = SHOW + VENUE + STOP + session("Casus", kind="case discussion")
    plan = load("\ufeff" + text.replace("\n", "\r\n"))
    assert only(plan, Session).session_kind is SessionKind.CASE_DISCUSSION


def test_a_text_of_several_lines_is_written_as_lines():
    plan = load('[[venue]]\nname = "Huis"\nnotes = "een\\ntwee"\n')
    assert 'notes = """\neen\ntwee"""' in dump(plan)


@pytest.mark.parametrize("file", sorted((ROOT / "config" / "example").glob("*.toml")), ids=lambda path: path.name)
def test_every_example_file_loads_after_those_before_it_and_comes_back_the_same(file):
    known = Plan()
    for earlier in sorted(file.parent.glob("*.toml")):
        loaded = load(earlier.read_text(encoding="utf-8"), name=earlier.name, known=known)
        known = Plan([*known, *loaded])
        if earlier == file:
            break
    text = dump(known)
    assert dump(load(text)) == text
