"""What is written can be read, and is the same."""

import re
import tomllib
from os import environ

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_nouns import held, plans, texts

from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.ids import from_parts
from roadshow.domain.people import Person
from roadshow.domain.tour import Part, Roadshow, Stop, Task
from roadshow.planfile import Plan, Removal, differences, dump, load

ID = re.compile(r'^id = "[0-9a-f-]{36}"$|(, )?id = "[0-9a-f-]{36}"(?= })', re.MULTILINE)
quick = settings(max_examples=int(environ.get("ROADSHOW_EXAMPLES", "20")))


@quick
@given(plans())
def test_a_dump_loads_as_the_same_plan_and_dumps_as_the_same_bytes(plan):
    text = dump(plan)
    again = load(text)
    assert held(again) == held(plan)
    assert dump(again) == text


@quick
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_in_which_nouns_come_does_not_change_a_byte(plan, random):
    shuffled = list(plan)
    random.shuffle(shuffled)
    assert dump(Plan(shuffled)) == dump(plan)


@quick
@given(plans())
def test_a_dump_loaded_over_its_own_plan_changes_nothing(plan):
    assert differences(plan, load(dump(plan), known=plan), remove=Removal.ALL) == ()


@quick
@given(plans())
def test_a_dump_without_its_ids_still_means_the_same_nouns(plan):
    again = load(ID.sub("", dump(plan)), known=plan)
    kept = {(noun.kind, noun.id) for noun in again}
    assert kept == {(noun.kind, noun.id) for noun in plan}


@quick
@given(plans())
def test_a_dump_without_people_names_nobody_and_removes_nobody(plan):
    text = dump(plan, people=False)
    shared = load(text, known=plan)
    assert not any(shared.of(kind) for kind in (Person, Part, Invitation, SignIn))
    assert {"person", "guest", "sign_in"}.isdisjoint(_keys(tomllib.loads(text)))
    assert differences(plan, shared, remove=Removal.ALL) == ()
    for key, task in load(text).of(Task).items():
        assert task.owner == ""
        assert shared.of(Task)[key].owner == plan.of(Task)[key].owner


def _keys(value):
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@quick
@given(plans(), plans(), st.booleans())
def test_the_edits_between_two_plans_lead_from_one_to_the_other(one, other, swap):
    first, second = (other, one) if swap else (one, other)
    assert held(first.after(differences(first, second, remove=Removal.ALL))) == held(second)
    assert differences(first, first) == ()


@quick
@given(texts)
def test_no_text_of_a_dump_can_steer_a_terminal_or_turn_the_line_round(name):
    text = dump(Plan([Person(id=from_parts(1, 1), given=name, notes=name)]))
    assert not set(text) & set(map(chr, [*range(9), 11, 12, 13, *range(14, 32), *range(127, 160), 0x202E, 0x2028]))


@quick
@given(plans())
def test_one_stop_alone_can_be_written_and_read_back_over_the_workspace(plan):
    for key in plan.of(Stop):
        part = plan.of_stop(key)
        again = load(dump(part, known=plan), known=plan)
        assert held(again) == held(part)
        assert differences(plan, again, remove=Removal.COVERED) == ()


@quick
@given(plans())
def test_one_roadshow_can_be_written_without_anything_missing(plan):
    for key in plan.of(Roadshow):
        part = plan.of_roadshow(key)
        assert held(load(dump(part))) == held(part)
