"""What leaves a list: a cell and a row to the clipboard, what is on the screen to a file; and who comes from where."""

import csv

from screens import example, play, press, seen, settled, told, until

from roadshow.api import Edit, Person, find_stop, new_id
from roadshow.tui.places import Place


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_row_is_copied_with_tabs_and_a_cell_alone(tmp_path):
    async def story(pilot, app):
        copied = []
        app.copy_to_clipboard = copied.append
        row = app.screen.listing.rows.row
        await press(pilot, "y", "Y")
        assert copied[0] == copied[1].split("\t")[0]
        assert row.email in copied[1].split("\t")

    play(example(tmp_path), story, "people")


def test_what_is_on_the_screen_is_written_as_it_is_filtered_and_sorted(tmp_path, monkeypatch):
    path = example(tmp_path)
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        office = app._desk.office
        person = Person(id=new_id(), given="=1+1", surname="Jansenova", organisation="De Brug")
        office.do(office.pen().change("x", (Edit(None, person),)))
        app._poll()
        listing = app.screen.listing
        listing.text = "jansen"
        await until(pilot, lambda: 0 < len(listing.rows.pages) < 10)
        await press(pilot, "E")
        app.screen.query_one("#line").value = str(tmp_path / "uit.csv")
        await press(pilot, "enter")
        await until(pilot, (tmp_path / "uit.csv").exists)
        rows = read(tmp_path / "uit.csv")
        assert rows[0][0] == "Name"
        assert len(rows) == 1 + len(listing.rows.pages)
        assert [row[0] for row in rows[1:]] == [
            listing.rows.columns[0].show(listing.rows.pages.row(place)).text for place in range(len(listing.rows.pages))
        ]
        assert "written to" in told(app)

    play(path, story, "people")


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        await press(pilot, "space", "space", "E")
        assert "2 rows" in seen(app)
        app.screen.query_one("#line").value = str(path)
        before = path.read_bytes()[:100]
        await press(pilot, "enter")
        assert "is there already" in told(app)
        assert path.read_bytes()[:100] == before

    play(path, story, "people")


def test_organisations_are_in_view_on_a_narrow_screen_and_a_click_shows_their_guests_on_a_wide_one(tmp_path):
    path = example(tmp_path)

    async def narrow(pilot, app):
        app.journey.go(Place("guests", find_stop(app._desk.office.store, "crooswijk").id))
        await settled(pilot)
        await until(pilot, lambda: "From:" in seen(app))

    async def wide(pilot, app):
        app.journey.go(Place("guests", find_stop(app._desk.office.store, "crooswijk").id))
        await settled(pilot)
        listing, side = app.screen.listing, app.screen._side
        await until(pilot, lambda: len(side.keys) > 3)
        every = len(listing.rows.pages)
        await pilot.click(offset=(side.region.x + 4, side.region.y + 1))
        await until(pilot, lambda: 0 < len(listing.rows.pages) < every)
        organisations = {listing.rows.pages.row(at).person.organisation for at in range(len(listing.rows.pages))}
        assert len(organisations) == 1

    play(path, narrow, "guests")
    play(path, wide, "guests", (160, 45))


def test_a_guest_list_without_any_stop_takes_every_key_and_click_without_breaking(tmp_path):
    from roadshow.api import create_workspace
    from roadshow.tui.entries import entries

    path = tmp_path / "leeg.roadshow"
    create_workspace(path)

    async def story(pilot, app):
        for entry in [entry for entry in entries(app.screen) if entry.id.startswith("guests.")]:
            await entry.run()
            await settled(pilot)
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            if app.screen.NAME != "guests":
                await press(pilot, "2")
        await pilot.click(offset=(10, 8), button=3)
        assert app.is_running

    play(path, story, "guests")
