"""Matching drafts against the people we know."""

import itertools
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadshow.domain.changes import Phrase
from roadshow.domain.drafts import DraftPerson, Refusal
from roadshow.domain.people import Person
from roadshow.domain.sameness import Apart, apart
from roadshow.planning.intake import Arrival, Match, Outcome, Wanted, email_key, name_key, phone_key, take_in


class Known:
    """People in a dictionary, asked as a store is asked."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people = {person.id: person for person in people}
        self.questions = 0

    def lookup(self, wanted: Wanted) -> list[Person]:
        self.questions += 1
        return [
            person
            for person in self.people.values()
            if email_key(person.email) in wanted.emails
            or phone_key(person.phone) in wanted.phones
            or name_key(person.given, person.particle, person.surname, person.display_name) in wanted.names
        ]

    def take(self, rows: Sequence[DraftPerson | Refusal]) -> list[Outcome]:
        numbers = iter(range(len(self.people), 10**6))
        outcomes = list(take_in(rows, self.lookup, lambda: f"id{next(numbers):06d}"))
        for outcome in outcomes:
            if isinstance(outcome, Arrival):
                self.people[outcome.person.id] = outcome.person
            elif isinstance(outcome, Match):
                self.people[outcome.after.id] = outcome.after
        return outcomes


def draft(row: int = 2, **values: object) -> DraftPerson:
    return DraftPerson(row, values)


def test_somebody_with_the_same_mail_is_not_made_twice():
    known = Known([Person(id="a", given="Sanne", email="Sanne@example.org")])
    (match,) = known.take([draft(given="Sanne", email="sanne@example.org", phone="0612345678")])
    assert isinstance(match, Match)
    assert match.why == "email"
    assert match.after.phone == "0612345678"


def test_a_family_with_one_address_does_not_become_one_person():
    known = Known([Person(id="a", given="Jan", surname="Vries", email="thuis@example.org")])
    (outcome,) = known.take([draft(given="Marie", surname="Bakker", email="thuis@example.org")])
    assert isinstance(outcome, Arrival)


def test_what_is_known_is_never_overwritten_and_the_difference_is_said():
    known = Known([Person(id="a", given="Sanne", surname="Meer", email="s@example.org", organisation="WMO Radar")])
    (match,) = known.take([draft(given="Sanne", surname="Meer", email="s@example.org", organisation="Gemeente")])
    assert match.after.organisation == "WMO Radar"
    assert match.conflicts == {"organisation": ("WMO Radar", "Gemeente")}


def test_a_phone_written_another_way_is_the_same_phone_and_no_conflict():
    known = Known([Person(id="a", given="Sanne", phone="06-12345678")])
    (match,) = known.take([draft(given="Sanne", phone="+31 6 12345678")])
    assert (match.why, match.conflicts, match.after) == ("phone", None, match.before)


def test_colleagues_with_one_switchboard_number_stay_two_people():
    known = Known([Person(id="a", given="Sanne", surname="Meer", phone="0101234567")])
    (outcome,) = known.take([draft(given="Piet", surname="Bakker", phone="0101234567")])
    assert isinstance(outcome, Arrival)


def test_a_common_name_in_another_organisation_is_somebody_else():
    known = Known([Person(id="a", given="Jan", particle="de", surname="Vries", organisation="Club")])
    (outcome,) = known.take([draft(given="Jan", particle="de", surname="Vries", organisation="School")])
    assert isinstance(outcome, Arrival)


def test_a_second_row_of_the_same_file_fills_the_first_and_names_its_line():
    known = Known()
    first, second = known.take(
        [draft(2, given="Jan", email="j@example.org"), draft(9, given="Jan", email="J@example.org", phone="0612345678")]
    )
    assert isinstance(first, Arrival)
    assert (second.first_row, second.before, second.after.phone) == (2, first.person, "0612345678")


def test_a_refused_row_keeps_its_place_and_stops_nobody():
    refused = Refusal(3, "blank", Phrase("This row is empty."))
    outcomes = Known().take([draft(2, given="Jan"), refused, draft(4, given="Piet")])
    assert [type(outcome).__name__ for outcome in outcomes] == ["Arrival", "Refusal", "Arrival"]


def test_the_store_is_asked_once_for_hundreds_of_rows():
    known = Known()
    known.take([draft(row, given=f"Naam{row}") for row in range(2, 1002)])
    assert known.questions == 2


def test_a_name_is_not_put_together_from_two_people():
    known = Known([Person(id="a", given="Jan", email="j@example.org")])
    (match,) = known.take([draft(given="Jan", particle="de", surname="Vries", email="j@example.org")])
    assert match.after.surname == ""
    assert match.conflicts == {"particle": ("", "de"), "surname": ("", "Vries")}


rows = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "given": st.sampled_from(["Jan", "J.", "Marie", "Jo"]),
            "surname": st.sampled_from(["Vries", "Bakker"]),
            "email": st.sampled_from(["a@example.org", "b@example.org", "A@example.org"]),
            "phone": st.sampled_from(["0612345678", "+31612345678", "0687654321"]),
            "organisation": st.sampled_from(["Club", "School"]),
            "tags": st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True),
            "notes": st.sampled_from(["een", "twee"]),
            "consent_mail": st.booleans(),
        },
    ).filter(lambda values: {"given", "surname", "email", "phone"} & set(values)),
    max_size=7,
)


@given(rows)
@settings(max_examples=300)
def test_the_same_file_twice_changes_nothing(people):
    known = Known()
    drafts = [DraftPerson(line, values) for line, values in enumerate(people, start=2)]
    known.take(drafts)
    before = dict(known.people)
    again = known.take(drafts)
    assert known.people == before
    assert all(isinstance(outcome, Match) for outcome in again)


def test_a_consent_that_was_taken_back_does_not_come_back_nor_stay():
    known = Known([Person(id="a", given="Sanne", email="s@example.org", consent_mail=True)])
    (left,) = known.take([draft(given="Sanne", email="s@example.org", consent_mail=False)])
    assert left.after.consent_mail is False
    assert left.conflicts is None
    (again,) = known.take([draft(given="Sanne", email="s@example.org", consent_mail=True)])
    assert again.after.consent_mail is False
    assert again.conflicts == {"consent_mail": (False, True)}


def test_one_telephone_and_one_given_name_do_not_make_one_person_of_two_addresses():
    known = Known([Person(id="a", given="Maria", surname="Visser", email="m@example.org", phone="0612345678")])
    (outcome,) = known.take([draft(given="Maria", surname="Haan", email="haan@example.org", phone="0612345678")])
    assert isinstance(outcome, Arrival)
    (match,) = known.take([draft(given="Maria", surname="Visser", email="new@example.org", phone="0612345678")])
    assert match.before.id == "a"


KADE = [
    draft(2, given="Anna", surname="Molen", organisation="De Kade", phone="010-1234567"),
    draft(3, organisation="De Kade", phone="010-1234567", notes="receptie"),
    draft(4, given="Anna", surname="Brug", organisation="De Kade", phone="010-1234567", notes="werkt op dinsdag"),
    draft(5, given="A.", surname="Molen", organisation="Kerk", phone="010-1234567"),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_one_number_with_several_names_proves_nothing(order):
    """Three people vanished in a fourth, who got their notes."""
    known = Known()
    outcomes = known.take([KADE[place] for place in order])
    assert all(isinstance(one, Arrival) for one in outcomes)
    assert sorted((one.name, one.notes) for one in known.people.values()) == [
        ("", "receptie"), ("A. Molen", ""), ("Anna Brug", "werkt op dinsdag"), ("Anna Molen", ""),
    ]  # fmt: skip
    again = known.take([KADE[place] for place in order])
    assert all(isinstance(one, Match) and one.before == one.after for one in again)


@pytest.mark.parametrize("email", ["info@dekade.example", "secretariaat-noord@dekade.example", "thuis@example.org"])
def test_a_mailbox_of_several_people_proves_nothing(email):
    known = Known()
    rows = [
        draft(2, given="Anna", surname="Bakker", email=email),
        draft(3, given="A.", surname="Bakker", email=email, notes="zijn moeder"),
        draft(4, given="Bram", surname="Bakker", email=email),
    ]
    known.take(rows)
    assert len(known.people) == 3
    assert [isinstance(one, Match) and one.before == one.after for one in known.take(rows)] == [True] * 3


def test_an_address_of_ones_own_still_proves_an_initial_and_a_row_without_a_name():
    known = Known([Person(id="a", given="Sanne", surname="Meer", email="sanne@example.org")])
    short, bare = known.take([
        draft(2, given="S.", surname="Meer", email="sanne@example.org", phone="0612345678"),
        draft(3, email="sanne@example.org", district="Hillesluis"),
    ])  # fmt: skip
    assert (short.after.phone, bare.after.district, len(known.people)) == ("0612345678", "Hillesluis", 1)


def test_another_surname_with_the_same_given_name_is_a_question_and_no_answer():
    known = Known([Person(id="a", given="Anna", surname="Molen", email="anna@example.org", notes="haar eigen notitie")])
    (outcome,) = known.take([draft(2, given="Anna", surname="Brug", email="anna@example.org", notes="een andere")])
    assert isinstance(outcome, Arrival)
    assert outcome.perhaps is known.people["a"]
    assert "andere" not in known.people["a"].notes


names = st.sampled_from(["", "Anna Molen", "A. Molen", "Anna Brug", "Bram Molen", "Anna"])
boxes = st.sampled_from(["", "anna@x.example", "info@x.example"])
numbers = st.sampled_from(["", "0101234567", "0612345678"])
notes = st.sampled_from(["", "een", "twee"])


@given(st.lists(st.tuples(names, boxes, numbers, notes), max_size=8), st.integers(1, 3))
@example(
    [("", "anna@x.example", "0101234567", ""), ("", "", "0101234567", ""), ("Anna Molen", "anna@x.example", "", "")], 1
)
@settings(max_examples=200)
def test_nobodys_notes_go_to_another_name_and_a_second_reading_changes_nothing(rows, together):
    drafts = []
    for row, (name, email, phone, note) in enumerate([row for row in rows if any(row[:3])], start=2):
        words = name.split()
        values = {"given": " ".join(words[:1]), "surname": " ".join(words[1:]), "email": email, "phone": phone}
        drafts.append(draft(row, **{k: v for k, v in values.items() if v}, **({"notes": f"{note} {name}"} if note else {})))  # fmt: skip
    known = Known()
    for start in range(0, len(drafts), together):
        known.take(drafts[start : start + together])
    for person in known.people.values():
        for line in filter(None, person.notes.splitlines()):
            theirs = line.partition(" ")[2]
            assert not theirs or not person.name or apart(theirs.lower(), person.name.lower()) <= Apart.SHORTER
    before = dict(known.people)
    known.take(drafts)
    known.take(drafts)
    assert known.people == before
