"""Somebody is named by a part of the name: the closest fit is meant, and where two fit alike both are named."""

import pytest

from roadshow.api import Change, Edit, NotFoundError, Person, find_person, new_id

NAMES = (
    ("Sara", "de", "Vries"), ("Sara", "Visser", "de Jong"), ("Anna Sara", "de", "Vos"), ("Jan", "", "Bos"),
    ("Jan", "", "Bosman"), ("Marjan", "", "Bos"), ("Piet", "de", "Wit"), ("Piet", "de", "Wit"),
)  # fmt: skip


@pytest.fixture
def named(office):
    people = [
        Person(id=new_id(), given=given, particle=particle, surname=surname, email=f"p{place}@example.org",
               organisation="Stichting Sara de Vries" if given == "Marjan" else "")
        for place, (given, particle, surname) in enumerate(NAMES)
    ]  # fmt: skip
    pen = office.pen()
    office.do(
        Change(new_id(), pen.change("x", ()).label, "tester", pen.moment, tuple(Edit(None, one) for one in people))
    )
    return office.store


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sara de V", "Sara de Vries"),
        ("sara de vr", "Sara de Vries"),
        ("de Vries Sara", "Sara de Vries"),
        ("Vries, Sara de", "Sara de Vries"),
        ("Jan Bos", "Jan Bos"),
        ("Jan Bosm", "Jan Bosman"),
        ("anna", "Anna Sara de Vos"),
        ("vos", "Anna Sara de Vos"),
        ("marj", "Marjan Bos"),
        ("stichting", "Marjan Bos"),
        ("p6@example.org", "Piet de Wit"),
    ],
)
def test_the_closest_name_is_meant(named, typed, meant):
    assert find_person(named, typed).name == meant


@pytest.mark.parametrize(
    ("typed", "those"),
    [
        ("Jan", {"Jan Bos", "Jan Bosman"}),
        ("Piet de Wit", {"Piet de Wit"}),
        ("de V", {"Sara de Vries", "Anna Sara de Vos"}),
    ],
)
def test_where_several_fit_alike_they_are_named(named, typed, those):
    with pytest.raises(NotFoundError) as caught:
        find_person(named, typed)
    assert {name.partition(" (")[0] for name in caught.value.candidates} >= those
    assert "2 people" in caught.value.message or len(caught.value.candidates) > 2


def test_nobody_is_nobody(named):
    with pytest.raises(NotFoundError, match="nobody called"):
        find_person(named, "Karel")


@pytest.mark.parametrize(
    "typed", ["Sara de V", "sara de vr", "jan bosm", "anna", "stichting", "Jan Bos", "p6@example.org"]
)
def test_what_cannot_be_taken_back_is_done_to_nobody_who_was_only_the_closest(named, typed):
    """Somebody would be erased for ever who was never meant."""
    sure = {"jan bosm": "Jan Bosman", "anna": "Anna Sara de Vos", "stichting": "Marjan Bos", "Jan Bos": "Jan Bos",
            "p6@example.org": "Piet de Wit"}  # fmt: skip
    if typed in sure:
        assert find_person(named, typed, surely=True).name == sure[typed]
        return
    with pytest.raises(NotFoundError):
        find_person(named, typed, surely=True)


def test_one_of_two_with_the_same_name_is_not_taken_because_the_other_stands_far_off(office):
    """More people have both words than are looked through, and one namesake comes behind them."""
    between = [Person(id=new_id(), given="Jansen", surname=f"Jan x{number:04}") for number in range(220)]
    people = [
        Person(id=new_id(), given="Jansen", surname="Jan"),
        *between,
        Person(id=new_id(), given="Jan", surname="Jansen"),
    ]
    pen = office.pen()
    office.do(pen.change("x", tuple(Edit(None, one) for one in people)))
    with pytest.raises(NotFoundError):
        find_person(office.store, "Jan Jansen", surely=True)
    with pytest.raises(NotFoundError):
        find_person(office.store, "Jan Jansen")
