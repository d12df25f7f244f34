"""The waiting list on the line: who is next, offering, passing on, and what goes with it."""

import sqlite3

import pytest

from roadshow.api import open_office


@pytest.fixture
def full(planned, monkeypatch):
    """Two places at crooswijk, both taken; Jan Jansen waits with one more, İsmail waits since a day later."""
    planned("stop", "edit", "crooswijk", "--capacity", "2")
    planned("invite", "crooswijk", "--who", "has:name")
    planned("reply", "crooswijk", "Jan de Vries", "accepted")
    planned("reply", "crooswijk", "Fatima", "accepted")
    planned("reply", "crooswijk", "Jan Jansen", "wachtlijst", "--companions", "1")
    monkeypatch.setenv("ROADSHOW_NOW", "2026-11-23T09:30")
    planned("reply", "crooswijk", "İsmail", "waiting")
    return planned


def state_of(line, name):
    found = line("guest", "list", "crooswijk", name, "--json").json["guests"]
    return next((one["state"], one["offered_until"]) for one in found)


def rows(line):
    return [(one["name"], one["next"]) for one in line("offer", "crooswijk", "--json").json["guests"]]


def test_the_line_is_shown_with_since_when_and_nobody_is_next_while_it_is_full(full):
    shown = full("offer", "crooswijk")
    assert "0 places free, 3 people waiting." in shown
    assert shown.out.index("Jan Jansen") < shown.out.index("2026-11-22") < shown.out.index("İsmail")
    assert shown.out.index("İsmail") < shown.out.index("2026-11-23")
    assert "There is no place to offer at crooswijk: 0 places free" in full("offer", "crooswijk", "--next", code=3).err
    assert "waits since" in full("guest", "list", "crooswijk")


def test_a_place_that_becomes_free_is_a_finding_and_goes_to_who_is_next_by_the_rule(full):
    full("reply", "crooswijk", "Fatima", "declined")
    assert "places-free" not in full("check", "crooswijk", code=None), "a group of two waits for one place"
    assert rows(full) == [("Jan Jansen", False), ("İsmail Yılmaz", False)]
    refused = full("offer", "crooswijk", "İsmail", code=3).err
    assert "There is no place at crooswijk for İsmail Yılmaz now" in refused
    assert 'roadshow reply crooswijk "İsmail Yılmaz" accepted' in refused
    full("config", "set", "waiting.rule", "fits")
    assert rows(full) == [("Jan Jansen", False), ("İsmail Yılmaz", True)]
    assert "1 place free, 3 people waiting: first one person" in full("check", "crooswijk", code=None)
    assert "places to offer to who waits" in full("ready", code=None)
    done = full("offer", "crooswijk", "--next", "--until", "30-11-2026")
    assert "A place is offered to İsmail Yılmaz until 2026-11-30" in done
    assert state_of(full, "İsmail") == ("offered", "2026-11-30")
    assert "offered until 2026-11-30" in full("guest", "list", "crooswijk")
    assert "places-free" not in full("check", "crooswijk", code=None)
    full("undo")
    assert state_of(full, "İsmail") == ("waiting", None)


def test_both_places_free_go_to_a_group_of_two_in_one_change(full):
    full("reply", "crooswijk", "Fatima", "declined")
    full("reply", "crooswijk", "Jan de Vries", "declined")
    found = full("check", "crooswijk", code=None)
    assert "2 places free, 3 people waiting: first a group of 2" in found
    answer = full("offer", "crooswijk", "--next", "--json").json
    assert (answer["offered"], answer["lapsed"], answer["until"]) == (["Jan Jansen"], [], "2026-11-30")
    full("reply", "crooswijk", "Jan Jansen", "ja")
    assert state_of(full, "jansen") == ("accepted", None)


def test_an_offer_lapses_only_by_somebody_who_passes_it_on(full, monkeypatch):
    full("reply", "crooswijk", "Fatima", "declined")
    full("reply", "crooswijk", "Jan de Vries", "declined")
    full("offer", "crooswijk", "Jan Jansen", "--until", "25-11-2026")
    monkeypatch.setenv("ROADSHOW_NOW", "2026-11-25T23:00")
    assert "offer-lapsed" not in full("check", "crooswijk", code=None), "the last day counts whole"
    monkeypatch.setenv("ROADSHOW_NOW", "2026-11-26T08:00")
    assert "Jan Jansen" in full("check", "crooswijk", code=None)
    assert "offer-lapsed" in full("check", "crooswijk", "--json", code=None)
    assert state_of(full, "jansen") == ("offered", "2026-11-25"), "the clock acted by itself"
    assert "lapsed" in full("offer", "crooswijk")
    done = full("offer", "crooswijk", "--next")
    assert "The offer to Jan Jansen (+1) has lapsed; a place is offered to İsmail Yılmaz until 2026-12-03" in done
    assert rows(full) == [("İsmail Yılmaz", False), ("Jan Jansen", False)]
    full("undo")
    assert state_of(full, "jansen") == ("offered", "2026-11-25")


def test_a_full_district_and_a_full_session_keep_back_their_own(full):
    full("stop", "edit", "crooswijk", "--capacity", "9", "--per-group", "wijk=1")
    assert "wijk=1" in full("stop", "show", "crooswijk")
    assert rows(full) == [("Jan Jansen", False), ("İsmail Yılmaz", True)]
    full("session", "add", "crooswijk", "Koken", "30", "--capacity", "1")
    full("guest", "edit", "crooswijk", "Jan", "de", "Vries", "--notes", "Koken")
    full("guest", "edit", "crooswijk", "İsmail", "--notes", "koken")
    assert rows(full) == [("Jan Jansen", False), ("İsmail Yılmaz", False)]
    assert "does not say how many places" in full("stop", "edit", "crooswijk", "--per-group", "many", code=3).err


def test_what_cannot_be_offered_is_refused_in_a_sentence(full):
    full("stop", "edit", "crooswijk", "--capacity", "9")
    for words, sentence in (
        (("Fatima",), "does not wait for a place"),
        (("--next", "--until", "1-1-2020"), "cannot be offered until 2020-01-01"),
        (("--next", "--until", "1-5-2027"), "Use a day from 2026-11-23 to 2027-04-14"),
        (("Fatima", "--next"), "not both"),
        (("--until", "1-12-2026"), "Say to whom"),
    ):
        assert sentence in full("offer", "crooswijk", *words, code=3).err
    full("stop", "edit", "crooswijk", "--capacity", "")
    assert "Nobody knows how many places crooswijk has" in full("offer", "crooswijk", "--next", code=3).err


def test_the_plan_file_and_the_letter_know_an_offer(full, tmp_path):
    full("stop", "edit", "crooswijk", "--capacity", "4", "--per-group", "district=4")
    full("offer", "crooswijk", "--next")
    full("dump", "-o", str(tmp_path / "plan.toml"))
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert "offered_until = 2026-11-30" in text
    assert 'per_group = "district=4"' in text or 'per_group = ["district=4"]' in text
    full("undo")
    full("load", str(tmp_path / "plan.toml"), "--yes")
    assert state_of(full, "jansen") == ("offered", "2026-11-30")
    full("roadshow", "edit", "samen-leren", "--organiser-name", "Sara", "--organiser-email", "sara@example.org")
    full("person", "edit", "Jan Jansen", "--email", "jansen@example.org")
    full("venue", "add", "De Branding")
    full("stop", "edit", "crooswijk", "--venue", "De Branding", "--yes")
    full("export", "mailmerge", "crooswijk", "--letter", "offer", "--out", str(tmp_path / "out"))
    letters = list((tmp_path / "out").rglob("*.eml"))
    assert len(letters) == 1
    said = letters[0].read_bytes().decode("ascii", "replace")
    assert "tot en met" in said
    assert "30" in said


def test_a_form_that_is_read_again_takes_no_offer_back_and_no_place_in_the_line(full, tmp_path):
    full("stop", "edit", "crooswijk", "--capacity", "4")
    full("offer", "crooswijk", "--next")
    sheet = tmp_path / "form.csv"
    sheet.write_text("Tijdstempel;Naam;E-mail;Komt u?\n24-11-2026 12:00;Jan Jansen;;wachtlijst\n", encoding="utf-8")
    full("people", "import", str(sheet), "--to", "crooswijk", "--yes", code=None)
    assert state_of(full, "jansen") == ("offered", "2026-11-30")
    full("reply", "crooswijk", "Jan Jansen", "waiting")
    since = full("offer", "crooswijk", "--json").json["guests"]
    full("people", "import", str(sheet), "--to", "crooswijk", "--yes", code=None)
    assert full("offer", "crooswijk", "--json").json["guests"] == since
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("wachtlijst", "Ja"), encoding="utf-8")
    full("offer", "crooswijk", "--next")
    full("people", "import", str(sheet), "--to", "crooswijk", "--yes", code=None)
    assert state_of(full, "jansen") == ("accepted", None)


def test_a_workspace_of_before_opens_and_knows_offers(full, tmp_path):
    path = tmp_path / "test.roadshow"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            'ALTER TABLE invitation DROP COLUMN "offered_until"; ALTER TABLE stop DROP COLUMN "per_group";'
            " PRAGMA user_version = 2; PRAGMA journal_mode = DELETE"
        )
    connection.close()
    with open_office(path) as office:
        assert not office.store.problems()
    full("stop", "edit", "crooswijk", "--capacity", "4")
    assert "A place is offered to Jan Jansen (+1)" in full("offer", "crooswijk", "--next")
