"""Help and complaints that click words itself are in the language of the user, from our catalogue."""

import ast
import gettext
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from roadshow.api import speak
from roadshow.cli import clickwords

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(
    r"Usage|Options|OPTIONS|Commands|COMMAND|ARGS|Show (this|the)|default:|required|Error|Try '|Missing|No such|"
    r"Got unexpected|Invalid|Did you mean|not one of|requires|does not take|is not in"
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak("en")


EVERY_HELP = """
import contextlib, io, json
import click
from roadshow.cli.main import COMMANDS, answer, root

def said(*words):
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        answer(["--language", "nl", *words, "--help"])
    return heard.getvalue()

helps = {"": said()}
for name in (name for section in COMMANDS.values() for name in section):
    helps[name] = said(name)
    command = root().get_command(click.Context(root()), name)
    for under in command.list_commands(click.Context(command)) if isinstance(command, click.Group) else ():
        helps[f"{name} {under}"] = said(name, under)
print(json.dumps(helps))
"""


def test_help_of_a_group_has_no_english_of_click_left(program) -> None:
    text = program("--language", "nl", "stop", "--help").out
    assert text.startswith("Gebruik: roadshow stop [OPTIES] OPDRACHT")
    assert {"Opties:", "Opdrachten:"} <= {word for word in text.split() if word.endswith(":")}
    assert "Laat deze hulp zien." in text
    assert not ENGLISH.search(text)


def test_help_of_no_command_has_english_of_click_left(tmp_path: Path) -> None:
    """A process of its own, since commands keep the language in which they were first made."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "plugins"))), "PYTHONUTF8": "1"},
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    helps = json.loads(done.stdout)
    assert {"", "stop", "stop add", "export ical", "signin"} <= helps.keys()
    left = {words: found[0] for words, text in helps.items() if (found := ENGLISH.search(text))}
    assert not left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stop", "show"), "Geef nog 'STOP'."),
        (("stop", "shwo"), "Er is geen opdracht 'shwo'."),
        (("stopp",), "Er is geen opdracht 'stopp'. Bedoel je stop?"),
        (("stop", "show", "a", "b"), "Dit is te veel: b"),
        (("stop", "list", "--wrong"), "Er is geen optie '--wrong'."),
        (("log", "--limit"), "Achter de optie '--limit' hoort een waarde."),
        (("log", "--limit", "x"), "Dit kan niet bij '--limit': 'x' is geen getal"),
        (("log", "--limit", "0"), "0 valt buiten"),
        (("doctor", "--json=3"), "Achter de optie '--json' hoort niets."),
        (("person", "list", "--by", "foo"), "'foo' is geen van deze: 'name',"),
    ],
)
def test_a_slip_of_the_hand_is_answered_in_dutch(line, words: tuple[str, ...], said: str) -> None:
    heard = line("--language", "nl", *words, code=2).err
    assert said in heard
    assert "Niet gelukt: " in heard
    assert not ENGLISH.search(heard)


def test_english_stays_english_where_the_computer_speaks_dutch(program) -> None:
    text = program("--language", "en", "stop", "--help", LANG="nl_NL.UTF-8", LANGUAGE="nl").out
    assert text.startswith("Usage: roadshow stop [OPTIONS] COMMAND [ARGS]...")
    assert "Show this message and exit." in text


def test_one_command_leaves_the_language_of_the_process_as_it_was(line, monkeypatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    domain = gettext.textdomain()
    line("--language", "nl", "stop", "--help")
    assert (gettext.textdomain(), os.environ["LANGUAGE"]) == (domain, "fr")
    monkeypatch.delenv("LANGUAGE")
    line("--language", "nl", "stop", "shwo", code=2)
    assert (gettext.textdomain(), "LANGUAGE" in os.environ) == (domain, False)


def test_what_we_translate_for_click_is_what_click_says() -> None:
    said = {
        node.value
        for file in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    speak("en")
    assert not {*clickwords.WORDS, *clickwords.counted(1), *clickwords.counted(2), *clickwords.PIECES} - said


def test_each_sentence_of_click_with_a_number_has_both_forms_in_dutch() -> None:
    english = [clickwords.counted(count) for count in (1, 2)]
    speak("nl")
    for count, sentences in zip((1, 2), english, strict=True):
        assert not set(clickwords.counted(count)) & set(sentences)
