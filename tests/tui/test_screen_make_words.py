"""The form of an export speaks the language of its user, is filled in by single clicks, and refuses in plain words."""

from pathlib import Path

import pytest
from screens import example, opener, play, press, seen, settled

from roadshow.api import BadInputError, Notice, Option, Outcome, Query, Roadshow, Stop, declared, touring
from roadshow.tui.behind.exporting import Order, preview
from roadshow.tui.presentation import make
from roadshow.tui.screens.ask import Ask
from roadshow.tui.screens.choice import Choice
from roadshow.tui.screens.pick import Pick


def shipped(office) -> list[tuple[str, Option]]:
    known = office.plugins.exporters()
    return [(key, entry) for key, (_plugin, one) in known.items() for entry in declared(one.options)]


def test_every_value_that_can_be_chosen_has_a_word(tmp_path):
    with opener(example(tmp_path))() as office:
        for key, entry in shipped(office):
            assert set(entry.words) >= set(entry.choices), f"{key} {entry.name}: a value is shown as it is in a file"


async def choose(pilot, app, export, row):
    app.screen.query_one("#exports").go(export)
    await settled(pilot)
    form = app.screen.query_one("#form")
    form.focus()
    form.go(f"option:{row}")
    await press(pilot, "enter")


def test_who_is_on_a_list_is_ticked_and_not_typed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        await choose(pilot, app, "signin", "states")
        assert isinstance(app.screen, Pick)
        await press(pilot, "space", "escape")
        assert "listed, invited" in seen(app)
        assert app.screen._order().given["states"] == ("listed", "invited", "accepted", "maybe")

    play(example(tmp_path), story, "make")


def test_a_letter_is_chosen_among_those_that_ship_or_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        await choose(pilot, app, "mailmerge", "letter")
        assert isinstance(app.screen, Choice)
        await press(pilot, "3")
        assert app.screen._order().given["letter"] == "reminder"
        await choose(pilot, app, "mailmerge", "letter")
        await press(pilot, "7")
        assert isinstance(app.screen, Ask)
        app.screen.query_one("#line").value = "eigen"
        await press(pilot, "enter")
        assert app.screen._order().given["letter"] == "eigen"

    play(example(tmp_path), story, "make")


def test_one_click_on_a_line_of_the_form_asks_for_its_value(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        await pilot.click("#form", offset=(6, 2))
        await settled(pilot)
        assert isinstance(app.screen, Ask)

    play(example(tmp_path), story, "make")


def test_a_preview_that_somebody_must_mend_first_is_refused_and_is_no_fault_of_the_plugin(tmp_path):
    """Three looks at a letter without an organiser's address, and the plugin was off until the next start."""
    with opener(example(tmp_path))() as office:
        stop = next(iter(office.store.each(Query(Stop, order=("start",)).where(slug="crooswijk"))))
        roadshow = office.store.get(Roadshow, stop.roadshow_id)
        office.do(touring.amend(office.pen(), roadshow, organiser_email=""))
        order = Order("mailmerge", {"states": "accepted"}, (stop.id,), tmp_path / "out")
        for _time in range(4):
            with pytest.raises(BadInputError):
                preview(office, order)
        assert not office.plugins.errors
        assert not office.plugins.notices


@pytest.mark.parametrize("width", [40, 72])
def test_what_the_planner_should_know_of_the_files_is_read_to_its_end(width):
    notice = Notice("Tien gasten staan niet op de lijst voor de deur. " * 3, "Noteer dat ze zijn uitgenodigd. " * 3)
    [block] = make.made(Outcome((), 0, (notice,)), Path(), width)
    lines = ["".join(part.text for part in line) for line in block.lines]
    assert max(map(len, lines)) <= width
    assert " ".join("".join(lines).split()).count("deur.") == 3
