"""Who may be the same person: proposals, with reasons."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadshow.domain.people import Person, Registration
from roadshow.planning.likeness import duplicates, likeness_key, merged, phone_key, reasons_same

JAN = Person(
    id="a",
    given="Jan",
    particle="de",
    surname="Vries",
    email="jan@example.org",
    phone="0612345678",
    organisation="Club",
)


def pairs(*people: Person) -> set[tuple[str, str]]:
    return {(pair.one, pair.other) for pair in duplicates(map(likeness_key, people))}


@pytest.mark.parametrize(
    "other",
    [
        replace(JAN, id="b", phone=""),
        replace(JAN, id="b", email="", phone="+31 6 1234 5678"),
        replace(JAN, id="b", email="", given="JÁN", surname="vries", phone=""),
        replace(JAN, id="b", email="", phone="", surname="Vreis"),
        replace(JAN, id="b", given="J.", phone=""),
        replace(JAN, id="b", email="jann@example.org"),
        replace(JAN, id="b", given="de Vries", particle="", surname="Jan", phone=""),
    ],
)
def test_somebody_who_stands_twice_is_found(other):
    assert pairs(JAN, other) == {("a", "b")}


@pytest.mark.parametrize(
    "other",
    [
        Person(id="b", given="Piet", surname="Bakker", email="jan@example.org"),
        Person(id="b", given="Piet", surname="Bakker", phone="0612345678", organisation="Club"),
        replace(JAN, id="b", email="iemand@example.org", phone="0687654321", organisation="School"),
        Person(id="b", given="Piet", surname="Bakker", organisation="Club"),
    ],
)
def test_colleagues_and_namesakes_are_not_proposed(other):
    assert pairs(JAN, other) == set()


def test_the_reasons_are_said_in_sentences_with_both_values():
    reasons = reasons_same(JAN, replace(JAN, id="b", surname="Vriess", phone=""))
    assert [reason.code for reason in reasons] == ["same-email", "slip-name", "same-organisation"]
    said = [reason.sentence.text.format(**reason.sentence.values) for reason in reasons]
    assert said[1] == "Their names differ by a letter: Jan de Vries and Jan de Vriess."


def test_the_likeliest_pair_comes_first():
    found = duplicates(map(likeness_key, [JAN, replace(JAN, id="b"), replace(JAN, id="c", email="", phone="")]))
    assert (found[0].one, found[0].other, found[0].score) == ("a", "b", 100)


def test_a_thousand_people_with_one_address_do_not_become_half_a_million_pairs():
    people = [Person(id=f"{number:04d}", given=f"N{number}", email="info@example.org") for number in range(1000)]
    assert len(duplicates(map(likeness_key, people), least=0)) < 60_000


def test_a_twin_is_found_in_a_crowd():
    chance = random.Random(3)
    crowd = [
        Person(
            id=f"{number:04d}",
            given=chance.choice(["Jan", "Anna", "Ayşe"]),
            surname="".join(chance.choices("abdeklmnorst", k=7)),
            email=f"p{number}@example.org",
            organisation=f"O{number % 9}",
        )
        for number in range(2000)
    ]
    twin = replace(crowd[777], id="twin", email="", surname=crowd[777].surname[:3] + crowd[777].surname[4:])
    assert ("0777", "twin") in pairs(*crowd, twin)


@pytest.mark.parametrize("phone", ["06-12345678", "+31 6 12345678", "0031612345678", "+31(0)612345678"])
def test_one_number_written_four_ways_is_one_number(phone):
    assert phone_key(phone) == "612345678"


def test_a_merger_loses_nothing_and_names_what_differs():
    other = Person(
        id="b", given="Johan", surname="Vries", email="j@example.org", tags=("x",), notes="twee", consent_mail=False,
        diet="halal", registrations=(Registration(register="BIG", number="1"),), needs_until=date(2026, 1, 1),
    )  # fmt: skip
    merger = merged(replace(JAN, notes="een", tags=("y",), consent_mail=True), other)
    assert (merger.person.id, merger.person.email, merger.person.diet) == ("a", "jan@example.org", "halal")
    assert (merger.person.tags, merger.person.notes) == (("y", "x"), "een\ntwee")
    assert merger.person.consent_mail is False, "who refused once has refused"
    assert merger.person.registrations == other.registrations
    assert merger.conflicts["email"] == ("jan@example.org", "j@example.org")
    assert merger.conflicts["name"] == ("Jan de Vries", "Johan Vries")


people = st.builds(
    Person,
    id=st.just("a"),
    given=st.sampled_from(["", "Jan"]),
    surname=st.sampled_from(["", "Vries"]),
    email=st.sampled_from(["", "a@example.org", "b@example.org"]),
    tags=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
    consent_mail=st.sampled_from([None, True, False]),
    notes=st.sampled_from(["", "een", "twee"]),
)


@given(people, people)
def test_merging_again_changes_nothing(one, other):
    once = merged(one, other).person
    assert merged(once, once).person == once
    assert merged(once, other).person.tags == once.tags


def test_names_that_differ_in_a_number_are_two():
    numbered = [Person(id=f"{n:02}", given="Gast", surname=f"Nummer {n}", organisation="Club") for n in range(40)]
    assert pairs(*numbered) == set()
