from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import made, pen, person, roadshow, session, stop

from roadshow.domain.errors import BadInputError
from roadshow.domain.places import BookingState, Venue
from roadshow.domain.tour import PartRole, Task
from roadshow.planning import addressing, booking, staffing, tasking

HUIS = Venue(id="v1", name="Huis")


def test_one_part_is_given_once():
    part = made(staffing.cast(pen(), session("a", "13:30", 30), person(), PartRole.SPEAKER))
    with pytest.raises(BadInputError):
        staffing.cast(pen(), session("a", "13:30", 30), person(), PartRole.SPEAKER, parts=[part])
    other = made(staffing.cast(pen(), session("a", "13:30", 30), person(), PartRole.HOST, parts=[part]))
    assert other.role is PartRole.HOST
    assert made(staffing.confirm(pen(), part)).confirmed
    assert staffing.confirm(pen(), part, confirmed=False).edits == ()
    assert made(staffing.release(pen(), part)) is None
    assert "Vries" not in str(staffing.cast(pen(), session("a", "13:30", 30), person(), PartRole.MINUTES).label)


def test_a_person_is_added_without_a_name_in_the_label():
    change = addressing.add_person(pen(), given="Łucja", surname="Wiśniewska", email="l@example.org")
    assert made(change).name == "Łucja Wiśniewska"
    assert change.label.values == {}
    with pytest.raises(BadInputError):
        addressing.add_person(pen(), email="l@example.org")


def test_two_rooms_of_one_name_in_one_venue_are_refused():
    room = made(booking.add_room(pen(), HUIS, "Zaal 1", capacity=40))
    with pytest.raises(BadInputError):
        booking.add_room(pen(), HUIS, "zaal  1", rooms=[room])
    assert made(booking.add_room(pen(), Venue(id="v2", name="Serre"), "Zaal 1", rooms=[room])).venue_id == "v2"


def test_a_second_booking_of_the_same_venue_changes_the_first():
    held = made(booking.book(pen(), stop(), HUIS, until=date(2026, 3, 1)))
    assert held.state is BookingState.HOLD
    firm = booking.book(pen(), stop(), HUIS, firm=True, bookings=[held])
    assert (made(firm).id, made(firm).state, made(firm).until) == (held.id, BookingState.FIRM, None)
    assert booking.book(pen(), stop(), HUIS, firm=True, bookings=[made(firm)]).edits == ()


def test_a_hold_lapses_after_its_day_and_a_firm_booking_never():
    held = made(booking.book(pen(), stop(), HUIS, until=date(2026, 3, 1)))
    assert not booking.lapsed(held, date(2026, 3, 1))
    assert booking.lapsed(held, date(2026, 3, 2))
    assert not booking.lapsed(made(booking.confirm_booking(pen(), held)), date(2027, 1, 1))


def test_closed_periods_hold_both_ends_and_can_be_taken_back():
    closed = made(booking.close(pen(), HUIS, date(2026, 4, 27), date(2026, 4, 28), "Koningsdag"))
    assert booking.closed_on(closed, date(2026, 4, 28)) is not None
    assert booking.closed_on(closed, date(2026, 4, 29)) is None
    assert booking.close(pen(), closed, date(2026, 4, 27), date(2026, 4, 28), "Koningsdag").edits == ()
    assert made(booking.reopen(pen(), closed, date(2026, 4, 27), date(2026, 4, 28))).closed_periods == ()
    with pytest.raises(BadInputError):
        booking.reopen(pen(), closed, date(2026, 4, 27), date(2026, 4, 27))
    with pytest.raises(BadInputError):
        booking.close(pen(), HUIS, date(2026, 4, 28), date(2026, 4, 27))


@given(st.integers(-3000, 3000))
def test_days_from_a_stop_read_back_as_they_are_written(offset):
    assert tasking.parse_offset(tasking.offset_text(offset)) == offset


@pytest.mark.parametrize("text", ["", "T", "21", "-21", "T21", "T-", "T-x", "T-99999", "2026-04-01", "T-٣"])
def test_what_is_no_offset_is_refused(text):
    with pytest.raises(BadInputError):
        tasking.parse_offset(text)


def test_offsets_are_read_as_people_write_them():
    assert [tasking.parse_offset(text) for text in ("t-21", " T - 3w ", "T–7", "T-0", "T+0")] == [-21, -21, -7, 0, 0]


def test_a_relative_date_moves_with_its_stop():
    task = made(tasking.add_task(pen(), roadshow(), "Mail", stop=stop(), offset=-21))
    assert tasking.due_on(task, stop()) == date(2026, 3, 24)
    assert tasking.due_on(task) is None


def test_a_date_takes_the_place_of_days_from_the_stop_and_the_other_way_round():
    task = made(tasking.add_task(pen(), roadshow(), "Mail", stop=stop(), offset=-21))
    dated = made(tasking.amend_task(pen(), task, due=date(2026, 4, 1)))
    assert (dated.due, dated.offset) == (date(2026, 4, 1), None)
    assert made(tasking.amend_task(pen(), dated, offset=7)).due is None
    with pytest.raises(BadInputError):
        tasking.add_task(pen(), roadshow(), "Mail", offset=-21)
    with pytest.raises(BadInputError):
        tasking.add_task(pen(), roadshow(), "Mail", stop=stop(), offset=-21, due=date(2026, 4, 1))


def test_late_tasks_come_first_and_what_is_done_last():
    def task(key, **fields):
        return Task(id=key, roadshow_id="r1", title=key, **fields)

    tasks = [task("some day"), task("done", due=date(2026, 1, 1), done=True), task("soon", stop_id="s1", offset=-1),
             task("late", due=date(2026, 4, 1)), task("today", due=date(2026, 4, 10))]  # fmt: skip
    rows = tasking.task_agenda(tasks, {"s1": stop()}, date(2026, 4, 10))
    assert [(row.task.title, row.days, row.late) for row in rows] == [
        ("late", -9, True), ("today", 0, False), ("soon", 3, False), ("some day", None, False), ("done", -99, False)
    ]  # fmt: skip
    ticked = made(tasking.done(pen(), tasks[0]))
    assert ticked.done
    assert tasking.done(pen(), ticked).edits == ()
    assert not made(tasking.done(pen(), ticked, done=False)).done
