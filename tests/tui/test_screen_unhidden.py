"""On a screen of 80 by 24 no sentence is cut without a word about it, and no note hides what one is at work on."""

from screens import example, play, press, seen, settled, told

from roadshow.tui.entries import entries
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.help import Help
from roadshow.tui.screens.typing import Typing

LONG = "A training day in parts with credits, and a day to come back after six weeks with what was learned meanwhile"


def words(app):
    """Return all that is on the screen as words, without frames and breaks."""
    return " ".join(seen(app).replace("│", " ").split())


def test_a_long_option_of_a_menu_stands_there_whole(tmp_path):
    async def story(pilot, app):
        await app.push_screen(Choice("Which?", [Option("1", LONG, "one"), Option("2", "short", "two")]))
        await settled(pilot)
        assert LONG in words(app)
        assert "2 short" in words(app)

    play(example(tmp_path), story)


def test_what_a_key_does_stands_there_whole(tmp_path):
    async def story(pilot, app):
        does = next(one.does for one in entries(app.screen) if len(one.does) > 60)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, Help)
        app.screen.query_one("#search").value = does
        await settled(pilot)
        assert words(app).count(does) == 2

    play(example(tmp_path), story, "agenda")


def test_only_the_last_change_is_told(tmp_path):
    async def story(pilot, app):
        await press(pilot, "tab", "x", "x", "u")
        assert len(app._notifications) == 1
        assert "Undone" in told(app)

    play(example(tmp_path), story)


def test_no_note_lies_over_a_line_to_type_in(tmp_path):
    async def story(pilot, app):
        app.screen.tell("said before")
        await press(pilot, "n")
        assert isinstance(app.screen, Typing)
        assert not told(app)

    play(example(tmp_path), story, "agenda")
