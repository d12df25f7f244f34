"""Commands for roadshows, stops, sessions and the agenda."""

import pytest


@pytest.fixture
def stopped(planned):
    """Give the plan of `planned` a venue with two rooms and an agenda."""
    planned("venue", "add", "De Branding", "--town", "Rotterdam")
    planned("room", "add", "De Branding", "Zaal 1")
    planned("room", "add", "De Branding", "Zaal 2")
    planned("stop", "edit", "samen-in-crooswijk", "--venue", "De Branding", "--slug", "crooswijk")
    planned("session", "add", "crooswijk", "Inloop", "15m", "--room", "Zaal 1", "--kind", "welcome")
    planned("session", "add", "crooswijk", "Casuïstiek", "65m", "--room", "Zaal 1", "--kind", "case discussion")
    planned("session", "add", "crooswijk", "Lunch", "30m", "--room", "Zaal 1", "--fixed", "yes", "--at", "15:00")
    return planned


def starts(line) -> dict[str, str]:
    return {one["title"]: one["start"][11:] for one in line("agenda", "crooswijk", "--json").json}


def test_sessions_follow_each_other_in_their_room(stopped) -> None:
    assert starts(stopped) == {"Inloop": "13:30", "Casuïstiek": "13:45", "Lunch": "15:00"}
    assert "13:45-14:50" in stopped("agenda", "crooswijk").out


def test_a_longer_session_pushes_what_follows_and_says_where_it_meets_a_fixed_one(stopped) -> None:
    answer = stopped("session", "resize", "crooswijk", "Inloop", "35m")
    assert starts(stopped) == {"Inloop": "13:30", "Casuïstiek": "14:05", "Lunch": "15:00"}
    assert "overlap by 10 minutes" in answer.err


def test_a_session_moves_to_another_room_and_alone(stopped) -> None:
    stopped("session", "move", "crooswijk", "2", "--at", "14:15", "--room", "Zaal 2")
    assert starts(stopped)["Casuïstiek"] == "14:15"
    assert (
        next(one["room"] for one in stopped("agenda", "crooswijk", "--json").json if one["title"] == "Casuïstiek")
        == "Zaal 2"
    )


def test_people_get_a_part_confirm_it_and_lose_it(stopped) -> None:
    stopped("session", "cast", "crooswijk", "Casuïstiek", "Jan de Vries", "facilitator")
    stopped("session", "confirm", "crooswijk", "Casuïstiek", "Jan de Vries")
    parts = stopped("agenda", "crooswijk", "--json").json[1]["parts"]
    assert parts == [{"name": "Jan de Vries", "role": "facilitator", "confirmed": True}]
    stopped("session", "release", "crooswijk", "Casuïstiek", "Jan de Vries")
    assert stopped("agenda", "crooswijk", "--json").json[1]["parts"] == []
    stopped("session", "release", "crooswijk", "Casuïstiek", "Jan de Vries", code=3)


def test_moving_a_stop_moves_its_agenda_and_undo_brings_all_back(stopped) -> None:
    stopped("stop", "move", "crooswijk", "+2w")
    shown = stopped("stop", "show", "crooswijk", "--json").json
    assert shown["start"] == "2027-04-28T13:30"
    stopped("stop", "move", "crooswijk", "21-4 14:00")
    assert stopped("stop", "show", "crooswijk", "--json").json["start"] == "2027-04-21T14:00"
    assert starts(stopped)["Inloop"] == "14:00"
    stopped("undo")
    stopped("undo")
    assert stopped("stop", "show", "crooswijk", "--json").json["start"] == "2027-04-14T13:30"


def test_a_copy_for_another_district_has_agenda_and_tasks_and_no_answers(stopped) -> None:
    stopped("task", "add", "Zaal vastleggen", "--stop", "crooswijk", "--when", "T-21")
    stopped("invite", "crooswijk", "--who", "organisation:brug")
    stopped("session", "cast", "crooswijk", "Casuïstiek", "Jan de Vries", "facilitator")
    stopped(
        "stop",
        "copy",
        "crooswijk",
        "12-5-2027",
        "--title",
        "Samen in Delfshaven",
        "--district",
        "Delfshaven",
        "--slug",
        "delfshaven",
    )
    copy = stopped("stop", "show", "delfshaven", "--json").json
    assert (copy["start"], copy["district"], copy["guests"]) == ("2027-05-12T13:30", "Delfshaven", {})
    sessions = stopped("agenda", "delfshaven", "--json").json
    assert [one["title"] for one in sessions] == ["Inloop", "Casuïstiek", "Lunch"]
    assert not any(one["parts"] for one in sessions)
    assert "2027-04-21" in stopped("task", "list", "--json").out


def test_a_stop_is_cancelled_reinstated_and_removed_with_all_that_hangs_on_it(stopped) -> None:
    stopped("invite", "crooswijk", "--who", "organisation:brug")
    stopped("stop", "cancel", "crooswijk", "--yes")
    assert stopped("stop", "list", "--json").json[0]["status"] == "cancelled"
    stopped("stop", "reinstate", "crooswijk")
    stopped("stop", "remove", "crooswijk")
    assert stopped("stop", "list", "--json").json == []
    stopped("undo")
    assert stopped("stop", "list", "--json").json[0]["guests"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stop", "show", "crosswijk"), "Did you mean crooswijk"),
        (("stop", "add", "X", "31-2 13:30-14:30"), "31"),
        (("stop", "add", "X", "28-3-2027 02:30-05:00"), "does not exist"),
        (("stop", "add", "X", "31-10-2027 02:30-05:00"), "twice"),
        (("stop", "edit", "crooswijk", "--capacity", "veel"), "number"),
        (("stop", "edit", "crooswijk", "--status", "perhaps"), "planned, confirmed"),
        (("stop", "edit", "crooswijk", "--end", "12:00"), ""),
        (("session", "add", "crooswijk", "X", "zoiets"), ""),
        (("agenda", "nowhere"), "crooswijk"),
        (("roadshow", "edit", "samen-leren", "--zone", "Mars/Olympus"), "Europe/Amsterdam"),
        (("roadshow", "edit", "samen-leren", "--organiser-email", "a@b, c@d"), ""),
    ],
)
def test_what_a_person_can_mend_is_a_sentence_and_a_hint(stopped, words, said) -> None:
    before = stopped("log", "--json").json[0]["number"]
    answer = stopped(*words, code=3)
    assert "Traceback" not in answer.err
    assert said in answer.err
    assert stopped("log", "--json").json[0]["number"] == before


def test_a_time_that_occurs_twice_can_be_said(stopped) -> None:
    stopped("stop", "add", "Nacht", "31-10-2027 02:30 second-05:00", "--slug", "nacht", code=None)
    shown = stopped("stop", "show", "nacht", "--json", code=None)
    assert shown.code == 3 or shown.json["start"] == "2027-10-31T02:30~2"


def test_an_empty_list_of_stops_says_how_to_begin(workspace):
    """A newcomer would look at the heads of an empty table."""
    assert "template list" in workspace("stop", "list")
    workspace("roadshow", "add", "Samen Leren")
    assert "stop add" in workspace("stop", "list")
    assert workspace("stop", "list", "--json").json == []


def test_a_change_that_touches_nobody_is_not_said_to_touch_more_than_the_plan(planned):
    """Two sentences that contradict each other, one behind the other."""
    planned("session", "add", "crooswijk", "Inloop", "30m")
    planned("session", "add", "crooswijk", "Praten", "60m")
    refused = planned("stop", "move", "crooswijk", "5-5-2027 13:30", code=None)
    assert "touches more" not in refused.err
