"""Where a workspace lies: what synchronises it, and the copies in conflict of every program, in both languages."""

import shutil
from pathlib import Path

import pytest

from roadshow.api import create_workspace
from roadshow.office import surroundings
from roadshow.office.surroundings import copies_in_conflict, is_on_the_network, surroundings_told, synchronised_by

CONFLICTS = (
    "plan (Jan's conflicted copy 2026-12-01).roadshow",
    "plan (Conflicterende kopie van Jan 2026-12-01).roadshow",
    "plan (conflicted copy 2026-12-01 101500).roadshow",
    "plan_conflict-20261201-101500.roadshow",
    "plan.sync-conflict-20261201-101500-ABCDEFG.roadshow",
    "plan (1).roadshow",
    "plan 2.roadshow",
    "plan-LAPTOP-VAN-JAN.roadshow",
)
OTHERS = ("plan (kept 2026-12-01 1015).roadshow", "planning.roadshow", "kopie.roadshow")


@pytest.mark.parametrize(
    ("folder", "program"),
    [("OneDrive - De Brug", "OneDrive"), ("Dropbox", "Dropbox"), ("Dropbox (De Brug)", "Dropbox"), ("Mijn Drive", "Google Drive"),
     ("GoogleDrive-jan@example.org", "Google Drive"), ("com~apple~CloudDocs", "iCloud"), ("Nextcloud", "Nextcloud"),
     ("Documenten", "")],
)  # fmt: skip
def test_a_folder_that_is_synchronised_is_known_by_its_name(tmp_path, folder, program):
    assert synchronised_by(tmp_path / folder / "werk" / "plan.roadshow", {}) == program


@pytest.mark.parametrize(
    ("mark", "program"), [(".stfolder", "Syncthing"), (".nextcloudsync.log", "Nextcloud"), (".dropbox", "Dropbox")]
)
def test_and_by_what_its_program_leaves_at_the_top(tmp_path, mark, program):
    (tmp_path / mark).touch()
    (tmp_path / "a").mkdir()
    assert synchronised_by(tmp_path / "a" / "plan.roadshow", {}) == program


def test_a_folder_that_the_system_names_is_one(tmp_path):
    assert synchronised_by(tmp_path / "x" / "plan.roadshow", {"OneDrive": str(tmp_path)}) == "OneDrive"


def test_a_drive_of_the_network_is_known_by_what_is_mounted_there(tmp_path, monkeypatch):
    place = str(tmp_path.resolve())
    for kind, is_one in (("cifs", True), ("nfs4", True), ("fuse.sshfs", True), ("ext4", False)):
        monkeypatch.setattr(surroundings, "_mounts", lambda kind=kind: [("/", "ext4"), (place, kind)])
        assert is_on_the_network(Path(place) / "plan.roadshow") is is_one


def test_copies_in_conflict_are_those_of_the_same_workspace(tmp_path):
    path = tmp_path / "plan.roadshow"
    create_workspace(path)
    for name in (*CONFLICTS, *OTHERS):
        shutil.copy(path, tmp_path / name)
    create_workspace(tmp_path / "plan 3.roadshow")
    assert [one.name for one in copies_in_conflict(path)] == sorted(CONFLICTS)
    (told,) = surroundings_told(path)
    assert "Two versions" in told.message
