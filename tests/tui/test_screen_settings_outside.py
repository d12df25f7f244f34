"""A settings file that somebody writes by hand while the screen is open counts within a second, or it is said why not."""

import os

import pytest
from screens import example, play, press, seen, settled, told

from roadshow.api import load_settings, speak, user_file, workspace_settings


@pytest.fixture(autouse=True)
def english():
    speak("en")
    yield
    speak("en")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


async def second(pilot, app):
    app._poll()
    await settled(pilot)


def test_the_language_and_the_weights_are_taken_over(tmp_path):
    async def story(pilot, app):
        write(user_file(os.environ), '[checks]\nweights = ["no-venue=off"]\n')
        await second(pilot, app)
        assert "config.toml are taken over" in told(app)
        assert "no-venue=off" in str(app._desk.office.settings._layers)
        write(user_file(os.environ), 'language = "nl"\n')
        await second(pilot, app)
        assert "Planning" in seen(app)

    play(example(tmp_path), story)


def test_the_file_beside_the_workspace_counts_too_and_what_needs_a_new_start_is_said(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        write(workspace_settings(path), "mouse = false\n")
        await second(pilot, app)
        assert "when you start again" in told(app)

    play(path, story)


@pytest.mark.parametrize("text", ["langauge = 3\n", "language = \n", '[checks]\nweihgts = ["no-venue=off"]\n'])
def test_a_mistake_is_told_with_its_file_and_the_old_settings_stay(tmp_path, text):
    async def story(pilot, app):
        before = app._desk.office.settings
        write(user_file(os.environ), text)
        await second(pilot, app)
        assert "config.toml" in told(app)
        assert app._desk.office.settings is before
        await press(pilot, "3")
        assert app.screen.NAME == "people"

    play(example(tmp_path), story)


def test_what_the_screen_writes_itself_is_not_told_twice_and_the_command_line_stands(tmp_path):
    async def story(pilot, app):
        await press(pilot, "0", "slash", *"author", "enter", "e", *"Noor", "enter")
        app.clear_notifications()
        await second(pilot, app)
        assert "taken over" not in told(app)

    play(example(tmp_path), story)
    given = load_settings(os.environ, given={"language": "nl"})
    assert load_settings(os.environ, given=given.given).says_the_same(given)
