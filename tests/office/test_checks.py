"""The checker over a real workspace: what it reads, what it counts, what plugins add, and what a move would do."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from roadshow.api import (
    BadInputError,
    ClosedPeriod,
    GuestRole,
    Invitation,
    InvitationState,
    Notice,
    Paper,
    Person,
    Place,
    Query,
    Roadshow,
    Rule,
    Session,
    Stop,
    Trouble,
    Waiver,
    Weight,
    export,
    guests_of,
    hookimpl,
    touring,
    waiving,
)
from roadshow.office.checks import Checkup, untrue_stretches
from roadshow.planning.checking import tally
from roadshow.settings.layers import Layer, Settings, file_layer
from roadshow.testing import MOMENT, open_plan

TODAY = date(2027, 3, 19)


def only(office, kind):
    (one,) = office.store.each(Query(kind, limit=None))
    return one


def stop_of(office) -> Stop:
    return only(office, Stop)


def codes(office, stop=None, today=TODAY) -> list[str]:
    return sorted({finding.code for finding in Checkup(office, today).findings(stop).open})


def save(office, noun, minutes=0, **fields):
    """Change a record so many minutes after the plan was made."""
    office.clock = lambda: MOMENT + timedelta(minutes=minutes)
    after = replace(noun, **fields)
    office.do(touring.amend(office.pen(), noun, **fields))
    return after


def plugin(*rules):
    return {"mine": SimpleNamespace(rules=hookimpl(lambda: list(rules)))}


def everywhere(code="mine-here", look=None, gap="", weight=Weight.WARN) -> Rule:
    def found(scene):
        return (Trouble((row.place,), f"Something is odd at {row.place.name}.") for row in scene.stops)

    return Rule(code, weight, "Something is odd", "Look at it.", look or found, gap)


def test_one_stop_is_checked_as_it_is_in_the_whole(office) -> None:
    stop = stop_of(office)
    whole = Checkup(office, TODAY).findings().open
    assert whole
    assert {one.identity for one in Checkup(office, TODAY).findings(stop).open} == {one.identity for one in whole}


def test_people_with_a_part_are_read_and_guests_are_only_counted(office) -> None:
    people = Checkup(office, TODAY).scene.people
    assert [person.name for person in people.values()] == ["Sara de Wit"]
    assert Checkup(office, TODAY).scene.tally(stop_of(office).id).guests == 5


def test_the_store_counts_a_guest_list_as_the_rules_do(tmp_path) -> None:
    """The numbers on the screen would be others than those that each rule was tried with."""
    dice = random.Random(7)
    start = datetime(2027, 4, 13, 19, 30)
    stops = [
        Stop(id=f"s{n}", roadshow_id="r", slug=f"s{n}", title=f"Stop {n}", zone="Europe/Amsterdam", start=start,
             end=start + timedelta(hours=2)) for n in range(3)
    ]  # fmt: skip
    people = [
        Person(id=f"p{n:03}", given="An", surname=f"Bakker {n:03}", email=dice.choice(("", " ", f"p{n // 2}@example.org")),
               phone=dice.choice(("", "06 1")), town=dice.choice(("", "Rotterdam")), street=dice.choice(("", "Kade 1")),
               diet=dice.choice(("", "geen", "halal")), access=dice.choice(("", "rollator", "ringleiding")),
               interpreter=dice.choice(("", "Turks")), childcare=dice.choice(("", "2 kinderen")))
        for n in range(120)
    ]  # fmt: skip
    guests = [
        Invitation(id=f"i{n}-{m}", stop_id=f"s{m}", person_id=f"p{n:03}", state=dice.choice(tuple(InvitationState)),
                   role=dice.choice(tuple(GuestRole)), companions=dice.randrange(3),
                   invited_at=dice.choice((None, MOMENT, MOMENT + timedelta(minutes=15))))
        for n in range(120) for m in range(3)
    ]  # fmt: skip
    with open_plan(tmp_path / "p.roadshow", Roadshow(id="r", slug="r", name="R"), *people, *stops, *guests) as office:
        save(office, stops[1], 10, start=start - timedelta(hours=1))
        scene = Checkup(office, TODAY).scene
        for stop in stops:
            rows = tuple(office.store.each_guest(guests_of(stop.id).page(None)))
            stretches = tuple(untrue_stretches(office.store, office.store.get(Stop, stop.id)))
            assert replace(scene.tally(stop.id), queue=None) == tally(rows, stretches)
            assert Checkup(office, TODAY).findings(stop).open
        assert scene.tally("s1").outdated > 0


def test_somebody_who_is_away_is_found_through_the_store(office) -> None:
    (sara,) = (one for one in office.store.each(Query(Person, limit=None)) if one.given == "Sara")
    save(office, sara, away=(ClosedPeriod(first=date(2027, 4, 12), last=date(2027, 4, 14), reason="vakantie"),))
    assert "person-away" in codes(office)


def test_who_was_told_before_a_move_is_told_of_and_who_was_told_after_it_is_not(office) -> None:
    stop = stop_of(office)
    assert "invitation-outdated" not in codes(office)
    save(office, stop, 10, start=stop.start + timedelta(hours=1))
    assert Checkup(office, TODAY).scene.tally(stop.id).outdated == 4
    for guest in office.store.each(Query(Invitation, limit=None)):
        save(office, guest, 20, invited_at=MOMENT + timedelta(minutes=20))
    assert "invitation-outdated" not in codes(office)


def test_a_move_that_is_taken_back_makes_the_old_invitations_true_again(office) -> None:
    """The calendar sequence rises twice, but what guests hold is what will happen."""
    stop = stop_of(office)
    save(office, stop, 10, start=stop.start + timedelta(hours=1))
    office.clock = lambda: MOMENT + timedelta(minutes=20)
    office.undo()
    assert "invitation-outdated" not in codes(office)
    assert list(untrue_stretches(office.store, stop)) == [
        (MOMENT + timedelta(minutes=10), MOMENT + timedelta(minutes=20))
    ]


def test_who_was_told_between_a_move_and_its_undoing_holds_a_wrong_time(office) -> None:
    stop = stop_of(office)
    (guest, *_others) = office.store.each(Query(Invitation, limit=None).where(state=InvitationState.INVITED.value))
    save(office, stop, 10, start=stop.start + timedelta(hours=1))
    save(office, guest, 15, invited_at=MOMENT + timedelta(minutes=15))
    office.clock = lambda: MOMENT + timedelta(minutes=20)
    office.undo(office.store.last_number() - 1)
    assert Checkup(office, TODAY).scene.tally(stop.id).outdated == 1


def test_who_was_told_before_the_plan_was_taken_in_was_told_what_it_said_then(office) -> None:
    """An invitation of last month, loaded from a plan file today, would never be outdated."""
    stop = stop_of(office)
    for guest in list(office.store.each(Query(Invitation, limit=None))):
        save(office, guest, invited_at=MOMENT - timedelta(days=30))
    save(office, stop, 0, start=stop.start + timedelta(hours=1))
    assert "invitation-outdated" in codes(office)


def test_another_address_of_the_venue_is_news_for_guests_and_another_title_is_not(office) -> None:
    from roadshow.api import Venue

    save(office, stop_of(office), 5, title="Anders")
    assert "invitation-outdated" not in codes(office)
    save(office, only(office, Venue), 10, street="Elders 2")
    assert "invitation-outdated" in codes(office)


def test_weights_of_the_settings_hold_and_a_rule_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[checks]\nweights = {part-unconfirmed = "block", no-such = "off"}\nconfirming_days = 60\n')
    with open_plan(tmp_path / "a.roadshow") as office:
        office.settings = Settings((file_layer(path),))
        checkup = Checkup(office, TODAY)
        (finding,) = (one for one in checkup.findings().open if one.code == "part-unconfirmed")
        assert finding.weight is Weight.BLOCK
        assert "no-such" in office.notices[0].message


@pytest.mark.parametrize(
    "values",
    [{"gapp": 5}, {"gap": "many"}, {"gap": -1}, {"weights": ["no-break"]}, {"weights": ["no-break=loud"]},
     {"shortest": ["dance=5"]}, {"shortest": ["talk=ten"]}, {"equipment": ["beamer"]}, {"holidays": "/no/such/file"}],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_in_a_sentence(office, values) -> None:
    """A slip in the settings would switch a rule off without a word, or end in a traceback."""
    office.settings = Settings((Layer("own.toml", sections={"checks": values}),))
    with pytest.raises(BadInputError) as caught:
        Checkup(office, TODAY).findings()
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_a_rule_of_a_plugin_finds_is_weighed_waived_and_named_as_a_gap(tmp_path: Path) -> None:
    with open_plan(tmp_path / "a.roadshow", plugins=plugin(everywhere(gap="something odd"))) as office:
        checkup = Checkup(office, TODAY)
        stop = stop_of(office)
        sifted = checkup.findings()
        (finding,) = (one for one in sifted.open if one.code == "mine-here")
        gaps = checkup.gaps(stop, sifted.open)
        assert ("mine-here", "something odd", "Look at it.") in [(gap.code, gap.what, gap.help) for gap in gaps]
        office.do(waiving.waive(office.pen(), finding, "Mag."))
        again = Checkup(office, TODAY)
        left = again.findings()
        assert "mine-here" not in {one.code for one in left.open}
        assert [(one.code, waiver.reason) for one, waiver in left.waived] == [("mine-here", "Mag.")]
        assert "mine-here" not in {gap.code for gap in again.gaps(stop, left.open)}
        office.settings = Settings((Layer("x", sections={"checks": {"weights": ("mine-here=off",)}}),))
        assert "mine-here" not in codes(office)


def test_a_rule_that_raises_is_a_notice_with_the_name_of_its_plugin_and_the_others_go_on(tmp_path: Path) -> None:
    def bad(scene):
        raise ZeroDivisionError(scene.today)

    rules = plugin(everywhere("mine-bad", bad), everywhere("mine-good"))
    with open_plan(tmp_path / "a.roadshow", plugins=rules) as office:
        found = codes(office)
        assert "mine-good" in found
        assert "mine-bad" not in found
        assert "session-no-leader" in found
        assert ["mine" in notice.message and "ZeroDivisionError" in notice.message for notice in office.notices] == [
            True
        ]


@pytest.mark.parametrize(
    ("rules", "told"),
    [((everywhere("no-break"),), "no-break"), ((everywhere(), everywhere()), "mine-here"), (("rule",), "mine")],
)
def test_a_code_that_is_taken_and_what_is_no_rule_are_left_out_with_a_notice(tmp_path: Path, rules, told) -> None:
    with open_plan(tmp_path / "a.roadshow", plugins=plugin(*rules)) as office:
        found = [finding.code for finding in Checkup(office, TODAY).findings().open]
        assert found.count("mine-here") == (1 if told == "mine-here" else 0)
        assert any(told in notice.message for notice in office.notices if isinstance(notice, Notice))


def test_a_move_is_weighed_before_it_is_saved_and_leaves_nothing_behind(office) -> None:
    stop = stop_of(office)
    sessions = tuple(office.store.each(Query(Session, limit=None).where(stop_id=stop.id)))
    number = office.store.last_number()
    change = touring.move_stop(office.pen(), stop, sessions, datetime(2027, 4, 27, 13, 30))  # King's Day
    impact = Checkup(office, TODAY).impact(change, stop)
    assert (impact.touched.guests, impact.touched.facilitators) == (4, 1)
    assert {"public-holiday", "school-holiday", "invitation-outdated"} <= {one.code for one in impact.appear}
    assert office.store.last_number() == number
    assert stop_of(office) == stop


def test_a_paper_that_went_out_is_counted_once_and_undo_passes_it_over(office, tmp_path: Path) -> None:
    stop = stop_of(office)
    edited = save(office, stop, 5, contact="Noor")
    made = office.store.revisions(Stop, [stop.id])[stop.id]
    for minutes in (6, 7):
        office.clock = lambda minutes=minutes: MOMENT + timedelta(minutes=minutes)
        outcome = export(
            "signin", office.programme([stop.id]), tmp_path / "out", plugins=office.plugins, settings=office.settings
        )
    assert outcome.files
    paper = only(office, Paper)
    assert (paper.stop_id, paper.exporter, paper.rows, paper.moment) == (
        stop.id,
        "signin",
        4,
        MOMENT + timedelta(minutes=7),
    ), "of the five on the list, one is in no state that the paper names"
    assert office.store.revisions(Stop, [stop.id])[stop.id] == made, "the stop itself did not change"
    change = touring.cancel_stop(office.pen(), edited)
    assert Checkup(office, TODAY).impact(change, edited).touched.prints == 1
    office.undo()
    assert stop_of(office).contact == "Sara de Wit", "undo takes back what somebody did, not that a list was printed"
    office.redo()
    assert stop_of(office).contact == "Noor"


def test_an_exporter_that_keeps_no_record_leaves_the_journal_as_it_was(office, tmp_path: Path) -> None:
    number = office.store.last_number()
    export("ical", office.programme([stop_of(office).id]), tmp_path, plugins=office.plugins, settings=office.settings)
    assert office.store.last_number() == number


def test_a_waiver_without_reason_is_refused_and_a_new_reason_takes_the_place_of_the_old(office) -> None:
    finding = Checkup(office, TODAY).findings().open[0]
    with pytest.raises(BadInputError):
        waiving.waive(office.pen(), finding, " \n")
    office.do(waiving.waive(office.pen(), finding, "Zo."))
    first = only(office, Waiver)
    office.do(waiving.waive(office.pen(), finding, "Of zo.", [first]))
    assert replace(first, reason="Of zo.") == only(office, Waiver)
    assert only(office, Waiver).mark == finding.mark
    office.do(waiving.bring_back(office.pen(), only(office, Waiver)))
    assert finding.identity in {one.identity for one in Checkup(office, TODAY).findings().open}


def test_the_rule_of_the_calendar_plugin_speaks_of_the_organiser(office) -> None:
    roadshow = only(office, Roadshow)
    assert "organiser-missing" not in codes(office)
    save(office, roadshow, organiser_email="")
    checkup = Checkup(office, TODAY)
    stop = stop_of(office)
    (finding,) = (one for one in checkup.findings(stop).open if one.code == "organiser-missing")
    assert finding.places == (Place("roadshow", roadshow.id, "Samen Leren"),)
    assert "organiser-missing" in {gap.code for gap in checkup.gaps(stop, [finding])}
