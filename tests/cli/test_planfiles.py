"""dump, load, diff and edit: the plan as a text file."""

import io
import json
import os
import re
import stat
import sys
import time
import tomllib
from pathlib import Path

import pytest
from pseudo_terminal import at_terminal

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no bits for who may read, and no pseudo-terminals")

STOP = """
[[stop]]
title = "Hillesluis"
start = 2027-05-12T13:30:00
guests = ["jan-de-vries"]
  [[stop.session]]
  title = "Inloop"
  length = 30
  [[stop.session]]
  title = "Casus"
  length = 60
  facilitator = "fatima-el-amrani"
"""

WRONG = """[[stop]]
title = "Zuid"
start = 2027-05-12T13:30:00
end = 2027-05-12T12:00:00
venu = "Branding"
capacity = 0
guests = ["jan-de-vrees"]
[[person]]
given = "Mila"
email = "geen adres"
[[person]]
organisation = "Niemand"
"""


@pytest.fixture
def filled(planned):
    """Give the plan of `planned` a session with somebody in it, a guest, and a task with an owner."""
    planned("session", "add", "crooswijk", "Casus", "65m")
    planned("session", "cast", "crooswijk", "Casus", "Fatima El Amrani", "facilitator")
    planned("invite", "crooswijk", "--person", "Jan de Vries")
    planned("task", "add", "Zaal boeken", "--stop", "crooswijk", "--when", "T-30", "--owner", "Sara")
    return planned


@pytest.fixture
def wish(tmp_path: Path) -> Path:
    """Write a plan file by hand, with one stop."""
    path = tmp_path / "wish.toml"
    path.write_text(STOP, encoding="utf-8")
    return path


def changes(line) -> int:
    return len(line("log", "--json", "--limit", "1000").json)


# dump


def test_a_dump_is_the_same_twice_and_differs_in_nothing_from_where_it_came(filled, tmp_path) -> None:
    once, file = filled("dump").out, tmp_path / "plan.toml"
    filled("dump", "-o", str(file))
    assert file.read_text(encoding="utf-8") == once == filled("dump").out
    assert filled("diff", str(file), "--remove", "--json").json["edits"] == []


def unsigned(text):
    """Leave out what a dump says of the workspace it is of."""
    return re.sub(r"\[written\]\n(?:\w+ = .*\n)+", "", text)


def test_a_dump_makes_the_same_workspace_elsewhere_in_one_change_that_one_undo_takes_back(filled, tmp_path) -> None:
    file, other = tmp_path / "plan.toml", str(tmp_path / "other.roadshow")
    filled("dump", "-o", str(file))
    filled("new", other)
    filled("load", str(file), "--yes", "-w", other)
    assert unsigned(filled("dump", "-w", other).out) == unsigned(filled("dump").out)
    assert [entry["number"] for entry in filled("log", "--json", "-w", other).json] == [1]
    filled("undo", "-w", other)
    assert filled("stop", "list", "--json", "-w", other).json == []


@posix
def test_a_file_that_names_people_is_for_its_owner_alone(filled, tmp_path) -> None:
    private, open_one = tmp_path / "all.toml", tmp_path / "shared.toml"
    assert "only you can read it" in filled("dump", "-o", str(private))
    filled("dump", "--no-people", "-o", str(open_one))
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(open_one.stat().st_mode) == 0o644


def test_a_file_without_people_names_nobody_and_takes_nobody_away_when_it_is_loaded(filled, tmp_path) -> None:
    file = tmp_path / "shared.toml"
    filled("dump", "--no-people", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    assert not re.search("Jan|Fatima|Sara|example.org", text)
    assert filled("load", str(file), "--remove", "--yes", "--json").json["changed"] is False


def test_one_roadshow_goes_with_its_own_people_and_places_alone(filled, tmp_path) -> None:
    filled("roadshow", "add", "Andere ronde")
    filled("venue", "add", "Nergens")
    text = filled("dump", "samen-leren").out
    document = tomllib.loads(text)
    assert [show["slug"] for show in document["roadshow"]] == ["samen-leren"]
    assert {person["surname"] for person in document["person"]} == {"Vries", "El Amrani"}
    assert "Nergens" not in text
    file = tmp_path / "one.toml"
    file.write_text(text, encoding="utf-8")
    assert filled("diff", str(file), "--json").json["edits"] == []


def test_a_roadshow_gathered_by_itself_is_what_it_is_in_the_whole(line, tmp_path) -> None:
    from roadshow.api import Roadshow, create_workspace, gather_plan, load_example, open_office

    create_workspace(tmp_path / "example.roadshow")
    with open_office(tmp_path / "example.roadshow") as office:
        load_example(office)
        whole = gather_plan(office.store)
        for key in whole.of(Roadshow):
            alone = gather_plan(office.store, key)
            assert set(alone) == set(whole.of_roadshow(key))
            assert len(alone) > 100
            assert not {noun.kind for noun in gather_plan(office.store, key, people=False)} & {"person", "invitation"}


def test_comments_of_somebody_are_not_written_over_without_a_word_and_kept_when_they_are(filled, tmp_path) -> None:
    file = tmp_path / "plan.toml"
    filled("dump", "-o", str(file))
    filled("dump", "-o", str(file))
    text = file.read_text(encoding="utf-8").replace("[[stop]]", "# bel Ruud eerst\n[[stop]]", 1)
    file.write_text(text, encoding="utf-8")
    refused = filled("dump", "-o", str(file), code=3)
    assert "1 comment" in refused.err
    assert file.read_text(encoding="utf-8") == text
    filled("dump", "-o", str(file), "--yes")
    assert (tmp_path / "plan.toml.bak").read_text(encoding="utf-8") == text
    file.write_text(text, encoding="utf-8")
    filled("dump", "-o", str(file), "--yes")
    assert sorted(path.name for path in tmp_path.glob("plan.toml.bak*")) == ["plan.toml.bak", "plan.toml.bak-2"]


@pytest.mark.parametrize("content", [b"Geachte mevrouw,", b"\x89PNG\r\n\x1a\n", b'name = "pyproject"'])
def test_a_file_that_is_no_plan_is_not_written_over_without_a_word(filled, tmp_path, content) -> None:
    file = tmp_path / "brief.toml"
    file.write_bytes(content)
    filled("dump", "-o", str(file), code=3)
    assert file.read_bytes() == content
    filled("dump", "-o", str(file), "--yes")
    assert (tmp_path / "brief.toml.bak").read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_a_sentence(filled, tmp_path) -> None:
    assert "is a folder" in filled("dump", "-o", str(tmp_path), "--yes", code=3).err
    assert "is a folder" in filled("dump", "-o", str(tmp_path), code=3).err


def test_the_schema_lies_beside_the_file_and_another_file_of_that_name_is_left_alone(filled, tmp_path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
    (second / "plan.schema.json").write_text("{}", encoding="utf-8")
    filled("dump", "-o", str(first / "plan.toml"))
    filled("dump", "-o", str(second / "plan.toml"))
    assert '"urn:roadshow:plan:1"' in (first / "plan.schema.json").read_text(encoding="utf-8")
    assert (second / "plan.schema.json").read_text(encoding="utf-8") == "{}"


# load and diff


def test_a_load_is_shown_first_and_does_nothing_until_somebody_says_yes(filled, wish) -> None:
    before = changes(filled)
    refused = filled("load", str(wish), code=3)
    assert "+ stop samen-leren/hillesluis" in refused.out
    assert "+ guest Jan de Vries (hillesluis)" not in refused.err
    assert "--yes" in refused.err
    assert "Nothing was changed" in filled("load", str(wish), "--dry-run")
    assert "+ stop" in filled("diff", str(wish))
    assert changes(filled) == before


def test_a_file_by_hand_uses_the_people_that_are_there_and_is_one_change(filled, wish) -> None:
    before = changes(filled)
    done = filled("load", str(wish), "--yes", "--json").json
    assert done["counts"] == {"added": 5, "changed": 0, "removed": 0, "kept": 0}
    assert changes(filled) == before + 1
    assert filled("agenda", "hillesluis", "--json").json[1]["parts"][0]["name"] == "Fatima El Amrani"
    assert "says nothing that the workspace does not have" in filled("load", str(wish), "--yes")
    filled("undo")
    filled("stop", "show", "hillesluis", code=3)


def test_what_a_file_does_not_name_stays_unless_removing_is_asked_for(filled, tmp_path) -> None:
    file = tmp_path / "plan.toml"
    filled("dump", "-o", str(file))
    filled("session", "add", "crooswijk", "Borrel", "30m")
    shown = filled("diff", str(file))
    assert "1 thing is not in the file and stays" in shown
    assert "- session “Borrel”" in shown
    filled("load", str(file), "--yes")
    assert "Borrel" in filled("agenda", "crooswijk")
    done = filled("load", str(file), "--remove", "--yes", "--json").json
    assert done["counts"]["removed"] == 1
    assert "Borrel" not in filled("agenda", "crooswijk")


def test_all_that_is_wrong_with_a_file_is_told_at_once_with_its_lines_and_nothing_is_loaded(filled, tmp_path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(WRONG, encoding="utf-8")
    before = changes(filled)
    told = filled("load", str(file), "--yes", code=3).err
    lines = re.findall(r"^wrong\.toml:(\d+): (\S+):", told, re.MULTILINE)
    assert lines == [
        ("4", "stop[1].end"),
        ("5", "stop[1].venu"),
        ("6", "stop[1].capacity"),
        ("7", "stop[1].guests[1].person"),
        ("10", "person[1].email"),
        ("11", "person[2].given"),
    ]
    assert "Did you mean “jan-de-vries”?" in told
    assert changes(filled) == before


def test_an_old_flaw_that_a_file_does_not_touch_blocks_nothing(filled, tmp_path) -> None:
    from roadshow.api import Edit, Pen, Person, new_id, open_office
    from roadshow.settings.clock import moment

    office = open_office(tmp_path / "test.roadshow")
    with office:
        pen = Pen("test", moment(), new_id)
        office.do(pen.change("x", [Edit(None, Person(id=new_id(), given="Oud", email="geen adres"))]))
    file = tmp_path / "plan.toml"
    file.write_text(filled("dump").out.replace('title = "Casus"', 'title = "Casus 2"'), encoding="utf-8")
    assert filled("load", str(file), "--yes", "--json").json["counts"]["changed"] == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_as_windows_saves_it_loads_with_its_letters(filled, tmp_path, encoding) -> None:
    file = tmp_path / "win.toml"
    file.write_bytes(STOP.replace("Hillesluis", "Hîllesluis").replace("\n", "\r\n").encode(encoding))
    filled("load", str(file), "--yes")
    assert filled("stop", "show", "hillesluis", "--json").json["title"] == "Hîllesluis"


def test_letters_that_are_not_utf_8_are_told_with_their_line(filled, tmp_path) -> None:
    file = tmp_path / "old.toml"
    file.write_bytes('[[stop]]\ntitle = "Café"'.encode("cp1252"))
    assert "old.toml:2: The letters here are not UTF-8" in filled("load", str(file), code=3).err
    assert "cannot be read" in filled("load", str(tmp_path / "none.toml"), code=3).err


def test_a_dump_in_a_pipe_is_utf_8_and_loads_from_standard_input(filled, program, tmp_path, monkeypatch) -> None:
    text = program("dump", PYTHONUTF8="0", PYTHONIOENCODING="cp1252").out
    assert "İsmail" in text
    other = str(tmp_path / "other.roadshow")
    filled("new", other)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    filled("load", "-", "--yes", "-w", other)
    assert unsigned(filled("dump", "-w", other).out) == unsigned(text)
    assert text == filled("dump").out


# edit


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> Path:
    """Make an editor of a few lines of Python: `text` is what stands in the file, `calls` how often it was opened."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path, count = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_suffix('.count')\n"
        "calls = int(count.read_text()) + 1 if count.exists() else 1\n"
        "count.write_text(str(calls))\n"
        "text = path.read_text(encoding='utf-8')\n"
        "pathlib.Path(__file__).with_suffix(f'.{calls}').write_text(text, encoding='utf-8')\n"
        f"{code}\n"
        "path.write_text(text, encoding='utf-8', newline='\\n')\n",
        encoding="utf-8",
    )
    quote = '"' if os.name == "nt" else "'"
    monkeypatch.setenv("VISUAL", f"{quote}{sys.executable}{quote} {quote}{script}{quote}")
    return script


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "data" / "edits").glob("*.toml"))


def test_a_stop_edited_as_text_is_one_change_and_leaves_no_file(filled, tmp_path, monkeypatch) -> None:
    editor(tmp_path, monkeypatch, "text = text.replace('title = \"Casus\"', 'title = \"Casus van de wijk\"')")
    before = changes(filled)
    shown = filled("edit", "crooswijk", "--yes")
    assert "title: Casus → Casus van de wijk" in shown
    assert changes(filled) == before + 1
    agenda = filled("agenda", "crooswijk", "--json").json[0]
    assert (agenda["title"], agenda["parts"][0]["name"]) == ("Casus van de wijk", "Fatima El Amrani")
    assert kept(tmp_path) == []


def test_the_text_of_a_stop_has_its_guests_and_parts_by_readable_names_and_is_private(
    filled, tmp_path, monkeypatch
) -> None:
    script = editor(tmp_path, monkeypatch, "")
    assert "Nothing changed" in filled("edit", "crooswijk")
    text = script.with_suffix(".1").read_text(encoding="utf-8")
    assert 'person = "jan-de-vries"' in text
    assert "fatima-el-amrani" in text
    assert "[[person]]" not in text
    assert kept(tmp_path) == []


def test_a_row_that_was_taken_out_in_the_editor_goes(filled, tmp_path, monkeypatch) -> None:
    editor(tmp_path, monkeypatch, "text = text[: text.index('[[stop.task]]')]")
    assert "Sara" in filled("task", "list")
    filled("edit", "crooswijk", "--yes")
    assert "Sara" not in filled("task", "list")


def test_nothing_typed_is_lost_where_it_is_wrong_and_nobody_can_answer(filled, tmp_path, monkeypatch) -> None:
    editor(tmp_path, monkeypatch, "text = text.replace('length = 65', 'lenght = 65')")
    told = filled("edit", "crooswijk", "--yes", code=3)
    (path,) = kept(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert str(path) in told.err
    assert "lenght = 65" in text
    marks = [line for line in text.splitlines() if line.startswith("#! ")]
    numbers = [int(number) for line in marks for number in re.findall(r"line:(\d+):", line)]
    assert numbers
    assert "lenght = 65" in text.splitlines()[numbers[-1] - 1]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_others_did_while_somebody_typed_stands_when_the_kept_text_is_loaded(
    filled, tmp_path, monkeypatch
) -> None:
    meanwhile = "[sys.executable, '-m', 'roadshow', 'stop', 'edit', 'crooswijk', '--contact', 'de balie']"
    editor(
        tmp_path,
        monkeypatch,
        f"import os, subprocess; subprocess.run({meanwhile}, check=True, stdout=subprocess.DEVNULL,"
        f" env={{**os.environ, 'PYTHONPATH': os.pathsep.join(({str(ROOT)!r}, {str(ROOT / 'plugins')!r}))}})\n"
        "text = text.replace('title = \"Samen in Crooswijk\"', 'title = \"Samen door Crooswijk\"')",
    )
    refused = filled("edit", "crooswijk", "--yes", code=3).err
    (file,) = kept(tmp_path)
    assert "--remove --merge" in refused
    filled("load", str(file), "--remove", "--merge", "--yes")
    stop = filled("stop", "show", "crooswijk", "--json").json
    assert (stop["title"], stop["contact"]) == ("Samen door Crooswijk", "de balie")


def test_nothing_typed_is_lost_where_nobody_says_yes(filled, tmp_path, monkeypatch) -> None:
    editor(tmp_path, monkeypatch, "text = text.replace('Casus', 'Anders')")
    before = changes(filled)
    filled("edit", "crooswijk", code=3)
    (path,) = kept(tmp_path)
    assert changes(filled) == before
    filled("load", str(path), "--remove", "--yes")
    assert "Anders" in filled("agenda", "crooswijk")


def test_nothing_typed_is_lost_where_the_editor_ends_badly(filled, tmp_path, monkeypatch) -> None:
    editor(tmp_path, monkeypatch, "path.write_text(text + '# half', encoding='utf-8'); sys.exit(3)")
    assert "ended with an error (3)" in filled("edit", "crooswijk", "--yes", code=3).err
    assert kept(tmp_path)[0].read_text(encoding="utf-8").endswith("# half")


def test_an_editor_that_does_not_start_is_a_sentence_and_leaves_nothing(filled, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", str(tmp_path / "no-such-editor"))
    assert "does not start" in filled("edit", "crooswijk", code=3).err
    assert kept(tmp_path) == []


@posix
def test_at_a_terminal_a_file_with_a_mistake_is_opened_again_with_the_problem_on_top(
    filled, tmp_path, monkeypatch
) -> None:
    code = "text = text.replace('length = 65', 'lenght = 65') if calls == 1 else text.replace('lenght = 65', 'length = 45')"
    script = editor(tmp_path, monkeypatch, code)
    shown = at_terminal(["edit", "crooswijk"], ["\n", "y\n"])
    again = script.with_suffix(".2").read_text(encoding="utf-8")
    assert again.startswith(("#! 1 problem.", "#! 2 problems."))
    assert "length: 65 → 45" in shown
    assert filled("agenda", "crooswijk", "--json").json[0]["length"] == 45
    assert kept(tmp_path) == []


@posix
@pytest.mark.parametrize("command", ["load", "diff"])
def test_a_file_without_an_end_is_a_sentence(filled, command) -> None:
    started = time.process_time()
    assert "larger than 400 MB" in filled(command, "/dev/zero", code=3).err
    assert time.process_time() - started < 10


def test_a_script_gets_every_problem_of_a_file_with_its_place(filled, tmp_path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("[[stop]]\ntitel = 1\n[[venue]]\n", encoding="utf-8")
    found = json.loads(filled("load", str(file), "--json", code=3).err)
    assert {"file", "line", "path", "sentence", "nearest"} == set(found["problems"][0])
    assert {problem["line"] for problem in found["problems"]} >= {2, 3}
