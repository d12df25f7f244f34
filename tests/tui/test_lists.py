"""The one list: moving, marking, sorting, filtering and editing, by keys and by mouse."""

from array import array

from hypothesis import given
from hypothesis import strategies as st
from screens import example, play, press, seen, settled, told, until
from textual.events import MouseScrollDown

from roadshow.api import Invitation, InvitationState, Person, Query, find_stop, guests_of
from roadshow.tui.presentation.cells import Cell
from roadshow.tui.widgets.columns import Column, laid_out
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.marks import Marks
from roadshow.tui.widgets.paging import Pages


def listing(app):
    return app.screen.query_one(Listing)


def names(app):
    rows = listing(app).rows
    return [rows.columns[0].show(rows.pages.row(place)).text for place in range(len(rows.pages))]


def test_cursor_moves_by_arrows_vim_keys_pages_and_ends(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        last = len(rows.pages) - 1
        for keys, place in (
            (("down", "j"), 2), (("up",), 1), (("k",), 0), (("k",), 0), (("G",), last), (("j",), last), (("g",), 0),
            (("end",), last), (("home",), 0),
        ):  # fmt: skip
            await press(pilot, *keys)
            assert rows.cursor == place, keys
        await press(pilot, "pagedown")
        assert 10 < rows.cursor < last
        assert "›" in seen(app)
        await press(pilot, "pageup")
        assert rows.cursor == 0

    play(example(tmp_path), story, "people")


def test_the_row_under_the_cursor_is_always_drawn(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        for key in ["pagedown"] * 9 + ["up"] * 3 + ["pageup"] * 2:
            await press(pilot, key)
            [line] = [line for line in seen(app).splitlines() if line.startswith("›")]
            assert names(app)[rows.cursor][:10] in line

    play(example(tmp_path), story, "people")


def test_marks_survive_filter_and_sort_and_are_counted(tmp_path):
    async def story(pilot, app):
        here = listing(app)
        await press(pilot, "space", "space")
        assert here.rows.cursor == 2
        marked = list(here.rows.chosen())
        assert "2 marked" in here.counts.text
        before = len(here.rows.pages)
        await press(pilot, "slash", *"jansen")
        await until(pilot, lambda: len(here.rows.pages) < before)
        await press(pilot, "escape")
        await until(pilot, lambda: len(here.rows.pages) == before)
        await press(pilot, "l", "s")
        assert list(here.rows.chosen()) == marked
        await press(pilot, "minus")
        assert here.rows.marks.count == 0
        await press(pilot, "asterisk")
        assert here.rows.marks.count == before

    play(example(tmp_path), story, "people")


def test_a_range_is_marked_from_the_last_mark(tmp_path):
    async def story(pilot, app):
        await press(pilot, "space", "down", "down", "v")
        assert listing(app).rows.marks.count == 4

    play(example(tmp_path), story, "people")


def test_sort_by_key_and_by_head_goes_both_ways_and_keeps_the_row(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        first = names(app)
        await press(pilot, "j", "j", "j")
        held = rows.key
        await press(pilot, "s")
        assert names(app) == first[::-1]
        assert rows.key == held
        assert "Name▼" in seen(app)
        await pilot.click(rows, offset=(4, 0))
        await settled(pilot)
        assert names(app) == first
        organisation = rows.slots[1]
        await pilot.click(rows, offset=(organisation.x + 1, 0))
        await until(pilot, lambda: rows.order[0] == "organisation" and names(app) != first)
        assert rows.key == held

    play(example(tmp_path), story, "people")


def test_filter_asks_in_the_language_of_the_command_line(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        here = listing(app)
        await press(pilot, *":guests crooswijk", "enter")
        await press(pilot, "slash", *"state:maybe has:phone")
        await until(pilot, lambda: 0 < len(here.rows.pages) < 10)
        for place in range(len(here.rows.pages)):
            row = here.rows.pages.row(place)
            assert row.invitation.state is InvitationState.MAYBE
            assert row.person.phone
        assert here.filter.has_focus
        await press(pilot, "enter")
        assert here.rows.has_focus

    play(path, story, "guests")


def test_a_wrong_question_says_so_and_leaves_the_rows(tmp_path):
    async def story(pilot, app):
        here = listing(app)
        count = len(here.rows.pages)
        await press(pilot, "slash")
        here.filter.value = "colour:red"
        await until(pilot, lambda: "colour" in here.counts.text)
        assert len(here.rows.pages) == count

    play(example(tmp_path), story, "people")


def test_q_in_the_filter_is_a_letter_and_outside_it_leaves(tmp_path):
    async def story(pilot, app):
        await press(pilot, "slash", "q", "u", "1")
        assert app.is_running
        assert listing(app).text == "qu1"
        assert app.screen.NAME == "people"
        await press(pilot, "escape")
        await pilot.press("q")
        await pilot.pause()
        assert app.return_value is not None

    play(example(tmp_path), story, "people")


def edit_email(app):
    rows = listing(app).rows
    rows.show_column("email")
    return rows


def person_at(app, place):
    return listing(app).rows.pages.row(place)


def test_enter_saves_a_cell_and_undo_brings_it_back(tmp_path):
    async def story(pilot, app):
        edit_email(app)
        before = person_at(app, 0).email
        await press(pilot, "e")
        assert listing(app).field.value == before
        listing(app).field.value = "nieuw@example.org"
        await press(pilot, "enter")
        assert person_at(app, 0).email == "nieuw@example.org"
        assert "u undoes" in told(app)
        assert listing(app).rows.has_focus
        await press(pilot, "u")
        assert person_at(app, 0).email == before
        await press(pilot, "ctrl+r")
        assert person_at(app, 0).email == "nieuw@example.org"

    play(example(tmp_path), story, "people")


def test_leaving_a_cell_by_any_way_saves_and_esc_restores(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        for number, leave in enumerate((("tab",), ("shift+tab",), ("down",), ("up",), ("ctrl+p",), ("f1",))):
            edit_email(app)
            listing(app).rows.focus()
            await settled(pilot)
            key = listing(app).rows.key
            await press(pilot, "e")
            listing(app).field.value = f"weg{number}@example.org"
            await press(pilot, *leave)
            saved = app._desk.office.store.rows(Person, [key])[0]
            assert saved.email == f"weg{number}@example.org", leave
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            await press(pilot, "escape")
        await press(pilot, "e")
        key, held = listing(app).rows.key, listing(app).field.value
        listing(app).field.value = "niet"
        await press(pilot, "escape")
        assert listing(app).rows.key == key
        assert listing(app).rows.has_focus
        assert held not in {"niet", ""}

    play(path, story, "people")


def test_a_mouse_click_elsewhere_saves_the_cell(tmp_path):
    async def story(pilot, app):
        edit_email(app)
        key = listing(app).rows.key
        await press(pilot, "e")
        listing(app).field.value = "muis@example.org"
        await pilot.click(listing(app).rows, offset=(6, 9))
        await settled(pilot)
        assert app._desk.office.store.rows(Person, [key])[0].email == "muis@example.org"

    play(example(tmp_path), story, "people")


def test_leaving_the_program_saves_the_cell(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        edit_email(app)
        await press(pilot, "e")
        listing(app).field.value = "laatste@example.org"
        await pilot.press("ctrl+q")
        await pilot.pause()
        found = app._desk.office.store.count(Query(Person).where(email="laatste@example.org"))
        assert found == 1

    play(path, story, "people")


def test_what_is_refused_stays_in_the_field(tmp_path):
    async def story(pilot, app):
        edit_email(app)
        await press(pilot, "e")
        listing(app).field.value = "geen adres"
        await press(pilot, "enter")
        assert listing(app).field.has_focus
        assert listing(app).field.value == "geen adres"
        assert told(app)

    play(example(tmp_path), story, "people")


def test_mouse_moves_marks_opens_and_asks_for_the_menu(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        await pilot.click(rows, offset=(6, 4))
        await settled(pilot)
        assert rows.cursor == 3
        await pilot.click(rows, offset=(1, 5))
        await settled(pilot)
        assert rows.marks.count == 1
        await pilot.click(rows, offset=(6, 6), button=3)
        await settled(pilot)
        assert type(app.screen).__name__ == "Choice"
        await press(pilot, "escape")
        await pilot.click(rows, offset=(6, 6), times=2)
        await settled(pilot)
        assert type(app.screen).__name__ == "Choice"

    play(example(tmp_path), story, "people")


def test_the_wheel_rolls_and_leaves_the_cursor(tmp_path):
    async def story(pilot, app):
        rows = listing(app).rows
        await pilot._post_mouse_events([MouseScrollDown], rows, (5, 5))
        await settled(pilot)
        assert rows.scroll_y > 0
        assert rows.cursor == 0

    play(example(tmp_path), story, "people")


def test_another_window_is_seen_and_the_cursor_stays_on_its_row(tmp_path):
    from screens import opener

    path = example(tmp_path)

    async def story(pilot, app):
        from roadshow.api import addressing

        here = listing(app)
        await press(pilot, "G")
        held, count = here.rows.key, len(here.rows.pages)
        with opener(path)() as other:
            other.do(addressing.add_person(other.pen(), given="Aaltje", surname="Aarts"))
        app._poll()
        await until(pilot, lambda: len(here.rows.pages) == count + 1)
        assert here.rows.key == held

    play(path, story, "people")


def test_a_stale_edit_shows_both_values_and_asks(tmp_path):
    from dataclasses import replace

    from screens import opener

    from roadshow.api import Edit

    path = example(tmp_path)

    async def story(pilot, app):
        edit_email(app)
        person = person_at(app, 0)
        await press(pilot, "e")
        with opener(path)() as other:
            theirs = replace(person, email="hunne@example.org")
            other.do(other.pen().change("them", (Edit(person, theirs),)))
        listing(app).field.value = "mijne@example.org"
        await press(pilot, "enter")
        await until(pilot, lambda: "mijne@example.org" in seen(app))
        assert "hunne@example.org" in seen(app)
        await press(pilot, "m")
        assert app._desk.office.store.get(Person, person.id).email == "mijne@example.org"

    play(path, story, "people")


def test_hostile_names_are_shown_as_text(tmp_path):
    from screens import opener

    from roadshow.api import Edit, new_id

    path = example(tmp_path)
    with opener(path)() as office:
        person = Person(id=new_id(), given="[red]Aa\x1b[31m", surname="\u202eAaa[/red]")
        office.do(office.pen().change("hostile", (Edit(None, person),)))

    async def story(pilot, app):
        listing(app).text = "aaa"
        await until(pilot, lambda: len(names(app)) == 1)
        picture = seen(app)
        assert "Aaa[/red], [red]" in picture
        assert "\x1b[31m" not in picture
        assert "\u202e" not in picture
        await press(pilot, "t", *"[b]x", "enter")
        assert "[b]x" in told(app)

    play(path, story, "people", size=(120, 30))


def test_two_keys_note_an_answer(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        here = listing(app)
        for key, state in (("y", "accepted"), ("n", "declined"), ("m", "maybe")):
            await press(pilot, "a", key)
            assert here.rows.row.invitation.state.value == state
        stop = find_stop(app._desk.office.store, "interview-fatima-1")
        assert here.source.stop.id == stop.id

    play(path, story, "guests")


def test_an_answer_for_all_marked_is_one_change(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        app.journey.go(type(app._start)("guests", find_stop(app._desk.office.store, "crooswijk").id))
        await settled(pilot)
        number = app._desk.office.store.last_number()
        await press(pilot, "asterisk", "a", "w")
        store = app._desk.office.store
        assert store.last_number() == number + 1
        stop = find_stop(store, "crooswijk")
        assert set(store.tally(guests_of(stop.id), "state")) == {"waiting"}
        await press(pilot, "u")
        assert len(store.tally(guests_of(stop.id), "state")) > 4
        await press(pilot, "x")
        assert store.count(guests_of(stop.id)) == 0
        await press(pilot, "ctrl+z")
        assert store.count(guests_of(stop.id)) > 50

    play(path, story, "guests")


def test_people_are_invited_to_a_stop_and_tagged(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        store = app._desk.office.store
        before = store.count(Query(Invitation))
        await press(pilot, "asterisk", "i")
        assert "Put" in seen(app)
        await press(pilot, "1")
        assert store.count(Query(Invitation)) > before + 50
        await press(pilot, "t", *"zorg", "enter")
        assert store.rows(Person, [listing(app).rows.key])[0].tags[-1] == "zorg"
        await press(pilot, "t", *"-zorg", "enter")
        assert "zorg" not in store.rows(Person, [listing(app).rows.key])[0].tags

    play(path, story, "people")


def test_somebody_is_added_and_removed(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        store = app._desk.office.store
        count = store.count(Query(Person))
        await press(pilot, "n", *"Zeynep van Dam", "enter")
        assert store.count(Query(Person)) == count + 1
        await until(pilot, lambda: names(app) == ["Dam, Zeynep van"])
        listing(app).rows.focus()
        await press(pilot, "x")
        assert store.count(Query(Person)) == count

    play(path, story, "people")


@given(st.integers(10, 300), st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5), st.integers(0, 9)), min_size=1))
def test_columns_never_overlap_nor_leave_the_width(width, shapes):
    columns = [
        Column(str(place), "x", Cell, least=least, share=share, rank=rank)
        for place, (least, share, rank) in enumerate(shapes)
    ]
    slots = laid_out(columns, width)
    assert slots
    used = 2
    for slot in slots:
        assert slot.x >= used
        assert slot.x + slot.width <= max(width, slot.x)
        used = slot.x + slot.width


@given(st.lists(st.tuples(st.integers(0, 5000), st.booleans())))
def test_marks_hold_exactly_what_was_marked(turns):
    marks, model = Marks(), set()
    for key, on in turns:
        marks.put(key, on=on)
        model = model | {key} if on else model - {key}
    assert marks.count == len(model)
    assert list(marks.keys()) == sorted(model)


def test_pages_are_read_when_looked_at_and_forgotten():
    asked = []

    def read(keys):
        asked.append(len(keys))
        return [int(key) for key in keys]

    pages = Pages(read)
    pages.take(array("q", range(1_000_000)))
    assert pages.row(999_999) == 999_999
    assert pages.row(500_000) == 500_000
    assert sum(asked) < 1000
    for place in range(0, 1_000_000, 1000):
        pages.row(place)
    assert len(pages._pages) < 100
