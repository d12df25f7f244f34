import pytest


def tasks(planned, *flags):
    return planned("task", "list", *flags, "--json").json


@pytest.fixture
def busy(planned):
    """Add a task for the stop, a late one, one without a day."""
    planned("task", "add", "Zaal boeken", "--stop", "crooswijk", "--when", "T-60", "--owner", "Sara")
    planned("task", "add", "Subsidie", "--due", "20-11-2026")
    planned("task", "add", "Ooit")
    return planned


def test_late_tasks_come_first_and_those_without_a_day_last(busy):
    assert [(one["title"], one["when"], one["day"], one["late"]) for one in tasks(busy)] == [
        ("Subsidie", None, "2026-11-20", True),
        ("Zaal boeken", "T-60", "2027-02-13", False),
        ("Ooit", None, None, False),
    ]
    first = busy("task", "list").out.splitlines()[1]
    assert first.split() == ["2", "2026-11-20", "-2", "Subsidie", "late"]


def test_a_relative_day_moves_with_the_stop(busy):
    busy("stop", "move", "crooswijk", "21-4-2027")
    assert tasks(busy)[1]["day"] == "2027-02-20"


def test_a_number_keeps_meaning_the_same_task_when_another_is_done(busy):
    busy("task", "done", "2")
    assert [one["number"] for one in tasks(busy)] == [1, 3]
    assert "1 task is done; see it with --all" in busy("task", "list")
    assert [one["title"] for one in tasks(busy, "--all")][-1] == "Subsidie"
    assert busy("task", "done", "subsidie").out == "Nothing changed.\n"
    busy("task", "done", "subsidie", "--open")
    assert len(tasks(busy)) == 3


def test_a_day_takes_the_place_of_days_from_the_stop_and_the_other_way_round(busy):
    busy("task", "edit", "zaal", "--due", "1-2-2027")
    assert (tasks(busy)[1]["when"], tasks(busy)[1]["day"]) == (None, "2027-02-01")
    busy("task", "edit", "zaal", "--due", "T-3w")
    assert tasks(busy)[1]["when"] == "T-21"
    busy("task", "edit", "zaal", "--due", "")
    assert [one["day"] for one in tasks(busy, "--stop", "crooswijk")] == [None]


def test_a_title_of_two_tasks_is_answered_with_their_numbers(busy):
    busy("task", "add", "Zaal boeken", "--due", "1-5-2027")
    refused = busy("task", "done", "zaal boeken", code=3)
    assert "1 Zaal boeken crooswijk, 4 Zaal boeken" in refused.err


@pytest.mark.parametrize(
    "words",
    [
        ("add", "X", "--when", "T-3"),
        ("add", "X", "--stop", "crooswijk", "--when", "drie"),
        ("add", "X", "--due", "32-1"),
        ("add", "X", "--due", "1-2", "--when", "T-3"),
        ("add", ""),
        ("edit", "1"),
        ("done", "99"),
        ("remove", "nergens"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(busy, words):
    assert busy("task", *words, code=3).err.startswith("Not done: ")
    assert len(tasks(busy)) == 3


def test_no_tasks_says_what_to_do_next(planned):
    assert "roadshow task add" in planned("task", "list")


def test_a_hostile_title_is_shown_harmless_and_undo_brings_it_back(planned):
    planned("task", "add", "[blink]Bel\u202e =1+1")
    assert "[blink]Bel =1+1" in planned("task", "list")
    assert "\u202e" not in planned("task", "list", "--json").out
    planned("task", "remove", "1")
    planned("undo")
    assert len(tasks(planned)) == 1
