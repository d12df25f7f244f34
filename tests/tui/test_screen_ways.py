"""What a sentence says to type in a shell is said on the screen as what to press, and the key does it."""

import os
import re
from pathlib import Path

import pytest
from screens import example, play, press, seen, until

from roadshow.api import Query, Roadshow, Stop, touring, user_file
from roadshow.tui.presentation.ways import on_screen

FOLDER = Path(__file__).parents[2]
IN_A_SHELL = {
    "copy",
    "edit",
    "tour",
    "load",
    "new",
    "demo",
    "dump",
    "serve",
    "checkin",
    "desk",
    "template",
    "templates",
}
"""What only a shell can do, or what is said before there is a screen."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('See "roadshow log".', "See History (7)."),
        ('Check the disk, and run "roadshow doctor".', "Check the disk, and run About this program (F8)."),
        ("Switch one off: roadshow plugins disable roadshow-ical.", "Switch one off: Settings (0)."),
        ("Mend it: roadshow config set checks.holidays", "Mend it: Settings (0)"),
        ("When out: roadshow guest invited 0330-afrikaanderwijk", "When out: Guests (2), then i"),
        (
            "Give one: roadshow roadshow edit samen --organiser-email name@example.org.",
            "Give one: Programme (1), then o.",
        ),
        ("Make new ones: roadshow export ical 0330-x --personal.", "Make new ones: Make (6)."),
        ("Zie “roadshow zonder commando”.", "Zie “roadshow zonder commando”."),
    ],
)
def test_a_command_is_said_as_an_area_and_its_key(text, said):
    assert on_screen(text) == said


def test_it_is_the_users_own_key(monkeypatch, tmp_path):
    monkeypatch.setenv("ROADSHOW_CONFIG", str(tmp_path))
    path = user_file(os.environ).with_name("keys.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[area]\nhistory = "f12"\n')
    assert on_screen('See "roadshow log".') == "See History (F12)."


def test_every_command_that_a_sentence_names_is_known_here():
    """A new hint with a command would be shown on the screen as it stands."""
    floors = ("planning", "office", "store", "domain", "settings", "hooks")
    files = [path for floor in floors for path in (FOLDER / "roadshow" / floor).rglob("*.py")]
    files += (FOLDER / "plugins").rglob("*.py")
    named = re.compile(r"(?:_\(|N_\(|Gap\().*?(?:: |\")roadshow ([a-z]+)\b")
    missed = []
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            found = named.search(line)
            if found and found[1] not in IN_A_SHELL and "--" not in found[0] and on_screen(line) == line:
                missed.append((path.name, line.strip()))
    assert missed == []


LEADS = {"gap:no-venue": "Form", "gap:no-contact": "Form", "gap:no-agenda": "agenda", "gap:no-guests": "guests"}


def test_no_gap_tells_to_type_a_command_and_each_leads_to_where_it_is_mended(tmp_path):
    """A newcomer would read a shell command on the screen, and be sent to an area where it cannot be done."""

    def bare(app):
        """Add a stop with nothing to it."""
        office = app._desk.office
        first = next(iter(office.store.each(Query(Stop, order=("start",)))))
        kept = {name: getattr(first, name) for name in ("start", "end", "zone")}
        entry = office.do(
            touring.add_stop(office.pen(), office.store.get(Roadshow, first.roadshow_id), "Kaal", slug="kaal", **kept)
        )
        assert entry
        return next(iter(office.store.each(Query(Stop).where(slug="kaal")))).id

    async def story(pilot, app):
        key = bare(app)
        app.screen.look()
        app._desk.unasked = True
        app.screen._look_soon()
        app._desk.unasked = False
        await until(pilot, lambda: app.screen._gaps is not None and key in app.screen._gaps)
        app.screen._show(key)
        await press(pilot, "i")
        pane = app.screen._about
        assert set(LEADS) <= set(pane.keys)
        assert "roadshow " not in seen(app)
        for gap, where in LEADS.items():
            app.screen._show(key)
            pane.focus()
            pane.show(pane._blocks, gap)
            assert "Enter" in seen(app) or "enter" in seen(app)
            await press(pilot, "enter")
            reached = getattr(app.screen, "NAME", "") or type(app.screen).__name__
            assert reached == where, gap
            await press(pilot, "escape" if where == "Form" else "1")
            await until(pilot, lambda: app.screen.NAME == "programme")

    play(example(tmp_path), story, size=(120, 30))
