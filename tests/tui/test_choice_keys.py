"""The keys of a menu: each that is shown chooses what it stands before, and options beyond the keys can be walked to."""

import asyncio

from textual.app import App

from roadshow.tui.keys import shipped
from roadshow.tui.screens.choice import SIGNS, Choice, lettered

WORDS = [(f"option {number}", f"value {number}") for number in range(40)]


def test_no_key_that_moves_or_leaves_is_the_key_of_an_option():
    """The keys g, j, k and q were: they are the menu's own, so the seventeenth stop was not chosen but walked to."""
    own = {key for act, keys in shipped().items() if act.startswith(("blocks.", "choice.")) for key in keys.split(",")}
    assert {"j", "q"} <= own
    assert not own.intersection(SIGNS)


def test_the_last_key_chooses_what_it_stands_before():
    async def run():
        app, chosen = App(), []
        async with app.run_test(size=(80, 50)) as pilot:
            await app.push_screen(Choice("Which?", lettered(WORDS)), chosen.append)
            await pilot.press(SIGNS[-1])
            await pilot.pause()
        assert chosen == [f"value {len(SIGNS) - 1}"]

    asyncio.run(run())


def test_beyond_the_keys_there_are_options_all_the_same():
    options = lettered(WORDS)
    assert [option.value for option in options] == [value for _words, value in WORDS]
    assert {option.key for option in options[len(SIGNS) :]} == {""}
