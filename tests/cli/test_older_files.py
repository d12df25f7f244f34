"""A plan file that is older than the workspace: told, with what it would turn back, and taken without that."""

import pytest


@pytest.fixture
def older(planned, tmp_path):
    """Write a plan, then change things here, and one thing in the file."""
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("dump", "-o", str(tmp_path / "plan.toml"))
    planned("reply", "crooswijk", "Fatima", "accepted")
    planned("stop", "edit", "crooswijk", "--contact", "de balie")
    planned("person", "add", "Nieuw Hier")
    text = (tmp_path / "plan.toml").read_text()
    (tmp_path / "plan.toml").write_text(text.replace('title = "Samen in Crooswijk"', 'title = "Samen door Crooswijk"'))
    return planned


def test_it_is_told_with_what_it_would_turn_back(older, tmp_path):
    for words in (("diff",), ("load", "--dry-run")):
        told = older(*words, str(tmp_path / "plan.toml")).err
        assert "3 changes were made since" in told
        assert "~ guest Fatima El Amrani" in told
        assert "contact: de balie → –" in told
        assert "door Crooswijk" not in told, "that is a wish, and turns nothing back"


def test_with_merge_only_what_was_changed_in_the_file_is_taken(older, tmp_path):
    older("load", str(tmp_path / "plan.toml"), "--merge", "--remove", "--yes")
    stop = older("stop", "show", "crooswijk", "--json").json
    assert (stop["title"], stop["contact"]) == ("Samen door Crooswijk", "de balie")
    assert older("guest", "list", "crooswijk", "--json").json["guests"][0]["state"] == "accepted"
    assert older("person", "show", "Nieuw Hier")


def test_where_both_changed_the_same_field_what_stands_here_stays_and_is_told(older, tmp_path):
    older("stop", "edit", "crooswijk", "--title", "Hier anders")
    told = older("load", str(tmp_path / "plan.toml"), "--merge", "--yes").err
    assert "Hier anders → Samen door Crooswijk" in told
    assert older("stop", "show", "crooswijk", "--json").json["title"] == "Hier anders"


def test_what_was_removed_here_since_does_not_come_back(older, tmp_path):
    older("guest", "remove", "crooswijk", "Fatima")
    assert "+ guest Fatima El Amrani" in older("diff", str(tmp_path / "plan.toml")).err
    older("load", str(tmp_path / "plan.toml"), "--merge", "--yes")
    assert older("guest", "list", "crooswijk", "--json").json["guests"] == []


def test_a_file_of_now_or_of_another_workspace_says_nothing(planned, tmp_path):
    planned("dump", "-o", str(tmp_path / "plan.toml"))
    assert planned("diff", str(tmp_path / "plan.toml")).err == ""
    planned("new", str(tmp_path / "other.roadshow"))
    planned("-w", str(tmp_path / "other.roadshow"), "person", "add", "Zo Maar")
    assert "older" not in planned("-w", str(tmp_path / "other.roadshow"), "diff", str(tmp_path / "plan.toml")).err
