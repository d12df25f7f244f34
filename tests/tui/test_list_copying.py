"""A column of a list goes to the clipboard: of the marked rows, else of all that the list shows."""

from screens import example, play, press, seen, told

from roadshow.tui.widgets import rows


def test_a_column_is_copied_of_the_marked_rows_else_of_all_in_the_order_of_the_list(tmp_path):
    async def story(pilot, app):
        listing = app.screen.listing
        await press(pilot, "C")
        every = app.clipboard.splitlines()
        assert len(every) == len(listing.rows.pages)
        shown = [line for line in seen(app).splitlines() if every[0][:9] in line]
        assert shown, "what was copied is not what the list shows"
        await press(pilot, "end", "space", "home", "space", "C")
        assert app.clipboard.splitlines() == [every[0], every[-1]]
        assert "Column copied: 2 rows" in told(app)

    play(example(tmp_path), story, area="people")


def test_more_than_a_terminal_takes_is_refused_in_a_sentence_and_leaves_the_clipboard(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "COPIED", 3)

    async def story(pilot, app):
        await press(pilot, "y", "C")
        assert "\n" not in app.clipboard
        assert "no more than 3 rows" in told(app)

    play(example(tmp_path), story, area="people")
