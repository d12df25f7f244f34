"""The facts of a venue, one after the other with tab, as the cells of a list."""

from screens import example, play, press, seen, until

from roadshow.api import Query, Venue
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.fact import FactChoice


def venue(app):
    return app._desk.office.store.get(Venue, app.screen_stack[0].listing.rows.row.venue.id)


def test_tab_saves_a_fact_and_opens_the_next_and_what_is_unchanged_is_no_change(tmp_path):
    async def story(pilot, app):
        office = app._desk.office
        before = office.store.last_number()
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, Ask)
        await press(pilot, "tab")
        assert office.store.last_number() == before
        assert isinstance(app.screen, Ask)
        await press(pilot, "ctrl+u", *"Langeweg 3", "tab", "ctrl+u", *"3081 AB", "tab")
        assert (venue(app).street, venue(app).postcode) == ("Langeweg 3", "3081 AB")
        assert office.store.last_number() == before + 2
        await press(pilot, "shift+tab", "ctrl+u", *"3082 AB", "enter")
        assert venue(app).postcode == "3082 AB"
        assert app.screen.NAME == "venues"
        assert app.screen._pane.has_focus
        assert app.screen._pane.key == "field:postcode"

    play(example(tmp_path), story, area="venues", size=(120, 40))


def test_tab_goes_over_what_is_chosen_and_ends_behind_the_last(tmp_path):
    async def story(pilot, app):
        office = app._desk.office
        assert office.store.count(Query(Venue)) > 1
        before = office.store.last_number()
        await press(pilot, "tab", "enter")
        met = set()
        for _line in range(40):
            if app.screen is app.screen_stack[0]:
                break
            met.add(type(app.screen))
            await press(pilot, "tab")
        assert {Ask, FactChoice} <= met
        assert app.screen is app.screen_stack[0], "it never ends"
        assert office.store.last_number() == before

    play(example(tmp_path), story, area="venues", size=(120, 40))


def test_what_is_refused_stays_in_the_line_and_goes_nowhere(tmp_path):
    async def story(pilot, app):
        screen = app.screen
        await press(pilot, "tab")
        screen._pane.show(screen._pane._blocks, "field:latitude")
        await press(pilot, "enter", "ctrl+u", *"north", "tab")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        assert app.screen.query_one("#line").value == "north"
        await press(pilot, "tab")
        assert app.screen.query_one("#line").value == "north"
        assert "next" in seen(app)
        await press(pilot, "escape")
        assert app.screen is screen

    play(example(tmp_path), story, area="venues", size=(120, 40))


def test_a_line_that_is_alone_has_no_next(tmp_path):
    async def story(pilot, app):
        await press(pilot, "n")
        assert isinstance(app.screen, Ask)
        assert "next" not in seen(app).splitlines()[-1]
        await press(pilot, *"Zaal", "tab", *"je", "enter")
        assert "Zaalje" in seen(app)

    play(example(tmp_path), story, area="venues", size=(120, 40))
