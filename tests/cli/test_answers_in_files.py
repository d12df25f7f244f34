"""Answers and tickets in files, on the guest list of a stop: by the commands that a user types."""

from pathlib import Path

import pytest

FORM = "Tijdstempel;Naam;E-mail;Komt u?;Met hoeveel personen komt u?;Dieetwensen\n"
ROWS = [
    "1-3-2027 10:00:00;Anna Molen;anna@example.org;Ja;3;glutenvrij\n",
    "1-3-2027 11:00:00;Bert Brug;bert@example.org;Nee, helaas;;\n",
    "2-3-2027 09:00:00;Cor Kade;cor@example.org;Misschien;1;\n",
    "3-3-2027 09:00:00;Anna Molen;anna@example.org;Ja;2;geen\n",
]


@pytest.fixture
def take(planned, tmp_path):
    def bring(text: str, *words: str, name: str = "antwoorden.csv"):
        path = Path(tmp_path, name)
        path.write_text(text, encoding="utf-8")
        return planned("people", "import", str(path), "--to", "crooswijk", "--yes", "--json", *words).json

    return bring


def listed(planned) -> dict[str, tuple[str, int]]:
    guests = planned("guest", "list", "crooswijk", "--json").json["guests"]
    return {one["name"]: (one["state"], one["companions"]) for one in guests}


@pytest.mark.parametrize("order", [ROWS, ROWS[::-1]])
def test_the_later_answer_counts_whatever_the_order_of_the_rows(planned, take, order) -> None:
    """Who said no was invited again, and a need that is no longer there stayed for ever."""
    seen = take(FORM + "".join(order))
    assert seen["answers"] == {"accepted": 1, "declined": 1, "maybe": 1}
    assert seen["seats"] == 1
    assert listed(planned) == {"Anna Molen": ("accepted", 1), "Bert Brug": ("declined", 0), "Cor Kade": ("maybe", 0)}
    assert planned("person", "show", "anna@example.org", "--json").json["diet"] == ""
    assert not take(FORM + "".join(order))["changed"]
    planned("undo")
    assert listed(planned) == {}


def test_a_later_file_wins_and_what_was_noted_here_since_stands(planned, take) -> None:
    take(FORM + "".join(ROWS))
    planned("reply", "crooswijk", "Cor Kade", "declined")  # the clock of these tests says November 2026
    take(FORM + "4-3-2027 09:00:00;Bert Brug;bert@example.org;Toch wel, ja;1;halal\n")
    assert listed(planned)["Bert Brug"] == ("accepted", 0)
    assert planned("person", "show", "bert@example.org", "--json").json["diet"] == "halal"
    old = FORM + "1-1-2020 09:00:00;Cor Kade;cor@example.org;Ja;4;\n"
    assert not take(old)["changed"]
    assert listed(planned)["Cor Kade"] == ("declined", 0)


TICKETS = "Order no.,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status\n"


def test_tickets_add_up_and_one_that_is_given_back_goes_off(planned, take) -> None:
    first = (
        "11,2027-03-01 10:00,Anna,Molen,anna@example.org,1,Gratis,Attending\n"
        "11,2027-03-01 10:00,Anna,Molen,anna@example.org,1,Gratis,Attending\n"
        "11,2027-03-01 10:00,Info Requested,Info Requested,,1,Gratis,Attending\n"
        "12,2027-03-02 10:00,Bert,Brug,bert@example.org,2,Gratis,Checked In\n"
    )
    seen = take(TICKETS + first)
    assert (seen["answers"], seen["seats"]) == ({"accepted": 2}, 3)
    assert listed(planned) == {"Anna Molen": ("accepted", 2), "Bert Brug": ("accepted", 1)}
    assert not take(TICKETS + first)["changed"]
    second = first.replace("12,2027-03-02 10:00,Bert,Brug,bert@example.org,2,Gratis,Checked In", "12,2027-03-02 10:00,Bert,Brug,bert@example.org,2,Gratis,Refunded")  # fmt: skip
    seen = take(TICKETS + second)
    assert seen["answers"] == {"withdrawn": 1}
    assert listed(planned) == {"Anna Molen": ("accepted", 2), "Bert Brug": ("withdrawn", 0)}
    assert planned("guest", "list", "crooswijk", "--json").json["expected"] == 3
    assert not take(TICKETS + second)["changed"]


def test_a_list_without_a_moment_answers_only_where_nothing_stands(planned, take) -> None:
    planned("invite", "crooswijk", "--person", "Jan Jansen", "--person", "Fatima El Amrani")
    planned("reply", "crooswijk", "Jan Jansen", "declined")
    seen = take("Naam;Komt u?\nJan Jansen;ja\nFatima El Amrani;ja\nİsmail Yılmaz;nee\n")
    assert seen["answers"] == {"accepted": 1, "declined": 1}
    assert listed(planned)["Jan Jansen"] == ("declined", 0)


def test_without_a_stop_it_is_said_that_the_answers_go_nowhere(planned, tmp_path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_text(FORM + "".join(ROWS), encoding="utf-8")
    assert "4 rows hold an answer" in planned("people", "import", str(path), "--yes").out
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 0


def test_the_preview_says_it_in_words_and_an_unclear_answer_is_kept(planned, tmp_path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_text(FORM + "".join(ROWS) + "5-3-2027 9:00;Dirk Dam;dirk@example.org;zie mail;;\n", encoding="utf-8")
    said = planned("people", "import", str(path), "--to", "crooswijk", "--dry-run").out
    assert "Answers: 1 accepts, 1 may come, 1 declines, 1 extra seat." in said
    assert "“zie mail” is not clear as an answer" in said
    planned("people", "import", str(path), "--to", "crooswijk", "--yes")
    assert listed(planned)["Dirk Dam"] == ("listed", 0)


def test_a_column_can_be_given_to_an_answer_by_hand(planned, take) -> None:
    seen = take("Naam;Kleur\nAnna Molen;groen ja\nBert Brug;nee\n", "--map", "Kleur=answer")
    assert seen["answers"] == {"accepted": 1, "declined": 1}
