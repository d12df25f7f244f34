"""A rotten plugin beside the good ones, in real processes: each command does its work and names whose fault it was."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PREFIX = "import sys, threading\nfrom roadshow.api import hookimpl, N_\n"


@pytest.fixture
def with_plugin(tmp_path):
    """Install a plugin of this code as a stranger's would be; return the environment that finds it."""

    def install(code: str) -> dict[str, str]:
        folder = tmp_path / "site"
        about = folder / "roadshow_rotten-1.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: roadshow-rotten\nVersion: 1\n")
        (about / "entry_points.txt").write_text("[roadshow]\nroadshow_rotten = roadshow_rotten\n")
        (folder / "roadshow_rotten.py").write_text(PREFIX + code)
        return {"PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT, ROOT / "plugins")))}

    return install


def test_one_that_ends_the_program_when_it_is_loaded_takes_nothing_with_it(program, planned, with_plugin) -> None:
    """A script without its main guard is the common slip: nothing was printed, and the exit code was the script's."""
    rotten = with_plugin("print('hello'); sys.exit(0)\n")
    listed = json.loads(program("plugins", "list", "--json", **rotten).out)
    state = {one["name"]: one["state"] for one in listed}
    assert state["roadshow_rotten"] == "failed"
    assert state["roadshow_ical"] == "on"
    assert "ical" in next(one["offers"] for one in listed if one["name"] == "roadshow_ical")
    assert "roadshow_rotten" in program("doctor", code=None, **rotten).out
    assert "ical" in program("config", "list", **rotten).out


SAVER = """
@hookimpl
def announce(entry):
    print("saved it")
    %s
"""


@pytest.mark.parametrize("way", ["sys.exit(3)", "raise KeyboardInterrupt", "raise BaseException('x')"])
def test_one_that_ends_the_program_after_a_change_leaves_the_change_and_its_answer(
    program, planned, with_plugin, way
) -> None:
    said = program("stop", "edit", "crooswijk", "--title", "Anders", "--json", **with_plugin(SAVER % way))
    assert json.loads(said.out)["changed"] is True
    assert "roadshow_rotten" in said.err


STRAY = """
threading.Thread(target=threading.Event().wait).start()
"""


def test_a_thread_of_a_plugin_does_not_keep_the_program_from_ending(program, planned, with_plugin) -> None:
    assert "ical" in program("plugins", "list", **with_plugin(STRAY)).out


@pytest.mark.skipif(os.name != "posix", reason="ctrl+c is sent as a signal")
def test_who_stops_a_command_after_its_change_is_told_that_it_is_saved(planned, with_plugin, tmp_path) -> None:
    rotten = with_plugin(SAVER % "print('told', file=sys.stderr, flush=True); threading.Event().wait(60)")
    command = [sys.executable, "-m", "roadshow", "stop", "edit", "crooswijk", "--title", "Anders"]
    running = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, **rotten}
    )
    assert running.stderr is not None
    assert running.stderr.readline() == "told\n"
    running.send_signal(signal.SIGINT)
    told = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "Saved before that" in told
    assert planned("stop", "show", "crooswijk", "--json").json["title"] == "Anders"


def test_a_report_of_a_crash_names_the_plugins_that_stand_in_the_way() -> None:
    import roadshow_ical

    from roadshow.office import crashes

    def fail():
        raise ZeroDivisionError

    code = compile("def fail(call):\n    call()\n", str(Path(roadshow_ical.__path__[0]) / "made_up.py"), "exec")
    names = {}
    exec(code, names)
    with pytest.raises(ZeroDivisionError) as caught:
        names["fail"](fail)
    assert "plugins in it: roadshow_ical\n" in crashes.report(caught.value, "stop list", "now")
    with pytest.raises(ZeroDivisionError) as caught:
        fail()
    assert "plugins in it" not in crashes.report(caught.value, "stop list", "now")
