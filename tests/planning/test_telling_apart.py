"""Two people who look alike: whose values stay in one record of both, and that they are two people after all."""

import pytest
from verb_nouns import pen

from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import SAME_PERSON
from roadshow.domain.people import Person
from roadshow.planning import likeness, waiving

JAN = Person(
    id="1" * 36, given="Jan", particle="de", surname="Vries", email="jan@example.org", phone="010", tags=("a",)
)
JOHN = Person(id="2" * 36, given="John", surname="Vries", email="john@example.org", town="Delft", tags=("b",))


def test_the_value_of_the_other_counts_where_it_was_chosen_and_nowhere_else():
    merger = likeness.merged(JAN, JOHN, {"email"})
    assert (merger.person.email, merger.person.phone, merger.person.town) == ("john@example.org", "010", "Delft")
    assert merger.person.name == "Jan de Vries"
    assert merger.person.tags == ("a", "b")
    assert merger.person.id == JAN.id


def test_a_name_is_taken_as_a_whole():
    person = likeness.merged(JAN, JOHN, {"name"}).person
    assert (person.given, person.particle, person.surname) == ("John", "", "Vries")


def test_a_field_in_which_they_do_not_differ_stays_as_it_would():
    assert likeness.merged(JAN, JOHN, {"town", "phone"}) == likeness.merged(JAN, JOHN)


def test_two_people_told_apart_are_kept_by_id_in_any_order():
    [edit] = waiving.tell_apart(pen(), JOHN, JAN).edits
    assert edit.after.code == SAME_PERSON
    assert edit.after.places == (f"person {JAN.id}", f"person {JOHN.id}")
    assert "Jan" not in str(edit.after)


def test_one_person_cannot_be_told_apart_from_themselves():
    with pytest.raises(BadInputError):
        waiving.tell_apart(pen(), JAN, JAN)


def test_whoever_waits_for_pairs_can_stop_the_looking():
    people = [
        Person(id=f"{place:036}", given=f"Jan{place % 7}", surname="Vries", phone="010 1234567") for place in range(400)
    ]

    class StopError(Exception):
        pass

    def looked(_behind, _pairs):
        raise StopError

    with pytest.raises(StopError):
        likeness.duplicates(map(likeness.likeness_key, people), looked=looked)
