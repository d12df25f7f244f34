"""A command that a sentence tells to type is one for the workspace that was named: followed to the letter, it changes no other."""

import re
import shlex

import pytest

from roadshow.cli.copied import in_workspace

COMMANDS = frozenset(["log", "undo", "stop", "roadshow", "check", "new", "plugins"])


@pytest.fixture
def other(line, tmp_path, monkeypatch):
    """Two workspaces, and commands in the second, whose path needs quoting; the first is what the environment names."""
    line("new", str(tmp_path / "test.roadshow"))
    path = tmp_path / "de andere.roadshow"
    line("new", str(path))
    return lambda *words, code=0: line("-w", str(path), *words, code=code)


def told(answer):
    return re.findall(r'(?:(?<=")|(?<=: ))roadshow [^"“”\n]*', answer.out + answer.err)


def test_what_was_told_takes_back_the_change_in_the_workspace_that_was_named(other, line):
    line("person", "add", "Bo", "Kade")
    (hint,) = told(other("person", "add", "An", "Kade"))
    line(*shlex.split(hint)[1:])
    assert line("person", "list", "--json").json["total"] == 1, "the change of another workspace was taken back"
    assert other("person", "list", "--json").json["total"] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stop", "show", "nergens"), 3),
        (("stop", "list"), 0),
        (("person", "list"), 0),
        (("person", "edit", "niemand", "--phone", "06"), 3),
        (("invite", "nergens", "--who", "tag:x"), 3),
        (("undo",), 3),
        (("export", "signin"), None),
        (("backups", "list"), 0),
        (("log",), 0),
        (("check",), None),
    ],
)
def test_every_command_that_is_told_names_the_workspace(other, words, code):
    for command in told(other(*words, code=code)):
        assert command.startswith("roadshow -w "), command


def test_in_json_too(other):
    problem = other("--json", "stop", "show", "nergens", code=3).err
    assert "-w" in problem or "roadshow " not in problem


def test_only_commands_are_said_so_and_no_word_of_a_sentence():
    def said(text):
        return in_workspace(text, "a b.roadshow", COMMANDS)

    assert said('See "roadshow log".') == "See \"roadshow -w 'a b.roadshow' log\"."
    assert said("Give one: roadshow roadshow edit x") == "Give one: roadshow -w 'a b.roadshow' roadshow edit x"
    for text in (
        "Begin a roadshow from a kit.",
        "Titel: roadshow maken",
        'Make one with "roadshow new NAME".',
        "roadshow stopped.",
    ):
        assert said(text) == text
    assert in_workspace('See "roadshow log".', None, COMMANDS) == 'See "roadshow log".'
