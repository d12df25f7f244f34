"""Who comes back stands on the row that was left: from another area, and in the next run of the program."""

import pytest
from screens import example, play, press, seen, settled

from roadshow.tui.places import Place


@pytest.mark.parametrize("area", ["people", "guests"])
def test_the_row_is_found_again(tmp_path, area):
    async def story(pilot, app):
        await press(pilot, "down", "down")
        left = app.screen.here()
        name = app.screen.listing.rows.row
        assert app.screen.listing.rows.cursor == 2
        await press(pilot, "home", "1")
        app.journey.go(left)
        await settled(pilot)
        assert app.screen.listing.rows.row == name
        app.journey.go(Place("tasks"))
        await settled(pilot)
        app.journey.go(Place(area, left.stop_id, row="not a row"))
        await settled(pilot)
        assert app.screen.listing.rows.row == name, seen(app)

    play(example(tmp_path), story, area)


def test_the_row_is_found_under_the_filter(tmp_path):
    async def story(pilot, app):
        app.screen.listing.text = "a"
        await settled(pilot)
        await press(pilot, "down", "down")
        left, row = app.screen.here(), app.screen.listing.rows.row
        app.screen.listing.text = ""
        await settled(pilot)
        await press(pilot, "end", "1")
        app.journey.go(left)
        await settled(pilot)
        assert app.screen.listing.text == "a"
        assert app.screen.listing.rows.row == row

    play(example(tmp_path), story, "people")
