from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import MOMENT, applied, as_plain, made, pen, person, plan_of, roadshow, session, stop, traced, wall

from roadshow.domain.changes import Trace
from roadshow.domain.errors import RoadshowError, StaleError
from roadshow.domain.guests import Channel, GuestRole, Invitation, InvitationState, SignIn, SignInKind
from roadshow.domain.places import Booking, ClosedPeriod, Room, Venue
from roadshow.domain.plain import sparse
from roadshow.domain.tour import Part, PartRole, StopStatus, Task
from roadshow.planning import addressing, attending, booking, inviting, scheduling, staffing, tasking, touring
from roadshow.planning.undoing import reversal

SESSIONS = [
    session("a", "13:30", 30, room_id="k1"), session("b", "14:00", 30, room_id="k1"),
    session("c", "14:40", 20, room_id="k1", fixed=True), session("d", "2026-10-25 02:30~2", 20),
]  # fmt: skip
VENUE = Venue(id="v1", name="Huis", closed_periods=(ClosedPeriod(first=date(2026, 4, 27), last=date(2026, 4, 27)),))
ROOM = Room(id="k1", venue_id="v1", name="Zaal 1")
PART = Part(id="x1", session_id="a", person_id="p1", role=PartRole.SPEAKER)
GUEST = Invitation(id="i1", stop_id="s1", person_id="p1")
TASK = Task(id="t1", roadshow_id="r1", title="Mail", stop_id="s1", offset=-21)
BOOKING = Booking(id="b1", stop_id="s1", venue_id="v1")
FACT = SignIn(id="f1", stop_id="s1", sign_in_kind=SignInKind.IN, desk="A", counter=1, moment=MOMENT, person_id="p1")
PLAN = plan_of(roadshow(), stop(), person(), VENUE, ROOM, PART, GUEST, TASK, BOOKING, FACT, *SESSIONS)

minutes = st.integers(1, 200)
some_session = st.sampled_from(SESSIONS[:3])
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)
walls = st.integers(-300_000, 300_000).map(lambda shift: wall("2026-04-14 13:30") + timedelta(minutes=shift))

VERBS = st.one_of(
    st.builds(lambda w: touring.move_stop(pen(), stop(), SESSIONS, w), walls),
    st.builds(lambda w: touring.copy_stop(pen(), stop(), w, sessions=SESSIONS[:3], tasks=[TASK], venue=VENUE, rooms=[ROOM], new_rooms=[ROOM], taken={"crooswijk"}), walls),
    st.builds(lambda t: touring.amend(pen(), stop(), title=t, notes=t, themes=(t, t)), texts),
    st.builds(lambda t: touring.amend(pen(), person(), surname=t, needs_until=date(2026, 5, 1)), texts),
    st.builds(lambda w: touring.amend(pen(), SESSIONS[3], stop=stop(), start=w), walls),
    st.builds(lambda t, w: touring.add_stop(pen(), roadshow(), t, w, w, taken={"crooswijk"}), texts, walls),
    st.builds(lambda t: touring.add_roadshow(pen(), t, taken={"samen-leren"}), texts),
    st.builds(lambda status: touring.set_status(pen(), stop(), status), st.sampled_from(StopStatus)),
    st.just(None).map(lambda _: touring.remove(pen(), stop(), [PART, *SESSIONS, GUEST, TASK, BOOKING, FACT])),
    st.builds(lambda s, n: scheduling.resize_session(pen(), stop(), s, n, SESSIONS), some_session, minutes),
    st.builds(lambda s, n: scheduling.push_rest(pen(), stop(), s, n - 100, SESSIONS), some_session, minutes),
    st.builds(lambda s, w: scheduling.move_session(pen(), stop(), s, start=w, room=None), some_session, walls),
    st.builds(lambda n: scheduling.add_session(pen(), stop(), "New", n, room=ROOM, siblings=SESSIONS), minutes),
    st.builds(lambda s, n: scheduling.split(pen(), stop(), s, n, parts=[PART]), some_session, minutes),
    st.just(None).map(lambda _: scheduling.swap(pen(), stop(), SESSIONS[0], SESSIONS[1], SESSIONS)),
    st.builds(lambda r: staffing.cast(pen(), SESSIONS[0], person(), r), st.sampled_from(PartRole)),
    st.just(None).map(lambda _: staffing.release(pen(), PART)),
    st.just(None).map(lambda _: staffing.confirm(pen(), PART)),
    st.builds(lambda n: inviting.invite(pen(), stop(), [person(f"q{i}") for i in range(n)], on_list={"q1"}.__contains__), minutes),
    st.builds(lambda s, n: inviting.reply(pen(), GUEST, s, companions=n), st.sampled_from(InvitationState), minutes),
    st.just(None).map(lambda _: inviting.mark_invited(pen(), [GUEST])),
    st.just(None).map(lambda _: inviting.withdraw(pen(), GUEST)),
    st.just(None).map(lambda _: inviting.set_role(pen(), GUEST, GuestRole.HOST)),
    st.just(None).map(lambda _: inviting.set_channel(pen(), GUEST, Channel.PHONE)),
    st.builds(lambda t: attending.sign_in(pen(), stop(), "B", 1, walk_in=t), texts),
    st.just(None).map(lambda _: attending.undo(pen(), stop(), FACT, "A", 2)),
    st.builds(lambda t: tasking.add_task(pen(), roadshow(), t, due=date(2026, 4, 1)), texts),
    st.just(None).map(lambda _: tasking.amend_task(pen(), TASK, due=date(2026, 4, 1))),
    st.just(None).map(lambda _: tasking.done(pen(), TASK)),
    st.builds(lambda t: booking.add_venue(pen(), t, latitude=51.9, step_free=True), texts),
    st.builds(lambda t: booking.add_room(pen(), VENUE, t, rooms=[ROOM], equipment=("beamer",)), texts),
    st.just(None).map(lambda _: booking.book(pen(), stop(), VENUE, firm=True, bookings=[BOOKING])),
    st.just(None).map(lambda _: booking.hold(pen(), BOOKING, date(2026, 4, 1))),
    st.just(None).map(lambda _: booking.release_booking(pen(), BOOKING)),
    st.just(None).map(lambda _: booking.close(pen(), VENUE, date(2026, 5, 1), date(2026, 5, 2))),
    st.just(None).map(lambda _: booking.reopen(pen(), VENUE, date(2026, 4, 27), date(2026, 4, 27))),
    st.builds(lambda t: addressing.add_person(pen(), given=t, languages=("nl",)), texts),
)  # fmt: skip


def taken_back(plan, traces):
    return applied(plan, reversal(traces, lambda kind, key: plan.get((kind, key))))


@given(st.data())
def test_every_verb_taken_back_leaves_the_plan_as_it_was_and_done_again_as_it_became(data):
    try:
        edits = list(data.draw(VERBS).edits)
    except RoadshowError:
        return  # refused: there is nothing to take back
    after = applied(PLAN, edits)
    back = taken_back(after, traced(edits)[::-1])
    assert as_plain(back) == as_plain(PLAN)
    undo_edits = list(reversal(traced(edits), lambda kind, key: after.get((kind, key))))
    again = taken_back(back, traced(undo_edits))
    assert as_plain(again) == as_plain(after)


def test_what_somebody_else_wrote_in_another_field_stays():
    change = touring.amend(pen(), stop(), title="Nieuw")
    others = plan_of(replace(made(change), capacity=40))
    plan = taken_back(others, traced(change.edits))
    assert (plan["stop", "s1"].title, plan["stop", "s1"].capacity) == ("Crooswijk", 40)


def test_a_field_that_somebody_changed_since_is_not_overwritten_and_both_values_are_shown():
    change = touring.amend(pen(), stop(), title="Nieuw")
    with pytest.raises(StaleError) as refused:
        taken_back(plan_of(replace(made(change), title="Hillesluis")), traced(change.edits))
    assert (refused.value.yours, refused.value.theirs) == ({"title": "Nieuw"}, {"title": "Hillesluis"})
    assert "Nieuw" in refused.value.message
    assert "Hillesluis" in refused.value.message


def test_a_new_record_that_was_filled_in_since_does_not_vanish():
    new = stop(doors=None)
    for kept in (traced([*touring.remove(pen(), new).edits])[0].before, sparse(new)):
        trace = Trace("stop", "s1", None, kept)
        with pytest.raises(StaleError) as refused:
            taken_back(plan_of(replace(new, contact="Fatma 06")), [trace])
        assert refused.value.theirs == {"contact": "Fatma 06"}
        assert taken_back(plan_of(new), [trace]) == {}


def test_what_is_gone_or_back_already_is_said():
    added = traced(addressing.add_person(pen(), given="Jan").edits)
    removed = traced(touring.remove(pen(), stop()).edits)
    amended = traced(touring.amend(pen(), stop(), title="Nieuw").edits)
    for plan, traces in (({}, added), ({}, amended), (plan_of(stop()), removed)):
        with pytest.raises(StaleError):
            taken_back(plan, traces)


def test_taking_back_streams():
    def endless():
        while True:
            yield Trace("stop", "s1", {"title": "Old"}, {"title": "Crooswijk"})

    edit = next(reversal(endless(), lambda _kind, _key: stop()))
    assert edit.after.title == "Old"
