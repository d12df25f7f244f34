"""Another process changes the same workspace: it is seen within the second, the cursor stays, and nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from screens import example, play, press, seen, settled, until

from roadshow.tui import app as app_module

ROOT = Path(__file__).parents[2]


def elsewhere(path, *words):
    """Run a command in another process, on the same workspace."""
    search = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
    subprocess.run(
        [sys.executable, "-m", "roadshow", "-w", str(path), *words],
        check=True, capture_output=True, env={**os.environ, "PYTHONPATH": search},
    )  # fmt: skip


def test_the_journal_is_looked_at_each_second():
    assert app_module.POLL <= 1.0


def test_a_person_added_elsewhere_is_shown_and_the_cursor_stays_on_its_row(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        app.screen.listing.rows.focus()
        await press(pilot, "down", "down", "down")
        here = app.screen.listing.rows.row.id
        elsewhere(path, "person", "add", "Aad Aalders")
        await until(pilot, lambda: "Aalders" in seen(app))
        assert app.screen.listing.rows.row.id == here
        line = next(line for line in seen(app).splitlines() if line.startswith("›"))
        assert app.screen.listing.rows.row.name.split()[-1] in line

    play(path, story, "people")


def test_a_stop_moved_elsewhere_is_shown_where_one_is(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        elsewhere(path, "stop", "edit", "crooswijk", "--title", "Samen in de wijk")
        await until(pilot, lambda: "Samen in de wijk" in seen(app))

    play(path, story)


def test_what_is_being_typed_survives_a_change_elsewhere(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        app.screen.listing.rows.focus()
        await press(pilot, "down", "f2", *"Zw")
        elsewhere(path, "person", "add", "Aad Aalders")
        await until(pilot, lambda: "Aalders" in seen(app))
        await press(pilot, *"aluw", "enter")
        await settled(pilot)
        assert "Zwaluw" in seen(app)

    play(path, story, "people")


def test_the_same_field_changed_in_two_places_shows_both_and_asks(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        rows = app.screen.listing.rows
        rows.focus()
        await press(pilot, "down")
        name = rows.row.name
        await press(pilot, "f2", *"Zwaluw")
        elsewhere(path, "person", "edit", name, "--organisation", "De Meeuw")
        await press(pilot, "enter")
        await until(pilot, lambda: "Somebody else changed this meanwhile" in seen(app))
        for words in ("Zwaluw", "De Meeuw", "Keep theirs", "Write mine"):
            assert words in seen(app)
        await press(pilot, "m")
        assert "Zwaluw" in seen(app)

    play(path, story, "people")


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_on_a_real_terminal_the_screen_of_the_other_desk_follows(tmp_path):
    from terminals import Terminal

    path = example(tmp_path)
    terminal = Terminal("-w", str(path))
    terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    elsewhere(path, "person", "add", "Aad Aalders")
    terminal.until("Aalders")
    terminal.type("\x11")
    assert terminal.ended() == 0
    terminal.restored()
