"""What a shell completes: the real protocol, as processes, and the scripts in real shells where they are here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ask(program, planned, tmp_path):
    """Ask as bash does: the words so far, the last one unfinished; returns what is offered, without its kind."""
    planned("venue", "add", "De Branding")
    planned("room", "add", "De Branding", "Zaal 1")
    planned("venue", "add", "Huis van de Wijk")
    planned("stop", "edit", "crooswijk", "--venue", "De Branding")
    planned("session", "add", "crooswijk", "Inloop met soep", "15m")
    planned("session", "add", "crooswijk", "Casus", "65m")
    planned("session", "add", "crooswijk", "Casus", "10m")
    planned("task", "add", "Zaal boeken")
    planned("invite", "crooswijk", "--person", "jan@example.org")

    def run(words: str, shell: str = "bash", **environment: str) -> list[str]:
        count = len(words.split()) - (not words.endswith(" "))
        answer = program(
            _ROADSHOW_COMPLETE=f"{shell}_complete",
            COMP_WORDS=f"roadshow {words}",
            COMP_CWORD=str(count + 1),
            code=None,
            **environment,
        )
        assert answer.err == ""
        return [line.partition(",")[2] for line in answer.out.splitlines()]

    return run


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("agenda ", ["crooswijk"]),
        ("agenda cro", ["crooswijk"]),
        ("agenda samen-leren/", ["samen-leren/crooswijk"]),
        ("agenda zz", []),
        ("stop list --roadshow ", ["samen-leren"]),
        ("dump ", ["samen-leren"]),
        ("edit cr", ["crooswijk"]),
        ("venue show hu", ["Huis van de Wijk"]),
        ("stop edit crooswijk --venue de", ["De Branding"]),
        ("room edit branding ", ["Zaal 1"]),
        ("session move crooswijk ", ["Inloop met soep", "2", "3"]),
        ("session add crooswijk X 10m --room ", ["Zaal 1"]),
        ("session add crooswijk X 10m --kind wo", ["workshop"]),
        ("person show is", ["İsmail Yılmaz"]),
        ("person show yil", ["İsmail Yılmaz"]),
        ("person show Jan", ["Jan de Vries", "Jan Jansen"]),
        ("person show Jan d", ["de Vries"]),
        ("person show Jan de V", ["Vries"]),
        ("person show jan@", ["jan@example.org"]),
        ("session cast crooswijk 1 fat", ["Fatima El Amrani"]),
        ("invite crooswijk --person fat", ["Fatima El Amrani"]),
        ("reply crooswijk ", ["Jan de Vries"]),
        ("reply crooswijk fat", []),
        ("guest withdraw crooswijk ", ["Jan de Vries"]),
        ("guest edit crooswijk jan@", ["jan@example.org"]),
        ("signin crooswijk ", ["Jan de Vries"]),
        ("signin crooswijk fat", ["Fatima El Amrani"]),
        ("task done ", ["Zaal boeken"]),
        ("export sig", ["signin"]),
        ("export ical cro", ["crooswijk"]),
        ("template new wi", ["wijkbijeenkomst"]),
        ("help ti", ["times"]),
        ("completion z", ["zsh"]),
        ("du", ["dump"]),
        ("dump --no", ["--no-people"]),
    ],
)
def test_a_shell_is_offered_what_goes_on_where_the_user_stopped(ask, words, offered) -> None:
    assert sorted(ask(words)) == sorted(offered)


def test_the_workspace_that_is_named_on_the_line_is_the_one_that_is_looked_in(ask, planned, tmp_path) -> None:
    other = str(tmp_path / "other.roadshow")
    planned("new", other)
    planned("roadshow", "add", "Ander", "-w", other)
    planned("stop", "add", "Ginder", "14-4-2027 13:30-16:30", "-w", other)
    assert ask(f"-w {other} agenda ") == ["ginder"]
    assert ask(f"agenda -w {other} ") == ["ginder"]
    assert ask("agenda ", ROADSHOW_WORKSPACE=other) == ["ginder"]


@pytest.mark.parametrize("content", [None, b"", b"not a workspace at all", b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_broken_or_missing_workspace_completes_nothing_and_says_nothing(ask, tmp_path, content) -> None:
    broken = tmp_path / "broken.roadshow"
    if content is not None:
        broken.write_bytes(content)
    for words in ("agenda ", "person show Jan", "session move x ", "venue show ", "task done "):
        assert ask(words, ROADSHOW_WORKSPACE=str(broken)) == []
    assert ask("ven", ROADSHOW_WORKSPACE=str(broken)) == ["venue"]
    assert broken.exists() == (content is not None)


def test_a_broken_settings_file_completes_nothing_and_says_nothing(ask, tmp_path) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.toml").write_text("= =", encoding="utf-8")
    assert ask("agenda ") == []


def test_many_people_are_a_window_of_50_and_no_more(ask, planned, tmp_path) -> None:
    file = tmp_path / "many.toml"
    people = "".join(f'[[person]]\ngiven = "Kees"\nsurname = "Nummer{number}"\n' for number in range(300))
    file.write_text(people, encoding="utf-8")
    planned("load", str(file), "--yes")
    assert len(ask("person show kees")) == 50
    assert ask("person show Kees Nummer299") == ["Nummer299"]


def test_a_name_that_could_steer_a_shell_is_not_offered_as_it_is(ask, planned, tmp_path) -> None:
    planned("venue", "add", "$(touch gone); `id`")
    assert "$(touch gone); `id`" in ask("venue show ")
    if shutil.which("bash"):
        assert bash(tmp_path, ["roadshow", "venue", "show", "$"], run=True) == []
        assert not (tmp_path / "gone").exists()


def test_descriptions_go_to_the_shells_that_show_them(ask, program) -> None:
    answer = program(_ROADSHOW_COMPLETE="zsh_complete", COMP_WORDS="roadshow agenda cro", COMP_CWORD="2", code=None)
    assert answer.out.splitlines() == ["plain", "crooswijk", "2027-04-14 Samen in Crooswijk"]
    answer = program(_ROADSHOW_COMPLETE="fish_complete", COMP_WORDS="roadshow agenda cro", COMP_CWORD="cro", code=None)
    assert answer.out.splitlines()[0].startswith("plain,crooswijk\t2027-04-14")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(line, shell) -> None:
    text = line("completion", shell).out
    assert f"_ROADSHOW_COMPLETE={shell}_complete" in text
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], input=text, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_shell_that_is_not_known_is_refused(line) -> None:
    line("completion", "tcsh", code=2)


def bash(tmp_path: Path, words: list[str], *, run: bool = False) -> list[str]:
    """Complete the last of these words in a real bash, with the script that it gets; `run` also evaluates the answer."""
    command = tmp_path / "bin" / "roadshow"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m roadshow "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    text = (
        'eval "$(roadshow completion bash)"\n'
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}\n"
        "_roadshow_completion roadshow\n"
        + (
            'for one in "${COMPREPLY[@]}"; do eval "x=($one)"; [ "${#x[@]}" = 1 ] || echo "split: $one"; done\n'
            if run
            else 'printf "%s\\n" "${COMPREPLY[@]}"\n'
        )
    )
    done = subprocess.run(
        ["bash", "-c", text],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "plugins"))),
            "LC_ALL": "C.UTF-8",
        },
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="no bash here")
def test_a_real_bash_gets_names_of_more_words_as_one_word(ask, tmp_path) -> None:
    assert bash(tmp_path, ["roadshow", "agenda", "cro"]) == ["crooswijk"]
    assert bash(tmp_path, ["roadshow", "venue", "show", "hu"]) == [r"Huis\ van\ de\ Wijk"]
    assert bash(tmp_path, ["roadshow", "venue", "show", r"Huis\ v"]) == [r"Huis\ van\ de\ Wijk"]
    assert bash(tmp_path, ["roadshow", "venue", "show", '"Huis v']) == ["Huis van de Wijk"]
    assert bash(tmp_path, ["roadshow", "person", "show", "is"]) == [r"İsmail\ Yılmaz"]
