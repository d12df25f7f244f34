"""What differs is found, put in order, shown by names, and nothing goes that was not named to go."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from plan_nouns import held, plans

from roadshow.domain.findings import Waiver
from roadshow.domain.ids import from_parts
from roadshow.domain.kinds import KINDS
from roadshow.domain.papers import Paper
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, Stop
from roadshow.planfile import Plan, Removal, diff_text, differences, dump, load

TEXT = """\
[[roadshow]]
slug = "samen"
name = "Samen"
[[venue]]
name = "Huis"
  [[venue.room]]
  name = "Zaal 1"
  [[venue.room]]
  name = "Zaal 2"
[[person]]
given = "Fatima"
surname = "El Amrani"
[[person]]
given = "Jan"
[[stop]]
title = "Crooswijk"
start = 2026-04-14T13:30:00
venue = "Huis"
guests = ["jan"]
  [[stop.session]]
  title = "Inloop"
  length = 30
  room = "Zaal 1"
  host = "fatima-el-amrani"
  [[stop.session]]
  title = "Gesprek"
  length = 60
[[stop]]
title = "Hillesluis"
start = 2026-05-14T13:30:00
end = 2026-05-14T17:00:00
"""


def edited(*swaps, remove=Removal.NOTHING):
    """The edits of loading the text over itself with some words changed, and what a reader sees of them."""
    old, text = load(TEXT), TEXT
    for before, after in swaps:
        assert before in text
        text = text.replace(before, after)
    new = load(text, known=old)
    edits = differences(old, new, remove=remove)
    return edits, diff_text(edits, (old, new))


def test_a_changed_field_is_one_edit_shown_with_names():
    edits, text = edited(('room = "Zaal 1"\n', 'room = "Zaal 2"\n'))
    assert len(edits) == 1
    assert text == "~ session “Inloop” 13:30 (crooswijk)\n    room: Zaal 1 → Zaal 2\n"


def test_no_reader_is_shown_an_id():
    old = load(TEXT)
    everything = differences(Plan(), old) + differences(old, Plan(), remove=Removal.ALL)
    text = diff_text(everything, (old, Plan()))
    assert not any(noun.id in text for noun in old)
    assert "+ part Fatima El Amrani, host: “Inloop” 13:30 (crooswijk)\n" in text
    assert "- guest Jan (crooswijk)\n" in text


def test_what_the_file_leaves_out_stays_unless_its_removal_is_asked_for():
    gone = ('  [[stop.session]]\n  title = "Gesprek"\n  length = 60\n', "end = 2026-04-14T15:00:00\n")
    whole = (gone[0], "")
    edits, _text = edited(whole, ('venue = "Huis"\n', 'venue = "Huis"\nend = 2026-04-14T15:00:00\n'))
    assert edits == ()
    edits, text = edited(
        whole, ('venue = "Huis"\n', 'venue = "Huis"\nend = 2026-04-14T15:00:00\n'), remove=Removal.COVERED
    )
    assert text == "- session “Gesprek” 14:00 (crooswijk)\n"


def test_what_goes_takes_along_what_belongs_to_it():
    start = TEXT.index("[[stop]]")
    _edits, text = edited((TEXT[start : TEXT.rindex("[[stop]]")], ""), remove=Removal.COVERED)
    assert text.splitlines() == [
        "- part Fatima El Amrani, host: “Inloop” 13:30 (crooswijk)",
        "- guest Jan (crooswijk)",
        "- session “Gesprek” 14:00 (crooswijk)",
        "- session “Inloop” 13:30 (crooswijk)",
        "- stop samen/crooswijk",
    ]


def test_a_file_about_one_stop_lets_the_others_be():
    old = load(TEXT)
    stop = next(stop for stop in old.of(Stop).values() if stop.slug == "crooswijk")
    alone = load(dump(old.of_stop(stop.id), known=old), known=old)
    assert differences(old, alone, remove=Removal.COVERED) == ()


def test_people_and_venues_of_others_never_go_with_a_file_that_does_not_name_them():
    cut = '[[person]]\ngiven = "Jan"\n'
    edits, _text = edited((cut, ""), ('guests = ["jan"]\n', ""), remove=Removal.COVERED)
    assert [type(edit.noun).kind for edit in edits] == ["invitation"]


def test_a_renamed_noun_with_its_id_is_changed_and_not_made_twice():
    old = load(TEXT)
    new = load(dump(old).replace('title = "Crooswijk"', 'title = "Oud-Crooswijk"'), known=old)
    (edit,) = differences(old, new, remove=Removal.ALL)
    assert (edit.before.id, edit.after.title) == (edit.after.id, "Oud-Crooswijk")


def test_the_key_of_a_person_holds_when_the_name_is_changed():
    old = load(TEXT)
    text = TEXT.replace('given = "Jan"', 'key = "jan"\ngiven = "Johannes"')
    (edit,) = differences(old, load(text, known=old), remove=Removal.ALL)
    assert (edit.before.given, edit.after.given) == ("Jan", "Johannes")


def test_a_key_of_ones_own_does_not_make_a_second_person_at_the_second_load():
    text = TEXT.replace('given = "Jan"', 'key = "onze-jan"\ngiven = "Jan"').replace('["jan"]', '["onze-jan"]')
    old = load(text)
    assert differences(old, load(text, known=old), remove=Removal.ALL) == ()


def test_of_two_people_with_one_name_the_address_says_which_is_meant():
    both = "".join(f'[[person]]\ngiven = "Jan"\nemail = "{letter}@example.org"\n' for letter in "ab")
    old = load(both)
    one = load('[[person]]\ngiven = "Jan"\nemail = "B@example.org"\nphone = "1"\n', known=old)
    (edit,) = differences(old, one)
    assert edit.before.email == "b@example.org"


def test_two_breaks_keep_their_identity_when_one_more_comes_before_them():
    head = (
        TEXT[: TEXT.index("[[person]]")]
        + '[[stop]]\ntitle = "X"\nstart = 2026-04-14T13:00:00\nend = 2026-04-14T18:00:00\n'
    )
    pause = '[[stop.session]]\ntitle = "Pauze"\nlength = 15\nat = "{}"\n'
    old = load(head + pause.format("14:00") + pause.format("16:00"))
    new = load(head + pause.format("13:00") + pause.format("14:00") + pause.format("16:00"), known=old)
    (edit,) = differences(old, new)
    assert edit.before is None
    assert f"{edit.after.start:%H:%M}" == "13:00"


def test_hostile_names_cannot_steer_a_terminal_or_break_a_line():
    person = next(iter(load('[[person]]\ngiven = "x"\n').of(Person).values()))
    before = replace(person, given="\x1b[31m\n- stop x", notes="\u202e")
    after = replace(before, notes="a\nb\x9b" * 500)
    text = diff_text(differences(Plan([before]), Plan([after])), (Plan([before]), Plan([after])))
    assert len(text.splitlines()) == 2
    assert all(line.isprintable() and len(line) < 300 for line in text.splitlines())


PARENTS = {"venue_id", "stop_id", "roadshow_id", "session_id", "person_id", "room_id", "undoes"}


def dangling(plan):
    """References to nothing."""
    ids = {noun.id for noun in plan}
    return [
        (noun.kind, name)
        for noun in plan
        for name in PARENTS
        if getattr(noun, name, None) is not None and getattr(noun, name) not in ids
    ]


@settings(max_examples=20)
@given(plans(), plans())
def test_done_one_by_one_the_edits_never_leave_a_reference_to_nothing(one, other):
    plan = one
    for edit in differences(one, other, remove=Removal.ALL):
        plan = plan.after([edit])
        assert dangling(plan) == []
    assert held(plan) == held(other)


def test_the_kinds_are_all_held():
    assert set(KINDS.values()) >= {Part, Session, Room, Venue}
    plan = load(TEXT)
    assert [type(noun).kind for noun in plan] == sorted((type(noun).kind for noun in plan), key=list(KINDS).index)


def test_papers_stand_in_no_file_and_only_go_with_their_stop():
    text = load(TEXT)
    stop = next(stop for stop in text.of(Stop).values() if stop.slug == "crooswijk")
    paper = Paper(id=from_parts(1, 1), stop_id=stop.id, exporter="signin", moment=datetime(2026, 4, 1, tzinfo=UTC))
    old = Plan([*text, paper])
    assert differences(old, load(dump(old), known=old), remove=Removal.ALL) == ()
    gone = load(TEXT[: TEXT.index("[[stop]]")], known=old)
    edits = differences(old, gone, remove=Removal.COVERED)
    assert edits[[edit.before for edit in edits].index(paper)].after is None
    assert "- paper signin (crooswijk)\n" in diff_text(edits, (old, gone))


def test_a_waiver_goes_with_the_roadshow_that_it_is_about_and_no_other():
    text = load(TEXT)
    show, stop = next(iter(text.of(Roadshow).values())), next(iter(text.of(Stop).values()))
    other = Roadshow(id=from_parts(1, 9), slug="anders", name="Anders")
    fields = {"reason": "x", "by": "y", "moment": datetime(2026, 4, 1, tzinfo=UTC), "code": "gap"}
    waiver = Waiver(id=from_parts(1, 1), places=(f"stop {stop.id}",), **fields)
    plan = Plan([*text, other, waiver])
    assert waiver in plan.of_roadshow(show.id)
    assert waiver not in plan.of_roadshow(other.id)
