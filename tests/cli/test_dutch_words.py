"""What a Dutch user reads and types on the line: her own words; what programs read stays English."""

import tomllib

import pytest

from roadshow.api import speak


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak("en")


@pytest.fixture
def dutch(planned, monkeypatch):
    monkeypatch.setenv("ROADSHOW_LANGUAGE", "nl")
    return planned


def test_a_list_shows_dutch_words_and_json_the_values(dutch):
    dutch("invite", "crooswijk", "--who", "wijk:Hillesluis", "--role", "vrijwilliger", "--channel", "telefoon")
    dutch("reply", "crooswijk", "Fatima", "komt")
    shown = dutch("guest", "list", "crooswijk")
    assert {"komt", "vrijwilliger", "telefoon", "op de lijst"} <= {word.strip() for word in shown.out.split("  ")}
    assert not {"accepted", "volunteer", "listed"} & set(shown.out.split())
    (fatima,) = dutch("guest", "list", "crooswijk", "antwoord:komt", "--json").json["guests"]
    assert (fatima["state"], fatima["role"], fatima["channel"]) == ("accepted", "volunteer", "phone")
    assert "accepted" not in dutch("stop", "show", "crooswijk")


def test_facts_and_hours_are_in_dutch_and_typed_in_either(dutch, tmp_path):
    dutch("venue", "add", "De Branding", "--step-free", "ja", "--lift", "no", "--hours", "ma-vr 09:00-22:00")
    shown = dutch("venue", "show", "branding").out
    assert "ma-vr 09:00-22:00" in shown
    assert "mon" not in shown
    assert {"ja", "nee"} <= set(shown.split())
    assert "step free" not in shown
    about = dutch("venue", "show", "branding", "--json").json
    assert (about["hours"], about["step_free"]) == ("mon-fri 09:00-22:00", True)
    dutch("stop", "edit", "crooswijk", "--status", "bevestigd")
    assert "bevestigd" in dutch("stop", "list")
    dutch("dump", "-o", str(tmp_path / "plan.toml"))
    plan = tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert '"confirmed"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert plan


def test_help_names_what_may_be_chosen_in_dutch(program):
    assert "gepland|bevestigd" in program("--language", "nl", "stop", "edit", "--help")
    refused = program("--language", "nl", "session", "cast", "crooswijk", "1", "Jan", "directeur", code=2).err
    assert "gespreksleider" in refused


def test_where_a_setting_comes_from_is_said_in_dutch(dutch):
    assert "shipped" not in dutch("config", "list")
    assert "roadshow zelf" in dutch("config", "get", "author")
