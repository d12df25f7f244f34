"""What a change to a session brings about is said at once, and minutes may go back."""

import pytest


@pytest.fixture
def agenda(planned):
    """Give the stop a venue with two rooms, and three sessions of which two run at the same time."""
    planned("venue", "add", "De Branding")
    for room in ("Zaal 1", "Zaal 2"):
        planned("room", "add", "De Branding", room)
    planned("stop", "edit", "crooswijk", "--venue", "De Branding")
    for title, at, room in (
        ("Inloop", "13:30", "Zaal 1"),
        ("Casus", "14:00", "Zaal 1"),
        ("Atelier", "14:00", "Zaal 2"),
    ):
        planned("session", "add", "crooswijk", title, "30m", "--at", at, "--room", room)
    return planned


def test_somebody_in_two_sessions_at_once_is_said_when_the_part_is_given(agenda) -> None:
    agenda("session", "cast", "crooswijk", "Atelier", "Fatima El Amrani", "speaker")
    done = agenda("session", "cast", "crooswijk", "Casus", "Fatima El Amrani", "speaker")
    assert done.err.startswith("! ")
    assert "Fatima El Amrani" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_session_past_the_end_of_the_stop_is_said_and_stands_in_the_json(agenda) -> None:
    done = agenda("session", "add", "crooswijk", "Napraten", "5h", "--at", "15:30", "--room", "Zaal 1", "--json")
    assert "session-outside-stop" in {one["code"] for one in done.json["findings"]}
    assert done.err == ""
    agenda("undo")
    said = agenda("session", "add", "crooswijk", "Napraten", "5h", "--at", "15:30", "--room", "Zaal 1")
    assert "after Samen in Crooswijk has ended" in said.err


def test_what_brings_nothing_says_nothing(agenda) -> None:
    assert agenda("session", "edit", "crooswijk", "Inloop", "--title", "Inloop met soep").err == ""


@pytest.mark.parametrize("minutes", ["-10", "-10m", "-0u10"])
def test_minutes_below_nothing_are_no_option(agenda, minutes: str) -> None:
    before = agenda("session", "list", "crooswijk", "--json").json
    agenda("session", "push", "crooswijk", "Inloop", minutes)
    after = agenda("session", "list", "crooswijk", "--json").json
    assert str(before) != str(after)
    assert "13:20" in str(after)


def test_a_length_below_nothing_is_refused_in_a_sentence_and_an_option_that_is_none_is_one_still(agenda) -> None:
    assert "cannot be read as a length of time" in agenda("session", "add", "crooswijk", "X", "-5m", code=3).err
    assert "No such option" in agenda("session", "push", "crooswijk", "Inloop", "--tien", code=2).err
    assert "--tien" in agenda("session", "push", "crooswijk", "Inloop", "-10", "--tien", code=2).err
