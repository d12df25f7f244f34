"""An office in a process of its own: it answers, fails, stops and ends as it should, and never outlives the program."""

import os
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from screens import example

from roadshow.api import PluginError, Query, RoadshowError, Stop, open_office, speak
from roadshow.tui.behind import exporting, watch
from roadshow.tui.behind.exporting import Order, Running, StoppedError
from roadshow.tui.behind.outpost import Outpost

WAIT = 20.0
DAY = date(2026, 9, 1)


def alive(pid):
    if Path("/proc").is_dir():
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def ended(pid):
    """Wait until a process is gone."""
    gate, end = threading.Event(), time.monotonic() + WAIT
    while alive(pid) and time.monotonic() < end:
        gate.wait(0.02)
    return not alive(pid)


@pytest.fixture
def path(tmp_path):
    return example(tmp_path)


@pytest.fixture
def outpost(path):
    made = Outpost(path)
    yield made
    made.close()


def order(path, folder, key="ical"):
    with open_office(path) as office:
        stops = tuple(stop.id for stop in office.store.each(Query(Stop, order=("start",), limit=None)))
    return Order(key, {}, stops, folder)


def test_what_is_found_there_is_what_is_found_here_in_the_language_of_the_screen(path, outpost):
    speak("nl")
    try:
        with open_office(path) as office:
            here = watch.findings(office, DAY)
        assert here.open
        assert outpost.call(watch.findings, DAY) == here
    finally:
        speak("en")


def test_an_error_comes_through_with_its_hint_and_the_process_goes_on(path, outpost, tmp_path):
    wrong = order(path, tmp_path, key="nothing-of-the-kind")
    with open_office(path) as office, pytest.raises(RoadshowError) as here:
        exporting.preview(office, wrong)
    with pytest.raises(RoadshowError) as there:
        exporting.preview(None, wrong, outpost)
    assert (type(there.value), there.value.message, there.value.hint) == (
        type(here.value), here.value.message, here.value.hint,
    )  # fmt: skip
    pid = outpost.pid
    assert outpost.call(watch.findings, DAY)
    assert outpost.pid == pid


def test_an_export_made_there_tells_how_far_it_is_and_can_be_stopped(path, outpost, tmp_path):
    running = Running()
    outcome = exporting.make(None, order(path, tmp_path / "out"), running, outpost)
    assert outcome.files
    assert all(file.stat().st_size for file in outcome.files)
    stopped = Running()
    stopped.stop()
    with pytest.raises(StoppedError):
        exporting.make(None, order(path, tmp_path / "none"), stopped, outpost)
    assert not (tmp_path / "none").exists()
    assert exporting.preview(None, order(path, tmp_path), outpost)


def test_it_gives_its_memory_back_when_nobody_asks_and_comes_again(path):
    outpost = Outpost(path, linger=0.05)
    try:
        first = outpost.call(watch.findings, DAY)
        pid = outpost.pid
        assert pid is None or ended(pid)
        assert outpost.call(watch.findings, DAY) == first
    finally:
        outpost.close()


def test_whoever_waits_is_told_when_it_is_ended_and_there_is_no_other(path, outpost):
    outpost.call(watch.findings, DAY)
    pid = outpost.pid
    outpost.close()
    assert ended(pid)
    with pytest.raises(PluginError):
        outpost.call(watch.findings, DAY)


def test_it_ends_with_a_program_that_is_killed(path):
    code = (
        "import sys,time;from pathlib import Path;from datetime import date;from roadshow.tui.behind import watch;"
        "from roadshow.tui.behind.outpost import Outpost;o=Outpost(Path(sys.argv[1]));"
        "o.call(watch.findings,date(2026,9,1));print(o.pid,flush=True);time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as program:
        pid = int(program.stdout.readline())
        assert alive(pid)
        program.kill()
        program.wait()
    assert ended(pid)
