"""Starter kits: a roadshow without people and dates, and a new one from it."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from pseudo_terminal import at_terminal

SHIPPED = ("casusbespreking", "trainingsdag", "wijkbijeenkomst")
CONFIG = Path(__file__).parents[2] / "config" / "kits"


@pytest.mark.parametrize("kit", SHIPPED)
def test_each_kit_makes_a_plan_in_which_nothing_is_blocked_or_outside_its_stop(workspace, kit) -> None:
    workspace("template", "new", kit, "--first-date", "2-11-2027", "--venue", "De Branding")
    found = workspace("check", "--json", code=None).json
    findings = found["findings"] if isinstance(found, dict) else found
    codes = {one["code"]: one["weight"] for one in findings}
    assert "block" not in codes.values()
    # what somebody who begins still has to find: people, owners, an address; nothing is wrong with the agenda itself
    assert set(codes) <= {"session-no-leader", "task-no-owner", "organiser-missing", "venue-unconfirmed"}


@pytest.mark.parametrize("kit", SHIPPED)
def test_each_kit_has_tasks_from_two_months_before_to_three_weeks_after_and_no_people(kit) -> None:
    content = tomllib.loads((CONFIG / f"{kit}.toml").read_text(encoding="utf-8"))
    days = [int(task["when"][1:]) for stop in content["stop"] for task in stop["task"]]
    assert min(days) == -60
    assert max(days) == 21
    assert not {"person", "venue"} & set(content)
    assert "owner" not in str(content)


def test_the_case_discussion_takes_60_65_and_90_minutes_in_stops_a_fortnight_apart(workspace) -> None:
    workspace("template", "new", "casusbespreking", "--first-date", "12-1-2027")
    for slug, minutes, day in (("60", 60, "12"), ("65", 65, "26"), ("90", 90, "09")):
        sessions = workspace("agenda", f"incidentmethode-{slug}", "--json").json
        method = [one for one in sessions if one["session_kind"] == "case discussion"]
        assert sum(one["length"] for one in method) == minutes
        assert sessions[0]["start"][8:10] == day


def test_a_training_day_has_two_parts_that_people_sign_for_and_rooms_side_by_side(workspace) -> None:
    workspace("template", "new", "trainingsdag", "--first-date", "2-6-2027", "--venue", "De Branding")
    sessions = workspace("agenda", "trainingsdag", "--json").json
    signing = [one["title"] for one in sessions if "tekenen" in one["title"].lower()]
    assert [re.search("ochtend|middag", title)[0] for title in signing] == ["ochtend", "middag"]
    together = [one["room"] for one in sessions if one["start"].endswith("10:30")]
    assert sorted(together) == ["Werkruimte 1", "Werkruimte 2"]


def test_one_stop_of_a_kit_alone_begins_on_the_first_day(workspace) -> None:
    workspace("template", "new", "casusbespreking", "--first-date", "12-1-2027", "--only", "incidentmethode-90")
    stops = workspace("stop", "list", "--json").json
    assert [(stop["slug"], stop["start"][:10]) for stop in stops] == [("incidentmethode-90", "2027-01-12")]
    workspace("template", "new", "casusbespreking", "--first-date", "12-1-2027", "--only", "x", code=3)


def test_dates_in_order_go_before_the_days_of_the_kit(workspace) -> None:
    workspace("template", "new", "casusbespreking", "--first-date", "12-1-2027", "--date", "19-1-2027")
    days = [stop["start"][:10] for stop in workspace("stop", "list", "--json").json]
    assert days == ["2027-01-12", "2027-01-19", "2027-02-09"]
    many = [word for _ in range(3) for word in ("--date", "1-2-2027")]
    workspace("template", "new", "casusbespreking", "--first-date", "12-1-2027", *many, code=3)


def test_a_kit_is_one_change_and_used_twice_makes_two_roadshows(workspace) -> None:
    workspace("template", "new", "wijkbijeenkomst", "--first-date", "2-6-2027", "--name", "Zuid")
    workspace("template", "new", "wijkbijeenkomst", "--first-date", "9-6-2027", "--name", "Zuid")
    assert [show["slug"] for show in workspace("roadshow", "list", "--json").json] == ["zuid", "zuid-2"]
    assert len({stop["slug"] for stop in workspace("stop", "list", "--json").json}) == 2
    assert len(workspace("log", "--json").json) == 2
    workspace("undo")
    workspace("undo")
    assert workspace("stop", "list", "--json").json == []
    assert workspace("venue", "list", "--json").json in ([], {"total": 0, "page": 1, "pages": 1, "venues": []})


def test_a_venue_that_is_there_is_used_with_its_own_rooms_and_a_missing_room_is_said(workspace) -> None:
    workspace("venue", "add", "De Branding")
    workspace("room", "add", "De Branding", "Plenaire zaal")
    answer = workspace("template", "new", "trainingsdag", "--first-date", "2-6-2027", "--venue", "de branding")
    assert "4 sessions have no room" in answer
    assert len([line for line in workspace("venue", "list").out.splitlines() if "Branding" in line]) == 1
    assert workspace("agenda", "terugkommiddag", "--json").json[0]["room"] == "Plenaire zaal"


def test_without_a_date_and_nobody_to_ask_nothing_is_made(workspace) -> None:
    assert "--first-date" in workspace("template", "new", "wijkbijeenkomst", code=3).err
    assert workspace("stop", "list", "--json").json == []


def test_a_name_that_is_no_kit_is_answered_with_those_there_are(workspace) -> None:
    assert "wijkbijeenkomst" in workspace("template", "new", "wijk", code=3).err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_at_a_terminal_only_places_dates_and_names_are_asked_for(workspace) -> None:
    shown = at_terminal(
        ["template", "new", "casusbespreking"], ["Casussen Zuid\n", "12-1-2027\n", "\n", "16-2-2027\n", "De Kade\n"]
    )
    assert "2027-01-26" in shown
    stops = workspace("stop", "list", "--json").json
    assert [(stop["start"][:10], stop["venue"]) for stop in stops] == [
        ("2027-01-12", "De Kade"),
        ("2027-01-26", "De Kade"),
        ("2027-02-16", "De Kade"),
    ]
    assert workspace("roadshow", "list", "--json").json[0]["name"] == "Casussen Zuid"


# a kit of one's own


@pytest.fixture
def ended(planned):
    """Give the plan of `planned` all that must not go into a kit."""
    planned("venue", "add", "De Branding", "--contact", "Ruud", "--phone", "0612345678")
    planned("room", "add", "De Branding", "Zaal 1", "--layout", "kring")
    planned(
        "stop", "edit", "samen-in-crooswijk", "--venue", "De Branding", "--contact", "Sjoerd", "--notes", "bel Corrie"
    )
    planned("session", "add", "samen-in-crooswijk", "Casus", "65m", "--room", "Zaal 1", "--kind", "case discussion")
    planned("session", "cast", "samen-in-crooswijk", "Casus", "Fatima El Amrani", "facilitator")
    planned("invite", "samen-in-crooswijk", "--person", "Jan de Vries")
    planned("task", "add", "Zaal boeken", "--stop", "samen-in-crooswijk", "--when", "T-30", "--owner", "Sara")
    planned("task", "add", "Bestellen", "--stop", "samen-in-crooswijk", "--due", "10-4-2027")
    planned("task", "add", "Subsidie", "--due", "1-4-2027")
    planned("stop", "add", "Nacht", "28-4-2027 22:00-01:00")
    planned("stop", "add", "Geschrapt", "1-4-2027 10:00-12:00")
    planned("stop", "cancel", "geschrapt")
    return planned


def test_a_saved_kit_has_no_people_dates_or_places_in_it(ended, tmp_path) -> None:
    ended("template", "save", "wijkronde")
    text = (tmp_path / "config" / "kits" / "wijkronde.toml").read_text(encoding="utf-8")
    assert not re.search(r"Ruud|Sjoerd|Corrie|Fatima|Sara|Jan|Branding|06123|20\d\d-|Geschrapt", text)
    assert "Casus" in text
    assert "wijkronde" in ended("template", "list")


def test_a_kit_of_ones_own_gives_the_same_shape_on_other_days_in_another_place(ended) -> None:
    ended("template", "save", "wijkronde")
    ended("template", "new", "wijkronde", "--name", "Ronde twee", "--first-date", "1-9-2027", "--venue", "De Kade")
    stops = list(ended("stop", "list", "-r", "ronde-twee", "--json").json)
    assert [(stop["start"], stop["end"]) for stop in stops] == [
        ("2027-09-01T13:30", "2027-09-01T16:30"),
        ("2027-09-15T22:00", "2027-09-16T01:00"),
    ]
    (session,) = ended("agenda", stops[0]["slug"], "--json").json
    assert (session["title"], session["length"], session["room"]) == ("Casus", 65, "Zaal 1")
    plan = tomllib.loads(ended("dump", "ronde-twee").out)
    assert {task["title"]: task["when"] for stop in plan["stop"] for task in stop.get("task", ())} == {
        "Zaal boeken": "T-30",
        "Bestellen": "T-4",
    }
    assert str(plan["task"][0]["due"]) == "2027-08-19"


def test_a_kit_is_not_written_over_without_a_word(ended) -> None:
    ended("template", "save", "wijkronde")
    ended("template", "save", "wijkronde", code=3)
    ended("template", "save", "wijkronde", "--yes")
    ended("template", "save", "../wijkronde", code=3)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("format = 2", "format = 1"),
        ("format = 1\n[roadshow]", "[[stop]]"),
        ("format = 1\n[roadshow]\n[[stop]]\ntitle='a'\nstart='10:00'\nday=1.5", "stop.day"),
        ("format = 1\n[roadshow]\n[[stop]]\ntitle='a'\nstart='10:00'\nday=0\nplace='x'", "“x”"),
        ("format = 1\n[roadshow]\n[[stop]]\ntitle='a'\nday=0", "stop.start"),
        ("format = 1\n[roadshow]\n[[stop]]\ntitle='a'\nstart='25:00'\nend='26:00'\nday=0", "stop[1].start"),
        ("format = 1\n[roadshow]\n[[stop]]\ntitle='a'\nstart='10:00'\nday=0\nfoo=1", "foo"),
        ("format = ", "cannot be read"),
    ],
)
def test_a_kit_that_somebody_spoiled_is_a_sentence_that_names_the_place(workspace, tmp_path, text, told) -> None:
    folder = tmp_path / "config" / "kits"
    folder.mkdir(parents=True)
    (folder / "eigen.toml").write_text(text, encoding="utf-8")
    answer = workspace("template", "new", "eigen", "--first-date", "1-9-2027", "--name", "x", code=3)
    assert told in answer.err
    assert workspace("stop", "list", "--json").json == []
