"""What every store must do. An engine's test class subclasses this and gives `store` and `neighbour`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from roadshow.api import (
    Change,
    DroppedError,
    Edit,
    Guest,
    Invitation,
    InvitationState,
    Paper,
    Pen,
    Person,
    Phrase,
    Query,
    Roadshow,
    Room,
    Session,
    StaleError,
    Stop,
    Turn,
    Venue,
    guest_fields,
    guests_of,
    new_id,
    understand,
)
from roadshow.domain.plain import same
from roadshow.planning.undoing import reversal
from roadshow.store.base import Store
from roadshow.testing.plans import small_plan

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def pen(minutes: int = 0) -> Pen:
    return Pen("sara", START + timedelta(minutes=minutes), new_id)


def put(store: Store, *nouns, minutes: int = 0):
    return store.commit(pen(minutes).change("put", tuple(Edit(None, noun) for noun in nouns)))


def alter(store: Store, noun, minutes: int = 1, **fields):
    after = replace(noun, **fields)
    store.commit(pen(minutes).change("alter", (Edit(noun, after),)))
    return after


def take_back(store: Store, entry, turn=Turn.UNDO, minutes: int = 9):
    from roadshow.api import KINDS

    writer = pen(minutes)
    edits = reversal(store.traces(entry.number, backwards=True), lambda kind, key: store.get(KINDS[kind], key))
    return store.commit(Change(writer.new_id(), entry.label, "jan", writer.moment, edits, turn, entry.number))


def people(count: int, **fields) -> Iterator[Person]:
    for number in range(count):
        yield Person(id=new_id(), given=f"Given{number:04}", surname=f"Name{count - number:04}", **fields)


class StoreContract:
    """The contract. `neighbour` is the same address, opened a second time."""

    @pytest.fixture
    def plan(self, store: Store) -> dict[type, list]:
        nouns = list(small_plan())
        put(store, *nouns)
        by_kind: dict[type, list] = {}
        for noun in nouns:
            by_kind.setdefault(type(noun), []).append(noun)
        return by_kind

    def test_every_kind_comes_back_as_it_was_put(self, store, neighbour, plan) -> None:
        for kind, nouns in plan.items():
            for noun in nouns:
                found = neighbour.get(kind, noun.id)
                assert found is not None
                assert same(found, noun)

    def test_the_second_reading_of_a_time_that_occurs_twice_is_kept(self, store, plan) -> None:
        stop = plan[Stop][0]
        night = datetime(2026, 10, 25, 2, 30)
        alter(store, stop, start=night, end=night.replace(fold=1))
        found = store.get(Stop, stop.id)
        assert (found.start.fold, found.end.fold) == (0, 1)

    def test_what_is_not_there_is_none(self, store) -> None:
        assert store.get(Person, new_id()) is None
        assert store.last_number() == 0
        assert store.to_undo() is None
        assert store.to_redo() is None

    def test_a_window_shows_one_page_and_counts_all(self, store) -> None:
        put(store, *people(120))
        first = store.window(Query(Person, limit=50))
        last = store.window(Query(Person, limit=50, offset=100))
        assert (len(first.rows), first.total) == (50, 120)
        assert (len(last.rows), last.total) == (20, 120)
        assert first.rows[0].surname == "Name0001"
        assert last.rows[-1].surname == "Name0120"

    def test_keys_and_rows_give_any_part_of_a_list_in_its_order(self, store) -> None:
        put(store, *people(1200))
        query = Query(Person, order=("-sort",))
        keys = store.keys(query)
        assert len(keys) == 1200
        assert store.keys(query, 3) == keys[:3]
        middle = store.rows(Person, keys[600:603])
        assert [person.surname for person in middle] == ["Name0600", "Name0599", "Name0598"]
        assert store.rows(Person, [10**9]) == []

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("yilmaz", {"Yılmaz"}),
            ("YILMAZ", {"Yılmaz"}),
            ("ismail", {"Yılmaz"}),
            ("zak", {"Żak"}),
            ("lukasz zak", {"Żak"}),
            ("nguyen", {"Nguyễn"}),
            ("van 't hof", {"Hof"}),
            ("فاطمة", {"El Amrani"}),
            ("organisation:sv", {"Yılmaz"}),
            ("organisation:hillesluis", {"Yılmaz"}),
            ("organisation:illesluis", set()),
            ('organisation:"polska szkola"', {"Żak"}),
            ("language:tr,pl", {"Yılmaz", "Żak"}),
            ("-has:email", {"Hof"}),
            ("has:email -language:nl", {"Żak"}),
            ("email:%", set()),
            ("_", set()),
            ("name:/^van /", {"Hof"}),
            ("name:/^VAN 'T hof$/", {"Hof"}),
            ("name:/^hof$/", {"Hof"}),
            ("name:/ŻA[KX]$/", {"Żak"}),
            ("name:/^[^z]ilmaz/", {"Yılmaz"}),
            ("-name:/^[xz]ak$/ has:email", {"Wit", "Yılmaz", "Nguyễn", "El Amrani"}),
            ("organisation:/^hillesluis/", set()),
            ("organisation:/hillesluis$/", {"Yılmaz"}),
            ("organisation:/(polska|turkse) s/ language:pl", {"Żak"}),
            ("district:/./", set()),
        ],
    )
    def test_search_folds_names_and_asks_facets(self, store, plan, question, found) -> None:
        window = store.window(Query(Person).matching(understand(question)))
        assert {person.surname for person in window.rows} == found
        assert window.total == len(found)

    def test_a_pattern_asks_a_guest_list_too(self, store, plan) -> None:
        query = guests_of(plan[Stop][0].id).matching(understand("name:/^van /", guest_fields()))
        assert [row.person.surname for row in store.guests(query).rows] == ["Hof"]
        assert store.count(query) == 1

    def test_a_question_that_is_being_read_can_be_stopped(self, store) -> None:
        """A list of a million would wait for an answer that nobody wants any more."""
        put(store, *people(1200))
        rows = store.each(Query(Person, order=("-sort",), limit=None))
        next(rows)
        store.interrupt()
        with pytest.raises(DroppedError):
            list(rows)
        assert len(store.keys(Query(Person))) == 1200
        store.interrupt()
        assert store.count(Query(Person)) == 1200

    def test_a_guest_list_stands_in_the_order_of_names_and_can_be_asked_about_people(self, store, plan) -> None:
        query = guests_of(plan[Stop][0].id)
        rows = store.guests(query).rows
        assert all(isinstance(row, Guest) for row in rows)
        assert [row.person.surname for row in rows] == ["El Amrani", "Hof", "Nguyễn", "Yılmaz", "Żak"]
        accepted = query.matching(understand("state:accepted", guest_fields()))
        assert store.guests(accepted).total == 2
        both = query.matching(understand("state:accepted organisation:moeder", guest_fields()))
        assert store.guests(both).total == 0
        assert store.tally(query, "state") == {"accepted": 2, "invited": 1, "listed": 1, "maybe": 1}
        assert store.tally(query, "organisation")["Wijkraad"] == 1

    def test_answers_are_counted_in_the_store_and_only_who_needs_something_is_read(self, store, plan) -> None:
        """The checker would hold a hundred thousand guests to count those who come."""
        stop, first = plan[Stop][0].id, plan[Invitation][0]
        guests = list(store.each_guest(guests_of(stop)))
        counted = list(store.answers([stop, "nowhere"]))
        assert sum(some.guests for some in counted) == len(guests)
        assert sum(some.companions for some in counted) == sum(guest.invitation.companions for guest in guests)
        assert {(some.state, some.role, some.invited_at) for some in counted} == {
            (guest.invitation.state, guest.invitation.role, guest.invitation.invited_at) for guest in guests
        }
        needing = {guest.person.id for guest in guests if guest.person.diet or guest.person.access}
        plain = next(guest.person for guest in guests if guest.person.email and guest.person.id not in needing)
        assert plain.id not in {guest.person.id for guest in store.notable_guests([stop])}
        alter(store, plain, diet="halal")
        assert plain.id in {guest.person.id for guest in store.notable_guests([stop])}
        alter(store, replace(plain, diet="halal"), diet="", email="", phone="", town="")
        assert plain.id in {guest.person.id for guest in store.notable_guests([stop])}
        other = next(guest.person for guest in guests if guest.person.email and guest.person.id != plain.id)
        lone = store.get(Person, plain.id)
        alter(store, lone, email=other.email.upper())
        rows = [guest.person.id for guest in store.notable_guests([stop])]
        assert {plain.id, other.id} <= set(rows)
        order = [guest.person.id for guest in store.each_guest(guests_of(stop))]
        assert rows == [who for who in order if who in rows]
        assert first.stop_id == stop

    def test_a_new_surname_moves_somebody_in_the_guest_list(self, store, plan) -> None:
        hof = next(person for person in plan[Person] if person.surname == "Hof")
        alter(store, hof, surname="Aa", organisation="Buurtbakkerij")
        query = guests_of(plan[Stop][0].id)
        assert store.guests(query).rows[0].person.surname == "Aa"
        assert store.guests(query.matching(understand("organisation:buurtb aa", guest_fields()))).total == 1
        assert store.guests(query.matching(understand("hof", guest_fields()))).total == 0

    def test_a_stale_edit_is_refused_and_says_both_values(self, store, neighbour, plan) -> None:
        stop = plan[Stop][0]
        alter(neighbour, stop, title="Theirs")
        with pytest.raises(StaleError) as refused:
            alter(store, stop, title="Mine")
        assert refused.value.theirs == {"title": "Theirs"}
        assert refused.value.yours == {"title": "Samen in Crooswijk"}
        assert store.get(Stop, stop.id).title == "Theirs"

    def test_a_refused_change_leaves_nothing_behind(self, store, plan) -> None:
        stop, venue = plan[Stop][0], plan[Venue][0]
        before = store.last_number()
        good = Edit(venue, replace(venue, name="Elsewhere"))
        stale = Edit(replace(stop, title="Never was"), stop)
        with pytest.raises(StaleError):
            store.commit(pen().change("two", (good, stale)))
        assert store.get(Venue, venue.id).name == venue.name
        assert store.last_number() == before

    def test_an_edit_of_what_is_gone_is_refused(self, store, plan) -> None:
        person = plan[Person][-1]
        lonely = next(people(1))
        put(store, lonely)
        store.commit(pen().change("gone", (Edit(lonely, None),)))
        with pytest.raises(StaleError):
            alter(store, lonely, given="Too late")
        with pytest.raises(StaleError):
            store.commit(pen().change("still a guest", (Edit(person, None),)))
        assert store.get(Person, person.id) is not None

    def test_a_name_that_is_taken_is_refused(self, store, plan) -> None:
        with pytest.raises(StaleError):
            put(store, replace(plan[Roadshow][0], id=new_id()))

    def test_undo_puts_everything_back_and_redo_does_it_again(self, store, plan) -> None:
        stop = plan[Stop][0]
        moved = alter(store, stop, title="Moved")
        entry = store.to_undo()
        undone = take_back(store, entry)
        assert same(store.get(Stop, stop.id), stop)
        assert store.to_redo().number == undone.number
        take_back(store, store.to_redo(), Turn.REDO)
        assert same(store.get(Stop, stop.id), moved)
        assert store.to_redo() is None
        assert store.to_undo().turn is Turn.REDO

    def test_undo_goes_back_step_by_step_and_a_new_change_ends_redo(self, store, plan) -> None:
        stop = plan[Stop][0]
        one = alter(store, stop, title="One")
        alter(store, one, title="Two")
        take_back(store, store.to_undo())
        take_back(store, store.to_undo())
        assert store.get(Stop, stop.id).title == stop.title
        take_back(store, store.to_redo(), Turn.REDO)
        assert store.get(Stop, stop.id).title == "One"
        alter(store, one, district="Elsewhere")
        assert store.to_redo() is None

    def test_what_was_taken_back_once_is_not_taken_back_twice(self, store, plan) -> None:
        alter(store, plan[Stop][0], title="One")
        entry = store.to_undo()
        take_back(store, entry)
        with pytest.raises(StaleError):
            take_back(store, entry)

    def test_undo_passes_over_what_only_notes_something_outside_and_redo_outlives_it(self, store, plan) -> None:
        alter(store, plan[Stop][0], title="x", minutes=1)
        writer = pen(2)
        paper = Paper(id=new_id(), stop_id=plan[Stop][0].id, exporter="signin", moment=writer.moment)
        edits = (Edit(None, paper),)
        store.commit(Change(writer.new_id(), Phrase("Exported"), "sara", writer.moment, edits, Turn.NOTE))
        entry = store.to_undo()
        assert entry.label.text == "alter"
        undone = take_back(store, entry)
        again = replace(paper, moment=writer.moment + timedelta(minutes=1))
        store.commit(Change(new_id(), Phrase("Exported"), "sara", again.moment, (Edit(paper, again),), Turn.NOTE))
        assert store.to_redo().number == undone.number
        assert store.get(Paper, paper.id) == again

    def test_the_past_of_a_record_comes_newest_first_and_has_nothing_of_others(self, store, plan) -> None:
        stop = plan[Stop][0]
        alter(store, alter(store, stop, title="x", minutes=1), title="y", minutes=2)
        alter(store, plan[Venue][0], name="z", minutes=3)
        past = list(store.past("stop", stop.id))
        assert [moment - START for moment, _trace in past] == [timedelta(minutes=place) for place in (2, 1, 0)]
        assert [trace.before for _moment, trace in past] == [{"title": "x"}, {"title": stop.title}, None]
        assert list(store.past("venue", stop.id)) == []

    def test_undo_of_a_field_that_somebody_changed_since_is_refused_with_both_values(self, store, plan) -> None:
        stop = plan[Stop][0]
        mine = alter(store, stop, title="Mine")
        entry = store.to_undo()
        alter(store, mine, title="Theirs")
        with pytest.raises(StaleError) as refused:
            take_back(store, entry)
        assert "Theirs" in str(refused.value.theirs)
        assert "Mine" in str(refused.value.yours)

    def test_undo_leaves_other_fields_of_the_same_record_alone(self, store, plan) -> None:
        stop = plan[Stop][0]
        mine = alter(store, stop, title="Mine")
        entry = store.to_undo()
        alter(store, mine, district="Theirs")
        take_back(store, entry)
        found = store.get(Stop, stop.id)
        assert (found.title, found.district) == (stop.title, "Theirs")

    def test_the_journal_says_who_what_when_and_what_differs(self, store, plan) -> None:
        stop = plan[Stop][0]
        alter(store, stop, title="New title", capacity=None)
        newest, first = store.journal()
        assert (newest.number, first.number) == (2, 1)
        assert newest.author == "sara"
        assert newest.moment == START + timedelta(minutes=1)
        trace = next(iter(store.traces(newest.number)))
        assert trace.before == {"title": "Samen in Crooswijk", "capacity": 60}
        assert trace.after == {"title": "New title", "capacity": None}
        assert [entry.number for entry in store.touched("stop", stop.id)] == [2, 1]
        assert store.journal(limit=1, before=2) == (store.entry(1),)

    def test_a_large_change_streams_and_is_one_undo(self, store) -> None:
        many = (Edit(None, person) for person in people(3000))
        entry = store.commit(pen().change("import", many))
        assert entry.edits == 3000
        assert store.count(Query(Person)) == 3000
        take_back(store, entry)
        assert store.count(Query(Person)) == 0

    def test_sequence_rises_on_what_guests_must_decide_again_and_only_then(self, store, plan) -> None:
        stop = plan[Stop][0]

        def sequence() -> int:
            return store.revisions(Stop, [stop.id])[stop.id].sequence

        assert sequence() == 0
        stop = alter(store, stop, minutes=1, title="Other words")
        assert sequence() == 0
        later = alter(store, stop, minutes=2, start=stop.start + timedelta(minutes=30))
        assert sequence() == 1
        take_back(store, store.to_undo(), minutes=3)
        assert sequence() == 2, "an undo is one more revision: calendars already hold the last one"
        assert store.revisions(Stop, [stop.id])[stop.id].modified == START + timedelta(minutes=3)
        assert later.id == stop.id

    def test_another_address_of_the_venue_is_a_revision_of_its_stops_and_sessions(self, store, plan) -> None:
        alter(store, plan[Venue][0], street="Rozenstraat 2")
        stop, sessions = plan[Stop][0], plan[Session]
        assert store.revisions(Stop, [stop.id])[stop.id].sequence == 1
        assert {one.sequence for one in store.revisions(Session, [one.id for one in sessions]).values()} == {1}

    def test_another_name_of_a_room_is_seen_but_is_no_revision(self, store, plan) -> None:
        alter(store, plan[Room][0], name="Grote zaal", minutes=5)
        revision = store.revisions(Stop, [plan[Stop][0].id])[plan[Stop][0].id]
        assert (revision.sequence, revision.modified) == (0, START + timedelta(minutes=5))

    def test_what_comes_back_from_removal_has_a_higher_sequence(self, store, plan) -> None:
        invitation = plan[Invitation][0]
        removed = store.commit(pen().change("gone", (Edit(invitation, None),)))
        take_back(store, removed)
        assert store.revisions(Invitation, [invitation.id])[invitation.id].sequence == 1
        withdrawn = alter(store, invitation, state=InvitationState.WITHDRAWN)
        alter(store, withdrawn, state=InvitationState.INVITED)
        assert store.revisions(Invitation, [invitation.id])[invitation.id].sequence == 3

    def test_modified_never_falls_when_a_clock_goes_back(self, store, plan) -> None:
        """Calendars ignore a copy that is older than what they hold (RFC 5545, LAST-MODIFIED)."""
        stop, room, invitation = plan[Stop][0], plan[Room][0], plan[Invitation][0]
        stop = alter(store, stop, minutes=50, title="Late")
        alter(store, stop, minutes=10, title="Earlier, says the clock")
        alter(store, room, minutes=10, name="Grote zaal")
        assert store.revisions(Stop, [stop.id])[stop.id].modified == START + timedelta(minutes=50)
        invitation = alter(store, invitation, minutes=50, companions=1)
        gone = store.commit(pen(10).change("gone", (Edit(invitation, None),)))
        take_back(store, gone, minutes=11)
        back = store.revisions(Invitation, [invitation.id])[invitation.id]
        assert back.modified == START + timedelta(minutes=50)

    def test_what_another_took_meanwhile_is_said_in_words(self, store, plan) -> None:
        stop = plan[Stop][0]
        renamed = store.commit(pen().change("slug", (Edit(stop, replace(stop, slug="elsewhere")),)))
        put(store, replace(stop, id=new_id()))
        with pytest.raises(StaleError) as refused:
            take_back(store, renamed)
        assert refused.value.message == "There is another one already with the same short name."
        with pytest.raises(StaleError, match="on that list already"):
            put(store, replace(plan[Invitation][0], id=new_id()))

    def test_a_rest_changes_nothing_that_is_seen(self, store, neighbour, plan) -> None:
        store.rest()
        alter(store, plan[Stop][0], title="x")
        neighbour.rest()
        store.rest()
        assert neighbour.get(Stop, plan[Stop][0].id).title == "x"

    def test_the_installation_domain_never_changes(self, store, neighbour) -> None:
        assert store.domain == neighbour.domain
        assert "." in store.domain

    def test_a_neighbour_sees_the_number_of_the_last_change(self, store, neighbour, plan) -> None:
        assert neighbour.last_number() == 1
        alter(store, plan[Stop][0], title="x")
        assert neighbour.last_number() == 2

    def test_a_store_in_order_has_no_problems(self, store, plan) -> None:
        assert store.problems() == ()
