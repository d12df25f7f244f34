"""100,000 people from CSV: `roadshow people import` beside `sqlite-utils insert --csv --pk id` on the same file.

Run: python tests/bench/import_people.py [ROWS] [ROUNDS]   (sqlite-utils must be installed; the rounds take turns)
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from addressbook import make

ROOT = Path(__file__).parents[2]


def measured(words: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Run a program; return its seconds on the wall, its seconds of processor, and its peak memory in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{words[:3]} failed")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    other = shutil.which("sqlite-utils", path=str(Path(sys.executable).parent)) or shutil.which("sqlite-utils")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "people.csv")
        make(file, rows)
        figures: dict[str, list[tuple[float, float, float]]] = {}
        for number in range(rounds):
            plan = Path(folder, f"{number}.roadshow")
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "plugins")))}
            line = [sys.executable, "-m", "roadshow", "-w", str(plan)]
            subprocess.run([*line[:3], "new", str(plan)], env=environment, check=True, stdout=subprocess.DEVNULL)
            programs = {"roadshow people import": [*line, "people", "import", str(file), "--yes"]}
            if other:
                database = str(Path(folder, f"{number}.db"))
                programs["sqlite-utils insert"] = [
                    other,
                    "insert",
                    database,
                    "people",
                    str(file),
                    "--csv",
                    "--pk",
                    "id",
                ]
            for name, words in programs.items():
                figures.setdefault(name, []).append(measured(words, environment))
        for name, found in figures.items():
            wall, processor, peak = (statistics.median(column) for column in zip(*found, strict=True))
            print(f"{name}: {rows:,} people in {wall:.1f} s ({processor:.1f} s of processor), peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
