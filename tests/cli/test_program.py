"""Commands about the program itself: history, settings, plugins, doctor, demo, help."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from roadshow.cli.main import COMMANDS, root

FLAT = {name: home for section in COMMANDS.values() for name, home in section.items()}


def test_the_log_says_who_what_and_when_and_one_change_in_full(planned) -> None:
    planned("stop", "edit", "samen-in-crooswijk", "--capacity", "40")
    newest = planned("log", "--json").json[0]
    assert newest["turn"] == "do"
    text = planned("log", str(newest["number"])).out
    assert "places: — → 40" in text
    assert planned("log", str(newest["number"]), "--json").json["traces"][0]["after"] == {"capacity": 40}
    planned("log", "9999", code=3)


@pytest.mark.parametrize("name", ["~nobody-of-this-name/plan.roadshow", "~nobody-of-this-name/plan"])
def test_a_home_of_somebody_unknown_is_said_and_no_fault(line, name, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    assert "knows nobody called nobody-of-this-name" in line("new", name, code=3).err
    assert "no workspace at ~nobody" in line("-w", name, "stop", "list", code=4).err
    monkeypatch.setenv("ROADSHOW_WORKSPACE", name)
    assert "no workspace at ~nobody" in line("stop", "list", code=4).err
    assert list(tmp_path.iterdir()) == []


def test_a_value_that_is_unknown_is_damage_and_no_fault_of_ours(planned, tmp_path) -> None:
    planned("session", "add", "crooswijk", "Inloop", "30m")
    with closing(sqlite3.connect(tmp_path / "test.roadshow")) as connection, connection:
        connection.execute("UPDATE session SET session_kind = 'karaoke'")
    for words in (("agenda", "samen-in-crooswijk"), ("check",), ("dump",), ("export", "signin")):
        assert "damaged" in planned(*words, code=4).err


def test_undo_and_redo_say_what_they_did_and_when_there_is_nothing(planned, workspace) -> None:
    assert "Undone" in planned("undo").out
    assert "Done again" in planned("redo").out
    planned("redo", code=3)


def test_settings_are_listed_set_and_explained(line, tmp_path: Path) -> None:
    line("config", "set", "signin.paper", "letter")
    line("config", "set", "language", "nl")
    listed = line("--language", "en", "config", "list", "--json").json
    assert listed["signin.paper"] == {"value": "letter", "origin": str(tmp_path / "config" / "config.toml")}
    assert line("--language", "en", "config", "get", "desk").out.startswith("A ")
    line("config", "set", "signin.paper")
    assert line("config", "get", "signin.paper", "--json").json["origin"] == "shipped"
    line("config", "set", "nonsense", "1", code=3)
    line("config", "set", "signin.paper", "papyrus", code=3)
    assert str(tmp_path) in line("config", "path").out


def test_a_plugin_is_switched_off_and_on(line) -> None:
    line("plugins", "disable", "roadshow_ical")
    states = {one["name"]: one["state"] for one in line("plugins", "list", "--json").json}
    assert states["roadshow_ical"] == "off"
    assert states["roadshow_signin"] == "on"
    line("plugins", "enable", "roadshow_ical")
    assert "off" not in {one["state"] for one in line("plugins", "list", "--json").json}
    line("plugins", "enable", "roadshow_nothing", code=3)


def test_a_new_plugin_works_as_it_comes(line, tmp_path: Path, monkeypatch) -> None:
    line("plugins", "new", "roadshow_posters", "--out", str(tmp_path))
    folder = tmp_path / "roadshow-posters"
    line("plugins", "new", "roadshow_posters", "--out", str(tmp_path), code=3)
    line("plugins", "new", "../evil", "--out", str(tmp_path), code=3)
    root_folder = Path(__file__).parents[2]
    path = os.pathsep.join([str(folder), str(root_folder), str(root_folder / "plugins")])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-o", "addopts=", "-p", "no:cacheprovider", "tests"],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "E,F,W,UP",
            "--isolated",
            "--line-length",
            "120",
            "--no-cache",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_doctor_finds_nothing_wrong_and_says_what_is(planned, tmp_path: Path) -> None:
    assert "All is well" in planned("doctor").out
    (tmp_path / "test.roadshow").write_bytes(b"not a plan")
    sick = planned("-w", str(tmp_path / "test.roadshow"), "doctor", code=1)
    assert "not a roadshow workspace" in sick.out


def test_the_demo_makes_everything_and_keeps_what_is_there(line, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    first = line("demo", "--out", str(out), "--json").json
    assert first["made"]
    assert all(first["files"][name] for name in ("calendar", "letters", "sheets"))
    files = {path: path.read_bytes() for path in out.rglob("*") if path.suffix in {".ics", ".eml", ".pdf"}}
    again = line("demo", "--out", str(out), "--json").json
    assert not again["made"]
    assert {path: path.read_bytes() for path in files} == files, "two exports of an unchanged plan differ"
    assert not [path for path in out.rglob("*") if path.name.endswith(".part")]


@pytest.mark.parametrize("name", sorted(FLAT))
def test_every_command_has_help_with_an_example_that_names_it(name: str) -> None:
    command = root().get_command(None, name)
    leaves = list(getattr(command, "commands", {}).values()) or [command]
    for leaf in leaves:
        if name == "export":
            continue
        assert leaf.help, leaf.name
        assert "roadshow " in getattr(leaf, "example", ""), leaf.name


def test_help_names_every_command_and_a_misspelt_one_is_answered_with_the_nearest(line) -> None:
    text = line("--help").out
    for name in FLAT:
        assert name in text
    assert "Did you mean stop" in line("stpo", "list", code=2).err
    assert line("export", "ical", "--help").out.count("--granularity") >= 1


def test_errors_are_json_where_json_is_asked_for(line) -> None:
    import json

    said = json.loads(line("--json", "stop", "list", code=4).err)
    assert said["exit"] == 4
    assert said["error"]
    assert said["hint"]


@pytest.mark.parametrize("place", ["folder", "text", "missing", "newer"])
def test_a_workspace_that_cannot_be_used_is_exit_4(program, tmp_path: Path, place: str) -> None:
    path = tmp_path / "p.roadshow"
    if place == "folder":
        path.mkdir()
    elif place == "text":
        path.write_text("a letter to my aunt")
    elif place == "newer":
        program("new", str(path))
        content = bytearray(path.read_bytes())
        content[60:64] = (99).to_bytes(4)
        path.write_bytes(bytes(content))
    answer = program("-w", str(path), "stop", "list", code=4)
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) == 2


def test_output_in_a_pipe_is_plain_and_a_closed_pipe_is_no_error(program, planned, tmp_path: Path) -> None:
    assert "\x1b" not in program("stop", "list").out
    script = f"{sys.executable} -m roadshow log --limit 1000 | true; exit ${{PIPESTATUS[0]:-0}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_template_is_copied_to_be_changed_and_is_then_used(line, tmp_path: Path) -> None:
    copied = Path(line("config", "template", "letters/nl/invitation.txt", "--json").json["file"])
    assert copied == tmp_path / "config" / "templates" / "letters" / "nl" / "invitation.txt"
    line("config", "template", "letters/nl/invitation.txt", code=3)
    line("config", "template", "../../etc/passwd", code=3)
    copied.write_text("Dag {{ given }}, kom je ook?\n", encoding="utf-8")
    own = {one["name"] for one in line("config", "templates", "--json").json if one["own"]}
    assert own == {"letters/nl/invitation.txt"}
    line("demo", "--out", str(tmp_path / "demo"))
    plan = str(tmp_path / "demo" / "rotterdam.roadshow")
    said = line("-w", plan, "export", "mailmerge", "crooswijk", "--preview", "--person", "Dilan Kaya").out
    assert "Dag Dilan, kom je ook?" in said


def test_a_language_is_understood_behind_the_command_too(program) -> None:
    """-w and --json may stand there, so nobody expects that this one may not."""
    assert "roadshow zelf" in program("config", "get", "author", "--language", "nl")
    assert "Voorbeeld" in program("stop", "list", "--help", "--language=nl")
    assert "--language" in program("stop", "list", "--help")


def test_a_preview_for_somebody_who_is_not_on_the_list_is_refused(planned) -> None:
    """It showed the letter of the first guest instead, with another name on it."""
    planned("roadshow", "edit", "samen-leren", "--organiser-email", "team@example.org")
    planned("invite", "crooswijk", "--person", "Fatima")
    refused = planned("export", "ical", "crooswijk", "--preview", "--person", "Jan Jansen", code=3).err
    assert "Jan Jansen is not on the guest list" in refused


def test_the_language_of_a_roadshow_is_not_that_of_the_answers(program, tmp_path: Path) -> None:
    """A Dutch user who starts a roadshow in English would be answered in English."""
    program("new", str(tmp_path / "test.roadshow"))
    assert "Terugdraaien" in program("roadshow", "add", "Learning", "--language", "en", ROADSHOW_LANGUAGE="nl")


def test_an_export_of_nothing_says_that_there_is_nothing_and_how_to_begin(workspace, tmp_path: Path) -> None:
    shown = workspace("export", "signin", "--out", str(tmp_path / "out"))
    assert "No file was made." in shown
    assert "stop list" in shown


def test_what_cannot_be_undone_is_said_as_it_is(planned, tmp_path: Path) -> None:
    """An export was told to be gone, and somebody forgotten to be a file."""
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("reply", "crooswijk", "Fatima", "accepted")
    planned("export", "signin", "crooswijk", "--out", str(tmp_path / "out"))
    number = planned("log", "--json").json[0]["number"]
    assert "files are outside" in planned("undo", str(number), code=3).err
    planned("people", "forget", "Jan Jansen", "--yes")
    number = planned("log", "--json").json[0]["number"]
    gone = planned("undo", str(number), code=3).err
    assert "cannot come back" in gone
    assert "files" not in gone
