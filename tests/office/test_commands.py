"""Commands of plugins: which are offered, and what doing one may and may not do to the workspace."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from roadshow_mailmerge.reminding import Remind

from roadshow.api import (
    BadInputError,
    Change,
    Edit,
    Invitation,
    InvitationState,
    Person,
    Phrase,
    PluginError,
    Query,
    Stop,
    StoreError,
    Task,
    Turn,
    find_command,
    find_stop,
    hookimpl,
    inviting,
    new_id,
    offered_commands,
    run_command,
    said,
    speak,
    tasking,
    touring,
)
from roadshow.office.fence import PATIENCE
from roadshow.testing import check_command, open_plan, sure


def saying(answer):
    return lambda *_given: answer


TOLD = saying("told")


def command(run=TOLD, key="brew", about=None, title="Brew", binding="", **more):
    return SimpleNamespace(key=key, title=title, about=about, binding=binding, run=run, **more)


def offering(*several):
    return SimpleNamespace(commands=hookimpl(lambda: list(several)))


def opened(tmp_path, *several, settings=None, **plugins):
    own = {"coffee": offering(*several)} if several else {}
    return open_plan(tmp_path / "plan.roadshow", plugins={**own, **plugins}, settings=settings)


def stop_of(office) -> Stop:
    return next(office.store.each(Query(Stop, limit=1)))


def people_of(office) -> list[Person]:
    return list(office.store.each(Query(Person, order=("n",), limit=None)))


def done(office, key="brew", *abouts):
    return run_command(office, find_command(office, key), abouts or (None,))


def hang_up(programme, about, pen):
    roadshow = next(programme.visits()).roadshow
    return tasking.add_task(pen, roadshow, "Hang up posters", stop=about, offset=-14)


def test_a_change_is_one_change_that_one_undo_takes_back(tmp_path) -> None:
    """A planner would have to find out by hand what a plugin did."""
    with opened(tmp_path, command(hang_up, about=Stop)) as office:
        found = done(office, "brew", stop_of(office))
        assert found.told == ()
        entry = sure(office.do(sure(found.change)))
        assert said(entry.label) == "Task Hang up posters added"
        assert [task.title for task in office.store.each(Query(Task))] == ["Hang up posters"]
        office.undo()
        assert office.store.count(Query(Task)) == 0


def test_a_text_is_told_and_nothing_changes(tmp_path) -> None:
    with opened(tmp_path, command()) as office:
        number = office.store.last_number()
        assert done(office) == (None, ("told",))
        assert office.store.last_number() == number


def test_a_command_sees_the_stops_of_what_it_is_about(tmp_path) -> None:
    """A command on a person would act on stops that the person has nothing to do with."""
    seen = []

    def look(programme, about, pen):
        seen.append((about, [visit.stop.slug for visit in programme.visits()]))
        return ""

    with opened(tmp_path, command(look, about=Person), command(look, key="all")) as office:
        sara, *_rest = people_of(office)
        stranger = Person(id=new_id(), given="Nobody")
        office.do(office.pen().change("new", (Edit(None, stranger),)))
        done(office, "brew", sara)
        done(office, "brew", stranger)
        done(office, "all")
    assert [stops for _about, stops in seen] == [["crooswijk"], [], ["crooswijk"]]


@pytest.mark.parametrize(
    "wrong",
    [{"key": "Brew up"}, {"key": 7}, {"title": " "}, {"about": Task}, {"binding": None}, {"run": "x"}],
)  # fmt: skip
def test_what_is_no_command_is_a_notice_and_the_others_stay(tmp_path, wrong) -> None:
    """One sloppy plugin would take all commands away, or the program down when its key is pressed."""
    bad = command(**wrong)
    with opened(tmp_path, bad=offering(bad), good=offering(command(key="good"))) as office:
        known = {one.key for one in offered_commands(office)}
        assert "good" in known
        assert "bad" in office.notices[0].message
        assert known == {"good", "remind"}


def test_a_command_without_a_title_at_all_and_a_hook_that_raises_are_notices_too(tmp_path) -> None:
    def broken():
        raise ZeroDivisionError

    bare = SimpleNamespace(key="bare")
    plugins = {"bare": offering(bare), "broken": SimpleNamespace(commands=hookimpl(broken))}
    with opened(tmp_path, **plugins) as office:
        assert [one.key for one in offered_commands(office)] == ["remind"]
        assert len(office.notices) == 2


def test_two_plugins_with_one_key_the_first_keeps_it_and_a_notice_names_both(tmp_path) -> None:
    """Which of the two runs would depend on luck, or neither would."""
    plugins = {"espresso": offering(command(title="First")), "filter": offering(command(title="Second"))}
    with opened(tmp_path, **plugins) as office:
        assert find_command(office, "brew").title == "First"
        (notice,) = office.notices
        assert "espresso" in notice.message
        assert "filter" in notice.message


def test_one_that_raises_changes_nothing_and_the_error_names_the_plugin(tmp_path) -> None:
    def boil(programme, about, pen):
        raise ZeroDivisionError("boiler")

    with opened(tmp_path, command(boil)) as office:
        boiling = find_command(office, "brew")
        for _time in range(PATIENCE + 1):
            with pytest.raises(PluginError) as caught:
                run_command(office, boiling, (None,))
            assert "coffee" in caught.value.message
        assert "off" in caught.value.message
        assert caught.value.exit_code == 5
        assert office.plugins.notices == []


def test_what_a_person_can_mend_passes_and_is_no_failure_of_the_plugin(tmp_path) -> None:
    """A plugin that refuses three times in plain words would be switched off for it."""

    def refuse(programme, about, pen):
        raise BadInputError("There is no milk.", "Buy milk.")

    with opened(tmp_path, command(refuse)) as office:
        for _time in range(PATIENCE + 1):
            with pytest.raises(BadInputError, match="no milk"):
                done(office)


def changed(**fields):
    def run(programme, about, pen):
        change = tasking.add_task(pen, next(programme.visits()).roadshow, "Brew")
        return replace(change, **fields)

    return run


def record(**fields):
    def run(programme, about, pen):
        task = Task(id=pen.new_id(), roadshow_id=next(programme.visits()).roadshow.id, **{"title": "Brew", **fields})
        return pen.change("Brewed", (Edit(None, task),))

    return run


def endless(programme, about, pen):
    def edits():
        while True:
            yield Edit(None, Person(id=pen.new_id(), given="Again"))

    return pen.change("More", edits())


def fails_later(programme, about, pen):
    def edits():
        yield Edit(None, Person(id=pen.new_id(), given="Once"))
        raise ZeroDivisionError

    return pen.change("More", edits())


@pytest.mark.parametrize(
    "run",
    [
        saying(7),
        saying(None),
        changed(author="somebody else"),
        changed(turn=Turn.UNDO, reverses=1),
        changed(label=Phrase(" ")),
        changed(label=Phrase("50% {")),
        changed(label=Phrase("{x}", {"x": ["list"]})),
        changed(label="text"),
        changed(edits=("edit",)),
        changed(edits=(Edit(None, None),)),
        record(title=5),
        record(due="tomorrow"),
        record(done="yes"),
        endless,
        fails_later,
    ],
)
def test_a_wrong_answer_is_a_failure_of_the_plugin_and_never_in_the_workspace(tmp_path, run, monkeypatch) -> None:
    """A record of a wrong type, or a label that cannot be said, would break the workspace for good."""
    monkeypatch.setattr("roadshow.office.answering.EDITS", 50)
    with opened(tmp_path, command(run)) as office:
        number = office.store.last_number()
        with pytest.raises(PluginError, match="coffee"):
            done(office)
        assert office.store.last_number() == number


def test_a_record_that_nobody_could_have_typed_is_refused_in_its_own_sentence(tmp_path) -> None:
    with opened(tmp_path, command(record(title="  "))) as office, pytest.raises(BadInputError, match="title"):
        done(office)


def test_a_label_never_names_the_person(tmp_path) -> None:
    """The journal outlives a person who is forgotten."""

    def name(programme, about, pen):
        return pen.change("Drinks coffee: {who}", (Edit(about, replace(about, tags=("coffee",))),), who=about.name)

    with opened(tmp_path, command(name, about=Person)) as office, pytest.raises(PluginError, match="names the person"):
        done(office, "brew", people_of(office)[0])


def drinks(_programme, about, pen):
    return touring.amend(pen, about, tags=(*about.tags, "coffee"))


def test_done_for_several_people_it_is_one_change(tmp_path) -> None:
    """Two hundred marked people would be two hundred presses of undo."""
    with opened(tmp_path, command(drinks, about=Person)) as office:
        people = people_of(office)[:3]
        office.do(sure(done(office, "brew", *people).change))
        assert sum("coffee" in one.tags for one in people_of(office)) == 3
        office.undo()
        assert not any("coffee" in one.tags for one in people_of(office))


def test_one_that_is_refused_for_one_of_them_saves_nothing_of_the_others(tmp_path) -> None:
    def some(programme, about, pen):
        if not about.email:
            raise BadInputError("No address.")
        return drinks(programme, about, pen)

    with opened(tmp_path, command(some, about=Person)) as office, pytest.raises(BadInputError, match="No address"):
        done(office, "brew", *people_of(office))


def test_one_record_changed_for_two_people_is_refused(tmp_path) -> None:
    """The second change would write over the first without having seen it."""

    def note(programme, about, pen):
        visit = next(programme.visits())
        return touring.amend(pen, visit.stop, contact=about.given)

    with opened(tmp_path, command(note, about=Person)) as office, pytest.raises(BadInputError, match="same thing"):
        done(office, "brew", *people_of(office)[:2])


def test_more_than_200_are_refused_before_the_plugin_is_asked(tmp_path) -> None:
    with opened(tmp_path, command(drinks, about=Person)) as office, pytest.raises(BadInputError, match="200"):
        done(office, "brew", *(people_of(office)[:1] * 201))


def test_texts_that_say_the_same_are_told_once(tmp_path) -> None:
    with opened(tmp_path, command(saying("Enough."), about=Person)) as office:
        assert done(office, "brew", *people_of(office)).told == ("Enough.",)


def test_where_nothing_may_be_changed_only_what_only_tells_is_done(tmp_path) -> None:
    """k9s runs its plugins in read-only mode too, and its users asked for this (its issue 2604)."""
    asked = []

    def ask(programme, about, pen):
        asked.append(about)
        return "told"

    several = (command(ask), command(ask, key="count", only_tells=True), command(changed(), key="lie", only_tells=True))
    with opened(tmp_path, *several, settings={"read_only": True}) as office:
        with pytest.raises(StoreError):
            done(office)
        assert asked == []
        assert done(office, "count").told == ("told",)
        with pytest.raises(PluginError, match="only tells"):
            done(office, "lie")


def test_a_word_that_is_no_command_is_answered_with_the_nearest(tmp_path) -> None:
    with opened(tmp_path, command()) as office:
        with pytest.raises(Exception, match="no command") as caught:
            find_command(office, "brow")
        assert "brew" in caught.value.hint


def test_our_own_command_holds_to_the_contract_and_reminds_once(office) -> None:
    """Pressed twice, it would leave two tasks; in Dutch it would not know the English one."""
    (change,) = check_command(Remind(), office)
    assert isinstance(change, Change)
    stop = stop_of(office)
    office.do(sure(done(office, "remind", stop).change))
    assert next(notice.message for notice in office.notices) == "1 guest has not answered."
    (task,) = office.store.each(Query(Task))
    assert (task.title, task.offset, task.stop_id) == ("Remind who has not answered", -7, stop.id)
    try:
        for language in ("nl", "en"):
            speak(language)
            assert done(office, "remind", stop).change is None
    finally:
        speak("en")


def test_our_own_command_says_why_there_is_nobody_to_remind(office) -> None:
    stop = find_stop(office.store, "crooswijk")
    for row in list(office.store.each(Query(Invitation, limit=None).where(state="invited"))):
        office.do(inviting.reply(office.pen(), row, InvitationState.ACCEPTED))
    assert done(office, "remind", stop).told == (
        "Nobody to remind: 1 guest is on the list, but not yet noted as invited.",
    )
    for row in list(office.store.each(Query(Invitation, limit=None).where(state="listed"))):
        office.do(inviting.reply(office.pen(), row, InvitationState.ACCEPTED))
    assert done(office, "remind", stop).told == ("Nobody to remind: everybody who was invited has answered.",)


@pytest.mark.parametrize("wrong", [lambda *_given: new_id(), changed(author="x"), record(title=3)])
def test_the_check_for_authors_finds_what_the_fence_would(office, wrong) -> None:
    with pytest.raises((AssertionError, TypeError)):
        check_command(command(wrong), office)


def test_the_check_leaves_the_plan_as_it_was(office) -> None:
    before = people_of(office)
    assert len(check_command(command(drinks, about=Person), office)) == len(before)
    assert people_of(office) == before
    check_command(command(drinks, about=Person), office)
