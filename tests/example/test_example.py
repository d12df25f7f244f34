"""The example programme is what its README says it is, and what the issue asks for."""

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from roadshow.domain.guests import Channel, Invitation, InvitationState
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, BookingState, Venue
from roadshow.domain.tour import Part, PartRole, Roadshow, Session, SessionKind, Stop, Task
from roadshow.planfile.keys import Keys
from roadshow.planfile.plan import Plan
from roadshow.planfile.reading import load

EXAMPLE = Path(__file__).resolve().parents[2] / "config" / "example"
FILES = ("people.toml", "rotterdam.toml")
TODAY = date(2027, 3, 19)
DISTRICTS = ("Crooswijk", "Hillesluis", "Bospolder-Tussendijken")
CORNERS = {
    "Crooswijk": (51.927, 51.939, 4.485, 4.505),
    "Hillesluis": (51.892, 51.902, 4.500, 4.520),
    "Bospolder-Tussendijken": (51.906, 51.917, 4.440, 4.457),
}
"""South, north, west and east of each district, in degrees, generously."""

AWAY = (
    (date(2027, 2, 8), date(2027, 3, 11)),  # Ramadan and Eid al-Fitr; the spring break of both regions lies within
    (date(2027, 3, 26), date(2027, 3, 29)),  # Good Friday to Easter Monday
    (date(2027, 4, 24), date(2027, 5, 9)),  # May break with King's Day, Liberation Day and Ascension
    (date(2027, 5, 15), date(2027, 5, 19)),  # Eid al-Adha and Whit Monday
    (date(2027, 7, 10), date(2027, 8, 29)),  # summer
    (date(2027, 10, 16), date(2027, 10, 31)),  # autumn
)
ATTENDING = {InvitationState.ACCEPTED}


@cache
def example() -> Plan:
    """The two files as the program reads them: the people first, since the programme names them."""
    everybody, programme = FILES
    known = load((EXAMPLE / everybody).read_text(encoding="utf-8"), name=everybody)
    return Plan([*known, *load((EXAMPLE / programme).read_text(encoding="utf-8"), name=programme, known=known)])


def tour_stops() -> list[Stop]:
    """The three stops of the programme, in order of time."""
    show = next(show for show in example().of(Roadshow).values() if show.slug == "samen-leren")
    return sorted((stop for stop in example().of(Stop).values() if stop.roadshow_id == show.id), key=lambda s: s.start)


def sessions_of(stop: Stop) -> list[Session]:
    """The sessions of a stop, in order of time."""
    found = [session for session in example().of(Session).values() if session.stop_id == stop.id]
    return sorted(found, key=lambda session: (session.start, session.length))


def ending(session: Session) -> datetime:
    """When a session ends; no stop of the example lies in a night when the clock changes."""
    return session.start + timedelta(minutes=session.length)


def guests_of(stop: Stop) -> list[Invitation]:
    """The guest list of a stop."""
    return [guest for guest in example().of(Invitation).values() if guest.stop_id == stop.id]


def parts_of(session: Session) -> list[Part]:
    """Who does what in a session."""
    return [part for part in example().of(Part).values() if part.session_id == session.id]


def text() -> str:
    """Everything that stands in the files."""
    return "\n".join((EXAMPLE / name).read_text(encoding="utf-8") for name in FILES)


def people() -> list[Person]:
    """Everybody."""
    return list(example().of(Person).values())


def test_three_stops_stand_in_their_three_districts() -> None:
    """Wrong if a district is missing, or a building lies outside the district it stands in."""
    stops = tour_stops()
    assert tuple(stop.district for stop in stops) == DISTRICTS
    for stop in stops:
        venue = example().get(Venue, stop.venue_id)
        assert venue is not None
        assert venue.latitude is not None
        assert venue.longitude is not None
        south, north, west, east = CORNERS[stop.district]
        assert south < venue.latitude < north, venue.name
        assert west < venue.longitude < east, venue.name
        assert stop.welcome
        assert stop.themes
        assert stop.contact


def test_no_stop_falls_on_a_day_when_people_are_elsewhere() -> None:
    """Wrong if a stop lies in a school holiday, Ramadan, a feast, a weekend or on a Friday."""
    for stop in example().of(Stop).values():
        day = stop.start.date()
        assert day.year == TODAY.year
        assert day.isoweekday() < 5, stop.slug
        assert not any(first <= day <= last for first, last in AWAY), stop.slug


@pytest.mark.parametrize("place", range(3))
def test_agenda_runs_from_the_key_to_the_key_without_a_hole(place: int) -> None:
    """Wrong if nobody opens or closes, a minute is not accounted for, or one room is used twice at a time."""
    stop = tour_stops()[place]
    sessions = sessions_of(stop)
    assert stop.doors is not None
    assert "open" in sessions[0].title
    assert "sleutel" in sessions[-1].title
    assert sessions[0].start < stop.doors
    assert ending(sessions[-1]) > stop.end
    covered = sessions[0].start
    for session in sessions:
        assert session.start <= covered, f"hole before {session.title}"
        covered = max(covered, ending(session))
    assert {stop.doors, stop.start, stop.end} <= {session.start for session in sessions}
    by_room: dict[str | None, list[Session]] = defaultdict(list)
    for session in sessions:
        assert session.room_id, session.title
        by_room[session.room_id].append(session)
    for row in by_room.values():
        assert all(ending(one) <= two.start for one, two in pairwise(row))


def test_nobody_sits_longer_than_an_hour_and_a_half() -> None:
    """Wrong if a change of lengths left guests without a break or a meal for too long."""
    rest = {SessionKind.BREAK, SessionKind.MEAL}
    for stop in tour_stops():
        sitting = [row for row in sessions_of(stop) if stop.start <= row.start < stop.end]
        risen = stop.start
        for row in sitting:
            if row.session_kind in rest:
                risen = ending(row)
            elif row.session_kind is not SessionKind.NETWORKING:
                assert ending(row) - risen <= timedelta(minutes=90), row.title


@pytest.mark.parametrize("stop", ["leernetwerk", "interview"])
def test_small_meetings_have_whole_agendas_too(stop: str) -> None:
    """Wrong if a meeting of the learning network or an interview has a hole or ends at another time than it says."""
    found = [each for each in example().of(Stop).values() if each.slug.startswith(stop)]
    assert len(found) == 4
    for each in found:
        sessions = sessions_of(each)
        assert all(ending(one) == two.start for one, two in pairwise(sessions))
        assert sessions[0].start <= each.start
        assert ending(sessions[-1]) == each.end


def test_people_are_not_in_two_sessions_at_once() -> None:
    """Wrong if somebody with a part would have to be in two rooms, on any day."""
    rows: dict[str, list[Session]] = defaultdict(list)
    sessions = example().of(Session)
    for part in example().of(Part).values():
        rows[part.person_id].append(sessions[part.session_id])
    for row in rows.values():
        row.sort(key=lambda session: session.start)
        for one, two in pairwise(row):
            assert ending(one) <= two.start, f"{one.title} and {two.title}"


def test_incident_method_takes_65_minutes_in_seven_steps() -> None:
    """Wrong if a step of the 65-minute form is missing, or has another length, or does not follow the one before."""
    rounds = [row for row in sessions_of(tour_stops()[0]) if row.session_kind is SessionKind.CASE_DISCUSSION]
    assert [row.length for row in rounds] == [5, 10, 5, 15, 10, 10, 10]
    assert sum(row.length for row in rounds) == 65
    assert all(ending(one) == two.start for one, two in pairwise(rounds))
    for row in rounds:
        assert {PartRole.FACILITATOR, PartRole.TIMEKEEPER} <= {part.role for part in parts_of(row)}


def test_workshops_run_side_by_side_in_several_rooms() -> None:
    """Wrong if fewer than three workshops share a start, two share a room, or one lacks a leader or a number of seats."""
    workshops = [row for row in sessions_of(tour_stops()[1]) if row.session_kind is SessionKind.WORKSHOP]
    starts = Counter(row.start for row in workshops)
    assert sorted(starts.values()) == [4, 4]
    for row in workshops:
        assert row.capacity
        assert any(part.role is PartRole.FACILITATOR for part in parts_of(row))
    assert len({(row.start, row.room_id) for row in workshops}) == len(workshops)


def test_bookings_are_firm_and_held() -> None:
    """Wrong if the first two stops are not sure of their building, or the third has nothing to decide."""
    states = [
        {booking.state for booking in example().of(Booking).values() if booking.stop_id == stop.id}
        for stop in tour_stops()
    ]
    assert states == [{BookingState.FIRM}, {BookingState.FIRM}, {BookingState.HOLD}]


def test_everybody_with_a_part_is_on_the_guest_list() -> None:
    """Wrong if somebody works at a stop without being invited, or after saying no."""
    refused = {InvitationState.DECLINED, InvitationState.WITHDRAWN, InvitationState.WAITING}
    for stop in tour_stops():
        states = {guest.person_id: guest.state for guest in guests_of(stop)}
        for session in sessions_of(stop):
            for part in parts_of(session):
                assert states.get(part.person_id, InvitationState.WITHDRAWN) not in refused, session.title
                assert not part.confirmed or states[part.person_id] in ATTENDING, session.title


def test_guest_lists_are_as_far_as_their_dates() -> None:
    """Wrong if a list is short, names somebody twice, or is not the fuller the nearer the day."""
    shares = []
    for stop in tour_stops():
        guests = guests_of(stop)
        assert 50 <= len(guests) <= 60
        assert len({guest.person_id for guest in guests}) == len(guests)
        shares.append(sum(guest.state in ATTENDING for guest in guests) / len(guests))
    assert shares == sorted(shares, reverse=True)
    assert {guest.state for guest in guests_of(tour_stops()[0])} == set(InvitationState) - {InvitationState.OFFERED}
    listed = Counter(guest.state for guest in guests_of(tour_stops()[2]))[InvitationState.LISTED]
    assert listed > len(guests_of(tour_stops()[2])) / 2


def test_waiting_list_of_the_first_stop_has_a_reason() -> None:
    """Wrong if people wait for a meeting that is not full, or more said yes than fit."""
    stop = tour_stops()[0]
    coming = sum(1 + guest.companions for guest in guests_of(stop) if guest.state in ATTENDING)
    assert coming == stop.capacity


def test_moments_of_answers_make_sense() -> None:
    """Wrong if an answer came before the invitation, after the day the plan is of, or from somebody only listed."""
    for guest in example().of(Invitation).values():
        if guest.answered_at:
            assert guest.invited_at
            assert guest.invited_at <= guest.answered_at
            assert guest.answered_at.date() <= TODAY
            assert guest.state not in {InvitationState.LISTED, InvitationState.INVITED}
        if guest.state is InvitationState.LISTED:
            assert guest.invited_at is None


def test_about_120_people_of_about_20_organisations() -> None:
    """Wrong if people or organisations were lost, or somebody stands in no guest list at all."""
    assert 115 <= len(people()) <= 125
    assert 20 <= len({person.organisation for person in people()}) <= 25
    invited = {guest.person_id for guest in example().of(Invitation).values()}
    assert {person.id for person in people()} == invited


def test_names_are_of_many_kinds() -> None:
    """Wrong if a script, a particle or a kind of name that letters and sheets must cope with is no longer there."""
    names = " ".join(person.name for person in people())
    shown = " ".join(person.display_name for person in people())
    scripts = {unicodedata.name(sign).split()[0] for sign in shown if sign.isalpha()}
    assert scripts == {"ARABIC", "CYRILLIC", "ETHIOPIC"}
    assert set("İıŞşğÇłŁŻńóếễầồĐãçïëá") <= set(names)
    particles = {person.particle for person in people()}
    assert {"van der", "van den", "van 't", "'t", "in 't", "op 't", "ter", "uit den", "dos"} <= particles
    assert {person.country for person in people()} == {"NL", "BE"}
    assert any(not person.given for person in people())
    assert any(not person.surname for person in people())
    for piece in ("O'Neil", "N'Diaye", "El Amrani", "Ben Youssef", "Abu Nasr", "Ömer Faruk", "-van Dijk", "IJssel"):
        assert piece in names


def test_keys_are_what_the_program_would_make_of_the_names() -> None:
    """Wrong if the programme could not find its people by key once they are in a workspace, which keeps no keys."""
    written = re.findall(r'^key = "(.*)"$', (EXAMPLE / FILES[0]).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(written) == sorted(Keys(example()).person.values())


def test_names_are_stored_composed() -> None:
    """Wrong if an accent stands apart from its letter: fonts and searches differ on those."""
    assert unicodedata.normalize("NFC", text()) == text()


def test_needs_are_kept_until_the_last_stop_and_not_for_ever() -> None:
    """Wrong if a need has no date, would be erased before the meeting it is for, or is kept into the summer."""
    last: dict[str, date] = {}
    for stop in tour_stops():
        for guest in guests_of(stop):
            if guest.state not in {InvitationState.DECLINED, InvitationState.WITHDRAWN}:
                last[guest.person_id] = stop.start.date()
    for person in people():
        needs = person.diet or person.access or person.interpreter or person.childcare
        assert bool(needs) == bool(person.needs_until), person.name
        if person.needs_until and person.id in last:
            assert last[person.id] <= person.needs_until <= date(2027, 6, 30), person.name


def test_people_without_mail_can_be_reached_another_way() -> None:
    """Wrong if somebody without e-mail has no address or phone, or is on a list to be mailed."""
    silent = {person.id: person for person in people() if not person.email}
    assert len(silent) == 8
    for person in silent.values():
        assert person.phone
        assert person.street
        assert person.postcode
        assert person.town
    for guest in example().of(Invitation).values():
        assert guest.person_id not in silent or guest.channel is not Channel.MAIL


def test_two_couples_share_an_address_and_one_person_may_be_two() -> None:
    """Wrong if the cases that duplicates and labels are tried on are gone."""
    homes = Counter((person.street, person.postcode) for person in people() if person.street)
    assert sorted(homes.values())[-2:] == [2, 2]
    mails = Counter(person.email for person in people() if person.email)
    assert [mail for mail, count in mails.items() if count > 1] == ["familie.aydin@example.com"]
    twins = [person for person in people() if person.surname == "Bouzid"]
    assert len({twin.phone for twin in twins}) == 1
    assert {twin.given for twin in twins} == {"Mohamed", "Mohammed"}


def test_registrations_keep_their_zeros() -> None:
    """Wrong if a register number became a number and lost what it begins with."""
    found = [entry for person in people() for entry in person.registrations]
    assert {entry.register for entry in found} == {"SKJ", "BIG", "Registerplein"}
    assert all(entry.number.startswith("0") for entry in found)
    assert len({(entry.register, entry.number) for entry in found}) == len(found)


def test_tasks_run_from_60_days_before_to_three_weeks_after() -> None:
    """Wrong if a stop lacks the long run-up or the follow-up, a task has no owner, or one is done that lies ahead."""
    shares = []
    for stop in tour_stops():
        tasks = [task for task in example().of(Task).values() if task.stop_id == stop.id]
        offsets = [task.offset for task in tasks if task.offset is not None]
        assert min(offsets) == -60
        assert max(offsets) == 21
        assert all(task.owner for task in tasks)
        shares.append(sum(task.done for task in tasks) / len(tasks))
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[2] > 0


def test_owners_of_tasks_are_people_of_the_plan() -> None:
    """Wrong if a task belongs to somebody whose name is misspelt, so that nobody finds it."""
    names = {person.name for person in people()}
    assert {task.owner for task in example().of(Task).values()} <= names


def test_nothing_points_at_a_real_address_or_number() -> None:
    """Wrong if a mail address, web page or phone number of the example could belong to somebody."""
    hosts = re.findall(r"[\w.+-]+@([\w.-]+\w)|https?://([\w.-]+\w)", text())
    assert hosts
    for host in (one or two for one, two in hosts):
        assert re.fullmatch(r"(?:[\w-]+\.)*example\.(?:org|net|com)", host), host
    assert re.findall(r"\S+@\S+", text())
    numbers = re.findall(r"(?<![\w])(?:\+|0)\d[\d -]{6,}\d", re.sub(r'"(?:SKJ|BIG|Registerplein) \d+"', "", text()))
    numbers = [number for number in numbers if not re.match(r"\d{4}-\d\d-\d\d", number)]
    assert len(numbers) > len(people()) / 2
    for number in numbers:
        assert re.fullmatch(r"06-9999\d{4}|010-999\d{4}", number), number
