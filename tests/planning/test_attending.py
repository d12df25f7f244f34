from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import MOMENT, made, pen, stop

from roadshow.domain.errors import BadInputError
from roadshow.domain.guests import Invitation, SignIn, SignInKind
from roadshow.planning import attending
from roadshow.planning.attending import Whereabouts


def fact(key, kind, desk, counter, minute=None, **fields):
    """One fact at a minute of the evening; the counter decides where no minute is given."""
    moment = MOMENT + timedelta(minutes=counter if minute is None else minute)
    return SignIn(
        **{
            "id": key,
            "stop_id": "s1",
            "sign_in_kind": SignInKind(kind),
            "desk": desk,
            "counter": counter,
            "moment": moment,
            **fields,
        }
    )


def guest(person_id):
    return Invitation(id=f"i-{person_id}", stop_id="s1", person_id=person_id)


def states(signins, invitations=()):
    return {row.person_id or row.number: row.state.value for row in attending.attendance(signins, invitations).rows}


def test_in_out_and_never_are_told_apart():
    facts = [
        fact("1", "in", "A", 1, person_id="p1"),
        fact("2", "in", "A", 2, person_id="p2"),
        fact("3", "out", "A", 3, person_id="p1"),
    ]
    seen = attending.attendance(facts, [guest("p1"), guest("p2"), guest("p3")])
    assert [(row.person_id, row.state.value) for row in seen.rows] == [
        ("p1", "out"),
        ("p2", "present"),
        ("p3", "never"),
    ]
    assert (seen.present, seen.out, seen.never, seen.walk_ins) == (1, 1, 1, 0)


def test_inside_a_desk_the_counter_decides_not_its_clock():
    facts = [fact("1", "in", "A", 1, minute=90, person_id="p1"), fact("2", "out", "A", 2, minute=10, person_id="p1")]
    assert states(facts) == {"p1": "out"}
    late = fact("3", "in", "B", 1, minute=20, person_id="p1")
    assert states([*facts, late]) == {"p1": "present"}, "the clock of A was put right, so B came after"


def test_in_at_two_desks_is_shown_and_out_between_makes_it_ordinary():
    double = [fact("1", "in", "A", 1, person_id="p1"), fact("2", "in", "B", 1, minute=5, person_id="p1")]
    (row,) = attending.attendance(double).rows
    assert (row.double, row.desks, row.state) == (True, ("A", "B"), Whereabouts.PRESENT)
    between = fact("3", "out", "A", 2, minute=3, person_id="p1")
    (row,) = attending.attendance([*double, between]).rows
    assert not row.double


def test_an_undo_takes_back_and_an_undo_of_it_puts_back():
    facts = [fact("1", "in", "A", 1, person_id="p1"), fact("2", "undo", "A", 2, person_id="p1", undoes="1")]
    assert states(facts, [guest("p1")]) == {"p1": "never"}
    again = fact("3", "undo", "B", 1, minute=0, person_id="p1", undoes="2")
    assert states([*facts, again]) == {"p1": "present"}, "whatever the clock of desk B says"


def test_undos_in_a_ring_are_void_and_end():
    ring = [
        fact("1", "undo", "A", 1, undoes="2"),
        fact("2", "undo", "A", 2, undoes="1"),
        fact("3", "undo", "A", 3, undoes="3"),
    ]
    assert states([*ring, fact("4", "in", "A", 4, person_id="p1")]) == {"p1": "present"}


def test_thousands_of_undos_of_undos_do_not_break_the_fold():
    chain = [fact("0", "in", "A", 1, person_id="p1")]
    chain += [fact(str(n), "undo", "A", n + 1, undoes=str(n - 1)) for n in range(1, 5001)]
    assert states(chain) == {"p1": "present"}


def test_walk_ins_have_the_number_of_their_desk_and_leave_by_it():
    facts = [
        fact("1", "in", "A", 1, walk_in="Fatma", organisation="Buurthuis"),
        fact("2", "in", "B", 7, walk_in="Fatma"),
        fact("3", "out", "A", 2, minute=30, walk_in="B-07"),
        fact("4", "note", "B", 8, walk_in="B-07", notes="left a bag"),
    ]
    seen = attending.attendance(facts)
    assert [(row.number, row.name, row.state.value) for row in seen.rows] == [
        ("A-01", "Fatma", "present"),
        ("B-07", "Fatma", "out"),
    ]
    assert (seen.walk_ins, seen.rows[1].notes) == (2, ("left a bag",))


def test_two_tables_that_both_call_themselves_b_lose_nobody():
    facts = [fact("1", "in", "B", 1, walk_in="Jan"), fact("2", "in", "B", 1, walk_in="Piet")]
    assert {row.name for row in attending.attendance(facts).rows} == {"Jan", "Piet"}


def test_a_person_who_is_not_on_the_list_counts_as_a_walk_in():
    seen = attending.attendance([fact("1", "in", "A", 1, person_id="p9")], [guest("p1")])
    assert (seen.walk_ins, seen.present, seen.never) == (1, 1, 1)


def test_the_verbs_note_one_fact_each():
    come = made(attending.sign_in(pen(), stop(), "A", attending.next_counter([], "A"), person_id="p1"))
    gone = made(attending.sign_out(pen(prefix="o"), stop(), "A", attending.next_counter([come], "A"), person_id="p1"))
    back = made(attending.undo(pen(prefix="u"), stop(), gone, "B", attending.next_counter([come, gone], "B")))
    said = made(attending.note(pen(prefix="t"), stop(), "A", 3, "no photo", person_id="p1"))
    assert [one.counter for one in (come, gone, back)] == [1, 2, 1]
    assert states([come, gone]) == {"p1": "out"}
    assert states([come, gone, back, said]) == {"p1": "present"}


def test_a_fact_about_nobody_or_about_two_is_refused():
    for who in ({}, {"walk_in": "  "}, {"person_id": "p1", "walk_in": "Jan"}):
        with pytest.raises(BadInputError):
            attending.sign_in(pen(), stop(), "A", 1, **who)
    with pytest.raises(BadInputError):
        attending.note(pen(), stop(), "A", 1, " ", person_id="p1")
    with pytest.raises(BadInputError):
        attending.sign_in(pen(), stop(), "", 1, person_id="p1")
    with pytest.raises(BadInputError):
        attending.undo(pen(), stop(id="s2"), fact("1", "in", "A", 1, person_id="p1"), "A", 2)


def test_a_label_at_the_door_has_no_name_in_it():
    assert "Fatma" not in str(attending.sign_in(pen(), stop(), "A", 1, walk_in="Fatma").label)


def test_taking_in_a_file_twice_adds_its_facts_once_and_only_those_of_the_stop():
    file = [fact("1", "in", "A", 1, person_id="p1"), fact("2", "in", "A", 2, person_id="p2", stop_id="s2")]
    assert [edit.after.id for edit in attending.take_in(pen(), stop(), file, lambda _: False).edits] == ["1"]
    assert list(attending.take_in(pen(), stop(), file, {"1"}.__contains__).edits) == []


@st.composite
def doors(draw):
    """Facts of three desks with clocks that jump, undos of anything, and damaged copies of one id."""
    facts = []
    for counter in range(1, draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(["in", "in", "out", "undo", "note"]))
        walk_in = draw(st.sampled_from(["", "", "Jan", "A-01"]))
        person_id = None if walk_in else draw(st.sampled_from(["p1", "p2", "p3"]))
        undoes = str(draw(st.integers(1, 14))) if kind == "undo" else None
        facts.append(
            fact(str(counter), kind, draw(st.sampled_from("ABC")), draw(st.integers(1, 9)), draw(st.integers(0, 9)),
                 walk_in=walk_in, person_id=person_id, undoes=undoes)
        )  # fmt: skip
    if facts and draw(st.booleans()):
        facts.append(replace(facts[0], notes="damaged"))
    return facts


@given(doors(), doors(), st.randoms())
def test_files_of_desks_merge_in_any_order_and_as_often_as_one_likes(one, other, random):
    both = attending.merge(one, other)
    assert attending.merge(other, one) == both
    assert attending.merge(both, one) == both
    assert attending.merge(both) == both
    assert {entry.id for entry in both} == {entry.id for entry in (*one, *other)}
    shuffled = list(both)
    random.shuffle(shuffled)
    assert attending.attendance(shuffled) == attending.attendance(attending.merge(other, one))


@given(doors())
def test_every_person_is_counted_once_and_the_counts_add_up(facts):
    guests = [guest("p1"), guest("p4")]
    seen = attending.attendance(facts, guests)
    people = [row.person_id for row in seen.rows if row.person_id]
    assert len(people) == len(set(people))
    numbers = [row.number for row in seen.rows if not row.person_id]
    assert len(numbers) == len(set(numbers))
    assert seen.present + seen.out + seen.never == len(seen.rows)
    assert {"p1", "p4"} <= set(people)


@given(st.permutations(["out-A", "in-B", "in-A", "note-B"]))
def test_two_desks_at_one_instant_are_in_an_order_that_depends_on_the_facts_alone(order):
    """Two screens that read the same facts would disagree about who is in."""
    facts = {
        "in-A": fact("9", "in", "A", 1, minute=0, person_id="p1"),
        "out-A": fact("1", "out", "A", 2, minute=0, person_id="p1"),
        "in-B": fact("5", "in", "B", 1, minute=0, person_id="p1"),
        "note-B": fact("3", "note", "B", 1, minute=0, person_id="p1", notes="jas"),
    }
    merged = attending.merge(*([facts[name]] for name in order))
    assert [one.id for one in merged] == ["9", "1", "3", "5"]
    assert states(merged) == {"p1": "present"}
