"""Changes told in words: to and fro is said once, people are named from the edits, and the forgotten stay forgotten."""

import pytest

from roadshow.api import (
    Booking,
    Edit,
    Invitation,
    InvitationState,
    Office,
    PartRole,
    Person,
    Query,
    about_whom,
    addressing,
    booking,
    everything_about,
    find_person,
    find_session,
    find_stop,
    find_venue,
    forget_person,
    going_lines,
    inviting,
    mentions,
    new_id,
    recounted,
    staffing,
    touring,
)


def answered(office: Office, name: str = "Sara"):
    stop = find_stop(office.store, "crooswijk")
    person = find_person(office.store, name)
    query = Query(Invitation, order=("n",), limit=None).where(stop_id=stop.id, person_id=person.id)
    found = list(office.store.each(query))
    if not found:
        office.do(inviting.invite(office.pen(), stop, [person], on_list=lambda _key: False))
        found = list(office.store.each(query))
    return office.do(inviting.reply(office.pen(), found[0], InvitationState.ACCEPTED))


def test_what_went_to_and_fro_many_times_is_said_once(office) -> None:
    stop = find_stop(office.store, "crooswijk")
    entry = office.do(touring.amend(office.pen(), stop, title="Other"))
    plain = recounted(office.store, entry)
    for _turn in range(3):
        entry = office.undo(entry.number)
        assert recounted(office.store, entry) == f"Undone: {plain}"
        entry = office.undo(entry.number)
        assert recounted(office.store, entry) == f"Done again: {plain}"
        assert dict(entry.label.values)["label"] == plain, "the journal itself keeps no nested sentence"


def test_an_answer_names_the_guest_though_its_label_does_not(office) -> None:
    entry = answered(office)
    assert recounted(office.store, entry) == "Sara de Wit · Reply noted: accepted"
    assert "Sara" not in str(entry.label)
    assert recounted(office.store, office.undo()).startswith("Sara de Wit · Undone: ")


def test_a_part_and_a_booking_say_whose_and_where(office) -> None:
    stop = find_stop(office.store, "crooswijk")
    person = find_person(office.store, "Fatima")
    cast = staffing.cast(office.pen(), find_session(office.store, stop.id, "Inloop"), person, PartRole.HOST)
    assert about_whom(office.store, office.do(cast)) == ("Fatima El Amrani",)
    venue = find_venue(office.store, "De Branding")
    entry = office.do(booking.book(office.pen(), stop, venue))
    assert venue.name in recounted(office.store, entry)


def test_somebody_who_was_forgotten_is_named_nowhere_any_more(office) -> None:
    number = answered(office).number
    forget_person(office, find_person(office.store, "Sara"))
    for entry in office.store.journal(limit=100):
        assert "Sara" not in recounted(office.store, entry)
    assert office.store.entry(number) is not None


def test_a_change_of_many_names_nobody(office) -> None:
    entry = office.do(office.pen().change("Many", [newcomer(number) for number in range(14)]))
    assert about_whom(office.store, entry) == ()


def newcomer(n: int) -> Edit:
    return Edit(None, Person(id=new_id(), given="Person", surname=str(n)))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_two_are_named_and_more_are_meant(office, count) -> None:
    entry = office.do(office.pen().change("Some", [newcomer(n) for n in range(count)]))
    text = recounted(office.store, entry)
    assert text == {1: "Person 0 · Some", 2: "Person 0, Person 1 · Some", 3: "Person 0, Person 1 … · Some"}[count]


def test_a_venue_is_named_once_where_a_booking_names_it_itself(office) -> None:
    stop, venue = find_stop(office.store, "crooswijk"), find_venue(office.store, "De Branding")
    for held in office.store.each(Query(Booking).where(stop_id=stop.id)):
        office.do(booking.release_booking(office.pen(), held))
    told = recounted(office.store, office.do(booking.book(office.pen(), stop, venue)))
    assert told == "De Branding held for stop crooswijk"


def test_who_shares_a_surname_is_no_mention_of_somebody(office) -> None:
    """Who forgets one of four people called Bakker was told to mend the surname of the other three by hand."""
    sara = find_person(office.store, "Sara")
    office.do(addressing.add_person(office.pen(), given="Piet", particle=sara.particle, surname=sara.surname))
    stop = find_stop(office.store, "crooswijk")
    assert mentions(office.store, sara) == (("stop", stop.id, "contact"),)
    told = "\n".join(going_lines(office.store, everything_about(office.store, sara)))
    assert stop.title in told
    assert stop.id not in told, "nobody finds a text by an id"
