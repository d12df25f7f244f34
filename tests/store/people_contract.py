"""What every store must do with people: meet them by keys, follow their former ids, and forget them."""

from dataclasses import replace

import pytest
from store_contract import alter, pen, put, take_back

from roadshow.api import Contact, Edit, Headcount, Invitation, Person, SignIn, Turn, Wanted, new_id
from roadshow.planning import keeping


def wanted(emails=(), phones=(), names=()) -> Wanted:
    return Wanted(frozenset(emails), frozenset(phones), frozenset(names))


class PeopleContract:
    """The contract about people. `store` and `plan` as in StoreContract."""

    @pytest.fixture
    def jan(self, store) -> Person:
        jan = Person(
            id=new_id(), given="Jan", particle="de", surname="Vries", email="Jan@Example.org", phone="+31 6 12345678"
        )
        put(store, jan, Person(id=new_id(), given="Ana", surname="Souza"))
        return jan

    @pytest.mark.parametrize(
        "asked", [wanted(["jan@example.org"]), wanted(phones=["612345678"]), wanted(names=["jan de vries"])]
    )
    def test_somebody_is_met_by_each_key_alone(self, store, jan, asked) -> None:
        assert store.people_like(asked) == (jan,)

    def test_nobody_is_met_by_what_nobody_has(self, store, jan) -> None:
        assert store.people_like(wanted()) == ()
        assert store.people_like(wanted(["x@example.org"], [""], [""])) == ()

    def test_who_changed_an_address_is_met_by_the_new_one_only(self, store, jan) -> None:
        now = alter(store, jan, email="jan@brug.example")
        assert store.people_like(wanted(["jan@brug.example"])) == (now,)
        assert store.people_like(wanted(["jan@example.org"])) == ()
        take_back(store, store.to_undo())
        assert store.people_like(wanted(["jan@example.org"])) == (jan,)

    def test_somebody_is_met_by_further_addresses_and_numbers_as_long_as_they_have_them(self, store, jan) -> None:
        more = (
            Contact(kind="home", value="Thuis@Example.org"),
            Contact(value="010-1234567"),
            Contact(kind="fax", value="0107654321"),
        )
        now = alter(store, jan, contacts=more)
        assert store.people_like(wanted(["thuis@example.org"])) == (now,)
        assert store.people_like(wanted(phones=["101234567"])) == (now,)
        assert store.people_like(wanted(phones=["107654321"])) == (), "a fax is nobody"
        undone = take_back(store, store.to_undo())
        assert store.people_like(wanted(["thuis@example.org"])) == ()
        take_back(store, undone, Turn.REDO)
        gone = store.commit(pen().change("gone", (Edit(now, None),)))
        assert store.people_like(wanted(["thuis@example.org"], ["101234567"])) == ()
        take_back(store, gone)
        assert store.people_like(wanted(["thuis@example.org"])) == (now,)

    def test_a_second_edit_of_somebody_made_in_the_same_change_is_kept_and_taken_back(self, store) -> None:
        first = Person(id=new_id(), given="Eva", email="eva@example.org")
        second, third = replace(first, phone="0612345678"), replace(first, phone="0612345678", town="Rotterdam")
        other = Person(id=new_id(), given="Piet")
        edits = (Edit(None, first), Edit(None, other), Edit(first, second), Edit(second, third))
        entry = store.commit(pen().change("import", iter(edits)))
        assert store.get(Person, first.id) == third
        undone = take_back(store, entry)
        assert store.get(Person, first.id) is None
        take_back(store, undone, Turn.REDO)
        assert store.get(Person, first.id) == third

    def test_another_opening_sees_only_what_was_there_before_a_change_is_done(self, store, jan) -> None:
        with store.again() as before:
            seen = []

            def edits():
                yield Edit(None, replace(jan, id=new_id(), notes="twin"))
                seen.append(len(before.people_like(wanted(["jan@example.org"]))))

            store.commit(pen().change("twin", edits()))
            assert seen == [1]
            assert len(before.people_like(wanted(["jan@example.org"]))) == 2

    def test_a_former_id_leads_to_the_person_until_it_is_taken_back(self, store, jan) -> None:
        old = new_id()
        now = alter(store, jan, former_ids=(old,))
        assert store.get(Person, old) == now
        take_back(store, store.to_undo())
        assert store.get(Person, old) is None

    def test_a_removed_person_gives_up_former_ids_and_has_them_again_after_undo(self, store, jan) -> None:
        old = new_id()
        now = alter(store, jan, former_ids=(old,))
        gone = store.commit(pen().change("gone", (Edit(now, None),)))
        assert store.get(Person, old) is None
        take_back(store, gone)
        assert store.get(Person, old) == now

    def test_undo_of_an_edit_of_somebody_who_went_into_another_does_not_touch_the_other(self, store, jan) -> None:
        twin = Person(id=new_id(), given="Jan", town="Delft")
        put(store, twin)
        moved = alter(store, twin, town="Gouda")
        entry = store.to_undo()
        keeper = replace(jan, town="Gouda", former_ids=(twin.id,))
        store.commit(pen().change("merge", (Edit(moved, None), Edit(jan, keeper))))
        from roadshow.api import StaleError

        with pytest.raises(StaleError):
            take_back(store, entry)
        assert store.get(Person, twin.id).town == "Gouda"

    def test_nothing_of_somebody_forgotten_is_left_in_the_journal_or_comes_back(self, store, plan) -> None:
        guest = next(one for one in plan[Invitation])
        person = store.get(Person, guest.person_id)
        person = alter(store, person, notes="Zeldzaam woord", phone="0698765432")
        hanging = [one for kind in (SignIn, Invitation) for one in plan.get(kind, ()) if one.person_id == person.id]
        from roadshow.api import Part

        hanging += [one for one in plan.get(Part, ()) if one.person_id == person.id]
        change = keeping.forget(pen(), person, hanging)
        count = Headcount(guest.stop_id, guest.state.value)
        entry = store.erase(change, naming=(person.id,), counts=[count])
        assert store.get(Person, person.id) is None
        assert store.touched("person", person.id) == ()
        assert list(store.traces(entry.number)) == []
        kept = [str(trace) for one in store.journal(limit=None) for trace in store.traces(one.number)]
        assert not any("Zeldzaam" in text or person.id in text or "0698765432" in text for text in kept)
        assert store.headcounts(guest.stop_id) == (count,)
        assert store.to_undo().number != entry.number, "forgetting is not to be undone"
        assert store.problems() == ()

    def test_counts_of_the_forgotten_add_up(self, store, plan) -> None:
        stop_id = plan[Invitation][0].stop_id
        for _time in range(2):
            change = replace(keeping.let_go(pen(), ()), edits=())
            store.erase(change, counts=[Headcount(stop_id, "accepted", "Brug", 3, 1)])
        assert store.headcounts(stop_id) == (Headcount(stop_id, "accepted", "Brug", 6, 2),)

    def test_a_field_that_is_let_go_leaves_the_journal_and_the_rest_stays(self, store, jan) -> None:
        needy = alter(store, jan, diet="halal", town="Gouda")
        store.erase(keeping.let_go(pen(), (keeping.without_needs(needy),)))
        traces = [
            trace for one in store.journal(limit=None) for trace in store.traces(one.number) if trace.id == jan.id
        ]
        assert not any("diet" in (values or {}) for trace in traces for values in (trace.before, trace.after))
        assert any((trace.after or {}).get("town") == "Gouda" for trace in traces)
        take_back(store, store.to_undo())
        assert store.get(Person, jan.id) == jan

    def test_a_text_is_found_where_somebody_wrote_it(self, store, jan) -> None:
        noted = alter(
            store, next(iter(store.people_like(wanted(names=["ana souza"])))), notes="collega van Jan de Vries"
        )
        assert list(store.mentions("Jan de Vries")) == [("person", noted.id, "notes")]
        assert list(store.mentions("de Vries, Jan")) == []
