"""check, waive, waivers, ready, and what is said before a stop moves."""

import pytest


@pytest.fixture
def invited(planned):
    """Give the plan of `planned` a venue and two guests, one of whom was told."""
    planned("venue", "add", "De Branding", "--town", "Rotterdam")
    planned("room", "add", "De Branding", "Zaal 1", "--capacity", "40")
    planned("stop", "edit", "samen-in-crooswijk", "--venue", "De Branding", "--slug", "crooswijk")
    planned("session", "add", "crooswijk", "Casuïstiek", "180m", "--room", "Zaal 1", "--kind", "case discussion")
    planned("invite", "crooswijk", "--who", "district:Hillesluis")
    planned("reply", "crooswijk", "Jan Jansen", "accepted")
    return planned


def marks(line, *words) -> dict[str, str]:
    return {one["code"]: one["mark"] for one in line("check", *words, "--json", code=None).json["findings"]}


def test_findings_are_told_by_stop_with_weight_in_words_and_exit_code_1(invited) -> None:
    told = invited("check", code=1)
    assert "Samen in Crooswijk, 2027-04-14 (crooswijk)" in told
    assert "!  warn   Nobody leads “Casuïstiek”." in told
    assert "Ask a speaker, a facilitator or a host." in told
    assert marks(invited)["session-no-leader"] in told.out
    assert marks(invited, "crooswijk") == marks(invited)


def test_hints_alone_are_no_reason_to_fail_unless_strict(invited) -> None:
    for code in marks(invited):
        invited("config", "set", "checks.weights", ",".join(f"{one}=hint" for one in [*marks(invited), code]))
    assert "hint" in invited("check", code=0)
    invited("check", "--strict", code=1)


def test_a_rule_that_is_off_finds_nothing_and_a_wrong_weight_is_refused(invited) -> None:
    invited("config", "set", "checks.weights", "session-no-leader=off")
    assert "session-no-leader" not in marks(invited)
    assert "no-break=loud" not in invited("config", "list")
    invited("config", "set", "checks.weights", "no-break=loud")
    refused = invited("check", code=3)
    assert "loud" in refused.err
    assert "Traceback" not in refused.err


def test_settings_of_the_checker_are_listed_set_and_get_a_sentence_when_wrong(invited) -> None:
    assert "checks.gap" in invited("config", "list")
    invited("config", "set", "checks.gap", "25")
    assert invited("config", "get", "checks.gap").out.startswith("25 ")
    invited("config", "set", "checks.gap", "much", code=3)


def test_a_finding_is_waived_with_a_reason_that_is_listed_and_taken_back(invited) -> None:
    mark = marks(invited)["session-no-leader"]
    invited("waive", mark, code=2)
    invited("waive", mark, "--reason", "  ", code=3)
    invited("waive", mark, "--reason", "Sara komt \x1b[31mnog.", code=3)
    invited("waive", mark[:6], "--reason", "Sara komt nog.")
    assert "session-no-leader" not in marks(invited)
    assert "1 is waived." in invited("check", code=None)
    (listed,) = invited("waivers", "--json").json
    assert (listed["mark"], listed["reason"], listed["idle"]) == (mark, "Sara komt nog.", False)
    invited("session", "cast", "crooswijk", "1", "Jan de Vries", "facilitator")
    assert "no longer found" in invited("waivers")
    assert "Casuïstiek" in invited("waivers")
    invited("waivers", "--remove", mark)
    assert "Nothing is waived." in invited("waivers")
    invited("undo")
    assert mark in invited("waivers").out


def test_a_mark_that_is_none_is_answered_in_a_sentence(invited) -> None:
    for mark in ("zzzzzzzz", "ab", "\x1b[31m"):
        refused = invited("waive", mark, "--reason", "x", code=3)
        assert "\x1b" not in refused.err
    invited("waivers", "--remove", "zzzzzzzz", code=3)


def test_ready_says_in_one_line_what_each_stop_lacks(invited) -> None:
    told = invited("ready")
    assert told.out.count("\n") == 1
    assert "gaps: venue not booked; nobody known who opens and locks" in told
    one = invited("ready", "crooswijk", "--json").json[0]
    assert (one["stop"], one["ready"]) == ("crooswijk", False)
    assert {"code", "what", "help"} == set(one["gaps"][0])
    invited("stop", "cancel", "crooswijk", "--yes")
    assert "No stop is still to come." in invited("ready")
    assert "cancelled" in invited("ready", "crooswijk")


def test_a_move_that_touches_nobody_asks_nothing(planned) -> None:
    planned("stop", "move", "samen-in-crooswijk", "+1w")
    assert "2027-04-21" in planned("stop", "show", "samen-in-crooswijk")


def test_a_move_that_touches_guests_says_whom_and_waits_for_a_yes(invited) -> None:
    refused = invited("stop", "move", "crooswijk", "+1w", code=3)
    assert "1 guest invited" in refused
    assert "--yes" in refused.err
    assert "2027-04-14" in invited("stop", "show", "crooswijk")
    done = invited("stop", "move", "crooswijk", "+1w", "--yes")
    assert "1 guest invited" in done
    assert "2027-04-21" in invited("stop", "show", "crooswijk")


@pytest.mark.parametrize(
    "words",
    [
        ("stop", "cancel", "crooswijk"),
        ("session", "move", "crooswijk", "1", "--at", "14:00"),
        ("stop", "edit", "crooswijk", "--venue", ""),
        ("stop", "edit", "crooswijk", "--status", "cancelled"),
        ("stop", "edit", "crooswijk", "--end", "18:00"),
    ],
)
def test_so_does_all_that_guests_were_told(invited, words) -> None:
    """A script would cancel a stop for which people have cleared their afternoon."""
    number = invited("log", "--json").json[0]["number"]
    refused = invited(*words, "--json", code=3)
    assert refused.out == ""
    invited(*words, code=3)
    assert invited("log", "--json").json[0]["number"] == number
    invited(*words, "--yes")
    assert invited("log", "--json").json[0]["number"] == number + 1


def test_what_guests_were_not_told_is_changed_without_a_question(invited) -> None:
    invited("stop", "edit", "crooswijk", "--contact", "Noor")


def test_away_and_closed_are_typed_as_periods(invited) -> None:
    invited("session", "cast", "crooswijk", "1", "Jan de Vries", "facilitator")
    invited("person", "edit", "Jan de Vries", "--away", "2027-04-10..2027-04-20 vakantie, 2027-05-01")
    shown = invited("person", "show", "Jan de Vries", "--json").json["away"]
    assert shown == [
        {"first": "2027-04-10", "last": "2027-04-20", "reason": "vakantie"},
        {"first": "2027-05-01", "last": "2027-05-01", "reason": ""},
    ]
    assert "person-away" in marks(invited)
    invited("room", "edit", "De Branding", "Zaal 1", "--closed", "2027-04-14 vloer in de was")
    assert "room-closed" in marks(invited)
    invited("person", "edit", "Jan de Vries", "--away", "2027-04-20..2027-04-10", code=3)
    invited("person", "edit", "Jan de Vries", "--away", "")
    assert "person-away" not in marks(invited)
