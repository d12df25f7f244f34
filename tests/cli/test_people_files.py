"""People from files and to files, doubles, and what is kept of whom: by the commands that a user types."""

import csv
import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from roadshow.api import Person, Query, RoadshowError, doubles, hookimpl, open_office
from roadshow.office.bringing import PeopleFile

FILES = Path(__file__).parents[1] / "addressbook" / "files"
LIST = """Naam;E-mailadres;Telefoon;Organisatie;Kleur
Jan de Vries;jan@example.org;612345678;De Brug;rood
;;;;
Fatima El Amrani;fatima@example.org;;Moedergroep;blauw
Jan de Vries;JAN@example.org;;;
Totaal;3;;;
;geen-adres;;;
"""


@pytest.fixture
def people_list(tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


def everybody(line):
    return line("person", "list", "--json", "--limit", "1000").json["people"]


def test_every_row_of_a_file_is_accepted_merged_or_refused_and_none_vanishes(workspace, people_list):
    seen = workspace("people", "import", people_list, "--dry-run", "--json").json
    rows = [one["row"] for kind in ("accepted", "merged", "refused") for one in seen[kind]]
    assert sorted(rows) == [2, 3, 4, 5, 6, 7]
    assert [(one["row"], one["code"]) for one in seen["refused"]] == [(3, "blank"), (6, "total"), (7, "bad-email")]
    assert all(one["reason"].endswith(".") for one in seen["refused"])
    assert (seen["merged"][0]["why"], seen["merged"][0]["first_row"]) == ("email", 2)
    assert seen["accepted"][0]["flags"][0]["code"] == "lost-zero"
    assert {column["heading"]: column["field"] for column in seen["columns"]} == {
        "Naam": "name", "E-mailadres": "email", "Telefoon": "phone", "Organisatie": "organisation", "Kleur": "",
    }  # fmt: skip
    assert (seen["encoding"], seen["delimiter"], seen["changed"]) == ("utf-8", ";", False)
    assert everybody(workspace) == []


def test_a_preview_says_counts_lines_columns_and_encoding_in_sentences(workspace, people_list):
    shown = workspace("people", "import", people_list, "--dry-run").out
    for part in ("6 rows: 2 new, 1 known already, 3 refused", "Line 3 refused: This row is empty.", "letters as utf-8 (",
                 "Not understood, and left out: Kleur", "lost its first zero", "Nothing was written"):  # fmt: skip
        assert part in shown


def test_the_preview_names_the_fields_in_the_words_of_the_language_and_json_keeps_the_names(workspace, people_list):
    shown = workspace("--language", "nl", "people", "import", people_list, "--dry-run").out
    assert "Kolommen: Naam → hele naam, E-mailadres → e-mail, Telefoon → telefoon, Organisatie → organisatie." in shown
    seen = workspace("--language", "nl", "people", "import", people_list, "--dry-run", "--json").json
    assert [column["field"] for column in seen["columns"]] == ["name", "email", "phone", "organisation", ""]


def test_a_column_is_given_to_the_word_that_is_shown_too(workspace, people_list):
    for language, word in (("nl", "Wijk"), ("en", "District"), ("nl", "district")):
        given = ("--map", f"Kleur={word}")
        shown = workspace("--language", language, "people", "import", people_list, *given, "--dry-run", "--json").json
        assert shown["columns"][4]["field"] == "district", (language, word)


def test_a_card_says_where_its_lines_go_in_the_language_too(workspace):
    shown = workspace("--language", "nl", "people", "import", str(FILES / "apple-3.vcf"), "--dry-run").out
    assert "ADR → straat, postcode, plaats, land" in shown


def test_another_sheet_is_read_by_its_name_or_number(workspace):
    book = str(FILES / "aanmeldingen.xlsx")
    shown = workspace("people", "import", book, "--dry-run").out
    assert "! Only the sheet “Aanmeldingen” is read, not: Wachtlijst. Another one can be chosen" in shown
    assert "--sheet NAME" in shown
    for sheet in ("wachtlijst", "2"):
        seen = workspace("people", "import", book, "--sheet", sheet, "--dry-run", "--json").json
        assert (seen["sheet"], seen["new"]) == ("Wachtlijst", 1)
    refused = workspace("people", "import", book, "--sheet", "Wachtlyst", "--dry-run", code=3).err
    assert "Did you mean “Wachtlijst”?" in refused
    assert everybody(workspace) == []


def test_a_sheet_of_a_file_without_sheets_is_refused(workspace, people_list):
    assert "has no sheets" in workspace("people", "import", people_list, "--sheet", "2", "--dry-run", code=3).err


def test_letters_that_excel_lost_are_told_once_with_a_count_and_their_lines(workspace, tmp_path):
    file = tmp_path / "vraagtekens.csv"
    file.write_text("Naam;E-mail\nJos? Garcia;a@example.org\nJan de Vries;b@example.org\nFran?ois;c@example.org\n")
    shown = workspace("people", "import", str(file), "--dry-run").out
    assert "2 cells seem to have lost a letter" in shown
    assert "Letters seem to be lost on lines 2, 4." in shown
    assert "Jos?" not in shown, "one notice, not one for each cell"
    seen = workspace("people", "import", str(file), "--yes", "--json").json
    assert [one["flags"][0]["code"] for one in seen["accepted"] if one["flags"]] == ["lost-letter", "lost-letter"]
    assert {one["name"] for one in everybody(workspace)} == {"Jos? Garcia", "Jan de Vries", "Fran?ois"}


def test_empty_rows_do_not_hide_the_rows_that_were_refused_for_a_reason(workspace, tmp_path):
    file = tmp_path / "leeg.csv"
    file.write_text("Naam;E-mail\nJan;jan@example.org\n" + ";\n" * 60 + ";geen-adres\n")
    shown = workspace("people", "import", str(file), "--dry-run").out
    assert "Line 63 refused: “geen-adres” is not an e-mail address." in shown
    assert "Line 3 refused: This row is empty." in shown
    assert shown.count("This row is empty") == 3
    assert "… and 57 more; --json names them all." in shown
    seen = workspace("people", "import", str(file), "--dry-run", "--json").json
    assert len(seen["refused"]) == 61


def test_a_script_must_say_yes_and_is_told_so(workspace, people_list):
    refused = workspace("people", "import", people_list, code=3)
    assert "6 rows" in refused
    assert "--yes" in refused.err
    assert everybody(workspace) == []


def test_an_import_is_one_change_and_one_undo(workspace, people_list):
    done = workspace("people", "import", people_list, "--yes")
    assert "2 people added" in done
    assert {one["name"] for one in everybody(workspace)} == {"Jan de Vries", "Fatima El Amrani"}
    assert [entry["label"] for entry in workspace("log", "--json").json] == ["People read in from a csv file"]
    workspace("undo")
    assert everybody(workspace) == []
    workspace("redo")
    assert len(everybody(workspace)) == 2


def test_what_excel_spoiled_is_flagged_and_never_mended(workspace, people_list):
    workspace("people", "import", people_list, "--yes")
    assert workspace("person", "show", "Jan", "--json").json["phone"] == "612345678"


def test_the_same_file_twice_changes_nothing_and_writes_no_entry(workspace, people_list):
    workspace("people", "import", people_list, "--yes")
    before = everybody(workspace)
    again = workspace("people", "import", people_list, "--yes")
    assert "Nothing in it is new" in again
    assert everybody(workspace) == before
    assert len(workspace("log", "--json").json) == 1


def test_somebody_known_is_filled_and_never_written_over(planned, people_list):
    seen = planned("people", "import", people_list, "--yes", "--json").json
    jan = planned("person", "show", "jan@example.org", "--json").json
    assert (jan["phone"], jan["organisation"]) == ("0612345678", "De Brug")
    fatima = next(one for one in seen["merged"] if one["row"] == 4) if len(seen["merged"]) > 2 else None
    assert fatima is None or fatima["why"] == "name"
    assert seen["changed"]


def test_a_column_is_mapped_by_hand_and_a_wrong_one_is_answered_with_the_right_ones(workspace, people_list):
    workspace("people", "import", people_list, "--map", "Kleur=tags", "--yes")
    assert workspace("person", "show", "Fatima", "--json").json["tags"] == ["blauw"]
    assert "There is no column" in workspace("people", "import", people_list, "--map", "Bleur=tags", code=3).err
    assert "not a field" in workspace("people", "import", people_list, "--map", "Kleur=colour", code=3).err
    assert "NAME=VALUE" in workspace("people", "import", people_list, "--map", "Kleur", code=3).err


def test_who_comes_in_for_a_stop_is_put_on_its_list_once_and_in_the_same_change(planned, people_list):
    done = planned("people", "import", people_list, "--to", "crooswijk", "--yes", "--json").json
    assert done["listed"] == 2
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 2
    again = planned("people", "import", people_list, "--to", "crooswijk", "--yes", "--json").json
    assert (again["listed"], again["changed"]) == (0, False)
    planned("undo")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 0


def test_a_ticket_that_was_given_back_invites_nobody(planned):
    seen = planned("people", "import", str(FILES / "eventbrite.csv"), "--to", "crooswijk", "--yes", "--json").json
    assert (seen["answers"], seen["seats"]) == ({"accepted": 1, "declined": 1}, 1)
    guests = planned("guest", "list", "crooswijk", "--json").json["guests"]
    assert {one["name"]: (one["state"], one["companions"]) for one in guests} == {
        "Piet Bakker": ("declined", 0),
        "Sanne van der Meer": ("accepted", 1),  # a ticket of the same order has no name
    }


@pytest.mark.parametrize(
    "name", [file.name for file in sorted(FILES.iterdir()) if file.suffix in {".csv", ".xlsx", ".ods", ".vcf", ".txt"}]
)
def test_files_of_real_programs_come_in_whole_and_a_second_time_change_nothing(workspace, name):
    seen = workspace("people", "import", str(FILES / name), "--yes", "--json").json
    assert seen["accepted"]
    assert seen["rows"] == len(seen["accepted"]) + len(seen["merged"]) + len(seen["refused"])
    again = workspace("people", "import", str(FILES / name), "--yes", "--json").json
    assert not again["changed"], again["merged"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be opened"), (b"%PDF-1.7 ...", "is a PDF file"), (b"", None), (b"a;b\n1;2\n", None)],
)
def test_a_file_without_people_is_a_sentence(workspace, tmp_path, content, message):
    file = tmp_path / "x.csv"
    if content is not None:
        file.write_bytes(content)
    refused = workspace("people", "import", str(file), "--yes", code=None)
    assert refused.code in {0, 3}
    assert "Traceback" not in refused.err
    assert message is None or message in refused.err
    assert everybody(workspace) == []


def test_names_of_terminal_signs_in_a_file_do_nothing_to_the_terminal(workspace, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("Naam,E-mail\nEva\x1b[2J\x9b31m \u202eBoos,eva@example.org\n\x1b]0;x\x07,\n", encoding="utf-8")
    shown = workspace("people", "import", str(file), "--yes")
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown.out + shown.err)


def test_a_break_leaves_the_workspace_as_it_was(workspace, people_list, tmp_path):
    with open_office(tmp_path / "test.roadshow") as office:
        source = PeopleFile(office, Path(people_list))
        with pytest.raises(KeyboardInterrupt):
            source.accept(seen=lambda outcome: stop_at(outcome, 4))
        assert office.store.count(Query(Person)) == 0
        assert office.store.last_number() == 0
        assert source.accept()[1].new == 2, "the workspace can be written again"


def stop_at(outcome, row):
    if getattr(outcome, "draft", outcome).row == row:
        raise KeyboardInterrupt


def test_a_file_that_changed_since_it_was_shown_is_not_written(workspace, people_list, tmp_path):
    with open_office(tmp_path / "test.roadshow") as office:
        source = PeopleFile(office, Path(people_list))
        shown = source.preview()
        with Path(people_list).open("a", encoding="utf-8") as file:
            file.write("Ineens Erbij;erbij@example.org;;;\n")
        with pytest.raises(RoadshowError, match="changed since it was shown"):
            source.accept(shown)
        assert office.store.count(Query(Person)) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("answer", "count"), [("y\n", 2), ("n\n", 0)])
def test_at_a_terminal_it_shows_and_asks(workspace, people_list, answer, count):
    from pseudo_terminal import at_terminal

    shown = at_terminal(["people", "import", people_list], [answer])
    assert shown.index("6 rows") < shown.index("Bring them in?")
    assert len(everybody(workspace)) == count


def importer(**fields):
    offered = SimpleNamespace(**{"key": "cards", "title": "Cards", "suffixes": (".cards",), **fields})
    return SimpleNamespace(importers=hookimpl(lambda: [offered]))


def test_a_strangers_importer_is_chosen_by_the_end_of_the_file_and_its_failure_is_named(tmp_path):
    from roadshow.api import PluginError
    from roadshow.testing import open_plan

    file = tmp_path / "x.cards"
    file.write_text("?")
    broken = importer(read=lambda _source, _mapping, _encoding: 1 / 0)
    with open_plan(tmp_path / "plan.roadshow", plugins={"cards": broken}) as office:
        with pytest.raises(PluginError, match="cards failed: ZeroDivisionError"):
            PeopleFile(office, file).preview()
        with pytest.raises(RoadshowError, match="no reader"):
            PeopleFile(office, file, key="nothing")


@dataclass(frozen=True)
class NoOptions:
    """Options of a form that has none."""


def test_people_exporters_of_a_stranger_write_too(tmp_path):
    from roadshow.api import Document, open_exporter
    from roadshow.testing import open_plan

    form = SimpleNamespace(key="names", title="Names", options=NoOptions, document=lambda people, _options, _language: Document(
        "names.txt", "text/plain", ("\n".join(one.name for one in people)).encode()))  # fmt: skip
    plugin = SimpleNamespace(people_exporters=hookimpl(lambda: [form]))
    with open_plan(tmp_path / "plan.roadshow", plugins={"names": plugin}) as office:
        found = open_exporter(office, "names")[1]
        assert b"Hof" in found.document(office.store.each(Query(Person, limit=None)), None, "nl").content
        with pytest.raises(RoadshowError, match="cannot be written as “pdf”"):
            open_exporter(office, "pdf")


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_people_go_out_and_come_back_as_they_were(planned, tmp_path, form):
    before = everybody(planned)
    out = planned("people", "export", "--out", str(tmp_path / f"uit.{form}"), "--json").json
    assert (out["people"], Path(out["files"][0]).stat().st_size) == (4, out["bytes"])
    again = planned("people", "import", out["files"][0], "--yes", "--json").json
    assert not again["refused"]
    assert not again["accepted"], "somebody was not known again"
    after = everybody(planned)
    assert [one["name"] for one in after] == [one["name"] for one in before]


def test_an_export_takes_a_question_and_options_and_is_for_its_owner_only(planned, tmp_path):
    file = tmp_path / "uit.csv"
    planned("people", "export", "district:Hillesluis", "-tag:zorg", "-o", str(file), "--set", "dialect=plain")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [row["Last name"] for row in rows] == ["Jansen"]
    assert sys.platform == "win32" or file.stat().st_mode & 0o077 == 0
    assert "There are: csv, vcf, xlsx" in planned("people", "export", "--form", "pdf", code=3).err


def test_doubles_are_proposed_with_reasons_and_never_put_together(planned):
    planned("person", "add", "Jan", "de", "Vries", "--phone", "06 1234 5678")
    found = planned("people", "duplicates", "--json").json
    assert found["total"] == 1
    assert {why["code"] for why in found["pairs"][0]["reasons"]} >= {"same-name", "same-phone"}
    assert len(everybody(planned)) == 5
    assert "people merge A B" in planned("people", "duplicates")


def test_two_records_become_one_change_and_both_ids_lead_to_it(planned):
    planned(
        "person", "add", "Jan", "de", "Vries", "--phone", "0698765432", "--town", "Delft", "--email", "jdv@example.org"
    )
    planned("invite", "crooswijk", "--person", "jdv@example.org")
    planned("signin", "crooswijk", "jdv@example.org")
    merged = planned("people", "merge", "jan@example.org", "jdv@example.org", "--json").json
    assert "phone" in merged["differing"]
    for key in (merged["id"], merged["former"]):
        kept = planned("person", "show", key, "--json").json
        assert (kept["id"], kept["town"], kept["phone"]) == (merged["id"], "Delft", "0612345678")
        assert [one["stop"] for one in kept["stops"]] == ["crooswijk"]
    planned("undo")
    apart = planned("person", "show", merged["former"], "--json").json
    assert (apart["id"], apart["email"]) == (merged["former"], "jdv@example.org")
    assert [one["stop"] for one in apart["stops"]] == ["crooswijk"]
    planned("redo")
    assert planned("person", "show", merged["former"], "--json").json["id"] == merged["id"]
    assert "one and the same" in planned("people", "merge", merged["id"], merged["former"], code=3).err


def test_three_records_become_one_step_by_step_and_all_ids_lead_there(workspace):
    ids = []
    for number in range(3):
        workspace("person", "add", "Eva Boos", "--email", f"eva{number}@example.org")
        ids.append(workspace("person", "show", f"eva{number}@example.org", "--json").json["id"])
    workspace("people", "merge", ids[1], ids[0])
    workspace("people", "merge", ids[2], ids[1])
    assert {workspace("person", "show", key, "--json").json["id"] for key in ids} == {ids[2]}
    workspace("undo")
    assert workspace("person", "show", ids[0], "--json").json["id"] == ids[1]


def test_everything_that_is_kept_of_somebody_is_shown_the_journal_included(planned):
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("signin", "crooswijk", "Fatima")
    planned("person", "edit", "Fatima", "--diet", "halal")
    planned("stop", "edit", "crooswijk", "--contact", "Fatima El Amrani, 06 1")
    held = planned("people", "show", "Fatima", "--json").json
    assert (len(held["invitations"]), len(held["sign_ins"]), len(held["journal"])) == (1, 1, 4)
    assert held["journal"][0]["edits"][0]["after"] == {"diet": "halal"}
    assert held["mentions"][0]["field"] == "contact"
    shown = planned("people", "show", "Fatima").out
    for part in ("Fatima", "halal", "crooswijk", "Person changed"):
        assert part in shown


def test_somebody_forgotten_is_in_no_byte_of_the_workspace_and_the_counts_stay(planned, tmp_path):
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("reply", "crooswijk", "Fatima", "accepted")
    planned("signin", "crooswijk", "Fatima")
    planned("person", "edit", "Fatima", "--notes", "Zeer bijzondere notitie")
    planned("person", "edit", "Fatima", "--notes", "")
    kept = planned("person", "show", "Fatima", "--json").json["id"]
    done = planned("people", "forget", "Fatima", "--yes")
    assert "is forgotten" in done
    for file in tmp_path.glob("test.roadshow*"):
        for text in ("Fatima", "Amrani", "amrani", "bijzondere", kept):
            assert text.encode() not in file.read_bytes(), (file.name, text)
    shown = planned("stop", "show", "crooswijk", "--json").json
    assert (shown["guests"], shown["without_names"]) == ({}, {"accepted": 1, "came": 1})
    assert not any("Fatima" in str(entry) for entry in planned("log", "--json").json)
    assert "nobody called" in planned("people", "show", "Fatima", code=3).err


def test_after_forgetting_older_changes_can_still_be_taken_back(planned):
    planned("invite", "crooswijk", "--who", "has:name")
    planned("people", "forget", "Fatima", "--yes")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 3
    planned("undo")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 0
    planned("redo")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 3


def test_forgetting_asks_first_and_says_where_the_name_still_stands(planned):
    planned("stop", "edit", "crooswijk", "--contact", "bel Fatima El Amrani")
    assert "--yes" in planned("people", "forget", "Fatima", code=3).err
    assert planned("person", "show", "Fatima")
    assert "contact" in planned("people", "forget", "Fatima", "--yes")


def test_terms_are_shown_first_and_what_is_let_go_leaves_the_journal_too(planned, tmp_path, monkeypatch):
    planned("invite", "crooswijk", "--who", "has:name")
    planned("reply", "crooswijk", "Fatima", "accepted", "--companions", "1")
    planned("signin", "crooswijk", "Fatima")
    planned("person", "edit", "Jan Jansen", "--diet", "pinda-allergie")
    assert all(one["go"] == 0 for one in planned("people", "retention", "--json").json["purposes"])
    monkeypatch.setenv("ROADSHOW_NOW", "2027-06-01T10:00")
    due = {
        one["purpose"]: (one["go"], one["stay"]) for one in planned("people", "retention", "--json").json["purposes"]
    }
    assert due == {"needs": (2, 0), "sign_ins": (1, 0), "replies": (0, 4)}
    assert "--apply" in planned("people", "retention")
    assert "--yes" in planned("people", "retention", "--apply", code=3).err
    planned("people", "retention", "--apply", "--yes")
    for file in tmp_path.glob("test.roadshow*"):
        for text in (b"pinda", b"halal"):
            assert text not in file.read_bytes()
    assert planned("person", "show", "Jan Jansen", "--json").json["organisation"] == "De Brug"
    assert planned("stop", "show", "crooswijk", "--json").json["without_names"] == {"came": 1}
    assert "Nothing has been kept too long" in planned("people", "retention")
    planned("config", "set", "retention.reply_days", "30", "--here")
    planned("people", "retention", "--apply", "--yes")
    shown = planned("stop", "show", "crooswijk", "--json").json
    assert (shown["guests"], shown["without_names"]) == ({}, {"accepted": 1, "came": 1, "listed": 3})
    assert len(everybody(planned)) == 4


def test_needs_of_somebody_who_comes_again_stay(planned, monkeypatch):
    soon = date(2027, 4, 14) + timedelta(days=40)
    planned("stop", "add", "Nog eens", f"{soon:%d-%m-%Y} 13:30-16:30")
    planned("invite", "nog-eens", "--person", "İsmail")
    planned("invite", "crooswijk", "--person", "İsmail")
    monkeypatch.setenv("ROADSHOW_NOW", "2027-05-10T10:00")
    assert planned("people", "retention", "--json").json["purposes"][0]["go"] == 0


def test_each_command_about_files_of_people_shows_an_example_of_itself(line):
    for name in ("import", "export", "duplicates", "merge", "find", "show", "forget", "retention"):
        assert "  roadshow pe" in line("people", name, "--help")


def test_ten_thousand_people_come_in_and_are_compared_in_a_moment(workspace, tmp_path):
    file = tmp_path / "veel.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("Voornaam,Achternaam,E-mail\n")
        out.writelines(f"Naam{number},Achter{number % 997},n{number}@example.org\n" for number in range(10_000))
    started = time.process_time()
    assert workspace("people", "import", str(file), "--yes", "--json").json["new"] == 10_000
    assert time.process_time() - started < 15


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_control_c_in_the_middle_leaves_the_workspace_as_it_was(workspace, tmp_path):
    import signal
    import subprocess

    file = tmp_path / "veel.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("Naam,E-mail\n")
        out.writelines(f"Gast Nummer{number},n{number}@example.org\n" for number in range(60_000))
    process = subprocess.Popen(
        [sys.executable, "-m", "roadshow", "people", "import", str(file), "--yes"],
        cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    waiting = tmp_path / "test.roadshow-wal"
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        if waiting.exists() and waiting.stat().st_size > 2**20:
            break
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=30)
    assert (process.returncode, "was not saved" in said) == (130, True), said
    assert everybody(workspace) == []
    assert workspace("doctor", code=None).code in {0, 1}


def test_what_was_forgotten_cannot_be_taken_back_by_its_number(planned):
    planned("people", "forget", "Fatima", "--yes")
    number = planned("log", "--json").json[0]["number"]
    assert "cannot be taken back" in planned("undo", str(number), code=3).err


@pytest.mark.skipif(sys.platform == "win32", reason="no such devices")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/urandom", "/dev", "pipe"])
def test_what_has_no_end_or_is_no_file_is_a_sentence(workspace, tmp_path, name):
    if name == "pipe":
        os.mkfifo(tmp_path / "pipe")
        name = str(tmp_path / "pipe")
    assert "no file but a folder, a device or a pipe" in workspace("people", "import", name, "--yes", code=3).err


def test_a_name_in_the_reason_of_a_waiver_is_named_when_somebody_is_forgotten(planned):
    finding = planned("check", "--json", code=None).json["findings"][0]
    planned("waive", finding["mark"], "--reason", "Fatima El Amrani regelt dit")
    shown = planned("people", "forget", "Fatima", "--yes").out
    assert re.search(r"waiver .*: reason", shown)


def test_looking_for_doubles_tells_how_far_it_is_and_ends_at_the_end(workspace, tmp_path):
    file = tmp_path / "veel.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("Naam,Organisatie\n")
        out.writelines(f"Naam{number % 400} Achter{number},Club {number % 9}\n" for number in range(1200))
    workspace("people", "import", str(file), "--yes")
    told = []
    with open_office(tmp_path / "test.roadshow") as office:
        doubles(office.store, lambda done, total: told.append((done, total)))
    assert len(told) > 4
    assert told == sorted(told)
    assert told[-1] == (3600, 3600)


def test_options_of_writing_people_are_settings_too(planned, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert planned("config", "get", "csv.dialect", "--json").json["value"] == "excel-nl"
    assert "csv.dialect" in planned("config", "list")
    planned("config", "set", "csv.dialect", "plain", "--here")
    planned("people", "export", "--out", str(tmp_path / "out.csv"))
    head = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "," in head
    assert ";" not in head


def test_refused_rows_are_left_in_a_file_mended_there_and_brought_in_again(workspace, tmp_path):
    file, left = tmp_path / "lijst.csv", tmp_path / "over.csv"
    file.write_text(
        'Naam;E-mail;Notitie\nAn Kade;an@example.org;\n;\n;bo@example,org;\nCo Kade;co@example.org;a;b\n"Do Kade;do@example.org;=1+1\n'
    )
    said = workspace("people", "import", str(file), "--yes", "--refused", str(left)).out
    assert "3 refused rows are in" in said
    text = left.read_text(encoding="utf-8-sig")
    assert [line.partition(";")[2] for line in text.splitlines()] == [
        "Naam;E-mail;Notitie", ";bo@example,org;", "Co Kade;co@example.org;a;b", "Do Kade;do@example.org;'=1+1",
    ]  # fmt: skip
    left.write_text(
        text.replace(";bo@example,org", "Bo Kade;bo@example.org").replace(";a;b", ";a"), encoding="utf-8-sig"
    )
    again = workspace("people", "import", str(left), "--yes", "--json").json
    assert ([one["name"] for one in again["accepted"]], again["refused"]) == (["Bo Kade", "Co Kade", "Do Kade"], [])
    notes = {one["name"]: one["notes"] for one in everybody(workspace)}
    assert notes["Do Kade"] == "=1+1"


def test_refused_cards_are_left_as_cards(workspace, tmp_path):
    file, left = tmp_path / "adressen.vcf", tmp_path / "over.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:An Kade\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo Brug\nEND:VCARD\n")
    workspace("people", "import", str(file), "--yes", "--refused", str(left))
    assert left.read_bytes() == b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:An Kade\r\nEND:VCARD\r\n"
    assert [one["name"] for one in workspace("people", "import", str(left), "--yes", "--json").json["accepted"]] == [
        "An Kade"
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_reasons_beside_refused_rows_are_nobodys_field(workspace, tmp_path, language):
    file, left = tmp_path / "lijst.csv", tmp_path / "over.csv"
    file.write_text("Naam;E-mail\n;bo@example,org\n")
    workspace("--language", language, "people", "import", str(file), "--dry-run", "--refused", str(left))
    columns = workspace("people", "import", str(left), "--dry-run", "--json").json["columns"]
    assert [(one["field"], one["ignored"]) for one in columns] == [("", True), ("name", False), ("email", False)]


def test_no_file_is_left_where_nothing_was_refused(workspace, tmp_path):
    file, left = tmp_path / "lijst.csv", tmp_path / "over.csv"
    file.write_text("Naam;E-mail\nAn;an@example.org\n")
    workspace("people", "import", str(file), "--yes", "--refused", str(left))
    assert not left.exists()


def test_a_hint_to_map_a_column_is_given_only_where_it_can_be_followed(workspace, tmp_path):
    cards = tmp_path / "adressen.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:An Kade\nX-SPORT:varen\nEND:VCARD\n")
    shown = workspace("people", "import", str(cards), "--dry-run").out
    assert "Not understood, and left out: X-SPORT (1 value)." in shown
    assert "--map" not in shown


def test_a_contact_without_a_name_and_a_country_as_written_come_back_from_a_dump(workspace, line, tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_text("Naam;Straat;Land;E-mail;Organisatie\nAn Kade;Kade 1;Atlantis;;\n;;;info@kade.example;De Kade\n")
    workspace("people", "import", str(file), "--yes")
    plan, other = tmp_path / "plan.toml", str(tmp_path / "ander.roadshow")
    workspace("dump", "--out", str(plan))
    line("new", other)
    line("-w", other, "load", str(plan), "--yes")
    out = tmp_path / "uit.csv"
    line("-w", other, "people", "export", "--out", str(out))
    assert "Atlantis" in out.read_text(encoding="utf-8-sig")
    assert "info@kade.example" in out.read_text(encoding="utf-8-sig")


def test_after_two_records_became_one_the_next_import_of_either_list_makes_no_double(workspace, tmp_path):
    work, private = tmp_path / "werk.csv", tmp_path / "thuis.csv"
    work.write_text("Naam;E-mail;Telefoon werk\nSamra El Zand;samra@brug.example;010-1234567\n", encoding="utf-8")
    private.write_text("Naam;E-mail privé;Mobiel\nSamira Elzand;elzand@example.org;0612345678\n", encoding="utf-8")
    for path in (work, private):
        workspace("people", "import", str(path), "--yes")
    one, other = [row["id"] for row in everybody(workspace)]
    workspace("people", "merge", one, other)
    (kept,) = everybody(workspace)
    assert kept["contacts"] == [
        {"kind": "home", "value": "elzand@example.org"},
        {"kind": "mobile", "value": "0612345678"},
    ]
    for path in (work, private):
        assert "0" in workspace("people", "import", str(path), "--yes").out
        assert [row["id"] for row in everybody(workspace)] == [one]
    assert workspace("person", "list", "elzand@example.org", "--json").json["total"] == 1
    shown = workspace("person", "show", one).out
    assert "elzand@example.org (home)" in shown
    workspace("person", "edit", one, "--email", "elzand@example.org", "--contacts", "")
    workspace("undo")
    workspace("person", "edit", one, "--email", "elzand@example.org")
    (now,) = everybody(workspace)
    assert (now["email"], now["email_kind"]) == ("elzand@example.org", "home")
    assert {"kind": "", "value": "samra@brug.example"} in now["contacts"]


def test_further_addresses_are_typed_with_their_kind_in_the_words_of_the_language(workspace):
    workspace("person", "add", "Bo", "Kade", "--contacts", "thuis bo@example.org, fax 010-1234567")
    assert everybody(workspace)[0]["contacts"] == [
        {"kind": "home", "value": "bo@example.org"},
        {"kind": "fax", "value": "010-1234567"},
    ]
    refused = workspace("person", "edit", "Bo", "--phone-kind", "duif", code=3)
    assert "mobile" in refused.err


def test_people_with_several_addresses_go_out_and_come_back_by_plan_file_and_card(workspace, line, tmp_path):
    workspace(
        "person",
        "add",
        "Bo",
        "Kade",
        "--email",
        "bo@example.org",
        "--email-kind",
        "work",
        "--contacts",
        "home b@example.org, fax 010-1234567, 06-12345678",
    )
    (bo,) = everybody(workspace)
    fields = {name: bo[name] for name in ("email", "email_kind", "phone", "contacts")}
    workspace("dump", "-o", str(tmp_path / "plan.toml"))
    for form in ("csv", "xlsx", "vcf"):
        workspace("people", "export", "-o", str(tmp_path / f"out.{form}"))
    for name in ("plan.toml", "out.csv", "out.xlsx", "out.vcf"):
        fresh = tmp_path / f"{name}.roadshow"
        line("new", str(fresh))
        if name == "plan.toml":
            line("-w", str(fresh), "load", str(tmp_path / name), "--yes")
        else:
            line("-w", str(fresh), "people", "import", str(tmp_path / name), "--yes")
        (back,) = line("-w", str(fresh), "person", "list", "--json").json["people"]
        if name == "out.vcf":
            assert back["phone"] == "06-12345678", "a card has no number but this one, so it is the preferred one there"
            back = {**back, "phone": "", "contacts": [*back["contacts"], {"kind": "", "value": "06-12345678"}]}
        assert {key: back[key] for key in fields} == fields, name
