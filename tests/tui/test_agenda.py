"""The agenda of a stop: every verb by its key, typing one line, the form, the run sheet, and all sizes."""

from datetime import time
from pathlib import Path

import pytest
from boards import agenda, changes, clock, session, sessions, small, spot
from hypothesis import given
from hypothesis import strategies as st
from screens import example, opener, press, seen, settled, told, until

from roadshow.api import (
    BadInputError,
    OpeningHours,
    Part,
    PartRole,
    Person,
    Query,
    SessionKind,
    find_person,
    find_session,
    find_stop,
    find_venue,
    scheduling,
    touring,
    whenever,
)
from roadshow.tui.places import Place
from roadshow.tui.presentation.typed import Typed, read_line

PICTURES = Path(__file__).parent / "pictures"


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Welkom", Typed("Welkom", kind=SessionKind.WELCOME)),
        ("10:30 45m Casuïstiekbespreking @zaal 1 #Sara",
         Typed("Casuïstiekbespreking", "10:30", 45, "zaal 1", ("Sara",), SessionKind.CASE_DISCUSSION)),
        ("45m 10:30 Rondje", Typed("Rondje", "10:30", 45)),
        ("13u30 1u30 Rondje", Typed("Rondje", "13u30", 90)),
        ("1u30 Rondje", Typed("Rondje", "", 90)),
        ("9u Rondje", Typed("Rondje", "9u")),
        ("10:30 20 Rondje", Typed("Rondje", "10:30", 20)),
        ("3 verhalen uit de wijk 20m", Typed("3 verhalen uit de wijk 20m")),
        ("kwart over 2 's middags half uur Thee", Typed("Thee", "kwart over 2 's middags", 30)),
        ("10:30-11:15 Lunch", Typed("Lunch", "10:30", 45, kind=SessionKind.MEAL)),
        ("23:45-00:15 Opruimen", Typed("Opruimen", "23:45", 30)),
        ("Rondje #Sara de Wit #Jan van 't Hof @Zaal 2", Typed("Rondje", "", None, "Zaal 2", ("Sara de Wit", "Jan van 't Hof"))),
        ("Vragen aan sara@example.org #sara@example.org", Typed("Vragen aan sara@example.org", people=("sara@example.org",))),
        ("Rondje #Sara de Wit, #Jan en #Ali & #Ben", Typed("Rondje", people=("Sara de Wit", "Jan", "Ali", "Ben"))),
        ("Rondje @", Typed("Rondje", room="")),
    ],
)  # fmt: skip
def test_one_line_is_a_session(line, typed):
    assert read_line(line) == typed


@pytest.mark.parametrize("line", ["", "10:30 45m", "@zaal 1", "25:70 Rondje", "Rondje @een @twee"])
def test_a_line_that_cannot_be_a_session_is_refused_in_a_sentence(line):
    with pytest.raises(BadInputError):
        read_line(line)


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line):
    try:
        typed = read_line(line)
    except BadInputError:
        return
    assert typed.title.strip()
    assert typed.length is None or typed.length > 0


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.integers(1, 600))
def test_what_is_written_is_read_back(at, length):
    typed = read_line(f"{at:%H:%M} {whenever.minutes_typed(length)} Rondje")
    assert whenever.read_time(typed.start).time == at
    assert typed.length == length


def test_a_session_is_added_by_typing_one_line(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "n", *"15:00 45m Nabespreking @zaal 2 #Sara")
        assert "15:00-15:45" in seen(app)
        assert "Sara de Wit" in seen(app)
        await press(pilot, "enter")
        assert changes(app) == number + 1
        added = session(app, "Nabespreking")
        assert clock(added) == "15:00+45"
        assert board.entry.session.id == added.id
        assert [one.name for one in board.entry.who] == ["Sara de Wit"]
        await press(pilot, "u")
        assert len(sessions(app)) == 4
        assert not list(app._desk.office.store.each(Query(Part, order=("n",), limit=None).where(session_id=added.id)))

    agenda(small(tmp_path), story)


def test_a_line_without_time_follows_the_last_in_the_room_under_the_cursor(tmp_path):
    async def story(pilot, app, board):
        await pilot.click(board, offset=spot(board, "Werkplaats"))
        await press(pilot, "a", *"Rondje", "enter")
        added = session(app, "Rondje")
        assert clock(added) == "14:50+30"
        assert added.room_id == session(app, "Werkplaats").room_id
        await press(pilot, "n", *"16:00 10m Pauze", "enter")
        assert session(app, "Pauze").room_id is None
        assert session(app, "Pauze").session_kind is SessionKind.BREAK

    agenda(small(tmp_path), story)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("10:30 45m Rondje @zolder", "no room “zolder”"),
        ("Rondje #Piet", "nobody called “Piet”"),
        ("45m", "no title yet"),
    ],
)
def test_a_mistake_is_said_at_the_line_and_the_text_stays(tmp_path, line, said):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "n", *line, "enter")
        assert said in " ".join(seen(app).split())
        assert app.screen.query_one("#line").value == line
        await press(pilot, "escape")
        assert changes(app) == number
        await press(pilot, "n")
        assert app.screen.query_one("#line").value == line, "what was typed is there the next time"

    agenda(small(tmp_path), story)


def test_longer_and_shorter_by_the_step(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "plus")
        assert clock(session(app, "Inloop")) == "13:30+30"
        assert clock(session(app, "Casuïstiek")) == "14:00+65"
        await press(pilot, "minus", "t", "t", "minus")
        assert clock(session(app, "Inloop")) == "13:30+10"
        await press(pilot, "minus", "minus", "minus")
        assert clock(session(app, "Inloop")) == "13:30+5"

    agenda(small(tmp_path), story)


def test_copy_split_swap_push_fix_and_remove(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "c")
        copies = [clock(one) for one in sessions(app) if one.title == "Inloop"]
        assert copies == ["13:30+15", "16:00+15"]
        assert clock(board.entry.session) == "16:00+15", "the cursor is on the copy, ready to be moved"
        await press(pilot, "d")
        assert len(sessions(app)) == 4
        assert "undoes" in told(app)
        await press(pilot, "g", "down", "s", *"25", "enter")
        assert [clock(one) for one in sessions(app) if one.title == "Casuïstiek"] == ["13:45+25", "14:10+40"]
        await press(pilot, "u", "g", "x")
        assert clock(session(app, "Casuïstiek")) == "13:30+65"
        assert clock(session(app, "Inloop")) == "14:35+15"
        assert board.entry.title == "Inloop"
        await press(pilot, "u", "g", "p", *"-10", "enter")
        assert clock(session(app, "Inloop")) == "13:20+15"
        await press(pilot, "u", "p", *"10", "enter")
        assert clock(session(app, "Inloop")) == "13:40+15"
        await press(pilot, "f")
        assert session(app, "Inloop").fixed
        assert "fixed" in app.screen.first.text
        await press(pilot, "down")
        assert "╔:40 Inloop" in seen(app)
        await press(pilot, "up", "f")
        assert not session(app, "Inloop").fixed

    agenda(small(tmp_path), story)


def test_a_split_that_cannot_be_is_said_at_the_line(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "s", *"99", "enter")
        assert "cannot be cut after 99" in seen(app)

    agenda(small(tmp_path), story)


def test_swapping_the_last_says_that_nothing_follows(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "G", "x")
        assert "Nothing follows" in told(app)

    agenda(small(tmp_path), story)


def test_the_form_changes_all_fields_as_one_change(tmp_path):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "g", "down", "e")
        form = app.screen
        values = {
            "title": "Incidentmethode", "start": "13:50", "length": "1u30", "kind": "workshop", "room": "zaal 1",
            "fixed": "yes", "materials": "kaarten, klok", "description": "In kleine groepen.",
        }  # fmt: skip
        for name, value in values.items():
            form.query_one(f"Input#{name}").value = value
        await press(pilot, "ctrl+s")
        assert changes(app) == number + 1
        after = session(app, "Incidentmethode")
        assert clock(after) == "13:50+90"
        assert after.session_kind is SessionKind.WORKSHOP
        assert after.fixed
        assert after.materials == ("kaarten", "klok")
        assert after.description == "In kleine groepen."
        assert clock(session(app, "Afsluiting")) == "15:20+60", "what follows moves along with a longer one"
        await press(pilot, "u")
        assert clock(session(app, "Casuïstiek")) == "13:45+65"
        assert clock(session(app, "Afsluiting")) == "15:00+60"

    agenda(small(tmp_path), story)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("start", "gisteren", "gisteren"), ("length", "veel", "length of time"), ("kind", "feest", "not a kind"),
     ("room", "zolder", "no room"), ("fixed", "misschien", "neither yes nor no")],
)  # fmt: skip
def test_a_mistake_in_the_form_is_said_there_and_nothing_goes(tmp_path, field, value, said):
    async def story(pilot, app, board):
        number = changes(app)
        await press(pilot, "g", "enter")
        app.screen.query_one(f"Input#{field}").value = value
        await press(pilot, "ctrl+s")
        assert said in " ".join(seen(app).split())
        assert app.screen.query_one(f"Input#{field}").value == value
        assert changes(app) == number
        await press(pilot, "escape")

    agenda(small(tmp_path), story)


def test_enter_goes_along_the_form_and_saves_behind_the_last(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "e", "end", *" nu", *["enter"] * 8)
        assert session(app, "Inloop nu")

    agenda(small(tmp_path), story)


def test_who_does_what_is_given_and_taken_back(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "i", *"fatima: host", "enter")
        assert [(one.name, one.role) for one in board.entry.who] == [("Fatima El Amrani", PartRole.HOST)]
        assert "Fatima El Amrani? (host)" in app.screen.second.text
        await press(pilot, "i", *"-fatima", "enter")
        assert not board.entry.who
        await press(pilot, "i", *"fatima: koning", "enter")
        assert "“koning” is not a role" in seen(app)

    agenda(small(tmp_path), story)


def test_when_and_where_can_be_typed(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "M", *"14:55 @zaal 2", "enter")
        assert clock(session(app, "Inloop")) == "14:55+15"
        assert session(app, "Inloop").room_id == session(app, "Werkplaats").room_id

    agenda(small(tmp_path), story)


def test_the_menu_does_what_the_keys_do(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "space", "f")
        assert session(app, "Inloop").fixed
        await press(pilot, "space", "d")
        assert len(sessions(app)) == 3

    agenda(small(tmp_path), story)


def test_the_checker_says_what_only_it_knows(tmp_path):
    """Somebody with a part in two rooms at once is no overlap of rooms, so the quick look does not see it."""

    def busy(office, stop):
        from roadshow.api import staffing

        one = find_session(office.store, stop.id, "Afsluiting")
        return staffing.cast(office.pen(), one, find_person(office.store, "Sara"), PartRole.SPEAKER)

    def free(office, stop):
        return touring.remove(office.pen(), find_session(office.store, stop.id, "Werkplaats"))

    async def story(pilot, app, board):
        await press(pilot, "G", "m", "right", "up", "up", "up")
        assert clock(board.ghost.entry.session) == "15:00+60"
        await until(pilot, lambda: board.ghost.clash)
        assert "Sara de Wit" in board.ghost.clash
        assert "✗" in seen(app)

    agenda(small(tmp_path, busy, free), story)


def test_a_closed_venue_is_said_at_once(tmp_path):
    def hours(office, stop):
        venue = find_venue(office.store, "De Branding")
        return touring.amend(
            office.pen(), venue, opening_hours=(OpeningHours(weekday=2, opens=time(9), closes=time(16)),)
        )

    def longer(office, stop):
        return touring.amend(office.pen(), stop, end=stop.end.replace(hour=18))

    async def story(pilot, app, board):
        await press(pilot, "G", "m", "down")
        assert board.ghost.clash == "the venue closes at 16:00"

    agenda(small(tmp_path, hours, longer), story)


def test_the_run_sheet_stands_beside_the_board_and_follows_it(tmp_path):
    async def story(pilot, app, board):
        picture = seen(app)
        assert "Yusuf Özdemir" in picture
        await press(pilot, "down")
        await until(pilot, lambda: app.screen.sheet.key == board.cursor)
        await press(pilot, "tab", "down", "down")
        assert board.cursor == app.screen.sheet.key
        await press(pilot, "r")
        assert app.screen.sheet.size.width == 0

    agenda(example(tmp_path), story, size=(140, 40))


def test_the_run_sheet_takes_the_place_of_the_board_where_it_is_narrow(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "g", "r")
        picture = seen(app)
        assert "13:45" in picture
        assert "Sara de Wit? (facilitator)" in picture
        assert "10 min slack" in picture
        await press(pilot, "down")
        assert board.cursor == app.screen.sheet.key
        await press(pilot, "plus")
        assert clock(board.entry.session).endswith(("+80", "+30"))
        await press(pilot, "r")
        assert board.has_focus

    agenda(small(tmp_path), story)


def test_a_very_small_screen_is_a_list(tmp_path):
    async def story(pilot, app, board):
        assert "Casuïstiek" in seen(app)
        assert app.screen.sheet.has_focus
        await press(pilot, "down", "f")
        assert board.entry.session.fixed
        await pilot.resize_terminal(90, 30)
        await settled(pilot)
        assert board.size.width > 0

    agenda(small(tmp_path), story, size=(50, 16))


def test_an_overlap_is_side_by_side_and_marked(tmp_path):
    def double(office, stop):
        one = find_session(office.store, stop.id, "Afsluiting")
        return scheduling.move_session(office.pen(), stop, one, start=one.start.replace(hour=14, minute=30))

    async def story(pilot, app, board):
        picture = seen(app)
        assert "!Afsluiting" in picture
        assert "!Casuïstiek" in picture
        await pilot.click(board, offset=spot(board, "Afsluiting"))
        assert "! overlaps" in app.screen.first.text

    agenda(small(tmp_path, double), story)


def test_sessions_over_midnight_say_the_next_day(tmp_path):
    def late(office, stop):
        return scheduling.add_session(
            office.pen(), stop, "Nachtwacht", 180, start=stop.start.replace(hour=22, minute=0), room=None
        )

    async def story(pilot, app, board):
        await press(pilot, *["right"] * 3)
        await pilot.click(board, offset=spot(board, "Nachtwacht"))
        assert "22:00-01:00 (+1)" in app.screen.first.text
        assert "+1d" in seen(app)

    agenda(small(tmp_path, late), story, size=(80, 60))


def test_another_window_is_seen_and_the_cursor_stays(tmp_path):
    path = small(tmp_path)

    async def story(pilot, app, board):
        await press(pilot, "G")
        with opener(path)() as office:
            stop = find_stop(office.store, "crooswijk")
            office.do(
                scheduling.push_rest(office.pen(), stop, find_session(office.store, stop.id, "Afsluiting"), 30, ())
            )
        await until(pilot, lambda: clock(board.entry.session) == "15:30+60")
        assert board.entry.title == "Afsluiting"

    agenda(path, story)


def test_a_session_that_somebody_else_changed_is_asked_about(tmp_path):
    path = small(tmp_path)

    async def story(pilot, app, board):
        await press(pilot, "g")
        with opener(path)() as office:
            stop = find_stop(office.store, "crooswijk")
            office.do(scheduling.push_rest(office.pen(), stop, find_session(office.store, stop.id, "Inloop"), 5, ()))
        board.post_message(board.Dropped(_shifted(board)))
        await settled(pilot)
        assert "Somebody else changed this meanwhile" in seen(app)
        assert "13:35" in seen(app)
        await press(pilot, "m")
        assert clock(session(app, "Inloop")) == "14:55+15"

    agenda(path, story)


def _shifted(board):
    from roadshow.tui.widgets.ghost import Ghost

    entry = board.entry
    return Ghost.of(entry).at(entry.begin + 85)


def test_no_sessions_yet_says_what_to_press(tmp_path):
    def empty(office, stop):
        pen = office.pen()
        gone = [find_session(office.store, stop.id, title) for title in ("Inloop", "Werkplaats", "Afsluiting")]
        one = find_session(office.store, stop.id, "Casuïstiek")
        parts = list(office.store.each(Query(Part, order=("n",), limit=None)))
        edits = [edit for noun in gone for edit in touring.remove(pen, noun).edits]
        edits += list(touring.remove(pen, one, parts).edits)
        return pen.change("emptied", edits)

    async def story(pilot, app, board):
        assert "Press n" in seen(app)
        await press(pilot, "m", "down", "plus", "f", "d", "x", "e", "c", "s", "p", "i", "M", "space", "enter")
        await press(pilot, "n", *"13:30 Welkom", "enter")
        assert clock(session(app, "Welkom")) == "13:30+30"
        assert board.entry.title == "Welkom"

    agenda(small(tmp_path, empty), story)


def test_one_opens_where_one_was(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "G")
        row = board.cursor
        assert app.here() == Place("agenda", board.plan.stop.id, row=row)
        await press(pilot, "1", "left_square_bracket")
        assert app.screen.board.cursor == row
        await press(pilot, "S", "1")
        assert app.screen.board.plan.stop.title == "Samen in Crooswijk"

    agenda(small(tmp_path), story)


def test_the_programme_leads_to_the_agenda(tmp_path):
    async def story(pilot, app, board):
        await press(pilot, "1", "a")
        assert app.here().area == "agenda"
        assert app.screen.board.plan.stop.id == board.plan.stop.id

    agenda(small(tmp_path), story)


def test_jump_mode_reaches_the_sessions(tmp_path):
    async def story(pilot, app, board):
        titles = {target.act.args[0] for target in board.jump_targets()}
        assert titles == {one.id for one in sessions(app)}

    agenda(small(tmp_path), story)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("slug", ["crooswijk", "hillesluis"])
def test_picture_of_the_example(tmp_path, slug, size):
    """Another picture than before is a change of the screen: look at it, then write it anew by removing the file."""
    path = PICTURES / f"agenda_{slug}_{size[0]}x{size[1]}.txt"

    async def story(pilot, app, board):
        picture = seen(app).split("\n", 2)[2] + "\n"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(picture, encoding="utf-8")
        assert picture == path.read_text(encoding="utf-8")

    agenda(example(tmp_path), story, slug, size)


def test_the_hours_of_each_stop_of_the_example_are_in_view_at_80x24(tmp_path):
    async def story(pilot, app, board):
        top = round(board.scroll_y) * board.scale
        assert top <= board.plan.opens
        assert board.plan.closes <= top + (board.size.height - 1) * board.scale

    for slug in ("crooswijk", "hillesluis", "bospolder-tussendijken"):
        agenda(example(tmp_path), story, slug)


def test_every_person_in_the_example_is_named(tmp_path):
    async def story(pilot, app, board):
        store = app._desk.office.store
        names = {one.name for entry in board.plan.entries for one in entry.who}
        people = {person.name for person in store.each(Query(Person, limit=None))}
        assert names <= people
        assert len(names) > 10

    agenda(example(tmp_path), story)


def test_what_a_change_brings_about_is_said_behind_it(tmp_path):
    """Somebody in two rooms at once, and a session past the end, were saved without a word."""

    async def story(pilot, app, board):
        await press(pilot, "n", *"13:50 10m Nabespreking @ #Sara", "enter")
        await until(pilot, lambda: "! Sara de Wit" in told(app) or "1 more finding" in told(app))
        await press(pilot, "n", *"16:00 3h Napraten @zaal 1", "enter")
        await until(pilot, lambda: "has ended" in told(app))
        assert "Sara de Wit" not in told(app), "notes about earlier changes make room"

    agenda(small(tmp_path), story)
