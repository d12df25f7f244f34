"""Exports on the screen: the form from the declared options, preview, the work and how to stop it, result, print."""

import asyncio
import os
import stat
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from pictures import pictured
from screens import LIMIT, example, play, press, seen, settled, told, until

from roadshow.api import Document, RoadshowError, hookimpl, option
from roadshow.tui.behind import exporting
from roadshow.tui.behind.exporting import Order, Running
from roadshow.tui.presentation import make
from roadshow.tui.work import printers


@dataclass(frozen=True, slots=True)
class SlowOptions:
    count: int = option(3, "How many pages.", low=1, high=9)
    loud: bool = option(False, "Write in capitals.")
    words: tuple[str, ...] = option((), "Words to write.")


class Slow:
    """An exporter that waits for the test between two pages."""

    key = "slow"
    title = "Slow pages [b]\x1b[31m"
    options = SlowOptions

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Event()

    def documents(self, programme, options):
        for page in range(options.count):
            programme.going(page, options.count)
            self.begun.set()
            self.gate.wait(10)
            yield Document(f"page-{page}.txt", "text/plain", b"x" * 10)

    def preview(self, programme, options, visit, guest):
        return f"{visit.stop.slug} {options.count} {options.loud} {guest.person.name if guest else '-'}\x1b[31m [b]"


class SlowPlugin:
    """The plugin around it."""

    def __init__(self, exporter):
        self.exporter = exporter

    @hookimpl
    def exporters(self):
        return [self.exporter]


@pytest.fixture
def slow(monkeypatch, tmp_path):
    exporter = Slow()
    monkeypatch.setattr("roadshow.office.plugins.found_plugins", dict)
    monkeypatch.setattr(
        "roadshow.office.live.Office.plugins",
        property(lambda office: made(office, exporter)),
    )
    monkeypatch.chdir(tmp_path)
    return exporter


def made(office, exporter):
    from roadshow.api import Plugins

    if office._plugins is None:
        office._plugins = Plugins((), {"slow_plugin": SlowPlugin(exporter)})
    return office._plugins


async def choose(pilot, app, row):
    form = app.screen.query_one("#form")
    form.focus()
    form.go(row)
    await settled(pilot)
    await press(pilot, "enter")


async def type_line(pilot, app, text):
    app.screen.query_one("#line").value = text
    await press(pilot, "enter")


def test_every_export_of_the_plugins_is_there_with_a_form_of_its_options(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        for key, name in (("ical", "event for"), ("mailmerge", "CSV dialect"), ("signin", "")):
            app.screen.query_one("#exports").go(key)
            await settled(pilot)
            picture = seen(app)
            assert key in picture
            assert name in picture
        assert len(app.screen.query_one("#form").keys) >= 5

    play(example(tmp_path), story, "make")


def test_an_option_is_turned_typed_or_refused_in_the_line(tmp_path, slow):
    async def story(pilot, app):
        await choose(pilot, app, "option:loud")
        await choose(pilot, app, "option:count")
        await type_line(pilot, app, "77")
        assert app.screen.query_one("#line").value == "77"
        assert "1 – 9" in told(app)
        await type_line(pilot, app, "2")
        await choose(pilot, app, "option:words")
        await type_line(pilot, app, "een, twee")
        assert app.screen._order().given == {"loud": True, "count": 2, "words": ("een", "twee")}

    play(example(tmp_path), story, "make")


def test_a_choice_is_made_by_key_and_by_mouse(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        await choose(pilot, app, "option:granularity")
        await press(pilot, "2")
        by_key = app.screen._order().given["granularity"]
        await choose(pilot, app, "option:granularity")
        await pilot.click("#options", offset=(4, 0))
        await settled(pilot)
        assert app.screen._order().given["granularity"] != by_key

    play(example(tmp_path), story, "make")


def test_stops_are_ticked_and_leaving_takes_them(tmp_path, slow):
    async def story(pilot, app):
        every = len(app.screen._order().stop_ids)
        await press(pilot, "t", "space", "down", "space", "escape")
        assert len(app.screen._order().stop_ids) == every - 2
        await press(pilot, "t", "minus", "escape")
        assert len(app.screen._order().stop_ids) == every - 2
        await press(pilot, "t")
        await pilot.click("#rows", offset=(4, 0))
        await settled(pilot)
        await press(pilot, "escape")
        assert len(app.screen._order().stop_ids) == every - 1

    play(example(tmp_path), story, "make")


def test_preview_is_a_page_over_a_narrow_screen_and_beside_the_form_on_a_wide_one(tmp_path, slow):
    async def narrow(pilot, app):
        await press(pilot, "p")
        await until(pilot, lambda: type(app.screen).__name__ == "Reader")
        assert "3 False -\\x1b[31m [b]" in seen(app)
        await press(pilot, "escape")
        assert not list(Path.cwd().glob("slow"))

    async def wide(pilot, app):
        await press(pilot, "p")
        await until(pilot, lambda: "3 False -\\x1b[31m [b]" in seen(app))
        assert type(app.screen).__name__ == "MakeScreen"

    play(example(tmp_path), narrow, "make")
    play(example(tmp_path), wide, "make", size=(160, 45))


def test_a_guest_is_picked_for_the_preview_and_a_wrong_name_stays_in_the_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def story(pilot, app):
        app.screen.query_one("#exports").go("mailmerge")
        await press(pilot, "t", "minus", "down", "down", "down", "space", "escape")
        await press(pilot, "w")
        await type_line(pilot, app, "Niemand Nergens")
        assert app.screen.query_one("#line").value == "Niemand Nergens"
        await type_line(pilot, app, "Fatima El Amrani")
        await until(pilot, lambda: "Fatima" in app.screen.query_one("#text").content)

    play(example(tmp_path), story, "make", size=(160, 45))


def test_files_are_made_in_another_thread_and_shown(tmp_path, slow):
    slow.gate.set()

    async def story(pilot, app):
        await press(pilot, "m")
        await until(pilot, lambda: type(app.screen).__name__ == "Made")
        picture = seen(app)
        assert "3 files, 30 B" in picture
        assert "page-2.txt" in picture
        assert (Path.cwd() / "slow" / "page-2.txt").read_bytes() == b"x" * 10
        await press(pilot, "escape", "r")
        assert type(app.screen).__name__ == "Made"

    play(example(tmp_path), story, "make")


def test_work_shows_how_far_it_is_and_escape_stops_it(tmp_path, slow):
    async def story(pilot, app):
        await pilot.press("m")
        await asyncio.to_thread(slow.begun.wait, LIMIT)
        await pilot.pause(0.3)
        assert "esc stops it" in seen(app)
        await pilot.press("escape")
        slow.gate.set()
        await until(pilot, lambda: "stopped" in told(app))
        assert (Path.cwd() / "slow" / "page-0.txt").exists()
        assert not (Path.cwd() / "slow" / "page-2.txt").exists()
        await pilot.press("m")
        await until(pilot, lambda: type(app.screen).__name__ == "Made")

    play(example(tmp_path), story, "make")


def test_a_folder_that_is_a_file_is_refused_and_stays_in_the_line(tmp_path, slow):
    (tmp_path / "blad").write_text("x")

    async def story(pilot, app):
        await press(pilot, "f")
        await type_line(pilot, app, str(tmp_path / "blad"))
        assert app.screen.query_one("#line").value == str(tmp_path / "blad")
        await type_line(pilot, app, str(tmp_path / "nieuw"))
        assert app.screen._order().folder == tmp_path / "nieuw"

    play(example(tmp_path), story, "make")


def test_open_folder_says_the_path_where_there_is_no_desktop(tmp_path, slow, monkeypatch):
    slow.gate.set()
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(printers.sys, "platform", "linux")

    async def story(pilot, app):
        await press(pilot, "m")
        await until(pilot, lambda: type(app.screen).__name__ == "Made")
        await press(pilot, "o")
        assert str(tmp_path / "slow") in told(app).replace("\n", "")
        await press(pilot, "p")
        assert "Only a PDF" in told(app)

    play(example(tmp_path), story, "make")


def cups(folder, monkeypatch, queue="lobby\nbalie"):
    """Put programs called lp and lpstat on the path, which note what they were asked."""
    tools = folder / "tools"
    tools.mkdir()
    for name, body in (
        ("lpstat", f'if [ "$1" = -e ]; then printf "{queue}\n"; else echo "system default destination: balie"; fi'),
        ("lp", f'echo "$@" > {folder}/asked; echo "request id is balie-7 (1 file)"'),
    ):
        tool = tools / name
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.name != "posix", reason="CUPS is not there on Windows")
def test_a_pdf_is_printed_on_the_usual_printer_with_copies_on_two_sides(tmp_path, monkeypatch):
    from roadshow.api import Outcome
    from roadshow.tui.screens.made import Made

    cups(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "out" / "-sheet.pdf"

    async def story(pilot, app):
        app.push_screen(Made(Outcome((sheet,), 5, ()), sheet.parent))
        await settled(pilot)
        await pilot.press("p")
        await until_shown(pilot, app, "Choice")
        assert "1  balie" in seen(app)
        await pilot.press("1")
        await until_shown(pilot, app, "Ask")
        app.screen.query_one("#line").value = "veel"
        await pilot.press("enter")
        await until_shown(pilot, app, "Ask")
        app.screen.query_one("#line").value = "2"
        await pilot.press("enter")
        await until_shown(pilot, app, "Choice")
        await pilot.press("2")
        await until_shown(pilot, app, "Made")
        await until(pilot, lambda: "balie-7" in told(app))
        asked = (tmp_path / "asked").read_text().split()
        assert asked == ["-d", "balie", "-n", "2", "-o", "sides=two-sided-long-edge", "--", str(sheet)]

    play(example(tmp_path), story, "make")


async def until_shown(pilot, app, name):
    for _turn in range(200):
        await pilot.pause(0.02)
        if type(app.screen).__name__ == name and app.screen.is_mounted:
            return
    raise AssertionError(name)


@pytest.mark.skipif(os.name != "posix", reason="CUPS is not there on Windows")
def test_no_printer_and_no_cups_are_said_with_what_to_do(tmp_path, monkeypatch):
    cups(tmp_path, monkeypatch, queue="")
    with pytest.raises(RoadshowError, match="No printer"):
        printers.printers()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RoadshowError, match="another way"):
        printers.printers()


def test_stopping_before_the_first_page_leaves_nothing(office, tmp_path):
    running = Running()
    running.stop()
    with pytest.raises(exporting.StoppedError):
        exporting.make(office, Order("ical", {}, (), tmp_path / "none"), running)
    assert not (tmp_path / "none").exists()


def test_right_button_offers_what_can_be_done(tmp_path, slow):
    async def story(pilot, app):
        await pilot.click("#exports", offset=(4, 0), button=3)
        await settled(pilot)
        await press(pilot, "s")
        assert type(app.screen).__name__ == "Pick"

    play(example(tmp_path), story, "make")


def test_pictures(tmp_path, slow):
    async def story(pilot, app):
        await press(pilot, "f")
        await type_line(pilot, app, "letters")

    pictured(example(tmp_path), "make", "make", story)


def test_a_long_line_of_a_preview_goes_on_below_and_a_table_keeps_its_columns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = "   1 Amrani, Fatima El      Welzijn Rottebocht      ____________________________________"
    text = "  - " + "woord " * 30 + "\n" + table + "\n\nkort"
    lines = make.paged(text, 40).split("\n")
    assert max(len(line) for line in lines if line != table) <= 40
    assert lines[0].startswith("  - woord")
    assert lines[1].startswith("    woord")
    assert table in lines
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())

    async def story(pilot, app):
        app.screen.query_one("#exports").go("ical")
        await press(pilot, "p")
        await until(pilot, lambda: len(str(app.screen.query_one("#text").content)) > 400)
        paper = app.screen.query_one("#paper")
        assert paper.virtual_size.width <= paper.size.width, "nothing lies beyond the right edge"
        await pilot.resize_terminal(130, 40)
        await settled(pilot)
        assert paper.virtual_size.width <= paper.size.width

    play(example(tmp_path), story, "make", size=(160, 45))
