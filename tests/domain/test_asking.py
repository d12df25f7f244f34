"""Questions mean what they say: quotation marks of any keyboard, numbers that are whole, nothing that means everybody."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadshow.api import BadInputError, Person, Query, guest_fields, understand
from roadshow.domain.quoting import DOUBLE, SINGLE, pieces_of
from roadshow.testing import open_plan


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Twenty districts of ten people each, and some whose names have apostrophes."""
    people = [
        Person(id=f"p{district}-{number}", given=f"Noor{number}", surname="Brug", district=f"Wijk {district}", phone="0611111111")
        for district in range(1, 21)
        for number in range(10)
    ]  # fmt: skip
    people += [
        Person(id="h", given="Kees", particle="'t", surname="Hof", organisation="Stichting Welzijn Rottebocht"),
        Person(id="o", given="Sean", surname="O'Neill", organisation="Welzijn", tags=("team 1", "pers")),
        Person(id="d", given="Toon", particle="d'", surname="Hont", organisation="Groep 10", tags=("team 12",)),
    ]
    with open_plan(tmp_path_factory.mktemp("many") / "plan.roadshow", *people) as office:
        yield lambda text: office.store.count(Query(Person).matching(understand(text)))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ('district:"Wijk 1"', 10),
        ("district:'Wijk 1'", 10),
        ("wijk:“Wijk 1”", 10),
        ("wijk:„Wijk 1“", 10),
        ("wijk:‘Wijk 1’", 10),
        ("wijk:«Wijk 1»", 10),
        ('wijk:"Wijk 1","Wijk 2"', 20),
        ('wijk:"Wijk 1",Wijk', 200),
        ('-wijk:"Wijk 1"', 193),
        ('"Wijk 1"', 10),
        ("wijk 1", 10),
        ("wijk:Wijk 1", 10),
        ("district:1", 10),
        ("wijk:wijk", 200),
        ("“Welzijn”", 2),
        ('organisation:"Welzijn Rottebocht"', 1),
        ('tag:"team 1"', 1),
        ("tag:team", 2),
        ("organisation:'Groep 1'", 0),
        ("o'Neill", 1),
        ("'t Hof", 1),
        ("’t hof", 1),
        ("d'Hont", 1),
        ("phone:0611", 200),
        ("0611", 200),
        ("district:*", 200),
        ("-district:*", 3),
    ],
)
def test_a_question_finds_just_whom_it_names(many, question, count) -> None:
    """1,375 people were invited in place of 125, and all 200,000 by single quotation marks."""
    assert many(question) == count


@pytest.mark.parametrize(
    "wrong",
    [
        'district:"Wijk 1', "district:'Wijk 1", "district:Wijk 1”", '"de brug', 'de brug"', "“de brug", 'a"b', "'Wijk 1",
        "district:", "district: Wijk", "tag:", "district:,Lombok", "district:Lombok,", "channel:", '""', "''", "“”",
        'district:""', "district:' '", "-district:", "state:",
    ],
)  # fmt: skip
def test_an_odd_mark_or_a_field_without_a_value_is_refused(wrong) -> None:
    """An empty value meant everybody: a script with an empty variable invited all of them."""
    with pytest.raises(BadInputError) as caught:
        understand(wrong, guest_fields())
    assert caught.value.hint


@given(st.text("ab1 ,:-'’“”\"«»*", max_size=12))
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(text) -> None:
    with contextlib.suppress(BadInputError):
        understand(text, guest_fields())


@given(st.sampled_from(sorted(DOUBLE | SINGLE)), st.text("Wijk de1", min_size=1).filter(str.strip))
def test_what_stands_between_two_marks_is_one_value(mark, value) -> None:
    if value[0] not in "stnkSTNK":
        (piece,) = pieces_of(f"district:{mark}{value}{mark}")
        assert [choice.text for choice in piece.choices] == [value]
