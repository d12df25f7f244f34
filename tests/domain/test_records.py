"""Records are compared, hashed and shown as dataclasses are, though that is written once for all."""

from dataclasses import dataclass, fields, make_dataclass, replace

import pytest

from roadshow.domain.guests import Guest, Invitation, SignIn
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Record
from roadshow.domain.people import Registration
from roadshow.domain.places import ClosedPeriod, OpeningHours

RECORDS = [*KINDS.values(), Guest, Registration, ClosedPeriod, OpeningHours]


def filled(kind: type) -> object:
    return kind(**{field.name: field.name for field in fields(kind)})


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_equals_its_copy_and_nothing_that_differs_in_a_field(kind) -> None:
    """A change of that field would be taken for no change, and not be saved."""
    one = filled(kind)
    assert one == replace(one)
    assert hash(one) == hash(replace(one))
    for field in fields(kind):
        assert one != replace(one, **{field.name: "other"})
    assert one != "x"
    assert issubclass(kind, Record)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_is_shown_as_a_dataclass_is(kind) -> None:
    like = make_dataclass(kind.__name__, [(field.name, str) for field in fields(kind)], frozen=True, kw_only=True)
    assert repr(filled(kind)) == repr(filled(like))


def test_two_kinds_with_the_same_fields_are_not_equal() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
    class Other(Registration):
        """The same fields under another name."""

    assert Registration(register="SKJ", number="1") != Other(register="SKJ", number="1")


def test_a_record_cannot_be_changed_and_holds_nothing_besides() -> None:
    one = filled(SignIn)
    with pytest.raises(AttributeError):
        one.desk = "B"
    assert not hasattr(filled(Invitation), "__dict__")
