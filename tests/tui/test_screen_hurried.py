"""Keys that come faster than the screen follows, as over a slow line: none breaks the program or goes astray."""

import pytest
from screens import example, play, settled
from textual import events
from textual.keys import _character_to_key

from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.form import Field, Form
from roadshow.tui.screens.typing import Typing

ENTER = "\r"


async def hurried(pilot, keys):
    """Give all keys at once, as a terminal does after a slow line."""
    for key in keys:
        pilot.app.post_message(events.Key("enter" if key == ENTER else _character_to_key(key), key))
    await settled(pilot)


@pytest.mark.parametrize("keys", [ENTER * 2, "b" + ENTER, ENTER + "b", "bb"])
def test_a_menu_is_answered_once(tmp_path, keys):
    async def story(pilot, app):
        chosen = []
        await app.push_screen(Choice("Which?", [Option("b", "one", "one"), Option("c", "two", "two")]), chosen.append)
        await settled(pilot)
        await hurried(pilot, keys)
        assert chosen == ["one"]
        assert app.fault is None
        assert len(app.screen_stack) == 1

    play(example(tmp_path), story)


def test_a_second_enter_leaves_the_screen_below_open(tmp_path):
    """The menu lies over a form in which something is typed."""

    async def story(pilot, app):
        await app.push_screen(Form("Below", [Field("name", "name", "typed")], lambda _typed: None))
        await app.push_screen(Choice("Which?", [Option("b", "one", "one")]))
        await settled(pilot)
        await hurried(pilot, ENTER * 2)
        assert isinstance(app.screen, Form)

    play(example(tmp_path), story)


def test_a_line_is_taken_once(tmp_path):
    async def story(pilot, app):
        taken = []
        await app.push_screen(Typing("What?", read=lambda text: text, take=taken.append))
        await settled(pilot)
        await hurried(pilot, "soup" + ENTER * 2)
        assert taken == ["soup"]
        assert app.fault is None

    play(example(tmp_path), story)


def test_what_is_typed_after_enter_stands_in_the_next_line_of_a_form(tmp_path):
    async def story(pilot, app):
        taken = []
        fields = [Field("day", "day", ""), Field("venue", "venue", ""), Field("note", "note", "")]
        await app.push_screen(Form("Where and when", fields, taken.append))
        await settled(pilot)
        await hurried(pilot, "14-4" + ENTER + "Lokaal" + ENTER + "soup" + ENTER)
        assert taken == [{"day": "14-4", "venue": "Lokaal", "note": "soup"}]
        assert len(app.screen_stack) == 1

    play(example(tmp_path), story)


def test_the_key_that_answered_a_menu_does_nothing_more_and_the_next_one_does(tmp_path):
    """A letter pressed twice would act on the list below, and the keys behind it must not be lost with it."""

    async def story(pilot, app):
        chosen = []
        app.push_screen(Choice("Which?", [Option("3", "one", "one")]), chosen.append)
        await hurried(pilot, "33338")
        assert chosen == ["one"]
        assert app.screen.NAME == "venues"

    play(example(tmp_path), story)
