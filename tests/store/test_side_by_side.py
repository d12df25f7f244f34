"""Many new records at once are kept exactly as they would be kept one by one, in their rows and in the journal."""

from datetime import UTC, date, datetime

import pytest

from roadshow.domain.asking import Query
from roadshow.domain.changes import Change, Edit, Phrase
from roadshow.domain.people import Person, Registration
from roadshow.domain.plain import each_sparse, side_by_side, sparse
from roadshow.store.sqlite import SqliteStore

MOMENT = datetime(2026, 4, 14, tzinfo=UTC)
FULL = {
    "given": "Ayşe", "particle": "van 't", "surname": "Yılmaz", "country": "BE", "languages": ("tr", "nl"), "tags": ("a;b'c",),
    "registrations": (Registration(register="SKJ", number="01"),), "needs_until": date(2026, 4, 14), "consent_mail": False,
}  # fmt: skip


def crowd(count):
    """So many people, of whom some have nothing, some one field and some all."""
    kinds = ({}, {"given": "Jan", "consent_mail": True}, {"email": "a@example.org"}, FULL, {"country": ""})
    return [Person(id=f"{number:036}", **kinds[number % len(kinds)]) for number in range(count)]


@pytest.mark.parametrize("count", [1, 2, 5, 501])
def test_a_crowd_comes_back_as_it_went_in(tmp_path, count):
    people = crowd(count)
    with SqliteStore.create(tmp_path / "plan.roadshow") as store:
        entry = store.commit(Change("c", Phrase("crowd"), "tester", MOMENT, [Edit(None, person) for person in people]))
        assert list(store.each(Query(Person, order=("n",), limit=None))) == people
        assert [trace.after for trace in store.traces(entry.number)] == [sparse(person) for person in people]


def test_side_by_side_leaves_out_what_is_empty_in_all():
    people = crowd(3)
    columns = side_by_side(people)
    assert [shape.name for shape, _values in columns] == ["id", "given", "email", "consent_mail"]
    assert list(each_sparse(columns)) == [sparse(person) for person in people]
