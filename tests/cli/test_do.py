"""roadshow do: the commands of plugins on the line."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from roadshow.api import BadInputError, Person, Stop, hookimpl, tasking, touring


def order(programme, about, pen):
    return tasking.add_task(pen, next(programme.visits()).roadshow, "Order coffee", stop=about, offset=-7)


def drinks(_programme, about, pen):
    return touring.amend(pen, about, tags=(*about.tags, "coffee"))


def fail(*_given):
    raise ZeroDivisionError("boiler")


def refuse(*_given):
    raise BadInputError("There is no milk.", "Buy milk.")


def one(key, about, run, title="Brew", binding="", **more):
    return SimpleNamespace(key=key, title=title, about=about, run=run, binding=binding, **more)


@pytest.fixture
def brewing(planned, monkeypatch):
    """Give every office of this process a plugin with commands, and the people of the plan."""
    several = [
        one("coffee", Stop, order, "Order coffee", "f7"),
        one("drinker", Person, drinks, "Drinks coffee"),
        one("cups", None, lambda *_given: "12 cups\x1b[31m", "Count the cups", only_tells=True),
        one("boil", None, fail),
        one("sweet", None, lambda *_given, text="": f"{text} lumps", question="How many lumps?", only_tells=True),
        one("milk", None, refuse),
    ]
    plugin = SimpleNamespace(commands=hookimpl(lambda: several))
    from roadshow.office.plugins import Plugins

    made = Plugins.__init__
    monkeypatch.setattr(
        Plugins,
        "__init__",
        lambda self, off=(), extra=None, **more: made(self, off, {"brew": plugin, **(extra or {})}, **more),
    )
    return planned


def test_the_list_says_what_each_command_works_on_and_whose_it_is(brewing) -> None:
    rows = brewing("do").out.splitlines()
    assert [row.split("  ")[0] for row in rows[1:]] == ["remind", "coffee", "drinker", "cups", "boil", "sweet", "milk"]
    assert "Order coffee" in rows[2]
    assert rows[2].split()[-3:] == ["stop", "f7", "brew"]
    listed = brewing("do", "--json").json
    assert [one["about"] for one in listed] == ["stop", "stop", "person", None, None, None, None]
    assert listed[0]["plugin"] == "roadshow_mailmerge"


def test_a_command_changes_says_so_and_is_taken_back(brewing) -> None:
    """A planner would not know that a plugin did anything, or how to be rid of it."""
    said = brewing("do", "coffee", "crooswijk").out
    assert said == "Task Order coffee added. Take it back with: roadshow undo\n"
    assert [task["title"] for task in brewing("task", "list", "--json").json] == ["Order coffee"]
    brewing("undo")
    assert brewing("task", "list", "--json").json == []
    done = brewing("do", "coffee", "crooswijk", "--json").json
    assert (done["changed"], done["command"], done["told"]) == (True, "coffee", [])


def test_a_person_may_be_named_in_several_words(brewing) -> None:
    brewing("do", "drinker", "Jan", "de", "Vries")
    assert brewing("person", "show", "Jan", "de", "Vries", "--json").json["tags"] == ["coffee"]
    assert brewing("person", "show", "Jan", "Jansen", "--json").json["tags"] == []


def test_what_is_told_is_told_safely(brewing) -> None:
    assert brewing("do", "cups").out.startswith("12 cups")
    assert "\x1b" not in brewing("do", "cups").out
    assert brewing("do", "sweet", "--text", "7").out == "7 lumps\n"
    assert brewing("do", "cups", "--json").json["told"][0].startswith("12 cups")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("coffee",), 3, "works on one stop"),
        (("drinker",), 3, "works on one person"),
        (("cups", "crooswijk"), 3, "works on everything"),
        (("coffee", "nowhere"), 3, "no stop"),
        (("cofee", "crooswijk"), 3, "Did you mean coffee?"),
        (("milk",), 3, "There is no milk."),
        (("sweet",), 3, "How many lumps?\nAnswer it: roadshow do sweet --text TEXT"),
        (("cups", "--text", "7"), 3, "asks for nothing"),
        (("boil",), 5, "Plugin brew"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(brewing, words, code, said) -> None:
    answer = brewing("do", *words, code=code)
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_nothing_is_done_where_one_only_looks(brewing) -> None:
    assert "reading only" in brewing("--read-only", "do", "coffee", "crooswijk", code=4).err
    assert brewing("task", "list", "--json").json == []
    assert brewing("--read-only", "do", "cups").out.startswith("12 cups")


def test_our_own_command_reminds(brewing) -> None:
    brewing("invite", "crooswijk", "--person", "jan@example.org")
    assert "not yet noted as invited" in brewing("do", "remind", "crooswijk").out
    brewing("guest", "invited", "crooswijk")
    answer = brewing("do", "remind", "crooswijk")
    assert "Remind who has not answered" in answer.out
    assert "1 guest has not answered." in answer.err
    assert "there already" in brewing("do", "remind", "crooswijk").out


@pytest.mark.parametrize(
    ("words", "offered"),
    [("do re", ["remind"]), ("do remind cr", ["crooswijk"]), ("do remind crooswijk ", []), ("do nothing ", [])],
)
def test_a_shell_completes_commands_and_what_they_work_on(program, planned, words, offered) -> None:
    count = len(words.split()) - (not words.endswith(" "))
    answer = program(
        _ROADSHOW_COMPLETE="bash_complete", COMP_WORDS=f"roadshow {words}", COMP_CWORD=str(count + 1), code=None
    )
    assert answer.err == ""
    assert [line.partition(",")[2] for line in answer.out.splitlines()] == offered


def test_a_plugin_that_was_installed_is_found_by_its_entry_point(program, planned, tmp_path) -> None:
    """A plugin that works in a test and is not found on a real machine helps nobody; people are completed too."""
    folder = tmp_path / "site"
    (folder / "roadshow_tea-1.dist-info").mkdir(parents=True)
    (folder / "roadshow_tea-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: roadshow-tea\nVersion: 1\n"
    )
    (folder / "roadshow_tea-1.dist-info" / "entry_points.txt").write_text("[roadshow]\nroadshow_tea = roadshow_tea\n")
    (folder / "roadshow_tea.py").write_text(TEA)
    root = Path(__file__).parents[2]
    path = os.pathsep.join(map(str, (folder, root, root / "plugins")))
    assert "Jan de Vries: tea" in program("do", "tea", "jan@example.org", PYTHONPATH=path)
    words = {"COMP_WORDS": "roadshow do tea Jan d", "COMP_CWORD": "4"}
    answer = program(_ROADSHOW_COMPLETE="bash_complete", code=None, PYTHONPATH=path, **words)
    assert answer.out == "plain,de Vries\n"


TEA = """
from roadshow.api import Person, hookimpl

class Tea:
    key, title, about, binding = "tea", "Who drinks tea", Person, ""

    def run(self, programme, about, pen):
        return f"{about.name}: tea"

@hookimpl
def commands():
    return [Tea()]
"""
