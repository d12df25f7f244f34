"""Copies and backups: made by themselves, put back, kept by a rule, and free of whoever was forgotten."""

import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest

from roadshow.api import Query, open_office
from roadshow.domain.people import Person
from roadshow.store.sqlite_file import SCHEMA


def names(line):
    return sorted(one["name"] for one in line("person", "list", "--json").json["people"])


def kept(tmp_path):
    return sorted((tmp_path / "data" / "backups").rglob("*.roadshow"))


@pytest.fixture
def next_day(planned, monkeypatch):
    """Make a first change on the day after the plan was made."""
    monkeypatch.setenv("ROADSHOW_NOW", "2026-11-23T09:00")
    planned("person", "add", "Zij Later")
    return planned


def test_the_first_change_of_a_day_leaves_the_state_before_it(next_day, tmp_path):
    (only,) = kept(tmp_path)
    next_day("person", "add", "Nog Later")
    assert kept(tmp_path) == [only], "the second change of a day makes no backup"
    with open_office(only) as office:
        assert office.store.count(Query(Person)) == 4
    assert "first change of a day" in next_day("backups", "list")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_backups_are_for_their_owner_alone(next_day, tmp_path):
    (only,) = kept(tmp_path)
    assert stat.S_IMODE(only.stat().st_mode) == 0o600
    assert {stat.S_IMODE(one.stat().st_mode) for one in (only.parent, only.parent.parent)} == {0o700}


def test_before_an_import_and_a_load_there_is_a_backup(planned, tmp_path):
    (tmp_path / "list.csv").write_text("Naam;E-mail\nPiet Puk;piet@example.org\n")
    planned("people", "import", str(tmp_path / "list.csv"), "--yes")
    planned("dump", "-o", str(tmp_path / "plan.toml"))
    planned("undo")
    planned("load", str(tmp_path / "plan.toml"), "--yes")
    assert [one["reason"] for one in planned("backups", "list", "--json").json] == ["load", "import"]


def test_an_older_file_is_kept_before_it_is_brought_to_our_time(planned, tmp_path, monkeypatch):
    path = tmp_path / "test.roadshow"
    monkeypatch.setattr("roadshow.store.sqlite_file.SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("roadshow.store.sqlite_file.run_steps", lambda *_: None)
    planned("person", "list")
    (only,) = kept(tmp_path)
    assert only.name.endswith("upgrade.roadshow")
    with closing(sqlite3.connect(only)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert path.exists()


def test_a_backup_is_put_back_and_what_stood_there_is_kept_first(next_day):
    before = names(next_day)
    assert "--yes" in next_day("backups", "restore", "1", code=3).err
    next_day("backups", "restore", "1", "--yes")
    assert names(next_day) == sorted(set(before) - {"Zij Later"})
    rows = next_day("backups", "list", "--json").json
    assert [one["reason"] for one in rows] == ["restore", "daily"]
    next_day("backups", "restore", "1", "--yes")
    assert names(next_day) == before, "the restoring itself can be taken back"


def test_a_damaged_workspace_is_put_back_by_its_name_and_kept_beside(next_day, tmp_path):
    path = tmp_path / "test.roadshow"
    path.write_bytes(path.read_bytes()[:5000])
    assert "roadshow backups" in next_day("person", "list", code=4).err
    next_day("backups", "restore", "1", "--yes")
    assert len(names(next_day)) == 4
    assert [one.stat().st_size for one in tmp_path.glob("test (*).roadshow")] == [5000]


def test_what_another_program_has_open_is_not_replaced(next_day, program, tmp_path):
    path = tmp_path / "test.roadshow"
    with open_office(path) as office:
        office.store.last_number()
        assert "open in another window" in program("backups", "restore", "1", "--yes", code=4).err
        assert "open in another window" in next_day("backups", "restore", "1", "--yes", code=4).err
    assert "Zij Later" in names(next_day)


def test_the_rule_says_how_many_are_kept(planned, monkeypatch, tmp_path):
    planned("config", "set", "backups.daily", "2")
    for day in range(1, 6):
        monkeypatch.setenv("ROADSHOW_NOW", f"2026-12-0{day}T09:00")
        planned("person", "add", f"Mens Nummer{day}")
    assert [one["made"][:10] for one in planned("backups", "list", "--json").json] == ["2026-12-05", "2026-12-04"]
    planned("config", "set", "backups.daily", "0")
    monkeypatch.setenv("ROADSHOW_NOW", "2026-12-06T09:00")
    planned("person", "add", "Mens Nummer6")
    assert len(kept(tmp_path)) == 2


def test_a_backup_that_cannot_be_made_is_told_and_stops_nothing(planned, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    planned("config", "set", "backups.folder", str(tmp_path / "file"))
    monkeypatch.setenv("ROADSHOW_NOW", "2026-12-06T09:00")
    assert "No backup could be made" in planned("person", "add", "Toch Wel").err
    assert "Toch Wel" in names(planned)


def test_who_is_forgotten_is_in_no_byte_of_any_backup(planned, monkeypatch, tmp_path):
    for day, words in ((1, ("invite", "crooswijk", "--person", "Fatima")), (2, ("reply", "crooswijk", "Fatima", "accepted")),
                       (3, ("person", "edit", "Fatima", "--notes", "Zeer bijzonder"))):  # fmt: skip
        monkeypatch.setenv("ROADSHOW_NOW", f"2026-12-0{day}T09:00")
        planned(*words)
    assert any(b"Fatima" in one.read_bytes() for one in kept(tmp_path))
    planned("people", "forget", "Fatima", "--yes")
    assert len(kept(tmp_path)) == 4
    for one in kept(tmp_path):
        assert not [text for text in (b"Fatima", b"Amrani", b"amrani", b"bijzonder") if text in one.read_bytes()], one
    planned("backups", "restore", "2", "--yes")
    assert names(planned) == ["Jan Jansen", "Jan de Vries", "İsmail Yılmaz"]
    planned("doctor")


def test_who_is_forgotten_is_in_no_version_that_was_kept_beside_the_workspace(planned, tmp_path):
    path = tmp_path / "test.roadshow"
    version = tmp_path / "test (kept 2026-12-01 1403) 2.roadshow"
    shutil.copy(path, version)
    (tmp_path / "test (bewaard 2026-12-01 1403).roadshow-log").write_bytes(b"Fatima")
    said = planned("people", "forget", "Fatima", "--yes")
    assert "Not changed" not in said.out
    assert b"Amrani" not in version.read_bytes()
    assert "may still stand in test (bewaard 2026-12-01 1403).roadshow-log." in said.err


def test_the_name_goes_from_what_others_wrote_and_from_the_journal_of_it(planned, tmp_path):
    planned("task", "add", "Bel Fatima El Amrani op", "--owner", "Fatima El Amrani")
    planned("stop", "edit", "crooswijk", "--notes", "Fatima komt later")
    planned("signin", "crooswijk", "--walk-in", "Fatima")
    shown = planned("people", "forget", "Fatima El Amrani", "--yes", "--texts")
    assert "these texts" in shown
    assert "by hand" not in shown
    for file in (tmp_path / "test.roadshow", *kept(tmp_path)):
        assert b"Fatima" not in file.read_bytes(), file
    assert "Bel … op" in planned("task", "list")


def test_a_copy_of_an_open_workspace_is_whole_and_replaces_nothing_of_others(planned, tmp_path):
    target = tmp_path / "stick" / "copy.roadshow"
    target.parent.mkdir()
    with open_office(tmp_path / "test.roadshow"):
        planned("copy", str(target))
        planned("person", "add", "Nog Een")
        planned("copy", str(target))
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    with open_office(target) as office:
        assert office.store.count(Query(Person)) == 5
        assert "open in another window" in planned("copy", str(target), code=4).err
    target.write_text("mine")
    assert "not touched" in planned("copy", str(target), code=3).err
    assert target.read_text() == "mine"


def test_a_copy_never_goes_over_the_open_workspace_itself(planned, tmp_path):
    before = (tmp_path / "test.roadshow").read_bytes()
    planned("copy", str(tmp_path / "test.roadshow"), code=4)
    assert (tmp_path / "test.roadshow").read_bytes() == before


def test_what_the_screen_keeps_between_two_runs_forgets_too(planned, tmp_path):
    kept = planned("person", "show", "Fatima", "--json").json["id"]
    held = tmp_path / "config" / "screen.json"
    held.parent.mkdir(exist_ok=True)
    held.write_text(json.dumps({"theme": "x", "places": {"a": {"area": "people", "text": "amrani", "row": kept}}}))
    planned("people", "forget", "Fatima", "--yes")
    assert json.loads(held.read_text()) == {"theme": "x", "places": {"a": {"area": "people", "text": "", "row": ""}}}
    if os.name != "nt":
        assert stat.S_IMODE(held.stat().st_mode) == 0o600


def test_text_that_was_typed_and_not_saved_forgets_too_and_copies_beside_are_named(planned, tmp_path):
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("invite", "crooswijk", "--person", "Jan Jansen")
    typed = tmp_path / "data" / "edits" / "crooswijk-1.toml"
    typed.parent.mkdir(parents=True)
    typed.write_text(planned("dump").out.partition("[[stop]]")[2])
    planned("copy", str(tmp_path / "mijn kopie.roadshow"))
    assert "copies beside the workspace, mijn kopie.roadshow" in planned("people", "forget", "Fatima", "--yes")
    assert "fatima" not in typed.read_text()
    assert "jan-jansen" in typed.read_text()
