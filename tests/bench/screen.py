"""How fast the screen is on a workspace of 100,000 people: first paint, and the slowest keys, on a pseudo-terminal.

Run: python tests/bench/screen.py [--people 100000] [--runs 5] [--keys 150] [--workspace FILE] [--hour 20000] [--letters 10000]

A minimal Textual app is measured in the same run, turn by turn, since a busy machine slows both. A key's time is from
writing it to the end of the next frame (synchronized output, mode 2026). Beside it stands the processor time of the
program from one to the other, all threads together: on a busy machine that is the figure to compare. Bytecode is
compiled first. `--people 1000000` measures the longest list, `--hour` presses so many keys as fast as they are painted
and says what memory that took, `--letters` presses keys while an export of so many letters runs.
"""

import argparse
import compileall
import contextlib
import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from roadshow.api import Edit, Invitation, InvitationState, Pen, Person, new_id
from roadshow.store.sqlite import SqliteStore
from roadshow.testing.plans import MOMENT, small_plan

MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("ready")
    def on_key(self, event):
        self.query_one(Static).update(f"ready {event.time}")
Minimal().run()
"""
KEYS = {"down": b"\x1b[B", "pgdn": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F", "tab": b"\t", "backspace": b"\x7f",
        "escape": b"\x1b"}  # fmt: skip
STOP = b"Samen in Crooswijk"
ROWS_DRAWN = 150
"""Escape sequences of a frame that is more than a line or two."""
FRAME = b"\x1b[?2026l"
GIVEN = ("Sara", "Jan", "Fatima", "Łukasz", "Thị Hồng", "Mohamed", "Anna", "Emine", "Peter", "Ayşe")
SURNAMES = ("Wit", "Hof", "El Amrani", "Żak", "Nguyễn", "Jansen", "Bakker", "Yılmaz", "Visser", "Smit", "Meijer")
DISTRICTS = ("Crooswijk", "Hillesluis", "Delfshaven", "Bospolder", "Charlois", "Feijenoord")


def build(path: Path, people: int) -> None:
    """Make a workspace with so many people, all on the list of one stop."""

    def edits() -> Iterator[Edit]:
        stop_id = ""
        for noun in small_plan():
            stop_id = noun.id if noun.kind == "stop" else stop_id
            yield Edit(None, noun)
        states = list(InvitationState)
        for number in range(people):
            person = Person(
                id=new_id(),
                given=GIVEN[number * 7 % len(GIVEN)],
                surname=f"{SURNAMES[number * 5 % len(SURNAMES)]} {number % 9973}",
                email=f"p{number}@example.org",
                organisation=f"Organisatie {number * 31 % 300}",
                district=DISTRICTS[number % len(DISTRICTS)],
                phone=f"06{number:08}",
            )
            yield Edit(None, person)
            state = states[number * 3 % len(states)]
            yield Edit(None, Invitation(id=new_id(), stop_id=stop_id, person_id=person.id, state=state))

    with SqliteStore.create(path) as store:
        store.commit(Pen("bench", MOMENT, new_id).change("bench", edits()))


class Terminal:
    """A program on a pseudo-terminal of 120 by 40."""

    def __init__(self, *arguments: str) -> None:
        self.main, side = pty.openpty()
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        self.began = time.perf_counter()
        self.pid = os.fork()
        if not self.pid:
            os.close(self.main)
            os.setsid()
            fcntl.ioctl(side, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(side, number)
            os.execve(sys.executable, [sys.executable, *arguments], environment)
        os.close(side)

    def read(self, end: float) -> bytes:
        """Read once, and answer the one question that decides on synchronized output."""
        left = end - time.perf_counter()
        if left <= 0 or not select.select([self.main], [], [], left)[0]:
            return b""
        got = os.read(self.main, 65536)
        if b"\x1b[?2026$p" in got:
            os.write(self.main, b"\x1b[?2026;2$y")
        return got

    def shows(self, text: bytes) -> float:
        """Wait until a whole frame with this text was written; return the seconds since the start."""
        seen, end = b"", time.perf_counter() + 60
        while text not in seen or FRAME not in seen[seen.index(text) :]:
            got = self.read(end)
            if not got:
                raise SystemExit(f"never saw {text!r}")
            seen += got
        return time.perf_counter() - self.began

    def rest(self, seconds: float) -> None:
        """Read whatever still comes."""
        end = time.perf_counter() + seconds
        while self.read(end):
            pass

    def press(self, key: str) -> float:
        """Press a key; return the milliseconds to the end of the next frame."""
        start = time.perf_counter()
        os.write(self.main, KEYS.get(key, key.encode()))
        seen = b""
        while FRAME not in seen:
            got = self.read(start + 5)
            if not got:
                raise SystemExit(f"no frame after {key}")
            seen += got
        return (time.perf_counter() - start) * 1000

    def memory(self) -> float:
        """Return the resident memory in MiB; Linux only, else 0."""
        file = Path(f"/proc/{self.pid}/status")
        lines = file.read_text().splitlines() if file.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)

    def spent(self) -> float:
        """Return the milliseconds of processor that all its threads took; Linux only, else 0."""
        total = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):  # a thread may just have ended
                total += int(thread.read_text().split()[0])
        return total / 1e6

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.main)


def slowest(times: list[float]) -> str:
    """Return median, 99th percentile and maximum."""
    times = sorted(times)
    p99 = times[min(len(times) - 1, round(0.99 * (len(times) - 1)))]
    return f"p50 {statistics.median(times):6.1f}  p99 {p99:6.1f}  max {times[-1]:6.1f}"


def pressed(
    terminal: Terminal, what: str, turns: list[str], count: int, gap: tuple[float, float] = (0.03, 0.06)
) -> None:
    """Press keys in turn; print how long they took, and how much processor they took until their frame and in all."""
    times, work = [], []
    began = terminal.spent()
    for number in range(count):
        before = terminal.spent()
        times.append(terminal.press(turns[number % len(turns)]))
        work.append(terminal.spent() - before)
        terminal.rest(random.uniform(*gap))
    each = (terminal.spent() - began) / count
    print(f"{what:22} {slowest(times)} ms (n {count})   processor {slowest(work)}  a key {each:5.1f} ms", flush=True)


def first_paint(workspace: Path, minimal: Path, runs: int) -> None:
    """Measure start to first useful paint, the minimal app and ours in turns."""
    ours, bare = [], []
    for _run in range(runs):
        for times, arguments, text in (
            (bare, (str(minimal),), b"ready"),
            (ours, ("-m", "roadshow", "-w", str(workspace)), STOP),
        ):
            terminal = Terminal(*arguments)
            times.append(terminal.shows(text) * 1000)
            terminal.close()
    one, other = statistics.median(bare), statistics.median(ours)
    print(f"first paint  minimal {one:.0f} ms  roadshow {other:.0f} ms  ratio {other / one:.2f}")


def opened(workspace: Path, area: str) -> Terminal:
    """Start the program and go to an area, when all that a start brings about is done."""
    terminal = Terminal("-m", "roadshow", "-w", str(workspace))
    terminal.shows(STOP)
    terminal.rest(6)
    terminal.press(area)
    terminal.rest(2)
    return terminal


def keys(workspace: Path, minimal: Path, count: int) -> None:
    """Measure keys in the guest list, Tab, and typing in the filter of all people."""
    bare = Terminal(str(minimal))
    bare.shows(b"ready")
    bare.rest(1)
    pressed(bare, "minimal app, one line", ["a", "b"], count)
    bare.close()
    terminal = opened(workspace, "2")
    for what, turns in (
        ("down", ["down"]), ("page down", ["pgdn"]), ("home/end", ["end", "home"]), ("tab", ["tab"]),
    ):  # fmt: skip
        pressed(terminal, what, turns, count)
    terminal.press("3")
    terminal.rest(2)
    terminal.press("/")
    terminal.rest(0.5)
    pressed(terminal, "type, people", ["j", "a", "n", "backspace", "backspace", "backspace"], count, (0.08, 0.14))
    print(f"memory at the end      {terminal.memory():.0f} MiB")
    answers(terminal, min(count, 40))
    terminal.close()


def answers(terminal: Terminal, count: int) -> None:
    """Measure from the last key in the filter to the last row of its answer: `count` times by turns."""
    for _turn in range(6):
        terminal.press("backspace")
    terminal.rest(1)
    times = []
    for number in range(count):
        terminal.press("s" if number % 2 == 0 else "backspace")
        start = last = time.perf_counter()
        rows = b""
        while got := terminal.read(start + 0.6):
            rows += got
            if rows.count(b"\x1b[") > ROWS_DRAWN:  # a frame with the rows, not the field alone nor what is counted
                last = time.perf_counter()
                break
        times.append((last - start) * 1000)
        terminal.rest(0.6)
    print(f"filter, key to rows    {slowest(times)} ms (n {count})")


def hour(workspace: Path, count: int) -> None:
    """Press so many keys as fast as they are painted, in the list and in its filter; print what memory that took."""
    terminal = opened(workspace, "3")
    turns = [*["down"] * 30, *["pgdn"] * 10, "home", "end", "home", "/", "j", "a", "backspace", "backspace", "escape"]
    began, memory = time.perf_counter(), [terminal.memory()]
    for number in range(count):
        terminal.press(turns[number % len(turns)])
        if number % (count // 4) == count // 4 - 1:
            memory.append(terminal.memory())
    terminal.rest(5)
    memory.append(terminal.memory())
    said = " ".join(f"{one:.0f}" for one in memory)
    print(f"{count} keys in {time.perf_counter() - began:.0f} s: memory at start, at each quarter, at rest: {said} MiB")
    terminal.close()


def exporting(workspace: Path, letters: int, count: int) -> None:
    """Press keys in the guest list while letters to all guests are made."""
    few = workspace.with_name("letters.roadshow")
    if not few.exists():
        build(few, letters * 7 // 2)  # two of seven are to be asked
    before = Path.cwd()
    os.chdir(few.parent)
    terminal = opened(few, "6")
    terminal.press("down")
    terminal.rest(0.5)
    terminal.press("m")
    terminal.rest(2)
    terminal.press("2")
    terminal.rest(1)
    pressed(terminal, f"{letters} letters, down", ["down"], count)
    made = sum(1 for path in Path("mailmerge").rglob("*") if path.is_file())
    print(f"letters made meanwhile {made}")
    terminal.close()
    os.chdir(before)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keys", type=int, default=150)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--hour", type=int, default=20_000)
    parser.add_argument("--letters", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = given.workspace or Path(folder) / "bench.roadshow"
        os.environ["ROADSHOW_CONFIG"] = folder
        if not workspace.exists():
            build(workspace, given.people)
        minimal = Path(folder) / "minimal.py"
        minimal.write_text(MINIMAL)
        compileall.compile_dir(Path(__file__).parent.parent.parent / "roadshow", quiet=1)
        first_paint(workspace, minimal, given.runs)
        keys(workspace, minimal, given.keys)
        if given.hour:
            hour(workspace, given.hour)
        if given.letters:
            exporting(Path(folder) / "x", given.letters, given.keys)


if __name__ == "__main__":
    main()
