import pytest


@pytest.fixture
def door(planned, monkeypatch):
    """Put two people on the list and open the door on the day."""
    planned("invite", "crooswijk", "--person", "Fatima", "--person", "Jan de Vries")
    planned("reply", "crooswijk", "Fatima", "accepted")
    planned("reply", "crooswijk", "Jan", "accepted")
    monkeypatch.setenv("ROADSHOW_NOW", "2027-04-14T13:20")
    return planned


def attendance(door, *flags):
    return door("attendance", "crooswijk", *flags, "--json").json


def test_who_comes_in_is_counted_and_named_but_never_in_the_journal(door):
    assert "Fatima El Amrani is in" in door("signin", "crooswijk", "Fatima")
    kept = attendance(door)
    assert (kept["here"], kept["left"], kept["never"], kept["not_listed"]) == (1, 0, 1, 0)
    assert [one["name"] for one in kept["people"]] == ["Fatima El Amrani"]
    assert door("log", "--json").json[0]["label"] == "Signed in at crooswijk, desk A"


def test_coming_in_twice_changes_nothing_and_says_since_when(door):
    door("signin", "crooswijk", "Fatima")
    again = door("signin", "crooswijk", "Fatima", "--desk", "B")
    assert again.out.startswith("Nothing changed.\nFatima El Amrani is in since")
    assert attendance(door)["here"] == 1


def test_a_walk_in_gets_a_number_and_leaves_by_number_or_name(door):
    door("signin", "crooswijk", "Fatima")
    came = door("signin", "crooswijk", "--walk-in", "Piet Jansen", "--organisation", "De Wal", "--json").json
    assert (came["number"], came["here"]) == ("A-02", 2)
    assert "Piet Jansen (A-02) left" in door("signin", "crooswijk", "a-02", "--out")
    assert "Piet Jansen (A-02) is in" in door("signin", "crooswijk", "A-02")
    assert "Piet Jansen (A-02) left" in door("signin", "crooswijk", "Piet", "Jansen", "--out")
    row = attendance(door)["people"][1]
    assert (row["organisation"], row["state"], row["listed"]) == ("De Wal", "out", False)


def test_two_walk_ins_of_one_name_are_told_apart_by_number(door):
    for desk in ("A", "B"):
        door("signin", "crooswijk", "--walk-in", "Piet Jansen", "--desk", desk)
    refused = door("signin", "crooswijk", "--walk-in", "Piet Jansen", "--out", code=3)
    assert "Piet Jansen (A-01), Piet Jansen (B-01)" in refused.err
    door("signin", "crooswijk", "B-01", "--out", "--desk", "B")
    assert attendance(door)["here"] == 1


def test_an_undo_takes_back_the_last_fact_that_counts_and_deletes_none(door):
    door("signin", "crooswijk", "Fatima")
    door("signin", "crooswijk", "Fatima", "--out")
    assert "Taken back: Fatima El Amrani left at" in door("signin", "crooswijk", "Fatima", "--undo")
    assert attendance(door)["here"] == 1
    assert "Taken back: Fatima El Amrani came in at" in door("signin", "crooswijk", "Fatima", "--undo")
    assert attendance(door)["total"] == 0
    nothing = door("signin", "crooswijk", "Fatima", "--undo")
    assert nothing.out.startswith("Nothing changed.")
    door("signin", "crooswijk", "--walk-in", "Piet")
    door("signin", "crooswijk", "Piet", "--undo")
    assert attendance(door)["total"] == 0


def test_a_note_stands_with_the_person_and_lets_nobody_in(door):
    door("signin", "crooswijk", "Fatima", "--note", "komt later")
    assert attendance(door)["here"] == 0
    door("signin", "crooswijk", "Fatima")
    assert attendance(door)["people"][0]["notes"] == ["komt later"]


def test_who_was_never_in_cannot_leave(door):
    assert "was not signed in at crooswijk" in door("signin", "crooswijk", "Fatima", "--out", code=3).err


def test_somebody_from_the_address_book_who_was_not_invited_is_let_in_and_pointed_out(door):
    came = door("signin", "crooswijk", "ismail")
    assert "İsmail Yılmaz was not on the guest list" in came.err
    assert attendance(door)["not_listed"] == 1
    assert "not on the list" in door("attendance", "crooswijk")


def test_a_stranger_is_answered_with_how_to_let_them_in(door):
    refused = door("signin", "crooswijk", "Ali", "Baba", code=3)
    assert 'roadshow signin crooswijk --walk-in "Ali Baba"' in refused.err


def test_a_time_at_the_door_is_the_clock_of_the_stop(door):
    door("signin", "crooswijk", "Fatima", "--at", "13u05")
    assert attendance(door)["people"][0]["in"] == "2027-04-14T13:05"


def test_who_said_yes_and_did_not_come_is_listed_a_page_at_a_time(door):
    door("signin", "crooswijk", "Fatima")
    missed = attendance(door, "--never")
    assert missed["absent"] == [{"name": "Jan de Vries", "organisation": "De Brug", "state": "accepted"}]
    door("signin", "crooswijk", "Fatima", "--undo")
    assert "1 of 2; --page 2" in door("attendance", "crooswijk", "--never", "--limit", "1")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("Fatima", "--walk-in", "Piet"),
        ("Fatima", "--out", "--undo"),
        ("Fatima", "--desk", "a b"),
        ("A-77", "--out"),
    ],
)
def test_what_cannot_be_meant_at_the_door_is_refused_in_a_sentence(door, words):
    assert door("signin", "crooswijk", *words, code=3).err.startswith("Not done: ")
    assert attendance(door)["total"] == 0


def test_a_walk_in_with_a_hostile_name_is_refused_or_shown_harmless(door):
    assert "cannot be shown" in door("signin", "crooswijk", "--walk-in", "Piet\x1b[2J", code=3).err
    door("signin", "crooswijk", "--walk-in", "[bold]Piet\u202e")
    shown = door("attendance", "crooswijk").out
    assert "[bold]Piet" in shown
    assert "\u202e" not in shown
    assert "\u202e" not in door("attendance", "crooswijk", "--json").out


def test_an_empty_door_says_what_to_do_next(door):
    assert "roadshow signin crooswijk NAME" in door("attendance", "crooswijk")
