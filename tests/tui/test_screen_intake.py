"""A file of people on the screen: chosen, looked at, its columns mapped, and taken in as one change, or left alone."""

import asyncio
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pictures import pictured
from screens import LIMIT, example, opener, play, press, seen, settled, told, until
from textual.events import MouseScrollDown

from roadshow.api import Person, Query, create_workspace, find_stop, guests_of
from roadshow.tui.files import completed, look_in, parted
from roadshow.tui.places import Place
from roadshow.tui.screens.files import FileChoice
from roadshow.tui.screens.intake import IntakeScreen

FILES = Path(__file__).parents[1] / "addressbook" / "files"
LIST = """Naam;E-mailadres;Telefoon;Organisatie;Kleur
Jan de Vriés;jan@example.org;612345678;De Brug;rood
;;;;
Fatima El Amrani;fatima@example.org;;Moedergroep;blauw
Jan de Vriés;JAN@example.org;;;
Totaal;3;;;
;geen-adres;;;
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    folder = tmp_path / "lijsten"
    folder.mkdir()
    (folder / "lijst.csv").write_bytes(LIST.encode("cp1252"))
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "oud").mkdir()
    shutil.copy(FILES / "list.xlsx", folder / "boek.xlsx")
    shutil.copy(FILES / "apple-3.vcf", folder / "kaarten.vcf")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def workspace(tmp_path):
    path = tmp_path / "leeg.roadshow"
    create_workspace(path)
    return path


def people(app):
    return app._desk.office.store.count(Query(Person))


async def opened(pilot, app, path):
    """Choose a file by typing its path."""
    await until(pilot, lambda: isinstance(app.screen, FileChoice))
    app.screen._line.value = str(path)
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen._looked is not None)
    await settled(pilot)


def test_a_file_is_shown_first_and_taken_in_as_one_change_that_one_key_undoes(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        picture = seen(app)
        for text in ("letters as cp1252", "6 rows: 2 new, 1 known already, 3 refused", "Refused: 3", "New: 2",
                     "This row is empty", "E-mailadres", "? not understood", "to People"):  # fmt: skip
            assert text in picture, text
        assert people(app) == 0
        await press(pilot, "a")
        await until(pilot, lambda: not isinstance(app.screen, IntakeScreen))
        assert people(app) == 2
        assert "2 people taken in. u undoes." in told(app)
        await press(pilot, "u")
        assert people(app) == 0

    play(workspace, story, "people", (160, 45))


def test_refused_rows_are_written_beside_the_list_and_come_in_once_mended(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        await press(pilot, "r")
        await until(pilot, lambda: (files / "lijst-refused.csv").exists() and app.screen._work is None)
        left = (files / "lijst-refused.csv").read_text(encoding="utf-8-sig")
        assert "geen-adres" in left
        assert "Totaal" in left
        assert people(app) == 0, "nothing is taken in for that"
        (files / "lijst-refused.csv").write_text(
            left.replace(";;geen-adres", ";Co;co@example.org"), encoding="utf-8-sig"
        )
        await press(pilot, "escape", "I")
        await opened(pilot, app, files / "lijst-refused.csv")
        await press(pilot, "a")
        await until(pilot, lambda: people(app) == 1)

    play(workspace, story, "people", (100, 40))


def test_escape_leaves_the_workspace_as_it_was(workspace, files):
    async def story(pilot, app):
        number = app._desk.office.store.last_number()
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        await press(pilot, "escape")
        assert app.screen.NAME == "people"
        assert (people(app), app._desk.office.store.last_number()) == (0, number)

    play(workspace, story, "people")


def test_a_column_is_given_to_another_field_by_keys_and_the_file_is_read_again(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        await press(pilot, "tab", "end", "enter")
        assert "Kleur" in seen(app)
        line = next(line for line in seen(app).splitlines() if " tags" in line)
        await press(pilot, line.split("tags")[0].split()[-1].strip("│"))
        await until(pilot, lambda: app.screen._work is None and "tags" in seen(app))
        await press(pilot, "a")
        await until(pilot, lambda: people(app) == 2)
        tags = {person.tags for person in app._desk.office.store.each(Query(Person))}
        assert tags == {("rood",), ("blauw",)}

    play(workspace, story, "people", (100, 40))


def test_a_column_is_left_out_by_mouse(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        place = app.screen._columns.region
        await pilot.click(offset=(place.x + 6, place.y + 3))
        await settled(pilot)
        rows = seen(app).splitlines()
        assert any("Organisatie" in line for line in rows)
        y = next((y for y, line in enumerate(rows) if "leave this column out" in line), None)
        if y is None:
            await press(pilot, "end")
            y = next(y for y, line in enumerate(seen(app).splitlines()) if "leave this column out" in line)
        await pilot.click(offset=(seen(app).splitlines()[y].index("leave"), y))
        await until(pilot, lambda: "left out" in seen(app))
        await press(pilot, "a")
        await until(pilot, lambda: people(app) == 2)
        assert {person.organisation for person in app._desk.office.store.each(Query(Person))} == {""}

    play(workspace, story, "people", (120, 45))


def test_from_a_guest_list_they_go_straight_onto_it_in_the_same_change(tmp_path, files):
    path = example(tmp_path)
    with opener(path)() as office:
        stop = find_stop(office.store, "crooswijk")

    async def story(pilot, app):
        app.journey.go(Place("guests", stop.id))
        await settled(pilot)
        store = app._desk.office.store
        before, number = store.count(guests_of(stop.id)), store.last_number()
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        assert "to the guest list of" in seen(app)
        await press(pilot, "a")
        await until(pilot, lambda: not isinstance(app.screen, IntakeScreen))
        assert store.last_number() == number + 1
        assert store.count(guests_of(stop.id)) == before + 2

    play(path, story, "guests", (160, 45))


def test_where_they_go_is_chosen_in_the_preview(tmp_path, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        await press(pilot, "t", "1")
        await until(pilot, lambda: "to the guest list of" in seen(app))
        await until(pilot, lambda: "on the guest list." in seen(app))
        await press(pilot, "t", "0")
        await until(pilot, lambda: "to People" in seen(app))

    play(example(tmp_path), story, "people", (160, 45))


@pytest.mark.parametrize("name", ["boek.xlsx", "kaarten.vcf"])
def test_a_workbook_and_cards_are_taken_in_by_mouse_alone(workspace, files, name):
    async def story(pilot, app):
        footer = seen(app).splitlines()[-1]
        await pilot.click(offset=(footer.index("import"), 44))
        await until(pilot, lambda: name in seen(app))
        y, line = next((y, line) for y, line in enumerate(seen(app).splitlines()) if name in line)
        await pilot.click(offset=(line.index(name), y))
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen._looked is not None)
        await settled(pilot)
        y, line = next((y, line) for y, line in enumerate(seen(app).splitlines()) if "a take in" in line)
        await pilot.click(offset=(line.index("take in"), y))
        await until(pilot, lambda: people(app) > 0)

    play(workspace, story, "people", (160, 45))


def test_a_sort_of_rows_folds_and_a_whole_row_is_shown(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        assert "This row is empty" in seen(app)
        await press(pilot, "home", "enter")
        assert "This row is empty" not in seen(app)
        await press(pilot, "enter", "end", "enter")
        assert "Line 4 of lijst.csv" in seen(app)
        assert "Moedergroep" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, IntakeScreen)

    play(workspace, story, "people", (120, 45))


def test_a_file_that_holds_no_people_is_refused_and_nothing_opens(workspace, files):
    (files / "geen.csv").write_bytes(b"%PDF-1.4")

    async def story(pilot, app):
        await press(pilot, "I")
        app.screen._line.value = str(files / "geen.csv")
        await press(pilot, "enter")
        await until(pilot, lambda: "PDF" in told(app))
        assert app.screen.NAME == "people"

    play(workspace, story, "people")


def test_a_large_file_is_stopped_while_it_is_written_and_leaves_nothing(workspace, files):
    letters = str.maketrans("0123456789", "abcdefghij")
    rows = "\n".join(f"Naam{str(place).translate(letters)} Achter;naam{place}@example.org" for place in range(20_000))
    (files / "groot.csv").write_text(f"Naam;E-mail\n{rows}\n", encoding="utf-8")

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "groot.csv")
        assert "20,000 new" in seen(app)
        assert len(app.screen._looked.sample.rows["new"]) == 300
        assert "19,700 more" in app.screen._rows._blocks[-1].lines[0][0].text
        screen = app.screen
        app.simulate_key("a")  # pilot.press would wait, and a quick machine has written all by then
        async with asyncio.timeout(LIMIT):
            while screen._work is None or not screen._work.done:
                await pilot.pause(0.005)
        await pilot.press("escape")
        await until(pilot, lambda: "Nothing was written" in told(app))
        assert people(app) == 0
        assert isinstance(app.screen, IntakeScreen)

    play(workspace, story, "people")


def test_the_folder_is_chosen_by_arrows_and_remembered(workspace, files):
    shutil.copy(files / "lijst.csv", files / "oud" / "verleden.csv")

    async def story(pilot, app):
        await press(pilot, "I", "down", "down")
        assert "1 other file cannot be read" in seen(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "verleden.csv" in seen(app))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen))
        await until(pilot, lambda: app.screen._looked is not None)
        await press(pilot, "escape", "I")
        await until(pilot, lambda: "verleden.csv" in seen(app))
        await press(pilot, "down", "left")
        await until(pilot, lambda: "lijst.csv" in seen(app))

    play(workspace, story, "people")


def test_a_path_is_completed_as_a_shell_would(files, monkeypatch):
    monkeypatch.setenv("HOME", str(files))
    monkeypatch.setenv("USERPROFILE", str(files))
    assert completed("li", files, (".csv",)) == "lijst.csv"
    assert completed("~/ou", files, (".csv",)).replace("\\", "/") == "~/oud/"
    assert completed("zzz", files, (".csv",)) == "zzz"
    (files / "lijst2.csv").write_text("x", encoding="utf-8")
    assert completed("L", files, (".csv",)).casefold() == "lijst"
    assert parted("~", files) == (files, "")
    assert [one.name for one in look_in(files, (".vcf",)).entries] == ["oud", "kaarten.vcf"]
    assert look_in(files / "weg", (".vcf",)).refused


def test_the_preview_looks_as_it_did(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")

    pictured(workspace, "people", "intake", story)


def test_another_sheet_is_chosen_and_read_by_one_key_that_stands_below(workspace, files):
    shutil.copy(FILES / "aanmeldingen.xlsx", files / "bladen.xlsx")

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "bladen.xlsx")
        assert "s sheet" in seen(app)
        await press(pilot, "s", "2")
        await until(pilot, lambda: app.screen._work is None and "sheet “Wachtlijst”" in seen(app))
        await press(pilot, "a")
        await until(pilot, lambda: people(app) == 1)
        assert [person.surname for person in app._desk.office.store.each(Query(Person))] == ["Bakker"]

    play(workspace, story, "people")


def test_where_there_is_no_other_sheet_none_is_offered(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        assert "s sheet" not in seen(app)
        await press(pilot, "s")
        assert isinstance(app.screen, IntakeScreen)

    play(workspace, story, "people")


def test_a_sheet_that_cannot_be_read_leaves_the_one_that_was_and_it_can_be_taken_in(workspace, files):
    book = load_workbook(FILES / "aanmeldingen.xlsx")
    book.create_sheet("Leeg")
    book.save(files / "leeg.xlsx")

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "leeg.xlsx")
        await press(pilot, "s", "3")
        await until(pilot, lambda: "The sheet “Leeg” has no line" in told(app))
        assert "sheet “Aanmeldingen”" in seen(app)
        await press(pilot, "a")
        await until(pilot, lambda: people(app) == 2)

    play(workspace, story, "people")


def test_all_columns_are_in_view_at_80_by_24_once_one_goes_to_them_and_by_the_wheel(workspace, files):
    heads = ["Naam", "E-mail", "Telefoon", "Organisatie", "Functie", "Wijk", "Talen", "Dieet"]
    (files / "breed.csv").write_text(";".join(heads) + "\nJan;jan@example.org;0612345678;A;B;C;nl;geen\n")

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "breed.csv")
        columns = app.screen._columns
        assert "Dieet" not in seen(app)
        place = columns.region
        for _turn in range(6):
            columns.post_message(MouseScrollDown(columns, 4, 1, 0, 0, 0, False, False, False, place.x + 4, place.y + 1))
        await until(pilot, lambda: "Dieet" in seen(app))
        await press(pilot, "tab")
        assert [head for head in heads if head not in seen(app)] == []
        await press(pilot, "tab")
        assert app.screen._rows.has_focus

    play(workspace, story, "people", (80, 24))


def test_the_menu_of_a_column_begins_at_the_field_it_has(workspace, files):
    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "lijst.csv")
        for moves, value in ((0, "name"), (3, "organisation")):
            await press(pilot, "tab", "home", *["down"] * moves, "enter")
            assert app.screen._blocks.key == value
            await press(pilot, "escape", "tab")

    play(workspace, story, "people")


def test_empty_rows_do_not_hide_the_rows_that_were_refused_for_a_reason(workspace, files):
    (files / "leeg.csv").write_text("Naam;E-mail\nJan;jan@example.org\n" + ";\n" * 400 + ";geen-adres\n")

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "leeg.csv")
        assert "“geen-adres” is not an e-mail address" in seen(app)
        assert "Refused: 401" in seen(app)
        assert "… and 397 more" in seen(app)

    play(workspace, story, "people", (120, 40))


def test_the_second_version_of_a_list_is_taken_over_by_kind_and_without_one_row(workspace, files):
    (files / "leden 1.csv").write_text(
        "Naam;E-mail;Telefoon\nAn Kade;an@example.org;0612345678\nBo Plein;bo@example.org;0612345679\nCas Dam;cas@example.org;\n",
        encoding="utf-8",
    )
    (files / "leden 2.csv").write_text(
        "Naam;E-mail;Telefoon\nAn Kade;an@example.org;0698765432\nBo Plein;bo@example.org;0698765433\n",
        encoding="utf-8",
    )

    async def story(pilot, app):
        await press(pilot, "I")
        await opened(pilot, app, files / "leden 1.csv")
        await press(pilot, "a")
        await until(pilot, lambda: not isinstance(app.screen, IntakeScreen))
        await press(pilot, "I")
        await opened(pilot, app, files / "leden 2.csv")
        assert "2 × phone" in seen(app)
        assert "Cas Dam" in seen(app)
        await press(pilot, "o")
        await settled(pilot)
        assert "☐ 2 × phone" in seen(app)
        await press(pilot, "2")
        await settled(pilot)
        assert "☑ 2 × phone" in seen(app)
        await press(pilot, "3")
        await press(pilot, "t")
        await press(pilot, "escape")
        screen = app.screen
        await until(pilot, lambda: screen._work is None and screen._looked.counts.took)
        await settled(pilot)
        assert "becomes “0698765432”" in seen(app)
        await press(pilot, "down", "d")
        await until(pilot, lambda: screen._work is None and screen._wish.taking.but)
        await settled(pilot)
        assert "This row stays as it is." in seen(app)
        await press(pilot, "a")
        await until(pilot, lambda: not isinstance(app.screen, IntakeScreen))
        store = app._desk.office.store
        by_name = {one.given: one for one in store.each(Query(Person))}
        an, bo, cas = by_name["An"], by_name["Bo"], by_name["Cas"]
        assert {an.phone, bo.phone} in ({"0612345678", "0698765433"}, {"0698765432", "0612345679"}), (
            "one row was left alone"
        )
        assert cas.tags == ("former",)
        await press(pilot, "u")
        assert all(not one.tags for one in store.each(Query(Person)))

    play(workspace, story, "people", (160, 45))
