"""The page about the program says what `roadshow doctor` says, and can be copied for who helps."""

from screens import example, play, press, seen, settled, until

from roadshow.api import examined_program
from roadshow.tui.screens.about import About


def test_the_page_says_what_the_doctor_says_and_is_copied_whole(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        await press(pilot, "f8")
        await until(pilot, lambda: isinstance(app.screen, About))
        assert "All is well." in seen(app)
        await press(pilot, "y")
        for name, value in examined_program().facts.items():
            assert name in app.clipboard
            assert value in app.clipboard
        assert str(path) in app.clipboard
        await press(pilot, "escape")
        assert app.screen.NAME == "programme"

    play(path, story, size=(100, 40))


def test_what_is_wrong_stands_first(tmp_path, monkeypatch):
    monkeypatch.setattr("roadshow.office.examining.LIBRARIES", ("textual", "no-such-library"))

    async def story(pilot, app):
        await press(pilot, "ctrl+p", *"about this program")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, About))
        await settled(pilot)
        assert "no-such-library is missing" in seen(app)

    play(example(tmp_path), story)
